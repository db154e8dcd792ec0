import Enclosures

/// What the forward pass asks of a rung beyond the arithmetic: exact weights, and tables of its numbers that
/// know the parts of a layer.
protocol ForwardEnclosure: RealEnclosure {
  associatedtype Table: EnclosureTable where Table.Element == Self

  /// The finite double, exactly.
  init(exactly value: Double, precision: Int)

  /// An enclosure of Σ weights[i]·vector[i] over `weights.count` terms, the weights being exact.
  static func dot(
    _ weights: UnsafeBufferPointer<Double>, _ vector: UnsafeBufferPointer<Self>, precision: Int
  ) -> Self

  /// exp(−x), made for x ≥ 0.
  func decay() -> Self

  /// Doubles that enclose the enclosure; infinite where it is unbounded.
  var bounds: Bounds { get }

  /// Powers of two that the rung's rounding errors stay below, relative to the operands.
  static func effectivePrecision(_ precision: Int) -> Int
}

extension ForwardEnclosure {
  static func dot(
    _ weights: UnsafeBufferPointer<Double>, _ vector: UnsafeBufferPointer<Self>, precision: Int
  ) -> Self {
    var sum = Self(0, precision: precision)
    for index in 0..<weights.count where weights[index] != 0 {
      sum = sum + Self(exactly: weights[index], precision: precision) * vector[index]
    }
    return sum
  }

  func decay() -> Self { (-self).exp() }

  var bounds: Bounds { Bounds(lower: lower, upper: upper) }

  static func effectivePrecision(_ precision: Int) -> Int { precision }
}
