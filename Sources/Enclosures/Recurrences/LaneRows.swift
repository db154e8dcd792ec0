/// The operands of up to eight channels of a block, in full rows of eight.
struct LaneRows {
  let gates, scales, inputs: Operand
  let steps: Int

  /// A row of eight numbers for each step, or one that the lanes share.
  struct Operand {
    fileprivate let base: UnsafePointer<Double>
    fileprivate let step: Int
    fileprivate let isShared: Bool

    @inline(__always)
    subscript(t: Int) -> SIMD8<Double> {
      let row = base + t &* step
      return isShared ? SIMD8(repeating: row.pointee) : RecurrenceLanes.load(row)
    }
  }

  /// Calls `body` with the channels' rows, valid while it runs; lanes beyond the channels are 0 or shared.
  static func with<Result>(
    _ block: RecurrenceBlock, first: Int, channels: Int, _ body: (LaneRows) -> Result
  ) -> Result {
    let (steps, operands) = (block.steps, [block.gates, block.scales, block.inputs])
    if channels == 8 {
      let rows = operands.map {
        Operand(base: $0.row(0, first), step: $0.stepStride, isShared: $0.channelStride == 0)
      }
      return body(LaneRows(gates: rows[0], scales: rows[1], inputs: rows[2], steps: steps))
    }
    // A full row may end beyond the block's numbers: they are copied to rows of their own.
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, 24 * steps)) { copy in
      copy.initialize(repeating: 0)
      guard let base = copy.baseAddress else { preconditionFailure("a buffer without an address") }
      for (i, operand) in operands.enumerated() {
        for t in 0..<steps {
          for n in 0..<channels { copy[8 * (i * steps + t) + n] = operand.row(t, first + n).pointee }
        }
      }
      let rows = (0..<3).map { Operand(base: base + 8 * steps * $0, step: 8, isShared: false) }
      return body(LaneRows(gates: rows[0], scales: rows[1], inputs: rows[2], steps: steps))
    }
  }
}
