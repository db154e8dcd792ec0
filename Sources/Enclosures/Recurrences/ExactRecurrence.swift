import CGMP
import Numbers

/// N recurrences h_t = a_t·h_{t−1} + d_t·b_t in exact arithmetic, without a greatest common divisor at
/// any step.
///
/// A channel is n·2^−K with a whole n of any size: doubles are dyadic, so that with a = A·2^−α and
/// d·b = P·2^−β for whole A and P, made odd where they are not 0,
///
///     K′ = max(K + α, β),   n′ = A·n·2^(K′ − K − α) + P·2^(K′ − β).
///
/// The numbers grow by up to 53 bits a step, so that T steps take time of order T² and memory of order T.
package final class ExactRecurrence {
  /// The number of channels.
  package let channels: Int
  /// How many steps were taken.
  package private(set) var steps = 0

  private let numerators: UnsafeMutablePointer<__mpz_struct>
  private let scratch: UnsafeMutablePointer<__mpz_struct>
  private var exponents: [Int]

  /// Channels at 0.
  package init(channels: Int) {
    precondition(channels > 0, "a recurrence has at least one channel")
    self.channels = channels
    numerators = .allocate(capacity: channels)
    for n in 0..<channels { gmp_z_init(numerators + n) }
    scratch = .allocate(capacity: 1)
    gmp_z_init(scratch)
    exponents = Array(repeating: 0, count: channels)
  }

  deinit {
    for n in 0..<channels { gmp_z_clear(numerators + n) }
    gmp_z_clear(scratch)
    numerators.deallocate()
    scratch.deallocate()
  }

  /// The channel's present value.
  package subscript(channel: Int) -> Rational {
    precondition(channel >= 0 && channel < channels, "no such channel")
    let copy = BigInteger()
    gmp_z_set(copy.pointer, numerators + channel)
    let K = exponents[channel]
    if K <= 0 { return Rational(Integer(copy).shifted(by: -K)) }
    return Rational(Integer(copy), Integer(1).shifted(by: K))
  }

  /// Takes the block's steps. The block must have as many channels as the recurrence.
  ///
  /// Returns false, and takes no step, where an operand is infinite or NaN.
  package func advance(_ block: RecurrenceBlock) -> Bool {
    precondition(block.channels == channels, "the block has another number of channels")
    guard block.isFinite else { return false }
    exponents.withUnsafeMutableBufferPointer { exponents in
      for t in 0..<block.steps {
        for n in 0..<channels {
          step(
            n, &exponents[n], block.gates.row(t, n).pointee, block.scales.row(t, n).pointee,
            block.inputs.row(t, n).pointee)
        }
      }
    }
    steps += block.steps
    return true
  }

  /// x = odd·2^exponent, or 0·2^0.
  @inline(__always)
  private static func odd(_ x: Double) -> (Int, exponent: Int) {
    let (significand, exponent) = LimbStep.split(x)
    if significand == 0 { return (0, 0) }
    let zeros = significand.trailingZeroBitCount
    let whole = Int(significand >> UInt64(zeros))
    return (x.sign == .minus ? -whole : whole, exponent + zeros)
  }

  @inline(__always)
  private func step(_ n: Int, _ K: inout Int, _ a: Double, _ d: Double, _ b: Double) {
    let h = numerators + n
    let (A, alpha) = Self.odd(a)
    let (D, delta) = Self.odd(d)
    let (B, beta) = Self.odd(b)
    if A != 1 { gmp_z_mul_si(h, h, A) }
    K -= alpha
    if gmp_z_sgn(h) == 0 { K = -(delta + beta) }
    if D == 0 || B == 0 { return }
    // Both terms over the larger power of two.
    let placed = -(delta + beta)
    gmp_z_set_si(scratch, D)
    gmp_z_mul_si(scratch, scratch, B)
    if placed > K {
      gmp_z_mul_2exp(h, h, UInt(placed - K))
      K = placed
    } else if placed < K {
      gmp_z_mul_2exp(scratch, scratch, UInt(K - placed))
    }
    gmp_z_add(h, h, scratch)
  }
}

extension RecurrenceBlock {
  /// Whether every operand is finite.
  var isFinite: Bool {
    func isFinite(_ x: Operand) -> Bool {
      let count = x.channelStride == 0 ? steps : steps * channels
      for i in 0..<count where !x.base[i].isFinite { return false }
      return true
    }
    return isFinite(gates) && isFinite(scales) && isFinite(inputs)
  }
}
