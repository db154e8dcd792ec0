import Evaluation
import Foundation
import Inputs
import SSMProof
import Search

/// The outcome on one theorem, or on one instance of it, as the reports take it.
struct CheckReport {
  var result: SearchResult
  /// The decision, where one instance was asked for, and the file that it is in.
  var decision: Decision?
  var instanceFile: String?
  /// Ctrl-C broke it off.
  var isInterrupted = false
}

/// Gives out the reports of `check` in order, each as soon as it and all before it are there.
final class CheckStream: @unchecked Sendable {
  private let lock = ClosingLock()
  private let command: CheckCommand
  /// What the reports will be about, in order.
  private let titles: [String]
  private let keeper: Keeper
  private let progress: ProgressLine
  private var reports: [Int: CheckReport] = [:]
  private var printed = 0
  private var failure: (any Error)?
  /// Whether a claim stands in the JSON already.
  private var isBegun = false

  init(_ command: CheckCommand, titles: [String], keeper: Keeper, progress: ProgressLine) {
    self.command = command
    self.titles = titles
    self.keeper = keeper
    self.progress = progress
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
        command.instanceFiles.isEmpty || !reports.values.contains { $0.result.counterexample != nil }
      reports[k] = report
      do {
        if isKept { try keeper.keep(report.result, command: command) }
        while let next = reports[printed] {
          try print(next)
          printed += 1
        }
      } catch {
        failure = error
      }
    }
  }

  /// Prints what is left and the summary; returns the exit status.
  func close() throws -> ExitStatus { try lock.close(finish) }

  private func finish() throws -> ExitStatus {
    if let failure { throw failure }
    progress.clear()
    let done = reports.sorted { $0.key < $1.key }
    let unfinished = titles.indices.filter { reports[$0] == nil }.map { titles[$0] }
    for (k, report) in done where k >= printed { try print(report) }
    switch command.format {
    case .text:
      if let summary = text.summary(done.map(\.value), unfinished: unfinished) { try Console.write(summary) }
    case .json: try closeJSON(unfinished)
    }
    let faults = done.map(\.value.result).filter { $0.contradiction != nil }
    for result in faults { Console.complain(Self.fault(result)) }
    return faults.isEmpty ? status(done.map(\.value), isComplete: unfinished.isEmpty) : .fault
  }

  /// Ends a report that an error breaks off, so that what is there stays JSON.
  func abandon(_ error: InputError) throws {
    _ = try lock.close {
      progress.clear()
      guard command.format == .json, isBegun else { return .badInput }
      try closeJSON(titles.indices.filter { reports[$0] == nil }.map { titles[$0] }, error: error.rendered)
      return .badInput
    }
  }

  private func print(_ report: CheckReport) throws {
    progress.clear()
    switch command.format {
    case .text: try Console.write(text.describe(report) + "\n")
    case .json:
      try Console.write(
        (isBegun ? "" : json.opening) + json.element(report, isFirst: !isBegun), isWhole: false)
      isBegun = true
    }
  }

  private func closeJSON(_ unfinished: [String], error: String? = nil) throws {
    let closing = json.closing(
      isEmpty: !isBegun, unfinished: unfinished, isInterrupted: Interrupt.isRequested, error: error)
    try Console.write((isBegun ? "" : json.opening) + closing)
  }

  private var json: CheckJSON { CheckJSON(seed: command.seed, hasTimings: command.timings) }

  /// Two evaluations that contradict each other: all that is needed to look for the fault.
  private static func fault(_ result: SearchResult) -> String {
    guard let contradiction = result.contradiction else { return "" }
    let instance = InstanceText.lines(contradiction.instance, result.theorem, indent: "  ")
    return """
      ssmproof: a fault of the program itself: \(result.theorem.name) is \(contradiction.text)
      \(result.theorem.statement)
      \(instance.joined(separator: "\n"))
      """
  }

  private var text: CheckText { CheckText(arguments: command, isOfSeveral: titles.count > 1) }

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
