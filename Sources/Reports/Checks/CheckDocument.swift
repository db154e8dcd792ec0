import Claims
import Search

/// The whole of what `check` prints, given out piece by piece: each report as soon as it and all before it are there.
package struct CheckDocument: Sendable {
  private let format: ReportFormat
  private let text: CheckText
  private let json: CheckJSON
  /// What the reports will be about, in order.
  private let titles: [String]
  private var reports: [Int: CheckReport] = [:]
  private var written = 0
  /// Whether a claim stands in the JSON already.
  private var isBegun = false

  package init(_ run: CheckRun, format: ReportFormat, titles: [String]) {
    self.format = format
    self.titles = titles
    text = CheckText(run: run, isOfSeveral: titles.count > 1)
    json = CheckJSON(run: run)
  }

  /// The reports that are there, in order.
  package var done: [CheckReport] { reports.sorted { $0.key < $1.key }.map(\.value) }

  /// What the reports that are missing would be about.
  package var unfinished: [String] { titles.indices.filter { reports[$0] == nil }.map { titles[$0] } }

  /// Takes report number `k`; returns what can be printed now.
  package mutating func add(_ k: Int, _ report: CheckReport) -> String {
    reports[k] = report
    var pieces = ""
    while let next = reports[written] {
      pieces += piece(next)
      written += 1
    }
    return pieces
  }

  /// The rest: what waited for reports that never came, and the end.
  package mutating func close(isInterrupted: Bool) -> String {
    let pieces = waiting()
    switch format {
    case .text: return pieces + (text.summary(done, unfinished: unfinished).map { $0 + "\n" } ?? "")
    case .json:
      let end = json.closing(isEmpty: !isBegun, unfinished: unfinished, isInterrupted: isInterrupted)
      return pieces + (isBegun ? "" : json.opening) + end
    }
  }

  /// The end where an error breaks the work off: the reports that are there, and what makes a whole of the JSON; empty
  /// where there is none.
  package mutating func breakOff(_ error: String, isInterrupted: Bool) -> String {
    let pieces = waiting()
    guard format == .json, isBegun else { return pieces }
    return pieces
      + json.closing(isEmpty: false, unfinished: unfinished, isInterrupted: isInterrupted, error: error)
  }

  /// What waited for reports that never came.
  private mutating func waiting() -> String {
    defer { written = titles.count }
    var pieces = ""
    for (k, report) in reports.sorted(by: { $0.key < $1.key }) where k >= written { pieces += piece(report) }
    return pieces
  }

  private mutating func piece(_ report: CheckReport) -> String {
    switch format {
    case .text: return text.describe(report) + "\n"
    case .json:
      defer { isBegun = true }
      return (isBegun ? "" : json.opening) + json.element(report, isFirst: !isBegun)
    }
  }

  /// Two evaluations that contradict each other: all that is needed to look for the fault, theorem by theorem.
  package var faults: [String] {
    done.compactMap { report in
      let theorem = report.result.theorem
      guard let contradiction = report.result.contradiction else { return nil }
      let instance = InstanceText.lines(contradiction.instance, theorem, indent: "  ")
      return """
        ssmproof: a fault of the program itself: \(theorem.name) is \(contradiction.text)
        \(theorem.statement)
        \(instance.joined(separator: "\n"))
        """
    }
  }
}
