import Claims
import Enclosures
import Numbers
import Programs

/// Ends of single inputs that a comparison with a constant implies: `A >= 1/2`, `abs(A - 1) <= c`, `min(t: A[t]) >= c`,
/// `2*x^2 < 3`. For search only: an irrational end is moved inward by less than 2^-60 of itself.
struct ImpliedBounds {
  private let program: Program
  private let writer: [Int32: Instruction]
  private(set) var bounds: [Constraint.Bound] = []

  /// Inputs whose domains have no negative values.
  private let isNonnegative: (Int) -> Bool

  init(_ program: Program, writer: [Int32: Instruction], isNonnegative: @escaping (Int) -> Bool) {
    self.program = program
    self.writer = writer
    self.isNonnegative = isNonnegative
  }

  /// Takes what `left relation right` implies.
  mutating func take(_ relation: Relation, _ left: Int32, _ right: Int32) {
    switch relation {
    case .less, .lessOrEqual: take(left, atMost: right, isClosed: relation == .lessOrEqual)
    case .greater, .greaterOrEqual: take(right, atMost: left, isClosed: relation == .greaterOrEqual)
    case .equal:
      take(left, atMost: right, isClosed: true)
      take(right, atMost: left, isClosed: true)
    case .notEqual: break
    }
  }

  private mutating func take(_ small: Int32, atMost great: Int32, isClosed: Bool) {
    if let c = constant(great) { bound(small, by: c, isLower: false, isClosed) }
    if let c = constant(small) { bound(great, by: c, isLower: true, isClosed) }
  }

  private func constant(_ register: Int32) -> Rational? {
    guard let n = writer[register], n.opcode == .constant else { return nil }
    return program.constants[Int(n.a)]
  }

  /// The register is at least (`isLower`) or at most `end`.
  private mutating func bound(_ register: Int32, by end: Rational, isLower: Bool, _ isClosed: Bool) {
    guard let n = writer[register] else { return }
    switch n.opcode {
    case .input:
      bounds.append(Constraint.Bound(input: Int(n.a), isLower: isLower, isClosed: isClosed, end: end))
    case .neg: bound(n.a, by: -end, isLower: !isLower, isClosed)
    case .max where !isLower, .min where isLower:
      bound(n.a, by: end, isLower: isLower, isClosed)
      bound(n.b, by: end, isLower: isLower, isClosed)
    case .abs where !isLower:
      bound(n.a, by: end, isLower: false, isClosed)
      bound(n.a, by: -end, isLower: true, isClosed)
    case .add:
      if let c = constant(n.a) { bound(n.b, by: end - c, isLower: isLower, isClosed) }
      if let c = constant(n.b) { bound(n.a, by: end - c, isLower: isLower, isClosed) }
    case .sub:
      if let c = constant(n.a) { bound(n.b, by: c - end, isLower: !isLower, isClosed) }
      if let c = constant(n.b) { bound(n.a, by: end + c, isLower: isLower, isClosed) }
    case .mul:
      for (x, y) in [(n.a, n.b), (n.b, n.a)] {
        if let c = constant(x), !c.isZero { bound(y, by: end / c, isLower: isLower == (c > 0), isClosed) }
      }
    case .div:
      if let c = constant(n.b), !c.isZero { bound(n.a, by: end * c, isLower: isLower == (c > 0), isClosed) }
    case .powInt where n.b == 2 || n.b == 4:
      guard end.signum >= 0, let (low, high) = Self.root(end, Int(n.b)) else { return }
      if !isLower {
        bound(n.a, by: low, isLower: false, isClosed)
        bound(n.a, by: -low, isLower: true, isClosed)
      } else if let x = writer[n.a], x.opcode == .input, isNonnegative(Int(x.a)) {
        bound(n.a, by: high, isLower: true, isClosed)
      }
    case .sqrt where !isLower && end.signum >= 0: bound(n.a, by: end * end, isLower: false, isClosed)
    default: break
    }
  }

  /// Rational numbers below and above the root, close to it; itself where it is rational.
  private static func root(_ x: Rational, _ degree: Int) -> (Rational, Rational)? {
    if let exact = x.exactRoot(degree) { return (exact, exact) }
    var value = Interval(x, precision: DrawTuning.rootPrecision)
    for _ in 0..<(degree == 4 ? 2 : 1) { value = value.squareRoot() }
    guard let low = value.lower, let high = value.upper else { return nil }
    return (low, high)
  }
}
