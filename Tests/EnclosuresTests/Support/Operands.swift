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
  /// A finite double: small whole numbers and fractions, ordinary sizes, all exponents, and special ones.
  mutating func double() -> Double {
    switch next() % 16 {
    case 0...2: return Double(Int.random(in: -12...12, using: &self))
    case 3...5: return Double(Int.random(in: -64...64, using: &self)) / 8
    case 6...9: return Double.random(in: -4...4, using: &self)
    case 10...12: return significand() * power(Int.random(in: -40...40, using: &self))
    case 13...14: return significand() * power(Int.random(in: -1074...1023, using: &self))
    default:
      let special: [Double] = [
        0, -0.0, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 1, -1, 0x1p-53,
        1 + 0x1p-52, 1 - 0x1p-53, .pi, -.pi / 2, -1.2784645427610738, 709.78, -745.2, 1e22,
      ]
      return special[Int(next() % UInt64(special.count))] * (next() & 1 == 0 ? 1 : -1)
    }
  }

  private mutating func significand() -> Double {
    let bits = next() & 0x000F_FFFF_FFFF_FFFF
    let value = Double(bitPattern: 0x3FF0_0000_0000_0000 | bits)
    return next() & 1 == 0 ? value : -value
  }

  private func power(_ exponent: Int) -> Double {
    exponent < -1022
      ? .leastNonzeroMagnitude * Double(1 << (exponent + 1074))
      : Double(sign: .plus, exponent: exponent, significand: 1)
  }

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
