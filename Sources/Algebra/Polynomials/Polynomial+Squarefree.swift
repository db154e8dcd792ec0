import Numbers

extension Polynomial {
  /// The polynomial with the same roots, each once; primitive. 0 stays 0.
  package var squarefreePart: Polynomial {
    if isConstant { return isZero ? self : .one }
    let common = Polynomial.gcd(self, derivative)
    return (common.isConstant ? self : dividedExactly(by: common) ?? self).primitivePart
  }

  /// Yun's decomposition: p = content · ∏ factor^multiplicity with squarefree, pairwise coprime,
  /// primitive factors of degree ≥ 1 in ascending order of multiplicity.
  package func squarefreeDecomposition() -> [(factor: Polynomial, multiplicity: Int)] {
    if isConstant { return [] }
    let p = primitivePart
    let common = Polynomial.gcd(p, p.derivative)
    guard !common.isConstant, var rest = p.dividedExactly(by: common),
      let slope = p.derivative.dividedExactly(by: common)
    else { return [(p, 1)] }
    var found: [(factor: Polynomial, multiplicity: Int)] = []
    var difference = slope - rest.derivative
    var multiplicity = 1
    while !rest.isConstant {
      let factor = difference.isZero ? rest.primitivePart : Polynomial.gcd(rest, difference)
      if !factor.isConstant { found.append((factor, multiplicity)) }
      guard let next = rest.dividedExactly(by: factor), let tail = difference.dividedExactly(by: factor)
      else { return found }
      rest = next
      difference = tail - next.derivative
      multiplicity += 1
    }
    return found
  }
}
