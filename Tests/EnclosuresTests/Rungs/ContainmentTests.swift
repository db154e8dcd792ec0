import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// Every operation of every rung, on random operands: what it gives contains the function's value at
/// random points of the operands. Arithmetic is held against exact rationals, the other functions against
/// multi-precision values at the points.
@Suite("Containment")
struct ContainmentTests {
  // MARK: One operand

  struct Unary: Sendable, CustomTestStringConvertible {
    let name: String
    let ball: @Sendable (Ball) -> Ball
    let interval: @Sendable (Interval) -> Interval
    let exact: @Sendable (ExactReal) -> ExactReal
    let isDefined: @Sendable (Rational) -> Bool
    var testDescription: String { name }

    init(
      _ name: String, _ ball: @escaping @Sendable (Ball) -> Ball,
      _ interval: @escaping @Sendable (Interval) -> Interval,
      _ exact: @escaping @Sendable (ExactReal) -> ExactReal,
      where isDefined: @escaping @Sendable (Rational) -> Bool = { _ in true }
    ) {
      (self.name, self.ball, self.interval, self.exact) = (name, ball, interval, exact)
      self.isDefined = isDefined
    }
  }

  static let unary: [Unary] = [
    Unary("exp", { $0.exp() }, { $0.exp() }, { $0.exp() }),
    Unary("log", { $0.log() }, { $0.log() }, { $0.log() }, where: { $0.signum > 0 }),
    Unary("sin", { $0.sin() }, { $0.sin() }, { $0.sin() }),
    Unary("cos", { $0.cos() }, { $0.cos() }, { $0.cos() }),
    Unary("tanh", { $0.tanh() }, { $0.tanh() }, { $0.tanh() }),
    Unary("sigmoid", { $0.sigmoid() }, { $0.sigmoid() }, { $0.sigmoid() }),
    Unary("softplus", { $0.softplus() }, { $0.softplus() }, { $0.softplus() }),
    Unary("silu", { $0.silu() }, { $0.silu() }, { $0.silu() }),
    Unary(
      "sqrt", { $0.squareRoot() }, { $0.squareRoot() }, { $0.squareRoot() }, where: { $0.signum >= 0 }),
  ]

  private static func check<E: TestedRung>(
    _ type: E.Type, _ function: Unary, _ apply: (E) -> E, seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    var failures = Failures()
    for _ in 0..<TestScale.count {
      let operand = E.operand(&random)
      let result = apply(operand.enclosure)
      let point = operand.point(&random)
      if function.isDefined(point) {
        if !result.meets(function.interval(reference(point, operand.precision))) {
          failures.note("\(function.name)(\(operand.enclosure)) = \(result) at \(point)")
        }
      }
    }
    failures.expectNone("\(type).\(function.name)")
  }

  @Test(arguments: unary) func ballFunctions(_ f: Unary) { Self.check(Ball.self, f, f.ball, seed: 1) }
  @Test(arguments: unary) func intervalFunctions(_ f: Unary) {
    Self.check(Interval.self, f, f.interval, seed: 2)
  }
  @Test(arguments: unary) func exactFunctions(_ f: Unary) { Self.check(ExactReal.self, f, f.exact, seed: 3) }

  // MARK: Arithmetic against exact rationals

  private static func checkArithmetic<E: TestedRung>(_ type: E.Type, seed: UInt64) {
    let operations: [(String, (E, E) -> E, (Rational, Rational) -> Rational?)] = [
      ("+", { $0 + $1 }, { $0 + $1 }),
      ("-", { $0 - $1 }, { $0 - $1 }),
      ("*", { $0 * $1 }, { $0 * $1 }),
      ("/", { $0 / $1 }, { $1.isZero ? nil : $0 / $1 }),
      ("min", { E.minimum($0, $1) }, { min($0, $1) }),
      ("max", { E.maximum($0, $1) }, { max($0, $1) }),
      ("hull", { $0.hull($1) }, { x, _ in x }),
      ("hull'", { $0.hull($1) }, { _, y in y }),
      ("withSign", { $0.withSign(of: $1) }, { $1.signum < 0 ? -$0.magnitude : $0.magnitude }),
      ("neg", { x, _ in -x }, { x, _ in -x }),
      ("abs", { x, _ in x.magnitude }, { x, _ in x.magnitude }),
    ]
    for (name, apply, exact) in operations {
      var random = SplitMix64(seed: seed)
      var failures = Failures()
      for _ in 0..<TestScale.count {
        let (x, y) = (E.operand(&random), E.operand(&random))
        let result = apply(x.enclosure, y.enclosure)
        for _ in 0..<2 {
          let (a, b) = (x.point(&random), y.point(&random))
          if let value = exact(a, b), !result.contains(value) {
            failures.note("\(x.enclosure) \(name) \(y.enclosure) = \(result) at \(a), \(b)")
          }
        }
      }
      failures.expectNone("\(type) \(name)")
    }
  }

  @Test func ballArithmetic() { Self.checkArithmetic(Ball.self, seed: 11) }
  @Test func intervalArithmetic() { Self.checkArithmetic(Interval.self, seed: 12) }
  @Test func exactArithmetic() { Self.checkArithmetic(ExactReal.self, seed: 13) }

  // MARK: Comparisons: a decided answer is right at every point

  private static func checkComparisons<E: TestedRung>(_ type: E.Type, seed: UInt64) {
    let questions: [(String, (E, E) -> Trilean, (Rational, Rational) -> Bool)] = [
      ("<", { $0.isLess(than: $1) }, { $0 < $1 }),
      ("<=", { $0.isLessOrEqual(to: $1) }, { $0 <= $1 }),
      ("=", { $0.isEqual(to: $1) }, { $0 == $1 }),
      ("< 0", { x, _ in x.isNegative }, { x, _ in x.signum < 0 }),
      ("<= 0", { x, _ in x.isNonpositive }, { x, _ in x.signum <= 0 }),
      ("= 0", { x, _ in x.isZero }, { x, _ in x.isZero }),
      ("> 0", { x, _ in x.isPositive }, { x, _ in x.signum > 0 }),
      (">= 0", { x, _ in x.isNonnegative }, { x, _ in x.signum >= 0 }),
    ]
    for (name, ask, truth) in questions {
      var random = SplitMix64(seed: seed)
      var failures = Failures()
      for _ in 0..<TestScale.count {
        let x = E.operand(&random)
        // Often operands that overlap or touch.
        var y = random.next() % 3 == 0 ? x : E.operand(&random)
        if random.next() % 4 == 0 { y.enclosure = y.enclosure.hull(x.enclosure) }
        let answer = ask(x.enclosure, y.enclosure)
        for a in x.points {
          for b in y.points where answer != .unknown && truth(a, b) != (answer == .yes) {
            failures.note("\(x.enclosure) \(name) \(y.enclosure): \(answer) at \(a), \(b)")
          }
        }
        if x.points.count == 1, y.points.count == 1, answer == .unknown,
          x.enclosure.exactValue != nil, y.enclosure.exactValue != nil
        {
          failures.note("\(x.enclosure) \(name) \(y.enclosure): exact numbers undecided")
        }
      }
      failures.expectNone("\(type) \(name)")
    }
  }

  @Test func ballComparisons() { Self.checkComparisons(Ball.self, seed: 21) }
  @Test func intervalComparisons() { Self.checkComparisons(Interval.self, seed: 22) }
  @Test func exactComparisons() { Self.checkComparisons(ExactReal.self, seed: 23) }

  // MARK: Powers and angles

  private static func checkIntegerPowers<E: TestedRung>(_ type: E.Type, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var failures = Failures()
    for _ in 0..<TestScale.count {
      let x = E.operand(&random)
      let n =
        random.next() % 4 == 0
        ? Int.random(in: -400...400, using: &random) : Int.random(in: -6...6, using: &random)
      let result = x.enclosure.power(n)
      let a = x.point(&random)
      if n >= 0 || !a.isZero {
        let isRight =
          n.magnitude <= 6 ? result.contains(a.power(n)) : result.meets(reference(a, x.precision).power(n))
        if !isRight { failures.note("\(x.enclosure)^\(n) = \(result) at \(a)") }
      }
    }
    failures.expectNone("\(type) power(Int)")
  }

  @Test func ballIntegerPowers() { Self.checkIntegerPowers(Ball.self, seed: 31) }
  @Test func intervalIntegerPowers() { Self.checkIntegerPowers(Interval.self, seed: 32) }
  @Test func exactIntegerPowers() { Self.checkIntegerPowers(ExactReal.self, seed: 33) }

  /// x^y held against exp(y log x) and atan2 against its definition by cases through other functions.
  private static func checkPowersAndAngles<E: TestedRung>(_ type: E.Type, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var (powers, angles) = (Failures(), Failures())
    for _ in 0..<TestScale.count {
      let (x, y) = (E.operand(&random), E.operand(&random))
      let power = x.enclosure.power(y.enclosure)
      let angle = E.atan2(y: y.enclosure, x: x.enclosure)
      let bits = max(x.precision, y.precision)
      do {
        let (a, b) = (x.point(&random), y.point(&random))
        if a.signum > 0 {
          let value = (reference(b, bits) * reference(a, bits).log()).exp()
          if !power.meets(value) { powers.note("\(x.enclosure)^\(y.enclosure) = \(power) at \(a), \(b)") }
        } else if a.isZero, b.signum > 0, !power.contains(0) {
          powers.note("\(x.enclosure)^\(y.enclosure) = \(power) at 0, \(b)")
        } else if let n = b.word, n.magnitude < 100, y.enclosure.exactValue == b, n >= 0 || !a.isZero {
          if !power.contains(a.power(n)) { powers.note("\(x.enclosure)^\(n) = \(power) at \(a)") }
        }
        if !a.isZero || !b.isZero {
          // The angle t of (a, b) has cos t = a/h and sin t = b/h.
          let t = Interval.atan2(y: reference(b, bits), x: reference(a, bits))
          let h = (reference(a, bits).power(2) + reference(b, bits).power(2)).squareRoot()
          if !t.cos().meets(reference(a, bits) / h) || !t.sin().meets(reference(b, bits) / h)
            || !angle.meets(t)
          {
            angles.note("atan2(\(y.enclosure), \(x.enclosure)) = \(angle) at \(b), \(a)")
          }
        }
      }
    }
    powers.expectNone("\(type) power")
    angles.expectNone("\(type) atan2")
  }

  @Test func ballPowersAndAngles() { Self.checkPowersAndAngles(Ball.self, seed: 41) }
  @Test func intervalPowersAndAngles() { Self.checkPowersAndAngles(Interval.self, seed: 42) }
  @Test func exactPowersAndAngles() { Self.checkPowersAndAngles(ExactReal.self, seed: 43) }
}

extension Interval {
  fileprivate func meets(_ other: Interval) -> Bool { isEqual(to: other) != .no }
}
