import Numbers
import ProofKernel

/// How exponentials go on with an index: exp(S[t] - S[s]) = exp(S[t-1] - S[s])·exp(g), where S[t] = S[t-1] + g is a sum or a
/// state, and g perhaps a logarithm.
extension SignLemmas {
  /// An exponential, what it is, and the rewriting that says so.
  typealias Factor = (element: Atom, value: RealPolynomial, rewrites: [Rewrite])

  /// Equations of the sums in a polynomial, and when they hold.
  func sums(of polynomial: RealPolynomial, _ equation: String) -> [(
    rewrite: Rewrite, condition: IndexTerm
  )] {
    polynomial.variables.sorted().compactMap { atom in
      guard case .sum? = checker.theory.definitions[atom.name]?.kind,
        let fact = checker.theory.facts["\(atom.name).\(equation)"],
        let condition = try? fact.guards[0].substituting(
          Dictionary(uniqueKeysWithValues: zip(fact.variables, atom.indices)))
      else { return nil }
      return (Rewrite(.fact("\(atom.name).\(equation)", atom.indices, []), atom), condition)
    }
  }

  /// exp(a + c) = exp a · exp c, where c is what an exponent gains by one step of an index.
  mutating func showSteps(_ value: ExponentialValue) {
    for (k, name) in value.parameters.reversed().enumerated() {
      guard let last = try? IndexTerm(name).subtracting(IndexTerm(1)),
        let before = try? value.exponent.substituting([name: last]),
        let there = try? value.element.substituting([name: last])
      else { continue }
      let sums = sums(of: value.exponent, "last").filter { $0.rewrite.head.indices.last == IndexTerm(name) }
      let states = states(in: value.exponent, along: name)
      let guards = sums.map(\.condition) + states.flatMap(\.conditions)
      let rewrites = sums.map(\.rewrite) + states.map(\.rewrite)
      let context = Context(checker.theory, for: value.parameters, where: guards)
      guard let after = try? checker.rewrite(value.exponent, rewrites, context) else { continue }
      let gain = after - before
      guard !gain.isZero, !rewrites.isEmpty || !gain.indexNames.contains(name),
        let step = factors(gain, value.parameters, AuxiliaryName.of(value.name, "step\(k + 1)"))
      else { continue }
      showProduct(
        AuxiliaryName.next(of: value.name, k + 1), value, [(there, RealPolynomial(there), [])] + step.list,
        where: guards + step.guards.filter { !guards.contains($0) }, rewrites)
    }
  }

  /// Equations by which states in an exponent come from those one step before, S[t] = S[t-1] + g, and when they hold.
  private func states(
    in exponent: RealPolynomial, along name: String
  ) -> [(rewrite: Rewrite, conditions: [IndexTerm])] {
    guard let last = try? IndexTerm(name).subtracting(IndexTerm(1)) else { return [] }
    return exponent.variables.sorted().compactMap { atom in
      guard checker.theory.definitions[atom.name] == nil, atom.indices.contains(IndexTerm(name)),
        let before = try? atom.substituting([name: last])
      else { return nil }
      for (key, fact) in checker.theory.namedEquations(of: atom.name) where fact.premises.isEmpty {
        guard fact.variables.count == atom.indices.count,
          fact.literal.polynomial[Monomial(Atom(atom.name, fact.variables.map { IndexTerm($0) }))] == 1,
          case let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, atom.indices)),
          let equation = try? fact.literal.polynomial.substituting(values),
          equation.variables.contains(before),
          let conditions = try? fact.guards.map({ try $0.substituting(values) })
        else { continue }
        return (Rewrite(.fact(key, atom.indices, []), atom), conditions)
      }
      return nil
    }
  }

  /// Exponentials whose exponents add up to a polynomial, and where they do: of logarithms, one that is there, or one of its own.
  private mutating func factors(
    _ exponent: RealPolynomial, _ parameters: [String], _ name: String
  ) -> (list: [Factor], guards: [IndexTerm])? {
    var rest = exponent
    var (list, guards): ([Factor], [IndexTerm]) = ([], [])
    for value in exponentials {
      guard let equation = value.equation, let log = value.exponent.variables.first else { continue }
      for atom in rest.variables.sorted() where atom.name == log.name {
        let values = Dictionary(uniqueKeysWithValues: zip(value.parameters, atom.indices))
        guard let times = (1...8).first(where: { Rational($0) == rest[Monomial(atom)] }),
          Set(parameters + checker.theory.constants).isSuperset(of: atom.indices.flatMap(\.names)),
          let element = try? value.element.substituting(values),
          let there = try? value.value.substituting(values),
          let conditions = try? value.guards.map({ try $0.substituting(values) })
        else { continue }
        let rewrites = [Rewrite(.fact(equation, atom.indices, []), element)]
        list += Array(repeating: (element, there, rewrites), count: times)
        guards += conditions.filter { !guards.contains($0) }
        rest = rest - RealPolynomial(Rational(times)) * RealPolynomial(atom)
      }
    }
    if rest.isZero { return (list, guards) }
    let names = parameters.filter(rest.indexNames.contains)
    for value in exponentials where value.parameters.count == names.count {
      if let same = try? value.named(names), same.exponent == rest {
        return (list + [(same.element, same.value, same.rewrites)], guards)
      }
    }
    // One of the claim's that has not had its turn.
    for (_, other) in checker.theory.definitions.sorted(by: { $0.key < $1.key }) {
      guard case .exponential = other.kind, other.parameters.count == names.count else {
        continue
      }
      let element = Atom(other.name, names.map { IndexTerm($0) })
      if other.bodies(at: element) == [rest] {
        return (list + [(element, RealPolynomial(element), [])], guards)
      }
    }
    let me = Atom(name, names.map { IndexTerm($0) })
    guard
      checker.theory.definitions[name] != nil || define(FamilyDefinition(name, names, .exponential(rest)))
    else { return nil }
    if !exponentials.contains(where: { $0.name == name }) {
      add(
        ExponentialValue(
          name: name, parameters: names, guards: [], exponent: rest, element: me, value: RealPolynomial(me)))
    }
    return (list + [(me, RealPolynomial(me), [])], guards)
  }
}
