import Numbers
import Programs

/// The registers of a block that are polynomials in its bound real with rational coefficients, at one
/// instance.
///
/// Enclosures lose exactness where it matters most, at the points at which something vanishes or
/// changes sign; these forms keep it.
struct PolynomialForms {
  /// Coefficients, constant term first, without trailing zeros.
  private(set) var forms: [Int32: [Rational]] = [:]

  static let largestDegree = 8
  private static let largestBits = 4096

  init(_ program: Program, writers: [Instruction?], inputs: [Rational], block: Int) {
    let block = program.blocks[block]
    forms[block.parameter] = [0, 1]
    for n in block.instructions where n.opcode != .bound {
      n.forEachOperand(in: program.operands) { note($0, program, writers, inputs) }
      if let form = Self.form(n, { forms[$0] }, program, inputs) { forms[n.target] = form }
    }
    note(block.body, program, writers, inputs)
  }

  subscript(_ register: Int32) -> [Rational]? { forms[register] }

  /// The exact values of a register outside the block and of what it is made of: registers are
  /// numbered in running order.
  private mutating func note(
    _ register: Int32, _ program: Program, _ writers: [Instruction?], _ inputs: [Rational]
  ) {
    var cone: Set<Int32> = []
    var stack = [register]
    while let x = stack.popLast() {
      guard forms[x] == nil, let n = writers[Int(x)], Self.isRational(n.opcode), cone.insert(x).inserted
      else { continue }
      if cone.count > Self.largestCone { return }
      n.forEachOperand(in: program.operands) { stack.append($0) }
    }
    for x in cone.sorted() {
      if let n = writers[Int(x)], let form = Self.form(n, { forms[$0] }, program, inputs) { forms[x] = form }
    }
  }

  private static let largestCone = 2000

  private static func isRational(_ opcode: Opcode) -> Bool {
    switch opcode {
    case .input, .constant, .add, .sub, .mul, .div, .neg, .abs, .min, .max, .alias, .powInt: true
    default: false
    }
  }

  private static func form(
    _ n: Instruction, _ known: (Int32) -> [Rational]?, _ program: Program, _ inputs: [Rational]
  ) -> [Rational]? {
    switch n.opcode {
    case .input: return trimmed([inputs[Int(n.a)]])
    case .constant: return trimmed([program.constants[Int(n.a)]])
    case .alias: return known(n.a)
    case .neg: return known(n.a)?.map { -$0 }
    case .powInt:
      guard let x = known(n.a), n.b >= 0 || (x.count == 1 && !x[0].isZero) else { return nil }
      if x.count <= 1 {
        let base = x.first ?? 0
        guard base.bitCount * Int(n.b.magnitude) <= largestBits else { return nil }
        return n.b == 0 ? [1] : trimmed([base.power(Int(n.b))])
      }
      guard (x.count - 1) * Int(n.b) <= largestDegree else { return nil }
      var result: [Rational] = [1]
      for _ in 0..<n.b { result = product(result, x) }
      return guarded(result)
    case .add, .sub, .mul, .div, .min, .max:
      guard let x = known(n.a), let y = known(n.b) else { return nil }
      switch n.opcode {
      case .add: return guarded(sum(x, y))
      case .sub: return guarded(sum(x, y.map { -$0 }))
      case .mul: return x.count + y.count - 2 <= largestDegree ? guarded(product(x, y)) : nil
      case .div: return y.count == 1 ? guarded(x.map { $0 / y[0] }) : nil
      default:
        guard x.count <= 1, y.count <= 1 else { return nil }
        let (a, b) = (x.first ?? 0, y.first ?? 0)
        return trimmed([n.opcode == .min ? min(a, b) : max(a, b)])
      }
    case .abs:
      guard let x = known(n.a), x.count <= 1 else { return nil }
      return x.map(\.magnitude)
    default: return nil
    }
  }

  private static func trimmed(_ x: [Rational]) -> [Rational] {
    var x = x
    while let last = x.last, last.isZero { x.removeLast() }
    return x
  }

  private static func guarded(_ x: [Rational]) -> [Rational]? {
    x.contains { $0.bitCount > largestBits } ? nil : trimmed(x)
  }

  static func sum(_ x: [Rational], _ y: [Rational]) -> [Rational] {
    (0..<max(x.count, y.count)).map { ($0 < x.count ? x[$0] : 0) + ($0 < y.count ? y[$0] : 0) }
  }

  private static func product(_ x: [Rational], _ y: [Rational]) -> [Rational] {
    guard !x.isEmpty, !y.isEmpty else { return [] }
    var result = Array(repeating: Rational(0), count: x.count + y.count - 1)
    for (i, a) in x.enumerated() {
      for (j, b) in y.enumerated() { result[i + j] += a * b }
    }
    return result
  }

  /// x − y, where both are polynomials.
  func difference(_ x: Int32, _ y: Int32) -> [Rational]? {
    guard let x = forms[x], let y = forms[y] else { return nil }
    return Self.trimmed(Self.sum(x, y.map { -$0 }))
  }

  static func value(_ form: [Rational], at x: Rational) -> Rational {
    form.reversed().reduce(Rational(0)) { $0 * x + $1 }
  }

  /// The coefficients of p(x₀ + s) in s.
  static func shifted(_ form: [Rational], to x0: Rational) -> [Rational] {
    var result = form
    for i in result.indices {
      for j in stride(from: result.count - 2, through: i, by: -1) { result[j] += result[j + 1] * x0 }
    }
    return result
  }
}
