import Numbers
import Programs

/// A block that depends on its bound real w only through cosines and sines of q·w + c, with rational q and
/// with c free of w: it has the period 2π/g, where g is the greatest common divisor of the q.
///
/// So a pole r·exp(iθ) is looked at on one turn of the circle: `1/(1 - r*exp(i*(theta - w)))`.
struct Periodicity {
  /// g > 0.
  let frequency: Rational

  /// Above π, which is 3.14159265…: Metius' 355/113 = 3.14159292….
  private static let halfTurn = Rational(355, 113)

  /// At least half the period.
  var halfPeriod: Rational { Self.halfTurn / frequency }

  private enum Dependence {
    /// q·w + c.
    case affine(Rational)
    case periodic
  }

  /// Nil where no period is seen.
  ///
  /// - Parameter constant: The exact value of a register outside the block, where it is a known rational.
  init?(_ program: Program, _ block: Program.Block, constant: (Int32) -> Rational?) {
    var known: [Int32: Dependence] = [block.parameter: .affine(1)]
    var constants: [Int32: Rational] = [:]
    var rates: [Rational] = []
    func dependence(_ x: Int32) -> Dependence { known[x] ?? .affine(0) }
    func rate(_ x: Int32) -> Rational? {
      if case .affine(let rate) = dependence(x) { rate } else { nil }
    }
    func value(_ x: Int32) -> Rational? { constants[x] ?? (known[x] == nil ? constant(x) : nil) }

    for n in block.instructions {
      guard n.opcode != .forallReal, n.opcode != .gaussian else { return nil }
      if n.opcode == .bound {
        if n.target != block.parameter { known[n.target] = .affine(0) }
        continue
      }
      if n.opcode == .constant { constants[n.target] = program.constants[Int(n.a)] }
      var isFree = true
      var isAffine = true
      n.forEachOperand(in: program.operands) { operand in
        guard let rate = rate(operand) else {
          (isFree, isAffine) = (false, false)
          return
        }
        isFree = isFree && rate.isZero
      }
      if isFree {
        known[n.target] = .affine(0)
        continue
      }
      switch n.opcode {
      case .cos, .sin:
        if let rate = rate(n.a) { rates.append(rate) }
        known[n.target] = .periodic
        continue
      case .add, .sub, .neg, .alias, .mul, .div:
        if isAffine, let result = Self.rate(n, rate, value) {
          known[n.target] = .affine(result)
          continue
        }
      default: break
      }
      // Any other function of w itself has no period; one of periodic numbers has theirs.
      var isPeriodic = true
      n.forEachOperand(in: program.operands) { operand in
        if let rate = rate(operand), !rate.isZero { isPeriodic = false }
      }
      guard isPeriodic else { return nil }
      known[n.target] = .periodic
    }
    guard let frequency = Self.commonDivisor(rates) else { return nil }
    for x in [block.body] + (block.filter.map { [$0] } ?? []) {
      if let rate = rate(x), !rate.isZero { return nil }
    }
    self.frequency = frequency
  }

  /// The rate of a combination of affine operands; nil where it is not affine or not known to be.
  private static func rate(
    _ n: Instruction, _ rate: (Int32) -> Rational?, _ value: (Int32) -> Rational?
  ) -> Rational? {
    guard let x = rate(n.a) else { return nil }
    switch n.opcode {
    case .alias: return x
    case .neg: return -x
    case .add: return rate(n.b).map { x + $0 }
    case .sub: return rate(n.b).map { x - $0 }
    case .mul:
      guard let y = rate(n.b) else { return nil }
      if x.isZero { return value(n.a).map { $0 * y } }
      return y.isZero ? value(n.b).map { x * $0 } : nil
    case .div:
      guard let divisor = value(n.b), !divisor.isZero, rate(n.b)?.isZero == true else { return nil }
      return x / divisor
    default: return nil
    }
  }

  private static func commonDivisor(_ rates: [Rational]) -> Rational? {
    // gcd(a/b, c/d) = gcd(a·d, c·b)/(b·d).
    let rates = rates.filter { !$0.isZero }
    guard !rates.isEmpty else { return nil }
    return rates.reduce(Rational(0)) { divisor, rate in
      Rational(
        Integer.gcd(divisor.numerator * rate.denominator, rate.numerator.magnitude * divisor.denominator),
        divisor.denominator * rate.denominator)
    }
  }

  /// Bounds within which the block takes all the values that it takes within these; nil is infinity.
  func reduced(_ bounds: (lower: Rational?, upper: Rational?)) -> (lower: Rational?, upper: Rational?) {
    switch bounds {
    case (nil, nil): (-halfPeriod, halfPeriod)
    case (let lower?, nil): (lower, lower + 2 * halfPeriod)
    case (nil, let upper?): (upper - 2 * halfPeriod, upper)
    case (let lower?, let upper?): (lower, min(upper, lower + 2 * halfPeriod))
    }
  }
}
