import Algebra
import Elaboration
import Numbers
import ProofKernel

/// Shows what is said of functions of a few numbers that lie between rational ends, or of none: on cells of the box, worst
/// first, each of which is halved where no proof is found.
///
/// What is false, or may be by doubles, is not tried; nor is what is not about such numbers.
struct BoxTactic {
  private let checker: Checker
  private let effort: ProofEffort

  init(_ checker: Checker, within effort: ProofEffort) { (self.checker, self.effort) = (checker, effort) }

  /// A lemma with what it rests on.
  struct Found {
    var definitions: [FamilyDefinition]
    var lemmas: [Lemma]
    var lemma: Lemma
  }

  func lemma(_ name: String, _ fact: Fact) -> Found? {
    let premises = LemmaTactic.premiseNames(fact)
    var context = Context(checker.theory, for: fact.variables, where: fact.guards)
    for (name, premise) in zip(premises, fact.premises) {
      guard let next = try? context.adding(name, premise, checker.theory) else { return nil }
      context = next
    }
    let theory = BoxTheory(checker, context, within: ProofEffort(limit: BoxTuning.mostEffort, outer: effort))
    guard let proof = proof(of: fact.literal, theory, context) else { return nil }
    let lemma = Lemma(name, fact, premiseNames: premises, .direct(proof))
    var trial = theory.checker
    guard (try? trial.prove(lemma)) != nil else { return nil }
    // Without what only cells that failed rest on.
    let all = TheoremProof(
      definitions: theory.definitions,
      stages: [.init(lemmas: theory.lemmas, goals: [.init(lemma.way)])]
    ).pruned()
    return Found(definitions: all.definitions, lemmas: all.stages[0].lemmas, lemma: lemma)
  }

  private func proof(of goal: Literal, _ theory: BoxTheory, _ context: Context) -> Proof? {
    switch goal.relation {
    case .nonnegative, .positive:
      guard var search = BoxSearch(goal, theory, context) else { return nil }
      return search.proof()
    case .zero:
      guard let above = proof(of: Literal(goal.polynomial, .nonnegative), theory, context),
        let below = proof(of: Literal(-goal.polynomial, .nonnegative), theory, context)
      else { return nil }
      return .both(above, below)
    case .nonzero:
      if let proof = proof(of: Literal(goal.polynomial, .positive), theory, context) {
        return .apart(isNegative: false, proof)
      }
      return proof(of: Literal(-goal.polynomial, .positive), theory, context).map {
        .apart(isNegative: true, $0)
      }
    }
  }
}
