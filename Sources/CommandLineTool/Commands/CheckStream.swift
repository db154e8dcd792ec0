import Claims
import Foundation
import Inputs
import Reports

/// Gives out the reports of `check` in order, each as soon as it and all before it are there, and ends the program.
final class CheckStream: @unchecked Sendable {
  private let lock = ClosingLock()
  private let command: CheckCommand
  private let memory: RefutationMemory
  private let progress: ProgressLine
  private var document: CheckDocument
  private var failure: (any Error)?

  init(_ command: CheckCommand, titles: [String], memory: RefutationMemory, progress: ProgressLine) {
    self.command = command
    self.memory = memory
    self.progress = progress
    document = CheckDocument(command.checkRun, format: command.format, titles: titles)
  }

  /// Whether nothing more is wanted: an interrupt was asked for, or a report could not be given out.
  var isOver: Bool { Interrupt.isRequested || lock.withLock { failure != nil } }

  /// Takes report number `k`, keeps its certificate, and prints it where all before it are there.
  func add(_ k: Int, _ report: CheckReport) {
    lock.whileOpen {
      guard failure == nil else { return }
      var report = report
      let isCutShort = report.result.isInterrupted || report.decision?.verdict == .undecided
      report.isInterrupted = Interrupt.isRequested && isCutShort
      // Of several instances that violate one theorem the first is kept.
      let isKept =
        command.instanceFiles.isEmpty || !document.done.contains { $0.result.counterexample != nil }
      do {
        if isKept { try memory.keep(report.result, command: command) }
        try write(document.add(k, report))
      } catch {
        failure = error
      }
    }
  }

  /// Prints what is left and the summary; returns the exit status.
  func close() throws -> ExitStatus { try lock.close(finish) }

  private func finish() throws -> ExitStatus {
    if let failure { throw failure }
    try write(document.close(isInterrupted: Interrupt.isRequested))
    let faults = document.faults
    for fault in faults { Console.complain(fault) }
    return faults.isEmpty ? status(document.done, isComplete: document.unfinished.isEmpty) : .fault
  }

  /// Ends a report that an error breaks off.
  func abandon(_ error: InputError) throws {
    _ = try lock.close {
      try write(document.breakOff(error.rendered, isInterrupted: Interrupt.isRequested))
      return .badInput
    }
  }

  private func write(_ text: String) throws(Console.OutputError) {
    guard !text.isEmpty else { return }
    progress.clear()
    try Console.write(text, isWhole: false)
  }

  /// An unexpected verdict outweighs an undecided one, and what an interrupt left out is not decided either.
  private func status(_ reports: [CheckReport], isComplete: Bool) -> ExitStatus {
    let isUnexpected = reports.contains { report in
      !report.result.isAsExpected
        && (report.result.verdict != .undecided
          || report.result.theorem.expectation == .refuted && !report.isInterrupted)
    }
    if isUnexpected { return .unexpected }
    let isUndecided = Interrupt.isRequested || reports.contains { $0.result.verdict == .undecided }
    return isUndecided || !isComplete ? .undecided : .asExpected
  }
}
