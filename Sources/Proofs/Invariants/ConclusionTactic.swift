import Elaboration
import ProofKernel

/// Finds the proof of a conclusion of which no script says how it follows.
struct ConclusionTactic {
  private let checker: Checker
  private let effort: ProofEffort

  init(_ checker: Checker, within effort: ProofEffort) { (self.checker, self.effort) = (checker, effort) }

  /// From what is in sight, outright or by induction on one of its variables; little is tried.
  func lemma(_ name: String, _ goal: Goal) -> Lemma? {
    if let lemma = shown(name, goal.fact, .outright, [], isQuick: true) { return lemma }
    guard goal.isConclusion else { return nil }
    for variable in goal.fact.variables {
      if let lemma = shown(name, goal.fact, .induction(on: variable, from: nil), [], isQuick: true) {
        return lemma
      }
    }
    return nil
  }

  /// From facts that are named, outright or by the order of two times.
  func lemma(_ name: String, _ fact: Fact, because hints: Set<String>, isQuick: Bool) -> Lemma? {
    if hints.isEmpty { return nil }
    for split in orders(fact) {
      if let lemma = shown(name, fact, .cases([split]), hints, isQuick: isQuick) { return lemma }
    }
    return shown(name, fact, .outright, hints, isQuick: isQuick)
  }

  private func shown(
    _ name: String, _ fact: Fact, _ method: ProofPlan.Method, _ hints: Set<String>, isQuick: Bool
  ) -> Lemma? {
    let tactic = LemmaTactic(
      checker, isQuick: isQuick, factors: hints.isEmpty ? 2 : ProofTuning.mostFactors, effort: effort)
    guard case .success(let lemma) = tactic.lemma(name, fact, by: method, because: hints) else {
      return nil
    }
    return lemma
  }

  /// Which of two indices is the later one, where elements of one family at both are compared and the goal does not say.
  private func orders(_ fact: Fact) -> [ProofPlan.Split] {
    var polynomials = [fact.literal.polynomial]
    var found: [IndexTerm] = []
    var seen: Set<String> = []
    let context = Context(checker.theory, for: fact.variables, where: fact.guards)
    while let polynomial = polynomials.popLast() {
      for atom in polynomial.variables.sorted() {
        if let definition = checker.theory.definitions[atom.name], seen.insert(atom.name).inserted {
          polynomials += definition.bodies(at: atom)
        }
        for other in polynomial.variables.sorted()
        where other.name == atom.name && other.indices.count == atom.indices.count {
          let places = atom.indices.indices.filter { atom.indices[$0] != other.indices[$0] }
          guard places.count == 1, let place = places.first,
            atom.indices[place].names.count == 1, other.indices[place].names.count == 1,
            checker.theory.definitions[atom.name] == nil,
            let split = try? other.indices[place].adding(atom.indices[place], times: -1),
            let back = try? IndexTerm(0).adding(split, times: -1), !context.entails(split),
            !context.entails(back),
            !found.contains(split), !found.contains(back)
          else { continue }
          found.append(split)
        }
      }
    }
    return found.map { .index($0) }
  }
}
