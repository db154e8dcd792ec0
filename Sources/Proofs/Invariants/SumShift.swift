import Numbers
import ProofKernel

/// That a sum whose terms rest on an index through ends of products goes on with it as the products do:
/// Σ_r Π_{u ≤ q+1} A[u]·c[r] = A[q+1]·Σ_r Π_{u ≤ q} A[u]·c[r], and of complex numbers Σ Re = A.re·Σ Re - A.im·Σ Im.
///
/// The same goes for sums within sums, which go on by what sums that the theory has say. Unrolled recurrences, and sums of weights such as (1 - A[s])·Π A, are shown by it; there is one for every time of the sum.
enum SumShift {
  /// Those of a sum, one for each index that products in it end at.
  static func all(of sum: FamilyDefinition, _ checker: Checker) -> [RangeLemma] {
    guard case .sum(let bound, let body) = sum.kind else { return [] }
    return sum.range.inner.compactMap { try? lemma(of: sum, bound, body, along: $0, checker) }
  }

  private static func lemma(
    of sum: FamilyDefinition, _ bound: String, _ body: RealPolynomial, along time: String, _ checker: Checker
  ) throws(KernelError) -> RangeLemma? {
    let range = sum.range
    let next = [time: try IndexTerm(time).adding(IndexTerm(1))]
    let products = body.variables.sorted().filter { ends($0, at: time) }
    guard !products.isEmpty else { return nil }
    func later(_ atom: Atom) throws(KernelError) -> Atom {
      Atom(atom.name, try atom.indices.map { index throws(KernelError) in try index.substituting(next) })
    }
    // Where each product at the next time has a last factor: for all terms where it does for the first or the last of them.
    var guards: [IndexTerm] = []
    for atom in products {
      let ends = try later(atom).indices.suffix(2)
      guard let first = ends.first, let last = ends.last else { return nil }
      let length = try last.subtracting(first)
      let end = IndexTerm(length.factor(of: bound) > 0 ? range.low : range.high)
      let condition = try length.substituting([bound: end])
      if !guards.contains(condition) { guards.append(condition) }
    }
    var context = Context(checker.theory, for: sum.parameters + [bound], where: guards)
    context.guards += [
      try IndexTerm(bound).subtracting(IndexTerm(range.low)),
      try IndexTerm(range.high).subtracting(IndexTerm(bound)),
    ]
    let sighting = Sighting(checker: checker, context: context)
    var rewrites: [Rewrite] = []
    for atom in products {
      guard let rewrite = sighting.unfoldings(of: try later(atom)).first else { return nil }
      rewrites.append(rewrite)
    }
    let terms = try checker.rewrite(try body.substituting(next), rewrites, context)
    guard let parts = try parts(of: terms, in: sum, bound, checker) else { return nil }
    var polynomial = RealPolynomial(try later(sum.element))
    for (element, factor) in parts { polynomial = polynomial - factor * RealPolynomial(element) }
    return try RangeLemma(.shift, of: sum, for: sum.parameters, where: guards, Literal(polynomial, .zero))
  }

  /// Whether it is an element of a family over a range that ends at an index, and rests on it in no other way.
  private static func ends(_ atom: Atom, at time: String) -> Bool {
    guard let last = atom.indices.last, atom.indices.count >= 2 else { return false }
    return last.factor(of: time) == 1 && atom.indices.dropLast().allSatisfy { $0.factor(of: time) == 0 }
  }

  /// Elements of sums over the same range, and factors that do not rest on what they run over, so that the factors times the terms
  /// of the sums add up to a polynomial.
  private static func parts(
    of polynomial: RealPolynomial, in sum: FamilyDefinition, _ bound: String, _ checker: Checker
  ) throws(KernelError) -> [(element: Atom, factor: RealPolynomial)]? {
    var rest = polynomial
    var found: [(element: Atom, factor: RealPolynomial)] = []
    for other in [sum] + checker.theory.definitions.values.sorted(by: { $0.name < $1.name })
    where !rest.isZero {
      guard found.isEmpty || other.name != sum.name,
        let part = try part(
          of: rest, in: other, isSame: found.isEmpty && other.name == sum.name, sum, bound, checker)
      else { continue }
      found.append((part.element, part.factor))
      rest = part.rest
    }
    return rest.isZero && !found.isEmpty ? found : nil
  }

  /// An element of a sum that with some factor takes terms from a polynomial.
  private static func part(
    of rest: RealPolynomial, in other: FamilyDefinition, isSame: Bool, _ sum: FamilyDefinition,
    _ bound: String,
    _ checker: Checker
  ) throws(KernelError) -> (element: Atom, factor: RealPolynomial, rest: RealPolynomial)? {
    guard case .sum(let name, let body) = other.kind else { return nil }
    let parameters = other.range.inner
    let known = [name: IndexTerm(bound)]
    for leading in body.terms.map(\.monomial).sorted() {
      var candidates: [[String: IndexTerm]] = []
      if isSame {
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
        guard let leading = first.terms.first?.monomial else { continue }
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
