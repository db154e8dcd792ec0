import Numbers
import ProofKernel

extension ProofExport {
  /// A proof of a literal, which is what Coq has to show here in normal form.
  mutating func write(_ goal: Literal, _ proof: Proof, _ scope: Scope) throws {
    switch proof {
    case .combination(let combination): try write(goal, combination, scope)
    case .steps(let list, let rest):
      var scope = scope
      for step in list {
        let own = try assert(step.literal) { export in try export.write(step.literal, step.proof, scope) }
        scope = try scope.adding(step.name, step.literal, as: own, checker.theory)
      }
      try write(goal, rest, scope)
    case .indexCases(let term, let yes, let no):
      write("destruct (Z_lt_le_dec (\(try text.index(term))) 0) as [?|?].")
      let opposite = try IndexTerm(-1).subtracting(term)
      for (proof, condition) in [(no, opposite), (yes, term)] {
        var inside = scope
        inside.context = scope.context.adding(condition)
        try block { export in try export.write(goal, proof, inside) }
      }
    case .signCases(let polynomial, let name, let yes, let no):
      let (own, other) = (text.hypothesis(), text.hypothesis())
      write("destruct (Rle_or_lt 0 (\(try text.polynomial(polynomial)))) as [\(own)|\(own)].")
      let inside = try scope.adding(name, Literal(polynomial, .nonnegative), as: own, checker.theory)
      try block { export in try export.write(goal, yes, inside) }
      let below = Literal(-polynomial, .positive)
      let outside = try scope.adding(name, below, as: other, checker.theory)
      try block { export in
        export.write("assert (\(other) : \(try export.text.normal(below))) by lra.")
        try export.write(goal, no, outside)
      }
    case .bound(let atom, let witness, let names, let inner):
      try writeBound(goal, atom, witness, names, inner, scope)
    case .attained(let atom, let witness, let names, let equation, let inner):
      let there = try open(atom, witness, names, scope)
      let difference = Literal(RealPolynomial(atom) - there.body, .zero)
      let own = text.hypothesis()
      write("assert (\(own) : \(try text.normal(difference))) by lra.")
      try write(goal, inner, try there.scope.adding(equation, difference, as: own, checker.theory))
    case .bounds(let atom, let proofs): try writeBounds(goal, atom, proofs, scope)
    case .modulus(let whole, let terms, let rewrites): try writeModulus(whole, terms, rewrites, scope)
    case .exponentials(let whole, let parts, let rewrites):
      try writeExponentials(whole, parts, rewrites, scope)
    case .exponentialOfLogarithm(let atom, let positive):
      let given = try cite(positive, scope)
      let (argument, _) = try argument(of: atom)
      guard let inner = argument.variables.first else { return }
      write(
        "unfold \(text[.family(atom.name)]), \(text[.family(inner.name)]).",
        "rewrite exp_ln by weaken \(given.name). lra.")
    case .root(let x, let y, let nonnegative, let squares):
      let (first, second) = (Literal(y, .nonnegative), Literal(y * y - x * x, .nonnegative))
      let own = try assert(first) { export in try export.write(first, nonnegative, scope) }
      let other = try assert(second) { export in try export.write(second, squares, scope) }
      let inequality = text.hypothesis()
      write(
        "assert (\(inequality) : \(try text.polynomial(x)) <= \(try text.polynomial(y))).",
        "{ apply below_by_squares; [weaken \(own) | weaken \(other)]. }", "lra.")
    case .both(let above, let below):
      let literals = (Literal(goal.polynomial, .nonnegative), Literal(-goal.polynomial, .nonnegative))
      let own = try assert(literals.0) { export in try export.write(literals.0, above, scope) }
      let other = try assert(literals.1) { export in try export.write(literals.1, below, scope) }
      write("clear - \(own) \(other). lra.")
    case .apart(let isNegative, let inner):
      let literal = Literal(isNegative ? -goal.polynomial : goal.polynomial, .positive)
      let own = try assert(literal) { export in try export.write(literal, inner, scope) }
      write("clear - \(own). apply \(isNegative ? "Rlt_not_eq" : "Rgt_not_eq"). lra.")
    }
  }

  // MARK: Blocks

  mutating func block(_ work: (inout ProofExport) throws -> Void) throws {
    write("{")
    indentation += "  "
    try work(&self)
    indentation.removeLast(2)
    write("}")
  }

  /// Shows a literal on the way; returns what it is called.
  mutating func assert(_ literal: Literal, _ work: (inout ProofExport) throws -> Void) throws -> String {
    let own = text.hypothesis()
    write("assert (\(own) : \(try text.normal(literal))).")
    try block(work)
    return own
  }

  // MARK: Extrema

  /// The indices at which an extremum is its body, under fresh names.
  private mutating func open(
    _ atom: Atom, _ witness: [IndexTerm], _ names: [String], _ scope: Scope
  ) throws -> (scope: Scope, body: RealPolynomial) {
    guard let definition = checker.theory.definitions[atom.name] else {
      throw ExportError(description: "'\(atom.name)' has no definition")
    }
    let (bound, guards, bodies) = definition.kind.parts
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
      .merging(zip(bound, names.map { IndexTerm($0) })) { $1 }
    var inside = scope
    inside.context.scope.formUnion(names)
    for guarding in guards { inside.context = inside.context.adding(try guarding.substituting(values)) }
    let body = try bodies[0].substituting(values)
    let arguments =
      try (atom.indices + witness).map { try text.argument($0) } + guards.map { _ in "ltac:(lia)" }
    let equation = text.hypothesis()
    let pattern = names.map { text[.index($0)] } + guards.map { _ in "?" } + [equation]
    write(
      "destruct (\(([attained(atom.name)] + arguments).joined(separator: " "))) as (\(pattern.joined(separator: " & ")))."
    )
    for (raw, normal) in try text.replacements([bodies[0]], values) {
      write("replace (\(raw))%Z with (\(normal))%Z in \(equation) by lia.")
    }
    if bodies[0].variables.contains(where: { $0.name == Atom.realName }) { write("push_reals \(equation).") }
    return (inside, body)
  }

  private mutating func writeBound(
    _ goal: Literal, _ atom: Atom, _ witness: [IndexTerm], _ names: [String], _ inner: Proof, _ scope: Scope
  ) throws {
    guard let definition = checker.theory.definitions[atom.name] else { return }
    var isMaximum = false
    if case .maximum = definition.kind { isMaximum = true }
    let there = try open(atom, witness, names, scope)
    let me = RealPolynomial(atom)
    let literal = Literal(goal.polynomial + (isMaximum ? me - there.body : there.body - me), .nonnegative)
    let own = try assert(literal) { export in try export.write(literal, inner, there.scope) }
    write("lra.")
    _ = own
  }

  private mutating func writeBounds(_ goal: Literal, _ atom: Atom, _ proofs: [Proof], _ scope: Scope) throws {
    guard let definition = checker.theory.definitions[atom.name] else { return }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
    let (list, isGreatest): ([RealPolynomial], Bool)
    switch definition.kind {
    case .greatest(let bodies): (list, isGreatest) = (bodies, true)
    case .least(let bodies): (list, isGreatest) = (bodies, false)
    case .modulus(let re, _): (list, isGreatest) = ([re, -re], true)
    default: return
    }
    let me = RealPolynomial(atom)
    for (body, proof) in zip(list, proofs) {
      let value = try body.substituting(values)
      let literal = Literal(goal.polynomial + (isGreatest ? me - value : value - me), .nonnegative)
      _ = try assert(literal) { export in try export.write(literal, proof, scope) }
    }
    let equation = text.hypothesis()
    let arguments = try atom.indices.map { try text.argument($0) }
    write("pose proof (\(([oneOf(atom.name)] + arguments).joined(separator: " "))) as \(equation).")
    for (raw, normal) in try text.replacements(list, values) {
      write("replace (\(raw))%Z with (\(normal))%Z in \(equation) by lia.")
    }
    if list.flatMap(\.variables).contains(where: { $0.name == Atom.realName }) {
      write("push_reals \(equation).")
    }
    write(list.count == 1 ? "lra." : distinguishing(equation, list.count, as: equation) + "; lra.")
  }
}
