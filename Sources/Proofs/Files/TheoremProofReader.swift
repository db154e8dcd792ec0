import Elaboration
import Inputs
import Numbers
import ProofKernel

/// Reads the proof of a certificate. What it says is the kernel's to judge.
package struct TheoremProofReader {
  private let file: String

  /// - Parameter file: What the certificate is called in errors.
  package init(file: String) { self.file = file }

  /// The proof of a certificate's object.
  package func proof(_ root: JSONNode) throws(InputError) -> TheoremProof {
    let definitions = try root.require("definitions", in: file).array(in: file, "\"definitions\"")
    let stages = try root.require("stages", in: file).array(in: file, "\"stages\"")
    return TheoremProof(
      lets: try names(root, "lets"),
      definitions: try definitions.map { node throws(InputError) in try definition(node) },
      stages: try stages.map { node throws(InputError) in try stage(node) })
  }

  private func stage(_ node: JSONNode) throws(InputError) -> TheoremProof.Stage {
    try node.refuseOthers(["lemmas", "goals"], file)
    let lemmas = try node.require("lemmas", in: file).array(in: file, "\"lemmas\"")
    let goals = try node.require("goals", in: file).array(in: file, "\"goals\"")
    return TheoremProof.Stage(
      lemmas: try lemmas.map { node throws(InputError) in try lemma(node) },
      goals: try goals.map { node throws(InputError) in try goal(node) })
  }

  private static let ways = ["proof", "induction", "from", "base", "step"]

  package func goal(_ node: JSONNode) throws(InputError) -> TheoremProof.GoalProof {
    try node.refuseOthers(["premises"] + Self.ways, file)
    return TheoremProof.GoalProof(premiseNames: try names(node, "premises"), try way(node))
  }

  package func lemma(_ node: JSONNode) throws(InputError) -> Lemma {
    try node.refuseOthers(["name", "for", "where", "given", "literal", "also"] + Self.ways, file)
    let given = try node.member("given")?.object(in: file, "\"given\"") ?? []
    let premises = try given.map { member throws(InputError) in
      try notation(member.node, "a premise") { text throws(KernelTextError) in try KernelText.literal(text) }
    }
    let fact = Fact(
      for: try names(node, "for"), where: try indices(node, "where"), given: premises,
      try literal(try node.require("literal", in: file)))
    let premiseNames = try given.map { member throws(InputError) in
      try name(JSONNode(value: .string(member.key), position: member.keyPosition))
    }
    let also = try (try node.member("also")?.array(in: file, "\"also\"") ?? []).map {
      other throws(InputError) in
      try other.refuseOthers(["name", "literal", "base", "step"], file)
      return Lemma.Companion(
        try name(other, "name"), try literal(try other.require("literal", in: file)),
        base: try proof(of: other, "base"), step: try proof(of: other, "step"))
    }
    return Lemma(try name(node, "name"), fact, premiseNames: premiseNames, try way(node), also: also)
  }

  private func way(_ node: JSONNode) throws(InputError) -> Lemma.Way {
    let others = node.member("induction") == nil ? Self.ways.dropFirst() : Self.ways.prefix(1)
    guard others.allSatisfy({ node.member($0) == nil }) else {
      throw node.error("a proof stands beside an induction", in: file)
    }
    guard node.member("induction") != nil else { return .direct(try proof(of: node, "proof")) }
    return .induction(
      on: try name(node, "induction"), from: try index(try node.require("from", in: file)),
      base: try proof(of: node, "base"), step: try proof(of: node, "step"))
  }

  package func definition(_ node: JSONNode) throws(InputError) -> FamilyDefinition {
    try node.refuseOthers(["name", "parameters", "is", "over", "where", "of"], file)
    let kinds: [String: FamilyDefinition.Kind] = [
      "sum": .sum(over: "", .zero), "product": .product(over: "", .zero),
      "maximum": .maximum(over: [], where: [], .zero), "minimum": .minimum(over: [], where: [], .zero),
      "greatest": .greatest([]), "least": .least([]), "modulus": .modulus(re: .zero, im: .zero),
      "inverse": .inverse(.zero), "root": .squareRoot(.zero), "exponential": .exponential(.zero),
      "logarithm": .logarithm(.zero),
    ]
    let word = try text(node, "is")
    guard let kind = kinds[word] else {
      throw try node.require("is", in: file).error(
        "unknown kind \"\(word.prefix(40))\"; known: \(kinds.keys.sorted().joined(separator: ", "))", in: file
      )
    }
    let bodies = try node.require("of", in: file).array(in: file, "\"of\"")
    let bound = try names(node, "over")
    let count = kind.parts.bodies.count
    let guards = try indices(node, "where")
    let isRange = word == "sum" || word == "product"
    let isExtremum = word == "maximum" || word == "minimum"
    guard count == 0 || bodies.count == count,
      isExtremum || bound.count == (isRange ? 1 : 0) && guards.isEmpty
    else {
      throw node.error(
        "a \(word) takes \(count == 0 ? "" : "\(count) ")expression\(count == 1 ? "" : "s")"
          + (isRange ? " and one name" : "") + ", and nothing else", in: file)
    }
    return FamilyDefinition(
      try name(node, "name"), try names(node, "parameters"),
      kind.with(bound, guards, try bodies.map { x throws(InputError) in try polynomial(x) }))
  }

  // MARK: Proofs

  private func proof(of node: JSONNode, _ key: String) throws(InputError) -> Proof {
    try proof(try node.require(key, in: file))
  }

  private func proof(_ node: JSONNode) throws(InputError) -> Proof {
    let members = try node.object(in: file, "a proof")
    switch members.first?.key {
    case "sum": return .combination(try combination(node))
    case "steps":
      try node.refuseOthers(["steps", "then"], file)
      let list = try node.require("steps", in: file).array(in: file, "\"steps\"")
      return .steps(
        try list.map { node throws(InputError) in
          try node.refuseOthers(["name", "literal", "proof"], file)
          return Proof.Step(
            try name(node, "name"), try literal(try node.require("literal", in: file)),
            try proof(of: node, "proof"))
        }, then: try proof(of: node, "then"))
    case "if":
      try node.refuseOthers(["if", "yes", "no"], file)
      return .indexCases(
        try index(try node.require("if", in: file)), yes: try proof(of: node, "yes"),
        no: try proof(of: node, "no"))
    case "sign":
      try node.refuseOthers(["sign", "name", "yes", "no"], file)
      return .signCases(
        try polynomial(try node.require("sign", in: file)), name: try name(node, "name"),
        yes: try proof(of: node, "yes"), no: try proof(of: node, "no"))
    case "bound":
      try node.refuseOthers(["bound", "witness", "names", "proof"], file)
      return .bound(
        try atom(node, "bound"), witness: try indices(node, "witness"), names: try names(node, "names"),
        try proof(of: node, "proof"))
    case "bounds":
      try node.refuseOthers(["bounds", "proofs"], file)
      let list = try node.require("proofs", in: file).array(in: file, "\"proofs\"")
      return .bounds(try atom(node, "bounds"), try list.map { x throws(InputError) in try proof(x) })
    case "attained":
      try node.refuseOthers(["attained", "witness", "names", "equation", "proof"], file)
      return .attained(
        try atom(node, "attained"), witness: try indices(node, "witness"), names: try names(node, "names"),
        equation: try name(node, "equation"), try proof(of: node, "proof"))
    case "modulus":
      try node.refuseOthers(["modulus", "terms", "rewrites"], file)
      let list = try node.require("terms", in: file).array(in: file, "\"terms\"")
      return .modulus(
        try atom(node, "modulus"),
        try list.map { term throws(InputError) in
          let parts = try term.array(in: file, "a term")
          var result = Proof.ComplexTerm(try coefficient(term, parts), [])
          for x in parts.dropFirst() {
            if x.member("modulus") != nil {
              try x.refuseOthers(["modulus"], file)
              result.factors.append(try atom(x, "modulus"))
            } else {
              result.weight.append(try factor(x))
            }
          }
          return result
        }, rewrites: try rewrites(node))
    case "exponentials":
      try node.refuseOthers(["exponentials", "parts", "rewrites"], file)
      let list = try node.require("parts", in: file).array(in: file, "\"parts\"")
      return .exponentials(
        try atom(node, "exponentials"),
        try list.map { x throws(InputError) in
          try notation(x, "an element") { text throws(KernelTextError) in try KernelText.atom(text) }
        }, rewrites: try rewrites(node))
    case "exponentialOfLogarithm":
      try node.refuseOthers(["exponentialOfLogarithm", "positive"], file)
      return .exponentialOfLogarithm(
        try atom(node, "exponentialOfLogarithm"),
        positive: try reference(try node.require("positive", in: file)))
    case "root":
      try node.refuseOthers(["root", "nonnegative", "squares"], file)
      let pair = try node.require("root", in: file).array(in: file, "\"root\"")
      guard pair.count == 2 else { throw node.error("\"root\" takes two numbers: x <= y", in: file) }
      return .root(
        try polynomial(pair[0]), try polynomial(pair[1]), nonnegative: try proof(of: node, "nonnegative"),
        squares: try proof(of: node, "squares"))
    case "both":
      try node.refuseOthers(["both"], file)
      let pair = try node.require("both", in: file).array(in: file, "\"both\"")
      guard pair.count == 2 else { throw node.error("\"both\" takes two proofs", in: file) }
      return .both(try proof(pair[0]), try proof(pair[1]))
    case "above", "below":
      let isNegative = members.first?.key == "below"
      try node.refuseOthers([members[0].key], file)
      return .apart(isNegative: isNegative, try proof(members[0].node))
    default:
      throw node.error(
        "no rule of the kernel; a proof begins with \"sum\", \"steps\", \"if\", \"sign\", \"bound\", \"bounds\", \"attained\", "
          + "\"modulus\", \"exponentials\", \"exponentialOfLogarithm\", \"root\", \"both\", \"above\" or \"below\"",
        in: file)
    }
  }

  private func combination(_ node: JSONNode) throws(InputError) -> Proof.Combination {
    try node.refuseOthers(["sum", "equations", "rewrites", "absurd"], file)
    var result = Proof.Combination()
    result.terms = try node.require("sum", in: file).array(in: file, "\"sum\"").map {
      term throws(InputError) in
      let parts = try term.array(in: file, "a term")
      return Proof.Combination.Term(
        try coefficient(term, parts),
        try parts.dropFirst().map { x throws(InputError) in try factor(x) })
    }
    for equation in try node.member("equations")?.array(in: file, "\"equations\"") ?? [] {
      let pair = try equation.array(in: file, "an equation")
      guard pair.count == 2 else {
        throw equation.error("an equation is its factor and a reference", in: file)
      }
      result.equations.append(.init(try polynomial(pair[0]), try reference(pair[1])))
    }
    result.rewrites = try rewrites(node)
    result.isAbsurd = try node.member("absurd")?.bool(in: file, "\"absurd\"") ?? false
    return result
  }

  private func factor(_ node: JSONNode) throws(InputError) -> Proof.Combination.Factor {
    guard let root = node.member("square") else { return .fact(try reference(node)) }
    try node.refuseOthers(["square"], file)
    return .square(try polynomial(root))
  }

  private func coefficient(_ term: JSONNode, _ parts: [JSONNode]) throws(InputError) -> Rational {
    guard let first = parts.first, let value = Rational(inFile: try first.string(in: file, "a factor")) else {
      throw term.error("a term begins with a number such as \"3/5\"", in: file)
    }
    return value
  }

  private func rewrites(_ node: JSONNode) throws(InputError) -> [Rewrite] {
    try (try node.member("rewrites")?.array(in: file, "\"rewrites\"") ?? []).map { x throws(InputError) in
      let pair = try x.array(in: file, "a rewriting")
      guard pair.count == 2 else {
        throw x.error("a rewriting is what is replaced and an equation", in: file)
      }
      let head = try notation(pair[0], "an element") { text throws(KernelTextError) in
        try KernelText.atom(text)
      }
      return Rewrite(try reference(pair[1]), head)
    }
  }

  // MARK: Texts

  private func notation<Value>(
    _ node: JSONNode, _ what: String, _ read: (String) throws(KernelTextError) -> Value
  ) throws(InputError) -> Value {
    let text = try node.string(in: file, what)
    do throws(KernelTextError) {
      return try read(text)
    } catch {
      throw node.error("\(what), at its character \(error.column): \(error.message)", in: file)
    }
  }

  private func polynomial(_ node: JSONNode) throws(InputError) -> RealPolynomial {
    try notation(node, "an expression") { text throws(KernelTextError) in try KernelText.polynomial(text) }
  }

  private func literal(_ node: JSONNode) throws(InputError) -> Literal {
    try notation(node, "a comparison") { text throws(KernelTextError) in try KernelText.literal(text) }
  }

  private func index(_ node: JSONNode) throws(InputError) -> IndexTerm {
    try notation(node, "an index") { text throws(KernelTextError) in try KernelText.index(text) }
  }

  private func reference(_ node: JSONNode) throws(InputError) -> Reference {
    try notation(node, "a reference") { text throws(KernelTextError) in try KernelText.reference(text) }
  }

  private func atom(_ node: JSONNode, _ key: String) throws(InputError) -> Atom {
    try notation(try node.require(key, in: file), "an element") { text throws(KernelTextError) in
      try KernelText.atom(text)
    }
  }

  private func text(_ node: JSONNode, _ key: String) throws(InputError) -> String {
    try node.require(key, in: file).string(in: file, "\"\(key)\"")
  }

  private func names(_ node: JSONNode, _ key: String) throws(InputError) -> [String] {
    try (try node.member(key)?.array(in: file, "\"\(key)\"") ?? []).map { x throws(InputError) in
      try name(x)
    }
  }

  private func name(_ node: JSONNode, _ key: String) throws(InputError) -> String {
    try name(try node.require(key, in: file))
  }

  private func name(_ node: JSONNode) throws(InputError) -> String {
    try notation(node, "a name") { text throws(KernelTextError) in try KernelText.name(text) }
  }

  private func indices(_ node: JSONNode, _ key: String) throws(InputError) -> [IndexTerm] {
    try (try node.member(key)?.array(in: file, "\"\(key)\"") ?? []).map { x throws(InputError) in
      try index(x)
    }
  }
}

extension JSONNode {
  /// Refuses members that nothing reads.
  fileprivate func refuseOthers(_ known: [String], _ file: String) throws(InputError) {
    for member in try object(in: file) where !known.contains(member.key) {
      throw InputError(
        file: file, position: member.keyPosition,
        message: "unknown key \"\(member.key.prefix(60))\"; known: \(known.joined(separator: ", "))")
    }
  }
}
