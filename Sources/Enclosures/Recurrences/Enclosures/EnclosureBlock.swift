/// A run of steps of N scalar recurrences h_t = a_t·h_{t−1} + d_t·b_t whose gates a, scales d and inputs b are
/// themselves enclosures of full precision.
///
/// Shapes as in `RecurrenceBlock`: `inputs` has T·N enclosures, row by row; `gates` and `scales` have T·N each,
/// or T where the channels of a step share one.
///
/// A number x is held as a whole number X of B = 28·L bits with a radius: |x·2^f − X| ≤ r. The unit is
/// 2^−B for all gates, so that small gates are no finer than large ones; for the scales and for the inputs it is
/// one for each channel, by the largest of them in the block. Where a channel's gate is 8 or more in
/// absolute value, or an operand is unbounded, the channel leaves fixed point, whatever the rest.
///
/// Memory: beside the enclosures given, about `precision`/6 + 24 bytes for each of them that is not shared.
/// A long recurrence is fed in blocks.
package struct EnclosureBlock: Sendable {
  /// N.
  package let channels: Int
  /// T, the number of steps in this block.
  package let steps: Int
  /// The bits of the numbers that the block is made for: a multiple of 64.
  package let precision: Int

  /// L.
  let count: Int
  let gates, scales, inputs: Operand
  /// For each channel f_d + f_b − B, a multiple of 28, where 2^−f_d is the scales' unit and 2^−f_b the inputs'.
  let placements: [Int]
  /// For each step and eight channels bounds on |a|, on |d·b|, and on what the step adds to an error.
  let bounds: [Bounds]

  struct Bounds {
    var gate, increment, local: SIMD8<Double>
  }

  /// One kind of operand: as it came, and in digits.
  struct Operand {
    let enclosures: [Interval]
    let isShared: Bool
    /// Two digits in a word, the lower one in the lower half; L of them, and one of 0 where L is odd. For
    /// each step, each eight channels and each pair of digits there are eight words, or one where they share it.
    let words: [UInt64]

    func enclosure(_ t: Int, _ n: Int, _ channels: Int) -> Interval {
      enclosures[isShared ? t : t * channels + n]
    }
  }

  /// The counts must fit the shapes above: a mistake in them is the caller's. `precision` is that of the
  /// recurrence, or more.
  package init(channels: Int, gates: [Interval], scales: [Interval], inputs: [Interval], precision: Int) {
    precondition(channels > 0, "a recurrence has at least one channel")
    precondition(inputs.count.isMultiple(of: channels), "the inputs must fill whole steps")
    precondition(precision > 0 && precision <= 1 << 24, "a precision is between 1 and 2^24 bits")
    let steps = inputs.count / channels
    for x in [gates, scales] {
      precondition(
        x.count == steps * channels || x.count == steps,
        "an operand of a recurrence has one enclosure for each step, or one for each step and channel")
    }
    self.channels = channels
    self.steps = steps
    self.precision = 64 * max(2, (precision + 63) / 64)
    let L = EnclosureStep.count(precision: self.precision)
    count = L

    var digitizer = EnclosureDigitizer(channels: channels, steps: steps, count: L)
    (self.gates, self.scales, self.inputs, placements) = digitizer.digitize(gates, scales, inputs)
    bounds = digitizer.bounds
  }
}
