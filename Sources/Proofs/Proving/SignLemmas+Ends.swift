import Numbers
import ProofKernel

/// What hypotheses about extrema and moduli say of the numbers that these are made of.
extension SignLemmas {
  /// Extrema of moduli of sums are as deep as anybody goes.
  private static let depth = 3

  /// What is at most the least of several numbers is at most each, and so with the greatest and with moduli; such are domains
  /// like `in [0, min(1, 2/L)]`, and hypotheses like `max(t: abs(x[t])) <= 1`.
  mutating func showEnds() {
    var facts = stated
    for _ in 0..<Self.depth where !facts.isEmpty {
      facts = facts.flatMap { name, fact in consequences(name, fact) }
    }
  }

  /// The facts without premises that are no definition's, in the order of their names.
  var stated: [(name: String, fact: Fact)] {
    checker.theory.facts.sorted { $0.key < $1.key }.filter { name, fact in
      fact.premises.isEmpty && checker.theory.definitions.keys.allSatisfy { !name.hasPrefix($0 + ".") }
    }
    .map { ($0.key, $0.value) }
  }

  /// What follows of the parts of one extremum or modulus, where it is shown.
  private mutating func consequences(_ name: String, _ fact: Fact) -> [(name: String, fact: Fact)] {
    guard fact.literal.relation != .zero else { return [] }
    var shown: [(name: String, fact: Fact)] = []
    for atom in fact.literal.polynomial.variables.sorted() {
      let factor = fact.literal.polynomial[Monomial(atom)]
      guard factor != 0, let definition = checker.theory.definitions[atom.name] else { continue }
      for (k, part) in parts(of: definition, at: atom, isUpper: factor < 0, besides: fact.variables)
        .enumerated()
      {
        let own = AuxiliaryName.of(name, "\(atom.name).\(k + 1)")
        let consequence = Fact(
          for: fact.variables + part.names, where: fact.guards + part.guards,
          Literal(
            fact.literal.polynomial + factor * (part.value - RealPolynomial(atom)), fact.literal.relation))
        let isShown = attempt(
          own, consequence.literal, for: consequence.variables, where: consequence.guards,
          because: [name, "\(atom.name).\(part.reason)"])
        if isShown { shown.append((own, consequence)) }
      }
    }
    return shown
  }

  /// What an element of a family is at least, or at most.
  private struct Part {
    var value: RealPolynomial
    /// The axiom that says so.
    var reason: String
    /// The names over which an extremum runs, and where they may be.
    var names: [String] = []
    var guards: [IndexTerm] = []
  }

  private func parts(
    of definition: FamilyDefinition, at atom: Atom, isUpper: Bool, besides taken: [String]
  ) -> [Part] {
    let values = definition.values(at: atom)
    func bodies(_ list: [RealPolynomial]) -> [Part] {
      list.enumerated().compactMap { k, body in
        (try? body.substituting(values)).map { Part(value: $0, reason: "bound\(k + 1)") }
      }
    }
    switch definition.kind {
    case .greatest(let list) where isUpper, .least(let list) where !isUpper: return bodies(list)
    case .maximum where isUpper, .minimum where !isUpper:
      let used = Set(taken + checker.theory.constants + atom.indices.flatMap(\.names))
      return OpenedExtremum(definition, at: atom, besides: used).map {
        [Part(value: $0.value, reason: "bound", names: $0.names, guards: $0.guards)]
      } ?? []
    case .modulus(let re, _) where isUpper:
      guard re != RealPolynomial(0), let value = try? re.substituting(values) else { return [] }
      return [Part(value: value, reason: "above"), Part(value: -value, reason: "below")]
    default: return []
    }
  }
}
