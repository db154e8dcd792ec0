/// The numbers of a `FixedPointRecurrence` and the steps on them: one form of storage with its kernel.
///
/// A step from numbers within R units of the values leaves them within |a|·R + 2 units, as long as the new
/// value and the number found for it lie between −2^(bits − 1) and 2^(bits − 1). Where they do not, the channel's
/// number means nothing any more, but the other channels' are right.
protocol FixedPointNumbers: Sendable {
  /// Bits of a number with its sign.
  var bits: Int { get }

  /// A channel's number in two's complement, in ⌈bits/64⌉ limbs, the least significant first.
  func limbs(_ channel: Int) -> [UInt64]
  mutating func setLimbs(_ channel: Int, _ limbs: [UInt64])

  /// Takes the block's steps in every channel that is not `skipped`. Where it is, its number and errors become
  /// anything.
  mutating func advance(_ block: RecurrenceBlock, _ state: inout FixedPointState)
}

/// What a channel's number stands for.
struct FixedPointState: Sendable {
  /// F: the units are 2^−F.
  var fractionBits: [Int]
  /// R, rounded down up to twice a step: `errorSlack` outweighs that.
  var errors: [Double]
  /// A bound on every R of the last steps.
  var worst: [Double]
  var skipped: [Bool]
}
