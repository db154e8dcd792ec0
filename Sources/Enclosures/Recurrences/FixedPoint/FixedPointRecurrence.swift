import Numbers

/// N recurrences h_t = a_t·h_{t−1} + d_t·b_t with exact doubles a, d, b, in fixed point of 64 bits or more.
///
/// A channel is a whole number of `precision` bits or a few more, in units 2^−F of its own, with a bound R on
/// its error in those units: R′ = |a|·R + 2 (the proofs stand in LimbStep.swift and DigitStep.swift). Fixed
/// point is only safe where a bound on the values is known first: a pass on the double rung over the next
/// `chunk` steps proves |h_t| ≤ H for all of them. F is then chosen so that H·2^F ≤ 2^(bits − 2), and the
/// number computed, which is within R ≤ 2^(bits − 3) units of h, fits. F follows H in both
/// directions: a unit is at most 2^(4 − precision) times the largest value of those steps, beyond what the
/// channel's error from before makes useless.
///
/// Where no such bound exists (overflow of doubles, errors that grow beyond R's limit) the channel goes on
/// as an `Interval` of the same precision, from the state before those steps.
///
/// Memory is about `precision`/4 + 80 bytes a channel (the numbers, and a copy of them during a chunk),
/// however many steps are taken: a long recurrence is fed in blocks that need not exist at a time.
/// Operands that are not doubles come in an `EnclosureBlock`; blocks of both kinds may follow each other.
package struct FixedPointRecurrence: Sendable {
  /// The number of channels.
  package let channels: Int
  /// Bits of a channel's number: a multiple of 64.
  package let precision: Int
  /// How many steps were taken.
  package internal(set) var steps = 0

  var numbers: any FixedPointNumbers
  var state: FixedPointState
  /// The double rung's enclosures, from which the bounds come.
  private var bounds: BallRecurrence
  /// Whether `bounds` are those of the present state, as they are not after a block of enclosures.
  var boundsAreCurrent = true
  /// The channels that left fixed point.
  var floating: [Int: Interval] = [:]

  /// Steps between two proofs of bounds: their data fit a processor's nearest cache.
  static let chunk = 128
  static let errorSlack = 1 + 0x1p-9

  /// Channels at 0, in numbers of at least `precision` bits.
  package init(channels: Int, precision: Int) {
    self.init(channels: channels, precision: precision, kernel: .preferred(channels: channels))
  }

  /// The forms that numbers may have.
  enum Kernel: CaseIterable {
    case limbs, digits

    /// Digits go eight channels in a vector, which pays where the processor multiplies whole vectors: there
    /// eight lanes take the time of three channels in limbs. Built for any processor of the architecture (SSE2)
    /// digits took 13.6, 19.3 and 32 ns at 128, 256 and 512 bits, where the limbs took 8.7, 11.8 and 16.
    static func preferred(channels: Int) -> Kernel {
      #if SSMPROOF_FMA
        channels >= 4 ? .digits : .limbs
      #else
        .limbs
      #endif
    }
  }

  init(channels: Int, precision: Int, kernel: Kernel) {
    precondition(channels > 0, "a recurrence has at least one channel")
    precondition(precision > 0 && precision <= 1 << 24, "a precision is between 1 and 2^24 bits")
    self.channels = channels
    let width = max(2, (precision + 63) / 64)
    self.precision = 64 * width
    numbers =
      switch kernel {
      case .limbs: LimbNumbers(channels: channels, width: width)
      case .digits: DigitNumbers(channels: channels, bits: 64 * width)
      }
    state = FixedPointState(
      fractionBits: Array(repeating: self.precision, count: channels),
      errors: Array(repeating: 0, count: channels), worst: Array(repeating: 0, count: channels),
      skipped: Array(repeating: false, count: channels))
    bounds = BallRecurrence(channels: channels)
  }

  /// Takes the block's steps. The block must have as many channels as the recurrence.
  package mutating func advance(_ block: RecurrenceBlock) {
    precondition(block.channels == channels, "the block has another number of channels")
    if !boundsAreCurrent {
      bounds = BallRecurrence(
        initial: (0..<channels).map { Ball(from: self[$0].lower, to: self[$0].upper, precision: 53) })
      boundsAreCurrent = true
    }
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
    let before = (numbers, state.errors)
    numbers.advance(block, &state)
    for n in 0..<channels {
      if floating[n] == nil {
        if state.worst[n] * Self.errorSlack < limit { continue }
        numbers.setLimbs(n, before.0.limbs(n))
        state.errors[n] = before.1[n]
        leaveFixedPoint(n)
      }
      advanceFloating(n, block)
    }
  }

  /// 2^(bits − 3), the largest R.
  private var limit: Double { Double(sign: .plus, exponent: min(numbers.bits - 3, 1000), significand: 1) }

  /// Chooses F for a channel's next steps; false where no bound on its values is known.
  private mutating func fit(_ n: Int) -> Bool {
    let range = bounds.range(n)
    let bound = range.midpoint.magnitude + range.radius
    guard bound < 0x1p1000 else { return false }
    // The bound is below 2^(exponent + 1).
    let exponent = bound > 0x1p-1020 ? Int(bound.exponent) : -1020
    let wanted = numbers.bits - 3 - exponent
    let change = wanted - state.fractionBits[n]
    // One bit of slack spares most rescaling.
    if change >= 0 && change < 2 { return true }
    return rescale(n, by: change)
  }

  /// Changes F by `change`; false where R would be too large for it.
  private mutating func rescale(_ n: Int, by change: Int) -> Bool {
    var change = change
    let error = state.errors[n]
    if change > 0, error > 0 {
      // More bits are of no use where the error would fill them.
      let room = numbers.bits - 12 - max(0, Int(error.exponentOrZero) + 1)
      change = min(change, room)
      if change <= 0 { return true }
    }
    numbers.setLimbs(n, Self.shifted(numbers.limbs(n), by: change, count: (numbers.bits + 63) / 64))
    let scaled = error * Double(sign: .plus, exponent: max(-1000, min(change, 1000)), significand: 1)
    // Only 0 has no error, and it loses nothing.
    state.errors[n] = change > 0 || error == 0 ? scaled : scaled + 1
    state.fractionBits[n] += change
    return state.errors[n] * Self.errorSlack < limit
  }

  mutating func leaveFixedPoint(_ n: Int) {
    floating[n] = interval(n)
    state.skipped[n] = true
  }

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
  package subscript(channel: Int) -> Interval { floating[channel] ?? interval(channel) }
}

extension Double {
  /// The binary exponent of a number of at least 1; 0 for smaller ones.
  fileprivate var exponentOrZero: Int { self >= 1 && self < .infinity ? Int(exponent) : 0 }
}
