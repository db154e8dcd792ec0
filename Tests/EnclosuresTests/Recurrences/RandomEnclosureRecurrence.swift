@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// A random recurrence of enclosures, a point in each, and the states that follow from the points.
struct RandomEnclosureRecurrence {
  /// Which operands there are.
  enum Kind: CaseIterable {
    /// Points with gates in [0, 1].
    case stable
    /// Points with gates of either sign, below 8 in size.
    case growing
    /// Points, 0 among them, of sizes that differ from channel to channel and step to step.
    case uneven
    /// All digits 0 or all ones, next to powers of two.
    case edges
    /// Narrow enclosures and wide ones.
    case wide
  }

  let kind: Kind
  let channels, steps, precision: Int
  var gates, scales, inputs: [Interval]
  var points: (gates: [Rational], scales: [Rational], inputs: [Rational])

  init(_ kind: Kind, channels: Int, steps: Int, precision: Int, _ random: inout SplitMix64) {
    (self.kind, self.channels, self.steps, self.precision) = (kind, channels, steps, precision)
    (gates, scales, inputs, points) = ([], [], [], ([], [], []))
    let isShared = (random.next() % 2 == 0, random.next() % 2 == 0)
    for i in 0..<(isShared.0 ? steps : steps * channels) {
      let (x, p) = Self.operand(kind, precision, isGate: true, channel: i % channels, &random)
      gates.append(x)
      points.gates.append(p)
    }
    for i in 0..<(isShared.1 ? steps : steps * channels) {
      let (x, p) = Self.operand(kind, precision, isGate: false, channel: i % channels, &random)
      scales.append(x)
      points.scales.append(p)
    }
    for i in 0..<steps * channels {
      let (x, p) = Self.operand(kind, precision, isGate: false, channel: i % channels, &random)
      inputs.append(x)
      points.inputs.append(p)
    }
  }

  var block: EnclosureBlock {
    EnclosureBlock(channels: channels, gates: gates, scales: scales, inputs: inputs, precision: precision)
  }

  /// h_1, …, h_T of a channel that starts at h.
  func states(_ n: Int, from h: Rational = .zero) -> [Rational] {
    var h = h
    return (0..<steps).map { t in
      func at(_ x: [Rational]) -> Rational { x[x.count == steps ? t : t * channels + n] }
      h = at(points.gates) * h + at(points.scales) * points.inputs[t * channels + n]
      return h
    }
  }

  static func two(_ k: Int) -> Rational {
    k >= 0 ? Rational(Integer(1).shifted(by: k)) : Rational(1, Integer(1).shifted(by: -k))
  }

  /// A number in [0, 1) of `bits` bits.
  static func fraction(_ bits: Int, _ random: inout SplitMix64) -> Rational {
    var x = Rational.zero
    for _ in 0..<(bits + 31) / 32 { x = x * two(32) + Rational(Int(random.next() >> 32)) }
    return x * two(-(bits + 31) / 32 * 32)
  }

  private static func operand(
    _ kind: Kind, _ precision: Int, isGate: Bool, channel: Int, _ random: inout SplitMix64
  ) -> (Interval, Rational) {
    let sign: Rational = random.next() % 2 == 0 ? 1 : -1
    var x = fraction(precision, &random)
    switch kind {
    case .stable: if !isGate { x = sign * x }
    // With two bits to spare, so that it stays a point.
    case .growing: x = sign * fraction(precision - 32, &random) * (isGate ? 3 : 1)
    case .uneven:
      if random.next() % 5 == 0 { return (Interval(0, precision: precision), 0) }
      x = sign * x * two(-Int.random(in: 0...200, using: &random))
      if !isGate { x = x * two(channel * 61 % 300 - 150) }
    case .edges:
      let exponent = Int.random(in: isGate ? -40...0 : -40...40, using: &random)
      let below = random.next() % 2 == 0 ? two(-precision) : 0
      x = sign * (1 - below) * two(exponent)
    case .wide:
      x = sign * x
      let radius = fraction(32, &random) * two(-Int.random(in: 1...precision, using: &random))
      let interval = Interval(from: x - radius, to: x + radius, precision: precision)
      return (interval, x + radius * (2 * random.fraction() - 1))
    }
    let interval = Interval(x, precision: precision)
    return (interval, x)
  }
}
