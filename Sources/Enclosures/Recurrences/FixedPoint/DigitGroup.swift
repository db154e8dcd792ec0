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
    LaneRows.with(block, first: first, channels: channels) { dispatch($0, digits, L) }
  }

  private func dispatch(
    _ rows: LaneRows, _ digits: DigitStep.Digits, _ L: Int
  ) -> (errors: SIMD8<Double>, worst: SIMD8<Double>) {
    // Counts that are part of a type make loops that the compiler unrolls.
    switch L {
    case 5: run(rows, digits, Count.For128())
    case 7: run(rows, digits, Count.For192())
    case 9: run(rows, digits, Count.For256())
    case 18: run(rows, digits, Count.For512())
    default: run(rows, digits, Count.Other(count: L))
    }
  }

  @inline(never)
  private func run<Count: FixedCount>(
    _ rows: LaneRows, _ h: DigitStep.Digits, _ count: Count
  ) -> (errors: SIMD8<Double>, worst: SIMD8<Double>) {
    let L = count.count
    var (error, worst) = (errors, errors)
    let gateOffset = Lanes(repeating: Int64(DigitStep.gateOffset))
    var inputOffset = Lanes.zero
    for i in 0..<8 {
      inputOffset[i] = Int64(
        truncatingIfNeeded: DigitStep.inputOffset(fractionBits: fractionBits[i], count: L))
    }
    for t in 0..<rows.steps {
      let gate = rows.gates[t]
      let (a, d, b) = (
        DigitStep.Parts(gate), DigitStep.Parts(rows.scales[t]), DigitStep.Parts(rows.inputs[t])
      )
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
        DigitStep.advanceGeneral(h, gate, rows.scales[t], rows.inputs[t], fractionBits, active, L)
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
