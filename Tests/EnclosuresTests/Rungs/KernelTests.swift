import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// The kernels of the elementary functions, one by one and in lanes: the proved bounds, the edges of their
/// ranges, and the balls that they leave to the interval rung.
@Suite("Kernels")
struct KernelTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let name: String
    /// The proved relative bound, in units of 2⁻⁵³.
    let units: Double
    /// What was seen in millions of operands, and a little more: a lost correction shows here.
    let observed: Double
    /// Where the bound holds, for exact operands.
    let range: ClosedRange<Double>
    let ball: @Sendable (Ball) -> Ball
    let lanes: @Sendable (BallLanes) -> BallLanes
    let interval: @Sendable (Interval) -> Interval
    var testDescription: String { name }

    func isDefined(_ x: Rational) -> Bool {
      switch name {
      case "log": x.signum > 0
      case "sqrt": x.signum >= 0
      default: true
      }
    }
  }

  static let functions: [Function] = [
    Function(name: "exp", units: 2, observed: 1.2, range: -700...700) {
      $0.exp()
    } lanes: {
      $0.exp()
    } interval: {
      $0.exp()
    },
    Function(name: "log", units: 2, observed: 1.4, range: 0x1p-1022...Double.greatestFiniteMagnitude) {
      $0.log()
    } lanes: {
      $0.log()
    } interval: {
      $0.log()
    },
    Function(name: "sqrt", units: 1, observed: 1, range: 0...Double.greatestFiniteMagnitude) {
      $0.squareRoot()
    } lanes: {
      $0.squareRoot()
    } interval: {
      $0.squareRoot()
    },
    Function(name: "sin", units: 2, observed: 1.3, range: -0x1p20...0x1p20) {
      $0.sin()
    } lanes: {
      $0.sin()
    } interval: {
      $0.sin()
    },
    Function(name: "cos", units: 2, observed: 1.3, range: -0x1p20...0x1p20) {
      $0.cos()
    } lanes: {
      $0.cos()
    } interval: {
      $0.cos()
    },
    Function(
      name: "tanh", units: 4, observed: 2.5,
      range: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    ) {
      $0.tanh()
    } lanes: {
      $0.tanh()
    } interval: {
      $0.tanh()
    },
    Function(name: "sigmoid", units: 3, observed: 2.25, range: -700...Double.greatestFiniteMagnitude) {
      $0.sigmoid()
    } lanes: {
      $0.sigmoid()
    } interval: {
      $0.sigmoid()
    },
    Function(name: "softplus", units: 4, observed: 1.75, range: -700...Double.greatestFiniteMagnitude) {
      $0.softplus()
    } lanes: {
      $0.softplus()
    } interval: {
      $0.softplus()
    },
    Function(name: "silu", units: 4, observed: 3.25, range: -700...Double.greatestFiniteMagnitude) {
      $0.silu()
    } lanes: {
      $0.silu()
    } interval: {
      $0.silu()
    },
  ]

  // MARK: Operands

  /// Midpoints where something changes: ends of ranges, reductions, cancellation, underflow.
  static let edges: [Double] = {
    let sizes: [Double] = [
      0, .leastNonzeroMagnitude, 0x1p-1060, .leastNormalMagnitude, 0x1p-1000, 0x1p-500, 0x1p-60, 0x1p-30,
      0x1p-27,
      0.17328, 0.1733, 0.34657, 0.3466, 0.35, 0.41421, 0.4142135, 0.5, 0.6931, 0.70710, 0.7071068, 0.8813,
      0.8814,
      0.8814736, 1, 1.0397, 1.2784645427610738, 1.41421, 1.4142136, 2, 18, 36, 36.7, 37, 40, 350, 350.5, 690,
      699.9999, 700, 700.0000001, 708.4, 709.78, 709.79, 745, 745.2, 746, 1e5, 0x1p20, 0x1.0000000000001p20,
      1e9,
      1e22, 0x1p990, 0x1p1023, .greatestFiniteMagnitude,
    ]
    return sizes.flatMap { x in [x, -x, x.nextUp, x.nextDown].filter { $0.isFinite } }
  }()

  static func midpoint(_ random: inout SplitMix64) -> Double {
    switch random.next() % 8 {
    case 0: return edges[Int(random.next() % UInt64(edges.count))]
    case 1:
      // Near a multiple of π/2.
      let range = random.next() % 2 == 0 ? 20 : 667_000
      let near = Double(Int.random(in: -range...range, using: &random)) * (Double.pi / 2)
      return near + near.ulp * Double(Int.random(in: -2...2, using: &random))
    case 2:
      // Near 1, down to its neighbours.
      return 1 + Double.random(in: -1...1, using: &random)
        * [0x1p-52, 0x1p-40, 0x1p-20, 0.1][Int(random.next() % 4)]
    case 3: return Double.random(in: -750...750, using: &random)
    case 4: return Double.random(in: -40...40, using: &random)
    case 5: return Double.random(in: -1.5...1.5, using: &random)
    default: return random.double()
    }
  }

  static func operand(_ random: inout SplitMix64) -> Ball {
    let m = midpoint(&random)
    if random.next() % 64 == 0 { return .wholeLine }
    let radius: Double
    switch random.next() % 8 {
    case 0...2: radius = 0
    case 3: radius = .leastNonzeroMagnitude
    case 4: radius = m.magnitude * [0x1p-60, 0x1p-13, 0x1p-12, 0x1.0001p-12, 0.25, 1][Int(random.next() % 6)]
    case 5: radius = Double.random(in: 0...0.3, using: &random)
    default: radius = random.radius(for: m)
    }
    return Ball(midpoint: m, radius: radius)
  }

  private static func isConsistent(_ x: Ball) -> Bool {
    x.midpoint.isFinite && x.radius >= 0 && (x.radius.isFinite || x.midpoint == 0)
  }

  // MARK: Tests

  /// Eight lanes with different operands, some of them in the kernel's range and some not: each contains the
  /// value at points of its operand, and so does what `Ball` gives.
  @Test(arguments: functions) func containment(_ f: Function) {
    var random = SplitMix64(seed: 101)
    var failures = Failures()
    for _ in 0..<max(1, TestScale.count / 8) {
      var x = BallLanes(repeating: Self.operand(&random))
      for lane in 1..<BallLanes.count { x[lane] = Self.operand(&random) }
      let y = f.lanes(x)
      for lane in 0..<BallLanes.count {
        let one = f.ball(x[lane])
        if !Self.isConsistent(y[lane]) || !Self.isConsistent(one) {
          failures.note("\(x[lane].midpoint) ± \(x[lane].radius) gives \(y[lane]), \(one)")
        }
        guard let m = Rational(exactly: x[lane].midpoint), let r = Rational(exactly: x[lane].radius) else {
          continue
        }
        for point in r.isZero ? [m] : [m - r, m + r, m + r * (2 * random.fraction() - 1)]
        where f.isDefined(point) {
          let value = f.interval(reference(point, 53))
          if !y[lane].meets(value) || !one.meets(value) {
            failures.note(
              "\(f.name)(\(x[lane].midpoint) ± \(x[lane].radius)) = \(y[lane]), \(one) at \(point)")
          }
        }
      }
    }
    failures.expectNone(f.name)
  }

  /// For exact operands the midpoint errs by no more than is proved, and the radius says just that.
  @Test(arguments: functions) func provedBounds(_ f: Function) throws {
    var random = SplitMix64(seed: 102)
    var failures = Failures()
    let unit = Rational(1, Integer(1).shifted(by: 53))
    var worst = 0.0
    let units = try #require(Rational(exactly: f.units))
    for _ in 0..<TestScale.count {
      let x = Self.midpoint(&random)
      guard f.range.contains(x), let point = Rational(exactly: x) else { continue }
      let y = f.ball(Ball(midpoint: x))
      let value = f.interval(reference(point, 53))
      guard let truth = value.lower, let midpoint = Rational(exactly: y.midpoint) else {
        failures.note("\(f.name)(\(x)) has no reference")
        continue
      }
      // Below this, underflow and the radii's floor weigh; sin and cos have an error of the reduction.
      if truth.magnitude < Rational(1, Integer(1).shifted(by: 960)) { continue }
      let reduction = f.name == "sin" || f.name == "cos" ? x.magnitude * 0x1p-119 : 0
      let error = (midpoint - truth).magnitude
      let allowance = Rational(exactly: reduction) ?? 0
      if error > truth.magnitude * units * unit + allowance {
        failures.note(
          "\(f.name)(\(x)) = \(y.midpoint) errs by \((error / truth.magnitude / unit).approximation) units")
      }
      worst = max(worst, (error / truth.magnitude / unit).approximation)
      if y.radius > (y.midpoint.magnitude * f.units * 0x1p-53 + reduction) * (1 + 0x1p-39) + 0x1p-1021 {
        failures.note("\(f.name)(\(x)) has the radius \(y.radius)")
      }
    }
    failures.expectNone(f.name)
    #expect(worst > 0.4 && worst <= f.observed, "\(worst) units")
  }

  /// Every edge as an exact number and with a small radius, in lanes beside an ordinary number.
  @Test(arguments: functions) func edges(_ f: Function) {
    var failures = Failures()
    for edge in Self.edges {
      for radius in [
        0, .leastNonzeroMagnitude, edge.magnitude * 0x1p-52, edge.magnitude * 0x1p-20, 0.25, .infinity,
      ] {
        let x = Ball(midpoint: edge, radius: radius)
        var lanes = BallLanes(repeating: Ball(midpoint: 0.75))
        lanes[3] = x
        let y = f.lanes(lanes)[3]
        let one = f.ball(x)
        guard let m = Rational(exactly: x.midpoint), let r = Rational(exactly: x.radius) else { continue }
        for point in r.isZero ? [m] : [m - r, m + r] where f.isDefined(point) {
          let value = f.interval(reference(point, 53))
          if !y.meets(value) || !one.meets(value) {
            failures.note("\(f.name)(\(edge) ± \(radius)) = \(y), \(one) at \(point)")
          }
        }
      }
    }
    failures.expectNone(f.name)
  }

  /// Where the result is a double, it stays exact in the lanes, too.
  @Test func exactResultsStayExact() {
    func lanes(_ x: Double) -> BallLanes { BallLanes(repeating: Ball(midpoint: x)) }
    for zero in [0.0, -0.0] {
      #expect(lanes(zero).exp()[5].exactValue == 1 && lanes(zero).cos()[5].exactValue == 1)
      #expect(lanes(zero).sin()[5].exactValue == 0 && lanes(zero).tanh()[5].exactValue == 0)
      #expect(lanes(zero).sigmoid()[5].exactValue == Rational(1, 2) && lanes(zero).silu()[5].exactValue == 0)
      #expect(lanes(zero).squareRoot()[5].exactValue == 0)
    }
    #expect(lanes(1).log()[5].exactValue == 0)
    for n in 1...64 { #expect(lanes(Double(n * n)).squareRoot()[2].exactValue == Rational(n)) }
    #expect(lanes(2).squareRoot()[2].exactValue == nil && lanes(0x1p-1000).squareRoot()[2].radius < 0x1p-552)
  }

  /// A small radius grows by the derivative and little more.
  @Test(arguments: functions) func smallRadii(_ f: Function) throws {
    var random = SplitMix64(seed: 103)
    var failures = Failures()
    for _ in 0..<TestScale.count {
      let x =
        Double.random(in: 0.1...8, using: &random) * (f.isDefined(-1) && random.next() % 2 == 0 ? -1 : 1)
      let r = 0x1p-20
      let y = f.ball(Ball(midpoint: x, radius: r))
      let ends = [f.ball(Ball(midpoint: x - r)), f.ball(Ball(midpoint: x + r))]
      let least = (ends[0].midpoint - ends[1].midpoint).magnitude / 2
      if y.radius > least * 1.0002 + 0x1p-40 { failures.note("\(f.name)(\(x)): \(y.radius), not \(least)") }
    }
    failures.expectNone(f.name)
  }
}
