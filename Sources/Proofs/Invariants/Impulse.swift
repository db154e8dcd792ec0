import Numbers
import ProofKernel

/// A recurrence that is 0 at first and is driven at one time alone, as derivatives are: h[t,s] = A·h[t-1,s] + δ[t,s]·c.
struct Impulse {
  let recurrence: Recurrence
  /// The index that says when it is driven.
  let origin: String
  /// What drives it, at the recurrence's time.
  let size: RealPolynomial

  init?(_ recurrence: Recurrence, _ theory: Theory) {
    guard recurrence.start.isZero,
      let delta = recurrence.drive.variables.sorted().first(where: { Self.isDelta($0.name, theory) }),
      let origin = delta.indices.map(\.names).first(where: { $0 != [recurrence.time] })?.first,
      recurrence.others.contains(origin),
      Set(delta.indices) == [IndexTerm(recurrence.time), IndexTerm(origin)],
      let size = recurrence.drive.factor(of: delta), size * RealPolynomial(delta) == recurrence.drive
    else { return nil }
    (self.recurrence, self.origin, self.size) = (recurrence, origin, size)
  }

  /// Whether a family is 1 where its two indices are the same, and 0 elsewhere.
  private static func isDelta(_ name: String, _ theory: Theory) -> Bool {
    guard theory.arities[name] == 2, theory.definitions[name] == nil else { return false }
    let facts = theory.equations(of: name)
    let constants = facts.compactMap { fact -> Rational? in
      guard fact.literal.polynomial.variables.count == 1,
        let atom = fact.literal.polynomial.variables.first, atom.name == name,
        fact.literal.polynomial[Monomial(atom)].magnitude == 1
      else { return nil }
      let isSame = fact.guards.count == 2
      let value = -fact.literal.polynomial[Monomial(atom)] * fact.literal.polynomial[.one]
      return isSame == (value == 1) ? value : nil
    }
    return facts.count == 3 && constants.count == 3
  }
}
