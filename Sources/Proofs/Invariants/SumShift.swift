import Numbers
import ProofKernel

/// That a sum whose terms rest on an index through ends of products, or through exponentials, goes on with it as these do:
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
    let next = [time: try IndexTerm(time).adding(IndexTerm(1))]
    let carried = carried(body, along: time, checker)
    guard !carried.isEmpty else { return nil }
    // Where each of them at the next time has a last factor: for all terms where it does for the first or the last of them.
    var needed: [IndexTerm] = []
    for atom in carried { needed += try lengths(try atom.substituting(next), bound, at: time, checker) }
    let guards = try sum.forAll(bound, needed)
    let context = try sum.inside(bound, where: guards, checker.theory)
    let sighting = Sighting(checker: checker, context: context)
    var rewrites: [Rewrite] = []
    for atom in carried {
      guard let rewrite = step(to: try atom.substituting(next), from: atom, sighting) else { return nil }
      rewrites.append(rewrite)
    }
    let terms = try checker.rewrite(try body.substituting(next), rewrites, context)
    guard let value = try LinearSum.value(of: terms, in: sum, bound, startsWithItself: true, checker) else {
      return nil
    }
    let polynomial = RealPolynomial(try sum.element.substituting(next)) - value
    return try RangeLemma(.shift, of: sum, for: sum.parameters, where: guards, Literal(polynomial, .zero))
  }

  /// Whether something in a sum's terms goes on with an index of it.
  static func goesOn(_ sum: FamilyDefinition, _ checker: Checker) -> Bool {
    guard case .sum(_, let body) = sum.kind else { return false }
    return sum.range.inner.contains { !carried(body, along: $0, checker).isEmpty }
  }

  /// The products, sums and exponentials of a sum's terms that go on with an index.
  private static func carried(_ body: RealPolynomial, along time: String, _ checker: Checker) -> [Atom] {
    body.variables.sorted().filter { ends($0, at: time) || isExponential($0, at: time, checker) }
  }

  /// The equation by which an element goes on from the one before: of a product or a sum the first that there is, of an exponential
  /// one that says it to be a multiple.
  static func step(to later: Atom, from atom: Atom, _ sighting: Sighting) -> Rewrite? {
    let checker = sighting.checker
    guard case .exponential? = checker.theory.definitions[atom.name]?.kind else {
      return sighting.unfoldings(of: later).first
    }
    return sighting.unfoldings(of: later).first { rewrite in
      let value = try? checker.rewrite(RealPolynomial(later), [rewrite], sighting.context)
      return value?.factor(of: atom).map { !$0.isZero } ?? false
    }
  }

  /// Whether it is an element of a family over a range that ends at an index, and rests on it in no other way.
  private static func ends(_ atom: Atom, at time: String) -> Bool {
    guard let last = atom.indices.last, atom.indices.count >= 2 else { return false }
    return last.factor(of: time) == 1 && atom.indices.dropLast().allSatisfy { $0.factor(of: time) == 0 }
  }

  /// Whether it is an exponential that rests on an index once.
  static func isExponential(_ atom: Atom, at time: String, _ checker: Checker) -> Bool {
    guard case .exponential? = checker.theory.definitions[atom.name]?.kind else { return false }
    let factors = atom.indices.map { $0.factor(of: time) }.filter { $0 != 0 }
    return factors == [1]
  }

  /// What has to be at least 0 for an element to have a last factor: the lengths of its range, or of those of the sums in an
  /// exponent that end at an index. An exponential without sums goes on from where the index is the other, like a power.
  static func lengths(
    _ atom: Atom, _ bound: String, at time: String, _ checker: Checker
  ) throws(KernelError) -> [IndexTerm] {
    guard case .exponential? = checker.theory.definitions[atom.name]?.kind else {
      return try ranges(of: [atom])
    }
    let inside = (checker.theory.definitions[atom.name]?.bodies(at: atom) ?? []).flatMap {
      $0.variables.sorted()
    }
    let sums = inside.filter {
      checker.theory.definitions[$0.name]?.kind.isSum ?? false && ends($0, at: time)
    }
    var lengths = try ranges(of: sums)
    if sums.isEmpty, atom.indexNames.contains(bound) {
      lengths.append(try IndexTerm(time).subtracting(IndexTerm(bound)))
    }
    // Where its states and logarithms are.
    for (k, index) in atom.indices.reversed().enumerated() where index.factor(of: time) == 1 {
      guard let fact = checker.theory.facts[AuxiliaryName.next(of: atom.name, k + 1)] else { continue }
      let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, atom.indices))
      for condition in fact.guards {
        let here = try condition.substituting(values)
        if !Entailment.follows(here, from: checker.theory.guards + lengths) { lengths.append(here) }
      }
    }
    return lengths
  }

  private static func ranges(of elements: [Atom]) throws(KernelError) -> [IndexTerm] {
    var lengths: [IndexTerm] = []
    for range in elements.compactMap(\.range) { lengths.append(try range.high.subtracting(range.low)) }
    return lengths
  }
}
