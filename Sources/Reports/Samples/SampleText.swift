import Claims
import Evaluation
import Foundation
import Inputs
import Numbers
import Sampling

/// What independent draws have shown, as a person reads it.
package struct SampleText: Sendable {
  /// Where the instances of a comparison's extremes were saved, by what `SampleFiles` calls them.
  package var savedFiles: [String: String] = [:]
  private let digits = 4

  package init() {}

  package func render(_ result: SampleResult) -> String {
    var lines = ["\(result.theorem.name)  (\(result.theorem.file))"]
    for (k, text) in result.drawn.enumerated() {
      lines += TextLines.fitted((k == 0 ? "  drawn: " : "         ") + text, hang: 11)
    }
    if let condition = result.condition { lines += TextLines.fitted("  where: " + condition, hang: 11) }
    if result.drawn.isEmpty { lines.append("  nothing is drawn: sizes alone make one instance") }
    if let contradiction = result.contradiction {
      lines += TextLines.fitted("  a fault of the program, nothing is said: \(contradiction.text)")
    }
    for group in result.groups {
      lines += self.group(group, result, indent: "  ")
    }
    if result.groups.count > 1 { lines += table(result.groups, by: "", indent: "  ") }
    switch result.endedBy {
    case .draws:
      if result.halfWidth != nil {
        lines.append("  ended by: draws, before the half-width that was asked for; more with --draws")
      }
    case .width: lines.append("  ended by: the half-width that was asked for")
    case .seconds: lines.append("  ended by: seconds; the draws before it are whole")
    case .interrupted: lines.append("  ended by: an interrupt; the draws before it are whole")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: A group

  private func group(_ group: SampleGroup, _ result: SampleResult, indent: String) -> [String] {
    var lines: [String] = []
    let sizes = group.sizes.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    lines.append(
      indent + (sizes.isEmpty ? "\(group.counts.draws) draws" : "\(sizes): \(group.counts.draws) draws"))
    lines += counts(group, indent: indent + "  ")
    if let note = SampleNotes.unmet(group, condition: result.condition) {
      lines += TextLines.fitted(indent + "  " + note, hang: indent.count + 4)
    }
    for (k, comparison) in group.comparisons.enumerated() {
      lines += self.comparison(comparison, number: k, group, indent: indent + "  ")
    }
    for measure in group.measures {
      lines.append(indent + "  " + measure.text)
      lines += figures("values", measure.figures, indent: indent + "    ")
    }
    if group.comparisons.isEmpty {
      lines += TextLines.fitted(
        indent + "  no tightness: nothing in the conclusion says by itself which of two numbers is the less")
    }
    if group.parts.count > 1 {
      lines += table(group.parts, by: result.grouping ?? "", indent: indent + "  ")
    }
    return lines
  }

  private func counts(_ group: SampleGroup, indent: String) -> [String] {
    let counts = group.counts
    let met = counts.held + counts.violated
    var rows: [[String]] = [
      ["hypotheses met", "\(met) of \(counts.draws)", probability(group.probabilityMet)]
    ]
    if met > 0 {
      rows.append([
        "conclusion violated", "\(counts.violated) of \(met)", probability(group.probabilityViolated),
      ])
    }
    if let draw = group.violatedDraw, let found = group.violation?.decision.failing {
      let (left, right) = NumberText.sides(found.left, found.right)
      let road =
        if case .silent? = group.violation?.decision.second { ", by one evaluation alone" } else { "" }
      rows.append([
        "violated by draw \(draw): \(left) \(found.relation.rawValue) \(right) is false\(road)", "", "",
      ])
    }
    if counts.undefined > 0 {
      rows.append(["without a value", "\(counts.undefined) of \(counts.draws)", ""])
    }
    if counts.undecided > 0 { rows.append(["undecided", "\(counts.undecided) of \(counts.draws)", ""]) }
    let columns = Columns(rows.filter { !$0[1].isEmpty }, least: [20, 8])
    return rows.map { indent + columns.line($0) }
  }

  private func probability(_ value: CertifiedValue?) -> String {
    value.map { "probability \($0.text(digits: 3))" } ?? ""
  }

  private func comparison(
    _ comparison: ComparisonSample, number: Int, _ group: SampleGroup, indent: String
  ) -> [String] {
    var lines = TextLines.fitted(indent + comparison.text)
    lines += figures("tightness", comparison.tightness, indent: indent + "  ")
    if let median = FigureText.looseness(quantile(Rational(1, 2), comparison.tightness)),
      let least = FigureText.looseness(comparison.tightness.maximum)
    {
      lines += TextLines.fitted(
        "\(indent)  bound too great: \(median) times or more in half of the draws, \(least) in all")
    }
    if let least = comparison.margin.minimum {
      var line = "\(indent)  margin  least \(shown(least))"
      if let mean = comparison.margin.mean { line += "   mean \(shown(mean))" }
      lines += TextLines.fitted(line)
    }
    if let tightest = comparison.tightestDraw, let loosest = comparison.loosestDraw {
      var line = "\(indent)  tightest draw \(tightest), loosest draw \(loosest)"
      if let file = savedFiles[SampleFiles.name(group, number, isTightest: true)] {
        line += ", saved as \(file)"
        if let other = savedFiles[SampleFiles.name(group, number, isTightest: false)] {
          line += " and \(other)"
        }
      }
      lines += TextLines.fitted(line)
    }
    return lines
  }

  private func figures(_ label: String, _ figures: SampleFigures, indent: String) -> [String] {
    var lines: [String] = []
    if figures.count == 0 {
      lines.append("\(indent)\(label): none known")
    } else {
      var line = "\(indent)\(label)"
      if let low = figures.minimum, let high = figures.maximum {
        line += "  least \(shown(low))   greatest \(shown(high))"
      }
      lines += TextLines.fitted(line)
      if let mean = figures.mean {
        var line = "\(indent)  mean \(shown(mean))"
        if let error = figures.standardError {
          line += "   standard error \(FigureText.shown(error, digits: 2))"
        }
        lines += TextLines.fitted(line)
      }
      lines += row(figures.quantiles.map { "\(percent($0.share)) \(shown($0.value))" }, indent: indent + "  ")
      lines += histogram(figures.histogram, indent: indent + "  ")
    }
    if figures.without > 0 {
      lines.append(
        "\(indent)  \(figures.without) without: the greater side is 0 or negative, or nothing is compared")
    }
    if figures.open > 0 {
      lines.append("\(indent)  \(figures.open) without a value, or of which none is known")
    }
    return lines
  }

  private func shown(_ value: CertifiedValue) -> String { FigureText.shown(value, digits: digits) }

  private func quantile(_ share: Rational, _ figures: SampleFigures) -> CertifiedValue? {
    figures.quantiles.first { $0.share == share }?.value
  }

  private func percent(_ share: Rational) -> String {
    share == Rational(1, 2) ? "median" : "\((share * 100).description)%"
  }

  /// Items side by side, none broken.
  private func row(_ items: [String], indent: String) -> [String] {
    var lines: [String] = []
    for item in items {
      if let last = lines.last, last.count + item.count + 3 <= TextLines.columns {
        lines[lines.count - 1] = last + "   " + item
      } else {
        lines.append(indent + item)
      }
    }
    return lines
  }

  private static let barWidth = 40

  private func histogram(_ bars: [SampleBar], indent: String) -> [String] {
    guard bars.count > 1, let most = bars.map(\.count).max(), most > 0 else { return [] }
    let rows = bars.map { ["\(Self.short($0.lower))", "\(Self.short($0.upper))"] }
    let columns = Columns(rows, least: [6, 6])
    return zip(bars, rows).map { bar, row in
      let length = (bar.count * Self.barWidth + most - 1) / most
      let line = columns.line([row[0], row[1], String(repeating: "#", count: length) + " \(bar.count)"])
      return indent + line
    }
  }

  static func short(_ x: Double) -> String { String(format: "%.3g", x) }

  // MARK: Groups side by side

  private func table(_ groups: [SampleGroup], by name: String, indent: String) -> [String] {
    var lines: [String] = []
    for k in groups[0].comparisons.indices {
      let head = [name, "draws", "met", "violated", "median", "95%", "greatest"]
      let rows = groups.map { group -> [String] in
        let sizes = group.sizes.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        let figures = group.comparisons.indices.contains(k) ? group.comparisons[k].tightness : nil
        func shown(_ value: CertifiedValue?) -> String { value.map { self.shown($0) } ?? "-" }
        return [
          group.range.map(range) ?? sizes, "\(group.counts.draws)",
          "\(group.counts.held + group.counts.violated)", "\(group.counts.violated)",
          shown(figures.flatMap { quantile(Rational(1, 2), $0) }),
          shown(figures.flatMap { quantile(Rational(95, 100), $0) }), shown(figures?.maximum),
        ]
      }
      lines += TextLines.fitted("\(indent)tightness of \(groups[0].comparisons[k].text)")
      let columns = Columns([head] + rows, least: Array(repeating: 4, count: head.count))
      lines += ([head] + rows).map { indent + "  " + columns.line($0) }
    }
    return lines
  }

  /// The values of a class, rounded to the nearest: the least and the greatest.
  private func range(_ value: CertifiedValue) -> String {
    let ends = [value.lower, value.upper].map { $0.map { FigureText.nearest($0, digits) } ?? "inf" }
    return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "..")
  }
}
