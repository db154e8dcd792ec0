import Claims
import Enclosures
import Evaluation

/// What the exports of a refutation have in common: the values of the claim at the instance, with their names.
final class InstanceGraph {
  let certificate: RefutationCertificate
  let ground: GroundTheorem
  let program: Program
  let run: ExactRun
  /// The instruction that writes a register.
  private(set) var writer: [Int32: Instruction] = [:]
  /// The block that a register belongs to.
  private(set) var blockOf: [Int32: Int] = [:]
  /// How often a register is read by what is stated.
  private(set) var uses: [Int32: Int] = [:]
  /// Where a `forall real` fails, by block.
  private(set) var points: [Int: Rational] = [:]
  private(set) var names: [Int32: String] = [:]
  private var taken: Set<String>

  init(_ certificate: RefutationCertificate, reserved: Set<String>) throws {
    taken = reserved
    self.certificate = certificate
    ground = try GroundTheorem.lower(
      certificate.theorem, sizes: certificate.instance.sizes, isLabelled: true)
    program = ground.program
    let reals = Dictionary(certificate.failing.reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    for (k, block) in program.blocks.enumerated() { points[k] = reals[block.name] }
    run = ExactRun(program, try ground.inputs(of: certificate.instance), points: points)
    for n in program.instructions { writer[n.target] = n }
    for (k, block) in program.blocks.enumerated() {
      for n in block.instructions {
        writer[n.target] = n
        blockOf[n.target] = k
      }
      blockOf[block.parameter] = k
    }
  }

  // MARK: What is needed

  /// The conclusions that can be stated: those without a `forall real` but where it fails at a named point.
  func reachable() throws -> (registers: [Int32], conclusions: [Trace]) {
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

  static func parts(_ block: Program.Block) -> [Int32] {
    [block.parameter, block.lower?.register, block.upper?.register, block.filter, block.body].compactMap {
      $0
    }
  }

  static func unsupported(_ what: String) -> ExportError {
    ExportError(
      description: "'\(what)' leads out of the rationals, which is all that is exported",
      leadsOutOfTheRationals: what != "gaussian")
  }

  /// The claim and where it fails, in words.
  func header() -> String {
    let theorem = certificate.theorem
    let sizes = zip(theorem.sizes, certificate.instance.sizes).map { "\($0.name) = \($1)" }
    var lines = [
      "The claim below is false\(sizes.isEmpty ? "" : " at \(sizes.joined(separator: ", "))"), as the theorem at the end states and proves."
    ]
    if let command = certificate.command { lines.append("Found by: \(command)") }
    lines += ["SHA-256 of the claim: \(certificate.sha256)", "", certificate.claim]
    return lines.joined(separator: "\n")
  }

  /// The indices at which a hypothesis or conclusion is stated.
  func label(_ trace: Trace) -> String {
    trace.bindings.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }

  // MARK: Names

  func unique(_ text: String) -> String {
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

  func name(_ x: Int32) -> String {
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
}
