import Numbers
import ProofKernel

/// That bounds are not negative, X of abs(x[t]) <= X: the first time says so, which a goal about X alone does not name.
extension SignLemmas {
  mutating func showBounds() {
    var shown: [String: [String]] = [:]
    for (name, fact) in stated where [.nonnegative, .positive].contains(fact.literal.relation) {
      for bound in fact.literal.polynomial.variables.sorted() {
        guard checker.theory.definitions[bound.name] == nil, bound.name != Atom.realName,
          checker.theory.equations(of: bound.name).isEmpty,
          let factor = fact.literal.polynomial.factor(of: bound)?.constant, factor > 0,
          let first = try? first(of: fact, besides: bound)
        else { continue }
        var wanted = first
        wanted.literal = Literal(RealPolynomial(bound), .nonnegative)
        let own = AuxiliaryName.of(name, "first")
        guard !isKnown(wanted),
          attempt(own, first.literal, for: first.variables, where: first.guards, because: [name])
        else { continue }
        shown[bound.name, default: []].append(own)
        let roots = first.literal.polynomial.variables.sorted().filter { $0 != bound }.map {
          RealPolynomial($0)
        }
        for method in [ProofPlan.Method.outright, .squares(roots)] {
          if attempt(
            AuxiliaryName.of(name, bound.name), wanted.literal, for: wanted.variables, where: wanted.guards,
            by: method, because: Set(shown[bound.name] ?? []))
          {
            break
          }
        }
      }
    }
  }

  /// A fact at the first values of what an atom does not rest on; nil where it rests on all, or where no first ones are known.
  private func first(of fact: Fact, besides atom: Atom) throws(KernelError) -> Fact? {
    var kept = fact.variables
    var result = fact
    for name in fact.variables where !atom.indices.contains(where: { $0.names.contains(name) }) {
      guard let condition = result.guards.first(where: { $0.factor(of: name) == 1 }) else { return nil }
      let low = try IndexTerm(name).subtracting(condition)
      kept.removeAll { $0 == name }
      guard Set(low.names).isSubset(of: Set(kept + checker.theory.constants)) else { return nil }
      var guards: [IndexTerm] = []
      for condition in result.guards {
        let here = try condition.substituting([name: low])
        if !here.parts.isEmpty, !Entailment.follows(here, from: checker.theory.guards) { guards.append(here) }
      }
      result = Fact(
        for: kept, where: guards, try result.literal.substituting([name: low]))
    }
    return kept == fact.variables ? nil : result
  }
}
