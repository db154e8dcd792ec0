import Claims
import Evaluation
import Foundation
import Inputs
import Numbers
import Sampling

/// What independent draws have shown, in JSON; bounds are two decimals rounded outward, null for an end at infinity.
package struct SampleJSON: Sendable {
  package var version: String
  package var hasTimings: Bool

  package init(version: String, hasTimings: Bool) {
    self.version = version
    self.hasTimings = hasTimings
  }

  package func render(_ results: [SampleResult], confidence: Rational) -> String {
    let document = JSONOutput.object([
      ("version", .string(version)), ("command", .string("sample")),
      ("seed", .number(String(results.first?.seed ?? 1))), ("confidence", .string(confidence.description)),
      ("claims", .array(results.map(claim))),
    ])
    return JSONWriter.text(document, style: .pretty) + "\n"
  }

  private func claim(_ result: SampleResult) -> JSONOutput {
    var members: [(String, JSONOutput)] = [
      ("name", .string(result.theorem.name)), ("file", .string(result.theorem.file)),
      ("drawn", .array(result.drawn.map { .string($0) })),
      ("where", result.condition.map { .string($0) } ?? .null),
      ("by", result.grouping.map { .string($0) } ?? .null), ("ended_by", .string(result.endedBy.rawValue)),
      (
        "complete",
        .bool((result.endedBy == .draws || result.endedBy == .width) && result.contradiction == nil)
      ),
      ("seconds", .number(hasTimings ? String(format: "%.3f", result.seconds) : "0.0")),
      ("groups", .array(result.groups.map { group($0, result) })),
    ]
    if let contradiction = result.contradiction { members.append(("fault", .string(contradiction.text))) }
    return .object(members)
  }

  private func group(_ group: SampleGroup, _ result: SampleResult) -> JSONOutput {
    let theorem = result.theorem
    var members: [(String, JSONOutput)] = [
      ("sizes", .object(group.sizes.map { ($0.name, .integer($0.value)) }))
    ]
    if let range = group.range { members.append(("range", bounds(range))) }
    members += [
      ("draws", .integer(group.counts.draws)), ("held", .integer(group.counts.held)),
      ("violated", .integer(group.counts.violated)), ("hypotheses_not_met", .integer(group.counts.unmet)),
      ("undefined", .integer(group.counts.undefined)), ("undecided", .integer(group.counts.undecided)),
      ("probability_met", group.probabilityMet.map(bounds) ?? .null),
      ("probability_violated", group.probabilityViolated.map(bounds) ?? .null),
      ("comparisons", .array(group.comparisons.map { comparison($0, theorem) })),
      ("violated_draw", group.violatedDraw.map { .number(String($0)) } ?? .null),
      (
        "measures",
        .array(
          group.measures.map { .object([("text", .string($0.text)), ("figures", figures($0.figures))]) })
      ),
    ]
    if let note = SampleNotes.unmet(group, condition: result.condition) {
      members.append(("note", .string(note)))
    }
    if !group.parts.isEmpty { members.append(("parts", .array(group.parts.map { self.group($0, result) }))) }
    return .object(members)
  }

  private func comparison(_ comparison: ComparisonSample, _ theorem: Theorem) -> JSONOutput {
    func draw(_ number: UInt64?) -> JSONOutput { number.map { .number(String($0)) } ?? .null }
    return .object([
      ("item", .integer(comparison.item)), ("text", .string(comparison.text)),
      ("tightness", figures(comparison.tightness)), ("margin", figures(comparison.margin)),
      ("tightest_draw", draw(comparison.tightestDraw)), ("loosest_draw", draw(comparison.loosestDraw)),
    ])
  }

  private func figures(_ figures: SampleFigures) -> JSONOutput {
    .object([
      ("count", .integer(figures.count)), ("open", .integer(figures.open)),
      ("without", .integer(figures.without)), ("minimum", optional(figures.minimum)),
      ("maximum", optional(figures.maximum)), ("mean", optional(figures.mean)),
      ("standard_error", optional(figures.standardError)),
      (
        "quantiles",
        .array(
          figures.quantiles.map {
            .object([("share", .string($0.share.description)), ("value", bounds($0.value))])
          })
      ),
      (
        "histogram",
        .array(
          figures.histogram.map {
            .object([
              ("lower", .number("\($0.lower)")), ("upper", .number("\($0.upper)")),
              ("count", .integer($0.count)),
            ])
          })
      ),
    ])
  }

  private func optional(_ value: CertifiedValue?) -> JSONOutput { value.map(bounds) ?? .null }
  private func bounds(_ value: CertifiedValue) -> JSONOutput { SampleRows.bounds(value) }
}
