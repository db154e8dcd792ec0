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
  func equations(in polynomials: [RealPolynomial]) throws -> (
    lines: [String], names: [(atom: Atom, name: String)]
  ) {
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
    let (_, bound, _, bodies) = try definition.opened(at: values)
    let left = try export.body(definition, at: values, element: export.recursiveElement(group))
    let head = "have \(own) : \(left) = \(try text.atom(atom)) := by"
    // As the definition comes at these indices, with other names for bound ones where it needs them.
    let names = definition.kind.parts.bound
    let all = values.merging(zip(names, bound.map { IndexTerm($0) })) { $1 }
    let raw = KernelTermText.Place(values: all, isRaw: true)
    let replacing = LeanScript().rewriting(try text.replacements(definition.kind.parts.bodies, all))
    let (lines, equations) = try equations(in: bodies)
    let rewrite = "rewrite [\(equations.map(\.name).joined(separator: ", "))]"
    let last = replacing + lines + (equations.isEmpty ? [] : [rewrite]) + [LeanScript.closing]
    var inside: [String]
    if bound.isEmpty {
      let operands = try definition.kind.parts.bodies.map { try text.operand($0, raw) }
      inside = ["show \(left) = \(export.function(definition, of: operands))"]
    } else {
      inside = try pointwise(definition, bound, raw)
      let place = KernelTermText.Place(element: export.recursiveElement(group))
      let there = try text.polynomial(definition.kind.parts.bodies[0], raw)
      inside.append("show \(try text.polynomial(bodies[0], place)) = \(there)")
    }
    return [head] + (inside + last).map { "  " + $0 }
  }

  /// From operations over ranges to what they are of, at each index.
  private func pointwise(_ definition: FamilyDefinition, _ bound: [String], _ raw: KernelTermText.Place)
    throws
    -> [String]
  {
    func over(_ name: String, _ rule: String) -> [String] {
      ["refine \(rule) ?_", "intro \(text[.index(name)]) _ _"]
    }
    switch definition.kind {
    case .sum: return over(bound[0], "sum_same")
    case .product: return over(bound[0], "product_same")
    default: break
    }
    var word = "greatest"
    if case .minimum = definition.kind { word = "least" }
    let range = try IndexRange(definition.kind.parts.bound, definition.kind.parts.guards)
    for term in range.ends.flatMap({ [$0.low, $0.high] }) + range.rest {
      let (there, here) = (try text.index(term, raw), try text.index(term, .init(values: raw.values)))
      guard there == here || there == "(\(here))" else {
        throw ExportError(description: "the range of '\(definition.name)' within a recursion")
      }
    }
    return ["refine congrArg \(word) ?_"] + zip(bound, range.ends).flatMap { over($0.0, "over_same") }
      + range.rest.flatMap { _ in ["refine such_same ?_", "intro _"] }
      + ["refine congrArg (fun z : ℝ => [z]) ?_"]
  }
}
