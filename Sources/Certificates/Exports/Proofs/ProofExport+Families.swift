import Elaboration
import ProofKernel

extension ProofExport {
  /// The claim's families, each after those that it is made of.
  mutating func writeFamilies() throws {
    let known = elaboration.theory.facts.values
    // Of the variables of means little is left.
    let gone = elaboration.meanNames.filter { name in
      !known.contains { $0.literal.polynomial.variables.contains { $0.name == name } }
    }
    if !elaboration.meanNames.isEmpty { write(script.comment(Self.means), "") }
    let names = elaboration.theory.arities.keys.filter { $0 != Atom.realName && !gone.contains($0) }.sorted()
    let sources = Dictionary(uniqueKeysWithValues: names.map { ($0, FamilySource($0, elaboration)) })
    let variables = certificate.theorem.variables.flatMap { [$0.name, "\($0.name).re", "\($0.name).im"] }
    let ordered = variables.filter { sources[$0] != nil } + names.filter { !variables.contains($0) }
    // Variables before all else: they are what definitions take first.
    for name in ordered {
      if case .free? = sources[name], facts(of: name).isEmpty { writeVariable(name) }
    }
    for component in FamilyOrder(names: ordered, sources: sources).components {
      familyOrder += component
      try write(component, sources)
    }
    if let missing = elaboration.theory.facts.keys.filter({ !stated.contains($0) }).min() {
      throw ExportError(description: "'\(missing)' is not shown of its definition")
    }
    write("")
  }

  private static let means = """
    Means: gaussian(u: e), for a polynomial e in u, stands here as the sum of its coefficients times the moments 0, 1, 0, 3, 0, 15, ...
    of a standard normal number. This is what it means; that an integral says the same is not shown.
    """

  private mutating func write(_ component: [String], _ sources: [String: FamilySource]) throws {
    if component.count == 1, let source = sources[component[0]] {
      let name = component[0]
      switch source {
      case .free:
        if !facts(of: name).isEmpty { try script.writeCircle(name, &self) }
        return
      case .operation(let definition): return try writeOperation(definition)
      case .wave(let isSine, let parameters, let x): return try writeWave(name, isSine, parameters, x)
      case .equations: break
      }
    }
    try writeEquations(component, sources)
  }

  /// Facts that come with a family, in the order of their names.
  func facts(of family: String) -> [(name: String, fact: Fact)] {
    let facts = elaboration.theory.facts
    return facts.keys.filter { $0.hasPrefix(family + ".") && !$0.dropFirst(family.count + 1).contains(".") }
      .sorted { ($0.count, $0) < ($1.count, $1) }.compactMap { name in facts[name].map { (name, $0) } }
  }

  mutating func writeVariable(_ name: String) {
    write(script.variable(text[.family(name)], type(of: name)))
    assumptions.append(.family(name))
    supports[name] = nil
  }

  private mutating func writeWave(
    _ name: String, _ isSine: Bool, _ parameters: [String], _ x: RealPolynomial
  ) throws {
    guard supports[name] == nil else { return }
    define(
      name, parameters, "\(isSine ? script.words.sine : script.words.cosine) \(try text.operand(x))", [x])
    if isSine { return }
    // The circle is known of the cosine, and needs the sine.
    let other = "sin" + name.dropFirst(3)
    try writeWave(other, true, parameters, x)
    let indices = parameters.map { IndexTerm($0) }
    for (fact, statement) in facts(of: name) {
      let proof = try script.waveFact(
        statement, x, sine: Atom(other, indices), cosine: Atom(name, indices), text)
      try writeFact(fact, statement, proof)
    }
  }

  /// A definition of a family; bodies and conditions say what it rests on.
  mutating func define(
    _ name: String, _ parameters: [String], _ body: String, _ bodies: [RealPolynomial],
    _ guards: [IndexTerm] = []
  ) {
    define(name, parameters, body, on: support(bodies, guards))
  }

  mutating func define(_ name: String, _ parameters: [String], _ body: String, on support: Set<String>) {
    let context = script.hasSections ? [] : context(support)
    write(script.definition(text[.family(name)], on: context, parameters.map { text[.index($0)] }, body))
    supports[name] = support
    if !script.hasSections { text.parameters[name] = context.map(\.name) }
  }

  /// The sizes and undefined families that polynomials rest on; some families are left out.
  func support(_ bodies: [RealPolynomial], _ guards: [IndexTerm], but own: Set<String> = []) -> Set<String> {
    let constants = Set(elaboration.theory.constants)
    var found = constants.intersection(guards.flatMap(\.names) + bodies.flatMap { Array($0.indexNames) })
    for atom in bodies.flatMap(\.variables) where atom.name != Atom.realName && !own.contains(atom.name) {
      if let support = supports[atom.name] {
        found.formUnion(support)
      } else {
        found.insert("family " + atom.name)
      }
    }
    return found
  }

  /// A fact that comes with a definition, with its proof, which has variables and conditions in the context.
  mutating func writeFact(
    _ name: String, _ fact: Fact, as literal: String? = nil, premises: [String] = [], _ proof: [String]
  ) throws {
    stated.insert(name)
    let names =
      fact.variables.map { text[.index($0)] } + fact.guards.map { _ in script.words.unnamed } + premises
    writeLemma(text[.fact(name)], try text.statement(fact, literal), names, proof)
  }

  /// A lemma of a short proof.
  mutating func writeLemma(_ name: String, _ statement: String, _ names: [String], _ proof: [String]) {
    write(script.lemma(name, statement, script.introducing(names) + proof))
    noteLemma(name)
  }
}
