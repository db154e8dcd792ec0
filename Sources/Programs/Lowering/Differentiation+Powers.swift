import Numbers

/// Powers with exponents that are not whole by their form.
extension Differentiation {
  /// (a^c)' = c·a^(c−1)·a' where the exponent is free of the target, a^c·(c'·log a + c·a'/a) elsewhere; at a = 0
  /// by cases.
  func power(_ x: Node, _ base: Node, _ exponent: Node, isExposed: Bool) -> Node {
    let b = builder
    let (zero, one) = (b.constant(0), b.constant(1))
    let vanishes = b.compare(.equal, base, zero)
    guard depends(exponent) else {
      guard depends(base) else { return b.zeroIfDefined(x) }
      let lower = b.pow(base, b.sub(exponent, one), position)
      let slope = b.mul(b.mul(exponent, lower), d(base))
      if let c = b.constantValue(exponent), c >= 1 || c.isInteger { return slope }
      // Between 0 and 1 the power has a vertical tangent at 0, unless the base turns back there.
      let isSteep = b.and(vanishes, b.compare(.less, exponent, one))
      let steep = untold(isExposed, unless: b.not(b.compare(.equal, d(base), zero)), "a vertical tangent")
      return b.select(b.compare(.equal, exponent, zero), zero, b.select(isSteep, steep, slope))
    }
    let growth = b.mul(d(exponent), b.log(base, position))
    let isPositive = b.compare(.less, zero, exponent)
    guard depends(base) else {
      // 0^c is 0 for c > 0, and 1 at c = 0.
      let jump = untold(isExposed, unless: positive(exponent), "a jump of 0^x at x = 0")
      let flat = b.select(isPositive, zero, jump)
      return chosen(base, vanishes, flat, b.mul(x, growth))
    }
    let slope = b.mul(x, b.add(growth, b.div(b.mul(exponent, d(base)), base, position)))
    // With a(h) ≈ a'·h, a(h)^c(h)/h goes to 0 where c → c₀ > 1, to a' where c → 1. Of a base that is steeper, like a
    // root that vanishes, it may go anywhere.
    let isOne = b.and(b.compare(.equal, exponent, one), b.not(b.compare(.equal, d(base), zero)))
    let atZero = b.select(
      isContinuous(exponent),
      b.select(
        b.compare(.less, one, exponent), b.zeroIfDefined(d(base)),
        b.select(isOne, d(base), b.node(.indeterminate))),
      b.node(.indeterminate))
    return chosen(base, vanishes, atZero, slope)
  }

  /// By the base's sign; of powers of negative numbers by exponents that move nothing is told.
  private func chosen(_ base: Node, _ vanishes: Node, _ atZero: Node, _ slope: Node) -> Node {
    let b = builder
    let isNegative = b.compare(.less, base, b.constant(0))
    return b.select(vanishes, atZero, b.select(isNegative, b.node(.indeterminate), slope))
  }

  /// No slope, certainly so where the whole expression is asked about and `isCertain`.
  private func untold(_ isExposed: Bool, unless isCertain: Node, _ message: String) -> Node {
    let b = builder
    guard isExposed else { return b.node(.indeterminate) }
    return b.select(isCertain, b.failure(.undefined, position, message), b.node(.indeterminate))
  }

  /// Whether a^c, which has a value here, has values beside.
  func existsPower(_ base: Node, _ exponent: Node) -> Node {
    let b = builder
    let zero = b.constant(0)
    let vanishes = b.compare(.equal, base, zero)
    let stays = b.and(b.not(vanishes), isContinuous(base))
    guard depends(exponent) else {
      // A negative base needs a whole exponent: (−1)^c has a value for those alone.
      let isWhole =
        b.constantValue(exponent).map { b.truth($0.isInteger) }
        ?? b.definedness(b.pow(b.constant(-1), exponent, position))
      if b.truthValue(isWhole) == true, let c = b.constantValue(exponent), c.signum >= 0 {
        return exists(base)
      }
      let beside = b.or(stays, b.and(vanishes, b.or(b.not(negative(base)), isWhole)))
      return b.and(exists(base), b.or(beside, untoldIfJumping(base)))
    }
    let operands = b.and(exists(base), exists(exponent))
    // An exponent that moves is not whole beside; one that stands still may be.
    let staysWhole = b.and(b.compare(.equal, d(exponent), zero), b.node(.isUndecided))
    let isPositive = b.and(b.compare(.less, zero, base), isContinuous(base))
    let atZero: Node
    if depends(base) {
      let (up, down) = (positive(base), negative(base))
      let neither = b.and(b.not(b.or(up, down)), b.node(.isUndecided))
      atZero = b.or(up, b.or(b.and(down, staysWhole), neither))
    } else {
      atZero = b.not(negative(exponent))
    }
    let isNegative = b.and(b.compare(.less, base, zero), staysWhole)
    let beside = b.or(isPositive, b.or(b.and(vanishes, atZero), isNegative))
    return b.and(operands, b.or(beside, untoldIfJumping(base)))
  }

  /// Undecided where a number may jump; else false.
  private func untoldIfJumping(_ x: Node) -> Node {
    let b = builder
    return b.and(b.not(isContinuous(x)), b.node(.isUndecided))
  }
}
