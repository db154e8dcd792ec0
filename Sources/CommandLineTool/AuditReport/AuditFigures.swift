import SSMProof

/// Certified figures as text, rounded outward.
enum AuditFigures {
  static let digits = 7

  static func text(_ value: Rational, up: Bool, digits: Int = digits) -> String {
    value.decimal(digits: digits, rounding: up ? .up : .down)
  }

  /// "0" and "1" where that is exact, else "[a, b]".
  static func range(_ lower: Rational?, _ upper: Rational?) -> String {
    if let lower, lower == upper,
      lower.decimal(digits: digits, rounding: .down) == lower.decimal(digits: digits, rounding: .up)
    {
      return text(lower, up: false)
    }
    return "[\(lower.map { text($0, up: false) } ?? "-inf"), \(upper.map { text($0, up: true) } ?? "inf")]"
  }

  static func range(_ bounds: Bounds) -> String { range(bounds.rationalLower, bounds.rationalUpper) }

  /// A gate; near 1 as its distance from 1.
  static func gate(_ gate: GateFigure) -> String {
    let near = Rational(999, 1000)
    guard gate.lower >= near, gate.lower != .one else { return range(gate.lower, gate.upper) }
    return "1 - \(range(.one - gate.upper, .one - gate.lower))"
  }

  static func bound(_ value: Double) -> String {
    Rational(exactly: value).map { text($0, up: true) } ?? "inf"
  }

  /// "998388 of 1048576 (95.21 %)", with the open ones where there are any.
  static func share(_ tally: Tally) -> String {
    var line = "\(tally.yes) of \(tally.total)"
    if tally.total > 0, tally.yes != tally.total, tally.yes != 0 {
      // Truncated, so that 100.00 never stands for less.
      let hundredths = Rational(tally.yes * 10_000, tally.total).floor.word ?? 0
      let rest = hundredths % 100
      line += " (\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %)"
    }
    if tally.undecided > 0 { line += ", \(tally.undecided) undecided" }
    return line
  }

  static func answers(_ tally: Tally) -> String {
    tally.total == 0 ? "no instance" : "holds \(tally.yes), fails \(tally.no), undecided \(tally.undecided)"
  }

  static func horizon(_ horizon: Horizon) -> String {
    guard let upper = horizon.upper else { return "\(horizon.lower) or more" }
    return upper == horizon.lower ? "\(upper)" : "\(horizon.lower) to \(upper)"
  }

  static func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
