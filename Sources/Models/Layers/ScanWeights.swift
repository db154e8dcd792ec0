import Enclosures
import Inputs
import Numbers

/// The weights of a layer's scan as exact linear forms in the layer's inputs.
struct ScanWeights {
  let layer: Int
  let stateCount: Int
  private let folder: String
  private let configuration: MambaConfiguration
  private let logA: [Double]
  private let stepBias: [Double]
  /// `[channel][rank]`.
  private let stepProjection: [[Rational]]
  /// Rows of x_proj: the factors of the step, then B, then C.
  private let rows: [[Rational]]

  init(_ model: MambaModel, layer index: Int) {
    let (layer, c) = (model.layers[index], model.configuration)
    func exact(_ tensor: WeightTensor) -> [[Rational]] {
      // Weights are finite: the checkpoint's reader sees to it.
      (0..<tensor.rowCount).map { tensor.row($0).map { Rational(exactly: $0) ?? 0 } }
    }
    (self.layer, folder, configuration, stateCount) = (index, model.checkpoint.folder, c, c.stateCount)
    (logA, stepBias) = (layer.logA, layer.stepBias)
    stepProjection = exact(layer.stepProjection)
    rows = exact(layer.stateProjection)
  }

  /// What softplus makes the step of.
  func step(of channel: Int) -> LinearForm {
    let factors = stepProjection[channel]
    let weights = (0..<configuration.channelCount).map { input in
      factors.indices.reduce(Rational(0)) { $0 + factors[$1] * rows[$1][input] }
    }
    return LinearForm(weights: weights, constant: Rational(exactly: stepBias[channel]) ?? 0)
  }

  /// B of a state.
  func input(of state: Int) -> LinearForm {
    LinearForm(weights: rows[configuration.timeStepRank + state], constant: 0)
  }

  /// C of a state.
  func readout(of state: Int) -> LinearForm {
    LinearForm(weights: rows[configuration.timeStepRank + stateCount + state], constant: 0)
  }

  /// a = exp(A_log) over all states of a channel.
  ///
  /// - Throws: where a state has a = 0: it forgets nothing.
  func rates(of channel: Int, bits: Int) throws(InputError) -> Interval {
    let count = configuration.learnedStateCount
    let learned = logA[channel * count..<(channel + 1) * count]
    guard configuration.oneStateCount == 0, !learned.contains(-.infinity) else {
      throw refusal(channel, "a state with A = 0 has the gate 1 and forgets nothing")
    }
    var rates = learned.map { Interval(exactly: $0, precision: bits).exp() }
    if configuration.zeroStateCount > 0 {
      rates.append(Interval(Rational(-MambaConfiguration.zeroStateA), precision: bits))
    }
    return rates.dropFirst().reduce(rates[0]) { $0.hull($1) }
  }

  func refusal(_ channel: Int, _ reason: String) -> InputError {
    InputError(file: folder, message: "layer \(layer), channel \(channel): \(reason)")
  }
}

/// A linear form in a layer's inputs, plus a constant.
struct LinearForm {
  var weights: [Rational]
  var constant: Rational

  /// Its exact range, or without what one of the inputs adds.
  func range(over box: InputBox, without left: Int? = nil) -> ClosedRange<Rational> {
    var (low, high) = (constant, constant)
    for (index, weight) in weights.enumerated() where index != left && !weight.isZero {
      let (a, b) = (weight * box.lower[index], weight * box.upper[index])
      low += min(a, b)
      high += max(a, b)
    }
    return low...high
  }

  func greatestModulus(over box: InputBox) -> Rational {
    let range = range(over: box)
    return max(range.lowerBound.magnitude, range.upperBound.magnitude)
  }
}
