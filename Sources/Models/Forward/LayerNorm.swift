import Enclosures
import Numbers

/// LayerNorm as RMSNorm of what is left after the mean, plus a bias:
///
///     z = x − mean(x),   y = z / sqrt(mean(z²) + ε) · w + b
extension EnclosureTable {
  func normalized(_ norm: Norm, epsilon: Rational, precision: Int) -> Self {
    guard let bias = norm.bias else {
      return normalized(weights: norm.weights, epsilon: epsilon, precision: precision)
    }
    var result = centred(precision: precision).normalized(
      weights: norm.weights, epsilon: epsilon, precision: precision)
    result.add(bias: bias, precision: precision)
    return result
  }
}

extension Matrix {
  func centred(precision: Int) -> Self {
    var result = self
    let count = Element(Rational(columns), precision: precision)
    for t in 0..<rows {
      var sum = Element(0, precision: precision)
      for index in 0..<columns { sum = sum + self[t, index] }
      let mean = sum / count
      for index in 0..<columns { result[t, index] = self[t, index] - mean }
    }
    return result
  }

  mutating func add(bias: [Double], precision: Int) {
    for index in 0..<columns {
      let offset = Element(exactly: bias[index], precision: precision)
      for t in 0..<rows { self[t, index] = self[t, index] + offset }
    }
  }
}

extension BallMatrix {
  /// Taking the mean away is an orthogonal projection, so a row's distance from its midpoints does not grow; how far
  /// the new midpoints miss the projection of the old ones is enclosed and added.
  func centred(precision: Int) -> BallMatrix {
    var result = BallMatrix(rows: rows, columns: columns)
    var bounds: [Double] = []
    for t in 0..<rows {
      let (whole, exact) = (mean(row: t, ofMidpoints: false), mean(row: t, ofMidpoints: true))
      var missed = BallMatrix(rows: 1, columns: columns)
      for column in 0..<columns {
        let value = self[t, column] - whole
        result[t, column] = value
        missed[0, column] =
          Ball(midpoint: self[t, column].midpoint) - exact - Ball(midpoint: value.midpoint)
      }
      let rounding = missed.midpointNorm(row: 0) + missed.deviation(row: 0, columns: columns)
      let bound = (deviation(row: t, columns: columns) + rounding) * (1 + 0x1p-40)
      bounds.append(isFinite(row: t) && result.isFinite(row: t) && bound < .infinity ? bound : .infinity)
    }
    result.setDeviations(bounds)
    return result
  }

  private func mean(row t: Int, ofMidpoints: Bool) -> Ball {
    var sum = Ball(midpoint: 0)
    for column in 0..<columns {
      let value = self[t, column]
      sum = sum + (ofMidpoints ? Ball(midpoint: value.midpoint) : value)
    }
    return sum / Ball(midpoint: Double(columns))
  }

  mutating func add(bias: [Double], precision: Int) {
    let before = (0..<rows).map { deviation(row: $0, columns: columns) }
    for t in 0..<rows {
      for column in 0..<columns { self[t, column] = self[t, column] + Ball(midpoint: bias[column]) }
    }
    // The bias is exact; each sum's rounding is at most 2⁻⁵³ of it.
    setDeviations(
      (0..<rows).map {
        isFinite(row: $0) ? (before[$0] + midpointNorm(row: $0) * 0x1p-53) * (1 + 0x1p-40) : .infinity
      })
  }
}
