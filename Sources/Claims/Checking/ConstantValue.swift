import Numbers

/// The exact value of an expression made of numbers alone, where it is cheap to find.
struct ConstantValue {
  var re: Rational
  var im: Rational

  var isZero: Bool { re.isZero && im.isZero }
  var realValue: Rational? { im.isZero ? re : nil }

  /// Values with more digits than this are left to the evaluation.
  private static let bitLimit = 200_000

  init(re: Rational, im: Rational = .zero) {
    self.re = re
    self.im = im
  }

  /// Nil where a name occurs, where the value is not rational, or would be very long.
  init?(_ value: Syntax.Expression) {
    let constant: ConstantValue?
    switch value {
    case .number(let number, _): constant = ConstantValue(re: number.value)
    case .constant(.imaginaryUnit, _): constant = .imaginaryUnit
    case .negation(let operand, _): constant = ConstantValue(operand).map { -$0 }
    case .sum(let summands, _):
      constant = Self.sum(summands.lazy.map { ($0.isNegated, ConstantValue($0.value)) })
    case .product(let factors, _):
      constant = Self.product(factors.lazy.map { ($0.isDivisor, ConstantValue($0.value)) })
    case .power(let base, let exponent, _):
      constant = ConstantValue(base)?.power(ConstantValue(exponent))
    case .extremum(let extremum, let operands, _):
      constant = Self.extremum(extremum, operands.map { ConstantValue($0) })
    case .builtIn(let function, let arguments, _) where arguments.count == 1:
      constant = ConstantValue(arguments[0])?.applying(function)
    default: constant = nil
    }
    guard let constant else { return nil }
    self = constant
  }

  static let imaginaryUnit = ConstantValue(re: .zero, im: .one)

  static prefix func - (x: ConstantValue) -> ConstantValue { ConstantValue(re: -x.re, im: -x.im) }

  /// Nil where a part has no value.
  static func sum(_ parts: some Sequence<(isNegated: Bool, value: ConstantValue?)>) -> ConstantValue? {
    var (re, im) = (Rational.zero, Rational.zero)
    for (isNegated, value) in parts {
      guard let value else { return nil }
      re = isNegated ? re - value.re : re + value.re
      im = isNegated ? im - value.im : im + value.im
      guard re.bitCount + im.bitCount < bitLimit else { return nil }
    }
    return ConstantValue(re: re, im: im)
  }

  /// Nil where a part has no value, or a divisor is 0.
  static func product(_ parts: some Sequence<(isDivisor: Bool, value: ConstantValue?)>) -> ConstantValue? {
    var product = ConstantValue(re: .one)
    for (isDivisor, value) in parts {
      guard let value, let factor = isDivisor ? value.inverse : value else { return nil }
      product = product.times(factor)
      guard product.isShort else { return nil }
    }
    return product
  }

  func power(_ exponent: ConstantValue?) -> ConstantValue? {
    guard let exponent = exponent?.realValue, exponent.isInteger else { return nil }
    // Beyond a word only what stays short has a value here, and its parity tells which: 0, 1 or −1.
    let isOdd = !exponent.numerator.flooredDivision(by: 2).remainder.isZero
    return power(exponent.word ?? (isOdd ? Int.max : .max - 1) * exponent.signum)
  }

  static func extremum(_ extremum: Extremum, _ operands: [ConstantValue?]) -> ConstantValue? {
    let values = operands.compactMap { $0?.realValue }
    guard values.count == operands.count else { return nil }
    return (extremum == .max ? values.max() : values.min()).map { ConstantValue(re: $0) }
  }

  func applying(_ function: BuiltInFunction) -> ConstantValue? {
    switch function {
    case .re: ConstantValue(re: re)
    case .im: ConstantValue(re: im)
    case .conj: ConstantValue(re: re, im: -im)
    case .abs where im.isZero: ConstantValue(re: re.magnitude)
    case .sqrt where im.isZero && re.signum >= 0 && re.bitCount < 10_000:
      re.exactRoot(2).map { ConstantValue(re: $0) }
    case .sin where isZero, .tanh where isZero, .silu where isZero: ConstantValue(re: .zero)
    case .exp where isZero, .cos where isZero: ConstantValue(re: .one)
    case .log where re == .one && im.isZero: ConstantValue(re: .zero)
    default: nil
    }
  }

  private var isShort: Bool { re.bitCount + im.bitCount < Self.bitLimit }

  private func times(_ other: ConstantValue) -> ConstantValue {
    ConstantValue(re: re * other.re - im * other.im, im: re * other.im + im * other.re)
  }

  private var inverse: ConstantValue? {
    let square = re * re + im * im
    return square.isZero ? nil : ConstantValue(re: re / square, im: -im / square)
  }

  private func power(_ n: Int) -> ConstantValue? {
    if n == 0 { return ConstantValue(re: .one) }
    if isZero { return n > 0 ? self : nil }
    guard let base = n > 0 ? self : inverse else { return nil }
    let count = Int(n.magnitude > 10_000 ? 10_001 : n.magnitude)
    guard count <= 10_000, count * (re.bitCount + im.bitCount) < Self.bitLimit else {
      // The powers of 1 and −1 are short whatever the exponent.
      guard im.isZero, re.magnitude == .one else { return nil }
      return ConstantValue(re: n.isMultiple(of: 2) ? .one : re)
    }
    var (result, square, rest) = (ConstantValue(re: .one), base, count)
    while rest > 0 {
      if rest & 1 == 1 { result = result.times(square) }
      rest >>= 1
      if rest > 0 { square = square.times(square) }
    }
    return result
  }
}
