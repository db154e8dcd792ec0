import Reports
import SSMProof

/// What `replay` has found so far, so that an interrupt can report it whatever the work is at.
final class ReplayLedger: @unchecked Sendable {
  private let lock = ClosingLock()
  private let count: Int
  private let format: ReportFormat
  private var outcomes: [ReplayOutcome] = []

  init(count: Int, format: ReportFormat) {
    self.count = count
    self.format = format
  }

  func set(_ outcomes: [ReplayOutcome]) {
    lock.whileOpen { self.outcomes = outcomes }
  }

  /// Prints the report; returns the exit status.
  func close() throws -> ExitStatus { try lock.close(report) }

  private func report() throws -> ExitStatus {
    let unfinished = count - outcomes.count
    switch format {
    case .text: try Console.write(ReplayReport.text(outcomes, unfinished: unfinished))
    case .json:
      try Console.write(ReplayReport.json(outcomes, version: ssmProofVersion, unfinished: unfinished))
    }
    let words = outcomes.map(\.word)
    if words.contains("rejected") { return .unexpected }
    let isIncomplete =
      unfinished > 0 || words.contains("undecided") || outcomes.contains { $0.refusal != nil }
    return isIncomplete ? .undecided : .asExpected
  }
}
