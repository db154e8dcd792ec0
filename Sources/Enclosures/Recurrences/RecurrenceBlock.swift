/// A run of steps of N scalar recurrences h_t = a_t·h_{t−1} + d_t·b_t, as exact doubles in flat buffers.
///
/// A view: whoever makes it keeps the buffers alive while it is used. A long recurrence is fed block by
/// block, so that only one block of its data need exist at a time.
///
/// Shapes, row by row: `inputs` (b) has T·N numbers; `gates` (a) and `scales` (d) have T·N each, or T where
/// the channels of a step share one number, as the states of a Mamba channel share Δ_t.
package struct RecurrenceBlock {
  /// N.
  package let channels: Int
  /// T, the number of steps in this block.
  package let steps: Int
  let gates: Operand
  let scales: Operand
  let inputs: Operand

  /// The value of step t and channel n is at `base[t * stepStride + n * channelStride]`.
  @usableFromInline
  struct Operand {
    let base: UnsafePointer<Double>
    let stepStride: Int
    let channelStride: Int

    @inline(__always)
    func row(_ t: Int, _ n: Int) -> UnsafePointer<Double> { base + (t * stepStride + n * channelStride) }
  }

  /// The counts must fit the shapes above: a mistake in them is the caller's.
  package init(
    channels: Int, gates: UnsafeBufferPointer<Double>, scales: UnsafeBufferPointer<Double>,
    inputs: UnsafeBufferPointer<Double>
  ) {
    precondition(channels > 0, "a recurrence has at least one channel")
    precondition(inputs.count.isMultiple(of: channels), "the inputs must fill whole steps")
    let steps = inputs.count / channels
    self.channels = channels
    self.steps = steps
    self.gates = Self.operand(gates, channels, steps)
    self.scales = Self.operand(scales, channels, steps)
    self.inputs = Self.operand(inputs, channels, steps)
  }

  private static func operand(
    _ buffer: UnsafeBufferPointer<Double>, _ channels: Int, _ steps: Int
  ) -> Operand {
    precondition(
      buffer.count == steps * channels || buffer.count == steps,
      "an operand of a recurrence has one number for each step, or one for each step and channel")
    let isShared = buffer.count != steps * channels
    let base = buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Double>.alignment)
    guard let base else { preconditionFailure("a buffer without an address") }
    return Operand(base: base, stepStride: isShared ? 1 : channels, channelStride: isShared ? 0 : 1)
  }

  private init(of block: RecurrenceBlock, first: Int, count: Int) {
    channels = block.channels
    steps = count
    func advanced(_ x: Operand) -> Operand {
      Operand(
        base: x.base + first * x.stepStride, stepStride: x.stepStride, channelStride: x.channelStride)
    }
    gates = advanced(block.gates)
    scales = advanced(block.scales)
    inputs = advanced(block.inputs)
  }

  /// `count` steps from the step `first` on.
  func slice(_ first: Int, _ count: Int) -> RecurrenceBlock {
    RecurrenceBlock(of: self, first: first, count: count)
  }

  /// Calls `body` with a block that views the arrays.
  package static func withBlock<Result>(
    channels: Int, gates: [Double], scales: [Double], inputs: [Double],
    _ body: (RecurrenceBlock) throws -> Result
  ) rethrows -> Result {
    try gates.withUnsafeBufferPointer { gates in
      try scales.withUnsafeBufferPointer { scales in
        try inputs.withUnsafeBufferPointer { inputs in
          try body(RecurrenceBlock(channels: channels, gates: gates, scales: scales, inputs: inputs))
        }
      }
    }
  }
}
