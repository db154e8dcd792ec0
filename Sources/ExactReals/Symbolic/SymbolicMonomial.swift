import Enclosures
import Numbers

/// An atom with an exponent; in an angle, a generator with a coefficient.
struct SymbolicFactor: Sendable {
  var atom: SymbolicAtom
  var exponent: Rational

  init(_ atom: SymbolicAtom, _ exponent: Rational) {
    self.atom = atom
    self.exponent = exponent
  }
}

/// sin or cos of an angle Σ cᵢgᵢ.
///
/// In normal form the angle is not 0, its first coefficient other than that of π is positive, and the
/// coefficient of π lies in [0, 1/2), in (0, 1/4] for multiples of π alone.
struct SymbolicWave: Sendable {
  var isSine: Bool
  var angle: [SymbolicFactor]
}

/// A product of atoms' powers and at most one sine or cosine: products of two become sums.
struct SymbolicMonomial: Sendable {
  /// Ascending by atom, no exponent 0.
  var factors: [SymbolicFactor]
  var wave: SymbolicWave?

  init(_ factors: [SymbolicFactor], _ wave: SymbolicWave? = nil) {
    self.factors = factors
    self.wave = wave
  }

  static let one = SymbolicMonomial([])

  var isOne: Bool { factors.isEmpty && wave == nil }

  var depth: Int {
    var depth = factors.reduce(0) { max($0, $1.atom.depth) }
    if let wave { depth = wave.angle.reduce(depth) { max($0, $1.atom.depth) } }
    return depth
  }

  /// The factors of x·y^scale, exponents added without any reduction.
  static func merged(
    _ x: [SymbolicFactor], _ y: [SymbolicFactor], scale: Int = 1
  ) -> [SymbolicFactor] {
    if y.isEmpty { return x }
    if x.isEmpty, scale == 1 { return y }
    var result: [SymbolicFactor] = []
    result.reserveCapacity(x.count + y.count)
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
      let order = i == x.count ? 1 : j == y.count ? -1 : SymbolicAtom.order(x[i].atom, y[j].atom)
      if order < 0 {
        result.append(x[i])
        i += 1
      } else {
        let added = scale == 1 ? y[j].exponent : -y[j].exponent
        let exponent = order == 0 ? x[i].exponent + added : added
        if !exponent.isZero { result.append(SymbolicFactor(y[j].atom, exponent)) }
        if order == 0 { i += 1 }
        j += 1
      }
    }
    return result
  }

  /// The order of x/y against 1: lexicographic in the exponents, which multiplication preserves.
  static func order(_ x: [SymbolicFactor], _ y: [SymbolicFactor]) -> Int {
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
      let order = i == x.count ? 1 : j == y.count ? -1 : SymbolicAtom.order(x[i].atom, y[j].atom)
      if order < 0 { return x[i].exponent.signum }
      if order > 0 { return -y[j].exponent.signum }
      let (a, b) = (x[i].exponent, y[j].exponent)
      if a != b { return a < b ? -1 : 1 }
      (i, j) = (i + 1, j + 1)
    }
    return 0
  }

  /// A total order in which the monomials with the same wave stand together.
  static func order(_ x: SymbolicMonomial, _ y: SymbolicMonomial) -> Int {
    switch (x.wave, y.wave) {
    case (nil, nil): break
    case (nil, _): return -1
    case (_, nil): return 1
    case (let a?, let b?):
      if a.isSine != b.isSine { return a.isSine ? 1 : -1 }
      let order = order(a.angle, b.angle)
      if order != 0 { return order }
    }
    return order(x.factors, y.factors)
  }

  func enclosure(precision: Int) -> Interval {
    var result = Interval(1, precision: precision)
    for factor in factors {
      result = result * factor.atom.factorEnclosure(factor.exponent, precision: precision)
    }
    guard let wave else { return result }
    var angle = Interval(0, precision: precision)
    for part in wave.angle {
      angle =
        angle + Interval(part.exponent, precision: precision) * part.atom.enclosure(precision: precision)
    }
    return result * (wave.isSine ? angle.sin() : angle.cos())
  }
}

// MARK: - Sine and cosine

extension SymbolicWave {
  /// sin or cos of any angle in normal form.
  ///
  /// Known values are those at the multiples of π/4 and π/6.
  static func polynomial(isSine: Bool, _ angle: [SymbolicFactor]) -> SymbolicPolynomial {
    var (isSine, angle) = (isSine, angle)
    var isNegated = false
    let isPi = { (part: SymbolicFactor) in SymbolicAtom.order(part.atom, .piGenerator) == 0 }
    func reverse() {
      angle = angle.map { SymbolicFactor($0.atom, -$0.exponent) }
      if isSine { isNegated.toggle() }
    }
    if let first = angle.first(where: { !isPi($0) }), first.exponent.signum < 0 { reverse() }
    if let at = angle.firstIndex(where: isPi) {
      // A quarter turn: sin(x + π/2) = cos x, cos(x + π/2) = −sin x.
      let quarters = (angle[at].exponent * 2).floor
      var rest = angle[at].exponent - Rational(quarters) / 2
      let turn = Int((quarters.flooredDivision(by: 4).remainder).word ?? 0)
      if turn >= 2 { isNegated.toggle() }
      if turn % 2 == 1 {
        if !isSine { isNegated.toggle() }
        isSine.toggle()
      }
      if angle.count == 1, rest > Rational(1, 4) {
        (rest, isSine) = (Rational(1, 2) - rest, !isSine)
      }
      if rest.isZero {
        angle.remove(at: at)
      } else {
        angle[at].exponent = rest
      }
    }
    let sign = Rational(isNegated ? -1 : 1)
    if angle.isEmpty { return isSine ? .zero : SymbolicPolynomial(sign) }
    if angle.count == 1, isPi(angle[0]) {
      let half = sign / 2
      if angle[0].exponent == Rational(1, 6) {
        return isSine ? SymbolicPolynomial(half) : SymbolicPolynomial(half, .squareRoot(of: 3))
      }
      if angle[0].exponent == Rational(1, 4) { return SymbolicPolynomial(half, .squareRoot(of: 2)) }
    }
    return SymbolicPolynomial(sign, SymbolicMonomial([], SymbolicWave(isSine: isSine, angle: angle)))
  }

  /// The product of two, as a sum: cos a·cos b = (cos(a − b) + cos(a + b))/2 and so on.
  static func product(_ x: SymbolicWave, _ y: SymbolicWave) -> SymbolicPolynomial {
    let sum = SymbolicMonomial.merged(x.angle, y.angle)
    let difference = SymbolicMonomial.merged(x.angle, y.angle, scale: -1)
    let half = Rational(1, 2)
    switch (x.isSine, y.isSine) {
    case (false, false):
      return polynomial(isSine: false, difference).adding(polynomial(isSine: false, sum)).scaled(by: half)
    case (true, true):
      return polynomial(isSine: false, difference).adding(polynomial(isSine: false, sum), scale: -1)
        .scaled(by: half)
    case (true, false):
      return polynomial(isSine: true, sum).adding(polynomial(isSine: true, difference)).scaled(by: half)
    case (false, true):
      return polynomial(isSine: true, sum).adding(polynomial(isSine: true, difference), scale: -1)
        .scaled(by: half)
    }
  }
}

extension SymbolicMonomial {
  static func squareRoot(of prime: Int) -> SymbolicMonomial {
    SymbolicMonomial([SymbolicFactor(SymbolicAtom(.power(Integer(prime))), Rational(1, 2))])
  }
}
