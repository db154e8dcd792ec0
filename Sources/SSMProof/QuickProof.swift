import Claims
import Evaluation
import Foundation
import Search

/// The share of a search's budget that goes into proofs: of what it does not refute, and of what repairs it suggests.
struct QuickProof: Sendable {
  /// What one proof may take beside the usual work of a search, in operations that the search for proofs counts: some
  /// second, and some more where somebody has said how it goes.
  private static let work = 2_000_000_000.0
  private static let workWithScript = 8_000_000_000.0
  /// Who asks for a repair waits so many times longer.
  private static let patience = 4.0
  /// Of a limit in seconds, this part is kept for a proof, and so many seconds at most.
  private static let part = 0.2
  private static let mostSeconds = 10.0

  private let options: SearchOptions
  /// When all has to be done.
  private let end: Date?

  init(_ options: SearchOptions) {
    self.options = options
    end = options.seconds.map { Date(timeIntervalSinceNow: $0) }
  }

  /// The options of the search, which leave time for the proof.
  var forSearch: SearchOptions {
    var search = options
    if options.proves, let seconds = options.seconds {
      search.seconds = seconds - min(Self.part * seconds, Self.mostSeconds)
    }
    if options.provesRepairs {
      search.prover = { theorem, witness in record(theorem, witness, times: Self.patience) }
    }
    return search
  }

  /// The result, proved where that was asked for and found. What has no value at an instance cannot be proved, and
  /// what no instance meets says nothing.
  func settled(_ result: SearchResult) -> SearchResult {
    guard options.proves, [.survived, .undecided].contains(result.verdict), result.counts.undefined == 0,
      result.contradiction == nil, let witness = result.witness,
      let proof = record(result.theorem, witness)
    else { return result }
    var result = result
    result.add(proof)
    return result
  }

  private func record(_ theorem: Theorem, _ witness: Instance, times factor: Double = 1) -> ProofRecord? {
    let work = theorem.script == nil ? Self.work : Self.workWithScript
    let limit = Int(min(max(factor * work * (options.workFactor ?? 1), 1), 1e15))
    return theorem.proofRecord(limit: limit, witness: witness) { [options, end] in
      options.isCancelled() || end.map { $0 < Date() } ?? false
    }
  }
}
