import Numbers

/// A matrix of enclosures, a row for each token, with the parts of a layer as operations.
///
/// `Matrix` does them number by number on any rung; `BallMatrix` does the same on double balls, eight
/// channels side by side.
protocol EnclosureTable<Element>: Sendable {
  associatedtype Element: ForwardEnclosure

  var rows: Int { get }
  var columns: Int { get }

  /// Zeros.
  init(rows: Int, columns: Int, precision: Int)

  subscript(row: Int, column: Int) -> Element { get set }

  /// x / sqrt(mean(x²) + ε) · w, per row.
  func normalized(weights: [Double], epsilon: Rational, precision: Int) -> Self

  /// x − mean(x), per row.
  func centred(precision: Int) -> Self

  /// Adds the same exact numbers to every row.
  mutating func add(bias: [Double], precision: Int)

  /// x·Wᵀ + bias; columns of x beyond those of W are left out. `gain` is a bound of ‖W‖₂, for rungs that use it.
  func product(
    _ weights: WeightTensor, bias: [Double]?, gain: @autoclosure () -> Double?, precision: Int
  ) -> Self

  /// silu of the causal depthwise convolution over rows, of the first columns.
  func convolved(_ convolution: Convolution, precision: Int) -> Self

  /// softplus of each, with nothing below 0.
  func steps() -> Self

  /// (y + D·u)·silu(z) with `self` for y, and z the columns of `gates` from `column` on.
  func gated(skip: [Double], inputs: Self, gates: Self, from column: Int, precision: Int) -> Self

  mutating func add(_ other: Self)

  /// The last row alone.
  func lastRow(precision: Int) -> Self

  /// The columns of a range.
  func columns(_ range: Range<Int>, precision: Int) -> Self

  /// y = C·h per token and channel, and h after the last token per channel and state.
  static func readout(_ scan: Scan<Element>) -> (y: Self, last: Self)
}

/// A causal depthwise convolution with exact weights.
struct Convolution: Sendable {
  let channels: Int
  let width: Int
  /// `[channel][tap]`, the last tap for the present token.
  let taps: [Double]
  let bias: [Double]?
}
