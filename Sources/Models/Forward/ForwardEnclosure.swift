import Numbers

/// What the forward pass asks of a rung beyond the arithmetic: exact weights, and tables of its numbers that
/// know the parts of a layer.
protocol ForwardEnclosure: RealEnclosure {
  associatedtype Table: EnclosureTable where Table.Element == Self

  /// The finite double, exactly.
  init(exactly value: Double, precision: Int)

  /// x·Wᵀ for the rows of a table of `columns` columns, row after row; W's rows are decoded one by one.
  static func product(
    _ x: UnsafeBufferPointer<Self>, columns: Int, outputs: Int, inputs: Int, precision: Int,
    decode: (Int, UnsafeMutableBufferPointer<Double>) -> Void
  ) -> [Self]

  /// exp(−x), made for x ≥ 0.
  func decay() -> Self

  /// Doubles that enclose the enclosure; infinite where it is unbounded.
  var bounds: Bounds { get }

  /// Powers of two that the rung's rounding errors stay below, relative to the operands.
  static func effectivePrecision(_ precision: Int) -> Int
}

extension ForwardEnclosure {
  static func product(
    _ x: UnsafeBufferPointer<Self>, columns: Int, outputs: Int, inputs: Int, precision: Int,
    decode: (Int, UnsafeMutableBufferPointer<Double>) -> Void
  ) -> [Self] {
    let rows = columns == 0 ? 0 : x.count / columns
    var result = Array(repeating: Self(0, precision: precision), count: rows * outputs)
    var weights = [Double](repeating: 0, count: inputs)
    for output in 0..<outputs {
      weights.withUnsafeMutableBufferPointer { decode(output, $0) }
      for t in 0..<rows {
        for (index, weight) in weights.enumerated() where weight != 0 {
          let term = Self(exactly: weight, precision: precision) * x[t * columns + index]
          result[t * outputs + output] = result[t * outputs + output] + term
        }
      }
    }
    return result
  }

  func decay() -> Self { (-self).exp() }

  var bounds: Bounds { Bounds(lower: lower, upper: upper) }

  static func effectivePrecision(_ precision: Int) -> Int { precision }
}
