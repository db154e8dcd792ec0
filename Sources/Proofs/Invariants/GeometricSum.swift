import Numbers
import ProofKernel

/// The geometric sum (1 - r)·Σ_{s=lo}^{hi} c·r^{s+k} = c·(r^{lo+k} - r^{hi+k+1}).
enum GeometricSum {
  /// Nil where the sum is none.
  static func lemma(of sum: FamilyDefinition, _ theory: Theory) throws(KernelError) -> RangeLemma? {
    guard case .sum(let bound, let body) = sum.kind,
      let atom = body.variables.sorted().first(where: { $0.indices.last?.factor(of: bound) == 1 }),
      let power = theory.power(atom.name), let factor = body.factor(of: atom),
      factor * RealPolynomial(atom) == body, !factor.indexNames.contains(bound),
      atom.indices.count >= 2, atom.indices[atom.indices.count - 2] == IndexTerm(1),
      let exponent = atom.indices.last,
      atom.indices.dropLast().allSatisfy({ $0.factor(of: bound) == 0 })
    else { return nil }
    let range = sum.range
    let base = try power.base.substituting(
      Dictionary(uniqueKeysWithValues: zip(power.parameters, atom.indices)))
    func end(_ exponent: IndexTerm) -> RealPolynomial {
      RealPolynomial(Atom(atom.name, atom.indices.dropLast() + [exponent]))
    }
    let first = try exponent.substituting([bound: IndexTerm(range.low)])
    let behind = try exponent.substituting([bound: try IndexTerm(range.high).adding(IndexTerm(1))])
    return try RangeLemma(
      .geometric, of: sum, for: sum.parameters, where: [first],
      Literal(
        (RealPolynomial(1) - base) * RealPolynomial(sum.element) - factor * (end(first) - end(behind)), .zero)
    )
  }
}
