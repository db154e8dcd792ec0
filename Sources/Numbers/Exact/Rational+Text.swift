/// Reading and writing rationals.
extension Rational: CustomStringConvertible {
  /// `"3/5"`, or `"3"` for a whole number.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }

  /// The greatest decimal exponent, in absolute value, that text may carry: a short text must not
  /// stand for a number that does not fit in memory.
  package static let largestDecimalExponent = 10_000

  /// Reads an exact number: `3`, `-3/5`, `0.6`, `1e-3`, `-0x1.8p-1`; nil for anything else.
  ///
  /// Decimal exponents are limited to `largestDecimalExponent`, binary ones to four times that.
  public init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    let body = isNegative || text.hasPrefix("+") ? text.dropFirst() : Substring(text)
    let value: Rational?
    if body.hasPrefix("0x") || body.hasPrefix("0X") {
      value = Self.scaled(
        body.dropFirst(2), radix: 16, mark: "p", base: 2, limit: 4 * Self.largestDecimalExponent)
    } else if let slash = body.firstIndex(of: "/") {
      let bottom = body[body.index(after: slash)...]
      guard let a = Self.digits(body[..<slash], radix: 10), let b = Self.digits(bottom, radix: 10), !b.isZero
      else { return nil }
      value = Rational(a, b)
    } else {
      value = Self.scaled(body, radix: 10, mark: "e", base: 10, limit: Self.largestDecimalExponent)
    }
    guard let value else { return nil }
    self = isNegative ? -value : value
  }

  /// Digits alone, no sign.
  private static func digits(_ text: Substring, radix: Int) -> Integer? {
    guard !text.isEmpty else { return nil }
    if radix == 10 {
      guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
      return Integer(decimal: String(text))
    }
    var value = Integer(0)
    for character in text {
      guard character.isASCII, let digit = character.hexDigitValue else { return nil }
      value = value * Integer(radix) + Integer(digit)
    }
    return value
  }

  /// `digits[.digits][mark[±]digits]`.
  private static func scaled(
    _ text: Substring, radix: Int, mark: Character, base: Int, limit: Int
  ) -> Rational? {
    var (mantissa, exponent) = (text, 0)
    let other = Character(mark.uppercased())
    if let at = text.firstIndex(where: { $0 == mark || $0 == other }) {
      let tail = text[text.index(after: at)...]
      let plain = tail.hasPrefix("-") || tail.hasPrefix("+") ? tail.dropFirst() : tail
      guard !plain.isEmpty, plain.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int(tail),
        value.magnitude <= UInt(limit)
      else { return nil }
      (mantissa, exponent) = (text[..<at], value)
    }
    var whole = mantissa
    var fraction = Substring()
    if let point = mantissa.firstIndex(of: ".") {
      whole = mantissa[..<point]
      fraction = mantissa[mantissa.index(after: point)...]
      guard !fraction.isEmpty else { return nil }
    }
    guard !whole.isEmpty, let value = digits(whole + fraction, radix: radix) else { return nil }
    let scale = Rational(Integer(base).power(exponent.magnitude == 0 ? 0 : Int(exponent.magnitude)))
    let shift = Rational(Integer(radix).power(fraction.count))
    let unscaled = Rational(value) / shift
    return exponent >= 0 ? unscaled * scale : unscaled / scale
  }

  /// Which way a printed figure may deviate from the number.
  public enum Rounding: Sendable {
    /// To the next decimal below.
    case down
    /// To the next decimal above.
    case up
  }

  /// The value in scientific notation with `digits` significant decimal digits, rounded in the
  /// stated direction: what is printed with `.down` is never above the value.
  public func decimal(digits: Int, rounding: Rounding) -> String {
    precondition(digits >= 1)
    if isZero { return "0" }
    // Find e with 10^(e) ≤ |x| < 10^(e+1), starting from the bit counts.
    let x = magnitude
    var exponent = Int(
      (Double(x.numerator.bitCount - x.denominator.bitCount) * 0.30102999566398120).rounded(.down))
    func tenTo(_ k: Int) -> Rational { Rational(10).power(k) }
    while tenTo(exponent) > x { exponent -= 1 }
    while tenTo(exponent + 1) <= x { exponent += 1 }
    let scaled = x * tenTo(digits - 1 - exponent)
    let roundsAway = (rounding == .up) == (signum > 0)
    var mantissa = roundsAway ? scaled.ceiling : scaled.floor
    if mantissa == Integer(10).power(digits) {
      mantissa = Integer(10).power(digits - 1)
      exponent += 1
    }
    var text = mantissa.description
    let sign = signum < 0 ? "-" : ""
    if exponent >= -5 && exponent < digits {
      if exponent >= 0 {
        let point = text.index(text.startIndex, offsetBy: exponent + 1)
        text = text[..<point] + (point == text.endIndex ? "" : "." + text[point...])
      } else {
        text = "0." + String(repeating: "0", count: -exponent - 1) + text
      }
      if text.contains(".") {
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
      }
      return sign + text
    }
    var tail = text.dropFirst()
    while tail.hasSuffix("0") { tail.removeLast() }
    return "\(sign)\(text.prefix(1))\(tail.isEmpty ? "" : "." + tail)e\(exponent)"
  }
}
