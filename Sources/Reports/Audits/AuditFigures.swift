import Models
import Numbers

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

  /// What stands where nothing is known.
  static let open = "open"

  /// A number that is not negative; "open" where nothing is known of it.
  static func range(_ bounds: Bounds) -> String {
    if bounds.isOpen { return open }
    guard let lower = bounds.rationalLower, let upper = bounds.rationalUpper else {
      return "at least \(text(bounds.rationalLower ?? .zero, up: false))"
    }
    return range(lower, upper)
  }

  /// A gate; near 1 as its distance from 1.
  static func gate(_ gate: GateFigure) -> String {
    if gate.isOpen { return open }
    guard gate.gate.lower >= 0.999, gate.gate.lower != 1 else { return range(gate.gate) }
    return "1 - \(range(gate.loss))"
  }

  static func bound(_ value: Double) -> String {
    Rational(exactly: value).map { text($0, up: true) } ?? open
  }

  /// A whole number; a long one in scientific notation, rounded.
  static func count(_ value: Integer, up: Bool) -> String {
    value < Integer(1_000_000_000) ? "\(value)" : text(Rational(value), up: up, digits: 3)
  }

  /// "998388 of 1048576 channels (95.21 %)", with the open ones where there are any.
  static func share(_ tally: Tally, _ unit: String = "") -> String {
    var line = "\(tally.yes) of \(tally.total)" + (unit.isEmpty ? "" : " \(unit)")
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

  static func sharpest(_ value: ContractionAudit.Sharpest) -> String {
    let state = value.state.map { ", state \($0)" } ?? ""
    let doubt = value.isCertain ? "" : " or within the range of it elsewhere"
    return "\(range(value.value)) at sequence \(value.sequence), channel \(value.channel)\(state)\(doubt)"
  }

  static func horizon(_ horizon: Horizon) -> String {
    let lower = count(horizon.lower, up: false)
    guard let upper = horizon.upper else { return horizon.lower > Integer(1) ? "\(lower) or more" : open }
    return upper == horizon.lower ? lower : "\(lower) to \(count(upper, up: true))"
  }

  /// The same in a sentence that goes on: `64+` for 64 or more.
  static func distance(_ horizon: Horizon) -> String {
    horizon.upper == nil && horizon.lower > Integer(1)
      ? "\(count(horizon.lower, up: false))+" : self.horizon(horizon)
  }

  static func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
