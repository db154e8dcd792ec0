import Numbers
import ProofKernel

/// At which indices something is known of families.
extension SignLemmas {
  /// By family, the elements that facts without premises speak of, in the order of the facts' names.
  func elements() -> [String: [(fact: Fact, atom: Atom)]] {
    var found: [String: [(fact: Fact, atom: Atom)]] = [:]
    for (_, fact) in checker.theory.facts.sorted(by: { $0.key < $1.key }) where fact.premises.isEmpty {
      for atom in fact.literal.polynomial.variables.sorted() {
        found[atom.name, default: []].append((fact, atom))
      }
    }
    return found
  }

  /// For each index of a family: conditions on it, of sizes and itself, as a fact about its elements has them.
  func ranges(of elements: [(fact: Fact, atom: Atom)], arity: Int) -> [[IndexTerm]] {
    var found = [[IndexTerm]](repeating: [], count: arity)
    var first = [Int?](repeating: nil, count: arity)
    for (fact, atom) in elements {
      for (k, index) in atom.indices.enumerated() {
        if index.parts.isEmpty { first[k] = min(first[k] ?? index.constant, index.constant) }
        guard index.parts.count == 1, index.constant == 0, index.parts[0].factor == 1 else { continue }
        let variable = index.parts[0].name
        guard fact.variables.contains(variable) else { continue }
        let known = Set(checker.theory.constants + [variable])
        let conditions = fact.guards.filter {
          $0.factor(of: variable) != 0 && known.isSuperset(of: $0.names)
        }
        let here = conditions.compactMap { try? $0.substituting([variable: IndexTerm(Self.place)]) }
        if found[k].isEmpty { found[k] = here }
      }
    }
    for k in 0..<arity {
      // A first element of its own, `h[0] = 0`, just before the others, or among them.
      let lows = found[k].filter { $0.names == [Self.place] && $0.factor(of: Self.place) == 1 }.map {
        -$0.constant
      }
      guard let first = first[k], let low = lows.max(), first >= low - 1,
        let condition = try? IndexTerm(Self.place).subtracting(IndexTerm(min(first, low)))
      else { continue }
      found[k].removeAll { $0.names == [Self.place] && $0.factor(of: Self.place) == 1 }
      found[k].append(condition)
    }
    return found
  }

  /// An operation is known for indices at which what it is made of is.
  mutating func inheritRanges(_ definition: FamilyDefinition) {
    for (k, parameter) in definition.parameters.enumerated()
    where ranges[definition.name]?[k].isEmpty ?? false {
      let here = conditions(on: parameter, in: definition.kind.parts.bodies).compactMap {
        try? $0.substituting([parameter: IndexTerm(Self.place)])
      }
      ranges[definition.name]?[k] = here
    }
    // The ends of a range are where the terms are known.
    guard let (bound, body) = definition.kind.termsInOrder else { return }
    let (_, low, high) = definition.range
    let inside = conditions(on: bound, in: [body], from: IndexTerm(low), to: IndexTerm(high))
    for (k, end) in definition.parameters.enumerated().suffix(2)
    where ranges[definition.name]?[k].isEmpty ?? false {
      let known = Set(checker.theory.constants + [end])
      ranges[definition.name]?[k] = inside.filter { known.isSuperset(of: $0.names) }.compactMap {
        try? $0.substituting([end: IndexTerm(Self.place)])
      }
    }
  }

  /// What the ranges of the atoms in bodies say of a name.
  func conditions(on name: String, in bodies: [RealPolynomial]) -> [IndexTerm] {
    var found: [IndexTerm] = []
    for atom in bodies.flatMap(\.variables).sorted() where atom.name != Atom.realName {
      for (k, index) in atom.indices.enumerated() where index.names == [name] && index.factor(of: name) == 1 {
        for condition in ranges[atom.name]?[k] ?? [] {
          if let here = try? condition.substituting([Self.place: index]), !found.contains(here) {
            found.append(here)
          }
        }
      }
    }
    return found
  }
}

// MARK: Sums and products

extension SignLemmas {
  /// What the ranges of the atoms in bodies say of all values of a name between ends.
  func conditions(
    on name: String, in bodies: [RealPolynomial], from low: IndexTerm, to high: IndexTerm
  ) -> [IndexTerm] {
    conditions(on: name, in: bodies).compactMap { try? $0.least(over: name, from: low, to: high) }
  }

  /// That sums and products in bodies have a term, or are empty with ends that meet, at all values of a name between ends.
  func lengths(
    in bodies: [RealPolynomial], over name: String, from low: IndexTerm, to high: IndexTerm
  ) -> [IndexTerm] {
    var found: [IndexTerm] = []
    for atom in bodies.flatMap(\.variables).sorted() {
      guard checker.theory.definitions[atom.name]?.kind.termsInOrder != nil, let range = atom.range,
        let length = try? range.high.subtracting(range.low).adding(IndexTerm(1)),
        let condition = try? length.least(over: name, from: low, to: high),
        !condition.parts.isEmpty, !found.contains(condition)
      else { continue }
      found.append(condition)
    }
    return found
  }

  /// How sums go on with an index of their terms, what those of powers are, and which are elements of families that say the same of more.
  mutating func showRanges(_ definition: FamilyDefinition) {
    for kind in RangeLemma.Kind.allCases {
      for (k, lemma) in RangeLemma.all(of: definition, [kind], checker).enumerated() {
        let word = k == 0 ? kind.rawValue : "\(kind.rawValue)\(k + 1)"
        _ = attempt(
          AuxiliaryName.of(definition.name, word), lemma.fact.literal, for: lemma.fact.variables,
          where: lemma.fact.guards, by: lemma.method)
      }
    }
  }
}
