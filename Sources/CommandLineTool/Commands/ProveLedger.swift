import Reports
import SSMProof

/// What `prove` has found so far, so that an interrupt can report it whatever the work is at.
final class ProveLedger: @unchecked Sendable {
  private let lock = ClosingLock()
  private let count: Int
  private let format: ReportFormat
  private var attempts: [ProofAttempt] = []
  /// The theorem, and what of it is being shown.
  private var place: String?

  init(count: Int, format: ReportFormat) { (self.count, self.format) = (count, format) }

  /// Takes an attempt; its text is printed at once.
  func add(_ attempt: ProofAttempt) throws {
    var failure: (any Error)?
    lock.whileOpen {
      place = nil
      attempts.append(attempt)
      do {
        if format == .text { try Console.write(ProofReport.text(attempt)) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Takes what is to be shown next.
  func show(_ place: String) { lock.whileOpen { self.place = place } }

  /// Prints what is left of the report; returns the exit status.
  func close() throws -> ExitStatus { try lock.close(report) }

  private func report() throws -> ExitStatus {
    let unfinished = count - attempts.count
    switch format {
    case .text where count == 0:
      try Console.write("nothing to prove: what is expected to be refuted is not tried")
    case .text where count > 1 || unfinished > 0:
      try Console.write(ProofReport.summary(attempts, unfinished: unfinished, at: place))
    case .text: break
    case .json:
      try Console.write(
        ProofReport.json(attempts, version: ssmProofVersion, unfinished: unfinished, at: place))
    }
    let isDone = unfinished == 0 && attempts.allSatisfy { $0.isProved && $0.refusal == nil }
    return isDone ? .asExpected : .undecided
  }
}
