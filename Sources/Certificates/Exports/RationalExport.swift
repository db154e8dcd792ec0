import Numbers

/// A refutation stated and proved in a proof assistant, over the rationals.
///
/// Every number of the claim at the instance becomes a definition, every hypothesis and conclusion a formula; the
/// theorem says that what gives the numbers their values holds (divisors that are not 0, radicands that are not negative,
/// the conditions that chose a branch), that all hypotheses hold, and that not all conclusions do. A square root that is
/// rational comes as its value r, with the formula 0 ≤ r and r² = x.
struct RationalExport<Language: ProofLanguage & SendableMetatype> {
  private let certificate: RefutationCertificate
  private let claim: UnrolledClaim
  private var names = ExportNames(reserved: Language.reserved)
  private let nodes: [NodeID]
  private let uses: [NodeID: Int]
  /// How deep a number's text nests where it is not given a name.
  private var depth: [NodeID: Int] = [:]
  private static var deepest: Int { 6 }

  /// - Throws: an `ExportError` where the claim at the instance cannot be stated over the rationals.
  static func text(_ certificate: RefutationCertificate, _ claim: UnrolledClaim) throws -> String {
    var export = RationalExport(certificate, claim)
    return try export.render()
  }

  private init(_ certificate: RefutationCertificate, _ claim: UnrolledClaim) {
    self.certificate = certificate
    self.claim = claim
    (nodes, uses) = claim.reachable()
  }

  // MARK: The file

  private mutating func render() throws -> String {
    // The conditions are formulas about numbers with names: these come first.
    var definitions: [String] = []
    for x in nodes {
      if let text = try definition(of: x) { definitions.append(text) }
    }
    var conditions: [(text: String, comment: String)] = []
    var seen: Set<String> = []
    for x in nodes {
      for text in try self.conditions(of: x) where seen.insert(text).inserted {
        conditions.append((text, ""))
      }
    }
    func list(_ stated: [UnrolledClaim.Stated]) throws -> [(text: String, comment: String)] {
      try stated.map { (Self.bracketed(try formula($0.formula)), $0.place) }
    }
    let lists: [(name: String, meaning: String, formulas: [(text: String, comment: String)])] = [
      (
        "definedness",
        "Divisors are not 0, roots are roots, and the branches taken are those that the conditions choose.",
        conditions
      ),
      ("domains", "The domains of the variables.", try list(claim.domains)),
      ("assumptions", "The assumptions.", try list(claim.assumptions)),
    ]
    let used = lists.filter { !$0.formulas.isEmpty }
    let name = names.unique(certificate.theorem.name + "_refuted")
    var parts = [Language.comment(certificate.exportHeader), Language.preamble]
    parts.append(
      Language.comment("The instance, and every number that the claim speaks of.") + "\n\n"
        + definitions.joined(separator: "\n"))
    parts += used.map { name, meaning, formulas in
      Language.comment(meaning) + "\n" + Language.definition(name, formulas: formulas)
    }
    parts.append(
      Language.comment("The conclusions\(claim.isPartial ? ", as far as they can be stated" : "").")
        + "\n" + Language.definition("conclusions", formulas: try list(claim.conclusions)))
    parts.append(Language.theorem(name, lists: used.map(\.name)))
    return parts.joined(separator: "\n\n") + "\n"
  }

  // MARK: Numbers

  /// The definition of a number, or nil where its text stands at the place of its use.
  private mutating func definition(of x: NodeID) throws -> String? {
    let node = claim.nodes[x]
    if isInline(x, node) { return nil }
    let text = try body(x, node)
    let name = names.give(x, node.label)
    let comment =
      switch node.operation {
      case .point: "  " + Language.comment("where it fails")
      case .input: ""
      default: node.label.map { "  " + Language.comment($0) } ?? ""
      }
    return Language.definition(name, number: text) + comment
  }

  /// Whether a number has no name: numbers of the claim, and what is used once and does not nest deep.
  private mutating func isInline(_ x: NodeID, _ node: Node) -> Bool {
    switch node.operation {
    case .number: return true
    case .input, .point, .squareRoot: return false
    default: break
    }
    if node.label != nil { return false }
    let level = node.operands.map { names[$0] == nil ? (depth[$0] ?? 0) + 1 : 0 }.max() ?? 0
    depth[x] = level
    return (uses[x] ?? 0) <= 1 && level <= Self.deepest
  }

  /// A number where it is used.
  private func real(_ x: NodeID) throws -> String { try names[x] ?? body(x, claim.nodes[x]) }

  private func body(_ x: NodeID, _ node: Node) throws -> String {
    func infix(_ symbol: String) throws -> String {
      Language.infix(try real(node.operands[0]), symbol, try real(node.operands[1]))
    }
    if node.derivative != nil {
      throw ExportError(
        description: "a derivative is stated over the reals alone", leadsOutOfTheRationals: true)
    }
    switch node.operation {
    case .number, .input, .point, .squareRoot:
      guard let value = node.value.exactValue else { throw Self.unsupported("an irrational square root") }
      return Language.number(value)
    case .add: return try infix("+")
    case .subtract: return try infix("-")
    case .multiply: return try infix("*")
    case .divide: return try infix("/")
    case .negate: return Language.negated(try real(node.operands[0]))
    case .magnitude: return Language.magnitude(try real(node.operands[0]))
    case .maximum: return Language.maximum(try real(node.operands[0]), try real(node.operands[1]))
    case .minimum: return Language.minimum(try real(node.operands[0]), try real(node.operands[1]))
    case .power(let n): return Language.power(try real(node.operands[0]), n)
    case .same: return try real(node.operands[0])
    default: throw Self.unsupported("\(node.operation)")
    }
  }

  private static func unsupported(_ what: String) -> ExportError {
    ExportError(
      description: "'\(what)' leads out of the rationals, which is all that is exported",
      leadsOutOfTheRationals: true)
  }

  /// What gives a number its value.
  private func conditions(of x: NodeID) throws -> [String] {
    let node = claim.nodes[x]
    var list = try node.conditions.map(formula)
    if node.operation == .squareRoot {
      let r = try real(x)
      let square = Language.equal(Language.infix(r, "*", r), try real(node.operands[0]))
      list.append(
        "\(Language.words.and) (\(Language.lessOrEqual(Language.number(0), r))) (\(square))")
    }
    return list.map(Self.bracketed)
  }

  // MARK: Formulas

  private static func bracketed(_ text: String) -> String { text.contains(" ") ? "(\(text))" : text }

  private func formula(_ formula: Formula) throws -> String {
    let words = Language.words
    func inner(_ formula: Formula) throws -> String { Self.bracketed(try self.formula(formula)) }
    func joined(_ parts: [Formula], _ word: String, _ empty: String) throws -> String {
      guard let last = parts.last else { return empty }
      // Long lists are balanced, so that they do not nest deep.
      guard parts.count > 2 else {
        return parts.count == 1 ? try self.formula(last) : "\(word) \(try inner(parts[0])) \(try inner(last))"
      }
      let half = parts.count / 2
      let (left, right) = (Array(parts[..<half]), Array(parts[half...]))
      return
        "\(word) \(Self.bracketed(try joined(left, word, empty))) \(Self.bracketed(try joined(right, word, empty)))"
    }
    switch formula.kind {
    case .comparison(let relation, let x, let y):
      let (a, b) = (try real(x), try real(y))
      switch relation {
      case .less: return Language.less(a, b)
      case .lessOrEqual: return Language.lessOrEqual(a, b)
      case .greater: return Language.less(b, a)
      case .greaterOrEqual: return Language.lessOrEqual(b, a)
      case .equal: return Language.equal(a, b)
      case .notEqual: return "\(words.not) (\(Language.equal(a, b)))"
      }
    case .not(let x): return "\(words.not) \(try inner(x))"
    case .all(let parts): return try joined(parts, words.and, words.yes)
    case .any(let parts): return try joined(parts, words.or, words.no)
    case .implies(let x, let y): return "\(words.or) (\(words.not) \(try inner(x))) \(try inner(y))"
    }
  }
}
