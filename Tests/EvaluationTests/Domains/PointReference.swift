import Enclosures
import ExactReals
import Numbers
import Programs

@testable import Evaluation

/// A block at one rational, by the definitions alone: exact where operations are rational, else enclosed at many bits.
/// It shares no rule with the interpreter.
struct PointReference {
  private static let precision = 800
  private static let largestBits = 4000

  private var registers: [Int32: RegisterValue] = [:]

  init(_ program: Program, at point: Rational) {
    let block = program.blocks[0]
    for n in program.instructions { registers[n.target] = value(of: n, program) }
    registers[block.parameter] = .exact(point)
    for n in block.instructions where n.opcode != .bound { registers[n.target] = value(of: n, program) }
  }

  subscript(_ register: Int32) -> RegisterValue { registers[register] ?? .unknown }

  private enum Number {
    case number(Rational?, Interval)
    case failed(UInt32)
    case unknown
  }

  private func number(_ register: Int32) -> Number {
    switch self[register] {
    case .exact(let x): .number(x, Interval(x, precision: Self.precision))
    case .within(let x): .number(nil, x)
    case .failed(let raw): .failed(raw)
    default: .unknown
    }
  }

  private typealias Operand = (exact: Rational?, interval: Interval)

  private func apply(_ x: Int32, _ body: (Operand) -> RegisterValue) -> RegisterValue {
    switch number(x) {
    case .number(let exact, let interval): body((exact, interval))
    case .failed(let raw): .failed(raw)
    case .unknown: .unknown
    }
  }

  /// Of two failures the one with the larger raw value prevails; what is open may be one.
  private func apply(_ x: Int32, _ y: Int32, _ body: (Operand, Operand) -> RegisterValue) -> RegisterValue {
    switch (number(x), number(y)) {
    case (.unknown, _), (_, .unknown): .unknown
    case (.failed(let a), .failed(let b)): .failed(max(a, b))
    case (.failed(let a), _), (_, .failed(let a)): .failed(a)
    case (.number(let a, let b), .number(let c, let d)): body((a, b), (c, d))
    }
  }

  /// The sign of what lies in an interval; nil where it isn't told.
  private func sign(_ x: Operand) -> Int? {
    if let exact = x.exact { return exact.signum }
    if let lower = x.interval.lower, lower.signum > 0 { return 1 }
    if let upper = x.interval.upper, upper.signum < 0 { return -1 }
    return nil
  }

  private func rational(_ x: Rational?, else y: @autoclosure () -> Interval) -> RegisterValue {
    if let x, x.bitCount < Self.largestBits { return .exact(x) }
    return .within(y())
  }

  private func both(_ x: Operand, _ y: Operand, _ body: (Rational, Rational) -> Rational) -> Rational? {
    x.exact.flatMap { a in y.exact.map { body(a, $0) } }
  }

  private func difference(_ x: Operand, _ y: Operand) -> Operand { (both(x, y, -), x.interval - y.interval) }

  private func value(of n: Instruction, _ program: Program) -> RegisterValue {
    func failure(_ site: Int32) -> RegisterValue { .failed(1 << 28 | UInt32(site)) }
    func function(_ body: (Interval) -> Interval) -> RegisterValue {
      apply(n.a) { .within(body($0.interval)) }
    }
    func comparison(_ body: (Int) -> Bool) -> RegisterValue {
      apply(n.a, n.b) { x, y in sign(difference(x, y)).map { .truth(body($0)) } ?? .unknown }
    }
    switch n.opcode {
    case .constant: return .exact(program.constants[Int(n.a)])
    case .failure: return .failed(program.sites[Int(n.a)].kind.rawValue << 28 | UInt32(n.a))
    case .isTrue: return .truth(true)
    case .isFalse: return .truth(false)
    case .add: return apply(n.a, n.b) { rational(both($0, $1, +), else: $0.interval + $1.interval) }
    case .sub: return apply(n.a, n.b) { rational(both($0, $1, -), else: $0.interval - $1.interval) }
    case .mul: return apply(n.a, n.b) { rational(both($0, $1, *), else: $0.interval * $1.interval) }
    case .div:
      return apply(n.a, n.b) { x, y in
        guard let sign = sign(y) else { return .unknown }
        return sign == 0 ? failure(n.c) : rational(both(x, y, /), else: x.interval / y.interval)
      }
    case .neg: return apply(n.a) { rational($0.exact.map { -$0 }, else: -$0.interval) }
    case .abs: return apply(n.a) { rational($0.exact?.magnitude, else: $0.interval.magnitude) }
    case .min:
      return apply(n.a, n.b) { rational(both($0, $1, min), else: .minimum($0.interval, $1.interval)) }
    case .max:
      return apply(n.a, n.b) { rational(both($0, $1, max), else: .maximum($0.interval, $1.interval)) }
    case .zeroIfDefined: return apply(n.a) { _ in .exact(0) }
    case .alias: return apply(n.a) { rational($0.exact, else: $0.interval) }
    case .powInt: return apply(n.a) { whole($0, Rational(Int(n.b)), failure(n.c)) }
    case .pow: return apply(n.a, n.b) { power($0, $1, failure(n.c)) }
    case .sqrt:
      return apply(n.a) { x in
        if x.exact?.signum == 0 { return .exact(0) }
        return sign(x).map { $0 < 0 ? failure(n.c) : .within(x.interval.squareRoot()) } ?? .unknown
      }
    case .log:
      return apply(n.a) { x in
        sign(x).map { $0 <= 0 ? failure(n.c) : .within(x.interval.log()) } ?? .unknown
      }
    case .exp: return function { $0.exp() }
    case .sin: return function { $0.sin() }
    case .cos: return function { $0.cos() }
    case .tanh: return function { $0.tanh() }
    case .sigmoid: return function { $0.sigmoid() }
    case .softplus: return function { $0.softplus() }
    case .silu: return function { $0 * $0.sigmoid() }
    case .atan2:
      return apply(n.a, n.b) { y, x in
        switch (sign(y), sign(x)) {
        case (0?, 0?): failure(n.c)
        case (0?, _), (_, 0?), (.some, .some): .within(.atan2(y: y.interval, x: x.interval))
        default: .unknown
        }
      }
    case .withSign:
      return apply(n.a, n.b) { x, s in
        guard let sign = sign(s) else { return .unknown }
        let (size, exact) = (x.interval.magnitude, x.exact?.magnitude)
        return sign < 0 ? rational(exact.map { -$0 }, else: -size) : rational(exact, else: size)
      }
    case .select: return chosen(self[n.a], n.b, n.c)
    case .agree:
      return apply(n.a, n.b) { x, y in
        sign(difference(x, y)).map { $0 == 0 ? self[n.a] : failure(n.c) } ?? .unknown
      }
    case .derivativeSwitch: return derivativeSwitch(n, program, failure(n.c))
    case .less: return comparison { $0 < 0 }
    case .lessOrEqual: return comparison { $0 <= 0 }
    case .equal: return comparison { $0 == 0 }
    case .not: if case .truth(let x) = self[n.a] { return .truth(!x) } else { return self[n.a] }
    case .and, .or:
      let settling = n.opcode == .or
      switch (self[n.a], self[n.b]) {
      case (.truth(settling), _), (_, .truth(settling)): return .truth(settling)
      case (.truth, .truth): return .truth(!settling)
      case (.failed(let x), .failed(let y)): return .failed(max(x, y))
      case (.failed(let x), .truth), (.truth, .failed(let x)): return .failed(x)
      default: return .unknown
      }
    case .unlessVacuous:
      switch self[n.b] {
      case .failed(let raw) where raw >> 28 == FailureKind.vacuous.rawValue: return .failed(raw)
      case .unknown: return .unknown
      default: return self[n.a]
      }
    default: return .unknown
    }
  }

  private func chosen(_ condition: RegisterValue, _ first: Int32, _ second: Int32) -> RegisterValue {
    if case .truth(let isTrue) = condition { return self[isTrue ? first : second] }
    return condition
  }

  private func whole(_ x: Operand, _ n: Rational, _ failure: RegisterValue) -> RegisterValue {
    guard let k = n.word else { return .unknown }
    if k < 0 {
      guard let sign = sign(x) else { return .unknown }
      if sign == 0 { return failure }
    }
    let size = (0..<abs(k)).reduce(x.interval.constant(1)) { product, _ in product * x.interval }
    let exact = x.exact.flatMap { $0.bitCount * abs(k) < Self.largestBits ? $0.power(k) : nil }
    return rational(exact, else: k < 0 ? size.constant(1) / size : size)
  }

  /// x^y = exp(y·log x); 0 where x = 0 < y; any base for a whole exponent.
  private func power(_ x: Operand, _ y: Operand, _ failure: RegisterValue) -> RegisterValue {
    if let n = y.exact, n.isInteger { return whole(x, n, failure) }
    guard let base = sign(x), let exponent = sign(y) else { return .unknown }
    if base > 0 { return .within((y.interval * x.interval.log()).exp()) }
    if base == 0, exponent > 0 { return .exact(0) }
    // Whether an exponent that isn't known exactly is whole can't be told.
    return y.exact == nil ? .unknown : failure
  }

  private func derivativeSwitch(
    _ n: Instruction, _ program: Program, _ failure: RegisterValue
  ) -> RegisterValue {
    let o = (0..<Instruction.pooledCount).map { program.operands[Int(n.a) + $0] }
    guard case .truth(let here) = self[o[0]] else { return self[o[0]] }
    guard case .truth(let beside) = self[o[1]] else { return self[o[1]] }
    let slope = self[beside ? o[4] : o[5]]
    if here == beside { return slope }
    guard case .number(let a, let b) = number(o[2]), case .number(let c, let d) = number(o[3]),
      let difference = sign(difference((a, b), (c, d)))
    else { return .unknown }
    switch slope {
    case .exact, .within: return difference == 0 ? slope : n.b == 1 ? failure : .unknown
    default: return .unknown
    }
  }
}
