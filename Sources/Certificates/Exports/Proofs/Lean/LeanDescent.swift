import Algebra
import ProofKernel

/// That what a recursion's rule is given at lower levels are the families' own elements.
struct LeanDescent {
  let group: EquationGroup
  let level: EquationGroup.Level
  /// The level at the place of which the rule speaks.
  let here: IndexTerm
  let export: ProofExport

  private var text: KernelTermText { export.text }

  /// Lines that show an equation for each element of the group's families, and operation between them, in polynomials as they
  /// stand; and the equations' names, in an order in which they rewrite.
  func equations(in polynomials: [RealPolynomial]) throws -> (lines: [String], names: [(atom: Atom, name: String)]) {
    let atoms = Set(polynomials.flatMap(\.variables)).sorted()
    var (operations, elements) = ([(atom: Atom, name: String)](), [(atom: Atom, name: String)]())
    var lines: [String] = []
    for atom in atoms {
      let own = text.hypothesis()
      if let k = group.families.firstIndex(where: { $0.name == atom.name }) {
        lines.append(try element(atom, k, as: own))
        elements.append((atom, own))
      } else if let definition = group.operations[atom.name] {
        lines += try operation(atom, definition, as: own)
        operations.append((atom, own))
      }
    }
    return (lines, operations + elements)
  }

  private func element(_ atom: Atom, _ k: Int, as own: String) throws -> String {
    let values = Dictionary(uniqueKeysWithValues: zip(group.families[k].parameters, atom.indices))
    let there = try text.index(level.terms[k], KernelTermText.Place(values: values, isRaw: true))
    let here = try text.index(here)
    let indices = "[\(try atom.indices.map { try text.index($0) }.joined(separator: ", "))]"
    return """
      have \(own) : values \(k) \(indices) = \(try text.atom(atom)) := lower \(k) \(indices) \
      (falls (show (0 : ℤ) < \(here) by omega) (show \(there) < \(here) by omega))
      """
  }

  private func operation(_ atom: Atom, _ definition: FamilyDefinition, as own: String) throws -> [String] {
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
    let (kind, bound, guards, bodies) = try definition.opened(at: values)
    guard try text.replacements(definition.kind.parts.bodies, values).isEmpty else {
      throw ExportError(description: "'\(atom)' within a recursion, whose indices add up to others")
    }
    let given = export.recursiveElement(group)
    let left = try export.body(definition, at: values, element: given)
    var inside = ["show \(left) = \(try export.body(definition, at: values))"]
    func over(_ name: String, _ rule: String) -> [String] {
      ["refine \(rule) ?_", "intro \(text[.index(name)]) _ _"]
    }
    switch kind {
    case .sum: inside += over(bound[0], "sum_same")
    case .product: inside += over(bound[0], "product_same")
    case .maximum, .minimum:
      var word = "greatest"
      if case .minimum = kind { word = "least" }
      let range = try IndexRange(bound, guards)
      inside.append("refine congrArg \(word) ?_")
      for end in range.ends { inside += over(end.name, "over_same") }
      for _ in range.rest { inside += ["refine such_same ?_", "intro _"] }
    default: break
    }
    if !bound.isEmpty {
      let place = KernelTermText.Place(element: given)
      let sides = try (text.polynomial(bodies[0], place), text.polynomial(bodies[0]))
      inside.append(
        kind.isExtremum ? "show [\(sides.0)] = [\(sides.1)]" : "show \(sides.0) = \(sides.1)")
    }
    let (lines, names) = try equations(in: bodies)
    inside += lines + ["rewrite [\(names.map(\.name).joined(separator: ", "))]", "rfl"]
    return ["have \(own) : \(left) = \(try text.atom(atom)) := by"] + inside.map { "  " + $0 }
  }
}

extension FamilyDefinition.Kind {
  /// Whether it is a maximum or minimum over a range.
  fileprivate var isExtremum: Bool {
    switch self {
    case .maximum, .minimum: true
    default: false
    }
  }
}
