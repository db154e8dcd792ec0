import Evaluation
import Numbers

/// Certified numbers as people read them: short fractions whole, of long ones as many digits as tell.
enum NumberText {
  /// Fractions of more characters are rounded outward.
  static let longest = 60

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

  /// A number as a report takes it: long ones in the notation that has them whole in few characters (`3e300`,
  /// `0x3p-1000`), else between bounds.
  static func short(_ number: Rational) -> String {
    let whole = number.description
    guard whole.utf8.count > longest else { return whole }
    if let text = powerOfTen(number) ?? powerOfTwo(number) { return text }
    let (low, high) = (number.decimal(digits: 8, rounding: .down), number.decimal(digits: 8, rounding: .up))
    return "\(low)..\(high)"
  }

  /// The same of a number that is written; what is none stays.
  static func short(_ text: String) -> String {
    text.utf8.count > longest ? Rational(text).map(short) ?? text : text
  }

  /// A number that may be long, or between bounds.
  static func whole(_ value: CertifiedValue) -> String { value.exact.map(short) ?? value.description }

  private static let digits = 30

  private static func powerOfTen(_ x: Rational) -> String? {
    let (numerator, denominator) = (x.numerator.description, x.denominator.description)
    if denominator == "1" {
      let zeros = numerator.reversed().prefix { $0 == "0" }.count
      let rest = numerator.dropLast(zeros)
      return rest.count <= digits ? "\(rest)e\(zeros)" : nil
    }
    let isPower = denominator.first == "1" && denominator.dropFirst().allSatisfy { $0 == "0" }
    return isPower && numerator.count <= digits ? "\(numerator)e-\(denominator.count - 1)" : nil
  }

  private static func powerOfTwo(_ x: Rational) -> String? {
    let isWhole = x.denominator == Integer(1)
    let long = isWhole ? x.numerator : x.denominator
    let exponent = long.trailingZeroBitCount
    let odd = long.shifted(by: -exponent)
    let factor = isWhole ? odd : x.numerator
    // Digits before `p` are read as hexadecimal.
    guard isWhole || odd == Integer(1), let word = factor.word else { return nil }
    return (word < 0 ? "-0x" : "0x") + String(word.magnitude, radix: 16)
      + "p\(isWhole ? exponent : -exponent)"
  }

  private static func isLong(_ value: CertifiedValue) -> Bool {
    value.exact.map { $0.description.utf8.count > longest } ?? false
  }

  /// Beside a long fraction a shorter one is easier to compare in decimals, too.
  private static func text(_ value: CertifiedValue, _ digits: Int, _ shortens: Bool) -> String {
    guard shortens, let exact = value.exact, exact.description.utf8.count > 20 else {
      return value.text(digits: digits)
    }
    if let text = powerOfTen(exact) ?? powerOfTwo(exact) { return text }
    let low = exact.decimal(digits: digits, rounding: .down)
    let high = exact.decimal(digits: digits, rounding: .up)
    return "\(low)..\(high)  (the fraction: --format json)"
  }
}
