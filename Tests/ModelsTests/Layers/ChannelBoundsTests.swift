import Enclosures
import Inputs
import Numbers
import TestSupport
import Testing

@testable import Models

/// Bounds of a trained layer's scan over a box, beside the layer itself at points of the box.
@Suite struct ChannelBoundsTests {
  /// The scan of one channel at points of the box, from the weights alone.
  private struct Layer {
    let rows: [[Double]]
    let steps: [Double]
    let bias: Double
    let rates: [Double]
    let channel: Int

    init(_ model: MambaModel, layer: Int, channel: Int) {
      let weights = model.layers[layer]
      rows = (0..<weights.stateProjection.rowCount).map { weights.stateProjection.row($0) }
      steps = weights.stepProjection.row(channel)
      bias = weights.stepBias[channel]
      rates = weights.logA[channel * 16..<(channel + 1) * 16].map {
        Interval(exactly: $0, bits: 128).exp().double
      }
      self.channel = channel
    }

    func dot(_ row: Int, _ u: [Double]) -> Double { zip(rows[row], u).reduce(0) { $0 + $1.0 * $1.1 } }

    /// What softplus makes the step of.
    func argument(_ u: [Double]) -> Double { (0..<4).reduce(bias) { $0 + steps[$1] * dot($1, u) } }
    func weight() -> Double { (0..<4).reduce(0) { $0 + steps[$1] * rows[$1][channel] } }
  }

  private func points(_ box: InputBox, _ layer: Layer, count: Int, seed: UInt64) -> [[Double]] {
    var random = SplitMix64(seed: seed)
    let (low, high) = (box.lower.map(\.approximation), box.upper.map(\.approximation))
    let slow = low.indices.map { j in
      (0..<4).reduce(0) { $0 + layer.steps[$1] * layer.rows[$1][j] } > 0 ? low[j] : high[j]
    }
    return [low, high, slow]
      + (0..<count).map { k in
        low.indices.map { j in
          let x = Double(random.next() >> 11) / Double(1 << 53)
          return low[j] + (high[j] - low[j]) * (k % 2 == 0 ? x : x.rounded())
        }
      }
  }

  private func certainly(_ x: Double, isAtMost bound: Rational) -> Bool {
    x <= bound.approximation + 1e-12 * max(1, x.magnitude)
  }

  @Test(arguments: [(0, 20, -2785, 1), (0, 32, 0, 2), (1, 74, -1000, 1)])
  func boundsHoldAtPointsOfTheBox(layer: Int, channel: Int, low: Int, high: Int) throws {
    let model = try MambaModel(folder: example("mamba-mqar-2l"))
    let box = InputBox(from: Rational(low, 10_000), to: Rational(high), channels: 128)
    let bounds = try ChannelBounds(model, layer: layer, channel: channel, box: box)
    let scan = Layer(model, layer: layer, channel: channel)
    let w = scan.weight()
    #expect(bounds.stepWeight.contains(Rational(exactly: w) ?? 0) && bounds.states.count == 16)
    var leastGap = 1.0
    for u in points(box, scan, count: 200, seed: 1) {
      let p = scan.argument(u)
      let step = Interval(exactly: p, bits: 128).softplus()
      #expect(certainly(step.double, isAtMost: bounds.greatestStep))
      let others = p - w * u[channel]
      #expect(certainly(others, isAtMost: bounds.otherSteps.upperBound))
      #expect(certainly(-others, isAtMost: -bounds.otherSteps.lowerBound))
      for state in 0..<16 {
        let gap =
          (Interval(1, precision: 128)
          - (-(step * Interval(exactly: scan.rates[state], bits: 128))).exp()).double
        leastGap = min(leastGap, gap)
        let (b, c) = (scan.dot(4 + state, u), scan.dot(20 + state, u))
        let bound = bounds.states[state]
        #expect(certainly((b * u[channel]).magnitude, isAtMost: bound.input))
        #expect(
          certainly((b + scan.rows[4 + state][channel] * u[channel]).magnitude, isAtMost: bound.inputSlope))
        #expect(certainly(c.magnitude, isAtMost: bound.readout))
        #expect(bounds.rates.contains(Rational(exactly: scan.rates[state]) ?? 0))
      }
    }
    // The bound of the gates is attained, but for its rounding.
    #expect(leastGap >= bounds.gateGap.approximation && leastGap <= 1.001 * bounds.gateGap.approximation)
  }

  @Test func influenceOfTheLayerStaysBelowTheBound() throws {
    let model = try MambaModel(folder: example("mamba-mqar-2l"))
    let box = InputBox(from: Rational(-2785, 10_000), to: 1, channels: 128)
    let bounds = try ChannelBounds(model, layer: 0, channel: 20, box: box)
    let scan = Layer(model, layer: 0, channel: 20)
    let (rho, constant) = (bounds.greatestGate.approximation, bounds.constant.approximation)
    func softplus(_ x: Double) -> Double { Interval(exactly: x, bits: 64).softplus().double }
    func gate(_ n: Int, _ u: [Double]) -> Double {
      Interval(exactly: -scan.rates[n] * softplus(scan.argument(u)), bits: 64).exp().double
    }
    func drive(_ n: Int, _ u: [Double]) -> Double { softplus(scan.argument(u)) * scan.dot(4 + n, u) * u[20] }
    var greatest = 0.0
    for seed in 1...6 as ClosedRange<UInt64> {
      let inputs = Array(points(box, scan, count: 8, seed: seed).dropFirst(3))
      let (s, delta) = (3, 1e-5)
      var changed = inputs
      changed[s][20] += delta
      var (h, g) = (Array(repeating: 0.0, count: 16), Array(repeating: 0.0, count: 16))
      for t in inputs.indices {
        var change = 0.0
        for n in 0..<16 {
          h[n] = gate(n, inputs[t]) * h[n] + drive(n, inputs[t])
          g[n] = gate(n, changed[t]) * g[n] + drive(n, changed[t])
          change += scan.dot(20 + n, inputs[t]) * (g[n] - h[n]) / delta
        }
        guard t > s else { continue }
        var bound = constant
        for _ in s..<t { bound *= rho }
        greatest = max(greatest, change.magnitude / bound)
      }
    }
    #expect(greatest > 0 && greatest <= 1, "\(greatest)")
  }

  @Test func inputsThatTokensGiveLieInTheBox() throws {
    let model = try MambaModel(folder: example("mamba-mqar-2l"))
    let box = InputBox(ofTokensIn: model)
    var random = SplitMix64(seed: 5)
    let tokens = (0..<48).map { _ in Int(random.next() % 64) }
    let trace = try model.trace(of: 0, tokens: tokens)
    for t in tokens.indices {
      for channel in 0..<128 {
        let u = trace.u[t, channel]
        #expect(u.upper >= box.lower[channel].approximation && u.lower <= box.upper[channel].approximation)
      }
    }
  }

  @Test func siluTurnsInsideAnInterval() throws {
    let wide = InputBox.siluRange(Interval(from: -4, to: 1, precision: 64))
    #expect(wide.lower == Rational(-2785, 10_000) && wide.upper >= Rational(731, 1000))
    let falling = InputBox.siluRange(Interval(from: -4, to: -2, precision: 64))
    #expect(falling.lower <= Rational(-238, 1000) && falling.lower >= Rational(-239, 1000))
    #expect(falling.upper >= Rational(-72, 1000) && falling.upper <= Rational(-71, 1000))
    let rising = InputBox.siluRange(Interval(from: 1, to: 2, precision: 64))
    #expect(rising.lower <= Rational(732, 1000) && rising.lower >= Rational(731, 1000))
  }

  @Test func gatesOfOneAreRefused() throws {
    let polarised = try MambaModel(folder: example("mamba-mqar-2l-polarized"))
    let box = InputBox(from: 0, to: 1, channels: 128)
    #expect(throws: InputError.self) { try ChannelBounds(polarised, layer: 0, channel: 20, box: box) }
    let model = try MambaModel(folder: example("mamba-mqar-2l"))
    let huge = InputBox(from: -1000, to: 1000, channels: 128)
    #expect(throws: InputError.self) { try ChannelBounds(model, layer: 0, channel: 20, box: huge) }
  }
}

extension Interval {
  fileprivate var double: Double { (doubleEnds.lower + doubleEnds.upper) / 2 }
}
