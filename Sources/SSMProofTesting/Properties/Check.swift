import Claims
import Evaluation
import Foundation
import Inputs
import Programs
import SSMProof
import Search

/// What came of the models that a check has drawn.
public struct CheckedModels: Sendable {
  /// How they came out; `vacuous` ones did not meet the hypotheses.
  public var counts: InstanceCounts
  /// A violated instance that the generator makes, as simple as it could be made; nil where there is none.
  public var counterexample: Counterexample?
}

/// Judges a theorem on models of a generator of one's own; a violated one is shrunk within what the generator
/// can make, and recorded at the caller's line.
///
///     let models = Generator.models(of: theorem, sizes: ["T": 1...64])
///     try await check(theorem, drawing: models)
///
/// - Parameters:
///   - trials: How many models that meet the hypotheses are judged.
///   - seed: The seed of what is drawn; nil for SSMPROOF_SEED, or 1.
///   - failures: Where a violated model is kept, to be tried first next time.
/// - Throws: a `GeneratorError` where the generator cannot be drawn from, or fewer than one model in ten
///   meets the hypotheses; an `InputError` where the theorem cannot be evaluated; `CancellationError`.
@discardableResult
public func check(
  _ claim: some TestedClaim, drawing generator: Generator<Model>, trials: Int = 200, seed: UInt64? = nil,
  limits: EvaluationLimits = EvaluationLimits(), failures: FailureFolder = .standard,
  fileID: String = #fileID,
  filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column, function: String = #function
) async throws -> CheckedModels {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  let theorem = try claim.theorem(for: place)
  let seed = seed ?? TestSeed.standard
  let choices = KeptFailure(failures, place, place.key(theorem.name, "\(line)"))
  let judge = ModelJudge(theorem, limits)
  let run = PropertyRun(
    generator: generator, trials: trials, seed: seed, kept: KeptChoices.read(choices.read())
  ) { model in
    guard model.theorem == theorem else {
      throw InputError(
        file: theorem.file,
        message:
          "the generator makes models of theorem '\(model.theorem.name)', and '\(theorem.name)' is checked")
    }
    switch try await runBlocking({ try judge.verdict(model.instance, isCancelled: $0) }) {
    case .violated: return "violated"
    case .vacuous: throw ThrownAway(what: "models that meet the hypotheses of '\(theorem.name)'")
    case .holds, .undefined, .undecided: return nil
    }
  }
  let outcome = try await run.run()
  var checked = CheckedModels(counts: judge.counts, counterexample: nil)
  guard let failure = outcome.failure else {
    choices.remove()
    let open = judge.counts.undefined + judge.counts.undecided
    if open > 0 {
      place.record(
        "of \(theorem.name), \(open) of \(judge.counts.tried) models stayed without verdict: \(judge.counts)\nseed \(seed)\n"
          + "reproduce: SSMPROOF_SEED=\(seed) \(place.command)")
    }
    return checked
  }
  let instance = failure.value.instance
  let decision = try theorem.decide(instance, limits: limits)
  guard decision.verdict == .violated else {
    place.record("violated by the search's evaluation alone: \(decision)\nreproduce: \(place.command)")
    return checked
  }
  let found = Counterexample(instance: instance, decision: decision)
  checked.counterexample = found
  let shown = FailureText.value(failure.value)
  choices.write(KeptChoices(failure.draws.record, seed: seed, value: shown.joined(separator: "\n")).data)
  let which = failure.wasKept ? "again at the model that was kept" : "at model \(failure.number) of \(trials)"
  let kept = KeptRefutation(theorem, failures, place)
  let lines =
    [
      "\(theorem.name) is violated \(which), shrunk in \(failure.steps == 1 ? "1 step" : "\(failure.steps) steps") to"
    ]
    + FailureText.origin(failure.value) + FailureText.counterexample(found, theorem) + ["seed \(seed)"]
    + kept.keep(found, seed: seed, place)
  place.record(lines.joined(separator: "\n"))
  return checked
}
