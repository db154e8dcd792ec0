import Numbers
import ProofKernel

/// Signs of families that are no operations: variables with domains, and families of equations.
extension SignLemmas {
  /// That a variable is above 0, or below 1, by the domains of others, y >= x where x > 0, or by numbers, where tangents take
  /// products.
  mutating func showDomain(_ name: String) {
    let facts = ["\(name).low", "\(name).high"].compactMap { end in
      checker.theory.facts[end].map { (key: end, value: $0) }
    }
    guard let fact = facts.first?.value,
      isTranscendental
        || facts.contains(where: { Set($0.value.literal.polynomial.variables.map(\.name)).count > 1 }),
      let me = fact.literal.polynomial.variables.sorted().first(where: { $0.name == name })
    else { return }
    let known = Set(facts.map(\.value.literal.polynomial))
    let hints = Set(facts.map(\.key))
    let ends = [
      ("positive", "nonnegative", RealPolynomial(me)),
      ("below1", "upTo1", RealPolynomial(1) - RealPolynomial(me)),
    ]
    for (strict, other, side) in ends where !known.contains(side) {
      _ =
        attempt(
          AuxiliaryName.of(name, strict), Literal(side, .positive), for: fact.variables, where: fact.guards,
          because: hints)
        || attempt(
          AuxiliaryName.of(name, other), Literal(side, .nonnegative), for: fact.variables, where: fact.guards,
          because: hints)
    }
  }

  /// Of a family of equations that are plain values, or a recurrence by one index.
  mutating func showEquations(_ name: String) {
    let list = equations(name)
    if list.isEmpty { return showDomain(name) }
    guard let main = list.max(by: { $0.fact.variables.count < $1.fact.variables.count }),
      main.fact.premises.isEmpty
    else { return }
    let names = main.head.indices.map { $0.names.first ?? "" }
    guard Set(names).count == names.count, !names.contains("") else { return }
    var guards: [IndexTerm] = []
    for (k, variable) in names.enumerated() {
      guards += (ranges[name]?[k] ?? []).compactMap {
        try? $0.substituting([Self.place: IndexTerm(variable)])
      }
    }
    // The index that falls.
    let earlier = main.fact.literal.polynomial.variables.first { $0.name == name && $0 != main.head }
    var method = ProofPlan.Method.outright
    if let earlier {
      guard
        let k = zip(main.head.indices, earlier.indices).enumerated().first(where: { $1.0 != $1.1 })?.offset
      else { return }
      method = .induction(on: names[k], from: nil)
    }
    let me = RealPolynomial(Atom(name, names.map { IndexTerm($0) }))
    if name.contains("."), let target = names.last {
      // Later tokens have no influence.
      var v = names[0]
      if case .induction(let falling, _) = method { v = falling }
      guard v != target,
        let later = try? IndexTerm(target).subtracting(IndexTerm(v)).subtracting(IndexTerm(1))
      else { return }
      let all = guards + [later]
      if !attempt(AuxiliaryName.of(name, "before"), Literal(me, .zero), for: names, where: all, by: method) {
        attemptTogether(name, main, names, where: all, by: method)
      }
      return
    }
    if earlier != nil, !main.fact.guards.isEmpty {
      // Beyond its first element it may be above 0 where that is 0.
      _ = attempt(
        AuxiliaryName.of(name, "positive"), Literal(me, .positive), for: main.fact.variables,
        where: main.fact.guards)
    }
    signs(name, me, names, guards, by: method, upTo1: true)
    if earlier != nil, checker.theory.facts[AuxiliaryName.of(name, "positive")] == nil {
      _ = attempt(
        AuxiliaryName.of(name, "positive"), Literal(me, .positive), for: main.fact.variables,
        where: main.fact.guards)
    }
  }
}
