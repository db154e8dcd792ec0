import Foundation
import Numbers
import ProofKernel

/// Shows a fact whose indices and sizes have few values, at each of them by itself.
struct GroundTactic {
  private let checker: Checker
  private let index: FactIndex
  private let hypotheses: Set<String>
  private let effort: ProofEffort

  /// More combinations of values are not tried.
  static let mostCases = 300
  /// How often intervals are halved, one after the other.
  static let mostHalvings = 5
  static let mostLeaves = 32

  /// - Parameter hypotheses: The names of facts that are assumed, and of what follows of their parts.
  init(_ checker: Checker, assuming hypotheses: Set<String>, within effort: ProofEffort) {
    (self.checker, self.hypotheses, self.effort) = (checker, hypotheses, effort)
    index = FactIndex(checker.theory)
  }

  func lemma(_ name: String, _ fact: Fact) -> Lemma? {
    guard let context = try? fact.context(checker.theory) else { return nil }
    let names = checker.theory.constants + fact.variables
    guard
      let cases = IndexCases.values(of: names, context.guards, [:], atMost: Self.mostCases), !cases.isEmpty,
      let proof = IndexCases.proof(by: names, context, [:], { leaf(fact.literal, $0, $1) })
    else { return nil }
    let lemma = Lemma(name, fact, premiseNames: fact.premiseNames, .direct(proof))
    var checker = checker
    do throws(KernelError) {
      try checker.prove(lemma)
      return lemma
    } catch {
      return nil
    }
  }

  private func leaf(_ goal: Literal, _ context: Context, _ numbers: IndexCases.Numbers) -> Proof? {
    switch goal.relation {
    case .nonnegative:
      var leaves = Self.mostLeaves
      return proof(of: goal.polynomial, context, numbers, Self.mostHalvings, &leaves)
    case .positive: return strict(goal.polynomial, context, numbers)
    case .zero:
      let sides = [goal.polynomial, -goal.polynomial].map {
        leaf(Literal($0, .nonnegative), context, numbers)
      }
      guard let above = sides[0], let below = sides[1] else { return nil }
      return .both(above, below)
    case .nonzero:
      for isNegative in [false, true] {
        let side = isNegative ? -goal.polynomial : goal.polynomial
        if let proof = leaf(Literal(side, .positive), context, numbers) {
          return .apart(isNegative: isNegative, proof)
        }
      }
      return nil
    }
  }

  /// Shares of the least value that instances have, to be taken off what is above 0.
  private static let shares: [Double] = [0.5, 0.0625, 1.0 / 4096]

  private func strict(
    _ polynomial: RealPolynomial, _ context: Context, _ numbers: IndexCases.Numbers
  ) -> Proof? {
    guard let goal = try? polynomial.substituting(numbers),
      let facts = GroundFacts(goal, checker, context, index, numbers, assuming: hypotheses)
    else { return nil }
    if let constant = goal.constant, constant.signum <= 0 { return nil }
    let least = GroundSamples(facts).least(of: goal) ?? 0
    guard least > 0, least.isFinite else { return nil }
    for share in Self.shares {
      // A power of 2, which is exact.
      let exponent = Int((least * share).exponent)
      guard exponent.magnitude < 200 else { return nil }
      let rest = Rational(2).power(exponent)
      var leaves = Self.mostLeaves
      if let proof = proof(
        of: polynomial - RealPolynomial(rest), plus: rest, context, numbers, Self.mostHalvings, &leaves)
      {
        return proof
      }
    }
    return nil
  }

  /// Where elements are at their ends, else where they are in one half and in the other.
  private func proof(
    of polynomial: RealPolynomial, plus rest: Rational = 0, _ context: Context,
    _ numbers: IndexCases.Numbers, _ halvings: Int, _ leaves: inout Int
  ) -> Proof? {
    guard !effort.isSpent, leaves > 0, let goal = try? polynomial.substituting(numbers),
      let facts = GroundFacts(goal, checker, context, index, numbers, assuming: hypotheses)
    else { return nil }
    leaves -= 1
    var search = VertexSearch(facts, within: effort)
    if search.show(goal) {
      return search.proof(of: goal, plus: rest, facts.rewrites([polynomial]))
    }
    guard halvings > 0, let atom = search.blocked, let middle = search.middle(of: atom) else { return nil }
    let name = fresh(context)
    let difference = RealPolynomial(atom) - RealPolynomial(middle)
    guard let above = try? context.adding(name, Literal(difference, .nonnegative), checker.theory),
      let below = try? context.adding(name, Literal(-difference, .positive), checker.theory),
      let yes = proof(of: polynomial, plus: rest, above, numbers, halvings - 1, &leaves),
      let no = proof(of: polynomial, plus: rest, below, numbers, halvings - 1, &leaves)
    else { return nil }
    return .signCases(difference, name: name, yes: yes, no: no)
  }

  private func fresh(_ context: Context) -> String {
    AuxiliaryName.fresh("half") { context.facts[$0] != nil || checker.theory.facts[$0] != nil }
  }
}
