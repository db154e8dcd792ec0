import Numbers

/// Taylor coefficients f⁽ᵏ⁾/k! of a function of one real, k from 0 to the order, at a point or enclosed over a box.
///
/// The recurrences are those that f′ = g(f)·u′ gives for the functions of the language (Moore, Interval
/// Analysis, 1966). Functions that are not smooth everywhere enclosed give nil.
struct TaylorSeries<Number: RealEnclosure> {
  var coefficients: [Number]

  init(_ coefficients: [Number]) { self.coefficients = coefficients }

  /// A constant.
  init(_ value: Number, order: Int) {
    let zero = value.constant(0)
    coefficients = [value] + Array(repeating: zero, count: order)
  }

  var order: Int { coefficients.count - 1 }
  var value: Number { coefficients[0] }
  subscript(_ k: Int) -> Number { coefficients[k] }

  private func rational(_ p: Int, _ q: Int = 1) -> Number { value.constant(Rational(p, q)) }

  static func + (x: Self, y: Self) -> Self { Self(zip(x.coefficients, y.coefficients).map { $0 + $1 }) }
  static func - (x: Self, y: Self) -> Self { Self(zip(x.coefficients, y.coefficients).map { $0 - $1 }) }
  static prefix func - (x: Self) -> Self { Self(x.coefficients.map { -$0 }) }

  static func * (x: Self, y: Self) -> Self {
    Self((0...x.order).map { k in Self.sum(0...k, x.value) { x[$0] * y[k - $0] } })
  }

  private static func sum(_ range: some Sequence<Int>, _ like: Number, _ term: (Int) -> Number) -> Number {
    var sum: Number?
    for j in range { sum = sum.map { $0 + term(j) } ?? term(j) }
    return sum ?? like.constant(0)
  }

  /// The series of f(u) whose k-th coefficient, k ≥ 1, is `next` of those before it.
  private func built(from first: Number, _ next: (Int, [Number]) -> Number) -> Self {
    var result = [first]
    for k in 1..<(order + 1) { result.append(next(k, result)) }
    return Self(result)
  }

  /// x/y for y ≠ 0.
  static func / (x: Self, y: Self) -> Self? {
    guard y.value.isZero == .no else { return nil }
    return x.built(from: x.value / y.value) { k, q in
      (x[k] - sum(0..<k, x.value) { q[$0] * y[k - $0] }) / y.value
    }
  }

  /// (1/k)·Σ j·uⱼ·g(k − j): the k-th coefficient of f where f′ = g·u′.
  private func integrated(_ k: Int, _ g: (Int) -> Number) -> Number {
    Self.sum(1...k, value) { rational($0, k) * coefficients[$0] * g(k - $0) }
  }

  /// The series of f(u) with f(u₀) = `first` whose derivative is `slope`·u′.
  func antiderivative(from first: Number, of slope: Self) -> Self {
    built(from: first) { k, _ in integrated(k) { slope[$0] } }
  }

  func exp() -> Self { built(from: value.exp()) { k, e in integrated(k) { e[$0] } } }

  func log() -> Self? {
    guard value.isPositive == .yes else { return nil }
    return built(from: value.log()) { k, l in
      (coefficients[k] - Self.sum(1..<k, value) { rational($0, k) * l[$0] * coefficients[k - $0] }) / value
    }
  }

  func sineAndCosine() -> (Self, Self) {
    var (s, c) = ([value.sin()], [value.cos()])
    for k in 1..<(order + 1) {
      let (next, other) = (integrated(k) { c[$0] }, -integrated(k) { s[$0] })
      s.append(next)
      c.append(other)
    }
    return (Self(s), Self(c))
  }

  /// f′ = (1 − f²)·u′.
  func tanh() -> Self {
    var slopes: [Number] = []
    return built(from: value.tanh()) { k, t in
      let square = Self.sum(0..<k, value) { t[$0] * t[k - 1 - $0] }
      slopes.append(k == 1 ? rational(1) - t[0].power(2) : -square)
      return integrated(k) { slopes[$0] }
    }
  }

  /// f′ = (f − f²)·u′.
  func sigmoid() -> Self {
    var slopes: [Number] = []
    return built(from: value.sigmoid()) { k, s in
      let square = k == 1 ? s[0].power(2) : Self.sum(0..<k, value) { s[$0] * s[k - 1 - $0] }
      slopes.append(s[k - 1] - square)
      return integrated(k) { slopes[$0] }
    }
  }

  func softplus() -> Self { antiderivative(from: value.softplus(), of: sigmoid()) }

  func squareRoot() -> Self? {
    guard value.isPositive == .yes else { return nil }
    let root = value.squareRoot()
    return built(from: root) { k, r in
      (coefficients[k] - Self.sum(1..<k, value) { r[$0] * r[k - $0] }) / (root + root)
    }
  }

  /// Uⁿ; for n < 0 only where U ≠ 0.
  func power(_ n: Int) -> Self? {
    if n == 0 { return Self(rational(1), order: order) }
    guard n > 0 || value.isZero == .no else { return nil }
    if value.isZero == .no, n < 0 || n > 3 { return power(exponent: rational(n), first: value.power(n)) }
    var (result, square, rest) = (Self?.none, self, n)
    while true {
      if rest & 1 == 1 { result = result.map { $0 * square } ?? square }
      rest >>= 1
      if rest == 0 { break }
      square = square * square
    }
    // Even powers are not negative, however the enclosure was made.
    result?.coefficients[0] = value.power(n)
    return result
  }

  /// U^y for U > 0 and a constant y.
  func power(_ y: Number) -> Self? {
    value.isPositive == .yes ? power(exponent: y, first: value.power(y)) : nil
  }

  /// pₖ = Σ (y·j − (k − j))·uⱼ·pₖ₋ⱼ/(k·u₀).
  private func power(exponent y: Number, first: Number) -> Self {
    built(from: first) { k, p in
      Self.sum(1...k, value) { j in
        (y * rational(j) - rational(k - j)) * coefficients[j] * p[k - j]
      } / (rational(k) * value)
    }
  }
}
