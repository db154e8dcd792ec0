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
    // Where each product at the next time has a last factor: for all terms where it does for the first or the last of them.
    var guards: [IndexTerm] = []
    for atom in products {
      let ends = try atom.substituting(next).indices.suffix(2)
      guard let first = ends.first, let last = ends.last else { return nil }
      let length = try last.subtracting(first)
      let condition = try length.least(over: bound, from: IndexTerm(range.low), to: IndexTerm(range.high))
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
      guard let rewrite = sighting.unfoldings(of: try atom.substituting(next)).first else { return nil }
      rewrites.append(rewrite)
    }
    let terms = try checker.rewrite(try body.substituting(next), rewrites, context)
    guard let value = try LinearSum.value(of: terms, in: sum, bound, startsWithItself: true, checker) else {
      return nil
    }
    let polynomial = RealPolynomial(try sum.element.substituting(next)) - value
    return try RangeLemma(.shift, of: sum, for: sum.parameters, where: guards, Literal(polynomial, .zero))
  }

  /// Whether it is an element of a family over a range that ends at an index, and rests on it in no other way.
  private static func ends(_ atom: Atom, at time: String) -> Bool {
    guard let last = atom.indices.last, atom.indices.count >= 2 else { return false }
    return last.factor(of: time) == 1 && atom.indices.dropLast().allSatisfy { $0.factor(of: time) == 0 }
  }
}
