import Numbers

/// The arithmetic of elements over given radicands, each made of generators before it.
struct RadicalField {
  var radicands: [RadicalElement] = []
  let context: AlgebraContext

  func sum(_ x: RadicalElement, _ y: RadicalElement) throws(AlgebraError) -> RadicalElement {
    if x.isZero { return y }
    if y.isZero { return x }
    var terms: [RadicalElement.Term] = []
    terms.reserveCapacity(x.terms.count + y.terms.count)
    var (i, j) = (0, 0)
    while i < x.terms.count || j < y.terms.count {
      if j == y.terms.count || (i < x.terms.count && x.terms[i].mask < y.terms[j].mask) {
        terms.append(x.terms[i])
        i += 1
      } else if i == x.terms.count || y.terms[j].mask < x.terms[i].mask {
        terms.append(y.terms[j])
        j += 1
      } else {
        let (f, g) = (x.terms[i].coefficient, y.terms[j].coefficient)
        let coefficient: RationalFunction
        if f.denominator.isOne && g.denominator.isOne {
          try context.spend(f.words + g.words)
          coefficient = f + g
        } else {
          try charge(f, g)
          coefficient = f + g
        }
        try admit(coefficient)
        if !coefficient.isZero {
          terms.append(RadicalElement.Term(mask: x.terms[i].mask, coefficient: coefficient))
        }
        i += 1
        j += 1
      }
    }
    return RadicalElement(terms: terms)
  }

  func negated(_ x: RadicalElement) -> RadicalElement {
    RadicalElement(
      terms: x.terms.map { RadicalElement.Term(mask: $0.mask, coefficient: -$0.coefficient) })
  }

  func difference(_ x: RadicalElement, _ y: RadicalElement) throws(AlgebraError) -> RadicalElement {
    try sum(x, negated(y))
  }

  func product(_ x: RadicalElement, _ f: RationalFunction) throws(AlgebraError) -> RadicalElement {
    if f.isZero { return .zero }
    if f.isOne { return x }
    var terms = x.terms
    for i in terms.indices {
      let g = terms[i].coefficient
      if f.constant == nil || g.constant == nil { try charge(f, g) }
      terms[i].coefficient = f * g
      try admit(terms[i].coefficient)
    }
    return RadicalElement(terms: terms)
  }

  /// (X + Y·r)(U + V·r) = (XU + YV·P) + (XV + YU)·r.
  func product(_ x: RadicalElement, _ y: RadicalElement) throws(AlgebraError) -> RadicalElement {
    if x.isZero || y.isZero { return .zero }
    if let f = y.rationalFunction { return try product(x, f) }
    if let f = x.rationalFunction { return try product(y, f) }
    let index = max(x.top ?? 0, y.top ?? 0)
    let (x0, x1) = x.parts(index)
    let (y0, y1) = y.parts(index)
    let lower = try sum(product(x0, y0), product(product(x1, y1), radicands[index]))
    let upper = try sum(product(x0, y1), product(x1, y0))
    return try sum(lower, upper.timesGenerator(index))
  }

  /// X² − Y²·P for the element X + Y·r.
  func norm(_ x: RadicalElement, _ y: RadicalElement, _ index: Int) throws(AlgebraError) -> RadicalElement {
    try difference(product(x, x), product(product(y, y), radicands[index]))
  }

  /// A common denominator of the coefficients, and the element times it.
  func clearingDenominators(
    _ x: RadicalElement
  ) throws(AlgebraError) -> (element: RadicalElement, denominator: Polynomial) {
    var common = Polynomial.one
    for term in x.terms where !term.coefficient.denominator.isOne {
      let d = term.coefficient.denominator
      if common.isOne {
        common = d
      } else if common != d {
        try context.spend(common.gcdCost(with: d))
        // lcm = common · d/gcd.
        common = common * (d.dividedExactly(by: Polynomial.gcd(common, d)) ?? d)
        try context.admit(common)
      }
    }
    if common.isOne { return (x, common) }
    return (try product(x, RationalFunction(common)), common)
  }

  /// Notes the work of an operation on two functions, and refuses what would be far beyond the limits.
  private func charge(_ f: RationalFunction, _ g: RationalFunction) throws(AlgebraError) {
    let degree = max(f.numerator.degree, f.denominator.degree) + max(g.numerator.degree, g.denominator.degree)
    let bits = max(f.numerator.bits, f.denominator.bits) + max(g.numerator.bits, g.denominator.bits)
    if degree > 2 * context.limits.degree || bits > 4 * context.limits.bits {
      throw .tooLarge(degree: degree, bits: bits)
    }
    var steps = 4 * f.words * g.words + 64
    if !f.denominator.isOne || !g.denominator.isOne {
      steps += 8 * (degree + 1) * (degree + 1) * (1 + bits / 62)
    }
    try context.spend(steps)
  }

  private func admit(_ f: RationalFunction) throws(AlgebraError) {
    try context.admit(f.numerator)
    try context.admit(f.denominator)
  }
}
