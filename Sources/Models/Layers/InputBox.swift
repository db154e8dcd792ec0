import Enclosures
import Inputs
import Numbers

/// A closed range for each input u of a layer's scan, what its convolution and SiLU give.
package struct InputBox: Hashable, Sendable {
  /// The least values, by channel.
  package let lower: [Rational]
  /// The greatest values, by channel.
  package let upper: [Rational]
  /// What the box holds, in words.
  package let meaning: String

  /// The same range for every channel.
  package init(from lower: Rational, to upper: Rational, channels: Int) {
    precondition(lower <= upper, "an empty box")
    self.lower = Array(repeating: lower, count: channels)
    self.upper = Array(repeating: upper, count: channels)
    meaning = "every input of the scan in [\(lower), \(upper)]"
  }

  /// What the first layer's scan can meet: the inputs that some sequence of tokens gives lie in it.
  ///
  /// Each tap of the convolution sees one of the vocabulary's tokens, or nothing before the first; every tap for
  /// itself takes the one that leads furthest.
  package init(ofTokensIn model: MambaModel) {
    let (c, layer, bits) = (model.configuration, model.layers[0], Self.bits)
    var embedded = Matrix<Interval>(rows: c.vocabularySize, columns: c.hiddenSize, precision: bits)
    for token in 0..<c.vocabularySize {
      for (index, value) in model.embeddings.row(token).enumerated() {
        embedded[token, index] = Interval(exactly: value, precision: bits)
      }
    }
    let projected = embedded.normalized(layer.norm, epsilon: c.normEpsilon, precision: bits)
      .product(layer.inputProjection, bias: layer.inputBias, gain: nil, precision: bits)
    var (lower, upper): ([Rational], [Rational]) = ([], [])
    for channel in 0..<c.channelCount {
      var sum = Interval(exactly: layer.convolutionBias?[channel] ?? 0, precision: bits)
      for tap in 0..<c.convolutionWidth {
        let weight = Interval(
          exactly: layer.convolution[channel * c.convolutionWidth + tap], precision: bits)
        let products = (0..<c.vocabularySize).map { weight * projected[$0, channel] }
        let start = tap == c.convolutionWidth - 1 ? products[0] : Interval(0, precision: bits)
        sum = sum + products.reduce(start) { $0.hull($1) }
      }
      let range = Self.siluRange(sum)
      lower.append(range.lower)
      upper.append(range.upper)
    }
    (self.lower, self.upper) = (lower, upper)
    meaning = "every input that a sequence of tokens gives, whatever the tokens are"
  }

  private static let bits = 128
  /// Below silu everywhere: its least value is -0.278464….
  private static let least = Rational(-2785, 10_000)

  /// Ends of silu over an interval: it falls to its minimum, at -1.278464…, and rises from there on.
  static func siluRange(_ x: Interval) -> (lower: Rational, upper: Rational) {
    guard let low = x.lower, let high = x.upper else { preconditionFailure("weights are finite") }
    let first = Interval(low, precision: bits).silu()
    let last = Interval(high, precision: bits).silu()
    guard let a = first.lower, let b = first.upper, let c = last.lower, let d = last.upper else {
      preconditionFailure("silu of finite numbers is finite")
    }
    let upper = max(b, d)
    if low >= Rational(-1278, 1000) { return (a, upper) }
    if high <= Rational(-1279, 1000) { return (c, upper) }
    return (least, upper)
  }
}
