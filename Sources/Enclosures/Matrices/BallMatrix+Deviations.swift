extension BallMatrix {
  /// States for each row a bound of the Euclidean distance between its midpoints and the numbers that
  /// it encloses. Any change of an element forgets the bounds again.
  package mutating func setDeviations(_ bounds: [Double]) {
    precondition(bounds.count == rows, "a bound for each row")
    deviations = bounds
  }

  /// Whether bounds of the rows' distances were stated.
  package var hasDeviations: Bool { deviations != nil }

  /// A bound of the Euclidean distance between the midpoints of the first `count` columns and what they enclose.
  package func deviation(row: Int, columns count: Int) -> Double {
    let radius = Self.norm(radii, row * pitch, count)
    guard let stated = deviations?[row] else { return radius }
    return stated < radius ? stated : radius
  }

  /// An upper bound of the Euclidean norm of a row's midpoints.
  package func midpointNorm(row: Int) -> Double { Self.norm(midpoints, row * pitch, columns) }

  /// The whole row is finite.
  package func isFinite(row: Int) -> Bool {
    for column in 0..<columns where !(radii[row * pitch + column] < .infinity) { return false }
    return true
  }

  /// √Σx², rounded upward. Summing loses less than a relative 2⁻³⁰ for fewer than 2²² numbers; those below
  /// 2⁻⁵⁰⁰, whose squares may underflow, are outweighed by the last term.
  static func norm(_ x: [Double], _ start: Int, _ count: Int) -> Double {
    var (sum, isZero) = (0.0, true)
    for index in start..<start + count {
      sum += x[index] * x[index]
      isZero = isZero && x[index] == 0
    }
    if isZero { return 0 }
    return (sum * (1 + 0x1p-28)).squareRoot() * (1 + 0x1p-40) + Double(count) * 0x1p-500
  }

  /// An upper bound of ‖W‖₂, the largest factor by which the matrix W stretches a vector.
  ///
  /// With G the smaller of WWᵀ and WᵀW, n by n, ‖W‖₂² = ‖G‖₂ = ‖G^(2^k)‖₂^(2^−k), and the Frobenius norm exceeds
  /// the last ‖·‖₂ by a factor √n at most, of which the root leaves little. What the squarings lose is bounded by
  /// the Frobenius norm of their radii.
  ///
  /// - Parameter decode: Writes a row of W, exact and finite, to the buffer of `inputs` numbers.
  package static func spectralNorm(
    outputs: Int, inputs: Int, decode: (Int, UnsafeMutableBufferPointer<Double>) -> Void
  ) -> Double {
    let isTall = inputs <= outputs
    let (size, length) = isTall ? (inputs, outputs) : (outputs, inputs)
    guard size > 0 else { return 0 }
    // The rows of the flatter one of W and its transpose.
    var flat = BallMatrix(rows: size, columns: length)
    var row = [Double](repeating: 0, count: inputs)
    for output in 0..<outputs {
      row.withUnsafeMutableBufferPointer { decode(output, $0) }
      for input in 0..<inputs {
        flat.midpoints[isTall ? input * flat.pitch + output : output * flat.pitch + input] = row[input]
      }
    }
    let frobenius = norm(flat.midpoints, 0, size * flat.pitch)
    guard size <= 4096, let scale = flat.normalize() else { return frobenius }
    let levels = size <= 256 ? 5 : size <= 512 ? 4 : size <= 1024 ? 3 : 2
    let squared = symmetricNorm(gram: flat, levels: levels)
    let bound = squared.squareRoot() * (1 + 0x1p-40) * scale
    return bound < frobenius ? bound : frobenius
  }

  /// An upper bound of ‖XXᵀ‖₂ for the midpoints X.
  private static func symmetricNorm(gram x: BallMatrix, levels: Int) -> Double {
    var product = x.product(outputs: x.rows, inputs: x.columns) { row, target in
      for index in target.indices { target[index] = x.midpoints[row * x.pitch + index] }
    }
    let error = norm(product.radii, 0, product.rows * product.pitch)
    guard error < .infinity else { return .infinity }
    var bound = norm(product.midpoints, 0, product.rows * product.pitch)
    if levels > 0, let scale = product.normalize() {
      // ‖S‖₂² = ‖SSᵀ‖₂, whether or not rounding left S symmetric.
      let finer = symmetricNorm(gram: product, levels: levels - 1).squareRoot() * (1 + 0x1p-40) * scale
      bound = min(bound, finer)
    }
    return (bound + error) * (1 + 0x1p-40)
  }

  /// Divides the midpoints by a power of two above all of them, and returns it; nil where there is none.
  private mutating func normalize() -> Double? {
    let largest = midpoints.reduce(0) { max($0, $1.magnitude) }
    guard let exponent = PowerOfTwo.above(largest) else { return nil }
    let inverse = PowerOfTwo.value(-exponent)
    for index in midpoints.indices { midpoints[index] *= inverse }
    return PowerOfTwo.value(exponent)
  }
}
