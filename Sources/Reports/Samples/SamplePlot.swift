import Evaluation
import Foundation
import Numbers
import Sampling

/// A drawing of how tight a bound is on random models, as SVG: the histogram of each group, the quantiles from group to
/// group, and the tightness of single draws against the expression by which they are told apart.
package struct SamplePlot: Sendable {
  /// A draw of the scatter: the grouping expression and the tightness.
  package struct Point: Sendable {
    package var x: Double
    package var y: Double
    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }
  package static let pointLimit = 4000

  private let result: SampleResult
  private let comparison: Int
  private let points: [Point]
  private let grouping: String?
  private var body = ""

  private static let width = 860.0
  private static let panelHeight = 260.0
  private static let colours = [
    "#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#a463f2", "#97bbf5", "#9c6b4e",
  ]

  /// - Parameters:
  ///   - comparison: Which of the conclusion's comparisons is drawn.
  ///   - grouping: What the scatter's abscissa is called.
  package init(_ result: SampleResult, comparison: Int, points: [Point], grouping: String?) {
    self.result = result
    self.comparison = comparison
    self.points = points
    self.grouping = grouping
  }

  package func render() -> String {
    var copy = self
    return copy.drawn()
  }

  private mutating func drawn() -> String {
    let groups = result.groups.filter { $0.comparisons.indices.contains(comparison) }
    let title = groups.first.map { $0.comparisons[comparison].text } ?? "no comparison"
    var top = 60.0
    text(24, 28, "\(result.theorem.name): tightness of \(title)", size: 16, isBold: true)
    text(24, 48, "seed \(result.seed); a tightness of 1 attains the bound", size: 12, colour: "#666")
    histograms(groups, top: top)
    top += Self.panelHeight
    let parts = groups.count > 1 ? groups : groups.first?.parts ?? []
    if parts.count > 1 {
      quantiles(parts, top: top)
      top += Self.panelHeight
    }
    if points.count > 1 {
      scatter(top: top)
      top += Self.panelHeight
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Int(Self.width))" height="\(Int(top + 20))" \
      viewBox="0 0 \(Int(Self.width)) \(Int(top + 20))" font-family="system-ui, sans-serif">
      <rect width="100%" height="100%" fill="white"/>
      \(body)</svg>

      """
  }

  // MARK: Panels

  /// A panel's frame: from numbers to places.
  private struct Frame {
    var left = 80.0
    var right = SamplePlot.width - 30
    var top: Double
    var bottom: Double
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var isLogarithmicX = false

    func place(x value: Double) -> Double {
      let (low, high, at) =
        isLogarithmicX
        ? (log2(x.lowerBound), log2(x.upperBound), log2(value)) : (x.lowerBound, x.upperBound, value)
      return left + (high > low ? (at - low) / (high - low) : 0.5) * (right - left)
    }

    func place(y value: Double) -> Double {
      let span = y.upperBound - y.lowerBound
      return bottom - (span > 0 ? (value - y.lowerBound) / span : 0.5) * (bottom - top)
    }
  }

  private mutating func histograms(_ groups: [SampleGroup], top: Double) {
    let bars = groups.map { $0.comparisons[comparison].tightness.histogram }
    let low = bars.compactMap(\.first?.lower).min() ?? 0
    let high = bars.compactMap(\.last?.upper).max() ?? 1
    // Shares per unit of tightness, so that groups of unequal steps compare.
    func density(_ bar: SampleBar, _ total: Int) -> Double {
      bar.upper > bar.lower ? Double(bar.count) / Double(max(total, 1)) / (bar.upper - bar.lower) : 0
    }
    let most =
      bars.flatMap { list in
        let total = list.reduce(0) { $0 + $1.count }
        return list.map { density($0, total) }
      }.max() ?? 1
    let frame = Frame(
      top: top + 30, bottom: top + Self.panelHeight - 40, x: low...max(high, low), y: 0...max(most, 1e-300))
    axes(frame, x: "tightness", y: "density", title: "How the tightness lies")
    for (k, list) in bars.enumerated() {
      let total = list.reduce(0) { $0 + $1.count }
      var path = ""
      for bar in list where bar.upper > bar.lower {
        let (left, right) = (frame.place(x: bar.lower), frame.place(x: bar.upper))
        let y = frame.place(y: density(bar, total))
        path += path.isEmpty ? "M\(f(left)) \(f(frame.bottom))" : ""
        path += "L\(f(left)) \(f(y))L\(f(right)) \(f(y))"
      }
      if let last = list.last, !path.isEmpty {
        path += "L\(f(frame.place(x: last.upper))) \(f(frame.bottom))Z"
      }
      let colour = Self.colours[k % Self.colours.count]
      body +=
        "<path d=\"\(path)\" fill=\"\(colour)\" fill-opacity=\"0.18\" stroke=\"\(colour)\" stroke-width=\"1.5\"/>\n"
      legend(k, label(groups[k]), frame)
    }
  }

  private mutating func quantiles(_ groups: [SampleGroup], top: Double) {
    let shares: [(Rational, String)] = [
      (Rational(1, 2), "median"), (Rational(3, 4), "75%"), (Rational(95, 100), "95%"),
      (Rational(99, 100), "99%"),
    ]
    let places = groups.enumerated().map { k, group in
      group.range.flatMap { $0.lower?.approximation } ?? group.sizes.first.map { Double($0.value) }
        ?? Double(k)
    }
    func value(_ group: SampleGroup, _ share: Rational) -> Double? {
      group.comparisons[comparison].tightness.quantiles.first { $0.share == share }?.value.upper?
        .approximation
    }
    let greatest = groups.map { $0.comparisons[comparison].tightness.maximum?.upper?.approximation }
    let all = greatest.compactMap(\.self)
    guard let low = places.min(), let high = places.max(), let most = all.max() else { return }
    let isLogarithmic = low > 0 && high / low >= 8
    let frame = Frame(
      top: top + 30, bottom: top + Self.panelHeight - 40, x: low...high, y: 0...max(most, 1e-300),
      isLogarithmicX: isLogarithmic)
    let name = groups.first?.range != nil ? grouping ?? "" : groups.first?.sizes.first?.name ?? ""
    axes(frame, x: name, y: "tightness", title: "Quantiles of the tightness")
    for (k, (share, text)) in shares.enumerated() {
      line(zip(places, groups.map { value($0, share) }), frame, Self.colours[k])
      legend(k, text, frame)
    }
    line(zip(places, greatest), frame, "#222")
    legend(shares.count, "greatest", frame, colour: "#222")
  }

  private mutating func scatter(top: Double) {
    let shown = points.prefix(Self.pointLimit).filter { $0.x.isFinite && $0.y.isFinite }
    guard let low = shown.map(\.x).min(), let high = shown.map(\.x).max(), let most = shown.map(\.y).max()
    else {
      return
    }
    let least = min(0, shown.map(\.y).min() ?? 0)
    let frame = Frame(
      top: top + 30, bottom: top + Self.panelHeight - 40, x: low...high, y: least...max(most, least + 1e-300),
      isLogarithmicX: low > 0 && high / low >= 32)
    axes(frame, x: grouping ?? "", y: "tightness", title: "Single draws")
    for point in shown {
      body += "<circle cx=\"\(f(frame.place(x: point.x)))\" cy=\"\(f(frame.place(y: point.y)))\" r=\"2\" "
      body += "fill=\"\(Self.colours[0])\" fill-opacity=\"0.35\"/>\n"
    }
  }

  // MARK: Pieces

  private func label(_ group: SampleGroup) -> String {
    group.sizes.isEmpty ? "all draws" : group.sizes.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }

  private mutating func line(
    _ values: Zip2Sequence<[Double], [Double?]>, _ frame: Frame, _ colour: String
  ) {
    var path = ""
    for (x, y) in values {
      guard let y else { continue }
      path += "\(path.isEmpty ? "M" : "L")\(f(frame.place(x: x))) \(f(frame.place(y: y)))"
      body +=
        "<circle cx=\"\(f(frame.place(x: x)))\" cy=\"\(f(frame.place(y: y)))\" r=\"3\" fill=\"\(colour)\"/>\n"
    }
    body += "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"/>\n"
  }

  private mutating func legend(_ k: Int, _ label: String, _ frame: Frame, colour: String? = nil) {
    let y = frame.top + 4 + 16 * Double(k)
    let x = frame.right - 130
    body += "<rect x=\"\(f(x))\" y=\"\(f(y))\" width=\"10\" height=\"10\" "
    body += "fill=\"\(colour ?? Self.colours[k % Self.colours.count])\"/>\n"
    text(x + 16, y + 9, label, size: 11)
  }

  private mutating func axes(_ frame: Frame, x: String, y: String, title: String) {
    text(frame.left, frame.top - 10, title, size: 13, isBold: true)
    for tick in Self.ticks(frame.x, isLogarithmic: frame.isLogarithmicX) {
      let place = frame.place(x: tick)
      body +=
        "<line x1=\"\(f(place))\" y1=\"\(f(frame.top))\" x2=\"\(f(place))\" y2=\"\(f(frame.bottom))\" stroke=\"#eee\"/>\n"
      text(place, frame.bottom + 14, Self.shown(tick), size: 10, anchor: "middle", colour: "#666")
    }
    for tick in Self.ticks(frame.y, isLogarithmic: false) {
      let place = frame.place(y: tick)
      body +=
        "<line x1=\"\(f(frame.left))\" y1=\"\(f(place))\" x2=\"\(f(frame.right))\" y2=\"\(f(place))\" stroke=\"#eee\"/>\n"
      text(frame.left - 6, place + 3, Self.shown(tick), size: 10, anchor: "end", colour: "#666")
    }
    body += "<path d=\"M\(f(frame.left)) \(f(frame.top))V\(f(frame.bottom))H\(f(frame.right))\" "
    body += "fill=\"none\" stroke=\"#999\"/>\n"
    text((frame.left + frame.right) / 2, frame.bottom + 30, x, size: 11, anchor: "middle", colour: "#444")
    body += "<text transform=\"translate(24 \(f((frame.top + frame.bottom) / 2))) rotate(-90)\" "
    body += "font-size=\"11\" text-anchor=\"middle\" fill=\"#444\">\(Self.escaped(y))</text>\n"
  }

  private mutating func text(
    _ x: Double, _ y: Double, _ text: String, size: Int, isBold: Bool = false, anchor: String = "start",
    colour: String = "#222"
  ) {
    // What is too long for the drawing is cut in its middle.
    let room = Int((Self.width - x) / (Double(size) * 0.55))
    let shown = text.count <= room || anchor != "start" ? text : text.prefix(room - 1) + "…"
    body +=
      "<text x=\"\(f(x))\" y=\"\(f(y))\" font-size=\"\(size)\" text-anchor=\"\(anchor)\" fill=\"\(colour)\""
    body += (isBold ? " font-weight=\"600\"" : "") + ">\(Self.escaped(String(shown)))</text>\n"
  }

  private func f(_ x: Double) -> String { String(format: "%.1f", x) }

  private static func shown(_ x: Double) -> String { String(format: "%.4g", x) }

  static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }

  /// Round numbers in a range: powers of two, or about five steps of 1, 2 or 5 times a power of ten.
  static func ticks(_ range: ClosedRange<Double>, isLogarithmic: Bool) -> [Double] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [range.lowerBound] }
    if isLogarithmic {
      let (first, last) = (
        Int(log2(range.lowerBound).rounded(.up)), Int(log2(range.upperBound).rounded(.down))
      )
      let step = max(1, (last - first) / 8)
      return first <= last ? stride(from: first, through: last, by: step).map { exp2(Double($0)) } : []
    }
    let raw = span / 5
    let power = pow(10, log10(raw).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? raw
    var ticks: [Double] = []
    var k = (range.lowerBound / step).rounded(.up)
    while k * step <= range.upperBound * (1 + 1e-12), ticks.count < 12 {
      ticks.append(k * step)
      k += 1
    }
    return ticks
  }
}
