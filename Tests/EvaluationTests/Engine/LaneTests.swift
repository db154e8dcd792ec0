import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Eight instances at once must say what one at a time says.
@Suite struct LaneTests {
  private struct Generator {
    var state: UInt64
    mutating func number() -> Rational {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let k = Int(state >> 33)
      switch k % 7 {
      case 0: return 0
      case 1: return Rational(k % 3 - 1)
      case 2: return Rational(k % 41 - 20, 3)
      case 3: return Rational(k % 1025 - 512, 1024)
      case 4: return Rational(k % 19 - 9, 1) * Rational(10).power(k % 11 - 5)
      case 5: return Rational(k % 9 - 4, 2)
      default: return Rational(k % 101 - 50, 7)
      }
    }
  }

  @Test(arguments: [
    "conclude x*y - z <= abs(x) + max(y, z)^2", "conclude x/y <= z", "conclude min(x, y, z) = x or x*x >= y",
    "conclude (if x < y then x/z else y) <= 1", "conclude sqrt(x) + log(y) <= exp(z)",
    "assume x >= 0 and y > 0 conclude x^3/(1 + y^2) <= x*max(1, z)", "conclude x^-2 >= y^0",
    "conclude not (x = y) implies 1/(x - y) /= 0", "conclude x - x = 0 and 0*(1/z) = 0",
    "conclude sigmoid(x) <= 1 and tanh(y) < 1 and softplus(z) > silu(z) - 1",
    "conclude (if 1/x > 0 then 1 else 2) >= 1", "conclude abs(abs(x) - abs(y)) <= abs(x - y)",
    "conclude 1 - x*y/(1 + x^2) <= 3 - cos(z) + sin(z)^2 or y^2 > 5",
  ])
  func lanesAgreeWithTheScalarRungs(_ items: String) throws {
    let ground = try GroundTheorem.lower(try theorem("real x, y, z " + items), sizes: [])
    let engine = Engine(ground, limits: EvaluationLimits(bits: 256))
    var generator = Generator(state: 11)
    let instances = (0..<401).map { _ in (0..<3).map { _ in generator.number() } }
    let judged = try engine.judge(instances)
    #expect(judged.count == instances.count)
    for (instance, judgement) in zip(instances, judged) {
      #expect(try engine.verdict(instance) == judgement.verdict, "\(items) at \(instance)")
    }
  }

  /// Powers in lanes say what the scalar rungs say, and enclose their values.
  @Test(arguments: [
    "conclude x^-2 >= y^0", "conclude x^-3 <= y and z^-1 < 2", "conclude abs(x)^y <= z + 2",
    "conclude x^(1/2) <= y^(-1/3) + z", "conclude (1/x)^y < x^z + 1", "conclude x^z = x^z or x^2^y < 1",
    "assume x > 0 conclude x^(y^-1) <= max(1, x)^3 + z^-2",
  ])
  func powersInLanes(_ items: String) throws {
    let ground = try GroundTheorem.lower(try theorem("real x, y, z " + items), sizes: [])
    let engine = Engine(ground, limits: EvaluationLimits(bits: 256), knowsPowersInLanes: true)
    let plain = Engine(ground, limits: EvaluationLimits(bits: 256))
    var generator = Generator(state: 3)
    let instances = (0..<401).map { _ in (0..<3).map { _ in generator.number() } }
    let judged = try engine.judge(instances)
    var known = 0
    for (instance, judgement) in zip(instances, judged) {
      #expect(try plain.verdict(instance) == judgement.verdict, "\(items) at \(instance)")
      guard let margin = judgement.margin, let exact = try plain.decide(instance).margin else { continue }
      known += 1
      let (lower, upper) = (Rational(exactly: margin.lower), Rational(exactly: margin.upper))
      #expect(lower.map { $0 <= exact.upper ?? $0 } ?? true, "\(items) at \(instance)")
      #expect(upper.map { $0 >= exact.lower ?? $0 } ?? true, "\(items) at \(instance)")
    }
    #expect(known > 20)
  }

  @Test func powersContainTheExactResult() throws {
    let text = "real x, y conclude x^-3 <= 0 and x^y <= 0"
    let ground = try GroundTheorem.lower(try theorem(text), sizes: [])
    let machine = LaneMachine(ground.program, keepsAll: true, takesPowers: true)
    let targets = ground.program.instructions.filter { $0.opcode == .powInt || $0.opcode == .pow }
    try #require(targets.map(\.opcode) == [.powInt, .pow])
    var generator = Generator(state: 9)
    for _ in 0..<200 {
      // Roots are rational where the bases are powers.
      let instances = (0..<8).map { k in
        [generator.number().power(4), [Rational(1, 2), Rational(-3, 2), 3, Rational(1, 4), 0, -2][k % 6]]
      }
      machine.run(instances[...])
      for (lane, instance) in instances.enumerated() {
        let (x, y) = (instance[0], instance[1])
        let (cubes, areCubes) = machine.numbers(targets[0].target)
        #expect(areCubes[lane] == !x.isZero)
        if areCubes[lane] { #expect(cubes[lane].contains(x.power(-3))) }
        let (powers, arePowers) = machine.numbers(targets[1].target)
        #expect(arePowers[lane] == (x > 0))
        guard arePowers[lane] else { continue }
        let root = try #require(x.exactRoot(4))
        #expect(powers[lane].contains(root.power(try #require((y * 4).word))), "\(x)^\(y)")
      }
    }
  }

  /// Each lane operation against exact rationals: the exact result lies in the lane's ball.
  @Test func laneOperationsContainTheExactResult() throws {
    var generator = Generator(state: 5)
    for _ in 0..<300 {
      let p = (0..<8).map { _ in generator.number() }
      let q = (0..<8).map { _ in generator.number() }
      var (x, y) = (BallLanes(repeating: Ball(0)), BallLanes(repeating: Ball(0)))
      // A third of the operands get a radius, about numbers that are then enclosed too.
      for lane in 0..<8 {
        x[lane] =
          lane % 3 == 0
          ? Ball(lower: Ball(p[lane]).lowerBound - 0.25, upper: Ball(p[lane]).upperBound) : Ball(p[lane])
        y[lane] =
          lane % 4 == 0
          ? Ball(lower: Ball(q[lane]).lowerBound, upper: Ball(q[lane]).upperBound + 1e-3) : Ball(q[lane])
      }
      for lane in 0..<8 {
        let (a, b) = (p[lane], q[lane])
        #expect((x + y)[lane].contains(a + b))
        #expect((x - y)[lane].contains(a - b))
        #expect((x * y)[lane].contains(a * b))
        #expect(b.isZero || (x / y)[lane].contains(a / b))
        #expect(x.magnitude[lane].contains(a.magnitude))
        #expect(x.power(3)[lane].contains(a.power(3)))
        #expect(BallLanes.minimum(x, y)[lane].contains(min(a, b)))
        #expect(BallLanes.maximum(x, y)[lane].contains(max(a, b)))
        #expect(x.hull(y)[lane].contains(a) && x.hull(y)[lane].contains(b))
        #expect(!x.isLess(than: y).yes[lane] || a < b)
        #expect(!x.isLess(than: y).no[lane] || a >= b)
        #expect(!x.isLessOrEqual(to: y).yes[lane] || a <= b)
        #expect(!x.isLessOrEqual(to: y).no[lane] || a > b)
        #expect(!x.isEqual(to: y).yes[lane] || a == b)
        #expect(!x.isEqual(to: y).no[lane] || a != b)
      }
    }
  }

  /// Whole numbers, fractions, words beyond 2^53, the greatest and least words and numbers beyond words.
  @Test(arguments: 1...8) func listsOfNumbersAreEnclosed(_ count: Int) {
    var generator = Generator(state: 23)
    let edges: [Rational] = [
      0, Rational(Int.max), Rational(Int.min), Rational(Int.min + 1, 3), Rational(1, Int.max),
      Rational(-1 << 53), Rational(1 << 53, 3), Rational((1 << 53) - 1, 1 << 52), Rational(1, 1 << 53),
      Rational((1 << 53) + 1), Rational(2).power(80) + 1, 1 / (Rational(3).power(700)),
      -Rational(7).power(400),
      1 / Rational(2).power(1074), Rational(2).power(1100), -1 / Rational(2).power(1100),
    ]
    // Once with small numbers alone, since one great number takes another way with all.
    for pool in [[], edges] {
      let lists = (0..<count).map { k in
        (0..<40).map { j in j < pool.count ? pool[(j + k) % pool.count] : generator.number() }
      }
      let balls = UnsafeMutablePointer<BallLanes>.allocate(capacity: 40)
      defer { balls.deallocate() }
      BallLanes.enclose(([[], []] + lists)[2...], into: balls)
      for lane in 0..<8 {
        for (j, number) in lists[lane < count ? lane : 0].enumerated() {
          let ball = balls[j][lane]
          #expect(ball.contains(number), "\(number)")
          #expect(
            ball.radius <= Swift.max(ball.midpoint.magnitude * 0x1p-52, .leastNonzeroMagnitude)
              || ball.radius == .infinity && number.magnitude > Rational(2).power(1000), "\(number)")
          guard let exact = Rational(exactly: ball.midpoint), exact == number else { continue }
          #expect(ball.radius == 0, "\(number)")
        }
      }
    }
  }

  @Test func edgesBecomeTheWholeLineOrStayExact() {
    func lanes(_ x: Double) -> BallLanes { BallLanes(repeating: Ball(midpoint: x)) }
    let huge = Double.greatestFiniteMagnitude
    let tiny = Double.leastNonzeroMagnitude
    #expect((lanes(huge) + lanes(huge))[0].lower == nil)
    #expect((lanes(huge) * lanes(2))[3].lower == nil)
    #expect((lanes(1) / lanes(0))[0].lower == nil)
    #expect((lanes(0) * BallLanes(repeating: .wholeLine))[0].exactValue == 0)
    #expect((lanes(0.5) * lanes(0.5))[7].exactValue == Rational(1, 4))
    #expect((lanes(3) / lanes(4))[7].exactValue == Rational(3, 4))
    #expect((lanes(tiny) * lanes(0.5))[0].contains(Rational(exactly: tiny).map { $0 / 2 } ?? 0))
    #expect((lanes(tiny) / lanes(3))[0].contains(Rational(exactly: tiny).map { $0 / 3 } ?? 0))
    #expect((lanes(1) / lanes(huge))[0].contains(Rational(exactly: huge).map { 1 / $0 } ?? 0))
    #expect((lanes(1e-200) * lanes(1e-200))[0].contains((Rational(exactly: 1e-200) ?? 0).power(2)))
  }
}
