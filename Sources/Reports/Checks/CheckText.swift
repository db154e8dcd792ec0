import Claims
import Evaluation
import Foundation
import Search

/// The text report of a check.
struct CheckText: Sendable {
  var run: CheckRun
  /// Whether the report is one of several, so that each names its instance file.
  var isOfSeveral = false

  /// The report on one theorem, or on one instance of it.
  func describe(_ report: CheckReport) -> String {
    let result = report.result
    let theorem = result.theorem
    var lines = Self.head(result)
    if !theorem.sources.isEmpty { lines.append("  source: \(theorem.sources.joined(separator: "; "))") }
    if report.isInterrupted { lines.append("  interrupted: stopped before the whole budget was used") }
    let isSearch = report.decision == nil
    if let decision = report.decision {
      lines += describe(decision, report)
    } else {
      lines += Self.counts(result, precision: "\(run.maxBits) bits of precision")
    }
    if isSearch, !report.isInterrupted { lines += LimitText.lines(result, run) }
    lines += Self.finding(result)
    if case .silent(let reason)? = report.decision?.second {
      lines.append(Self.oneRoad(reason))
    }
    lines += ExplanationText.lines(result)
    if run.showsRepairs { lines += repaired(result) }
    if result.counterexample != nil, isSearch {
      lines += TextLines.command("  reproduce: ", run.reproducing(theorem))
    }
    return lines.flatMap { $0.hasPrefix("  reproduce:") || $0.hasSuffix(" \\") ? [$0] : TextLines.fitted($0) }
      .joined(separator: "\n") + "\n"
  }

  /// The repaired theorem, to be copied.
  private func repaired(_ result: SearchResult) -> [String] {
    guard result.counterexample != nil else { return [] }
    guard let repair = result.suggestion else { return ["  no repair was found that survives"] }
    return ["  repaired:"] + repair.theorem.statement.split(separator: "\n").map { "    \($0)" }
  }

  /// The report without what only its reader at a terminal asks for: what ended the search, how to have it again.
  static func brief(_ result: SearchResult) -> String {
    let lines =
      head(result) + counts(result, precision: "precision") + finding(result) + ExplanationText.lines(result)
    return lines.flatMap { TextLines.fitted($0) }.joined(separator: "\n")
  }

  private static func oneRoad(_ reason: String) -> String {
    "  decided by one evaluation alone; the second has no answer: \(reason)"
  }

  /// The counterexample, or that there is no verdict.
  private static func finding(_ result: SearchResult) -> [String] {
    var lines = result.counterexample.map { describe($0, result.theorem) } ?? []
    lines += NeverDrawnText.lines(result.counterexample, result.theorem)
    if case .silent(let reason)? = result.counterexample?.decision.second {
      lines.append(oneRoad(reason))
    }
    if let contradiction = result.contradiction {
      lines.append("  a fault of the program, no verdict: \(contradiction.text)")
    }
    return lines
  }

  /// Verdict, name, title, and whether it is as expected; what does not fit stands below.
  private static func head(_ result: SearchResult) -> [String] {
    let theorem = result.theorem
    var parts = theorem.title.map { ["\"\($0)\""] } ?? []
    if let expectation = theorem.expectation {
      parts.append(result.isAsExpected ? "(as expected)" : "(NOT as expected: \(expectation.rawValue))")
    }
    var lines = [
      Columns.padded(result.verdict.rawValue, to: 9) + " \(theorem.name)"
    ]
    for part in parts {
      let line = lines[lines.count - 1] + "  " + part
      if line.count <= TextLines.columns {
        lines[lines.count - 1] = line
      } else {
        lines.append("          " + part)
      }
    }
    return lines
  }

  private func describe(_ decision: Decision, _ report: CheckReport) -> [String] {
    let name = isOfSeveral ? report.instanceFile.map { " \($0)" } ?? "" : ""
    var line = "  the instance\(name): "
    switch (decision.verdict, decision.second) {
    case (_, .contradicts): line += "no verdict, the two evaluations contradict each other"
    case (.undecided, _): line += "undecided" + (decision.limit.map { ", ended by \($0)" } ?? "")
    default: line += "\(decision.verdict.rawValue), decided by \(decision.rung)"
    }
    if let margin = decision.margin { line += ", margin \(NumberText.whole(margin))" }
    var lines = [line]
    if let closest = decision.closest {
      lines.append("  the comparison that comes closest to failing\(Self.place(closest)):")
      lines += Self.sides(closest)
      lines.append("    and left \(closest.relation.rawValue) right is true")
    }
    if let why = decision.why(report.result.theorem) { lines.append("  \(why)") }
    return lines
  }

  /// ` at t = 2, w = 1/2`; of index names that are bound twice the inner one counts.
  static func place(_ comparison: FailingComparison) -> String {
    let indices = comparison.indices
    var place = indices.indices.filter { k in !indices[(k + 1)...].contains { $0.name == indices[k].name } }
      .map { indices[$0].description }
    place += comparison.reals.map { "\($0.name) = \(NumberText.short($0.value))" }
    return place.isEmpty ? "" : " at \(place.joined(separator: ", "))"
  }

  static func sides(_ comparison: FailingComparison) -> [String] {
    let sides = NumberText.sides(comparison.left, comparison.right)
    return TextLines.number("    left  = ", sides.left) + TextLines.number("    right = ", sides.right)
  }

  private static func counts(_ result: SearchResult, precision: String) -> [String] {
    let c = result.counts
    var line = "  instances: \(c)"
    if let margin = result.smallestMargin, result.verdict != .refuted {
      line += "; smallest margin \(NumberText.atLeast(margin))"
    }
    if let sizes = sizesText(result), result.verdict != .refuted { line += "; \(sizes)" }
    var lines = [line]
    switch result.verdict {
    case .survived: lines.append("  nothing violated among these; survived is not proved")
    case .undecided where result.contradiction != nil: break
    case .undecided:
      if c.held == 0 && c.undefined == 0 && c.undecided == 0 {
        lines.append(
          c.tried == 0
            ? "  no instance was decided in time, so nothing is known"
            : "  no instance met the hypotheses, so nothing is known")
      }
      if let site = result.undefinedSite {
        lines.append(
          "  undefined: \(site.message), at \(result.theorem.file):\(site.position.line):\(site.position.column)"
        )
      }
      if let instance = result.undecidedInstance {
        let limit = result.limitMet?.description ?? "the limit of \(precision)"
        let example = InstanceText.lines(instance, result.theorem, indent: "    ")
        lines.append("  undecided, ended by \(limit)" + (example.isEmpty ? "" : ", for example:"))
        lines += example
      }
    case .proved: lines += result.proof.map { ["  \($0)"] } ?? []
    case .refuted: break
    }
    return lines
  }

  /// Whole numbers in order, neighbours as a range: 1..6, 8, 12.
  private static func runs(_ numbers: Set<Int>) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)" }
      .joined(separator: ", ")
  }

  private static func sizesText(_ result: SearchResult) -> String? {
    let theorem = result.theorem
    guard !theorem.sizes.isEmpty, !result.sizesTried.isEmpty else { return nil }
    let parts = theorem.sizes.indices.map { k in
      "\(theorem.sizes[k].name) = \(runs(Set(result.sizesTried.map { $0[k] })))"
    }
    return "sizes \(parts.joined(separator: ", "))"
  }

  private static func describe(_ found: Counterexample, _ theorem: Theorem) -> [String] {
    let instance = InstanceText.lines(found.instance, theorem, indent: "    ")
    var lines = [
      "  counterexample:" + (instance.isEmpty ? " the theorem itself, which has no variables" : "")
    ]
    lines += instance
    guard let failing = found.decision.failing else {
      return lines + ["  every hypothesis holds, the conclusion fails"]
    }
    lines.append("  every hypothesis holds; the conclusion fails\(place(failing)):")
    lines += sides(failing)
    lines.append("    and left \(failing.relation.rawValue) right is false")
    return lines
  }

  /// The last lines, where there is more than one report or something is missing.
  func summary(_ reports: [CheckReport], unfinished: [String]) -> String? {
    guard reports.count + unfinished.count > 1 || !unfinished.isEmpty else { return nil }
    var lines: [String] = []
    if !reports.isEmpty { lines.append(counted(reports)) }
    if !unfinished.isEmpty {
      let names = unfinished.prefix(8).joined(separator: ", ") + (unfinished.count > 8 ? ", …" : "")
      let all = reports.count + unfinished.count
      lines.append("interrupted: \(unfinished.count) of \(all) \(what(all)) not finished: \(names)")
    }
    return lines.flatMap { TextLines.fitted($0) }.joined(separator: "\n")
  }

  private func what(_ count: Int) -> String {
    let isOne = count == 1
    return run.decidesInstances ? isOne ? "instance" : "instances" : isOne ? "theorem" : "theorems"
  }

  private func counted(_ reports: [CheckReport]) -> String {
    let faults = reports.filter { $0.result.contradiction != nil }
    let decided = reports.filter { $0.result.contradiction == nil }
    let order =
      run.decidesInstances
      ? [InstanceVerdict.holds, .violated, .vacuous, .undefined, .undecided].map(\.rawValue)
      : [TheoremVerdict.refuted, .proved, .survived, .undecided].map(\.rawValue)
    let words = decided.map { $0.decision?.verdict.rawValue ?? $0.result.verdict.rawValue }
    var parts = order.compactMap { word in
      let count = words.count { $0 == word }
      return count > 0 ? "\(count) \(word)" : nil
    }
    if !faults.isEmpty { parts.append("\(faults.count) without verdict") }
    var line = "\(reports.count) \(what(reports.count)): \(parts.joined(separator: ", "))"
    let unexpected = decided.filter { !$0.result.isAsExpected }.map(\.result.theorem.name)
    if !run.decidesInstances, !unexpected.isEmpty {
      line += "; not as expected: \(unexpected.joined(separator: ", "))"
    } else if !run.decidesInstances, faults.isEmpty {
      line += "; all as expected"
    }
    let names = faults.map { $0.instanceFile ?? $0.result.theorem.name }
    return line + (names.isEmpty ? "" : "; a fault of the program: \(names.joined(separator: ", "))")
  }
}
