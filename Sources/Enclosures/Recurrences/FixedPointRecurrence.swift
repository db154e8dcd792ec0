/// N recurrences h_t = a_t·h_{t−1} + d_t·b_t with exact doubles a, d, b, in fixed point of 64 bits or more.
///
/// A channel is a whole number of `precision` bits, in units 2^−F of its own, with a bound R on its error
/// in those units: R′ = |a|·R + 2 (the proof stands in FixedPointStep.swift). Fixed point is only safe
/// where a bound on the values is known first: a pass on the double rung over the next
/// `chunk` steps proves |h_t| ≤ H for all of them. F is then chosen so that H·2^F ≤ 2^(precision − 2), and the
/// number computed, which is within R ≤ 2^(precision − 3) units of h, fits. F follows H in both
/// directions: a unit is at most 2^(4 − precision) times the largest value of those steps, beyond what the
/// channel's error from before makes useless.
///
/// Where no such bound exists (overflow of doubles, errors that grow beyond R's limit) the channel goes on
/// as an `Interval` of the same precision, from the state before those steps.
public struct FixedPointRecurrence: Sendable {
  /// The number of channels.
  public let channels: Int
  /// Bits of a channel's number: a multiple of 64.
  public let precision: Int
  /// How many steps were taken.
  public private(set) var steps = 0

  let width: Int
  /// W limbs for each channel, the least significant first.
  var limbs: [UInt64]
  /// F.
  var fractionBits: [Int]
  /// R, rounded down up to twice a step: `errorSlack` outweighs that.
  var errors: [Double]
  /// The double rung's enclosures, from which the bounds come.
  var bounds: BallRecurrence
  /// The channels that left fixed point.
  var floating: [Int: Interval] = [:]

  /// Steps between two proofs of bounds: their data fit a processor's nearest cache.
  static let chunk = 128
  static let errorSlack = 1 + 0x1p-9

  /// Channels at 0, in numbers of at least `precision` bits.
  public init(channels: Int, precision: Int) {
    precondition(channels > 0, "a recurrence has at least one channel")
    precondition(precision > 0 && precision <= 1 << 24, "a precision is between 1 and 2^24 bits")
    self.channels = channels
    width = max(2, (precision + 63) / 64)
    self.precision = 64 * width
    limbs = Array(repeating: 0, count: channels * width)
    fractionBits = Array(repeating: self.precision, count: channels)
    errors = Array(repeating: 0, count: channels)
    bounds = BallRecurrence(channels: channels)
  }

  /// Takes the block's steps. The block must have as many channels as the recurrence.
  public mutating func advance(_ block: RecurrenceBlock) {
    precondition(block.channels == channels, "the block has another number of channels")
    var first = 0
    while first < block.steps {
      let count = min(Self.chunk, block.steps - first)
      advanceChunk(block.slice(first, count))
      first += count
    }
    steps += block.steps
  }

  private mutating func advanceChunk(_ block: RecurrenceBlock) {
    bounds.restartRanges()
    bounds.advance(block, trackingRanges: true)
    for n in 0..<channels where floating[n] == nil && !fit(n) { leaveFixedPoint(n) }
    let before = (limbs, errors)
    let worst = run(block)
    for n in 0..<channels {
      if floating[n] != nil {
        advanceFloating(n, block)
      } else if !(worst[n] * Self.errorSlack < limit) {
        restore(n, before)
        leaveFixedPoint(n)
        advanceFloating(n, block)
      }
    }
  }

  /// 2^(precision − 3), the largest R.
  var limit: Double { Double(sign: .plus, exponent: min(precision - 3, 1000), significand: 1) }

  private mutating func restore(_ n: Int, _ before: ([UInt64], [Double])) {
    for i in n * width..<(n + 1) * width { limbs[i] = before.0[i] }
    errors[n] = before.1[n]
  }

  /// Chooses F for a channel's next steps; false where no bound on its values is known.
  private mutating func fit(_ n: Int) -> Bool {
    let range = bounds.range(n)
    let bound = range.midpoint.magnitude + range.radius
    guard bound < 0x1p1000 else { return false }
    // The bound is below 2^(exponent + 1).
    let exponent = bound > 0x1p-1020 ? Int(bound.exponent) : -1020
    let wanted = precision - 3 - exponent
    let change = wanted - fractionBits[n]
    // One bit of slack spares most rescaling.
    if change >= 0 && change < 2 { return true }
    return rescale(n, by: change)
  }

  private mutating func leaveFixedPoint(_ n: Int) { floating[n] = interval(n) }

  private mutating func advanceFloating(_ n: Int, _ block: RecurrenceBlock) {
    guard var h = floating[n] else { return }
    func exact(_ x: Double) -> Interval {
      Rational(exactly: x).map { Interval($0, precision: precision) } ?? .wholeLine(precision: precision)
    }
    for t in 0..<block.steps {
      h =
        exact(block.gates.row(t, n).pointee) * h
        + exact(block.scales.row(t, n).pointee) * exact(block.inputs.row(t, n).pointee)
    }
    floating[n] = h
  }

  /// An enclosure of the channel's present value.
  public subscript(channel: Int) -> Interval { floating[channel] ?? interval(channel) }
}
