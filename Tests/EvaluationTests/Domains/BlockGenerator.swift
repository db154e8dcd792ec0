import Inputs
import Numbers

@testable import Evaluation
@testable import Programs

/// Draws programs with one block of a real. Few distinct numbers, those at which boxes end among them, so that poles,
/// kinks, ends of domains and ties fall on ends of boxes and inside them.
struct BlockGenerator {
  /// Whether operations are algebraic, so that cells know them.
  let isAlgebraic: Bool
  private var state: UInt64

  init(seed: UInt64, isAlgebraic: Bool = false) {
    state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    self.isAlgebraic = isAlgebraic
  }

  private mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  private static let constants: [Rational] = [
    0, 1, -1, 2, Rational(1, 2), Rational(1, 3), -2, Rational(1, 8),
  ]
  private static let algebraic: [Opcode] = [
    .add, .sub, .mul, .add, .sub, .mul, .div, .neg, .abs, .min, .max, .zeroIfDefined, .alias, .powInt, .pow,
    .sqrt,
    .select, .agree, .withSign, .derivativeSwitch,
  ]
  private static let functions: [Opcode] = [
    .exp, .log, .sin, .cos, .tanh, .sigmoid, .softplus, .silu, .atan2, .exp, .log, .sqrt,
  ]
  private static let truths: [Opcode] = [
    .less, .lessOrEqual, .equal, .less, .lessOrEqual, .not, .and, .or, .unlessVacuous,
  ]

  mutating func program() -> Program {
    var program = Program()
    program.constants = Self.constants
    program.sites = (0..<5).map {
      FailureSite(
        kind: $0 == 4 ? .vacuous : .undefined, position: Position(line: 1, column: $0 + 1),
        message: "site \($0)")
    }
    var count: Int32 = 0
    func instruction(_ opcode: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) -> Instruction {
      defer { count += 1 }
      return Instruction(opcode: opcode, target: count, a: a, b: b, c: c)
    }
    // Outside the block: numbers, one that has no value, a truth.
    for k in program.constants.indices { program.instructions.append(instruction(.constant, Int32(k))) }
    var reals = (0..<count).map { $0 }
    program.instructions.append(instruction(.failure, Int32(below(2)) * 4))
    let failed = count - 1
    program.instructions.append(instruction(pick([.isTrue, .isFalse])))
    var truths = [count - 1]
    var list = [instruction(.bound)]
    let parameter = count - 1
    reals += [parameter, parameter, parameter, parameter]
    for _ in 0..<(4 + below(16)) {
      let opcode =
        below(4) == 0
        ? pick(Self.truths) : isAlgebraic || below(3) > 0 ? pick(Self.algebraic) : pick(Self.functions)
      let site = Int32(below(4))
      // What was made last is used most.
      let x =
        below(40) == 0 ? failed : below(2) == 0 ? reals[max(0, reals.count - 1 - below(4))] : pick(reals)
      let y = pick(reals)
      switch opcode {
      case .powInt: list.append(instruction(opcode, x, Int32(below(8) - 3), site))
      case .pow:
        list.append(instruction(opcode, x, below(3) == 0 ? y : Int32(below(program.constants.count)), site))
      case .select: list.append(instruction(opcode, pick(truths), x, y))
      case .derivativeSwitch:
        program.operands += [pick(truths), pick(truths), x, y, pick(reals), pick(reals)]
        let first = Int32(program.operands.count - Instruction.pooledCount)
        list.append(instruction(opcode, first, Int32(below(2)), site))
      case .not: list.append(instruction(opcode, pick(truths)))
      case .and, .or, .unlessVacuous: list.append(instruction(opcode, pick(truths), pick(truths)))
      case .sqrt, .log: list.append(instruction(opcode, x, 0, site))
      default: list.append(instruction(opcode, x, y, site))
      }
      if opcode.isTruth { truths.append(count - 1) } else { reals.append(count - 1) }
    }
    program.registerCount = Int(count)
    program.blocks = [
      Program.Block(
        name: "w", parameter: parameter, instructions: list, body: reals[reals.count - 1],
        position: Position(line: 1, column: 1))
    ]
    return program
  }
}
