import Claims
import Enclosures
import Evaluation

/// A refutation stated and proved in a proof assistant, over the rationals.
///
/// Every value of the theorem at the instance becomes a definition, every hypothesis and conclusion a
/// formula; the theorem says that all divisors met are different from 0, that all hypotheses hold, and that not all
/// conclusions do. A square root that is rational comes as its value, with the formula 0 ≤ r and r² = x.
struct RationalExport<Language: ProofLanguage> {
  private let graph: InstanceGraph
  /// How deep a register's text nests where it is not given a name.
  private var depth: [Int32: Int] = [:]
  private static var deepest: Int { 6 }

  private var roots: [(text: String, comment: String)] = []
  private var divisors: [(text: String, comment: String)] = []
  private var choices: [(text: String, comment: String)] = []

  /// - Throws: an `ExportError` where the claim or the instance cannot be stated over the rationals.
  static func text(_ certificate: RefutationCertificate) throws -> String {
    var export = try RationalExport(certificate)
    return try export.render()
  }

  private init(_ certificate: RefutationCertificate) throws {
    graph = try InstanceGraph(certificate, reserved: Language.reserved)
  }

  private var program: Program { graph.program }

  // MARK: The file

  private mutating func render() throws -> String {
    let (registers, conclusions) = try graph.reachable()
    var definitions: [String] = []
    let last = Set((program.hypotheses + conclusions).map(\.truth))
    for x in registers {
      // The formulas stand in the lists themselves.
      guard let text = try definition(of: x, isListed: last.contains(x)) else { continue }
      definitions.append(text)
    }
    let theorem = graph.certificate.theorem
    let name = graph.unique(theorem.name + "_refuted")
    let domains = try Array(program.hypotheses.prefix(graph.ground.domainCount)).map {
      (try formula($0.truth), graph.label($0))
    }
    let assumptions = try Array(program.hypotheses.dropFirst(graph.ground.domainCount)).map {
      (try formula($0.truth), graph.label($0))
    }
    // Divisors and roots are met on the way: all formulas come first.
    let stated = try conclusions.map { (try formula($0.truth), graph.label($0)) }
    let lists: [(String, [(text: String, comment: String)])] = [
      ("divisors", divisors), ("roots", roots), ("choices", choices), ("domains", domains),
      ("assumptions", assumptions),
    ]
    let used = lists.filter { !$0.1.isEmpty }
    var parts = [Language.comment(graph.header()), Language.preamble]
    parts.append(
      Language.comment("The instance, and every value that the claim speaks of.") + "\n\n"
        + definitions.joined(separator: "\n"))
    parts += used.map { name, formulas in
      Language.comment(Self.meaning[name] ?? name) + "\n" + Language.definition(name, formulas: formulas)
    }
    parts.append(
      Language.comment(
        "The conclusions\(conclusions.count < program.conclusions.count ? ", as far as they can be stated" : "")."
      )
        + "\n" + Language.definition("conclusions", formulas: stated))
    parts.append(Language.theorem(name, lists: used.map(\.0)))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static var meaning: [String: String] {
    [
      "divisors": "No divisor is 0.", "roots": "Square roots: 0 <= r and r*r = x.",
      "choices": "Where branches meet they agree.", "domains": "The domains of the variables.",
      "assumptions": "The assumptions.",
    ]
  }

  // MARK: Definitions

  /// The definition of a register, or nil where its text stands at the place of its use.
  private mutating func definition(of x: Int32, isListed: Bool) throws -> String? {
    if let block = graph.blockOf[x], program.blocks[block].parameter == x {
      guard let point = graph.points[block] else { return nil }
      return Language.definition(graph.name(x), number: Language.number(point)) + "  "
        + Language.comment("where it fails")
    }
    guard let n = graph.writer[x], !isInline(x, n, isListed: isListed) else { return nil }
    if n.opcode.isTruth {
      let text = try body(formula: n)
      return Language.definition(graph.name(x), formula: text)
    }
    let text = try body(n)
    let comment = graph.ground.labels[x].map { "  " + Language.comment($0) } ?? ""
    return Language.definition(graph.name(x), number: text) + comment
  }

  /// Whether a register has no name: numbers of the claim, and what is used once and does not nest deep.
  private mutating func isInline(_ x: Int32, _ n: Instruction, isListed: Bool) -> Bool {
    switch n.opcode {
    case .constant, .isTrue, .isFalse, .failure, .indeterminate: return true
    case .input, .sqrt: return false
    default: break
    }
    if graph.ground.labels[x] != nil { return false }
    let operands =
      n.opcode == .forallReal
      ? InstanceGraph.parts(program.blocks[Int(n.a)]) : n.operandRegisters(in: program.operands)
    var level = 0
    for operand in operands where graph.names[operand] == nil {
      level = max(level, (depth[operand] ?? 0) + 1)
    }
    depth[x] = level
    return (graph.uses[x] ?? 0) + (isListed ? 1 : 0) <= 1 && level <= Self.deepest
  }

  /// A register where it is used.
  private mutating func real(_ x: Int32) throws -> String {
    if let known = graph.names[x] { return known }
    guard let n = graph.writer[x] else { return graph.name(x) }
    return try body(n)
  }

  private mutating func formula(_ x: Int32) throws -> String {
    if let known = graph.names[x] { return known }
    guard let n = graph.writer[x] else { return graph.name(x) }
    let text = try body(formula: n)
    return text.contains(" ") ? "(\(text))" : text
  }

  private mutating func body(_ n: Instruction) throws -> String {
    switch n.opcode {
    case .input:
      let input = graph.ground.inputs[Int(n.a)]
      let value = graph.certificate.instance.values[input.variable][input.element]
      return Language.number(input.part == .real ? value.re : value.im)
    case .constant: return Language.number(program.constants[Int(n.a)])
    // Never reached, or the instance had no value.
    case .failure, .indeterminate: return Language.number(0)
    case .zeroIfDefined:
      // Only for the divisors in it.
      _ = try real(n.a)
      return Language.number(0)
    case .add: return Language.infix(try real(n.a), "+", try real(n.b))
    case .sub: return Language.infix(try real(n.a), "-", try real(n.b))
    case .mul: return Language.infix(try real(n.a), "*", try real(n.b))
    case .div:
      let divisor = try real(n.b)
      note(divisor: divisor, isMet: graph.run.isDefined[Int(n.target)])
      return Language.infix(try real(n.a), "/", divisor)
    case .neg: return Language.negated(try real(n.a))
    case .abs: return Language.magnitude(try real(n.a))
    case .min: return Language.minimum(try real(n.a), try real(n.b))
    case .max: return Language.maximum(try real(n.a), try real(n.b))
    case .alias: return try real(n.a)
    case .powInt: return try power(n, Int(n.b))
    case .pow:
      guard let exponent = graph.run.values[Int(n.b)]?.word else {
        throw InstanceGraph.unsupported("a power whose exponent is not whole")
      }
      choices.append((Language.equal(try real(n.b), Language.number(Rational(exponent))), ""))
      return try power(n, exponent)
    case .sqrt:
      guard graph.run.isDefined[Int(n.target)] else { return Language.number(0) }
      guard let root = graph.run.values[Int(n.target)] else {
        throw InstanceGraph.unsupported("an irrational square root")
      }
      let (x, r) = (try real(n.a), Language.number(root))
      let square = Language.equal(Language.infix(r, "*", r), x)
      let isRoot = "\(Language.words.and) (\(Language.lessOrEqual(Language.number(0), r))) (\(square))"
      roots.append((isRoot, ""))
      return r
    case .withSign:
      let x = Language.magnitude(try real(n.a))
      let sign = "(\(Language.lessOrEqual(Language.number(0), try real(n.b))))"
      return Language.choice(sign, x, Language.negated(x))
    case .select: return Language.choice(try formula(n.a), try real(n.b), try real(n.c))
    case .agree:
      let (x, y) = (try real(n.a), try real(n.b))
      if graph.run.isDefined[Int(n.target)] { choices.append((Language.equal(x, y), "")) }
      return x
    case .derivativeSwitch:
      let o = n.operandRegisters(in: program.operands)
      if graph.run.isDefined[Int(n.target)], graph.run.truths[Int(o[0])] != graph.run.truths[Int(o[1])] {
        choices.append((Language.equal(try real(o[2]), try real(o[3])), ""))
      }
      return Language.choice(try formula(o[1]), try real(o[4]), try real(o[5]))
    default: throw InstanceGraph.unsupported("\(n.opcode)")
    }
  }

  private mutating func power(_ n: Instruction, _ exponent: Int) throws -> String {
    let base = try real(n.a)
    if exponent < 0 { note(divisor: base, isMet: graph.run.isDefined[Int(n.target)]) }
    guard exponent.magnitude <= 100_000 else { throw InstanceGraph.unsupported("a power beyond 100000") }
    return Language.power(base, exponent)
  }

  private mutating func note(divisor: String, isMet: Bool) {
    guard isMet else { return }
    let text = "\(Language.words.not) (\(Language.equal(divisor, Language.number(0))))"
    if !divisors.contains(where: { $0.text == text }) { divisors.append((text, "")) }
  }

  private mutating func body(formula n: Instruction) throws -> String {
    switch n.opcode {
    case .isTrue: return Language.words.yes
    case .isFalse: return Language.words.no
    case .less: return Language.less(try real(n.a), try real(n.b))
    case .lessOrEqual: return Language.lessOrEqual(try real(n.a), try real(n.b))
    case .equal: return Language.equal(try real(n.a), try real(n.b))
    case .not: return "\(Language.words.not) \(try formula(n.a))"
    case .and: return "\(Language.words.and) \(try formula(n.a)) \(try formula(n.b))"
    case .or: return "\(Language.words.or) \(try formula(n.a)) \(try formula(n.b))"
    case .forallReal:
      // What holds for every real in the range holds at the point, if that is in it.
      let block = program.blocks[Int(n.a)]
      let x = try real(block.parameter)
      var text = try formula(block.body)
      func unless(_ condition: String) {
        text = "(\(Language.words.or) (\(Language.words.not) (\(condition))) \(text))"
      }
      if let end = block.lower {
        let low = try real(end.register)
        unless(end.isClosed ? Language.lessOrEqual(low, x) : Language.less(low, x))
      }
      if let end = block.upper {
        let high = try real(end.register)
        unless(end.isClosed ? Language.lessOrEqual(x, high) : Language.less(x, high))
      }
      if let filter = block.filter {
        text = "(\(Language.words.or) (\(Language.words.not) \(try formula(filter))) \(text))"
      }
      return "\(Language.words.and) \(Language.words.yes) \(text)"
    default: throw InstanceGraph.unsupported("\(n.opcode)")
    }
  }
}
