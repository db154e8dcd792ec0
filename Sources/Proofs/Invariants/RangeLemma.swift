import Numbers
import ProofKernel

/// What a sum or product over a range is known for besides its first and last terms: a fact shown by induction on the range's upper end.
struct RangeLemma {
  /// What it says, by which it is named.
  enum Kind: String, CaseIterable {
    /// How a sum goes on with an index that products in its terms end at (`SumShift`).
    case shift
    /// That a family says the same of more (`SameRange`).
    case same
    /// That a sum is made of others: Σ (c·f[s] + d·g[s]) = c·Σ f[s] + d·Σ g[s] (`LinearSum`).
    case linear
    /// The sum of powers (`GeometricSum`).
    case geometric
    /// Where all terms are 0 (`VanishingSum`).
    case empty
  }

  let kind: Kind
  let fact: Fact
  let method: ProofPlan.Method

  /// A literal on a family's elements for the ranges of no term and of more, where conditions are met.
  init(
    _ kind: Kind, of family: FamilyDefinition, for variables: [String], where conditions: [IndexTerm],
    _ literal: Literal
  ) throws(KernelError) {
    let range = family.range
    let before = try IndexTerm(range.low).subtracting(IndexTerm(1))
    self.kind = kind
    fact = Fact(
      for: variables, where: conditions + [try IndexTerm(range.high).subtracting(before)], literal)
    method = .induction(on: range.high, from: before)
  }

  /// Those of a family, by kind.
  static func all(
    of family: FamilyDefinition, _ kinds: [Kind] = Kind.allCases, _ checker: Checker
  ) -> [RangeLemma] {
    kinds.flatMap { kind in
      switch kind {
      case .shift: SumShift.all(of: family, checker)
      case .same: SameRange.all(of: family, checker).map(\.lemma)
      case .linear: [try? LinearSum.lemma(of: family, checker)].compactMap(\.self)
      case .geometric: [try? GeometricSum.lemma(of: family, checker.theory)].compactMap(\.self)
      case .empty: VanishingSum.all(of: family, checker)
      }
    }
  }
}

extension FamilyDefinition {
  /// The parameters of a sum or product: those that its terms rest on, and the ends of the range.
  var range: (inner: [String], low: String, high: String) {
    (
      parameters.dropLast(2), parameters[parameters.count - 2], parameters[parameters.count - 1]
    )
  }

  /// Conditions under which others hold for all values of what a sum or product runs over, none twice.
  func forAll(_ bound: String, _ conditions: [IndexTerm]) throws(KernelError) -> [IndexTerm] {
    var found: [IndexTerm] = []
    for condition in conditions {
      let here = try condition.least(over: bound, from: IndexTerm(range.low), to: IndexTerm(range.high))
      if !here.parts.isEmpty, !found.contains(here) { found.append(here) }
    }
    return found
  }

  /// What is known within a term or factor: that what a sum or product runs over is in the range.
  func inside(
    _ bound: String, where guards: [IndexTerm], _ theory: Theory
  ) throws(KernelError) -> Context {
    Context(
      theory, for: parameters + [bound],
      where: guards + [
        try IndexTerm(bound).subtracting(IndexTerm(range.low)),
        try IndexTerm(range.high).subtracting(IndexTerm(bound)),
      ])
  }
}
