import Enclosures
import Inputs
import Numbers

/// Certified bounds of one channel of a layer's selective scan, over a box of the layer's inputs u:
///
///     h_t = exp(−a Δ_t)·h_{t−1} + Δ_t (B_t·u_t),   y_t = C_t·h_t,   Δ_t = softplus(w·u_t + r_t)
///
/// u is the channel's own input, w what it weighs in its step, r_t what the other inputs and the bias add. B_t and C_t are
/// linear in all inputs. What is linear is bounded exactly; exp and softplus are enclosed. Numbers are rounded outward to a
/// few digits.
package struct ChannelBounds: Hashable, Sendable {
  /// Bounds for one state.
  package struct State: Hashable, Sendable {
    /// Of |B_t u_t|.
    package var input: Rational
    /// Of |∂(B_t u_t)/∂u_t|.
    package var inputSlope: Rational
    /// Of |C_t|.
    package var readout: Rational
    /// Of the influence of u on its own state: S·(2|w|·input + inputSlope).
    package var influence: Rational
  }

  package let layer: Int
  package let channel: Int
  /// Of the channel's own input.
  package let input: ClosedRange<Rational>
  /// Of w.
  package let stepWeight: ClosedRange<Rational>
  /// Of r.
  package let otherSteps: ClosedRange<Rational>
  /// Of a, over all states.
  package let rates: ClosedRange<Rational>
  /// S, of Δ.
  package let greatestStep: Rational
  /// Between 0 and what every gate lacks of 1.
  package let gateGap: Rational
  package let states: [State]

  /// Every gate is at most this.
  package var greatestGate: Rational { 1 - gateGap }
  /// Of |w|.
  package var greatestStepWeight: Rational {
    max(stepWeight.lowerBound.magnitude, stepWeight.upperBound.magnitude)
  }
  /// The constant of |∂y_t/∂u_s| ≤ constant·greatestGate^(t−s).
  package var constant: Rational {
    Self.up(states.reduce(Rational(0)) { $0 + $1.readout * $1.influence })
  }

  /// Decimal digits of the numbers.
  package static let digits = 4

  private static let bits = 256

  /// - Throws: an `InputError` where a gate is 1, or so close to it that no bound below 1 is known.
  package init(_ model: MambaModel, layer index: Int, channel: Int, box: InputBox) throws(InputError) {
    try self.init(ScanWeights(model, layer: index), channel: channel, box: box)
  }

  init(_ weights: ScanWeights, channel: Int, box: InputBox) throws(InputError) {
    (layer, self.channel) = (weights.layer, channel)
    let range = try weights.rates(of: channel, bits: Self.bits)
    let form = weights.step(of: channel)
    let (whole, others) = (form.range(over: box), form.range(over: box, without: channel))
    let step = Interval(from: whole.lowerBound, to: whole.upperBound, precision: Self.bits).softplus()
    guard let low = step.lower, let high = step.upper, let least = range.lower, let most = range.upper,
      let gate = (-(Interval(least, precision: Self.bits) * Interval(low, precision: Self.bits))).exp().upper,
      gate < 1
    else {
      throw weights.refusal(
        channel, "its gates come so close to 1 in this box that no bound below 1 is known; take a smaller one"
      )
    }
    greatestStep = Self.up(high)
    gateGap = Self.down(1 - gate)
    rates = Self.down(least)...Self.up(most)
    stepWeight = Self.around(form.weights[channel])
    otherSteps = Self.down(others.lowerBound, 6)...Self.up(others.upperBound, 6)
    input = Self.down(box.lower[channel])...Self.up(box.upper[channel])
    let reach = max(input.lowerBound.magnitude, input.upperBound.magnitude)
    let (w, s) = (max(stepWeight.lowerBound.magnitude, stepWeight.upperBound.magnitude), greatestStep)
    states = (0..<weights.stateCount).map { state in
      let form = weights.input(of: state)
      var twice = form
      twice.weights[channel] = 2 * form.weights[channel]
      let input = Self.up(form.greatestModulus(over: box) * reach)
      let slope = Self.up(twice.greatestModulus(over: box))
      return State(
        input: input, inputSlope: slope,
        readout: Self.up(weights.readout(of: state).greatestModulus(over: box)),
        influence: Self.up(s * (2 * w * input + slope)))
    }
  }

  /// The channel whose gates are furthest from 1 in the box.
  package static func fastest(_ model: MambaModel, layer: Int, box: InputBox) throws(InputError)
    -> ChannelBounds
  {
    let weights = ScanWeights(model, layer: layer)
    var best: ChannelBounds?
    var refusal: InputError?
    for channel in 0..<model.configuration.channelCount {
      do throws(InputError) {
        let bounds = try ChannelBounds(weights, channel: channel, box: box)
        if best.map({ $0.gateGap < bounds.gateGap }) ?? true { best = bounds }
      } catch {
        refusal = error
      }
    }
    if let best { return best }
    throw refusal ?? weights.refusal(0, "there is no channel")
  }

  static func up(_ value: Rational, _ digits: Int = digits) -> Rational { rounded(value, digits, .up) }
  static func down(_ value: Rational, _ digits: Int = digits) -> Rational { rounded(value, digits, .down) }

  private static func around(_ value: Rational) -> ClosedRange<Rational> { down(value)...up(value) }

  private static func rounded(_ value: Rational, _ digits: Int, _ side: Rational.Rounding) -> Rational {
    // The text is a decimal number, which always can be read.
    Rational(value.decimal(digits: digits, rounding: side)) ?? value
  }
}
