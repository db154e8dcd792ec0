import Numbers

/// Functions on one cell of the line built from w with + − · / and square roots: the field
/// Q(w)(r₁)…(rₖ) with rᵢ = √Pᵢ > 0 on the cell.
///
///     let tower = RadicalTower(on: .line, context: AlgebraContext())
///     let w = tower.variable
///     let square = try tower.product(w, w)
///     let radicand = try tower.sum(square, .one)            // w² + 1
///     if case .value(let root) = try tower.squareRoot(of: radicand) {
///       try tower.sign(of: tower.difference(root, w))       // .constant(1)
///     }
///
/// An element denotes its function wherever no coefficient has a pole. Where one has, inside the
/// interval, `sign(of:)` returns the pole as a point to split at, so a caller that starts again on each
/// piece never meets it. A point cell's elements denote numbers, decided exactly.
package final class RadicalTower {
  package let cell: Cell
  package let context: AlgebraContext
  var field: RadicalField
  /// A rational point of an interval cell at which signs are read, once one was needed.
  var sample: Rational?

  package init(on cell: Cell, context: AlgebraContext) {
    self.cell = cell
    self.context = context
    field = RadicalField(context: context)
  }

  /// The function w; at a rational point, the number.
  package var variable: RadicalElement {
    if case .point(.rational(let value)) = cell { return RadicalElement(value) }
    return RadicalElement(.variable)
  }

  /// The radicands P₁, …, Pₖ, each over the generators before it.
  package var radicands: [RadicalElement] { field.radicands }

  /// x + y. Throws `tooLarge` and `outOfSteps`, as all operations do.
  package func sum(_ x: RadicalElement, _ y: RadicalElement) throws(AlgebraError) -> RadicalElement {
    try field.sum(x, y)
  }

  /// x − y.
  package func difference(_ x: RadicalElement, _ y: RadicalElement) throws(AlgebraError) -> RadicalElement {
    try field.difference(x, y)
  }

  /// −x.
  package func negated(_ x: RadicalElement) -> RadicalElement { field.negated(x) }

  /// x · y.
  package func product(_ x: RadicalElement, _ y: RadicalElement) throws(AlgebraError) -> RadicalElement {
    try field.product(x, y)
  }

  /// xⁿ for n ≥ 0; x⁰ = 1.
  package func power(_ x: RadicalElement, _ n: Int) throws(AlgebraError) -> RadicalElement {
    precondition(n >= 0, "a power in a tower needs an exponent that is not negative")
    var (result, base, rest) = (RadicalElement.one, x, n)
    while rest > 0 {
      if rest & 1 == 1 { result = try product(result, base) }
      rest >>= 1
      if rest > 0 { base = try product(base, base) }
    }
    return result
  }

  /// 1/x. The caller has seen that x vanishes nowhere on the cell; throws `divisionByZero` where x is zero on all of it.
  ///
  /// 1/(X + Y·r) = (X − Y·r)/(X² − Y²·P). Where the norm is zero although x is not, X = Y·r and 1/x = 1/(2X).
  package func inverse(of x: RadicalElement) throws(AlgebraError) -> RadicalElement {
    guard let index = x.top else {
      guard let function = x.rationalFunction, !function.isZero else { throw .divisionByZero }
      if case .point(let point) = cell, try function.numerator.sign(at: point, meter: context) == 0 {
        throw .divisionByZero
      }
      return RadicalElement(function.inverse)
    }
    let (a, b) = x.parts(index)
    if try isZero(b) { return try inverse(of: a) }
    if try isZero(a) {
      // 1/(Y·r) = r/(Y·P)
      let below = try product(b, field.radicands[index])
      return try inverse(of: below).timesGenerator(index)
    }
    let norm = try field.norm(a, b, index)
    if try isZero(norm) {
      if try isZero(x) { throw .divisionByZero }
      return try inverse(of: product(a, RadicalElement(2)))
    }
    return try product(field.difference(a, b.timesGenerator(index)), inverse(of: norm))
  }

  /// Whether the element is zero on the whole cell.
  package func isZero(_ x: RadicalElement) throws(AlgebraError) -> Bool {
    switch cell {
    case .point(let point): try RadicalPoint(point, field).sign(of: x) == 0
    case .interval:
      if try isSeenNonzero(x) {
        false
      } else {
        try zeroSet(of: field.clearingDenominators(x).element) == nil
      }
    }
  }
}
