import Claims
import Evaluation
import Inputs
import Numbers

/// What a stream of instances has shown: counts, the nearest miss and the first violations; in JSON every instance.
package struct StreamReport: Sendable {
  private let theorem: Theorem
  private let version: String
  private let format: ReportFormat
  private var counts: [InstanceVerdict: Int] = [:]
  private var total = 0
  private var violations: [(place: String, decision: Decision)] = []
  private var nearest: (margin: Rational, place: String, decision: Decision)?
  private var faults: [String] = []

  private static let shownViolations = 10

  package init(_ theorem: Theorem, version: String, format: ReportFormat) {
    self.theorem = theorem
    self.version = version
    self.format = format
  }

  package var violated: Int { counts[.violated] ?? 0 }
  package var undecided: Int { counts[.undecided] ?? 0 }
  /// Contradictions of the two evaluations.
  package var contradictions: [String] { faults }

  /// What stands before the first instance.
  package var opening: String {
    guard format == .json else { return "" }
    let members = [
      ("version", version), ("claim", theorem.name), ("file", theorem.file),
    ].map { "  \(JSONWriter.quoted($0.0)): \(JSONWriter.quoted($0.1)),\n" }
    return "{\n" + members.joined() + "  \"instances\": ["
  }

  /// Takes the next instance.
  ///
  /// - Parameter place: Where it stands: a file, or a line of one.
  /// - Returns: What is to be written of it.
  package mutating func add(_ decision: Decision, at place: String) -> String {
    let isFirst = total == 0
    total += 1
    counts[decision.verdict, default: 0] += 1
    if case .contradicts(let text) = decision.second { faults.append("\(place): \(text)") }
    if decision.verdict == .violated, violations.count < Self.shownViolations {
      violations.append((place, decision))
    }
    if decision.verdict == .holds, let margin = decision.margin?.lower,
      nearest.map({ margin < $0.margin }) ?? true
    {
      nearest = (margin, place, decision)
    }
    guard format == .json else { return "" }
    return (isFirst ? "\n    " : ",\n    ") + JSONWriter.text(row(decision, place))
  }

  private func row(_ decision: Decision, _ place: String) -> JSONOutput {
    var members: [(String, JSONOutput)] = [
      ("at", .string(place)), ("verdict", .string(decision.verdict.rawValue)),
      ("decided_by", .string(decision.rung)),
    ]
    if let margin = decision.margin { members.append(("margin", SampleRows.bounds(margin))) }
    if let comparison = decision.failing ?? decision.closest {
      members += [
        ("left", SampleRows.bounds(comparison.left)), ("relation", .string(comparison.relation.rawValue)),
        ("right", SampleRows.bounds(comparison.right)),
        (
          "indices",
          .object(
            comparison.indices.reduce(into: [(String, JSONOutput)]()) { list, index in
              list.removeAll { $0.0 == index.name }
              list.append((index.name, .integer(index.value)))
            })
        ),
      ]
    }
    switch decision.second {
    case .agrees: members.append(("roads", 2))
    case .silent(let reason): members += [("roads", 1), ("one_road", .string(reason))]
    case .notAsked, .contradicts: break
    }
    if let limit = decision.limit { members.append(("undecided_by", .string(limit.description))) }
    return .object(members + decision.whyMember(theorem))
  }

  /// What stands behind the last instance.
  package func closing(isComplete: Bool, error: String? = nil) -> String {
    format == .json ? closingJSON(isComplete: isComplete, error: error) : closingText(isComplete: isComplete)
  }

  private static let order: [(InstanceVerdict, String, String)] = [
    (.holds, "held", "held"), (.violated, "violated", "violated"),
    (.vacuous, "hypotheses_not_met", "do not meet the hypotheses"),
    (.undefined, "undefined", "have no value"),
    (.undecided, "undecided", "undecided"),
  ]

  private func closingJSON(isComplete: Bool, error: String?) -> String {
    var members: [(String, JSONOutput)] = [("total", .integer(total))]
    members += Self.order.map { ($0.1, .integer(counts[$0.0] ?? 0)) }
    if let nearest {
      members += [
        ("smallest_margin", nearest.decision.margin.map(SampleRows.bounds) ?? .null),
        ("at", .string(nearest.place)),
      ]
    }
    var lines = ["  \"summary\": \(JSONWriter.text(.object(members)))", "  \"complete\": \(isComplete)"]
    if let error { lines.append("  \"error\": \(JSONWriter.quoted(error))") }
    return (total == 0 ? "],\n" : "\n  ],\n") + lines.joined(separator: ",\n") + "\n}\n"
  }

  private func closingText(isComplete: Bool) -> String {
    var lines = ["\(theorem.name)  (\(theorem.file)): \(total) \(total == 1 ? "instance" : "instances")"]
    let parts = Self.order.compactMap { verdict, _, words in counts[verdict].map { "\($0) \(words)" } }
    if !parts.isEmpty { lines += TextLines.fitted("  " + parts.joined(separator: ", ")) }
    if let nearest {
      lines += TextLines.fitted(
        "  nearest to failing: \(nearest.place), margin \(NumberText.atLeast(nearest.decision.margin!))")
      if let closest = nearest.decision.closest { lines += TextLines.fitted("    " + Self.sides(closest)) }
    }
    for (place, decision) in violations {
      let sides = decision.failing.map { ": \(Self.sides($0)) is false" } ?? ""
      let road = if case .silent = decision.second { ", by one evaluation alone" } else { "" }
      lines += TextLines.fitted("  violated by \(place)\(sides)\(road)")
    }
    if violated > violations.count {
      lines.append("  and \(violated - violations.count) more; --format json has all")
    }
    if !isComplete { lines.append("  UNFINISHED: the rest of the stream was not decided") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func sides(_ comparison: FailingComparison) -> String {
    let (left, right) = NumberText.sides(comparison.left, comparison.right)
    return "\(left) \(comparison.relation.rawValue) \(right)"
  }
}
