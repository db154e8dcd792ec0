import Numbers
import ProofKernel

extension Sighting {
  /// What a fact of each number of a range says of an index term as a number: `real[s] > 0` of real[t] + 1.
  func ofIndex(
    _ wanted: Literal, by fact: Fact, _ name: String, _ says: (Literal) -> Bool
  ) -> Reference? {
    guard fact.premises.isEmpty, fact.variables.count == 1,
      fact.literal.polynomial == RealPolynomial(Atom(Atom.realName, [IndexTerm(fact.variables[0])])),
      let term = Self.indexTerm(wanted.polynomial), isAdmitted(fact, [fact.variables[0]: term]),
      let there = try? fact.literal.substituting([fact.variables[0]: term]), says(there)
    else { return nil }
    return .fact(name, [term], [])
  }

  /// The index term that a polynomial is as a number.
  static func indexTerm(_ polynomial: RealPolynomial) -> IndexTerm? {
    var sum = IndexTerm(0)
    for (monomial, coefficient) in polynomial.terms {
      guard let factor = Int(exactly: coefficient.approximation), Rational(factor) == coefficient else {
        return nil
      }
      var part = IndexTerm(1)
      if let power = monomial.powers.first {
        guard monomial.degree == 1, power.variable.name == Atom.realName else { return nil }
        part = power.variable.indices[0]
      }
      guard let more = try? sum.adding(part, times: factor) else { return nil }
      sum = more
    }
    return sum
  }
}
