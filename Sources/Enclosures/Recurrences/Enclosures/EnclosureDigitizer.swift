import CMPFR

/// Makes the digits and bounds of an `EnclosureBlock`.
struct EnclosureDigitizer {
  let channels, steps, count: Int
  private(set) var bounds: [EnclosureBlock.Bounds]

  private var groups: Int { (channels + 7) / 8 }
  /// B.
  private var bits: Int { EnclosureStep.radixBits * count }

  init(channels: Int, steps: Int, count: Int) {
    (self.channels, self.steps, self.count) = (channels, steps, count)
    bounds = Array(
      repeating: EnclosureBlock.Bounds(gate: .zero, increment: .zero, local: .zero),
      count: steps * ((channels + 7) / 8))
  }

  typealias Operand = EnclosureBlock.Operand

  mutating func digitize(
    _ gates: [Interval], _ scales: [Interval], _ inputs: [Interval]
  ) -> (gates: Operand, scales: Operand, inputs: Operand, placements: [Int]) {
    let (B, radix) = (bits, EnclosureStep.radixBits)
    let (d, b) = (exponents(scales), exponents(inputs))
    let scaleBits = d.map { B - 1 - $0 }
    var inputBits = b.map { B - 1 - $0 }
    for n in 0..<channels {
      let sum = scaleBits[n] + inputBits[n]
      inputBits[n] -= ((sum % radix) + radix) % radix
    }
    let a = operand(gates, Array(repeating: B, count: channels), signBits: 4)
    let s = operand(scales, scaleBits, signBits: 0)
    let i = operand(inputs, inputBits, signBits: 0)
    for t in 0..<steps {
      for n in 0..<channels {
        func at<T>(_ x: [T]) -> T { x[x.count == steps ? t : t * channels + n] }
        let index = t * groups + n / 8
        let (p, q) = (Self.magnitude(at(scales)), Self.magnitude(inputs[t * channels + n]))
        bounds[index].gate[n % 8] = Self.magnitude(at(gates))
        bounds[index].increment[n % 8] = p == 0 || q == 0 ? 0 : (p * q).nextUp
        bounds[index].local[n % 8] = EnclosureStep.localError(
          gate: at(a.radii), scale: at(s.radii), input: i.radii[t * channels + n], count)
      }
    }
    return (a.operand, s.operand, i.operand, (0..<channels).map { scaleBits[$0] + inputBits[$0] - B })
  }

  /// For each channel the least e with |x| < 2^e for all of its numbers; of those that are finite.
  private func exponents(_ x: [Interval]) -> [Int] {
    let isShared = x.count == steps
    var result = [Int?](repeating: nil, count: isShared ? 1 : channels)
    for (i, x) in x.enumerated() {
      let n = isShared ? 0 : i % channels
      x.withEnds { lower, upper in
        for end in [lower, upper] where mpfr_regular_p(end) != 0 {
          result[n] = max(result[n] ?? .min, Int(end.pointee._mpfr_exp))
        }
      }
    }
    return (0..<channels).map { result[isShared ? 0 : $0] ?? 0 }
  }

  /// An upper bound on |x|.
  private static func magnitude(_ x: Interval) -> Double {
    x.withEnds { max(mpfr_get_d($0, MPFR_RNDA).magnitude, mpfr_get_d($1, MPFR_RNDA).magnitude) }
  }

  /// The digits of X in units of each channel's 2^−f, |X| < 2^(B − 1 + signBits), and the radii; 0 and an infinite
  /// radius where there is none.
  private func operand(
    _ x: [Interval], _ f: [Int], signBits: Int
  ) -> (operand: Operand, radii: [Double]) {
    // One number for each step and channel is one even where there is but one channel.
    let isShared = x.count == steps && channels > 1
    let pairs = EnclosureStep.pairs(count)
    var words = [UInt64](repeating: 0, count: steps * pairs * (isShared ? 1 : 8 * groups))
    var radii = [Double](repeating: .infinity, count: x.count)
    var scratch = FixedPointInterval(limbs: (bits + signBits + 63) / 64 + 1)
    let limit = bits - 1 + signBits
    for (i, x) in x.enumerated() {
      let (t, n) = isShared ? (i, 0) : (i / channels, i % channels)
      guard let radius = scratch.set(x, fractionBits: f[n], limit: limit) else { continue }
      radii[i] = radius
      for j in 0..<pairs {
        let low = scratch.bits(from: 56 * j, count: 28)
        let isLast = 2 * j + 2 >= count
        let high = 2 * j + 1 < count ? scratch.bits(from: 56 * j + 28, count: isLast ? 28 + signBits : 28) : 0
        let lowest = 2 * j + 1 == count ? scratch.bits(from: 56 * j, count: 28 + signBits) : low
        let word = lowest | high << 32
        if isShared {
          words[t * pairs + j] = word
        } else {
          words[((t * groups + n / 8) * pairs + j) * 8 + n % 8] = word
        }
      }
    }
    return (Operand(enclosures: x, isShared: isShared, words: words), radii)
  }
}
