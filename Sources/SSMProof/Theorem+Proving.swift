import Certificates
import Claims
import Evaluation
import Inputs
import Proofs
import Search

/// How a proof is to be sought.
public struct ProofOptions: Sendable {
  /// Sizes that are to have one value, by name; of all others the proof speaks at all their values.
  public var sizes: [String: Int] = [:]
  /// Asked now and then; true stops the search.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Told of each step of the script, and of the conclusion, before its proof is sought: `line 11, h[t] <= 1`.
  public var onStep: @Sendable (String) -> Void = { _ in }
  /// The work that the search may take, in operations of about a nanosecond; nil for what is usual.
  package var limit: Int?
  /// An instance that meets the hypotheses, where one is at hand.
  package var witness: Instance?
  /// Whether what is missing is looked for where the proof fails.
  package var suggests = true

  /// The default options.
  public init() {}
}

/// What came of an attempt to prove a theorem.
public enum ProofResult: Sendable {
  /// The kernel accepted a proof, in so many steps, and an instance meets the hypotheses.
  case proved(ProofCertificate, steps: Int)
  /// What could not be shown, what was left of it, from the outermost goal inwards, simple facts from each of which the
  /// innermost would follow, and an instance at which it is false where a short search finds one.
  case open(String, left: [String], missing: [String], falsity: FalseStep? = nil)
}

/// What a proof was to show, and an instance at which it fails.
public struct FalseStep: Sendable {
  /// The theorem, with what a step of its proof states in the place of its conclusion where that is false.
  public var theorem: Theorem
  /// The instance, both sides, and the indices.
  public var counterexample: Counterexample
}

extension Theorem {
  /// Proves the theorem for all its sizes and values, by its proof script where it has one.
  ///
  ///     let theorem = try Theorem.parse(text, file: "claim")[0]
  ///     if case .proved(let certificate, _) = try theorem.prove() { print(certificate.coverage) }
  ///
  /// The certificate was checked as `ProofCertificate.check` checks it. Equal input gives an equal proof on any machine.
  ///
  /// - Throws: an `InputError` where the options name a size that the theorem does not declare, or a value outside its range.
  public func prove(_ options: ProofOptions = ProofOptions()) throws(InputError) -> ProofResult {
    try refuse(sizes: options.sizes)
    let outcome = Prover.prove(
      self, fixed: options.sizes, limit: options.limit, suggests: options.suggests,
      isCancelled: options.isCancelled, onStep: { options.onStep(Self.place($0) + $1) })
    switch outcome {
    case .open(let goal):
      let what = Self.place(goal.position) + goal.what
      let falsity = options.suggests ? falsity(of: goal, options) : nil
      return .open(what, left: goal.left, missing: goal.missing, falsity: falsity)
    case .refused(let refusal):
      let place = Self.place(refusal.position)
      return .open("\(place)the kernel has no terms for it: \(refusal.message)", left: [], missing: [])
    case .proved(let found):
      let met = options.witness == nil ? try witness(options) : options.witness
      guard let witness = met else {
        return .open(
          "no instance that meets the hypotheses, and whose conclusion was evaluated, was found", left: [],
          missing: [])
      }
      let certificate = ProofCertificate(
        self, sizes: options.sizes, witness: witness, proof: found.proof, version: ssmProofVersion)
      switch try certificate.check(isCancelled: options.isCancelled) {
      case .accepted(let steps): return .proved(certificate, steps: steps)
      case .rejected(let reason), .undecided(let reason):
        return .open("the certificate is not accepted: \(reason)", left: [], missing: [])
      }
    }
  }

  /// A counterexample of the step or the conclusion that is open, where a short search finds one; nil where something has to be
  /// defined, of which a counterexample of the conclusion says nothing.
  private func falsity(of goal: ProofOutcome.OpenGoal, _ options: ProofOptions) -> FalseStep? {
    let step = script?.steps.first { $0.position == goal.position }
    guard let stated = step.map({ stating($0) }) ?? (goal.isConclusion ? self : nil) else { return nil }
    var search = SearchOptions()
    search.isCancelled = options.isCancelled
    search.instances = 200
    search.sizes = options.sizes.mapValues { $0...$0 }
    // What cannot be evaluated was not refuted.
    guard let found = (try? stated.check(search))?.counterexample else { return nil }
    return FalseStep(theorem: stated, counterexample: found)
  }

  private static func place(_ position: Position?) -> String { position.map { "line \($0.line), " } ?? "" }

  /// Refuses sizes of one value that the theorem does not have, or not with this value.
  package func refuse(sizes fixed: [String: Int]) throws(InputError) {
    try [self].refuseUnknownSizes(fixed.keys)
    for size in sizes {
      guard let value = fixed[size.name] else { continue }
      guard value >= size.minimum, value <= size.maximum ?? value else {
        throw InputError(
          file: file,
          message: "theorem '\(name)': the size \(size.name) = \(value) is outside its declared range")
      }
    }
  }

  /// An instance that meets the hypotheses: at the smallest sizes, where it costs least, before at others.
  private func witness(_ options: ProofOptions) throws(InputError) -> Instance? {
    var search = SearchOptions()
    search.isCancelled = options.isCancelled
    let least = Dictionary(
      uniqueKeysWithValues: sizes.map { ($0.name, options.sizes[$0.name] ?? $0.minimum) })
    for (count, sizes) in [(20, least), (200, options.sizes)] {
      search.instances = count
      search.sizes = sizes.mapValues { $0...$0 }
      if let found = try check(search).witness { return found }
    }
    return nil
  }

  /// A proof at all sizes within so much work, as the reports of a search name it.
  func proofRecord(
    limit: Int, witness: Instance, isCancelled: @escaping @Sendable () -> Bool
  ) -> ProofRecord? {
    var options = ProofOptions()
    (options.limit, options.witness, options.isCancelled) = (limit, witness, isCancelled)
    options.suggests = false
    guard case .proved(let certificate, let steps)? = try? prove(options),
      let text = try? certificate.text()
    else { return nil }
    return ProofRecord(coverage: certificate.coverage, steps: steps, certificate: text)
  }
}
