import Numbers

/// The recurrence h_t = exp(−aΔ_t)·h_{t−1} + Δ_t B_t u_t of a layer, one (channel, state) at a time.
struct Scan<R: ForwardEnclosure> {
  let configuration: MambaConfiguration
  let inputs: ScanInputs<R>
  /// A_log of the layer, `[channel][learned state]`; −∞ stands for A = 0.
  let logA: [Double]
  let precision: Int

  /// a = −A, and whether it is certainly at most 1.
  struct Rate {
    var value: R
    var isAtMostOne: Bool
    /// A = 0: the gate is exactly 1.
    var isZero: Bool
  }

  /// What one token does to one state.
  struct Step {
    var token: Int
    /// Δ.
    var step: R
    /// B·u and Δ·B·u.
    var input: R
    var injection: R
    /// aΔ and exp(−aΔ).
    var exponent: R
    var gate: R
    /// h after the token.
    var state: R
  }

  func rate(channel: Int, state: Int) -> Rate {
    let learned = state - configuration.oneStateCount
    if learned < 0 { return Rate(value: R(0, precision: precision), isAtMostOne: true, isZero: true) }
    if learned >= configuration.learnedStateCount {
      let a = R(Rational(-MambaConfiguration.zeroStateA), precision: precision)
      return Rate(value: a, isAtMostOne: false, isZero: false)
    }
    let log = logA[channel * configuration.learnedStateCount + learned]
    // exp(−∞) = 0, and the gate is 1 whatever the step is.
    if log == -.infinity {
      return Rate(value: R(0, precision: precision), isAtMostOne: true, isZero: true)
    }
    return Rate(value: R(exactly: log, precision: precision).exp(), isAtMostOne: log <= 0, isZero: false)
  }

  func run(channel: Int, state: Int, _ body: (Step) -> Void) {
    run(channel: channel, state: state, rate: rate(channel: channel, state: state), body)
  }

  @inline(__always)
  func run(channel: Int, state: Int, rate: Rate, _ body: (Step) -> Void) {
    var h = R(0, precision: precision)
    let one = R(1, precision: precision)
    for t in 0..<inputs.u.rows {
      let step = inputs.step[t, channel]
      let input = inputs.b[t, state] * inputs.u[t, channel]
      let injection = step * input
      let exponent = rate.value * step
      let gate = rate.isZero ? one : exponent.decay()
      h = t == 0 ? injection : gate * h + injection
      body(
        Step(
          token: t, step: step, input: input, injection: injection, exponent: exponent, gate: gate, state: h))
    }
  }
}
