import Numbers

extension Polynomial {
  /// Sturm's sequence: p, p′, then each the negated remainder of the two before it, up to
  /// positive factors, to the last that is not zero. Empty for the zero polynomial.
  package var sturmSequence: [Polynomial] {
    if isZero { return [] }
    var sequence = [self]
    var next = derivative
    while !next.isZero {
      sequence.append(next)
      next = -sequence[sequence.count - 2].pseudoRemainder(modulo: next)
    }
    return sequence
  }

  /// The number of distinct real roots in the open interval, by Sturm's theorem; nil is an infinite end.
  ///
  /// Ends that are roots do not count. Zero for a constant (the zero polynomial too).
  package func rootCount(from lower: Rational? = nil, to upper: Rational? = nil) -> Int {
    if isConstant { return 0 }
    if let lower, let upper, lower >= upper { return 0 }
    // The theorem needs ends at which p and p′ do not vanish together: the squarefree part has them.
    let p = squarefreePart
    let sequence = p.sturmSequence
    func variations(_ x: Rational?, negative: Bool) -> Int {
      let signs = sequence.map { s in x.map(s.sign(at:)) ?? s.signAtInfinity(negative: negative) }
      let strict = signs.filter { $0 != 0 }
      return zip(strict, strict.dropFirst()).count { $0 != $1 }
    }
    // The difference counts the roots in (lower, upper].
    let count = variations(lower, negative: true) - variations(upper, negative: false)
    return count - (upper.map { p.sign(at: $0) == 0 ? 1 : 0 } ?? 0)
  }
}
