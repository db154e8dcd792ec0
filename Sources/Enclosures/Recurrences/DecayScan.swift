/// The recurrence of a selective state-space model, N states for each of C channels, in double balls:
///
///     h_t[c, n] = exp(−a[c, n]·Δ_t[c])·h_{t−1}[c, n] + Δ_t[c]·u_t[c]·b_t[n],   y_t[c] = Σ_n w_t[n]·h_t[c, n],
///
/// h_0 = 0, for a ≥ 0 and Δ ≥ 0 (what an enclosure says of numbers below 0 is not believed). Eight channels run
/// side by side, all states of them before the next token.
///
/// The midpoints run as plain doubles, marked by hats below; beside them run bounds of their errors. With
/// u = 2⁻⁵³, and leaving out underflow at first:
///
/// - Gate. Let Δ have the relative error ρ and a have α. Then x̂ = fl(âΔ̂) misses aΔ by at most r = κx̂ with
///   κ = α + ρ + αρ + 4u. For r ≤ 1, |exp(−aΔ) − exp(−x̂)| ≤ exp(−x̂)(r + r²), and ĝ misses exp(−x̂) by less than
///   2u of it: |g − ĝ| ≤ G = ĝ(r + r² + 4u), all roundings relative to r being served by a factor 1 + 2⁻⁴⁰
///   in κ. For r > 1 or unknown, ĝ = 0 and G = 1 serve, for x̂ > 600 with r ≤ 1 ĝ = 0 and
///   G = 2⁻⁸⁶⁰ > exp(−599). Where a is exactly 0 in all channels, ĝ = 1 and G = 0.
/// - Injection. s = Δu is a product of balls, ŝ with radius S and σ = |ŝ| + S. With b̂ and its radius β,
///   p̂ = fl(ŝ·b̂) misses s·b by at most σβ + S|b̂| + u|p̂|.
/// - State. q̂ = fl(ĝ·ĥ), ĥ′ = fl(q̂ + p̂), with or without a fused operation. From |h − ĥ| ≤ E follows
///   |h′ − ĥ′| ≤ E′ = ĝE + G(|ĥ| + E) + σβ + S|b̂| + u(|q̂| + |p̂| + |ĥ′|).
///   Each of these numbers passes at most twelve roundings, which the factor 1 + 2⁻⁴⁹ outweighs.
/// - Readout. ŷ is summed in four parts: a term passes at most D = ⌈N/4⌉ + 4 roundings, the product's
///   included. |y − ŷ| ≤ Σ |ŵ|E + ω(|ĥ| + E) + 2Du·|ŵ||ĥ|, ω the radius of w; the 2 outweighs γ(D) and what the
///   sum itself loses is served by 1 + (N + 16)·2⁻⁵².
///
/// Underflow loses at most 2⁻¹⁰⁷⁴ in each operation. The floor 2⁻¹⁰⁰⁰ is added to E′ as soon as any s and any b of
/// the state was not exactly 0; before, all is exactly 0. An overflow or NaN reaches E or the readout's
/// bound, and the result is the whole line.
package struct DecayScan {
  /// `[token][channel]`: y.
  package private(set) var readout: BallMatrix
  /// `[state][channel]`: h after the last token.
  package private(set) var last: BallMatrix

  /// Runs over all tokens.
  ///
  /// - Parameters:
  ///   - rates: a, `[state][channel]`.
  ///   - steps: Δ, `[token][channel]`.
  ///   - inputs: u, `[token][channel]`.
  ///   - inputWeights: b, `[token][state]`.
  ///   - outputWeights: w, `[token][state]`.
  package init(
    rates: BallMatrix, steps: BallMatrix, inputs: BallMatrix, inputWeights: BallMatrix,
    outputWeights: BallMatrix
  ) {
    let (states, channels, tokens) = (rates.rows, rates.columns, steps.rows)
    precondition(steps.columns == channels && inputs.columns == channels && inputs.rows == tokens)
    precondition(inputWeights.rows == tokens && inputWeights.columns == states)
    precondition(outputWeights.rows == tokens && outputWeights.columns == states)
    readout = BallMatrix(rows: tokens, columns: channels)
    last = BallMatrix(rows: states, columns: channels)
    guard states > 0, tokens > 0 else { return }
    let weights = Weights(inputWeights, outputWeights)
    let isConstant = (0..<states).map { state in
      (0..<channels).allSatisfy { rates[state, $0].midpoint == 0 && rates[state, $0].radius == 0 }
    }
    for channel in stride(from: 0, to: channels, by: 8) {
      var group = DecayScanGroup(rates, column: channel, isConstant)
      for t in 0..<tokens {
        let step = steps[lanes: t, channel]
        readout[lanes: t, channel] = group.advance(
          step, step * inputs[lanes: t, channel], weights, token: t)
      }
      for state in 0..<states { last[lanes: state, channel] = group.state(state) }
    }
  }

  /// b and w as the loop reads them.
  struct Weights {
    /// For each token and state: b̂, |b̂|, β, ŵ, |ŵ|, ω, and 1 as soon as any b was not exactly 0.
    static let stride = 8
    var values: [Double]
    let states: Int

    init(_ b: BallMatrix, _ w: BallMatrix) {
      states = b.columns
      values = Array(repeating: 0, count: b.rows * states * Self.stride)
      var wasTouched = Array(repeating: false, count: states)
      for t in 0..<b.rows {
        for n in 0..<states {
          let (x, y) = (b[t, n], w[t, n])
          wasTouched[n] = wasTouched[n] || x.midpoint != 0 || x.radius != 0
          let place = (t * states + n) * Self.stride
          values[place] = x.midpoint
          values[place + 1] = x.midpoint.magnitude
          values[place + 2] = x.radius
          values[place + 3] = y.midpoint
          values[place + 4] = y.midpoint.magnitude
          values[place + 5] = y.radius
          values[place + 6] = wasTouched[n] ? 1 : 0
        }
      }
    }
  }
}

/// Eight channels of a `DecayScan`.
struct DecayScanGroup {
  typealias Doubles = BallLanes.Doubles
  @inline(__always) private static var zero: Doubles { Doubles(repeating: 0) }

  /// For each state: â, ĥ, E.
  private var states: [Doubles]
  private let isConstant: [Bool]
  /// The greatest α, and the greatest â(1 + α), of all states.
  private var rateError = Doubles.zero
  private var greatestRate = Doubles.zero
  /// 2⁻¹⁰⁰⁰ as soon as any s was not exactly 0.
  private var floor = Doubles.zero

  init(_ rates: BallMatrix, column: Int, _ isConstant: [Bool]) {
    self.isConstant = isConstant
    states = Array(repeating: .zero, count: 3 * isConstant.count)
    for state in isConstant.indices where !isConstant[state] {
      let rate = rates[lanes: state, column]
      states[3 * state] = rate.midpoint
      // 0/0 is 0 here: a rate of exactly 0 has no error. Otherwise a NaN or infinity stays.
      let isZero = rate.radius .== Self.zero
      let error = (rate.radius / rate.midpoint * (1 + 0x1p-50)).replacing(with: 0, where: isZero)
      rateError = Self.maximum(rateError, error)
      greatestRate = Self.maximum(greatestRate, rate.midpoint)
    }
  }

  /// NaN where either is.
  @inline(__always)
  private static func maximum(_ a: Doubles, _ b: Doubles) -> Doubles {
    a.replacing(with: b, where: (.!(b .<= a)) .& (a .== a))
  }

  func state(_ n: Int) -> BallLanes {
    BallLanes(checking: states[3 * n + 1], states[3 * n + 2])
  }

  /// One token: h moves on; y is returned.
  mutating func advance(
    _ step: BallLanes, _ injection: BallLanes, _ weights: DecayScan.Weights, token: Int
  ) -> BallLanes {
    let stepError = (step.radius / BallLanes.magnitude(step.midpoint) * (1 + 0x1p-50)).replacing(
      with: 0, where: (step.radius .== Self.zero) .& (step.midpoint .> Self.zero))
    var error = rateError + stepError
    error += rateError * stepError
    error = (error + 0x1p-51) * (1 + 0x1p-40)
    let scale = (BallLanes.magnitude(injection.midpoint) + injection.radius) * (1 + 0x1p-50)
    floor = floor.replacing(with: 0x1p-1000, where: .!(scale .== Self.zero))
    let largest = greatestRate * step.midpoint
    let isNear = largest .<= Doubles(repeating: 600)
    let isSmall = largest * error .<= Doubles(repeating: 0.5)
    let isEasy = isNear .& isSmall .& (largest .>= Self.zero)
    let call = DecayStep(
      step: step.midpoint, error: error, injection: injection.midpoint, injectionRadius: injection.radius,
      scale: scale, floor: floor)
    let n = isConstant.count
    return states.withUnsafeMutableBufferPointer { states in
      isConstant.withUnsafeBufferPointer { isConstant in
        weights.values.withUnsafeBufferPointer { values in
          guard let states = states.baseAddress, let isConstant = isConstant.baseAddress,
            let values = values.baseAddress
          else { return BallLanes(unchecked: .zero, .zero) }
          let row = values + token * n * DecayScan.Weights.stride
          return all(isEasy)
            ? call.run(states, isConstant, row, n, RecurrenceLanes.Unset.self)
            : call.run(states, isConstant, row, n, RecurrenceLanes.Set.self)
        }
      }
    }
  }
}

/// What all states of eight channels share at one token.
struct DecayStep {
  typealias Doubles = BallLanes.Doubles
  @inline(__always) private static var zero: Doubles { Doubles(repeating: 0) }

  let step, error, injection, injectionRadius, scale, floor: Doubles

  @inline(never)
  func run<IsHard: RecurrenceLanes.Flag>(
    _ states: UnsafeMutablePointer<Doubles>, _ isConstant: UnsafePointer<Bool>,
    _ weights: UnsafePointer<Double>, _ count: Int, _ isHard: IsHard.Type
  ) -> BallLanes {
    let depth = Double((count + 3) / 4 + 4)
    let unit = Doubles(repeating: depth * 0x1p-52)
    var (y0, y1, y2, y3) = (Doubles.zero, Doubles.zero, Doubles.zero, Doubles.zero)
    var reach = Doubles.zero
    var touched = 0.0
    var (h, w) = (states, weights)
    var n = 0
    while n < count {
      let term = advance(h, isConstant[n], w, unit, &reach, isHard)
      switch n & 3 {
      case 0: y0 += term
      case 1: y1 += term
      case 2: y2 += term
      default: y3 += term
      }
      touched = touched > w[6] ? touched : w[6]
      h += 3
      w += DecayScan.Weights.stride
      n += 1
    }
    let sum = (y0 + y1) + (y2 + y3)
    let slack = 1 + Double(count + 16) * 0x1p-52
    let isZero = (reach .== Self.zero) .& (touched * floor .== Self.zero)
    let radius = reach * slack + floor * Doubles(repeating: 0x1p10 * Double(count))
    return BallLanes(checking: sum, radius.replacing(with: 0, where: isZero))
  }

  /// Moves one state on; its term of the readout.
  @inline(__always)
  private func advance<IsHard: RecurrenceLanes.Flag>(
    _ state: UnsafeMutablePointer<Doubles>, _ isConstant: Bool, _ w: UnsafePointer<Double>, _ unit: Doubles,
    _ reach: inout Doubles, _ isHard: IsHard.Type
  ) -> Doubles {
    let (m, e) = (state[1], state[2])
    let p = injection * w[0]
    var common = Self.fused(scale, w[2], Self.fused(injectionRadius, w[1], floor * w[6]))
    var q = m
    if isConstant {
      common = common + e
    } else {
      var (gate, gateError) = (Doubles.zero, Doubles.zero)
      let x = state[0] * step
      let spread = x * error
      gate = ExponentialKernel(EightDoubles(-x)).value.values
      gateError = gate * (Self.fused(spread, spread, spread) + Doubles(repeating: 0x1p-51))
      if IsHard.isSet {
        let isSmall = (spread .<= Doubles(repeating: 1)) .& (x .>= Self.zero)
        let isFar = x .> Doubles(repeating: 600)
        gate = gate.replacing(with: 0, where: (.!isSmall) .| isFar)
        gateError = gateError.replacing(with: 0x1p-860, where: isFar).replacing(with: 1, where: .!isSmall)
      }
      q = gate * m
      common = Self.fused(gate, e, Self.fused(gateError, BallLanes.magnitude(m) + e, common))
    }
    let next = q + p
    let size = BallLanes.magnitude(next)
    let rounding = (BallLanes.magnitude(q) + BallLanes.magnitude(p)) + size
    let nextError = Self.fused(rounding, Doubles(repeating: 0x1p-53), common) * (1 + 0x1p-49)
    state[1] = next
    state[2] = nextError
    let inner = Self.fused(size, unit, nextError)
    reach = Self.fused(inner, w[4], Self.fused(size + nextError, w[5], reach))
    return next * w[3]
  }

  @inline(__always)
  private static func fused(_ a: Doubles, _ b: Doubles, _ c: Doubles) -> Doubles {
    #if SSMPROOF_FMA
      c.addingProduct(a, b)
    #else
      c + a * b
    #endif
  }

  @inline(__always)
  private static func fused(_ a: Doubles, _ b: Double, _ c: Doubles) -> Doubles {
    fused(a, Doubles(repeating: b), c)
  }
}
