import Numbers
import ProofKernel

/// That a sum is made of other sums over the same range, with factors that do not rest on what it runs over:
/// Σ_s (c·f[s] + d·g[s]) = c·Σ_s f[s] + d·Σ_s g[s].
enum LinearSum {
  /// Nil where the sum is none, or where it is so of no other sums of the theory.
  static func lemma(of sum: FamilyDefinition, _ checker: Checker) throws(KernelError) -> RangeLemma? {
    guard case .sum(let bound, let body) = sum.kind,
      let value = try value(of: body, in: sum, bound, startsWithItself: false, checker)
    else { return nil }
    // One that is another is known as such.
    if value.termCount == 1, value.degree == 1 { return nil }
    return try RangeLemma(
      .linear, of: sum, for: sum.parameters, where: [], Literal(RealPolynomial(sum.element) - value, .zero))
  }

  /// What sums over a sum's range, with factors that do not rest on what they run over, give the sum of terms; nil where none do.
  ///
  /// - Parameter startsWithItself: Whether an element of the sum itself is the first of them; else it is none.
  static func value(
    of terms: RealPolynomial, in sum: FamilyDefinition, _ bound: String, startsWithItself: Bool,
    _ checker: Checker
  ) throws(KernelError) -> RealPolynomial? {
    var (rest, value) = (terms, RealPolynomial.zero)
    let others = checker.theory.definitions.values.filter { $0.name != sum.name }.sorted { $0.name < $1.name }
    for other in (startsWithItself ? [sum] : []) + others where !rest.isZero {
      guard let part = try part(of: rest, in: other, sum, bound, checker) else { continue }
      value = value + part.factor * RealPolynomial(part.element)
      rest = part.rest
    }
    return rest.isZero && !value.isZero ? value : nil
  }

  /// An element of a sum that with some factor takes terms from a polynomial.
  private static func part(
    of rest: RealPolynomial, in other: FamilyDefinition, _ sum: FamilyDefinition, _ bound: String,
    _ checker: Checker
  ) throws(KernelError) -> (element: Atom, factor: RealPolynomial, rest: RealPolynomial)? {
    guard case .sum(let name, let body) = other.kind else { return nil }
    let parameters = other.range.inner
    let known = [name: IndexTerm(bound)]
    for leading in body.terms.map(\.monomial).sorted() {
      var candidates: [[String: IndexTerm]] = []
      if other.name == sum.name {
        candidates = [known.merging(parameters.map { ($0, IndexTerm($0)) }) { $1 }]
      } else {
        let one = RealPolynomial([(leading, 1)])
        for (monomial, _) in rest.terms {
          candidates += SameRange.values(
            of: Set(parameters), known, in: one, among: monomial.powers.map(\.variable), checker)
        }
      }
      for values in candidates {
        let indices = parameters.compactMap { values[$0] }
        guard indices.count == parameters.count, !indices.contains(where: { $0.names.contains(bound) })
        else { continue }
        let (terms, first) = (
          try body.substituting(values), try RealPolynomial([(leading, 1)]).substituting(values)
        )
        // At these indices terms may cancel.
        guard let leading = first.terms.first?.monomial, !terms[leading].isZero else { continue }
        // Divided by the terms, as long as what is left has one that the leading one divides.
        var (factor, less) = (RealPolynomial.zero, rest)
        for _ in 0..<rest.termCount {
          let quotients = less.terms.compactMap { monomial, coefficient in
            monomial.dividing(by: leading).map {
              (monomial, RealPolynomial([($0, coefficient / terms[leading])]))
            }
          }.filter { !$0.1.indexNames.contains(bound) }
          guard let next = quotients.max(by: { ($0.0.degree, $0.0) < ($1.0.degree, $1.0) }) else { break }
          factor = factor + next.1
          less = less - next.1 * terms
        }
        guard !factor.isZero, less.termCount < rest.termCount else { continue }
        return (Atom(other.name, indices + sum.element.indices.suffix(2)), factor, less)
      }
    }
    return nil
  }
}
