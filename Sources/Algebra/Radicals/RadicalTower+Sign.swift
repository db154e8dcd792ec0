import Numbers

extension RadicalTower {
  /// The sign of the element on the cell.
  ///
  /// On an interval: the zeros of X + Y·r are among those of X² − Y²·P, so by recursion among the real
  /// roots of polynomials; with the poles they cut the interval into pieces of constant sign. Roots
  /// at which the element is seen not to vanish (those of its conjugates) are left out, so that
  /// `.splits` names few points besides true zeros and poles.
  package func sign(of element: RadicalElement) throws(AlgebraError) -> CellSign {
    if let constant = element.constant { return .constant(constant.signum) }
    switch cell {
    case .point(let point):
      return try RadicalPoint(point, field).sign(of: element).map(CellSign.constant) ?? .undefined
    case .interval(let lower, let upper):
      if isFree(element) {
        return .constant(try RadicalPoint(.rational(0), field).sign(of: element) ?? 0)
      }
      let (cleared, denominator) = try field.clearingDenominators(element)
      let poles = try rootsInCell(of: [denominator])
      guard let polynomials = try zeroSet(of: cleared) else {
        return poles.isEmpty ? .constant(0) : .splits(poles)
      }
      let zeros = try rootsInCell(of: polynomials)
      if element.rationalFunction != nil {
        let cuts = try merged(zeros, poles)
        if !cuts.isEmpty { return .splits(cuts) }
        return .constant(try sign(ofNonzero: element, from: lower, to: upper))
      }
      let cuts = try actual(zeros, of: element, besides: poles)
      if cuts.points.isEmpty { return .constant(cuts.sign) }
      return .splits(cuts.points)
    }
  }

  /// Whether neither the coefficients nor the radicands of the generators that occur depend on w.
  private func isFree(_ element: RadicalElement) -> Bool {
    element.terms.allSatisfy { $0.coefficient.constant != nil }
      && field.radicands.indices.allSatisfy {
        element.support >> $0 & 1 == 0 || isFree(field.radicands[$0])
      }
  }

  /// A point of an interval cell at which the element is not zero shows that it is not zero on all of it.
  func isSeenNonzero(_ element: RadicalElement) throws(AlgebraError) -> Bool {
    guard case .interval(let lower, let upper) = cell else { return false }
    let x: Rational
    if let sample {
      x = sample
    } else {
      x = try Cell.sample(lower, upper, meter: context)
      sample = x
    }
    guard let sign = try RadicalPoint(.rational(x), field).sign(of: element) else { return false }
    return sign != 0
  }

  /// Leaves out of `zeros` the points at which the element does not vanish; also gives the sign
  /// before the first point.
  private func actual(
    _ zeros: [AlgebraicNumber], of element: RadicalElement, besides poles: [AlgebraicNumber]
  ) throws(AlgebraError) -> (points: [AlgebraicNumber], sign: Int) {
    guard case .interval(let lower, let upper) = cell else { return ([], 0) }
    let candidates = try merged(zeros, poles)
    var kept: [AlgebraicNumber] = []
    let ends = [lower] + candidates.map(Optional.some) + [upper]
    let first = try sign(ofNonzero: element, from: ends[0], to: ends[1])
    var before = first
    for (i, point) in candidates.enumerated() {
      let after = try sign(ofNonzero: element, from: ends[i + 1], to: ends[i + 2])
      let isKept: Bool
      if after != before {
        isKept = true
      } else if try isAmong(poles, point) {
        isKept = true
      } else {
        // Dropped only if seen to be positive or negative there; an exact 0 is a zero that touches.
        let seen = try RadicalPoint(point, field).enclosure(of: element, bits: 128)?.sign
        isKept = (seen ?? 0) == 0
      }
      if isKept { kept.append(point) }
      before = after
    }
    return (kept, first)
  }

  private func isAmong(_ points: [AlgebraicNumber], _ x: AlgebraicNumber) throws(AlgebraError) -> Bool {
    for point in points where try AlgebraicNumber.compare(point, x, meter: context) == 0 { return true }
    return false
  }

  /// The sign between two points between which the element neither vanishes nor has a pole.
  private func sign(
    ofNonzero element: RadicalElement, from lower: AlgebraicNumber?, to upper: AlgebraicNumber?
  ) throws(AlgebraError) -> Int {
    let x = try Cell.sample(lower, upper, meter: context)
    return try RadicalPoint(.rational(x), field).sign(of: element) ?? 0
  }

  private func merged(
    _ x: [AlgebraicNumber], _ y: [AlgebraicNumber]
  ) throws(AlgebraError) -> [AlgebraicNumber] {
    var all = x
    for point in y { try all.insertDistinct(point, meter: context) }
    return all
  }

  /// The real roots of the polynomials that lie in the interval, ascending and distinct.
  func rootsInCell(of polynomials: [Polynomial]) throws(AlgebraError) -> [AlgebraicNumber] {
    var found: [AlgebraicNumber] = []
    for polynomial in polynomials where !polynomial.isConstant {
      try context.admit(polynomial)
      for (i, root) in try context.realRoots(of: polynomial).enumerated()
      where try cell.contains(root, meter: context) {
        try found.insertDistinct(context.sharpRoot(of: polynomial, i), meter: context)
      }
    }
    return found
  }

  /// Polynomials among whose roots are all zeros of the element on the interval; nil where the element
  /// is zero on all of it. The element's coefficients are polynomials.
  func zeroSet(of element: RadicalElement) throws(AlgebraError) -> [Polynomial]? {
    let key = AlgebraContext.ElementKey(element: element, radicands: field.radicands)
    if let known = context.zeroSets[key] { return known }
    var dependsOnCell = false
    let found = try zeroSet(of: element, &dependsOnCell)
    // The pieces of a cell ask again; the answer is the same unless the cell took part in it.
    if !dependsOnCell { context.zeroSets[key] = found }
    return found
  }

  /// If X² − Y²·P is zero on the interval, X = ±Y·r there: the functions are analytic, so one of the two
  /// signs holds throughout and one point tells which; X + Y·r is 0 or 2X.
  private func zeroSet(
    of element: RadicalElement, _ dependsOnCell: inout Bool
  ) throws(AlgebraError) -> [Polynomial]? {
    if element.isZero { return nil }
    guard let index = element.top else {
      return element.rationalFunction.map { [$0.numerator] } ?? []
    }
    let (x, y) = element.parts(index)
    if let common = try commonFactor(element), !common.isConstant {
      // Shared factors would come squared out of the norm.
      let rest = try field.product(element, RationalFunction(common).inverse)
      return try zeroSet(of: rest, &dependsOnCell).map { [common] + $0 }
    }
    if let zeros = try zeroSet(of: field.norm(x, y, index), &dependsOnCell) { return zeros }
    dependsOnCell = true
    guard let zerosX = try zeroSet(of: x, &dependsOnCell) else { return nil }
    guard case .interval(let lower, let upper) = cell else { return zerosX }
    let first = try rootsInCell(of: zerosX).first
    let sample = try Cell.sample(lower, first ?? upper, meter: context)
    let sign = try RadicalPoint(.rational(sample), field).sign(of: element)
    return sign == 0 ? nil : zerosX
  }

  /// The greatest common divisor of the coefficients' numerators.
  private func commonFactor(_ element: RadicalElement) throws(AlgebraError) -> Polynomial? {
    var common: Polynomial?
    for term in element.terms {
      if let common { try context.spend(common.gcdCost(with: term.coefficient.numerator)) }
      common = common.map { Polynomial.gcd($0, term.coefficient.numerator) } ?? term.coefficient.numerator
      if common?.isConstant == true { return nil }
    }
    return common
  }
}
