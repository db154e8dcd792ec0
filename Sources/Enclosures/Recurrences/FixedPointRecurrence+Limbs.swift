import CGMP

extension FixedPointRecurrence {
  /// Takes the block's steps in every channel that is in fixed point. Returns, for each channel, a bound on
  /// every R on the way.
  mutating func run(_ block: RecurrenceBlock) -> [Double] {
    // A gate below 1 adds at most 2 to R: only the others can raise R further.
    var worst = errors
    let skipped = floating.isEmpty ? [] : (0..<channels).map { floating[$0] != nil }
    limbs.withUnsafeMutableBufferPointer { limbs in
      errors.withUnsafeMutableBufferPointer { errors in
        worst.withUnsafeMutableBufferPointer { worst in
          guard let limbs = limbs.baseAddress, let errors = errors.baseAddress,
            let worst = worst.baseAddress
          else { return }
          // Widths that are part of a type make loops that the compiler unrolls.
          let state = State(
            limbs: limbs, errors: errors, worst: worst, fractionBits: fractionBits, skipped: skipped)
          switch width {
          case 2: Self.run(block, state, Width.Two())
          case 3: Self.run(block, state, Width.Three())
          case 4: Self.run(block, state, Width.Four())
          case 8: Self.run(block, state, Width.Eight())
          default: Self.run(block, state, Width.Other(count: width))
          }
        }
      }
    }
    for n in 0..<channels { worst[n] += 2 * Double(block.steps) }
    return worst
  }

  private struct State {
    let limbs: FixedPointStep.Limbs
    let errors, worst: UnsafeMutablePointer<Double>
    let fractionBits: [Int]
    let skipped: [Bool]
  }

  @inline(never)
  private static func run<Count: LimbCount>(_ block: RecurrenceBlock, _ state: State, _ width: Count) {
    let W = width.count
    state.fractionBits.withUnsafeBufferPointer { fractionBits in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: FixedPointStep.scratchCount(W)) { scratch in
        guard let F = fractionBits.baseAddress, let scratch = scratch.baseAddress else { return }
        for t in 0..<block.steps {
          let (a, d, b) = (block.gates.row(t, 0), block.scales.row(t, 0), block.inputs.row(t, 0))
          for n in 0..<block.channels {
            if !state.skipped.isEmpty && state.skipped[n] { continue }
            let h = state.limbs + n &* W
            let gate = a[n &* block.gates.channelStride]
            let increment = FixedPointStep.place(
              d[n &* block.scales.channelStride], b[n], F[n], W, scratch)
            let error = state.errors[n] * gate.magnitude + 2
            state.errors[n] = error
            if let unit = FixedPointStep.unitGate(gate) {
              FixedPointStep.advance(h, unit, increment, W, scratch)
            } else {
              FixedPointStep.advanceGeneral(h, gate, increment, W, scratch)
              if !(error <= state.worst[n]) { state.worst[n] = error }
            }
          }
        }
      }
    }
  }

  /// Changes F by `change`; false where R would be too large for it.
  mutating func rescale(_ n: Int, by change: Int) -> Bool {
    var change = change
    if change > 0, errors[n] > 0 {
      // More bits are of no use where the error would fill them.
      let room = precision - 12 - max(0, Int(errors[n].exponentOrZero) + 1)
      change = min(change, room)
      if change <= 0 { return true }
    }
    let first = n * width
    let fill = UInt64(bitPattern: Int64(bitPattern: limbs[first + width - 1]) >> 63)
    let old = Array(limbs[first..<first + width])
    func limb(_ i: Int) -> UInt64 { i < 0 ? 0 : i < width ? old[i] : fill }
    let (whole, right) = ((-change) >> 6, UInt64((-change) & 63))
    for i in 0..<width {
      limbs[first + i] = (limb(i + whole) >> right) | ((limb(i + whole + 1) << 1) << (63 - right))
    }
    let scaled = errors[n] * Double(sign: .plus, exponent: max(-1000, min(change, 1000)), significand: 1)
    // Only 0 has no error, and it loses nothing.
    errors[n] = change > 0 || errors[n] == 0 ? scaled : scaled + 1
    fractionBits[n] += change
    return errors[n] * Self.errorSlack < limit
  }

  /// The enclosure of a channel in fixed point.
  func interval(_ n: Int) -> Interval {
    var magnitude = Array(limbs[n * width..<(n + 1) * width])
    let isNegative = magnitude[width - 1] >> 63 == 1
    if isNegative {
      var carry: UInt64 = 1
      for i in 0..<width { magnitude[i] = FixedPointStep.add(~magnitude[i], 0, &carry) }
    }
    let whole = BigInteger()
    magnitude.withUnsafeBufferPointer { limbs in
      limbs.withMemoryRebound(to: mp_limb_t.self) { gmp_z_set_limbs(whole.pointer, $0.baseAddress, width) }
    }
    let center = isNegative ? -Integer(whole) : Integer(whole)
    guard let radius = Rational(exactly: errors[n] * Self.errorSlack)?.ceiling else {
      return .wholeLine(precision: precision)
    }
    func scaled(_ x: Integer) -> Rational {
      let F = fractionBits[n]
      return F >= 0 ? Rational(x, Integer(1).shifted(by: F)) : Rational(x.shifted(by: -F))
    }
    return Interval(from: scaled(center - radius), to: scaled(center + radius), precision: precision)
  }
}

extension Double {
  /// The binary exponent of a number of at least 1; 0 for smaller ones.
  fileprivate var exponentOrZero: Int { self >= 1 && self < .infinity ? Int(exponent) : 0 }
}

/// A number of limbs, constant where the type says it.
private protocol LimbCount { var count: Int { get } }

private enum Width {
  struct Two: LimbCount { var count: Int { 2 } }
  struct Three: LimbCount { var count: Int { 3 } }
  struct Four: LimbCount { var count: Int { 4 } }
  struct Eight: LimbCount { var count: Int { 8 } }
  struct Other: LimbCount { let count: Int }
}
