import Foundation
import SSMProof

/// What `replay` has found so far, so that an interrupt can report it whatever the work is at.
final class ReplayLedger: @unchecked Sendable {
  private let lock = NSLock()
  private let count: Int
  private let format: ReportFormat
  private var outcomes: [ReplayOutcome] = []
  private var isClosed = false

  init(count: Int, format: ReportFormat) {
    self.count = count
    self.format = format
  }

  func set(_ outcomes: [ReplayOutcome]) {
    lock.withLock { if !isClosed { self.outcomes = outcomes } }
  }

  /// Prints the report.
  ///
  /// - Returns: the exit status. Whoever closes second never returns: the first ends the program.
  func close() throws -> ExitStatus {
    lock.lock()
    if isClosed {
      lock.unlock()
      while true { Thread.sleep(forTimeInterval: 1000) }
    }
    isClosed = true
    defer { lock.unlock() }
    let unfinished = count - outcomes.count
    switch format {
    case .text: try Console.write(ReplayReport.text(outcomes, unfinished: unfinished))
    case .json: try Console.write(ReplayReport.json(outcomes, unfinished: unfinished))
    }
    let words = outcomes.map(\.word)
    if words.contains("rejected") { return .unexpected }
    let isIncomplete =
      unfinished > 0 || words.contains("undecided") || outcomes.contains { $0.refusal != nil }
    return isIncomplete ? .undecided : .asExpected
  }
}
