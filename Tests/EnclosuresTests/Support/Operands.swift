import TestSupport

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// A random enclosure and exact numbers inside it.
struct Operand<E: RealEnclosure> {
  var enclosure: E
  var points: [Rational]
  var precision = 53

  func point(_ random: inout SplitMix64) -> Rational { points[Int(random.next() % UInt64(points.count))] }
}

extension SplitMix64 {
  /// 0 often, else relative to the size or independent of it.
  mutating func radius(for center: Double) -> Double {
    switch next() % 8 {
    case 0...2: return 0
    case 3: return center.magnitude * 0x1p-50
    case 4: return center.magnitude * Double.random(in: 0...1e-3, using: &self)
    case 5: return Double.random(in: 0...2, using: &self)
    case 6: return Double.random(in: 0...1e-9, using: &self)
    default: return double().magnitude
    }
  }

  mutating func fraction() -> Rational { Rational(Int(next() % 257), 256) }
}

/// A rung under test: how to make random operands of it.
protocol TestedRung: RealEnclosure {
  static func operand(_ random: inout SplitMix64) -> Operand<Self>
}

extension TestedRung {
  /// Operands from ends, some of them at infinity.
  static func operandFromEnds(_ random: inout SplitMix64, precision: Int) -> Operand<Self> {
    let center = random.double()
    let radius = random.radius(for: center)
    let (low, high) = (center - radius, center + radius)
    guard let a = Rational(exactly: low), let b = Rational(exactly: high), a <= b else {
      let exact = Rational(exactly: center) ?? .zero
      return Operand(enclosure: Self(exact, precision: precision), points: [exact], precision: precision)
    }
    let inner = a + (b - a) * random.fraction()
    switch random.next() % 16 {
    case 0:
      return Operand(
        enclosure: Self(from: a, to: nil, precision: precision), points: [a, b, inner, a + 1000],
        precision: precision)
    case 1:
      return Operand(
        enclosure: Self(from: nil, to: b, precision: precision), points: [a, b, inner, b - 1000],
        precision: precision)
    default:
      return Operand(
        enclosure: Self(from: a, to: b, precision: precision), points: a == b ? [a] : [a, b, inner],
        precision: precision)
    }
  }
}

extension Ball: TestedRung {
  static func operand(_ random: inout SplitMix64) -> Operand<Ball> {
    if random.next() % 4 == 0 { return operandFromEnds(&random, precision: 53) }
    let center = random.double()
    let ball = Ball(midpoint: center, radius: random.radius(for: center))
    guard let m = Rational(exactly: ball.midpoint), let r = Rational(exactly: ball.radius) else {
      return Operand(enclosure: ball, points: [.zero, Rational(exactly: center) ?? 0])
    }
    let inner = m + r * (2 * random.fraction() - 1)
    return Operand(enclosure: ball, points: r.isZero ? [m] : [m - r, m + r, inner])
  }
}

extension Interval: TestedRung {
  static func operand(_ random: inout SplitMix64) -> Operand<Interval> {
    operandFromEnds(&random, precision: [2, 24, 53, 64, 128, 200][Int(random.next() % 6)])
  }
}

extension ExactReal: TestedRung {
  static func operand(_ random: inout SplitMix64) -> Operand<ExactReal> {
    operandFromEnds(&random, precision: 100)
  }
}
