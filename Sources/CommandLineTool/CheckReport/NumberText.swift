import SSMProof

/// Certified numbers as people read them: short fractions whole, of long ones as many digits as tell.
enum NumberText {
  /// Fractions of more characters are rounded outward.
  static let longest = 80

  /// Both sides of a comparison, with so many digits that the order can be seen.
  static func sides(_ left: CertifiedValue, _ right: CertifiedValue) -> (left: String, right: String) {
    guard let digits = CertifiedValue.digits(telling: left, from: right) else {
      return (left.description, right.description)
    }
    let shortens = isLong(left) || isLong(right)
    return (text(left, digits, shortens), text(right, digits, shortens))
  }

  /// The number itself where it is short, else a bound from below.
  static func atLeast(_ value: CertifiedValue) -> String {
    if let exact = value.exact, !isLong(value) { return exact.description }
    return value.lower.map { ">= \($0.decimal(digits: 6, rounding: .down))" } ?? "unknown"
  }

  private static func isLong(_ value: CertifiedValue) -> Bool {
    value.exact.map { $0.description.utf8.count > longest } ?? false
  }

  /// Beside a long fraction a shorter one is easier to compare in decimals, too.
  private static func text(_ value: CertifiedValue, _ digits: Int, _ shortens: Bool) -> String {
    guard shortens, let exact = value.exact, exact.description.utf8.count > 20 else {
      return value.text(digits: digits)
    }
    let low = exact.decimal(digits: digits, rounding: .down)
    let high = exact.decimal(digits: digits, rounding: .up)
    return "\(low)..\(high)  (the fraction: --format json)"
  }
}
