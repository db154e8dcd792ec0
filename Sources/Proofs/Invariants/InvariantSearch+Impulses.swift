import Numbers
import ProofKernel

/// What becomes of an impulse: the product of the gates since then, and what bounds it.
extension InvariantSearch {
  /// h[t,s] = Q(s,t)·c(s), and |h[t,s]| <= R(s,t)·C for bounds of the product and of c.
  mutating func respond(_ impulse: Impulse) throws(KernelError) {
    guard let response = try response(of: impulse) else { return }
    let (recurrence, product, here, size) = (
      impulse.recurrence, response.product, response.here, response.size
    )
    let (time, origin, range) = (IndexTerm(recurrence.time), IndexTerm(impulse.origin), response.range)
    func fact(_ p: RealPolynomial) -> Fact {
      Fact(for: recurrence.indices, where: range, Literal(p, .nonnegative))
    }
    // Where the conclusion speaks of a power, the product is at most that.
    try compare(product, recurrence)
    let names = try sizes(of: size, impulse, range)
    for bound in names {
      guard attempt("size", [fact(bound - size), fact(bound + size)], by: .outright, because: shown) != nil
      else { continue }
      let distance = try time.adding(origin, times: -1)
      var shares = checker.theory.powers.filter { wanted.contains($0.name) && $0.name != product.family }.map
      {
        RealPolynomial($0.element(distance))
      }
      if shares.isEmpty || wanted.contains(product.family) { shares.append(here) }
      for share in shares {
        attempt(
          "influence", [fact(share * bound - recurrence.now), fact(share * bound + recurrence.now)],
          by: .outright,
          because: shown, upTo: share.degree + bound.degree)
      }
    }
  }

  private mutating func sizes(
    of size: RealPolynomial, _ impulse: Impulse, _ range: [IndexTerm]
  ) throws(KernelError) -> [RealPolynomial] {
    var whole: [RealPolynomial] = [.zero]
    for (monomial, coefficient) in size.terms {
      var products = [RealPolynomial(coefficient.magnitude)]
      for power in monomial.powers {
        let bounds = try magnitudes(of: power.variable, impulse, range)
        products = products.flatMap { product in bounds.compactMap { product.times($0, power.exponent) } }
        products = Array(products.prefix(4))
      }
      whole = Array(whole.flatMap { sum in products.map { sum + $0 } }.prefix(4))
    }
    return whole
  }

  private mutating func magnitudes(
    of atom: Atom, _ impulse: Impulse, _ range: [IndexTerm]
  ) throws(KernelError) -> [RealPolynomial] {
    let me = RealPolynomial(atom)
    if let bounds = stateBounds[atom.name], !bounds.isEmpty {
      return try bounds.map { bound throws(KernelError) in
        try bound.value.substituting([bound.recurrence.time: atom.indices[bound.recurrence.place]])
      }
    }
    let fact = Fact(for: impulse.recurrence.indices, where: range, Literal(me, .nonnegative))
    if holds("sign", fact) { return [me] }
    let isFixed = me.indexNames.isSubset(of: checker.theory.constants)
    let numbers = isFixed ? [] : numbers(bounding: [atom]).map(\.magnitude).sorted()
    for number in numbers {
      let sides = [RealPolynomial(number) - me, RealPolynomial(number) + me]
      if sides.allSatisfy({
        holds("size", Fact(for: impulse.recurrence.indices, where: range, Literal($0, .nonnegative)))
      }) {
        return [RealPolynomial(number)]
      }
    }
    return [try modulus(of: me)]
  }
}
