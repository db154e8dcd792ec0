import Elaboration
import ProofKernel

/// Families by equations that are defined together, with the operations that stand between them.
struct EquationGroup {
  struct Rule {
    var name: String
    var fact: Fact
    var head: Atom
    /// What the head is, in the fact's names.
    var value: RealPolynomial
    /// The fact's names by the family's parameters.
    var values: [String: IndexTerm]
    /// What is 0 of the parameters beside the fact's guards.
    var equalities: [IndexTerm]
    /// What it rests on.
    var polynomials: [RealPolynomial] { [value] + fact.premises.map(\.polynomial) }
  }
  struct Family {
    var name: String
    var parameters: [String]
    var rules: [Rule]
    /// Whether one equation says all, for indices in some range.
    var isPlain: Bool {
      rules.count == 1 && rules[0].equalities.isEmpty && rules[0].fact.premises.isEmpty
    }
  }
  /// Which index falls: of each family a number that is above 0 where it rests on others, whose number is less.
  struct Level {
    var terms: [IndexTerm]
  }

  private(set) var families: [Family] = []
  var operations: [String: FamilyDefinition] = [:]
  /// Whether some equation has a name that its head does not fix.
  private(set) var isIncomplete = false

  mutating func add(_ name: String, _ list: [(head: Atom, fact: Fact)], _ facts: [(name: String, fact: Fact)])
    throws
  {
    let parameters = Self.parameters(list.map(\.head))
    var rules: [Rule] = []
    for (k, equation) in list.enumerated() where k < facts.count {
      var (values, equalities): ([String: IndexTerm], [IndexTerm]) = ([:], [])
      for (parameter, index) in zip(parameters, equation.head.indices) {
        let own = index.names.filter { equation.fact.variables.contains($0) && values[$0] == nil }
        if own.count == 1, index.factor(of: own[0]) == 1 {
          let rest = try index.subtracting(IndexTerm(own[0])).substituting(values)
          values[own[0]] = try IndexTerm(parameter).subtracting(rest)
        } else if own.isEmpty {
          equalities.append(try IndexTerm(parameter).subtracting(try index.substituting(values)))
        } else {
          isIncomplete = true
        }
      }
      isIncomplete = isIncomplete || equation.fact.variables.contains { values[$0] == nil }
      rules.append(
        Rule(
          name: facts[k].name, fact: equation.fact, head: equation.head,
          value: RealPolynomial(equation.head) - equation.fact.literal.polynomial, values: values,
          equalities: equalities))
    }
    families.append(Family(name: name, parameters: parameters, rules: rules))
  }

  /// The names of a family's indices: those that an equation has for them, where they differ.
  private static func parameters(_ heads: [Atom]) -> [String] {
    var names: [String] = []
    for k in 0..<(heads.first?.indices.count ?? 0) {
      let own = heads.lazy.map { $0.indices[k] }.first {
        $0.parts.count == 1 && $0.parts[0].factor == 1 && $0.constant == 0
      }
      var name = own?.names.first ?? "index\(k + 1)"
      while names.contains(name) { name += "'" }
      names.append(name)
    }
    return names
  }

  /// Whether some equation leads to another, or to itself.
  var isRecursive: Bool {
    let own = Set(families.map(\.name)).union(operations.keys)
    return families.contains { family in
      family.rules.contains { $0.polynomials.contains { $0.variables.contains { own.contains($0.name) } } }
    }
  }

  /// The operations, each after those in its body.
  var inOrder: [FamilyDefinition] {
    var (found, rest): ([FamilyDefinition], [FamilyDefinition]) = (
      [], operations.values.sorted { $0.name < $1.name }
    )
    while !rest.isEmpty {
      let ready = rest.filter { definition in
        !definition.kind.parts.bodies.flatMap(\.variables).contains { atom in
          rest.contains { $0.name == atom.name }
        }
      }
      if ready.isEmpty { return found + rest }
      found += ready
      rest.removeAll { definition in ready.contains { $0.name == definition.name } }
    }
    return found
  }

  // MARK: Recursion

  private struct Step {
    var (from, to): (Int, Int)
    var (fromIndices, toIndices): ([IndexTerm], [IndexTerm])
    var guards: [IndexTerm]
  }

  /// A level, from the conditions of the equations, of which one or the sum of two falls.
  func level(_ theory: Theory) throws -> Level? {
    var steps: [Step] = []
    for (k, family) in families.enumerated() {
      for rule in family.rules {
        for atom in rule.polynomials.flatMap(\.variables) {
          try collect(atom, k, rule, theory.guards + rule.fact.guards, &steps)
        }
      }
    }
    // By position, so that they can be said of every family.
    func positional(_ term: IndexTerm, _ family: Family) -> IndexTerm? {
      let values = Dictionary(
        uniqueKeysWithValues: family.parameters.enumerated().map { ($1, IndexTerm("#\($0)")) })
      return try? term.substituting(values)
    }
    var candidates: [IndexTerm] = []
    for family in families {
      for rule in family.rules {
        for guarding in rule.fact.guards {
          guard let term = try? guarding.substituting(rule.values), let found = positional(term, family)
          else { continue }
          if !found.names.filter({ $0.hasPrefix("#") }).isEmpty, !candidates.contains(found) {
            candidates.append(found)
          }
        }
      }
    }
    let single = candidates
    for (k, a) in single.enumerated() {
      for b in single[(k + 1)...] { if let sum = try? a.adding(b) { candidates.append(sum) } }
    }
    for candidate in candidates {
      if let level = try level(candidate, steps) { return level }
    }
    return nil
  }

  private func collect(
    _ atom: Atom, _ from: Int, _ rule: Rule, _ guards: [IndexTerm], _ steps: inout [Step]
  ) throws {
    if let to = families.firstIndex(where: { $0.name == atom.name }) {
      steps.append(
        Step(from: from, to: to, fromIndices: rule.head.indices, toIndices: atom.indices, guards: guards))
    } else if let definition = operations[atom.name] {
      let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
      let taken = Set(guards.flatMap(\.names)).union(rule.fact.variables)
      let (kind, bound, own, bodies) = try definition.opened(at: values, besides: taken)
      var inside = guards + own
      switch kind {
      case .sum, .product:
        let ends = try definition.parameters.suffix(2).map { try IndexTerm($0).substituting(values) }
        inside += [
          try IndexTerm(bound[0]).subtracting(ends[0]), try ends[1].subtracting(IndexTerm(bound[0])),
        ]
      default: break
      }
      for inner in bodies.flatMap(\.variables) { try collect(inner, from, rule, inside, &steps) }
    }
  }

  /// The level by a number of the indices, which no step may raise; families whose steps leave it equal are ranked.
  private func level(_ candidate: IndexTerm, _ steps: [Step]) throws -> Level? {
    func value(_ indices: [IndexTerm]) throws -> IndexTerm? {
      let values = Dictionary(uniqueKeysWithValues: indices.enumerated().map { ("#\($0)", $1) })
      let term = try candidate.substituting(values)
      return term.names.contains { $0.hasPrefix("#") } ? nil : term
    }
    var even: Set<[Int]> = []
    for step in steps {
      guard let here = try value(step.fromIndices), let there = try value(step.toIndices) else { return nil }
      guard Entailment.follows(here, from: step.guards) else { return nil }
      let fall = try here.subtracting(there)
      if !Entailment.follows(try fall.adding(IndexTerm(-1)), from: step.guards) {
        guard Entailment.follows(fall, from: step.guards) else { return nil }
        even.insert([step.from, step.to])
      }
    }
    // How many even steps can follow one another.
    var ranks = families.map { _ in 0 }
    for _ in families {
      for step in even { ranks[step[0]] = max(ranks[step[0]], ranks[step[1]] + 1) }
    }
    guard even.allSatisfy({ ranks[$0[0]] > ranks[$0[1]] }) else { return nil }
    let width = (ranks.max() ?? 0) + 1
    let terms = try families.indices.compactMap { k in
      try value(families[k].parameters.map { IndexTerm($0) }).map {
        try IndexTerm(width + ranks[k]).adding($0, times: width)
      }
    }
    return terms.count == families.count ? Level(terms: terms) : nil
  }
}
