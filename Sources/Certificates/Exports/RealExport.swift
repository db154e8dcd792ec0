import Claims
import Numbers

/// A refutation stated and proved over Coq's reals: for roots, exp, log and the like, and for derivatives.
///
/// Every number of the claim at the instance becomes a definition, followed by a lemma that says what is known
/// of it: its value where that is rational, else rational bounds. Hypotheses and conclusions are proved or
/// refuted part by part from those. A derivative is the number that `derivable_pt_lim` shows it to be.
struct RealExport {
  let certificate: RefutationCertificate
  let claim: UnrolledClaim
  var names = ExportNames(reserved: CoqReals.reserved)
  private let nodes: [NodeID]
  private let uses: [NodeID: Int]
  /// Numbers that need a name: those that a derivative rests on.
  private var needsName: Set<NodeID> = []
  /// The names that a number's text mentions, where it has no name itself.
  private var mentioned: [NodeID: [NodeID]] = [:]
  private var depth: [NodeID: Int] = [:]
  /// Whether Coq is shown the rational value of a number, and not bounds alone.
  private var isExact: [NodeID: Bool] = [:]
  /// Over how many definitions a number is reached: bounds are given with fewer digits the further away.
  private var level: [NodeID: Int] = [:]
  /// By target: the functions that are differentiated, by number.
  var functions: [NodeID: [NodeID: String]] = [:]
  private var usesIntervals = false
  private var usesDerivatives = false
  /// A formula that grows beyond this is not written.
  private static let largestFormula = 1 << 20

  /// - Throws: an `ExportError` where the claim at the instance has no export.
  static func text(_ certificate: RefutationCertificate, _ claim: UnrolledClaim) throws -> String {
    var export = RealExport(certificate, claim)
    return try export.render()
  }

  private init(_ certificate: RefutationCertificate, _ claim: UnrolledClaim) {
    self.certificate = certificate
    self.claim = claim
    (nodes, uses) = claim.reachable()
  }

  // MARK: The file

  private mutating func render() throws -> String {
    for x in nodes {
      guard let derivative = claim.nodes[x].derivative else { continue }
      usesDerivatives = true
      needsName.formUnion([x, derivative.target])
      for y in dependents(on: derivative.target, below: derivative.function) { needsName.insert(y) }
    }
    var definitions: [String] = []
    var statements: [String] = []
    var proofs: [String] = []
    var lemmas: [String] = []
    func state(_ formula: String, _ proof: String, _ kind: String, _ number: Int, _ comment: String) {
      let lemma = names.unique("\(kind)_\(number)")
      lemmas.append(
        "Lemma \(lemma) : \(formula).\(comment.isEmpty ? "" : "  " + Coq.comment(comment))\nProof. \(proof) Qed."
      )
      proofs.append(lemma)
      statements.append("  (\(formula)) /\\")
    }
    for x in nodes {
      if let text = try definition(of: x) { definitions.append(text) }
      if let derivative = claim.nodes[x].derivative {
        let found = try self.derivative(derivative)
        definitions += found.lemmas
        statements.append("  (\(found.statement)) /\\")
        proofs.append(found.lemma)
      }
    }
    var seen: Set<String> = []
    for x in nodes {
      for condition in claim.nodes[x].conditions {
        let text = try formula(condition)
        guard seen.insert(text).inserted else { continue }
        state(text, try proof(of: condition), "defined", seen.count, "")
      }
    }
    for (kind, list) in [("domain", claim.domains), ("assumption", claim.assumptions)] {
      for (k, stated) in list.enumerated() {
        state(try formula(stated.formula), try proof(of: stated.formula), kind, k + 1, stated.place)
      }
    }
    let (formulas, failing) = try conclusions()
    let refutation =
      "Lemma conclusion_fails : ~ (\(formulas[failing].text)).\nProof. \(try proof(of: formulas[failing].formula)) Qed."
    let path = (0..<failing).reduce("H") { text, _ in "(proj2 \(text))" }
    let projection = failing == formulas.count - 1 ? path : "(proj1 \(path))"
    let name = names.unique(certificate.theorem.name + "_refuted")
    let parts = [
      Coq.comment(certificate.exportHeader),
      CoqReals.preamble(withIntervals: usesIntervals, withDerivatives: usesDerivatives),
      Coq.comment("The instance, and every number that the claim speaks of.") + "\n\n"
        + definitions.joined(separator: "\n"),
      Coq.comment("What is defined, the domains and the assumptions.") + "\n\n"
        + lemmas.joined(separator: "\n"),
      Coq.comment("The conclusions\(claim.isPartial ? ", as far as they can be stated" : "").")
        + "\n\nDefinition conclusions : Prop :=\n"
        + formulas.map { "  (\($0.text))" }.joined(separator: " /\\\n") + ".", refutation,
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

  /// The conclusions' formulas, and one that can be shown to fail.
  private mutating func conclusions() throws -> (formulas: [(text: String, formula: Formula)], failing: Int) {
    let formulas = try claim.conclusions.map { (text: try formula($0.formula), formula: $0.formula) }
    var reason: (any Error)?
    for (k, stated) in formulas.enumerated() where !stated.formula.isTrue {
      do {
        _ = try proof(of: stated.formula)
        return (formulas, k)
      } catch {
        reason = reason ?? error
      }
    }
    throw reason ?? ExportError(description: "no conclusion fails at the instance")
  }

  // MARK: Numbers

  private mutating func definition(of x: NodeID) throws -> String? {
    let node = claim.nodes[x]
    let operands = node.operands
    isExact[x] = isKnown(node)
    level[x] = (operands.map { level[$0] ?? 0 }.max() ?? 0) + 1
    if node.operation == .number, !needsName.contains(x) { return nil }
    let isPlain = [Operation.add, .subtract, .multiply, .negate, .same, .pi].contains(node.operation)
    let deepest = operands.map { names[$0] == nil ? (depth[$0] ?? 0) + 1 : 0 }.max() ?? 0
    if isPlain, node.label == nil, !needsName.contains(x), uses[x] ?? 0 <= 1, deepest <= 4 {
      depth[x] = deepest
      mentioned[x] = operands.flatMap(namesIn)
      return nil
    }
    let text = try body(node)
    let uses = preparation(operands.flatMap(namesIn))
    let name = names.give(x, node.label)
    if isExact[x] == true, let value = node.value.exactValue {
      guard isSquareOfRoot(node) else { return Self.defined(name, text, value: value, uses: uses) }
      let root = names[operands[0]] ?? ""
      let radicand = preparation(claim.nodes[operands[0]].operands.flatMap(namesIn))
      return """
        Definition \(name) : R := \(text).
        Lemma \(name)_value : \(name) = \(CoqReals.number(value)).
        Proof. unfold \(name), \(root). rewrite pow2_sqrt. { \(radicand)known. } { \(radicand)compared. } Qed.
        """
    }
    isExact[x] = false
    usesIntervals = true
    guard let low = node.value.lower, let high = node.value.upper else {
      throw ExportError(description: "a value without bounds")
    }
    let scale = Rational(10).power(digits(x))
    let lower = Rational((low * scale).floor) / scale - 1 / scale
    let upper = Rational((high * scale).ceiling) / scale + 1 / scale
    return """
      Definition \(name) : R := \(text).
      Lemma \(name)_bounds : \(CoqReals.number(lower)) <= \(name) <= \(CoqReals.number(upper)).
      Proof. unfold \(name). \(uses)bounded. Qed.
      """
  }

  private func digits(_ x: NodeID) -> Int { max(30, 140 - 3 * (level[x] ?? 1)) }

  /// Whether the tactics show the value: rational operations on such numbers, and functions at a few points.
  private func isKnown(_ node: Node) -> Bool {
    guard let value = node.value.exactValue else { return false }
    if isSquareOfRoot(node) { return true }
    guard node.operands.allSatisfy({ isExact[$0] == true }) else { return false }
    func isAt(_ point: Rational) -> Bool { claim.nodes[node.operands[0]].value.exactValue == point }
    switch node.operation {
    case .pi, .realPower, .softplus, .arctangent: return false
    case .exp, .sin, .cos, .tanh, .sigmoid, .silu: return isAt(0)
    case .log: return isAt(1)
    case .squareRoot: return value * value == claim.nodes[node.operands[0]].value.exactValue
    default: return true
    }
  }

  /// The square of a root that has a name: what is under the root.
  private func isSquareOfRoot(_ node: Node) -> Bool {
    guard node.operation == .power(2), let root = node.operands.first, names[root] != nil else {
      return false
    }
    let inner = claim.nodes[root]
    return inner.operation == .squareRoot && isExact[root] == false
      && inner.operands.allSatisfy { isExact[$0] == true }
  }

  private static func defined(_ name: String, _ text: String, value: Rational, uses: String) -> String {
    """
    Definition \(name) : R := \(text).
    Lemma \(name)_value : \(name) = \(CoqReals.number(value)).
    Proof. unfold \(name). \(uses)known. Qed.
    """
  }

  private func namesIn(_ x: NodeID) -> [NodeID] { names[x] != nil ? [x] : mentioned[x] ?? [] }

  /// What is known of names, put to use: values in their place, bounds as hypotheses about a variable.
  private func preparation(_ numbers: [NodeID]) -> String {
    var text = ""
    for x in Set(numbers).sorted() {
      guard let name = names[x] else { continue }
      if isExact[x] == true {
        text += "rewrite ?\(name)_value. "
      } else {
        text += "generalize \(name)_bounds; generalize \(name); intros \(name) \(name)_bounds. "
      }
    }
    return text
  }

  func real(_ x: NodeID) throws -> String { try names[x] ?? body(claim.nodes[x]) }

  private func body(_ node: Node) throws -> String {
    try CoqReals.text(node.operation, try node.operands.map(real), node.value)
  }

  // MARK: Formulas

  func formula(_ formula: Formula) throws -> String {
    func joined(_ parts: [Formula], _ symbol: String, _ empty: String) throws -> String {
      parts.isEmpty ? empty : try parts.map { "(\(try self.formula($0)))" }.joined(separator: " \(symbol) ")
    }
    let text: String
    switch formula.kind {
    case .comparison(let relation, let x, let y):
      let symbol = relation == .notEqual ? "<>" : relation.rawValue
      text = "\(try real(x)) \(symbol) \(try real(y))"
    case .not(let x): text = "~ (\(try self.formula(x)))"
    case .all(let parts): text = try joined(parts, "/\\", "True")
    case .any(let parts): text = try joined(parts, "\\/", "False")
    case .implies(let x, let y): text = "(\(try self.formula(x))) -> (\(try self.formula(y)))"
    }
    guard text.utf8.count < Self.largestFormula else {
      throw ExportError(description: "a formula of more than \(Self.largestFormula) characters")
    }
    return text
  }

  /// A proof of the formula where it is true, of its negation where it is false.
  mutating func proof(of formula: Formula) throws -> String {
    switch (formula.kind, formula.isTrue) {
    case (.comparison(let relation, let x, let y), let truth): return try comparison(relation, x, y, truth)
    case (.not(let x), true): return try proof(of: x)
    case (.not(let x), false): return "apply not_not. \(try proof(of: x))"
    case (.all(let parts), true):
      guard let last = parts.last else { return "exact Logic.I." }
      let split = try parts.dropLast().map { "split. { \(try proof(of: $0)) } " }.joined()
      return split + (try proof(of: last))
    case (.any(let parts), false):
      guard let last = parts.last else { return "exact (fun H => H)." }
      let split = try parts.dropLast().map { "apply neither. { \(try proof(of: $0)) } " }.joined()
      return split + (try proof(of: last))
    case (.all(let parts), false): return try choice(parts, "apply not_left. ", "apply not_right. ")
    case (.any(let parts), true): return try choice(parts, "left. ", "right. ")
    case (.implies(let x, let y), true):
      return y.isTrue ? "intros _. \(try proof(of: y))" : "intros P. exfalso. revert P. \(try proof(of: x))"
    case (.implies(let x, let y), false):
      return "apply not_implied. { \(try proof(of: x)) } \(try proof(of: y))"
    }
  }

  /// The proof of the first part that decides and can be proved.
  private mutating func choice(_ parts: [Formula], _ here: String, _ further: String) throws -> String {
    let wanted = here.contains("left") && !here.contains("not")
    var reason: (any Error)?
    for (k, part) in parts.enumerated() where part.isTrue == wanted {
      do {
        let proof = try proof(of: part)
        return String(repeating: further, count: k) + (k < parts.count - 1 ? here : "") + proof
      } catch {
        reason = reason ?? error
      }
    }
    throw reason ?? ExportError(description: "a formula that exact arithmetic does not decide")
  }

  private mutating func comparison(
    _ relation: Relation, _ x: NodeID, _ y: NodeID, _ isTrue: Bool
  ) throws -> String {
    let uses = preparation(namesIn(x) + namesIn(y))
    try require(x, y)
    if try real(x) == real(y) { return "\(uses)first [lra | intros P; lra]." }
    switch (relation, isTrue) {
    case (.less, true), (.lessOrEqual, true), (.greater, true), (.greaterOrEqual, true):
      return "\(uses)compared."
    case (.less, false): return "apply Rle_not_lt. \(uses)compared."
    case (.lessOrEqual, false): return "apply Rlt_not_le. \(uses)compared."
    case (.greater, false): return "apply Rle_not_gt. \(uses)compared."
    case (.greaterOrEqual, false): return "apply Rlt_not_ge. \(uses)compared."
    case (.equal, true): return "\(uses)first [reflexivity | known]."
    case (.notEqual, false): return "apply not_not. \(uses)first [reflexivity | known]."
    case (.equal, false), (.notEqual, true):
      return "\(uses)first [apply Rlt_not_eq; compared | apply Rgt_not_eq; compared]."
    }
  }

  /// A comparison of a number that is not 0 with 0, in whichever direction it stands.
  mutating func comparedWithZero(_ x: NodeID) throws -> String {
    if isExact[x] != true {
      usesIntervals = true
      guard let low = claim.nodes[x].value.lower, let high = claim.nodes[x].value.upper,
        max(low, -high) > 1 / Rational(10).power(25)
      else { throw ExportError(description: "a number that is not rational and closer to 0 than 10^-25") }
    }
    return "\(preparation(namesIn(x)))compared."
  }

  /// Two numbers that are not both known exactly are told apart only by their bounds.
  private mutating func require(_ x: NodeID, _ y: NodeID) throws {
    if isExact[x] == true && isExact[y] == true { return }
    usesIntervals = true
    if try real(x) == real(y) { return }
    let (a, b) = (claim.nodes[x].value, claim.nodes[y].value)
    guard let low = a.lower, let high = a.upper, let least = b.lower, let greatest = b.upper else {
      throw ExportError(description: "a value without bounds")
    }
    let size = [low, high, least, greatest].map(\.magnitude).max() ?? 0
    let gap = max(least - high, low - greatest)
    guard gap > (1 + size) / Rational(10).power(25) else {
      throw ExportError(
        description: "a comparison of numbers that are not rational and are equal, or closer than 10^-25")
    }
  }
}
