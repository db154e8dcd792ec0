import Evaluation
import Foundation
import Numbers
import Sampling

/// A drawing of how tight bounds are on random models, as SVG: of each comparison the histogram of each group, the
/// quantiles from group to group, and the tightness of single draws against the expression by which they are told apart.
package struct SamplePlot: Sendable {
  /// A draw of the scatter: the grouping expression, and the tightness of each comparison that has one.
  package struct Point: Sendable {
    package var x: Double
    package var y: [Double?]
    /// All sizes, in the order of their declarations.
    package var sizes: [Int]
    package init(x: Double, y: [Double?], sizes: [Int]) {
      self.x = x
      self.y = y
      self.sizes = sizes
    }
  }
  package static let pointLimit = 4000

  private let result: SampleResult
  private let points: [Point]
  private var comparison = 0
  private var body = ""

  private static let width = 900.0
  private static let comparisonLimit = 8
  /// As many as there are colours: of more groups these are shown, the first, the last, and some between.
  private static let groupLimit = 8
  private static let panelHeight = 260.0
  private static let colours = [
    "#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#a463f2", "#97bbf5", "#9c6b4e",
  ]

  /// - Parameter points: At most `pointLimit` draws.
  package init(_ result: SampleResult, points: [Point]) {
    self.result = result
    self.points = points
  }

  package func render() -> String {
    var copy = self
    return copy.drawn()
  }

  private mutating func drawn() -> String {
    var top = 20.0
    let count = result.groups.first?.comparisons.count ?? 0
    for k in 0..<min(count, Self.comparisonLimit) {
      comparison = k
      top = panels(from: top)
    }
    if count == 0 {
      text(24, 40, "\(result.theorem.name): no comparison has a tightness", size: 16, isBold: true)
    }
    let height = Int(max(top, 60) + 10)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Int(Self.width))" height="\(height)" \
      viewBox="0 0 \(Int(Self.width)) \(height)" font-family="system-ui, sans-serif">
      <rect width="100%" height="100%" fill="white"/>
      \(body)</svg>

      """
  }

  /// The panels of one comparison.
  ///
  /// - Returns: Where the next begins.
  private mutating func panels(from start: Double) -> Double {
    var top = start
    let title =
      "\(result.theorem.name): tightness of \(result.groups.first?.comparisons[comparison].text ?? "")"
    for line in TextLines.fitted(title, columns: 92, hang: 0).prefix(4) {
      text(24, top + 12, line, size: 15, isBold: true)
      top += 20
    }
    let draws = result.groups.map { $0.comparisons[comparison].tightness.count }
    let most = draws.max() ?? 0
    let number = draws.allSatisfy { $0 == most } ? "\(most)" : "\(draws.min() ?? 0) to \(most)"
    text(
      24, top + 10,
      "\(number) draws\(result.groups.count > 1 ? " each" : ""), seed \(result.seed); 1 attains the bound",
      size: 12, colour: "#666")
    top += 16
    let groups = result.groups.filter { $0.comparisons[comparison].tightness.count > 0 }
    guard !groups.isEmpty else {
      text(80, top + 24, "no draw has a tightness", size: 12)
      return top + 50
    }
    let some = Self.some(of: groups)
    histograms(some, of: groups.count, top: top)
    top += Self.panelHeight
    let parts = (groups.count > 1 ? groups : groups.first?.parts ?? [])
      .filter { $0.comparisons[comparison].tightness.count > 0 }
    if parts.count > 1 {
      quantiles(parts, top: top)
      top += Self.panelHeight
    }
    let shown = points.compactMap { point in
      point.y.indices.contains(comparison)
        ? point.y[comparison].map { (x: point.x, y: $0, sizes: point.sizes) } : nil
    }.filter { $0.x.isFinite && $0.y.isFinite }
    if shown.count > 1 {
      scatter(shown, some, top: top)
      top += Self.panelHeight
    }
    return top + 10
  }

  // MARK: Panels

  /// A panel's frame: from numbers to places.
  private struct Frame {
    var left = 80.0
    var right = SamplePlot.width - 170
    var top: Double
    var bottom: Double
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var isLogarithmicX = false
    var isLogarithmicY = false
    /// Sizes go by powers of two, other numbers by powers of ten.
    var isOfSizes = false

    func place(x value: Double) -> Double {
      let (low, high, at) =
        isLogarithmicX
        ? (log2(x.lowerBound), log2(x.upperBound), log2(value)) : (x.lowerBound, x.upperBound, value)
      return left + (high > low ? (at - low) / (high - low) : 0.5) * (right - left)
    }

    func place(y value: Double) -> Double {
      let (low, high, at) =
        isLogarithmicY
        ? (log10(y.lowerBound), log10(y.upperBound), log10(max(value, y.lowerBound)))
        : (y.lowerBound, y.upperBound, value)
      return bottom - (high > low ? (at - low) / (high - low) : 0.5) * (bottom - top)
    }
  }

  /// At most `groupLimit` of the groups, evenly chosen.
  private static func some(of groups: [SampleGroup]) -> [SampleGroup] {
    guard groups.count > groupLimit else { return groups }
    return (0..<groupLimit).map { groups[$0 * (groups.count - 1) / (groupLimit - 1)] }
  }

  private mutating func histograms(_ groups: [SampleGroup], of count: Int, top: Double) {
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
    let part = count > groups.count ? ": \(groups.count) of the \(count) sizes" : ""
    axes(frame, x: "tightness", y: "density", title: "How the tightness lies\(part)")
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
      group.range.flatMap(Self.middle) ?? group.sizes.first.map { Double($0.value) } ?? Double(k)
    }
    func value(_ group: SampleGroup, _ share: Rational) -> Double? {
      group.comparisons[comparison].tightness.quantiles.first { $0.share == share }?.value.upper?
        .approximation
    }
    let greatest = groups.map { $0.comparisons[comparison].tightness.maximum?.upper?.approximation }
    guard let low = places.min(), let high = places.max(), let most = greatest.compactMap(\.self).max() else {
      return
    }
    let least = groups.compactMap { value($0, shares[0].0) }.min() ?? 0
    let isSteep = least > 0 && most / least >= 50
    let frame = Frame(
      top: top + 30, bottom: top + Self.panelHeight - 40, x: low...high,
      y: isSteep ? least...most : min(0, least)...max(most, 1e-300),
      isLogarithmicX: low > 0 && high / low >= 8, isLogarithmicY: isSteep,
      isOfSizes: groups.first?.range == nil || isSize(result.grouping))
    let name = groups.first?.range != nil ? result.grouping ?? "" : groups.first?.sizes.first?.name ?? ""
    axes(frame, x: name, y: "tightness", title: "Quantiles of the tightness")
    for (k, (share, text)) in shares.enumerated() {
      line(zip(places, groups.map { value($0, share) }), frame, Self.colours[k])
      legend(shares.count - k, text, frame, colour: Self.colours[k])
    }
    line(zip(places, greatest), frame, "#222")
    legend(0, "greatest", frame, colour: "#222")
  }

  /// The middle of a class, on a logarithmic scale where it is wide.
  private static func middle(_ range: CertifiedValue) -> Double? {
    guard let low = range.lower?.approximation, let high = range.upper?.approximation else { return nil }
    return low > 0 && high / low >= 2 ? (low * high).squareRoot() : low + (high - low) / 2
  }

  private func isSize(_ name: String?) -> Bool { result.theorem.sizes.contains { $0.name == name } }

  /// Draws of the groups that are shown, in their colours; all where groups have no sizes of their own.
  private mutating func scatter(
    _ all: [(x: Double, y: Double, sizes: [Int])], _ groups: [SampleGroup], top: Double
  ) {
    let names = result.theorem.sizes.map(\.name)
    let places = groups.map { group in
      group.sizes.compactMap { size in names.firstIndex(of: size.name).map { ($0, size.value) } }
    }
    let byGroup = places.map { place in
      all.filter { point in place.allSatisfy { $0.0 < point.sizes.count && point.sizes[$0.0] == $0.1 } }
    }
    let points = byGroup.flatMap(\.self)
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    guard let low = xs.min(), let high = xs.max(), let least = ys.min(), let most = ys.max() else { return }
    // A few draws near 0 say nothing of the scale.
    let small = ys.sorted()[ys.count / 20]
    let isSteep = small > 0 && most / small >= 50
    let frame = Frame(
      top: top + 30, bottom: top + Self.panelHeight - 40, x: low...high,
      y: isSteep ? (small / 2)...most : min(0, least)...max(most, min(0, least) + 1e-300),
      isLogarithmicX: low > 0 && high / low >= 32, isLogarithmicY: isSteep,
      isOfSizes: isSize(result.grouping))
    axes(frame, x: result.grouping ?? "", y: "tightness", title: "Single draws")
    for (k, points) in byGroup.enumerated() where !points.isEmpty {
      body += "<g fill=\"\(Self.colours[k % Self.colours.count])\" fill-opacity=\"0.35\">\n"
      for point in points {
        body +=
          "<circle cx=\"\(f(frame.place(x: point.x)))\" cy=\"\(f(frame.place(y: point.y)))\" r=\"2\"/>\n"
      }
      body += "</g>\n"
      legend(k, label(groups[k]), frame)
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
    let x = frame.right + 16
    body += "<rect x=\"\(f(x))\" y=\"\(f(y))\" width=\"10\" height=\"10\" "
    body += "fill=\"\(colour ?? Self.colours[k % Self.colours.count])\"/>\n"
    text(x + 16, y + 9, label, size: 11)
  }

  private mutating func axes(_ frame: Frame, x: String, y: String, title: String) {
    text(frame.left, frame.top - 10, title, size: 13, isBold: true)
    let ticks =
      frame.isLogarithmicX && !frame.isOfSizes
      ? Self.decades(frame.x) : Self.ticks(frame.x, isLogarithmic: frame.isLogarithmicX)
    for tick in ticks {
      let place = frame.place(x: tick)
      body +=
        "<line x1=\"\(f(place))\" y1=\"\(f(frame.top))\" x2=\"\(f(place))\" y2=\"\(f(frame.bottom))\" stroke=\"#eee\"/>\n"
      text(place, frame.bottom + 14, Self.shown(tick), size: 10, anchor: "middle", colour: "#666")
    }
    for tick in frame.isLogarithmicY ? Self.decades(frame.y) : Self.ticks(frame.y, isLogarithmic: false) {
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
    // What is too long for the drawing is cut.
    let room = Int((Self.width - x) / (Double(size) * 0.62))
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

  /// Powers of ten in a range, with 2 and 5 times them where they are few.
  static func decades(_ range: ClosedRange<Double>) -> [Double] {
    let exponents = Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up))
    let factors = exponents.count > 4 ? [1.0] : [1, 2, 5]
    let ticks = exponents.flatMap { k in factors.map { $0 * pow(10, Double(k)) } }.filter(range.contains)
    return ticks.count > 10 ? ticks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element) : ticks
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
