import Claims
import Evaluation

/// How a search is to be done.
public struct SearchOptions: Sendable {
  /// How many instances to try on a theorem; nil for 4000, and more as long as they cost little.
  public var instances: Int?
  /// A limit in seconds; nil leaves it to the number of instances and a limit on work, which are the
  /// same on every machine.
  public var seconds: Double?
  /// Sizes to try, by name.
  public var sizes: [String: ClosedRange<Int>] = [:]
  /// The seed of all that is drawn.
  public var seed: UInt64 = 1
  /// How far the decision on one instance may go.
  public var limits = EvaluationLimits()
  /// Whether a refutation is explained, and a repair sought.
  public var explains = false
  /// Whether what no instance refutes is put to a quick proof for all its sizes and values, within a share of the budget.
  public var proves = false
  /// Whether a proof of the repaired theorem is sought where a refutation is explained; a repair that is proved is
  /// preferred to one that is not.
  public var provesRepairs = false
  /// Proves a theorem, given an instance that meets its hypotheses.
  package var prover: @Sendable (Theorem, Instance) -> ProofRecord? = { _, _ in nil }
  /// How many times the usual amount of counted work the search may take; nil for once, or without limit where
  /// seconds are given. Where it is given, only `instances` limits the number of instances.
  public var workFactor: Double?
  /// The work that the search may take, in the engine's units; nil for the usual limit.
  var work: Int?
  /// Whether a counterexample is made small.
  var shrinks = true
  /// Whether plain draws, which count against `instances`, fill the rounds of climbs.
  var drawsPlainly = true
  /// Instances of a theorem that are tried before any is drawn: what refuted it before.
  public var known: @Sendable (Theorem) -> [Instance] = { _ in [] }
  /// An instance that is looked around first: the counterexample to a theorem that this one mends.
  var near: Instance?
  /// Asked now and then; true stops the search, which reports what it has.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Told now and then how far the search is.
  public var progress: @Sendable (SearchProgress) -> Void = { _ in }

  /// The default options.
  public init() {}
}

extension SearchOptions {
  /// Whether the caller gave time or work, rather than a number of instances.
  var isThorough: Bool { seconds != nil || workFactor != nil }

  /// The work of a search without a limit in seconds.
  var usualWork: Int {
    work
      ?? Int(
        Double(SearchTuning.workLimit)
          * min(max(workFactor ?? 1, SearchTuning.leastFactor), SearchTuning.mostFactor))
  }

  /// What looking for a violation may take.
  func budget(within whole: Budget) -> Budget {
    whole.search(
      work: seconds == nil || workFactor != nil ? usualWork : nil, instances: instances,
      usual: isThorough ? nil : (SearchTuning.usualInstances, SearchTuning.leastWork))
  }
}
