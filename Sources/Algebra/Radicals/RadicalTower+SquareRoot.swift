import Numbers

/// What the square root of an element is on a cell.
package enum CellSquareRoot: Sendable {
  case value(RadicalElement)
  /// The element is negative there, or has no value.
  case undefined
  /// The element's sign is not known to be constant: points to split at.
  case splits([AlgebraicNumber])
}

extension RadicalTower {
  /// √x ≥ 0 on the cell.
  ///
  /// Squares are taken out of the root, and a root that is the product of a rational function and generators
  /// already present is expressed by them; else the tower gets one more generator. Throws `tooManyRadicals`
  /// where it has the most it may have.
  package func squareRoot(of x: RadicalElement) throws(AlgebraError) -> CellSquareRoot {
    switch try sign(of: x) {
    case .undefined, .constant(-1): return .undefined
    case .splits(let points): return .splits(points)
    case .constant(0): return .value(.zero)
    case .constant: break
    }
    if let function = x.rationalFunction { return .value(try squareRoot(ofPositive: function)) }
    if let known = try knownMultiple(x) { return .value(known) }
    // √(E/D) = √(E·D)/|D| keeps radicands free of denominators.
    let (cleared, denominator) = try field.clearingDenominators(x)
    let radicand = try field.product(cleared, RationalFunction(denominator))
    let root = try adjoin(radicand)
    let size = try absolute(RationalFunction(denominator))
    return .value(try product(root, RadicalElement(size.inverse)))
  }

  private func adjoin(_ radicand: RadicalElement) throws(AlgebraError) -> RadicalElement {
    if let index = field.radicands.firstIndex(of: radicand) {
      return RadicalElement.one.timesGenerator(index)
    }
    guard field.radicands.count < context.limits.radicals else {
      throw .tooManyRadicals(limit: context.limits.radicals)
    }
    field.radicands.append(radicand)
    return RadicalElement.one.timesGenerator(field.radicands.count - 1)
  }

  /// √(n/d) = √(n·d)/|d| = u·|S|/|d| · √(v·F) with n·d = u²·v·S²·F, F squarefree.
  private func squareRoot(ofPositive function: RationalFunction) throws(AlgebraError) -> RadicalElement {
    let (square, free) = try squareFactors(of: function)
    let size = try absolute(square)
    if free.isOne { return RadicalElement(size) }
    // √free = √(free·∏Pᵢ)·∏rᵢ/∏Pᵢ: worth it where free·∏Pᵢ is a square.
    let rational = field.radicands.indices.filter { field.radicands[$0].rationalFunction != nil }
    for subset in 1..<(1 << rational.count) {
      let indices = rational.indices.filter { subset >> $0 & 1 == 1 }.map { rational[$0] }
      let factors = indices.compactMap { field.radicands[$0].rationalFunction?.numerator }
      let content = factors.reduce(free.content) { $0 * $1.content }
      let degree = factors.reduce(free.degree) { $0 + $1.degree }
      guard degree.isMultiple(of: 2), content.exactRoot(2) != nil else { continue }
      let all = factors.reduce(free, *)
      try context.admit(all)
      let (root, rest) = try squareFactors(of: RationalFunction(all))
      guard rest.isOne else { continue }
      let below = factors.reduce(Polynomial.one, *)
      let coefficient = try absolute(root * RationalFunction(below).inverse * square)
      let mask = indices.reduce(0) { $0 | 1 << $1 }
      return RadicalElement(terms: [RadicalElement.Term(mask: mask, coefficient: coefficient)])
    }
    return try product(adjoin(RadicalElement(RationalFunction(free))), RadicalElement(size))
  }

  /// f = square²·free with a squarefree polynomial `free` whose content has no small square factor.
  private func squareFactors(
    of function: RationalFunction
  ) throws(AlgebraError) -> (square: RationalFunction, free: Polynomial) {
    let product = function.numerator * function.denominator
    try context.admit(product)
    try context.spend(product.gcdCost(with: product) * 2)
    var (square, free) = (Polynomial.one, Polynomial.one)
    for (factor, multiplicity) in product.squarefreeDecomposition() {
      square = square * factor.power(multiplicity / 2)
      if multiplicity & 1 == 1 { free = free * factor }
    }
    let (u, v) = product.content.squareFactor
    return (RationalFunction(u * square, function.denominator), v * free)
  }

  /// |f| for a function without zeros and poles on the cell.
  private func absolute(_ f: RationalFunction) throws(AlgebraError) -> RationalFunction {
    if let constant = f.constant { return RationalFunction(constant.magnitude) }
    let point: AlgebraicNumber
    switch cell {
    case .point(let x): point = x
    case .interval(let lower, let upper):
      point = .rational(try Cell.sample(lower, upper, meter: context))
    }
    let sign =
      try f.numerator.sign(at: point, meter: context) * f.denominator.sign(at: point, meter: context)
    return sign < 0 ? -f : f
  }

  /// √x = |q|·rᵢ where x = q²·Pᵢ for a generator of a nested root.
  private func knownMultiple(_ x: RadicalElement) throws(AlgebraError) -> RadicalElement? {
    for (index, radicand) in field.radicands.enumerated() where radicand.rationalFunction == nil {
      guard radicand.terms.count == x.terms.count, let a = x.terms.first, let b = radicand.terms.first,
        a.mask == b.mask
      else { continue }
      let ratio = a.coefficient / b.coefficient
      guard try field.product(radicand, ratio) == x else { continue }
      let (square, free) = try squareFactors(of: ratio)
      guard free.isOne else { continue }
      return try product(
        RadicalElement.one.timesGenerator(index), RadicalElement(absolute(square)))
    }
    return nil
  }
}

extension Rational {
  /// (u, v) with x = u²·v, u > 0 and v whole, without the square of a prime below 200 and not itself a square other than 1.
  var squareFactor: (root: Rational, rest: Rational) {
    if let root = exactRoot(2) { return (root, 1) }
    // n/d = n·d/d².
    var rest = numerator * denominator
    var root = Integer(1)
    for p in [2] + stride(from: 3, to: 200, by: 2) {
      let square = Integer(p * p)
      while square <= rest.magnitude {
        let (quotient, remainder) = rest.flooredDivision(by: square)
        guard remainder.isZero else { break }
        (rest, root) = (quotient, root * Integer(p))
      }
    }
    if rest.signum > 0, let whole = rest.exactRoot(2) { (rest, root) = (1, root * whole) }
    return (Rational(root, denominator), Rational(rest))
  }
}
