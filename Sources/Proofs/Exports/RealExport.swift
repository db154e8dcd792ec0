import Claims
import Enclosures
import Evaluation

/// A refutation stated and proved over Coq's reals: for roots, exp, log and the like.
///
/// Every value of the theorem at the instance becomes a definition, followed by a lemma that says what is known
/// of it: its value where that is rational, else rational bounds. Hypotheses and conclusions are proved or
/// refuted part by part from those.
struct RealExport {
  private let graph: InstanceGraph
  /// The names that a register's text mentions, where it has no name itself.
  private var mentioned: [Int32: [Int32]] = [:]
  private var depth: [Int32: Int] = [:]
  /// The names of which only bounds are known.
  private var bounded: Set<Int32> = []
  /// Over how many definitions a value is reached: bounds are given with fewer digits the further away.
  private var level: [Int32: Int] = [:]
  /// What has to hold for the values to be those of the claim, with its proof.
  private var conditions: [(formula: String, proof: String)] = []
  /// A proof that grows beyond this is not written.
  private static let largestFormula = 1 << 20

  /// - Throws: an `ExportError` where the claim at the instance has no export.
  static func text(_ certificate: RefutationCertificate) throws -> String {
    var export = RealExport(graph: try InstanceGraph(certificate, reserved: CoqReals.reserved))
    return try export.render()
  }

  private init(graph: InstanceGraph) { self.graph = graph }

  private var program: Program { graph.program }

  // MARK: The file

  private mutating func render() throws -> String {
    let (registers, conclusions) = try graph.reachable()
    var definitions: [String] = []
    for x in registers {
      if let text = try definition(of: x) { definitions.append(text) }
    }
    let name = graph.unique(graph.certificate.theorem.name + "_refuted")
    var lemmas: [String] = []
    var proofs: [String] = []
    var statements: [String] = []
    func state(_ formula: String, _ proof: String, _ kind: String, _ number: Int, _ comment: String) {
      let lemma = graph.unique("\(kind)_\(number)")
      lemmas.append(
        "Lemma \(lemma) : \(formula).\(comment.isEmpty ? "" : "  " + Coq.comment(comment))\nProof. \(proof) Qed."
      )
      proofs.append(lemma)
      statements.append("  (\(formula)) /\\")
    }
    for (k, trace) in program.hypotheses.enumerated() {
      let isDomain = k < graph.ground.domainCount
      let number = isDomain ? k + 1 : k + 1 - graph.ground.domainCount
      state(
        try formula(trace.truth), try proof(of: trace.truth, is: true), isDomain ? "domain" : "assumption",
        number,
        graph.label(trace))
    }
    guard let failing = conclusions.firstIndex(where: { truth($0.truth) == false }) else {
      throw ExportError(description: "exact arithmetic does not tell which conclusion fails")
    }
    let formulas = try conclusions.map { try formula($0.truth) }
    let refutation =
      "Lemma conclusion_fails : ~ (\(formulas[failing])).\nProof. \(try proof(of: conclusions[failing].truth, is: false)) Qed."
    // Conditions were met on the way.
    for (k, condition) in conditions.enumerated() {
      state(condition.formula, condition.proof, "defined", k + 1, "")
    }
    let path = (0..<failing).reduce("H") { text, _ in "(proj2 \(text))" }
    let projection = failing == conclusions.count - 1 ? path : "(proj1 \(path))"
    let parts = [
      Coq.comment(graph.header()), CoqReals.preamble,
      Coq.comment("The instance, and every value that the claim speaks of.") + "\n\n"
        + definitions.joined(separator: "\n"),
      Coq.comment("What is defined, the domains and the assumptions.") + "\n\n"
        + lemmas.joined(separator: "\n"),
      Coq.comment("The conclusions.") + "\n\nDefinition conclusions : Prop :=\n"
        + formulas.map { "  (\($0))" }.joined(separator: " /\\\n") + ".", refutation,
      """
      Theorem \(name) :
      \(statements.joined(separator: "\n"))
        ~ conclusions.
      Proof.
      \(proofs.map { "  split; [exact \($0)|]." }.joined(separator: "\n"))
        intros H. exact (conclusion_fails \(projection)).
      Qed.

      Print Assumptions \(name).
      """,
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The truth of a formula at the instance; of a `forall real` at the point where it fails.
  private func truth(_ x: Int32) -> Bool? {
    if let known = graph.run.truths[Int(x)] { return known }
    guard let n = graph.writer[x] else { return nil }
    switch n.opcode {
    case .forallReal:
      guard graph.points[Int(n.a)] != nil else { return nil }
      return graph.run.truths[Int(program.blocks[Int(n.a)].body)]
    case .not: return truth(n.a).map { !$0 }
    case .and:
      let (p, q) = (truth(n.a), truth(n.b))
      return p == false || q == false ? false : p == true && q == true ? true : nil
    case .or:
      let (p, q) = (truth(n.a), truth(n.b))
      return p == true || q == true ? true : p == false && q == false ? false : nil
    default: return nil
    }
  }

  // MARK: Numbers

  private mutating func definition(of x: Int32) throws -> String? {
    if let block = graph.blockOf[x], program.blocks[block].parameter == x {
      guard let point = graph.points[block] else { return nil }
      return Self.defined(graph.name(x), CoqReals.number(point), value: point, uses: "")
    }
    guard let n = graph.writer[x], !n.opcode.isTruth, graph.run.isDefined[Int(x)] else { return nil }
    switch n.opcode {
    case .constant: return nil
    default: break
    }
    let operands = n.operandRegisters(in: program.operands)
    let isPlain = [Opcode.add, .sub, .mul, .neg, .alias].contains(n.opcode)
    let deepest = operands.map { graph.names[$0] == nil ? (depth[$0] ?? 0) + 1 : 0 }.max() ?? 0
    level[x] = (operands.map { level[$0] ?? 0 }.max() ?? 0) + 1
    if isPlain, graph.ground.labels[x] == nil, graph.uses[x] ?? 0 <= 1, deepest <= 4 {
      depth[x] = deepest
      mentioned[x] = operands.flatMap { graph.names[$0] != nil ? [$0] : mentioned[$0] ?? [] }
      return nil
    }
    let text = try body(n)
    let uses = preparation(operands.flatMap { graph.names[$0] != nil ? [$0] : mentioned[$0] ?? [] })
    let name = graph.name(x)
    let isReachedExactly = !operands.flatMap(names).contains { bounded.contains($0) }
    if let value = graph.run.values[Int(x)], isReachedExactly || isSquareOfRoot(n) {
      guard isReachedExactly else {
        let root = graph.name(n.a)
        let radicand = graph.writer[n.a].map { preparation(names($0.a)) } ?? ""
        return """
          Definition \(name) : R := \(text).
          Lemma \(name)_value : \(name) = \(CoqReals.number(value)).
          Proof. unfold \(name), \(root). rewrite pow2_sqrt. { \(radicand)known. } { \(radicand)compared. } Qed.
          """
      }
      return Self.defined(name, text, value: value, uses: uses)
    }
    bounded.insert(x)
    guard let low = graph.run.lower[Int(x)], let high = graph.run.upper[Int(x)] else {
      throw ExportError(description: "a value without bounds")
    }
    let digits = max(30, 140 - 3 * (level[x] ?? 1))
    let scale = Rational(10).power(digits)
    let lower = Rational((low * scale).floor) / scale - 1 / scale
    let upper = Rational((high * scale).ceiling) / scale + 1 / scale
    return """
      Definition \(name) : R := \(text).
      Lemma \(name)_bounds : \(CoqReals.number(lower)) <= \(name) <= \(CoqReals.number(upper)).
      Proof. unfold \(name). \(uses)bounded. Qed.
      """
  }

  /// The square of a root that has a name: what is under the root.
  private func isSquareOfRoot(_ n: Instruction) -> Bool {
    n.opcode == .powInt && n.b == 2 && graph.names[n.a] != nil && graph.writer[n.a]?.opcode == .sqrt
      && graph.writer[n.a].map { !names($0.a).contains { bounded.contains($0) } } ?? false
  }

  private static func defined(_ name: String, _ text: String, value: Rational, uses: String) -> String {
    """
    Definition \(name) : R := \(text).
    Lemma \(name)_value : \(name) = \(CoqReals.number(value)).
    Proof. unfold \(name). \(uses)known. Qed.
    """
  }

  /// What is known of names, put to use: values in their place, bounds as hypotheses about a variable.
  private func preparation(_ registers: [Int32]) -> String {
    var text = ""
    for x in Set(registers).sorted() {
      guard let name = graph.names[x] else { continue }
      if !bounded.contains(x) {
        text += "rewrite ?\(name)_value. "
      } else {
        text += "generalize \(name)_bounds; generalize \(name); intros \(name) \(name)_bounds. "
      }
    }
    return text
  }

  private mutating func real(_ x: Int32) throws -> String {
    if let known = graph.names[x] { return known }
    guard graph.run.isDefined[Int(x)] || graph.blockOf[x] != nil, let n = graph.writer[x] else {
      throw ExportError(description: "a part of the claim that has no value at the instance")
    }
    return try body(n)
  }

  private mutating func body(_ n: Instruction) throws -> String {
    switch n.opcode {
    case .input:
      let input = graph.ground.inputs[Int(n.a)]
      let value = graph.certificate.instance.values[input.variable][input.element]
      return CoqReals.number(input.part == .real ? value.re : value.im)
    case .constant: return CoqReals.number(program.constants[Int(n.a)])
    case .zeroIfDefined:
      _ = try real(n.a)
      return "0"
    case .pi: return "PI"
    case .add: return "(\(try real(n.a)) + \(try real(n.b)))"
    case .sub: return "(\(try real(n.a)) - \(try real(n.b)))"
    case .mul: return "(\(try real(n.a)) * \(try real(n.b)))"
    case .div:
      try require("\(try real(n.b)) <> 0", signOf: n.b)
      return "(\(try real(n.a)) / \(try real(n.b)))"
    case .neg: return "(- \(try real(n.a)))"
    case .abs: return "(Rabs \(try real(n.a)))"
    case .min: return "(Rmin \(try real(n.a)) \(try real(n.b)))"
    case .max: return "(Rmax \(try real(n.a)) \(try real(n.b)))"
    case .alias: return try real(n.a)
    case .powInt:
      if n.b < 0 { try require("\(try real(n.a)) <> 0", signOf: n.a) }
      return n.b < 0 ? "(/ (\(try real(n.a)) ^ \(-Int(n.b))))" : "(\(try real(n.a)) ^ \(n.b))"
    case .pow:
      let x = try real(n.a)
      try require("0 < \(x)", signOf: n.a)
      return "(Rpower \(x) \(try real(n.b)))"
    case .sqrt:
      let x = try real(n.a)
      conditions.append(("0 <= \(x)", preparation(names(n.a)) + "compared."))
      return "(sqrt \(x))"
    case .log:
      let x = try real(n.a)
      try require("0 < \(x)", signOf: n.a)
      return "(ln \(x))"
    case .exp: return "(exp \(try real(n.a)))"
    case .sin: return "(sin \(try real(n.a)))"
    case .cos: return "(cos \(try real(n.a)))"
    case .tanh: return "(1 - 2 / (exp (2 * \(try real(n.a))) + 1))"
    case .sigmoid: return "(1 / (1 + exp (- \(try real(n.a)))))"
    case .softplus: return "(ln (1 + exp \(try real(n.a))))"
    case .silu: return "(\(try real(n.a)) / (1 + exp (- \(try real(n.a)))))"
    case .select: return try choice(n.a, n.b, n.c)
    case .derivativeSwitch:
      let o = n.operandRegisters(in: program.operands)
      if truth(o[0]) != truth(o[1]) { throw InstanceGraph.unsupported("a derivative at a switch") }
      return try choice(o[1], o[4], o[5])
    default: throw ExportError(description: "'\(n.opcode)' has no export")
    }
  }

  /// The branch that is taken; that it is, is a condition.
  private mutating func choice(_ condition: Int32, _ then: Int32, _ otherwise: Int32) throws -> String {
    guard let isTaken = truth(condition) else {
      throw ExportError(description: "a condition that is not decided")
    }
    let text = try formula(condition)
    conditions.append((isTaken ? text : "~ (\(text))", try proof(of: condition, is: isTaken)))
    return try real(isTaken ? then : otherwise)
  }

  private func names(_ x: Int32) -> [Int32] { graph.names[x] != nil ? [x] : mentioned[x] ?? [] }

  /// That a number is not 0, or is positive.
  private mutating func require(_ formula: String, signOf x: Int32) throws {
    let isNegative = (graph.run.upper[Int(x)]?.signum ?? 0) < 0
    let step = formula.contains("<>") ? isNegative ? "apply Rlt_not_eq. " : "apply Rgt_not_eq. " : ""
    conditions.append((formula, preparation(names(x)) + step + "compared."))
  }

  // MARK: Formulas

  private mutating func formula(_ x: Int32) throws -> String {
    guard let n = graph.writer[x] else { throw ExportError(description: "a formula without an instruction") }
    let text: String
    switch n.opcode {
    case .isTrue: text = "True"
    case .isFalse: text = "False"
    case .less: text = "\(try real(n.a)) < \(try real(n.b))"
    case .lessOrEqual: text = "\(try real(n.a)) <= \(try real(n.b))"
    case .equal: text = "\(try real(n.a)) = \(try real(n.b))"
    case .not: text = "~ (\(try formula(n.a)))"
    case .and: text = "(\(try formula(n.a))) /\\ (\(try formula(n.b)))"
    case .or: text = "(\(try formula(n.a))) \\/ (\(try formula(n.b)))"
    case .forallReal:
      let block = program.blocks[Int(n.a)]
      let x = try real(block.parameter)
      var inner = "(\(try formula(block.body)))"
      if let filter = block.filter { inner = "((\(try formula(filter))) -> \(inner))" }
      if let end = block.upper {
        inner = "(\(x) \(end.isClosed ? "<=" : "<") \(try real(end.register)) -> \(inner))"
      }
      if let end = block.lower {
        inner = "(\(try real(end.register)) \(end.isClosed ? "<=" : "<") \(x) -> \(inner))"
      }
      text = inner
    default: throw ExportError(description: "'\(n.opcode)' has no export")
    }
    guard text.utf8.count < Self.largestFormula else {
      throw ExportError(description: "a formula of more than \(Self.largestFormula) characters")
    }
    return text
  }

  /// A proof of the formula, or of its negation.
  private mutating func proof(of x: Int32, is expected: Bool) throws -> String {
    guard let n = graph.writer[x], truth(x) == expected else {
      throw ExportError(description: "a formula that exact arithmetic does not decide")
    }
    func comparison(_ step: String) -> String { step + preparation(names(n.a) + names(n.b)) + "compared." }
    switch (n.opcode, expected) {
    case (.isTrue, _): return "exact I."
    case (.isFalse, _): return "exact (fun H => H)."
    case (.less, true), (.lessOrEqual, true): return comparison("")
    case (.equal, true): return preparation(names(n.a) + names(n.b)) + "first [reflexivity | known]."
    case (.less, false): return comparison("apply Rle_not_lt. ")
    case (.lessOrEqual, false): return comparison("apply Rlt_not_le. ")
    case (.equal, false):
      return preparation(names(n.a) + names(n.b))
        + "first [apply Rlt_not_eq; compared | apply Rgt_not_eq; compared]."
    case (.not, true): return try proof(of: n.a, is: false)
    case (.not, false): return "apply not_not. \(try proof(of: n.a, is: true))"
    case (.and, true): return "split. { \(try proof(of: n.a, is: true)) } { \(try proof(of: n.b, is: true)) }"
    case (.and, false):
      return truth(n.a) == false
        ? "apply not_left. \(try proof(of: n.a, is: false))"
        : "apply not_right. \(try proof(of: n.b, is: false))"
    case (.or, true):
      return truth(n.a) == true
        ? "left. \(try proof(of: n.a, is: true))" : "right. \(try proof(of: n.b, is: true))"
    case (.or, false):
      return "apply neither. { \(try proof(of: n.a, is: false)) } { \(try proof(of: n.b, is: false)) }"
    case (.forallReal, false):
      let block = program.blocks[Int(n.a)]
      var text = ""
      func within(_ low: Int32, _ high: Int32) -> String {
        preparation(names(low) + names(high)) + "compared."
      }
      if let end = block.lower { text += "apply not_implied. { \(within(end.register, block.parameter)) } " }
      if let end = block.upper { text += "apply not_implied. { \(within(block.parameter, end.register)) } " }
      if let filter = block.filter { text += "apply not_implied. { \(try proof(of: filter, is: true)) } " }
      return text + (try proof(of: block.body, is: false))
    default: throw ExportError(description: "'\(n.opcode)' has no proof")
    }
  }
}
