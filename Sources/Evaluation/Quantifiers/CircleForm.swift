import Numbers
import Programs

/// A block whose bound real w occurs only as cos(k·g·w) and sin(k·g·w) for whole k: with the half-angle
/// substitution t = tan(g·w/2) it is rational in t, w = π/g being the point t = ∞.
struct CircleForm {
  /// g.
  let frequency: Rational
  /// The registers k·g·w, with their k.
  let multiples: [Int32: Int]

  private static let largestMultiple = 64

  init?(_ program: Program, _ forms: PolynomialForms, block: Program.Block) {
    var rates: [Int32: Rational] = [:]
    for n in block.instructions where n.opcode == .cos || n.opcode == .sin {
      guard let form = forms[n.a], form.count == 2, form[0].isZero else { return nil }
      rates[n.a] = form[1]
    }
    guard !rates.isEmpty else { return nil }
    var (numerator, denominator) = (Integer(0), Integer(1))
    for rate in rates.values {
      // gcd(a/b, c/d) = gcd(a·d, c·b)/(b·d).
      let (a, b) = (rate.numerator.magnitude, rate.denominator)
      numerator = Integer.gcd(numerator * b, a * denominator)
      denominator = denominator * b
    }
    let frequency = Rational(numerator, denominator)
    var multiples: [Int32: Int] = [:]
    for (register, rate) in rates {
      guard let k = (rate / frequency).word, k.magnitude <= Self.largestMultiple else { return nil }
      multiples[register] = k
    }
    self.frequency = frequency
    self.multiples = multiples
  }

  /// The part of the circle that a domain covers.
  enum Cover {
    case whole
    /// t from 0 to ∞, or from −∞ to 0, the ends included.
    case upperHalf, lowerHalf
    /// Less than the whole circle: what holds on the whole circle holds there.
    case part
  }

  func cover(_ block: Program.Block, writers: [Instruction?], program: Program) -> Cover {
    guard let lower = block.lower, let upper = block.upper else { return .whole }
    let a = Self.halfTurns(lower.register, writers, program)
    let b = Self.halfTurns(upper.register, writers, program)
    guard let a, let b, lower.isClosed, upper.isClosed else { return .part }
    let (start, end) = (a * frequency, b * frequency)
    if end - start >= 2 { return .whole }
    guard start.isInteger, end - start == 1, let k = start.word else { return .part }
    return k.isMultiple(of: 2) ? .upperHalf : .lowerHalf
  }

  /// r where the register is r·π.
  private static func halfTurns(
    _ register: Int32, _ writers: [Instruction?], _ program: Program
  ) -> Rational? {
    guard let n = writers[Int(register)] else { return nil }
    func constant(_ x: Int32) -> Rational? {
      guard let n = writers[Int(x)], n.opcode == .constant else { return nil }
      return program.constants[Int(n.a)]
    }
    switch n.opcode {
    case .pi: return 1
    case .constant: return program.constants[Int(n.a)].isZero ? 0 : nil
    case .neg: return halfTurns(n.a, writers, program).map { -$0 }
    case .mul:
      if let c = constant(n.a) { return halfTurns(n.b, writers, program).map { c * $0 } }
      if let c = constant(n.b) { return halfTurns(n.a, writers, program).map { c * $0 } }
      return nil
    case .div:
      guard let c = constant(n.b), !c.isZero else { return nil }
      return halfTurns(n.a, writers, program).map { $0 / c }
    default: return nil
    }
  }
}
