/// The steps of up to eight channels in digits.
struct DigitGroup {
  typealias Lanes = DigitStep.Lanes

  /// The first channel and how many there are.
  let first, channels: Int
  /// F.
  private var fractionBits: [Int]
  private var errors: SIMD8<Double>
  /// All ones where a channel is to be advanced.
  private var active: Lanes

  init(first: Int, channels: Int, _ state: FixedPointState) {
    self.first = first
    self.channels = channels
    fractionBits = Array(repeating: 0, count: 8)
    errors = .zero
    active = .zero
    for i in 0..<channels {
      fractionBits[i] = state.fractionBits[first + i]
      errors[i] = state.errors[first + i]
      active[i] = state.skipped[first + i] ? 0 : -1
    }
  }

  /// Takes the block's steps on L digits; returns R after them and the largest R of all.
  func advance(
    _ block: RecurrenceBlock, _ digits: DigitStep.Digits, _ L: Int
  ) -> (errors: SIMD8<Double>, worst: SIMD8<Double>) {
    if channels == 8 {
      return dispatch(
        Operands(block.gates, first), Operands(block.scales, first), Operands(block.inputs, first),
        block.steps, digits, L)
    }
    // A full row of eight may end beyond the block's numbers: they are copied to rows of their own.
    let steps = block.steps
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 24 * steps) { copy in
      guard let copy = copy.baseAddress else { return (errors, errors) }
      copy.initialize(repeating: 0, count: 24 * steps)
      for t in 0..<steps {
        for i in 0..<channels {
          copy[8 * t + i] = block.gates.row(t, first + i).pointee
          copy[8 * (steps + t) + i] = block.scales.row(t, first + i).pointee
          copy[8 * (2 * steps + t) + i] = block.inputs.row(t, first + i).pointee
        }
      }
      func rows(_ i: Int) -> Operands { Operands(base: copy + 8 * steps * i, step: 8, isShared: false) }
      return dispatch(rows(0), rows(1), rows(2), steps, digits, L)
    }
  }

  /// A row of eight numbers for each step, or one that the lanes share.
  private struct Operands {
    let base: UnsafePointer<Double>
    let step: Int
    let isShared: Bool

    init(base: UnsafePointer<Double>, step: Int, isShared: Bool) {
      self.base = base
      self.step = step
      self.isShared = isShared
    }

    init(_ operand: RecurrenceBlock.Operand, _ n: Int) {
      self.init(base: operand.row(0, n), step: operand.stepStride, isShared: operand.channelStride == 0)
    }

    @inline(__always)
    subscript(t: Int) -> SIMD8<Double> {
      let row = base + t &* step
      return isShared ? SIMD8(repeating: row.pointee) : RecurrenceLanes.load(row)
    }
  }

  private func dispatch(
    _ gates: Operands, _ scales: Operands, _ inputs: Operands, _ steps: Int, _ digits: DigitStep.Digits,
    _ L: Int
  ) -> (errors: SIMD8<Double>, worst: SIMD8<Double>) {
    // Counts that are part of a type make loops that the compiler unrolls.
    switch L {
    case 5: run(gates, scales, inputs, steps, digits, Count.For128())
    case 7: run(gates, scales, inputs, steps, digits, Count.For192())
    case 9: run(gates, scales, inputs, steps, digits, Count.For256())
    case 18: run(gates, scales, inputs, steps, digits, Count.For512())
    default: run(gates, scales, inputs, steps, digits, Count.Other(count: L))
    }
  }

  @inline(never)
  private func run<Count: FixedCount>(
    _ gates: Operands, _ scales: Operands, _ inputs: Operands, _ steps: Int, _ h: DigitStep.Digits,
    _ count: Count
  ) -> (errors: SIMD8<Double>, worst: SIMD8<Double>) {
    let L = count.count
    var (error, worst) = (errors, errors)
    let gateOffset = Lanes(repeating: Int64(DigitStep.gateOffset))
    var inputOffset = Lanes.zero
    for i in 0..<8 {
      inputOffset[i] = Int64(
        truncatingIfNeeded: DigitStep.inputOffset(fractionBits: fractionBits[i], count: L))
    }
    for t in 0..<steps {
      let gate = gates[t]
      let (a, d, b) = (DigitStep.Parts(gate), DigitStep.Parts(scales[t]), DigitStep.Parts(inputs[t]))
      error = (error * RecurrenceLanes.magnitude(gate)) + 2
      worst = worst.replacing(with: error, where: .!(error .<= worst))
      let gateShift = a.field &- gateOffset
      let inputShift = (b.field &+ inputOffset) &+ d.field
      let outside =
        (DigitStep.isOutside(gateShift) .& a.isNonzero)
        .| ((DigitStep.isOutside(inputShift) .| b.isTiny .| d.isTiny) .& b.isNonzero .& d.isNonzero)
      let g = DigitStep.Three(a.significand, gateShift)
      let v = DigitStep.Three(b.significand, inputShift)
      let (d0, d1) = (d.significand & DigitStep.mask, d.significand &>> 29)
      let p = (
        DigitStep.product(d0, v.low),
        DigitStep.product(d0, v.middle) &+ DigitStep.product(d1, v.low),
        DigitStep.product(d0, v.high) &+ DigitStep.product(d1, v.middle),
        DigitStep.product(d1, v.high)
      )
      let blocking = Lanes.zero.replacing(with: active, where: outside)
      // One test where nothing is unusual.
      if DigitStep.isZero(blocking | g.low) {
        DigitStep.advance(h, g, p, count, isShort: RecurrenceLanes.Set.self)
      } else if DigitStep.isZero(blocking) {
        DigitStep.advance(h, g, p, count, isShort: RecurrenceLanes.Unset.self)
      } else {
        DigitStep.advanceGeneral(h, gate, scales[t], inputs[t], fractionBits, active, L)
      }
    }
    return (error, worst)
  }

  private enum Count {
    struct For128: FixedCount { var count: Int { 5 } }
    struct For192: FixedCount { var count: Int { 7 } }
    struct For256: FixedCount { var count: Int { 9 } }
    struct For512: FixedCount { var count: Int { 18 } }
    struct Other: FixedCount { let count: Int }
  }
}
