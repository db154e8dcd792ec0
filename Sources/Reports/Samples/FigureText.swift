import Evaluation
import Numbers

/// Certified figures as a table has them.
enum FigureText {
  /// One number where every number between the bounds is rounded to it, in a digit more or less where need be, else both ends,
  /// rounded outward. A whole number is said only where the figure is one: 1 means that the bound is attained.
  static func shown(_ value: CertifiedValue, digits: Int) -> String {
    if let exact = value.exact, exact.description.count <= digits + 2 { return exact.description }
    guard let lower = value.lower, let upper = value.upper else { return outward(value, digits) }
    // More digits where the figure is close to a whole number.
    for count in [digits, digits + 1, digits + 2, max(digits - 1, 1)] {
      let low = nearest(lower, count)
      guard low == nearest(upper, count) else { continue }
      if let x = Rational(low), x.denominator != 1 { return low }
    }
    return outward(value, digits)
  }

  /// Both ends, rounded outward.
  static func outward(_ value: CertifiedValue, _ digits: Int) -> String {
    let low = value.lower?.decimal(digits: digits, rounding: .down) ?? "-inf"
    let high = value.upper?.decimal(digits: digits, rounding: .up) ?? "inf"
    return low == high ? low : "\(low)..\(high)"
  }

  static func nearest(_ x: Rational, _ digits: Int) -> String {
    let (below, above) = (
      x.decimal(digits: digits, rounding: .down), x.decimal(digits: digits, rounding: .up)
    )
    guard let low = Rational(below), let high = Rational(above) else { return below }
    return x - low < high - x ? below : above
  }

  /// How many times a number of this tightness goes into its bound, rounded down: `5.7`, nil unless it lies in (0, 1).
  static func looseness(_ tightness: CertifiedValue?) -> String? {
    guard let upper = tightness?.upper, upper > 0, upper < 1 else { return nil }
    return (1 / upper).decimal(digits: 3, rounding: .down)
  }
}
