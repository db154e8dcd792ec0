/// Numbers of 64-bit limbs, one channel after the other: the form for processors of any kind.
struct LimbNumbers: FixedPointNumbers {
  let width: Int
  var bits: Int { 64 * width }
  /// W limbs for each channel, the least significant first.
  private var limbs: [UInt64]

  init(channels: Int, width: Int) {
    self.width = width
    limbs = Array(repeating: 0, count: channels * width)
  }

  func limbs(_ channel: Int) -> [UInt64] { Array(limbs[channel * width..<(channel + 1) * width]) }

  mutating func setLimbs(_ channel: Int, _ limbs: [UInt64]) {
    for i in 0..<width { self.limbs[channel * width + i] = limbs[i] }
  }

  mutating func advance(_ block: RecurrenceBlock, _ state: inout FixedPointState) {
    // A gate below 1 adds at most 2 to R: only the others can raise R further.
    state.worst = state.errors
    let skipped = state.skipped.contains(true) ? state.skipped : []
    limbs.withUnsafeMutableBufferPointer { limbs in
      state.errors.withUnsafeMutableBufferPointer { errors in
        state.worst.withUnsafeMutableBufferPointer { worst in
          state.fractionBits.withUnsafeBufferPointer { fractionBits in
            guard let limbs = limbs.baseAddress, let errors = errors.baseAddress,
              let worst = worst.baseAddress, let fractionBits = fractionBits.baseAddress
            else { return }
            // Widths that are part of a type make loops that the compiler unrolls.
            let view = View(
              limbs: limbs, errors: errors, worst: worst, fractionBits: fractionBits, skipped: skipped)
            switch width {
            case 2: Self.run(block, view, Width.Two())
            case 3: Self.run(block, view, Width.Three())
            case 4: Self.run(block, view, Width.Four())
            case 8: Self.run(block, view, Width.Eight())
            default: Self.run(block, view, Width.Other(count: width))
            }
          }
        }
      }
    }
    for n in 0..<block.channels { state.worst[n] += 2 * Double(block.steps) }
  }

  private struct View {
    let limbs: LimbStep.Limbs
    let errors, worst: UnsafeMutablePointer<Double>
    let fractionBits: UnsafePointer<Int>
    let skipped: [Bool]
  }

  @inline(never)
  private static func run<Count: FixedCount>(_ block: RecurrenceBlock, _ view: View, _ width: Count) {
    let W = width.count
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: LimbStep.scratchCount(W)) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      for t in 0..<block.steps {
        let (a, d, b) = (block.gates.row(t, 0), block.scales.row(t, 0), block.inputs.row(t, 0))
        for n in 0..<block.channels {
          if !view.skipped.isEmpty && view.skipped[n] { continue }
          let h = view.limbs + n &* W
          let gate = a[n &* block.gates.channelStride]
          let increment = LimbStep.place(
            d[n &* block.scales.channelStride], b[n], view.fractionBits[n], W, scratch)
          let error = view.errors[n] * gate.magnitude + 2
          view.errors[n] = error
          if let unit = LimbStep.unitGate(gate) {
            LimbStep.advance(h, unit, increment, W, scratch)
          } else {
            LimbStep.advanceGeneral(h, gate, increment, W, scratch)
            if !(error <= view.worst[n]) { view.worst[n] = error }
          }
        }
      }
    }
  }
}

/// A number of limbs or digits, constant where the type says it.
protocol FixedCount { var count: Int { get } }

private enum Width {
  struct Two: FixedCount { var count: Int { 2 } }
  struct Three: FixedCount { var count: Int { 3 } }
  struct Four: FixedCount { var count: Int { 4 } }
  struct Eight: FixedCount { var count: Int { 8 } }
  struct Other: FixedCount { let count: Int }
}
