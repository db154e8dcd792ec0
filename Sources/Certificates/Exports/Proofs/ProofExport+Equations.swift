import Elaboration
import ProofKernel

extension ProofExport {
  /// Families by equations that lead to one another or not at all, and operations on the way.
  mutating func writeEquations(_ component: [String], _ sources: [String: FamilySource]) throws {
    var group = EquationGroup()
    for name in component {
      switch sources[name] {
      case .equations(let list)?: try group.add(name, list, facts(of: name))
      case .operation(let definition)?: group.operations[name] = definition
      default: break
      }
    }
    let wasDefined: Bool
    if group.isIncomplete {
      wasDefined = false
    } else if group.isRecursive {
      wasDefined = try writeRecursion(group)
    } else {
      try writePlain(group)
      wasDefined = true
    }
    if wasDefined {
      for family in group.families { groups[family.name] = group }
    } else {
      write(
        script.comment(
          "No definition: of these families nothing is used but their equations, so that the theorem speaks of all that satisfy them."
        ))
      for family in group.families { writeVariable(family.name) }
    }
    for definition in group.inOrder { try writeOperation(definition) }
    for family in group.families {
      for rule in family.rules {
        if wasDefined {
          try script.writeEquation(rule, of: family, group, &self)
        } else {
          try writeHypothesis(rule.name, rule.fact)
        }
      }
    }
  }

  // MARK: Definitions

  private mutating func writePlain(_ group: EquationGroup) throws {
    for family in group.families {
      let only = family.isPlain
      let body =
        only ? try value(family.rules[0], .init(values: family.rules[0].values)) : try cases(family, .init())
      define(
        family.name, family.parameters, body,
        family.rules.flatMap { [$0.value] + (only ? [] : $0.fact.premises.map(\.polynomial)) },
        only ? [] : family.rules.flatMap { $0.fact.guards + $0.equalities })
    }
  }

  /// An equation's value.
  private func value(_ rule: EquationGroup.Rule, _ place: KernelTermText.Place) throws -> String {
    try text.polynomial(rule.value, place)
  }

  /// A family's equations one after the other, 0 where none holds.
  func cases(_ family: EquationGroup.Family, _ place: KernelTermText.Place) throws -> String {
    var body = "0"
    for rule in family.rules.reversed() {
      var place = place
      place.values = rule.values
      let conditions =
        try rule.equalities.map { try text.equality($0) }
        + rule.fact.guards.map { try text.condition(try $0.substituting(rule.values)) }
        + rule.fact.premises.map { try text.statement($0, place) }
      let value = try value(rule, place)
      body = conditions.isEmpty ? value : script.choice(conditions, value, else: body)
    }
    return body
  }

  /// A recursion by a level that falls at each step; false where none was found.
  private mutating func writeRecursion(_ group: EquationGroup) throws -> Bool {
    guard let level = try group.level(elaboration.theory) else { return false }
    let label = group.families.map(\.name).joined(separator: " ")
    let (rule, levels) = (text.unique(label + ".rule"), text.unique(label + ".level"))
    let rules = group.families.flatMap(\.rules)
    let parts = group.operations.values.map { $0.kind.parts }
    let support = support(
      rules.flatMap(\.polynomials) + parts.flatMap(\.bodies),
      rules.flatMap { $0.fact.guards + $0.equalities } + parts.flatMap(\.guards) + level.terms,
      but: Set(group.families.map(\.name) + Array(group.operations.keys)))
    for family in group.families { supports[family.name] = support }
    recursions[group.families[0].name] = ((rule, levels), level)
    try script.writeRecursion(group, level, (rule, levels), &self)
    return true
  }

  /// What a group rests on.
  func support(of group: EquationGroup) -> Set<String> { supports[group.families[0].name] ?? [] }

  /// How a rule writes what it is given: elements of its own families by the function of values, operations written out.
  func recursiveElement(_ group: EquationGroup) -> (Atom) throws -> String? {
    { [self] atom in
      if let k = group.families.firstIndex(where: { $0.name == atom.name }) {
        return script.value(
          of: k, among: group.families.count, try atom.indices.map { try text.argument($0) })
      }
      guard let definition = group.operations[atom.name] else { return nil }
      let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
      return "(\(try body(definition, at: values, element: recursiveElement(group))))"
    }
  }
}
