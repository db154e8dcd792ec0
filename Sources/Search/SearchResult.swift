import Claims
import Evaluation
import Numbers
import Programs

/// What the program says of a theorem.
public enum TheoremVerdict: String, Sendable {
  /// A violated instance was found.
  case refuted
  /// A certificate for all instances was accepted by the kernel.
  case proved
  /// Nothing violated; not a proof.
  case survived
  /// Nothing violated, but an instance stayed undecided or undefined, or none met the hypotheses.
  case undecided
}

/// How the instances tried came out.
public struct InstanceCounts: Hashable, Sendable {
  /// Instances that were decided.
  public var tried = 0
  /// Instances at which the hypotheses and the conclusion hold.
  public var held = 0
  /// Instances at which a hypothesis fails.
  public var vacuous = 0
  /// Instances at which something has no value.
  public var undefined = 0
  /// Instances that stayed open.
  public var undecided = 0

  package init() {}

  package mutating func count(_ verdict: InstanceVerdict) {
    tried += 1
    switch verdict {
    case .holds: held += 1
    case .vacuous: vacuous += 1
    case .undefined: undefined += 1
    case .undecided: undecided += 1
    case .violated: break
    }
  }
}

/// The outcome of a search for a counterexample, and of an attempt at a proof where none was found.
public struct SearchResult: Sendable {
  /// The theorem that was searched.
  public var theorem: Theorem
  /// What is said of it.
  public var verdict: TheoremVerdict
  /// How the instances tried came out.
  public var counts: InstanceCounts
  /// Least of right − left over all instances that held: certified, as an exact number or bounds.
  public var smallestMargin: CertifiedValue?
  /// The smallest counterexample found; nil unless refuted.
  public var counterexample: Counterexample?
  /// An instance at which hypotheses and conclusion hold, where one was met.
  package var witness: Instance?
  /// Where an instance was undefined, for the report.
  public var undefinedSite: FailureSite?
  /// An instance that stayed undecided, for the report.
  public var undecidedInstance: Instance?
  /// The limit at which it stayed open.
  public var limitMet: EvaluationLimit?
  /// What ended the search; nil where one given instance was decided, and where the two evaluations contradict each other.
  public var endedBy: SearchLimit?
  /// How many instances that the search alone chose met a hypothesis without value, stayed undecided or were broken
  /// off; they are not among those tried, and say nothing of the theorem.
  public var leftOpen = 0
  /// The sizes at which instances were tried, in order.
  public var sizesTried: [[Int]]
  /// The time that the search took.
  public var seconds: Double
  /// What is certain about the counterexample beside that it is one, where that was asked for.
  public var explanation: Explanation?
  /// What may repair a refuted theorem, where that was asked for and found.
  public var suggestion: Repair?
  /// The proof of a theorem that is `proved`.
  public package(set) var proof: ProofRecord?
  /// Set where the two evaluations contradict each other: there is no verdict then.
  public var contradiction: Contradiction?

  /// Takes up a proof that the kernel accepted.
  package mutating func add(_ proof: ProofRecord) {
    verdict = .proved
    self.proof = proof
  }

  /// True where the search was stopped before its counted budget was used.
  public var isInterrupted: Bool { endedBy == .interrupted || endedBy == .seconds }

  /// Whether the verdict is what the theorem expects: a theorem that expects nothing or to hold
  /// must come out unrefuted and decided.
  public var isAsExpected: Bool {
    switch verdict {
    case .refuted: theorem.expectation == .refuted
    case .proved, .survived: theorem.expectation != .refuted
    case .undecided: false
    }
  }
}
