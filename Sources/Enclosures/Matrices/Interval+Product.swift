import CMPFR

// x·Wᵀ for rows x of intervals at p bits and a matrix W of exact doubles, by the kernels of the product of balls.
//
// A row is divided by a power of two 2^a above it, and a point x̃ of each number cut into slices: s₁ is the multiple
// of 2⁻¹² nearest to x̃ = x̃₀ (to a double near it), x̃₁ = x̃₀ − s₁, s₂ the multiple of 2⁻²⁴ nearest to x̃₁, …; thus
// |s_j| ≤ 2^(−12(j − 1)), and all subtractions are exact, which MPFR confirms. Rows of W are divided and split as for
// balls, w = g + f with g a multiple of 2⁻⁴⁰, |f| ≤ 2⁻⁴¹ and Σ|g| ≤ 1. Then Σ_k g_k·s_{j,k} is computed without
// error: terms and sums are multiples of 2^(−40 − 12j) below 2^(−12(j − 1)). These sums, one for each slice, are added at
// p bits, downward for one end and upward for the other.
//
// The few f that are not 0 are multiplied with the intervals themselves; as g serves the points x̃ only,
// Σ g·(x − x̃) and Σ f·x are to be added: |Σ g·(x − x̃)| ≤ Σ|w|ρ with ρ ≥ |x − x̃|, a sum of floats rounded
// upward as for balls, and the 2⁻⁴¹ by which |g| may exceed |w| for each of the K terms, all ρ being at most 1 on
// their scale.
//
// Rows that are unbounded or of extreme size, longer ones than the bounds are made for, and rows of W that are not
// mostly exact multiples go term by term.
struct SlicedRows {
  static let height = 6

  let length: Int
  let slices: Int
  /// For each row, six slices by six: for every column six numbers.
  private(set) var parts: [[Double]] = []
  /// a; nil where the row is not sliced.
  private(set) var exponents: [Int?] = []
  /// ρ over 2^`reachExponents`, rounded upward: for every column a number for each of six rows.
  private(set) var reach: [Float]
  private(set) var reachExponents: [Int] = []

  /// Slices `rows`, at most six.
  init(_ rows: [UnsafeBufferPointer<Interval>], length: Int, precision: Int) {
    self.length = length
    slices = ((precision + 8) / 12 / 6 + 1) * 6
    reach = Array(repeating: 0, count: length * Self.height)
    for (place, row) in rows.enumerated() { slice(row, place, precision) }
  }

  private mutating func slice(_ row: UnsafeBufferPointer<Interval>, _ place: Int, _ precision: Int) {
    parts.append([])
    exponents.append(nil)
    reachExponents.append(0)
    guard let exponent = Self.exponent(row), precision <= 400, length <= BallMatrix.longestRow else { return }
    var numbers = [Double](repeating: 0, count: slices * length)
    var radii = [Double](repeating: 0, count: length)
    var isExact = true
    let bits = (row.map(\.precision).max() ?? precision) + 64
    withScratch(bits) { middle, width in
      for k in 0..<length {
        row[k].withEnds { lower, upper in
          mpfr_add(middle, lower, upper, MPFR_RNDN)
          mpfr_sub(width, upper, lower, MPFR_RNDU)
        }
        // |x − x̃| is at most half the width and what rounding moved the middle by.
        mpfr_mul_2si(middle, middle, -exponent - 1, MPFR_RNDN)
        mpfr_mul_2si(width, width, -exponent - 1, MPFR_RNDU)
        let size = mpfr_get_d(middle, MPFR_RNDN).magnitude
        for j in 0..<slices {
          let shift = PowerOfTwo.value(40 - 12 * j) * 1.5
          let slice = (mpfr_get_d(middle, MPFR_RNDN) + shift) - shift
          if slice != 0, mpfr_sub_d(middle, middle, slice, MPFR_RNDN) != 0 { isExact = false }
          numbers[(j / 6 * length + k) * 6 + j % 6] = slice
        }
        let left = mpfr_get_d(middle, MPFR_RNDN).magnitude * (1 + 0x1p-40)
        let spread = mpfr_get_d(width, MPFR_RNDU)
        let moved = spread == 0 ? 0 : size * PowerOfTwo.value(-min(bits - 2, 480))
        radii[k] = (left + spread + moved) * (1 + 0x1p-40)
      }
    }
    guard isExact, let scale = PowerOfTwo.above(radii.max() ?? 0) else { return }
    let inverse = PowerOfTwo.value(-scale)
    for k in 0..<length {
      reach[k * Self.height + place] = ProductOperand.reach(radii[k] * inverse, isZero: radii[k] == 0)
    }
    parts[place] = numbers
    exponents[place] = exponent
    reachExponents[place] = scale
  }

  /// The exponent of a power of two above all ends; nil where an end is infinite or extreme.
  private static func exponent(_ row: UnsafeBufferPointer<Interval>) -> Int? {
    var largest = -PowerOfTwo.limit
    for x in row {
      let exponent = x.withEnds { lower, upper -> Int? in
        guard mpfr_number_p(lower) != 0, mpfr_number_p(upper) != 0 else { return nil }
        let a = mpfr_zero_p(lower) != 0 ? -PowerOfTwo.limit : mpfr_x_exponent(lower)
        let b = mpfr_zero_p(upper) != 0 ? -PowerOfTwo.limit : mpfr_x_exponent(upper)
        return max(a, b)
      }
      guard let exponent, exponent < PowerOfTwo.limit else { return nil }
      largest = max(largest, exponent)
    }
    return largest
  }
}

extension Interval {
  /// x·Wᵀ for the rows x of a table: element t·outputs + n of the result is Σ_k x[t·columns + k]·W[n, k].
  ///
  /// - Parameters:
  ///   - inputs: The number of columns of W, at most `columns`; further columns of x are left out.
  ///   - decode: Writes row n of W, exact and finite, to the buffer of `inputs` numbers.
  package static func product(
    _ x: UnsafeBufferPointer<Interval>, columns: Int, outputs: Int, inputs: Int, precision: Int,
    decode: (Int, UnsafeMutableBufferPointer<Double>) -> Void
  ) -> [Interval] {
    precondition(inputs <= columns, "a matrix that does not fit its vector")
    let rows = columns == 0 ? 0 : x.count / columns
    let zero = Interval(0, precision: precision)
    var result = Array(repeating: zero, count: rows * outputs)
    let operands = (0..<rows).map {
      UnsafeBufferPointer(rebasing: x[$0 * columns..<$0 * columns + inputs])
    }
    var weights = [Double](repeating: 0, count: WeightPanel.width * inputs)
    // A limit on the rows that are sliced at once: of memory.
    for first in stride(from: 0, to: rows, by: 66) {
      let groups = stride(from: first, to: min(first + 66, rows), by: SlicedRows.height).map { start in
        (
          start,
          SlicedRows(Array(operands[start..<min(start + 6, rows)]), length: inputs, precision: precision)
        )
      }
      for column in stride(from: 0, to: outputs, by: WeightPanel.width) {
        var panel = WeightPanel(length: inputs)
        let count = min(WeightPanel.width, outputs - column)
        weights.withUnsafeMutableBufferPointer { weights in
          for lane in 0..<count {
            let row = UnsafeMutableBufferPointer(rebasing: weights[lane * inputs..<(lane + 1) * inputs])
            decode(column + lane, row)
            panel.set(lane, UnsafeBufferPointer(row))
          }
        }
        for (start, group) in groups {
          weights.withUnsafeBufferPointer { weights in
            panel.multiply(group, precision: precision) { row, lane, value in
              guard lane < count else { return }
              result[(start + row) * outputs + column + lane] =
                value
                ?? dot(
                  UnsafeBufferPointer(rebasing: weights[lane * inputs..<(lane + 1) * inputs]),
                  operands[start + row], precision: precision)
            } interval: { row, k in
              operands[start + row][k]
            }
          }
        }
      }
    }
    return result
  }
}

extension WeightPanel {
  /// Gives the product of each row of `x` with each lane to `body`; nil where it is to be taken term by term.
  fileprivate func multiply(
    _ x: SlicedRows, precision: Int, body: (Int, Int, Interval?) -> Void,
    interval: (Int, Int) -> Interval
  ) {
    var spread = [Float](repeating: 0, count: SlicedRows.height * Self.width)
    x.reach.withUnsafeBufferPointer {
      if let reach = $0.baseAddress { ProductKernel.spread(reach, size, length, &spread) }
    }
    let growth = 1 + Double(length + 2) * 0x1p-23
    var sums = [Double](repeating: 0, count: x.slices * Self.width)
    var left: [[Rest]] = Array(repeating: [], count: Self.width)
    for item in rest { left[Int(item.lane)].append(item) }
    for row in x.exponents.indices {
      guard let exponent = x.exponents[row] else {
        for lane in 0..<Self.width { body(row, lane, nil) }
        continue
      }
      slicedSums(x.parts[row], x.slices, &sums)
      let reachScale = PowerOfTwo.value(x.reachExponents[row])
      for lane in 0..<Self.width {
        let scale = scales[lane]
        guard scale == scale, left[lane].count <= length / 4 else {
          body(row, lane, nil)
          continue
        }
        var reach = Double(spread[row * Self.width + lane]) * growth
        if reach != 0 { reach += Double(length) * 0x1p-41 }
        reach *= reachScale * (1 + 0x1p-40)
        let value = Interval.make(Interval.admissible(precision)) { lower, upper in
          mpfr_set_zero(lower, 1)
          mpfr_set_zero(upper, 1)
          for j in stride(from: x.slices - 1, through: 0, by: -1) {
            let sum = sums[j * Self.width + lane]
            if sum == 0 { continue }
            mpfr_add_d(lower, lower, sum, MPFR_RNDD)
            mpfr_add_d(upper, upper, sum, MPFR_RNDU)
          }
          if reach != 0 {
            mpfr_sub_d(lower, lower, reach, MPFR_RNDD)
            mpfr_add_d(upper, upper, reach, MPFR_RNDU)
          }
          mpfr_mul_2si(lower, lower, exponent, MPFR_RNDD)
          mpfr_mul_2si(upper, upper, exponent, MPFR_RNDU)
          withScratch(53) { weight, _ in
            for item in left[lane] {
              mpfr_set_d(weight, item.value, MPFR_RNDN)
              interval(row, Int(item.column)).withEnds { a, b in
                mpfr_fma(lower, weight, item.value > 0 ? a : b, lower, MPFR_RNDD)
                mpfr_fma(upper, weight, item.value > 0 ? b : a, upper, MPFR_RNDU)
              }
            }
          }
          mpfr_mul_d(lower, lower, scale, MPFR_RNDD)
          mpfr_mul_d(upper, upper, scale, MPFR_RNDU)
        }
        body(row, lane, value)
      }
    }
  }

  /// Σ g·s for each slice and lane.
  private func slicedSums(_ parts: [Double], _ slices: Int, _ sums: inout [Double]) {
    var block = [Double](repeating: 0, count: 48)
    for first in stride(from: 0, to: slices, by: 6) {
      for half in 0..<2 {
        parts.withUnsafeBufferPointer { parts in
          upper.withUnsafeBufferPointer { weights in
            block.withUnsafeMutableBufferPointer { block in
              guard let parts = parts.baseAddress, let weights = weights.baseAddress,
                let block = block.baseAddress
              else { return }
              ProductKernel.sums(parts + first * length, weights + half * length * 8, length, block)
            }
          }
        }
        for j in 0..<6 {
          // The kernel's order: the first three and the second three in turns.
          let place = (j % 3) * 16 + (j / 3) * 8
          for lane in 0..<8 { sums[(first + j) * Self.width + half * 8 + lane] = block[place + lane] }
        }
      }
    }
  }
}
