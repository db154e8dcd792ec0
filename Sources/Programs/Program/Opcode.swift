/// The operations of the flat program. `a`, `b`, `c` are the operands of an instruction.
///
/// Operands are registers unless said otherwise. Operations marked "real" write a number with its
/// status, the ones marked "truth" a truth value.
package enum Opcode: UInt8, Sendable {
  // Real: leaves
  /// Input number `a` of the instance.
  case input
  /// Constant number `a` of the constant pool.
  case constant
  case pi
  /// The parameter of block `a`: a `forall real` or `gaussian` name.
  case bound
  /// No value: the failure of site `a` (its kind is the site's).
  case failure
  /// A value about which nothing is known, not even that it is defined.
  case indeterminate

  // Real: arithmetic
  case add, sub, mul, div, neg, abs, min, max
  /// 0 where register `a` is defined; its failure elsewhere: x − x and 0·x.
  case zeroIfDefined
  /// The same number as register `a`, told apart by tag `b`: a parameter that is differentiated by.
  case alias
  /// Register `a` to the power of the whole number `b` (not a register).
  case powInt
  /// Register `a` to the power of register `b`; site `c`.
  case pow
  case sqrt, exp, log, sin, cos, tanh, sigmoid, softplus, silu
  /// The angle of the point (register b, register a).
  case atan2
  /// abs(register a) with the sign of register b (b = 0 counts as positive).
  case withSign

  // Real: choices
  /// Truth `a` chooses register `b` (true) or register `c` (false); the other may be undefined.
  case select
  /// Registers `a` and `b` where they are equal, undefined (site `c`) where they differ.
  case agree
  /// The one-sided derivative of a conditional; operands in the pool from `a`: the truth here, the
  /// truth beside, then-value, else-value, then-derivative, else-derivative; site `c`. Values that differ
  /// make it undefined where `b` is 1, else indeterminate.
  case derivativeSwitch
  /// The mean of block `a`.
  case gaussian

  // Truth
  case isTrue, isFalse
  /// Neither decided nor decidable by more precision.
  case isUndecided
  case less, lessOrEqual, equal
  case not, and, or
  /// Truth `a`, unless truth `b` is vacuous: what a quantifier says where one of its elements meets an empty
  /// extremum, whatever the others say.
  case unlessVacuous
  /// Whether block `a` holds for every real in its domain.
  case forallReal

  package var isTruth: Bool { rawValue >= Opcode.isTrue.rawValue }

  /// Whether values of rational operands are not algebraic as a rule.
  package var isTranscendental: Bool {
    switch self {
    case .exp, .log, .sin, .cos, .tanh, .sigmoid, .softplus, .silu, .atan2: true
    default: false
    }
  }

  /// Whether an instruction binds a real in a block of its own.
  package var hasBlock: Bool { self == .gaussian || self == .forallReal }

  /// Leaves that are the same for every instance.
  package var isFixed: Bool {
    switch self {
    case .constant, .pi, .failure, .indeterminate, .isTrue, .isFalse, .isUndecided: true
    default: false
    }
  }
}

/// One step of a program: writes register `target`.
package struct Instruction: Sendable, Hashable {
  package var opcode: Opcode
  package var target: Int32
  package var a: Int32
  package var b: Int32
  package var c: Int32

  /// Which of `a`, `b`, `c` are registers.
  package enum Shape { case leaf, one, two, three, pooled }

  package var shape: Shape {
    switch opcode {
    case .input, .constant, .pi, .bound, .failure, .indeterminate, .isTrue, .isFalse, .isUndecided,
      .forallReal, .gaussian:
      .leaf
    case .neg, .abs, .zeroIfDefined, .alias, .powInt, .sqrt, .exp, .log, .sin, .cos, .tanh, .sigmoid,
      .softplus, .silu, .not:
      .one
    case .add, .sub, .mul, .div, .min, .max, .pow, .atan2, .withSign, .agree, .less, .lessOrEqual,
      .equal, .and, .or, .unlessVacuous:
      .two
    case .select: .three
    case .derivativeSwitch: .pooled
    }
  }

  /// How many operands an instruction takes from the pool.
  package static let pooledCount = 6

  /// Calls `body` with every operand that is a register (blocks' own registers not included).
  package func forEachOperand(in pool: [Int32], _ body: (Int32) -> Void) {
    switch shape {
    case .leaf: break
    case .one: body(a)
    case .two:
      body(a)
      body(b)
    case .three:
      body(a)
      body(b)
      body(c)
    case .pooled: for k in 0..<Self.pooledCount { body(pool[Int(a) + k]) }
    }
  }
}

extension Instruction {
  /// The registers that the instruction reads, in order (blocks' own registers not included).
  package func operandRegisters(in pool: [Int32]) -> [Int32] {
    var registers: [Int32] = []
    forEachOperand(in: pool) { registers.append($0) }
    return registers
  }
}
