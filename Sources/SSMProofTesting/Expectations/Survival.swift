import SSMProof

/// Expects that no search refutes a claim.
///
///     try await expectSurvives("real x in [0, 1] conclude x*x <= x")
///     try await expectSurvives(try Theorem.load(path: "bounds.claim"))
///
/// A refutation is recorded at the caller's line, with the smallest counterexample, both sides, the seed, and the commands
/// that reproduce it. Survived is not proved. A claim of which nothing is known (no instance met its hypotheses, one stayed
/// undecided) has not survived either.
///
/// - Parameters:
///   - options: How to search; without it 500 instances of each theorem are tried, with the seed that SSMPROOF_SEED names or 1.
///   - failures: Where a counterexample is kept, to be tried first next time.
/// - Returns: The results, a theorem each.
/// - Throws: an `InputError` where the claim cannot be read or evaluated, `CancellationError` where the task was cancelled.
@discardableResult
public func expectSurvives(
  _ claim: some TestedClaim, options: SearchOptions? = nil, failures: FailureFolder = .standard,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
  function: String = #function
) async throws -> [SearchResult] {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  let theorems = try claim.theorems(inTestAt: "\(filePath)")
  let results = try await search(theorems, options, failures, place)
  for result in results {
    let kept = KeptRefutation(result.theorem, failures, place)
    switch result.verdict {
    case .survived, .proved: kept.file.remove()
    case .refuted:
      let seed = options?.seed ?? TestSeed.standard
      var lines = ["\(result)", "seed \(seed)"]
      if let found = result.counterexample {
        lines += kept.keep(found, seed: options == nil ? seed : nil, place)
      }
      place.record(lines.joined(separator: "\n"))
    case .undecided:
      place.record("expected to survive, and nothing is known:\n\(result)\nreproduce: \(place.command)")
    }
  }
  return results
}

/// Expects that a search refutes a claim: each of its theorems.
///
/// - Returns: The counterexamples of the theorems that are refuted.
/// - Throws: as `expectSurvives` does.
@discardableResult
public func expectRefuted(
  _ claim: some TestedClaim, options: SearchOptions? = nil, failures: FailureFolder = .standard,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
  function: String = #function
) async throws -> [Counterexample] {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  let theorems = try claim.theorems(inTestAt: "\(filePath)")
  // What refuted it before is no failure, and nothing is kept of it.
  let results = try await search(theorems, options, .none, place)
  for result in results where result.verdict != .refuted {
    let seed = options?.seed ?? TestSeed.standard
    place.record("expected to be refuted:\n\(result)\nseed \(seed)\nreproduce: \(place.command)")
  }
  return results.compactMap(\.counterexample)
}

/// Expects that a claim holds at one instance: that its hypotheses and its conclusion do.
///
///     let instance = try Instance(for: theorem, sizes: ["T": 2], ["x": [0.5, 1]])
///     try await expectHolds(theorem, on: instance)
///
/// - Returns: The decision, with both sides.
/// - Throws: an `InputError` where the claim cannot be read or the instance does not fit it; `CancellationError`.
@discardableResult
public func expectHolds(
  _ claim: some TestedClaim, on instance: Instance, limits: EvaluationLimits = EvaluationLimits(),
  failures: FailureFolder = .standard, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: UInt = #line, column: UInt = #column, function: String = #function
) async throws -> Decision {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  let theorem = try claim.theorem(for: place)
  let decision = try await runBlocking { isCancelled in
    try theorem.decide(instance, limits: limits, isCancelled: isCancelled)
  }
  try Task.checkCancellation()
  let kept = KeptRefutation(theorem, failures, place)
  switch decision.verdict {
  case .holds: kept.file.remove()
  case .violated:
    let found = Counterexample(instance: instance, decision: decision)
    let lines = FailureText.counterexample(found, theorem) + kept.keep(found, seed: nil, place)
    place.record((["\(theorem.name) is violated at the instance"] + lines).joined(separator: "\n"))
  case .vacuous, .undefined, .undecided:
    let lines = FailureText.instance(instance, theorem)
    place.record(
      (["\(theorem.name) does not hold at the instance: \(decision)"] + lines + [
        "reproduce: \(place.command)"
      ])
      .joined(separator: "\n"))
  }
  return decision
}

/// Searches all theorems, what is kept of each first.
private func search(
  _ theorems: [Theorem], _ options: SearchOptions?, _ failures: FailureFolder, _ place: TestPlace
) async throws -> [SearchResult] {
  var asked = options ?? SearchOptions()
  if options == nil {
    // The usual search takes long in a debug build, which a test suite mostly is.
    (asked.seed, asked.instances) = (TestSeed.standard, 500)
  }
  let (known, isStopped) = (asked.known, asked.isCancelled)
  asked.known = { theorem in KeptRefutation(theorem, failures, place).instances + known(theorem) }
  let searched = asked
  let results = try await runBlocking { isCancelled in
    var options = searched
    options.isCancelled = { isCancelled() || isStopped() }
    return try theorems.check(options)
  }
  try Task.checkCancellation()
  return results
}
