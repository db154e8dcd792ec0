// x·Wᵀ for a matrix x of balls and a matrix W of exact doubles, at some three times the cost of the plain
// product, and nearly as narrow as if the midpoints' product were exact.
//
// Normalising. Every row of x is divided by a power of two 2^a so that |m| + r ≤ 1 in it, every row of W
// by a power of two 2^b so that Σ|w| ≤ 1/2. That is exact but for underflow, of which below.
//
// Midpoints. m = h + l with h the multiple of 2⁻¹² nearest to m, |h| ≤ 1 and |l| ≤ 2⁻¹³; w = g + f with g
// the multiple of 2⁻⁴⁰ nearest to w and |f| ≤ 2⁻⁴¹. Both splittings are exact. Then, over K terms,
//
//     Σ w·m = Σ g·h + Σ g·l + Σ f·m.
//
// - Σ g·h is computed without error in any order, with or without fused operations: all terms and partial
//   sums are multiples of 2⁻⁵² below Σ|g| ≤ 1/2 + K·2⁻⁴¹ ≤ 1.
// - Σ g·l: K products and sums, at most 2K roundings in the way of a term, fewer than K + 1 of which it
//   passes (one product, K sums), hence with u = 2⁻⁵³ an error of at most γ(K + 1)·Σ|g||l| ≤
//   1.01(K + 1)u·2⁻¹³, where γ(n) = nu/(1 − nu).
// - Σ f·m is 0 for most w of a trained model. Either its n terms that are not 0 are summed one by one, with
//   an error of at most γ(n + 1)·n·2⁻⁴¹, or all as Σ f·h + Σ f·l, with one of γ(K + 2)·K·2⁻⁴¹ at most.
// - Adding the last two sums errs by at most u·(2⁻¹³ + 2K·2⁻⁴¹) ≤ 1.01·u·2⁻¹³ for K < 2²⁰, and adding that
//   to the first has an error that is known exactly (Knuth), |e|.
//
// Together, with n replaced by K: |m̂ − Σ w·m| ≤ |e| + E, with E = 1.02((K + 4)·2⁻⁶⁶ + (K + 3)²·2⁻⁹⁴). Products
// and divisions that underflow lose at most 2⁻¹⁰⁷⁴ each, below 2⁻¹⁰⁰⁰ for all of them; E gets that too.
//
// Radii. Σ|w|r over floats: |w| and r rounded upward, those that stand for an operand other than 0 at
// least 2⁻⁵⁰ and 2⁻⁷⁵, so that no product underflows and the sum is 0 only where every term w·x is exactly
// 0. (A ball with radius 0 and a midpoint other than 0 counts as 2⁻⁷⁵.) Sums of nonnegative floats lose
// at most a factor (1 − 2⁻²⁴)^(K + 1), which 1 + (K + 2)·2⁻²³ outweighs for K < 2²⁰.
//
// Where the Euclidean norm ‖δ‖ of a row's deviation δ from its midpoints is bounded otherwise, ‖w‖‖δ‖ bounds
// |Σ w·δ| too, and the smaller of both serves.
//
// A row with a number that is not finite, or that is too large or too small for the powers of two, gives what is
// certainly true of it, if only the whole line. For K ≥ 2²⁰ the product is taken in pieces.

extension BallMatrix {
  /// The longest row that the bounds above are made for.
  static let longestRow = 1 << 20

  /// x·Wᵀ + bias: element (t, n) is Σ_k x[t, k]·W[n, k] + bias[n].
  ///
  /// - Parameters:
  ///   - outputs: The number of rows of W.
  ///   - inputs: The number of its columns, at most that of x; columns of x beyond are left out.
  ///   - bias: Exact, one number for each output.
  ///   - gain: An upper bound of ‖W‖₂; with it the result gets bounds of its rows' deviations.
  ///   - decode: Writes row n of W, exact and finite, to the buffer of `inputs` numbers.
  package func product(
    outputs: Int, inputs: Int, bias: [Double]? = nil, gain: Double? = nil,
    decode: (Int, UnsafeMutableBufferPointer<Double>) -> Void
  ) -> BallMatrix {
    precondition(inputs <= columns, "a matrix that does not fit its vector")
    precondition(bias.map { $0.count == outputs } ?? true, "a bias of another length")
    var result = BallMatrix(rows: rows, columns: outputs)
    let known =
      gain != nil || hasDeviations ? (0..<rows).map { deviation(row: $0, columns: inputs) } : nil
    var rounding = [Double](repeating: 0, count: rows)
    if inputs > 0, rows > 0 {
      var start = 0
      while start < inputs {
        let end = min(start + Self.longestRow, inputs)
        accumulate(&result, outputs, start..<end, inputs, known, &rounding, decode)
        start = end
      }
    }
    if let bias { result.addToRows(bias) }
    // ‖W(x + δ) − ŷ‖ ≤ ‖W‖‖δ‖ + ‖what rounding added‖, the bias included.
    if let gain, let known, inputs <= Self.longestRow {
      result.setDeviations(
        (0..<rows).map { row in
          var own = (rounding[row] * (1 + 0x1p-28)).squareRoot() + Double(outputs) * 0x1p-500
          if bias != nil { own += result.midpointNorm(row: row) * 0x1p-52 }
          let bound = (gain * known[row] + own) * (1 + 0x1p-30)
          return bound < .infinity ? bound : .infinity
        })
    }
    return result
  }

  private func accumulate(
    _ result: inout BallMatrix, _ outputs: Int, _ part: Range<Int>, _ inputs: Int, _ deviations: [Double]?,
    _ rounding: inout [Double], _ decode: (Int, UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    let operand = ProductOperand(self, part)
    var panel = WeightPanel(length: part.count)
    var row = [Double](repeating: 0, count: inputs)
    var first = 0
    while first < outputs {
      let count = min(WeightPanel.width, outputs - first)
      panel.clear()
      for lane in 0..<count {
        row.withUnsafeMutableBufferPointer {
          decode(first + lane, $0)
          panel.set(lane, UnsafeBufferPointer(rebasing: $0[part]))
        }
      }
      panel.multiply(
        operand, deviations: deviations, into: &result, column: first, adding: part.lowerBound > 0,
        rounding: &rounding)
      first += WeightPanel.width
    }
  }

  private mutating func addToRows(_ bias: [Double]) {
    let padded = bias + Array(repeating: 0, count: pitch - columns)
    padded.withUnsafeBytes { padded in
      for row in 0..<rows {
        var column = 0
        while column < columns {
          let offset = padded.loadUnaligned(fromByteOffset: column * 8, as: BallLanes.Doubles.self)
          self[lanes: row, column] = self[lanes: row, column] + BallLanes(unchecked: offset, .zero)
          column += 8
        }
      }
    }
  }
}
