import Enclosures

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
    switch value {
    case .number(let number, _): self.init(re: number.value)
    case .constant(.imaginaryUnit, _): self.init(re: .zero, im: .one)
    case .negation(let operand, _):
      guard let x = ConstantValue(operand) else { return nil }
      self.init(re: -x.re, im: -x.im)
    case .sum(let summands, _):
      var (re, im) = (Rational.zero, Rational.zero)
      for summand in summands {
        guard let x = ConstantValue(summand.value) else { return nil }
        re = summand.isNegated ? re - x.re : re + x.re
        im = summand.isNegated ? im - x.im : im + x.im
        guard re.bitCount + im.bitCount < Self.bitLimit else { return nil }
      }
      self.init(re: re, im: im)
    case .product(let factors, _):
      var product = ConstantValue(re: .one)
      for factor in factors {
        guard let x = ConstantValue(factor.value) else { return nil }
        if factor.isDivisor {
          guard let inverse = x.inverse else { return nil }
          product = product.times(inverse)
        } else {
          product = product.times(x)
        }
        guard product.isShort else { return nil }
      }
      self = product
    case .power(let base, let exponent, _):
      guard let x = ConstantValue(base), let n = ConstantValue(exponent)?.realValue?.word,
        let power = x.power(n)
      else { return nil }
      self = power
    case .extremum(let extremum, let operands, _):
      let values = operands.compactMap { ConstantValue($0)?.realValue }
      guard values.count == operands.count, let best = extremum == .max ? values.max() : values.min()
      else { return nil }
      self.init(re: best)
    case .builtIn(let function, let arguments, _):
      guard arguments.count == 1, let x = ConstantValue(arguments[0]) else { return nil }
      switch function {
      case .re: self.init(re: x.re)
      case .im: self.init(re: x.im)
      case .conj: self.init(re: x.re, im: -x.im)
      case .abs where x.im.isZero: self.init(re: x.re.magnitude)
      case .sqrt where x.im.isZero && x.re.signum >= 0 && x.re.bitCount < 10_000:
        guard let root = x.re.exactRoot(2) else { return nil }
        self.init(re: root)
      case .sin where x.isZero, .tanh where x.isZero, .silu where x.isZero: self.init(re: .zero)
      case .exp where x.isZero, .cos where x.isZero: self.init(re: .one)
      case .log where x.re == .one && x.im.isZero: self.init(re: .zero)
      default: return nil
      }
    default: return nil
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
