/// Sixteen rows of exact weights as the product's kernels read them: normalised, split, column by column.
struct WeightPanel {
  static let width = 16

  let length: Int
  /// Multiples of 2⁻⁴⁰: eight rows column by column, then the other eight.
  private(set) var upper: [Double]
  /// What is left, laid out likewise.
  private var lower: [Double]
  /// |w| rounded upward, sixteen rows column by column.
  private(set) var size: [Float]
  /// 2^b for each row; NaN where the row is too large.
  private(set) var scales: [Double]
  /// An upper bound of each normalised row's Euclidean norm.
  private var norms: [Double]
  /// Where `lower` is not 0.
  private(set) var rest: [Rest] = []

  struct Rest {
    var column: Int32
    var lane: Int32
    var value: Double
  }

  init(length: Int) {
    self.length = length
    upper = Array(repeating: 0, count: length * Self.width)
    lower = upper
    size = Array(repeating: 0, count: length * Self.width)
    scales = Array(repeating: 1, count: Self.width)
    norms = Array(repeating: 0, count: Self.width)
  }

  /// Makes all rows 0.
  mutating func clear() {
    rest.removeAll(keepingCapacity: true)
    for lane in 0..<Self.width {
      scales[lane] = 1
      norms[lane] = 0
    }
    for index in upper.indices {
      upper[index] = 0
      lower[index] = 0
      size[index] = 0
    }
  }

  mutating func set(_ lane: Int, _ row: UnsafeBufferPointer<Double>) {
    var sum = 0.0
    for w in row { sum += w.magnitude }
    // Twice the sum: Σ|w| ≤ 1/2 afterwards, whatever its rounding.
    guard let exponent = PowerOfTwo.above(2 * sum * (1 + 0x1p-30)) else {
      scales[lane] = .nan
      return
    }
    scales[lane] = PowerOfTwo.value(exponent)
    let inverse = PowerOfTwo.value(-exponent)
    let rounding = 0x1.8p12
    let half = (lane >> 3) * length * 8 + (lane & 7)
    var squares = 0.0
    for k in 0..<length {
      let w = row[k] * inverse
      squares += w * w
      let high = (w + rounding) - rounding
      upper[half + k * 8] = high
      let low = w - high
      lower[half + k * 8] = low
      if low != 0 { rest.append(Rest(column: Int32(k), lane: Int32(lane), value: low)) }
      if row[k] != 0 {
        let size = Float(w.magnitude) * (1 + 0x1p-22)
        self.size[k * Self.width + lane] = size > 0x1p-50 ? size : 0x1p-50
      }
    }
    norms[lane] = (squares * (1 + 0x1p-28)).squareRoot() * (1 + 0x1p-40) + Double(length) * 0x1p-500
  }

  /// Writes the products of all rows of `x` with the panel's rows to the columns from `column` on.
  ///
  /// - Parameters:
  ///   - deviations: Bounds of the Euclidean distances between the rows of `x` and what they enclose.
  ///   - rounding: The squares of what rounding may have added to each number are added to it, by row.
  func multiply(
    _ x: ProductOperand, deviations: [Double]?, into result: inout BallMatrix, column: Int, adding: Bool,
    rounding: inout [Double]
  ) {
    typealias Doubles = BallLanes.Doubles
    let height = ProductOperand.height
    let isDense = rest.count > 2 * length
    let terms = Double(length)
    let error = 1.02 * ((terms + 4) * 0x1p-66 + (terms + 3) * (terms + 3) * 0x1p-94) + 0x1p-1000
    let growth = 1 + (terms + 2) * 0x1p-23
    // Six rows of sixteen, upper sums and lower sums in turns of eight.
    var sums = [Double](repeating: 0, count: height * Self.width * 2)
    var others = sums
    var spread = [Float](repeating: 0, count: height * Self.width)
    var corrections = [Double](repeating: 0, count: height * Self.width)
    for block in 0..<x.blocks {
      x.parts.withUnsafeBufferPointer { parts in
        x.reach.withUnsafeBufferPointer { reach in
          guard let parts = parts.baseAddress, let reach = reach.baseAddress else { return }
          let parts6 = parts + block * height * length * 2
          Self.run(parts6, upper, length, &sums)
          ProductKernel.spread(reach + block * height * length, size, length, &spread)
          if isDense {
            Self.run(parts6, lower, length, &others)
            for row in 0..<height {
              for lane in 0..<Self.width {
                let place = Self.place(row, lane)
                corrections[row * Self.width + lane] = others[place] + others[place + 8]
              }
            }
          } else {
            for index in corrections.indices { corrections[index] = 0 }
            for item in rest {
              for row in 0..<height {
                let place = (row / 3) * length * 6 + Int(item.column) * 6 + row % 3
                corrections[row * Self.width + Int(item.lane)] +=
                  item.value * (parts6[place] + parts6[place + 3])
              }
            }
          }
        }
      }
      for row in 0..<min(height, x.rows - block * height) {
        let t = block * height + row
        for half in 0..<2 where column + half * 8 < result.columns {
          let place = Self.place(row, half * 8)
          let first = Self.load(sums, place)
          let second = Self.load(sums, place + 8) + Self.load(corrections, row * Self.width + half * 8)
          let midpoint = first + second
          let last = BallLanes.magnitude(BallLanes.sumError(first, second, midpoint))
          var reach = Self.load(spread, row * Self.width + half * 8) * growth
          let isZero = reach .== .zero
          if let deviations {
            // |Σ w·δ| ≤ ‖w‖·‖δ‖. The scale is a power of two; a NaN leaves the other bound.
            let bound = Self.load(norms, half * 8) * (deviations[t] / x.scales[t] * (1 + 0x1p-50))
            reach = reach.replacing(with: bound, where: bound .< reach)
          }
          let own = (last + Doubles(repeating: error)) * (1 + 0x1p-50)
          let radius = (reach + own) * (1 + 0x1p-50)
          // A product of two of these powers is between 2^−1000 and 2^1000.
          let scale = Self.load(scales, half * 8) * x.scales[t]
          var value = BallLanes(
            checking: midpoint * scale, radius * scale + Doubles(repeating: 0x1p-1070))
          value = value.replacing(with: BallLanes(unchecked: .zero, .zero), where: isZero)
          // With NaN for a scale nothing is known of the row.
          let whole = BallLanes(unchecked: .zero, Doubles(repeating: .infinity))
          value = whole.replacing(with: value, where: scale .== scale)
          if deviations != nil {
            let own = (own * scale + Doubles(repeating: 0x1p-1069)).replacing(with: 0, where: isZero)
            rounding[t] += (own * own).sum()
          }
          if adding { value = result[lanes: t, column + half * 8] + value }
          result[lanes: t, column + half * 8] = value
        }
      }
    }
  }

  /// The product of six rows with all sixteen.
  private static func run(
    _ parts: UnsafePointer<Double>, _ weights: [Double], _ length: Int, _ sums: inout [Double]
  ) {
    weights.withUnsafeBufferPointer { weights in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let weights = weights.baseAddress, let sums = sums.baseAddress else { return }
        for third in 0..<2 {
          for half in 0..<2 {
            ProductKernel.sums(
              parts + third * length * 6, weights + half * length * 8, length,
              sums + place(third * 3, half * 8))
          }
        }
      }
    }
  }

  /// Where the upper sum of a row and lane lies; the lower sum is eight further on.
  private static func place(_ row: Int, _ lane: Int) -> Int {
    ((row / 3 * 2 + lane >> 3) * 3 + row % 3) * 16 + lane & 7
  }

  @inline(__always)
  private static func load(_ x: [Double], _ place: Int) -> BallLanes.Doubles {
    x.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place * 8, as: BallLanes.Doubles.self) }
  }

  @inline(__always)
  private static func load(_ x: [Float], _ place: Int) -> BallLanes.Doubles {
    BallLanes.Doubles(
      x.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place * 4, as: SIMD8<Float>.self) })
  }
}
