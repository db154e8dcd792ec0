import Claims
import Enclosures
import Numbers

@testable import Models

/// The figures of an audit once more, written plainly from the definitions on the oracle's values: enclosures of the
/// true ones, or counts between which the true ones lie.
struct AuditReference {
  typealias X = Interval
  static let zero = PlainForward.number(0)
  static let one = PlainForward.number(1)

  /// One (sequence, channel, state), or all states of a channel.
  struct Instance {
    var sequence, channel: Int
    var state: Int?
    var hypotheses: Trilean
    var conclusion: Trilean
    var ratio: X?
    var share: X?
    /// Whether the b differ.
    var differs: Trilean
  }

  struct State {
    var group: StateGroup
    var exponents: [X]
    var gates: Tally
    /// The gates of later tokens, multiplied up over each distance: the largest.
    var influence: [Int: X]
  }

  struct Layer {
    var steps: [X] = []
    var states: [State] = []
    var simplified: [StateGroup: [Instance]] = [:]
    var convex: [StateGroup: [Instance]] = [:]
    var printed: [Instance] = []
  }

  var layers: [Layer]

  init(_ model: SyntheticModel, _ sequences: [[Int]]) {
    let c = model.configuration
    layers = (0..<c.layerCount).map { _ in Layer() }
    for (sequence, tokens) in sequences.enumerated() {
      let plain = PlainForward(model, tokens: tokens)
      for layer in layers.indices {
        let logs = model.values("backbone.layers.\(layer).mixer.A_log")
        for channel in 0..<c.channelCount {
          let learned = logs[channel * c.learnedStateCount..<(channel + 1) * c.learnedStateCount]
          let rates =
            Array(repeating: Self.zero, count: c.oneStateCount) + learned.map(PlainForward.rate)
            + Array(repeating: PlainForward.number(1000), count: c.zeroStateCount)
          layers[layer].add(plain.layers[layer], sequence, channel, rates, c)
        }
      }
    }
  }

  /// max |x_t − x_s|.
  static func spread(_ x: [X]) -> X {
    x.reduce(zero) { widest, a in x.reduce(widest) { X.maximum($0, (a - $1).magnitude) } }
  }

  /// 1 − exp(−x) for x ≥ 0.
  static func loss(_ x: X) -> X {
    if x.isLess(than: PlainForward.number(Rational(1, 1_000_000))) == .yes {
      // x − x²/2 and x enclose it.
      return x * (one - x * X(from: 0, to: 1 / 2, precision: 300))
    }
    return one - (-x).exp()
  }

  static func greatest(_ values: [X]) -> X? {
    values.dropFirst().reduce(values.first) { a, b in a.map { X.maximum($0, b) } }
  }
  static func least(_ values: [X]) -> X? {
    values.dropFirst().reduce(values.first) { a, b in a.map { X.minimum($0, b) } }
  }
}

extension AuditReference.Layer {
  typealias X = Interval
  private typealias R = AuditReference

  fileprivate mutating func add(
    _ values: PlainForward.Layer, _ sequence: Int, _ channel: Int, _ rates: [X], _ c: MambaConfiguration
  ) {
    let step = values.step.map { $0[channel] }
    steps += step
    let count = step.count
    var (allStates, allInputs) = (R.zero, R.zero)
    var hypotheses = Trilean.yes
    for (state, rate) in rates.enumerated() {
      let group: StateGroup =
        state < c.oneStateCount
        ? .ones : state < c.oneStateCount + c.learnedStateCount ? .learned : .zeros
      let exponents = step.map { rate * $0 }
      let b = step.indices.map { values.b[$0][state] * values.u[$0][channel] }
      var h: [X] = []
      for t in step.indices {
        h.append(t == 0 ? step[t] * b[t] : (-exponents[t]).exp() * h[t - 1] + step[t] * b[t])
      }
      var gates = Tally()
      // A + D ≤ 1 is D ≤ 1 − A.
      for t in step.indices { gates.add(step[t].isLessOrEqual(to: R.loss(exponents[t]))) }
      var influence: [Int: X] = [:]
      for s in step.indices {
        var sum = R.zero
        for t in s + 1..<max(count, s + 1) {
          sum = sum + exponents[t]
          let product = (-sum).exp()
          influence[t - s] = X.maximum(influence[t - s] ?? R.zero, product)
        }
      }
      states.append(.init(group: group, exponents: exponents, gates: gates, influence: influence))
      let reaches = R.least(b)!.isNonpositive && R.greatest(b)!.isNonnegative
      // The factor 1 − Amin^(T−1), Amin from the second token on.
      let slowest = R.greatest(Array(exponents.dropFirst())) ?? R.zero
      let factor = R.loss(PlainForward.number(Rational(count - 1)) * slowest)
      let isMet = gates.always && reaches
      simplified[group, default: []].append(
        instance(sequence, channel, state, isMet, R.spread(h), R.spread(b), factor, count))
      allStates = X.maximum(allStates, R.spread(h))
      allInputs = X.maximum(allInputs, R.spread(b))
      hypotheses = hypotheses && isMet
      guard rate.isZero != .yes else { continue }
      let split = step.indices.map { step[$0] * b[$0] / R.loss(exponents[$0]) }
      let below = split.reduce(Trilean.no) { $0 || $1.isLessOrEqual(to: h[0]) }
      let above = split.reduce(Trilean.no) { $0 || h[0].isLessOrEqual(to: $1) }
      convex[group, default: []].append(
        instance(sequence, channel, state, below && above, R.spread(h), R.spread(split), factor, count))
    }
    let slowest = R.greatest(rates.flatMap { rate in step.map { rate * $0 } })!
    printed.append(
      instance(
        sequence, channel, nil, hypotheses, allStates, allInputs,
        R.loss(PlainForward.number(Rational(count - 1)) * slowest), count))
  }

  private func instance(
    _ sequence: Int, _ channel: Int, _ state: Int?, _ hypotheses: Trilean, _ states: X, _ inputs: X,
    _ factor: X,
    _ count: Int
  ) -> AuditReference.Instance {
    let hasRatio = count > 1 && inputs.isZero != .yes
    let ratio = hasRatio ? states / inputs : nil
    return .init(
      sequence: sequence, channel: channel, state: state, hypotheses: hypotheses,
      conclusion: count == 1 ? .yes : states.isLessOrEqual(to: factor * inputs), ratio: ratio,
      share: factor.isZero == .yes ? nil : ratio.map { $0 / factor },
      differs: count == 1 ? .no : !inputs.isZero)
  }
}
