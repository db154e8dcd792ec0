import Claims
import Enclosures
import Evaluation

/// A refutation stated and proved in a proof assistant, over the rationals.
///
/// Every value of the theorem at the instance becomes a definition, every hypothesis and conclusion a
/// formula; the theorem says that all divisors met are different from 0, that all hypotheses hold, and that not all
/// conclusions do. A square root that is rational comes as its value, with the formula 0 ≤ r and r² = x.
struct RationalExport<Language: ProofLanguage> {
  private let certificate: RefutationCertificate
  private let ground: GroundTheorem
  private let program: Program
  private let run: ExactRun
  /// The instruction that writes a register.
  private var writer: [Int32: Instruction] = [:]
  private var blockOf: [Int32: Int] = [:]
  private var uses: [Int32: Int] = [:]
  private var points: [Int: Rational] = [:]
  private var names: [Int32: String] = [:]
  private var taken = Language.reserved
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
    self.certificate = certificate
    ground = try GroundTheorem.lower(
      certificate.theorem, sizes: certificate.instance.sizes, isLabelled: true)
    program = ground.program
    for n in program.instructions { writer[n.target] = n }
    let reals = Dictionary(certificate.failing.reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    for (k, block) in program.blocks.enumerated() {
      for n in block.instructions {
        writer[n.target] = n
        blockOf[n.target] = k
      }
      blockOf[block.parameter] = k
      points[k] = reals[block.name]
    }
    run = ExactRun(program, ground.inputs(of: certificate.instance), points: points)
  }

  // MARK: What is needed

  /// The conclusions that can be stated: those without a `forall real` but where it fails at a named point.
  private mutating func reachable() throws -> (registers: [Int32], conclusions: [Trace]) {
    var seen: Set<Int32> = []
    func visit(_ root: Int32, isPositive: Bool, isConclusion: Bool) throws {
      // Formulas are visited with their sign, numbers once.
      var stack = [(root, isPositive)]
      var visited: Set<Int64> = []
      while let (x, sign) = stack.popLast() {
        guard visited.insert(Int64(x) * 2 + (sign ? 1 : 0)).inserted else { continue }
        seen.insert(x)
        guard let n = writer[x] else { continue }
        switch n.opcode {
        case .forallReal:
          guard isConclusion, sign, points[Int(n.a)] != nil else {
            throw ExportError(
              description: "a 'forall real' can be stated only in a conclusion that fails at a named point")
          }
          for part in Self.parts(program.blocks[Int(n.a)]) { stack.append((part, true)) }
        case .not: stack.append((n.a, !sign))
        case .gaussian: throw Self.unsupported("gaussian")
        default:
          n.operandRegisters(in: program.operands).forEach {
            stack.append(($0, n.opcode.isTruth ? sign : true))
          }
        }
      }
    }
    for trace in program.hypotheses { try visit(trace.truth, isPositive: true, isConclusion: false) }
    var kept: [Trace] = []
    var failure: (any Error)?
    for trace in program.conclusions {
      let before = seen
      do {
        try visit(trace.truth, isPositive: true, isConclusion: true)
        kept.append(trace)
      } catch {
        // Fewer conclusions are a stronger statement: what is left must still fail.
        seen = before
        failure = failure ?? error
      }
    }
    if kept.isEmpty, let failure { throw failure }
    for x in seen {
      guard let n = writer[x] else { continue }
      if n.opcode == .forallReal {
        for part in Self.parts(program.blocks[Int(n.a)]) { uses[part, default: 0] += 1 }
      } else {
        n.operandRegisters(in: program.operands).forEach { uses[$0, default: 0] += 1 }
      }
    }
    return (seen.sorted(), kept)
  }

  private static func parts(_ block: Program.Block) -> [Int32] {
    [block.parameter, block.lower?.register, block.upper?.register, block.filter, block.body].compactMap {
      $0
    }
  }

  private static func unsupported(_ what: String) -> ExportError {
    ExportError(description: "'\(what)' leads out of the rationals, which is all that is exported")
  }

  // MARK: The file

  private mutating func render() throws -> String {
    let (registers, conclusions) = try reachable()
    var definitions: [String] = []
    let last = Set((program.hypotheses + conclusions).map(\.truth))
    for x in registers {
      // The formulas stand in the lists themselves.
      guard let text = try definition(of: x, isListed: last.contains(x)) else { continue }
      definitions.append(text)
    }
    let theorem = certificate.theorem
    let name = unique(theorem.name + "_refuted")
    let domains = try Array(program.hypotheses.prefix(ground.domainCount)).map {
      (try formula($0.truth), label($0))
    }
    let assumptions = try Array(program.hypotheses.dropFirst(ground.domainCount)).map {
      (try formula($0.truth), label($0))
    }
    // Divisors and roots are met on the way: all formulas come first.
    let stated = try conclusions.map { (try formula($0.truth), label($0)) }
    let lists: [(String, [(text: String, comment: String)])] = [
      ("divisors", divisors), ("roots", roots), ("choices", choices), ("domains", domains),
      ("assumptions", assumptions),
    ]
    let used = lists.filter { !$0.1.isEmpty }
    var parts = [header(), Language.preamble]
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

  private func header() -> String {
    let theorem = certificate.theorem
    let sizes = zip(theorem.sizes, certificate.instance.sizes).map { "\($0.name) = \($1)" }
    var lines = [
      "The claim below is false\(sizes.isEmpty ? "" : " at \(sizes.joined(separator: ", "))"), as the theorem at the end states and proves."
    ]
    if let command = certificate.command { lines.append("Found by: \(command)") }
    lines += ["SHA-256 of the claim: \(certificate.sha256)", "", certificate.claim]
    return Language.comment(lines.joined(separator: "\n"))
  }

  private func label(_ trace: Trace) -> String {
    trace.bindings.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }

  // MARK: Names

  private mutating func unique(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "_", "'": name.unicodeScalars.append(scalar)
      case "-": name += "m"
      case "[", ",", " ": name += "_"
      default: break
      }
    }
    while !taken.insert(name).inserted { name += "_" }
    return name
  }

  private mutating func name(_ x: Int32) -> String {
    if let known = names[x] { return known }
    var text = "v\(x)"
    if let n = writer[x], n.opcode == .input {
      let input = ground.inputs[Int(n.a)]
      let variable = ground.theorem.variables[input.variable]
      text = ([variable.name] + input.indices.map(String.init)).joined(separator: ",")
      if variable.isComplex { text = (input.part == .real ? "re " : "im ") + text }
    } else if let label = ground.labels[x] {
      text = label
    } else if let block = blockOf[x], program.blocks[block].parameter == x {
      text = program.blocks[block].name
    }
    let made = unique(text)
    names[x] = made
    return made
  }

  // MARK: Definitions

  /// The definition of a register, or nil where its text stands at the place of its use.
  private mutating func definition(of x: Int32, isListed: Bool) throws -> String? {
    if let block = blockOf[x], program.blocks[block].parameter == x {
      guard let point = points[block] else { return nil }
      return Language.definition(name(x), number: Language.number(point)) + "  "
        + Language.comment("where it fails")
    }
    guard let n = writer[x], !isInline(x, n, isListed: isListed) else { return nil }
    if n.opcode.isTruth {
      let text = try body(formula: n)
      return Language.definition(name(x), formula: text)
    }
    let text = try body(n)
    let comment = ground.labels[x].map { "  " + Language.comment($0) } ?? ""
    return Language.definition(name(x), number: text) + comment
  }

  /// Whether a register has no name: numbers of the claim, and what is used once and does not nest deep.
  private mutating func isInline(_ x: Int32, _ n: Instruction, isListed: Bool) -> Bool {
    switch n.opcode {
    case .constant, .isTrue, .isFalse, .failure, .indeterminate: return true
    case .input, .sqrt: return false
    default: break
    }
    if ground.labels[x] != nil { return false }
    let operands =
      n.opcode == .forallReal
      ? Self.parts(program.blocks[Int(n.a)]) : n.operandRegisters(in: program.operands)
    var level = 0
    for operand in operands where names[operand] == nil { level = max(level, (depth[operand] ?? 0) + 1) }
    depth[x] = level
    return (uses[x] ?? 0) + (isListed ? 1 : 0) <= 1 && level <= Self.deepest
  }

  /// A register where it is used.
  private mutating func real(_ x: Int32) throws -> String {
    if let known = names[x] { return known }
    guard let n = writer[x] else { return name(x) }
    return try body(n)
  }

  private mutating func formula(_ x: Int32) throws -> String {
    if let known = names[x] { return known }
    guard let n = writer[x] else { return name(x) }
    let text = try body(formula: n)
    return text.contains(" ") ? "(\(text))" : text
  }

  private mutating func body(_ n: Instruction) throws -> String {
    switch n.opcode {
    case .input:
      let input = ground.inputs[Int(n.a)]
      let value = certificate.instance.values[input.variable][input.element]
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
      note(divisor: divisor, isMet: run.isDefined[Int(n.target)])
      return Language.infix(try real(n.a), "/", divisor)
    case .neg: return Language.negated(try real(n.a))
    case .abs: return Language.magnitude(try real(n.a))
    case .min: return Language.minimum(try real(n.a), try real(n.b))
    case .max: return Language.maximum(try real(n.a), try real(n.b))
    case .alias: return try real(n.a)
    case .powInt: return try power(n, Int(n.b))
    case .pow:
      guard let exponent = run.values[Int(n.b)]?.word else {
        throw Self.unsupported("a power whose exponent is not whole")
      }
      choices.append((Language.equal(try real(n.b), Language.number(Rational(exponent))), ""))
      return try power(n, exponent)
    case .sqrt:
      guard run.isDefined[Int(n.target)] else { return Language.number(0) }
      guard let root = run.values[Int(n.target)] else { throw Self.unsupported("an irrational square root") }
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
      if run.isDefined[Int(n.target)] { choices.append((Language.equal(x, y), "")) }
      return x
    case .derivativeSwitch:
      let o = n.operandRegisters(in: program.operands)
      if run.isDefined[Int(n.target)], run.truths[Int(o[0])] != run.truths[Int(o[1])] {
        choices.append((Language.equal(try real(o[2]), try real(o[3])), ""))
      }
      return Language.choice(try formula(o[1]), try real(o[4]), try real(o[5]))
    default: throw Self.unsupported("\(n.opcode)")
    }
  }

  private mutating func power(_ n: Instruction, _ exponent: Int) throws -> String {
    let base = try real(n.a)
    if exponent < 0 { note(divisor: base, isMet: run.isDefined[Int(n.target)]) }
    guard exponent.magnitude <= 100_000 else { throw Self.unsupported("a power beyond 100000") }
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
    default: throw Self.unsupported("\(n.opcode)")
    }
  }
}
