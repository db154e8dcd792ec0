import Numbers

extension Polynomial {
  package static prefix func - (p: Polynomial) -> Polynomial {
    Polynomial(content: -p.content, primitive: p.primitive)
  }

  package static func + (p: Polynomial, q: Polynomial) -> Polynomial {
    if p.isZero { return q }
    if q.isZero { return p }
    // p + q = (s·P + t·Q) · scale with whole coprime s and t.
    let (dp, dq) = (p.content.denominator, q.content.denominator)
    let common = dp * dq.dividedExactly(by: Integer.gcd(dp, dq))
    let s = p.content.numerator * common.dividedExactly(by: dp)
    let t = q.content.numerator * common.dividedExactly(by: dq)
    let g = Integer.gcd(s, t)
    let (ps, qs) = (s.dividedExactly(by: g), t.dividedExactly(by: g))
    let sum = (0..<max(p.primitive.count, q.primitive.count)).map { i -> Integer in
      let a: Integer = i < p.primitive.count ? p.primitive[i] * ps : 0
      return i < q.primitive.count ? a + q.primitive[i] * qs : a
    }
    return Polynomial(whole: sum, scale: Rational(g, common))
  }

  package static func - (p: Polynomial, q: Polynomial) -> Polynomial { p + -q }

  package static func * (p: Polynomial, q: Polynomial) -> Polynomial {
    if p.isZero || q.isZero { return .zero }
    return Polynomial(
      content: p.content * q.content, primitive: wholeProduct(p.primitive, q.primitive))
  }

  package static func * (c: Rational, p: Polynomial) -> Polynomial {
    c.isZero ? .zero : Polynomial(content: c * p.content, primitive: p.primitive)
  }

  static func wholeProduct(_ a: [Integer], _ b: [Integer]) -> [Integer] {
    if a.count == 1 && a[0] == 1 { return b }
    if b.count == 1 && b[0] == 1 { return a }
    var product = [Integer](repeating: 0, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() where !x.isZero {
      for (j, y) in b.enumerated() where !y.isZero {
        product[i + j] = product[i + j] + x * y
      }
    }
    return product
  }

  /// pⁿ for n ≥ 0.
  package func power(_ n: Int) -> Polynomial {
    precondition(n >= 0, "a polynomial's power needs an exponent that is not negative")
    var (result, base, rest) = (Polynomial.one, self, n)
    while rest > 0 {
      if rest & 1 == 1 { result = result * base }
      rest >>= 1
      if rest > 0 { base = base * base }
    }
    return result
  }

  /// dp/dw.
  package var derivative: Polynomial {
    if isConstant { return .zero }
    return Polynomial(whole: (1...degree).map { primitive[$0] * Integer($0) }, scale: content)
  }

  /// p(−w).
  package var reflected: Polynomial {
    Polynomial(whole: primitive.enumerated().map { $0 & 1 == 1 ? -$1 : $1 }, scale: content)
  }
}

// MARK: - Division

extension Polynomial {
  /// p = quotient·divisor + remainder with a remainder of lower degree. The divisor must not be 0.
  package func quotientAndRemainder(
    dividingBy divisor: Polynomial
  ) -> (quotient: Polynomial, remainder: Polynomial) {
    let (multiplier, quotient, remainder) = Self.pseudoDivision(primitive, by: divisor.primitive)
    // multiplier·P = quotient·D + remainder, so p = (c/(m·d))·quotient·divisor + (c/m)·remainder.
    let scale = content / Rational(multiplier)
    return (
      Polynomial(whole: quotient, scale: scale / divisor.content),
      Polynomial(whole: remainder, scale: scale)
    )
  }

  /// A positive multiple of the remainder of p modulo the divisor, primitive up to sign.
  package func pseudoRemainder(modulo divisor: Polynomial) -> Polynomial {
    if isZero { return .zero }
    let remainder = Polynomial(whole: Self.pseudoDivision(primitive, by: divisor.primitive).remainder)
    return Rational(content.signum * remainder.content.signum) * remainder.primitivePart
  }

  /// m·A = Q·B + R over the whole numbers with m > 0 and deg R < deg B (B's leading coefficient is positive).
  private static func pseudoDivision(
    _ a: [Integer], by b: [Integer]
  ) -> (multiplier: Integer, quotient: [Integer], remainder: [Integer]) {
    precondition(!b.isEmpty, "division by the zero polynomial")
    var remainder = a
    guard a.count >= b.count, let lead = b.last else { return (1, [], a) }
    var multiplier = Integer(1)
    var quotient = [Integer](repeating: 0, count: a.count - b.count + 1)
    for k in (0..<quotient.count).reversed() {
      let top = remainder.removeLast()
      if top.isZero { continue }
      let g = Integer.gcd(top, lead)
      let (scale, factor) = (lead.dividedExactly(by: g), top.dividedExactly(by: g))
      if scale != 1 {
        multiplier = multiplier * scale
        for i in remainder.indices { remainder[i] = remainder[i] * scale }
        for i in (k + 1)..<max(quotient.count, k + 1) { quotient[i] = quotient[i] * scale }
      }
      quotient[k] = factor
      for i in 0..<(b.count - 1) { remainder[k + i] = remainder[k + i] - factor * b[i] }
    }
    return (multiplier, quotient, remainder)
  }

  /// p / divisor where that is a polynomial; nil where it is not. The divisor must not be 0.
  package func dividedExactly(by divisor: Polynomial) -> Polynomial? {
    precondition(!divisor.isZero, "division by the zero polynomial")
    if isZero { return self }
    let scale = content / divisor.content
    if divisor.isConstant { return Polynomial(content: scale, primitive: primitive) }
    let (b, n) = (divisor.primitive, divisor.degree)
    guard degree >= n, let lead = b.last else { return nil }
    // By Gauss's lemma the quotient of primitive parts is whole, so the first fraction ends it.
    var remainder = primitive
    var quotient = [Integer](repeating: 0, count: degree - n + 1)
    for k in (0..<quotient.count).reversed() {
      let top = remainder[k + n]
      if top.isZero { continue }
      let (factor, rest) = top.flooredDivision(by: lead)
      guard rest.isZero else { return nil }
      quotient[k] = factor
      for i in 0..<n where !b[i].isZero { remainder[k + i] = remainder[k + i] - factor * b[i] }
    }
    guard remainder[..<n].allSatisfy(\.isZero) else { return nil }
    return Polynomial(content: scale, primitive: quotient)
  }
}
