import Numbers

/// A tower of radicals at one point of the line, where every sign can be decided exactly.
struct RadicalPoint {
  let point: AlgebraicNumber
  let field: RadicalField

  /// The radicands must be positive, without a pole, at the point.
  init(_ point: AlgebraicNumber, _ field: RadicalField) {
    self.point = point
    guard let x = point.rational else {
      self.field = field
      return
    }
    // At a rational point all coefficients are numbers.
    var constants = RadicalField(context: field.context)
    for radicand in field.radicands {
      constants.radicands.append(Self.values(of: radicand, at: x) ?? .zero)
    }
    self.field = constants
  }

  private static func values(of element: RadicalElement, at x: Rational) -> RadicalElement? {
    var terms: [RadicalElement.Term] = []
    for term in element.terms {
      guard let value = term.coefficient(x) else { return nil }
      if !value.isZero {
        terms.append(RadicalElement.Term(mask: term.mask, coefficient: RationalFunction(value)))
      }
    }
    return RadicalElement(terms: terms)
  }

  /// The sign at the point; nil where a coefficient has a pole.
  func sign(of element: RadicalElement) throws(AlgebraError) -> Int? {
    if let x = point.rational {
      let degree = element.extent.degree
      try field.context.spend(
        4 * element.words + element.terms.count * degree * degree * (1 + x.bitCount / 64))
      guard let values = Self.values(of: element, at: x) else { return nil }
      return try definedSign(values)
    }
    for term in element.terms where !term.coefficient.denominator.isOne {
      if try term.coefficient.denominator.sign(at: point, meter: field.context) == 0 { return nil }
    }
    return try definedSign(element)
  }

  /// The sign of an element without poles at the point.
  func definedSign(_ element: RadicalElement) throws(AlgebraError) -> Int {
    if let function = element.rationalFunction { return try sign(of: function) }
    for bits in [64, 256] {
      if let sign = try enclosure(of: element, bits: bits)?.sign { return sign }
    }
    return try exactSign(element)
  }

  /// Sign(X + Y·r) with r > 0 from those of X, Y and, where they are opposite, X² − Y²·P.
  private func exactSign(_ element: RadicalElement) throws(AlgebraError) -> Int {
    guard let index = element.top else {
      return try sign(of: element.rationalFunction ?? .zero)
    }
    let (x, y) = element.parts(index)
    let signY = try definedSign(y)
    let signX = try definedSign(x)
    if signY == 0 || signX == signY { return signX }
    if signX == 0 { return signY }
    return try signX * definedSign(field.norm(x, y, index))
  }

  private func sign(of function: RationalFunction) throws(AlgebraError) -> Int {
    if let constant = function.constant { return constant.signum }
    let sign = try function.numerator.sign(at: point, meter: field.context)
    return sign == 0 ? 0 : sign * (try function.denominator.sign(at: point, meter: field.context))
  }

  /// An interval that holds the element's value; nil where that precision does not keep denominators from 0.
  func enclosure(of element: RadicalElement, bits: Int) throws(AlgebraError) -> RationalInterval? {
    let bounds = try point.refined(toWidth: .powerOfTwo(-bits), meter: field.context).bounds
    let x = RationalInterval(bounds.lower, bounds.upper)
    var roots: [Int: RationalInterval] = [:]
    return try enclosure(of: element, over: x, bits: bits + 32, roots: &roots)
  }

  private func enclosure(
    of element: RadicalElement, over x: RationalInterval, bits: Int, roots: inout [Int: RationalInterval]
  ) throws(AlgebraError) -> RationalInterval? {
    try field.context.spend(element.words * (1 + bits / 64) * 4)
    var sum = RationalInterval(0)
    for term in element.terms {
      guard var value = term.coefficient.enclosure(over: x, bits: bits) else { return nil }
      for index in field.radicands.indices where term.mask >> index & 1 == 1 {
        if roots[index] == nil {
          guard
            let radicand = try enclosure(of: field.radicands[index], over: x, bits: bits, roots: &roots)
          else { return nil }
          roots[index] = radicand.squareRoot(bits)
        }
        value = value.times(roots[index] ?? RationalInterval(0), bits)
      }
      sum = sum.plus(value, bits)
    }
    return sum
  }
}
