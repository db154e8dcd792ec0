@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// A random recurrence of one of several kinds, and its exact states.
struct RandomRecurrence {
  var channels: Int
  var steps: Int
  var gates: [Double]
  var scales: [Double]
  var inputs: [Double]

  /// Kinds: stable gates in [0, 1]; gates of either sign and any size up to 1, and special ones; gates that
  /// grow; numbers that favour the edges; stable gates with sizes of their own for each channel; gates and
  /// inputs over many sizes in one channel.
  init(kind: Int, channels: Int, steps: Int, _ random: inout SplitMix64) {
    self.channels = channels
    self.steps = steps
    func number(_ stable: ClosedRange<Double>) -> Double {
      switch kind {
      case 0: return Double.random(in: stable, using: &random)
      case 1:
        let special: [Double] = [0, -0.0, 1, -1, 0.5, 0x1p-12, 0x1p-13, 0x1.fffffffffffffp-13, 1 - 0x1p-53]
        return random.next() % 3 == 0
          ? special[Int(random.next() % UInt64(special.count))] : Double.random(in: -1...1, using: &random)
      case 2: return Double.random(in: -4...4, using: &random)
      case 4: return Double.random(in: stable, using: &random)
      case 5:
        return random.next() % 4 == 0
          ? 0
          : Double.random(in: stable, using: &random) * Self.power(Int.random(in: -60...0, using: &random))
      default: return random.double()
      }
    }
    let isShared = (random.next() % 2 == 0, random.next() % 2 == 0)
    gates = (0..<(isShared.0 ? steps : steps * channels)).map { _ in number(0...1) }
    scales = (0..<(isShared.1 ? steps : steps * channels)).map { _ in number(0...0.1) }
    inputs = (0..<steps * channels).map { i in
      number(-1...1) * (kind == 4 ? Self.power((i % channels) * 97 % 401 - 200) : 1)
    }
  }

  static let kinds = 6

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  func gate(_ t: Int, _ n: Int) -> Double { gates[gates.count == steps ? t : t * channels + n] }
  func scale(_ t: Int, _ n: Int) -> Double { scales[scales.count == steps ? t : t * channels + n] }
  func input(_ t: Int, _ n: Int) -> Double { inputs[t * channels + n] }

  func withBlock<R>(_ body: (RecurrenceBlock) -> R) -> R {
    RecurrenceBlock.withBlock(channels: channels, gates: gates, scales: scales, inputs: inputs, body)
  }

  /// h_1, …, h_T of a channel.
  func states(_ n: Int) -> [Rational] {
    var h = Rational.zero
    return (0..<steps).map { t in
      func exact(_ x: Double) -> Rational { Rational(exactly: x) ?? .zero }
      h = exact(gate(t, n)) * h + exact(scale(t, n)) * exact(input(t, n))
      return h
    }
  }

  /// For each channel the errors' recurrence e_t = |a_t|·e_{t−1} + local(|h_t|, |d_t·b_t|, |a_t·h_{t−1}|).
  func errorBound(_ n: Int, _ local: (Rational, Rational, Rational) -> Rational) -> Rational {
    var (h, e) = (Rational.zero, Rational.zero)
    for t in 0..<steps {
      func exact(_ x: Double) -> Rational { Rational(exactly: x) ?? .zero }
      let (a, p) = (exact(gate(t, n)), exact(scale(t, n)) * exact(input(t, n)))
      let kept = a * h
      h = kept + p
      e = a.magnitude * e + local(h.magnitude, p.magnitude, kept.magnitude)
    }
    return e
  }
}
