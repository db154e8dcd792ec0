import Enclosures
import Numbers

@testable import Models

/// The model once more, written plainly and separately, in 300-bit intervals from rational weights: the
/// oracle of the forward pass. Layout: lists per token.
struct PlainForward {
  typealias X = Interval
  struct Layer { var u, step, b, c, y, last: [[X]] }

  let model: SyntheticModel
  var layers: [Layer] = []
  var logits: [X] = []

  static func number(_ value: Rational) -> X { X(value, precision: 300) }
  /// −A; A_log = −∞ stands for A = 0.
  static func rate(_ log: Double) -> X {
    log == -.infinity ? number(0) : number(Rational(exactly: log) ?? 0).exp()
  }
  private func number(_ value: Double) -> X { Self.number(Rational(exactly: value) ?? 0) }

  init(_ model: SyntheticModel, tokens: [Int]) {
    self.model = model
    let c = model.configuration
    let hidden = c.hiddenSize
    let embedding = model.values("backbone.embeddings.weight")
    var x = tokens.map { id in (0..<hidden).map { number(embedding[id * hidden + $0]) } }
    for index in 0..<c.layerCount {
      let weight = { (name: String) in model.values("backbone.layers.\(index).mixer.\(name)") }
      let normed = x.map { norm($0, "backbone.layers.\(index).norm") }
      let both = normed.map {
        apply(weight("in_proj.weight"), 2 * c.channelCount, $0, weight("in_proj.bias"))
      }
      let taps = weight("conv1d.weight")
      let tapBias = weight("conv1d.bias")
      let u = tokens.indices.map { t in
        (0..<c.channelCount).map { channel -> X in
          var sum = tapBias.isEmpty ? Self.number(0) : number(tapBias[channel])
          for back in 0..<c.convolutionWidth where back <= t {
            let tap = taps[channel * c.convolutionWidth + c.convolutionWidth - 1 - back]
            sum = sum + both[t - back][channel] * number(tap)
          }
          return sum / (Self.number(1) + (-sum).exp())
        }
      }
      let mixed = u.map { apply(weight("x_proj.weight"), c.timeStepRank + 2 * c.stateCount, $0, []) }
      let step = mixed.map { row in
        apply(
          weight("dt_proj.weight"), c.channelCount, Array(row.prefix(c.timeStepRank)), weight("dt_proj.bias")
        )
        .map(softplus)
      }
      let b = mixed.map { Array($0[c.timeStepRank..<c.timeStepRank + c.stateCount]) }
      let readout = mixed.map { Array($0.suffix(c.stateCount)) }
      var rates: [[X]] = []
      for channel in 0..<c.channelCount {
        let learned = (0..<c.learnedStateCount).map {
          Self.rate(weight("A_log")[channel * c.learnedStateCount + $0])
        }
        rates.append(
          Array(repeating: Self.number(0), count: c.oneStateCount) + learned
            + Array(repeating: Self.number(1000), count: c.zeroStateCount))
      }
      var h = rates.map { $0.map { _ in Self.number(0) } }
      var y: [[X]] = []
      for t in tokens.indices {
        var row: [X] = []
        for channel in 0..<c.channelCount {
          var sum = Self.number(0)
          for state in 0..<c.stateCount {
            let gate = (-(step[t][channel] * rates[channel][state])).exp()
            h[channel][state] = gate * h[channel][state] + step[t][channel] * b[t][state] * u[t][channel]
            sum = sum + readout[t][state] * h[channel][state]
          }
          row.append(sum)
        }
        y.append(row)
      }
      layers.append(Layer(u: u, step: step, b: b, c: readout, y: y, last: h))
      for t in tokens.indices {
        let gated = (0..<c.channelCount).map { channel -> X in
          let z = both[t][c.channelCount + channel]
          return (y[t][channel] + number(weight("D")[channel]) * u[t][channel])
            * (z / (Self.number(1) + (-z).exp()))
        }
        let update = apply(weight("out_proj.weight"), hidden, gated, weight("out_proj.bias"))
        for i in 0..<hidden { x[t][i] = x[t][i] + update[i] }
      }
    }
    let head = model.values(c.tiesHead == true ? "backbone.embeddings.weight" : "lm_head.weight")
    logits = apply(head, c.vocabularySize, norm(x[x.count - 1], "backbone.norm_f"), [])
  }

  /// RMSNorm, or LayerNorm where the norm has a bias.
  private func norm(_ x: [X], _ name: String) -> [X] {
    let (weights, bias) = (model.values(name + ".weight"), model.values(name + ".bias"))
    if bias.isEmpty { return rms(x, weights) }
    let mean = x.reduce(Self.number(0)) { $0 + $1 } / Self.number(Rational(x.count))
    return zip(rms(x.map { $0 - mean }, weights), bias).map { $0 + number($1) }
  }

  /// log(1 + eˣ); for x < −50 between eˣ − e²ˣ/2 and eˣ, where 300 bits cannot tell 1 + eˣ from 1.
  private func softplus(_ x: X) -> X {
    let e = x.exp()
    if x.isLess(than: Self.number(-50)) == .yes {
      return e * (Self.number(1) - e * X(from: 0, to: 1 / 2, precision: 300))
    }
    return (Self.number(1) + e).log()
  }

  private func rms(_ x: [X], _ weights: [Double]) -> [X] {
    let squares = x.reduce(Self.number(0)) { $0 + $1 * $1 }
    let root = (squares / Self.number(Rational(x.count)) + Self.number(1 / 1000)).squareRoot()
    return zip(x, weights).map { $0 / root * number($1) }
  }

  private func apply(_ matrix: [Double], _ rows: Int, _ x: [X], _ bias: [Double]) -> [X] {
    (0..<rows).map { row in
      var sum = bias.isEmpty ? Self.number(0) : number(bias[row])
      for (column, value) in x.enumerated() { sum = sum + number(matrix[row * x.count + column]) * value }
      return sum
    }
  }
}
