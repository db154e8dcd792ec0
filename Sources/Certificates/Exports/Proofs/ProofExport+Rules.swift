import Numbers
import ProofKernel

extension ProofExport {
  /// A proof of a literal, which is what is to be shown here in normal form.
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
      write(script.indexCases(try text.index(term)))
      let opposite = try IndexTerm(-1).subtracting(term)
      for (proof, condition) in [(no, opposite), (yes, term)] {
        var inside = scope
        inside.context = scope.context.adding(condition)
        try block(.branch) { export in try export.write(goal, proof, inside) }
      }
    case .signCases(let polynomial, let name, let yes, let no):
      let (own, other) = (text.hypothesis(), text.hypothesis())
      write(script.signCases(try text.polynomial(polynomial), own))
      let inside = try scope.adding(name, Literal(polynomial, .nonnegative), as: own, checker.theory)
      try block(.branch) { export in try export.write(goal, yes, inside) }
      let below = Literal(-polynomial, .positive)
      let outside = try scope.adding(name, below, as: other, checker.theory)
      try block(.branch) { export in
        export.write(try export.script.negative(other, below, from: own, export.text))
        try export.write(goal, no, outside)
      }
    case .bound(let atom, let witness, let names, let inner):
      try writeBound(goal, atom, witness, names, inner, scope)
    case .attained(let atom, let witness, let names, let equation, let inner):
      let there = try open(atom, witness, names, scope)
      let difference = Literal(RealPolynomial(atom) - there.body, .zero)
      let own = text.hypothesis()
      write(try script.difference(own, difference, from: there.equation, text))
      try write(goal, inner, try there.scope.adding(equation, difference, as: own, checker.theory))
    case .bounds(let atom, let proofs): try writeBounds(goal, atom, proofs, scope)
    case .modulus(let whole, let terms, let rewrites): try writeModulus(goal, whole, terms, rewrites, scope)
    case .exponentials(let whole, let parts, let rewrites):
      let heads = try heads(rewrites, scope)
      try script.writeExponentials(text.hypothesis(), whole, parts, heads, &self)
    case .exponentialOfLogarithm(let atom, let positive):
      let given = try cite(positive, scope)
      let (argument, _) = try argument(of: atom)
      guard let inner = argument.variables.first else { return }
      try script.writeExponentialOfLogarithm(atom, inner, from: given, &self)
    case .series(let atom, let degree, let sign): try writeSeries(goal, atom, degree, sign, scope)
    case .root(let x, let y, let nonnegative, let squares):
      let (first, second) = (Literal(y, .nonnegative), Literal(y * y - x * x, .nonnegative))
      let own = try assert(first) { export in try export.write(first, nonnegative, scope) }
      let other = try assert(second) { export in try export.write(second, squares, scope) }
      write(
        script.closeRoot(
          (own, other, text.hypothesis()), try text.polynomial(x), try text.polynomial(y)))
    case .both(let above, let below):
      let literals = (Literal(goal.polynomial, .nonnegative), Literal(-goal.polynomial, .nonnegative))
      let own = try assert(literals.0) { export in try export.write(literals.0, above, scope) }
      let other = try assert(literals.1) { export in try export.write(literals.1, below, scope) }
      write(script.closeBoth(own, other))
    case .apart(let isNegative, let inner):
      let literal = Literal(isNegative ? -goal.polynomial : goal.polynomial, .positive)
      let own = try assert(literal) { export in try export.write(literal, inner, scope) }
      write(script.closeApart(own, isNegative: isNegative))
    }
  }

  // MARK: Blocks

  mutating func block(_ kind: ScriptBlock, _ work: (inout ProofExport) throws -> Void) throws {
    write(script.opening(kind))
    indentation += "  "
    try work(&self)
    indentation.removeLast(2)
    write(script.closing(kind))
  }

  /// Shows a literal on the way; returns what it is called.
  mutating func assert(_ literal: Literal, _ work: (inout ProofExport) throws -> Void) throws -> String {
    let own = text.hypothesis()
    write(script.asserting(own, try text.normal(literal)))
    try block(.assertion, work)
    return own
  }

  // MARK: Extrema

  /// The indices at which an extremum is its body, under fresh names.
  private mutating func open(
    _ atom: Atom, _ witness: [IndexTerm], _ names: [String], _ scope: Scope
  ) throws -> (scope: Scope, body: RealPolynomial, equation: String) {
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
    let equation = text.hypothesis()
    let opened = OpenedExtremum(
      lemma: lemma(named: attained(atom.name)),
      arguments: try (atom.indices + witness).map { try text.argument($0) }, guards: guards.count,
      names: names.map { text[.index($0)] }, equation: equation,
      replacements: try text.replacements([bodies[0]], values), hasReals: hasReals([bodies[0]]))
    write(script.open(opened, text))
    return (inside, body, equation)
  }

  private func hasReals(_ polynomials: [RealPolynomial]) -> Bool {
    polynomials.flatMap(\.variables).contains { $0.name == Atom.realName }
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
    write(script.closeBound(own, there.equation, isMaximum: isMaximum))
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
    var names: [String] = []
    for (body, proof) in zip(list, proofs) {
      let value = try body.substituting(values)
      let literal = Literal(goal.polynomial + (isGreatest ? me - value : value - me), .nonnegative)
      names.append(try assert(literal) { export in try export.write(literal, proof, scope) })
    }
    let equation = text.hypothesis()
    let arguments = try atom.indices.map { try text.argument($0) }
    let one = ([lemma(named: oneOf(atom.name))] + arguments).joined(separator: " ")
    write(
      script.closeBounds(
        names, equation, by: one, try text.replacements(list, values), hasReals: hasReals(list),
        isGreatest: isGreatest))
  }
}
