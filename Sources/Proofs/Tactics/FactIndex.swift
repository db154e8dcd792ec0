import Numbers
import ProofKernel

/// A theory's facts in the orders in which tactics look at them.
struct FactIndex {
  typealias Named = (name: String, fact: Fact)

  struct Equation {
    var name: String
    var fact: Fact
    /// The atoms that stand in it alone, by the equation's family.
    var heads: [Atom]
  }

  /// In the order of the names.
  let facts: [Named]
  /// Those without premises first.
  let byPremises: [Named]
  /// Inequalities and equations with the atoms that they speak of, index terms as numbers apart.
  let inequalities: [(name: String, fact: Fact, atoms: [Atom])]
  let equalities: [(name: String, fact: Fact, atoms: [Atom])]
  /// By family the equations without premises that say what an element is; those that go on from the first come last.
  let equations: [String: [Equation]]

  /// By family its own equations with premises, as an `if` has them.
  let conditional: [String: [Equation]]

  init(_ theory: Theory) {
    // What proofs on boxes rest on is of no use elsewhere.
    facts = theory.facts.filter { !AuxiliaryName.isOfBox($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
    byPremises = facts.sorted { ($0.fact.premises.count, $0.name) < ($1.fact.premises.count, $1.name) }
    let spoken = facts.map { name, fact in
      (
        name: name, fact: fact,
        atoms: fact.literal.polynomial.variables.filter { $0.name != Atom.realName }.sorted()
      )
    }
    equalities = spoken.filter { $0.fact.literal.relation == .zero }
    inequalities = spoken.filter { $0.fact.literal.relation != .zero && $0.fact.literal.relation != .nonzero }
    var equations: [String: [Equation]] = [:]
    let ordered =
      equalities.filter { !Self.isFromFirst($0.name) } + equalities.filter { Self.isFromFirst($0.name) }
    for (name, fact, atoms) in ordered where fact.premises.isEmpty {
      let heads = atoms.filter { fact.literal.polynomial[Monomial($0)] == 1 }
      for family in Set(heads.map(\.name)) {
        equations[family, default: []].append(
          Equation(name: name, fact: fact, heads: heads.filter { $0.name == family }))
      }
    }
    self.equations = equations
    var conditional: [String: [Equation]] = [:]
    for (name, fact, atoms) in equalities where !fact.premises.isEmpty {
      guard let dot = name.lastIndex(of: "."), theory.definitions[String(name[..<dot])] == nil else {
        continue
      }
      let family = String(name[..<dot])
      let heads = atoms.filter { $0.name == family && fact.literal.polynomial[Monomial($0)] == 1 }
      if heads.isEmpty { continue }
      conditional[family, default: []].append(Equation(name: name, fact: fact, heads: heads))
    }
    self.conditional = conditional
  }

  static func isFromFirst(_ name: String) -> Bool { name.hasSuffix(".first") }
}
