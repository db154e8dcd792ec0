import Dispatch
import Foundation
import Inputs
import Numbers

/// An audit in work: what is known so far can be asked for at any time, from any thread.
///
///     let session = try AuditSession(model: model, tokens: tokens)
///     let audit = session.run()          // meanwhile, elsewhere: session.known()
package final class AuditSession: Sendable {
  private let model: MambaModel
  private let tokens: TokenSequences
  private let options: Audit.Options
  private let influence: InfluenceQuestions
  private let work: AuditWork
  /// Sequences that run at once.
  private let batch: Int
  /// Threads for each of them.
  private let threads: Int

  /// Takes a model and the tokens to run it on.
  ///
  /// - Parameter progress: Called many times in every layer of a sequence, by one thread at a time; false stops
  ///   the audit.
  /// - Throws: Where the threshold is not between 0 and 1, a sequence is empty or has a token outside the vocabulary,
  ///   or the audit does not fit into memory.
  package init(
    model: MambaModel, tokens: TokenSequences, options: Audit.Options = Audit.Options(),
    progress: @escaping @Sendable (Audit.Progress) -> Bool = { _ in true }
  ) throws(InputError) {
    guard options.threshold.signum > 0, options.threshold < .one else {
      throw InputError(
        file: "", message: "the threshold must lie between 0 and 1, found \(options.threshold)")
    }
    try Self.check(tokens, against: model)
    let cores = max(1, options.parallelism ?? ProcessInfo.processInfo.activeProcessorCount)
    batch = min(cores, tokens.sequences.count)
    threads = max(1, cores / batch)
    try Audit.checkMemory(model, tokens, atOnce: batch)
    (self.model, self.tokens, self.options) = (model, tokens, options)
    influence = InfluenceQuestions(
      threshold: options.threshold, longest: tokens.sequences.map(\.count).max() ?? 0)
    work = AuditWork(model: model, tokens: tokens, influence: influence, ahead: batch, report: progress)
  }

  /// Runs all sequences, or as far as `progress` lets it.
  package func run() -> Audit {
    runThrough()
    return known()
  }

  /// The same without the gathering of what is known, which `known()` does.
  package func runThrough() {
    DispatchQueue.concurrentPerform(iterations: batch) { _ in
      while let index = work.next() {
        let audit = SequenceAudit(
          model: model, tokens: tokens.sequences[index], index: index, options: options, influence: influence,
          threads: threads)
        if audit.run(work) { work.finish(index) }
      }
    }
  }

  /// What is known now, of all sequences: what was not reached is open.
  package func known() -> Audit { work.audit(options: options) }

  /// The sequences of a file, or of `tokens.json` beside the model.
  package static func tokens(_ path: String?, for model: MambaModel) throws(InputError) -> TokenSequences {
    let size = model.configuration.vocabularySize
    if let path { return try TokenSequences(path: path, vocabularySize: size) }
    return try TokenSequences(besides: model.checkpoint.folder, vocabularySize: size)
  }

  /// Refuses sequences that the model cannot be run on, whoever made them.
  private static func check(_ tokens: TokenSequences, against model: MambaModel) throws(InputError) {
    let size = model.configuration.vocabularySize
    guard !tokens.sequences.isEmpty else {
      throw InputError(file: tokens.file, message: "no sequence of tokens; one at least is wanted")
    }
    for (k, sequence) in tokens.sequences.enumerated() {
      guard !sequence.isEmpty, sequence.allSatisfy((0..<size).contains) else {
        throw InputError(
          file: tokens.file,
          message: "sequence \(k) must have tokens, and they must lie in 0 to \(size - 1)")
      }
    }
  }
}
