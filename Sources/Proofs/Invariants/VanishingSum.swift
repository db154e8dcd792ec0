import Numbers
import ProofKernel

/// That a sum is 0 at a value of an index at which all its terms are: Σ_n c[n]·h[0,n] where h starts from 0, or sums of empty sums.
enum VanishingSum {
  /// Those of a sum, one for each index and each value that equations name.
  static func all(of sum: FamilyDefinition, _ checker: Checker) -> [RangeLemma] {
    guard case .sum(let bound, let body) = sum.kind else { return [] }
    return sum.range.inner.flatMap { time in
      values(of: time, in: sum, checker.theory).sorted().compactMap {
        try? lemma(of: sum, bound, body, at: [time: IndexTerm($0)], checker)
      }
    }
  }

  private static func lemma(
    of sum: FamilyDefinition, _ bound: String, _ body: RealPolynomial, at place: [String: IndexTerm],
    _ checker: Checker
  ) throws(KernelError) -> RangeLemma? {
    var rest = try body.substituting(place)
    let context = Context(checker.theory, for: sum.parameters + [bound])
    var needed: [IndexTerm] = []
    for atom in rest.variables.sorted() {
      guard let conditions = try vanishes(atom, context, checker.theory) else { continue }
      rest = rest.substituting { $0 == atom ? .polynomial(.zero) : .atom($0) }
      needed += conditions
    }
    guard rest.isZero else { return nil }
    return try RangeLemma(
      .empty, of: sum, for: sum.parameters.filter { place[$0] == nil }, where: try sum.forAll(bound, needed),
      Literal(try RealPolynomial(sum.element).substituting(place), .zero))
  }

  /// The conditions of an equation that says that an element is 0; nil where there is none.
  private static func vanishes(
    _ atom: Atom, _ context: Context, _ theory: Theory
  ) throws(KernelError) -> [IndexTerm]? {
    for fact in theory.equations(of: atom.name)
    where fact.premises.isEmpty && fact.literal.polynomial.degree == 1 {
      guard fact.literal.polynomial.termCount == 1, let head = fact.literal.polynomial.variables.first,
        let values = context.match(head, atom, Set(fact.variables), [:]),
        values.count == fact.variables.count
      else { continue }
      var conditions: [IndexTerm] = []
      for condition in fact.guards { conditions.append(try condition.substituting(values)) }
      // Of empty ranges the condition is met for good.
      if conditions.allSatisfy({ !$0.parts.isEmpty || $0.constant >= 0 }) { return conditions }
    }
    return nil
  }

  /// The values of an index at which equations without other elements say what elements in a sum are, or sums in it are empty.
  private static func values(of time: String, in sum: FamilyDefinition, _ theory: Theory) -> Set<Int> {
    var found: Set<Int> = []
    for atom in sum.kind.parts.bodies.flatMap(\.variables) {
      for (k, index) in atom.indices.enumerated() where index.names == [time] && index.factor(of: time) == 1 {
        if case .sum? = theory.definitions[atom.name]?.kind {
          let first = atom.indices[atom.indices.count - 2]
          if k == atom.indices.count - 1, first.parts.isEmpty {
            found.insert(first.constant - 1 - index.constant)
          }
          continue
        }
        for fact in theory.equations(of: atom.name) where fact.literal.polynomial.termCount == 1 {
          for head in fact.literal.polynomial.variables
          where head.name == atom.name && head.indices[k].parts.isEmpty {
            found.insert(head.indices[k].constant - index.constant)
          }
        }
      }
    }
    return found
  }
}
