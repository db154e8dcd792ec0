import Numbers
import ProofKernel

extension SignLemmas {
  /// Of influence on families that rest on each other, such as the parts of complex states: one induction for all.
  mutating func attemptTogether(
    _ name: String, _ main: (fact: Fact, head: Atom), _ names: [String], where guards: [IndexTerm],
    by method: ProofPlan.Method
  ) {
    guard case .induction(let v, let from) = method else { return }
    var families = [name]
    for atom in main.fact.literal.polynomial.variables.sorted()
    where atom.indices.count == names.count && !families.contains(atom.name) {
      let theirs = equations(atom.name).flatMap { $0.fact.literal.polynomial.variables.map(\.name) }
      if theirs.contains(name) { families.append(atom.name) }
    }
    let facts = families.map { family in
      (
        name: AuxiliaryName.of(family, "before"),
        fact: Fact(
          for: names, where: guards, Literal(RealPolynomial(Atom(family, names.map { IndexTerm($0) })), .zero)
        )
      )
    }
    guard families.count > 1, facts.allSatisfy({ checker.theory.facts[$0.name] == nil }),
      case .success(let lemma) = LemmaTactic(checker, isQuick: true, effort: effort).together(
        facts, on: v, from: from, because: []),
      (try? checker.prove(lemma)) != nil
    else { return }
    lemmas.append(lemma)
  }
}
