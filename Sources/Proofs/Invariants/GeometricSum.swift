import Numbers
import ProofKernel

/// The geometric sum (1 - r)·Σ_{s=lo}^{hi} c·r^{s+k} = c·(r^{lo+k} - r^{hi+k+1}).
struct GeometricSum {
  let fact: Fact
  /// How it is shown: by induction on the sum's upper end.
  let method: ProofPlan.Method

  /// Nil where the sum is none.
  init?(_ sum: FamilyDefinition, _ theory: Theory) {
    guard let (fact, method) = try? Self.stated(sum, theory) else { return nil }
    (self.fact, self.method) = (fact, method)
  }

  private static func stated(
    _ sum: FamilyDefinition, _ theory: Theory
  ) throws(KernelError) -> (Fact, ProofPlan.Method)? {
    guard case .sum(let bound, let body) = sum.kind,
      let atom = body.variables.sorted().first(where: { $0.indices.last?.factor(of: bound) == 1 }),
      let power = theory.power(atom.name), let factor = body.factor(of: atom),
      factor * RealPolynomial(atom) == body, !factor.indexNames.contains(bound),
      atom.indices.count >= 2, atom.indices[atom.indices.count - 2] == IndexTerm(1),
      let exponent = atom.indices.last,
      atom.indices.dropLast().allSatisfy({ $0.factor(of: bound) == 0 })
    else { return nil }
    let (low, high) = (sum.parameters[sum.parameters.count - 2], sum.parameters[sum.parameters.count - 1])
    let base = try power.base.substituting(
      Dictionary(uniqueKeysWithValues: zip(power.parameters, atom.indices)))
    func end(_ exponent: IndexTerm) -> RealPolynomial {
      RealPolynomial(Atom(atom.name, atom.indices.dropLast() + [exponent]))
    }
    let first = try exponent.substituting([bound: IndexTerm(low)])
    let behind = try exponent.substituting([bound: try IndexTerm(high).adding(IndexTerm(1))])
    let before = try IndexTerm(low).subtracting(IndexTerm(1))
    let fact = Fact(
      for: sum.parameters, where: [first, try IndexTerm(high).subtracting(before)],
      Literal(
        (RealPolynomial(1) - base) * RealPolynomial(sum.element) - factor * (end(first) - end(behind)), .zero)
    )
    return (fact, .induction(on: high, from: before))
  }
}
