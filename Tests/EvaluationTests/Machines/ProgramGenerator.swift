import Inputs
import Numbers

@testable import Evaluation
@testable import Programs

/// Draws flat programs and instances for them: few distinct numbers, so that equalities, zeros and ties are common.
struct ProgramGenerator {
  enum Kind { case rational, transcendental }

  private var state: UInt64
  private let kind: Kind
  private static let inputCount = 3

  init(seed: UInt64, kind: Kind) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    self.kind = kind
  }

  private mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  private mutating func number() -> Rational {
    switch below(9) {
    case 0: 0
    case 1: Rational(below(3) - 1)
    case 2: Rational(below(41) - 20, 3)
    case 3: Rational(below(1025) - 512, 1024)
    case 4: Rational(below(19) - 9) * Rational(10).power(below(11) - 5)
    case 5: Rational(below(9) - 4, 2)
    case 6: 1 + Rational(2).power(-50 - below(40))
    case 7: Rational(below(1 << 30), 1 << 30)
    default: Rational(below(101) - 50, 7)
    }
  }

  mutating func instances() -> [[Rational]] {
    (0..<8).map { _ in (0..<Self.inputCount).map { _ in number() } }
  }

  private static let arithmetic: [Opcode] = [
    .add, .sub, .mul, .div, .neg, .abs, .min, .max, .zeroIfDefined, .alias, .powInt, .select, .agree, .add,
    .sub,
    .mul,
  ]
  private static let functions: [Opcode] = [
    .sqrt, .exp, .log, .sin, .cos, .tanh, .sigmoid, .softplus, .silu, .pow, .atan2, .withSign,
  ]
  private static let truths: [Opcode] = [.less, .lessOrEqual, .equal, .not, .and, .or]

  mutating func program() -> Program {
    var program = Program()
    program.inputCount = Self.inputCount
    program.constants = (0..<3).map { _ in number() }
    program.sites = (0..<4).map {
      FailureSite(kind: .undefined, position: Position(line: 1, column: $0 + 1), message: "site \($0)")
    }
    var (reals, truths): ([Int32], [Int32]) = ([], [])
    func write(_ opcode: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) {
      let target = Int32(program.instructions.count)
      program.instructions.append(Instruction(opcode: opcode, target: target, a: a, b: b, c: c))
      if opcode.isTruth { truths.append(target) } else { reals.append(target) }
    }
    for k in 0..<Self.inputCount { write(.input, Int32(k)) }
    for k in program.constants.indices { write(.constant, Int32(k)) }
    write(pick([.isTrue, .isFalse]))
    for _ in 0..<(4 + below(26)) {
      let usesFunction = kind == .transcendental && below(3) == 0
      let opcode =
        below(3) == 0 ? pick(Self.truths) : usesFunction ? pick(Self.functions) : pick(Self.arithmetic)
      let site = Int32(below(4))
      let (x, y) = (pick(reals), pick(reals))
      switch opcode {
      case .powInt: write(opcode, x, Int32(below(8) - 3), site)
      case .select: write(opcode, pick(truths), x, y)
      case .not: write(opcode, pick(truths))
      case .and, .or: write(opcode, pick(truths), pick(truths))
      // One operand: the second would be a site.
      case .sqrt, .log: write(opcode, x, 0, site)
      default: write(opcode, x, y, site)
      }
    }
    program.registerCount = program.instructions.count
    // What a verdict is read from is kept; the rest may make room.
    if let truth = truths.last, let left = reals.last {
      let right = pick(reals)
      program.conclusions = [Subformula(.comparison(.lessOrEqual, left: left, right: right), truth: truth)]
      program.hypotheses = (0..<below(4)).map { _ in Subformula(.opaque, truth: pick(truths)) }
    }
    return program
  }
}

/// A program of rational operations on one instance, by the definitions alone.
struct ExactReference {
  private(set) var registers: [RegisterValue] = []
  /// The numbers grew beyond what a test has time for.
  private(set) var isAbandoned = false

  init(_ program: Program, _ instance: [Rational]) {
    for n in program.instructions where !isAbandoned {
      let value = value(of: n, program, instance)
      if case .exact(let x) = value, x.bitCount > 20_000 { isAbandoned = true }
      registers.append(value)
    }
  }

  private func number(_ register: Int32) -> Result<Rational, Failure> {
    switch registers[Int(register)] {
    case .exact(let x): .success(x)
    case .failed(let raw): .failure(Failure(raw: raw))
    default: preconditionFailure("a register of another kind")
    }
  }

  private struct Failure: Error { var raw: UInt32 }

  private func apply(_ x: Int32, _ body: (Rational) -> RegisterValue) -> RegisterValue {
    switch number(x) {
    case .success(let value): body(value)
    case .failure(let failure): .failed(failure.raw)
    }
  }

  /// Of two failures the one with the larger raw value prevails.
  private func apply(_ x: Int32, _ y: Int32, _ body: (Rational, Rational) -> RegisterValue) -> RegisterValue {
    switch (number(x), number(y)) {
    case (.success(let a), .success(let b)): body(a, b)
    case (.failure(let a), .failure(let b)): .failed(max(a.raw, b.raw))
    case (.failure(let a), _), (_, .failure(let a)): .failed(a.raw)
    }
  }

  private func value(of n: Instruction, _ program: Program, _ instance: [Rational]) -> RegisterValue {
    func failure(_ site: Int32) -> RegisterValue { .failed(1 << 28 | UInt32(site)) }
    switch n.opcode {
    case .input: return .exact(instance[Int(n.a)])
    case .constant: return .exact(program.constants[Int(n.a)])
    case .isTrue: return .truth(true)
    case .isFalse: return .truth(false)
    case .add: return apply(n.a, n.b) { .exact($0 + $1) }
    case .sub: return apply(n.a, n.b) { .exact($0 - $1) }
    case .mul: return apply(n.a, n.b) { .exact($0 * $1) }
    case .div: return apply(n.a, n.b) { $1 == 0 ? failure(n.c) : .exact($0 / $1) }
    case .neg: return apply(n.a) { .exact(-$0) }
    case .abs: return apply(n.a) { .exact($0 < 0 ? -$0 : $0) }
    case .min: return apply(n.a, n.b) { .exact($0 < $1 ? $0 : $1) }
    case .max: return apply(n.a, n.b) { .exact($0 < $1 ? $1 : $0) }
    case .zeroIfDefined: return apply(n.a) { _ in .exact(0) }
    case .alias: return apply(n.a) { .exact($0) }
    case .agree: return apply(n.a, n.b) { $0 == $1 ? .exact($0) : failure(n.c) }
    case .powInt:
      return apply(n.a) { x in
        if n.b < 0 && x == 0 { return failure(n.c) }
        let size = (0..<abs(n.b)).reduce(Rational(1)) { product, _ in product * x }
        return .exact(n.b < 0 ? 1 / size : size)
      }
    case .select:
      switch registers[Int(n.a)] {
      case .truth(true): return registers[Int(n.b)]
      case .truth(false): return registers[Int(n.c)]
      case let other: return other
      }
    case .less: return apply(n.a, n.b) { .truth($0 < $1) }
    case .lessOrEqual: return apply(n.a, n.b) { .truth(!($1 < $0)) }
    case .equal: return apply(n.a, n.b) { .truth($0 == $1) }
    case .not:
      if case .truth(let x) = registers[Int(n.a)] { return .truth(!x) }
      return registers[Int(n.a)]
    case .and, .or:
      // What settles the formula, the other operand may be as it will.
      let settling = n.opcode == .or
      switch (registers[Int(n.a)], registers[Int(n.b)]) {
      case (.truth(settling), _), (_, .truth(settling)): return .truth(settling)
      case (.truth, .truth): return .truth(!settling)
      case (.failed(let x), .failed(let y)): return .failed(max(x, y))
      case (.failed(let x), _), (_, .failed(let x)): return .failed(x)
      default: return .unknown
      }
    default: preconditionFailure("\(n.opcode) is no rational operation")
    }
  }
}
