/// The rows of a matrix of balls as the product's kernels read them: normalised, split, in blocks of rows side by
/// side.
///
/// Block by block of `height` rows, `parts` holds for every column the upper parts of the block's first
/// three rows and their lower parts, after all columns the same of the other three; `reach` holds for
/// every column the radii of all six, rounded upward.
struct ProductOperand {
  static let height = 6

  let rows: Int
  let length: Int
  /// 2^a for each row; NaN where the row is not finite or too large.
  private(set) var scales: [Double]
  private(set) var parts: [Double]
  private(set) var reach: [Float]

  var blocks: Int { (rows + Self.height - 1) / Self.height }

  init(_ matrix: BallMatrix, _ columns: Range<Int>) {
    rows = matrix.rows
    length = columns.count
    let blocks = (rows + Self.height - 1) / Self.height
    scales = Array(repeating: 1, count: blocks * Self.height)
    parts = Array(repeating: 0, count: blocks * Self.height * length * 2)
    reach = Array(repeating: 0, count: blocks * Self.height * length)
    for t in 0..<rows { pack(matrix, columns, row: t) }
  }

  private mutating func pack(_ matrix: BallMatrix, _ columns: Range<Int>, row t: Int) {
    let (block, place) = (t / Self.height, t % Self.height)
    let (half, position) = (place / 3, place % 3)
    let length = length
    matrix.midpoints.withUnsafeBufferPointer { m in
      matrix.radii.withUnsafeBufferPointer { r in
        let (m, r) = (
          UnsafeBufferPointer(
            rebasing: m[t * matrix.pitch + columns.lowerBound..<t * matrix.pitch + columns.upperBound]),
          UnsafeBufferPointer(
            rebasing: r[t * matrix.pitch + columns.lowerBound..<t * matrix.pitch + columns.upperBound])
        )
        var largest = 0.0
        for k in 0..<length {
          let size = m[k].magnitude + r[k]
          largest = size > largest ? size : largest
        }
        let exponent = PowerOfTwo.above(largest)
        guard let exponent else {
          scales[t] = .nan
          return
        }
        scales[t] = PowerOfTwo.value(exponent)
        let inverse = PowerOfTwo.value(-exponent)
        let rounding = 0x1.8p40
        parts.withUnsafeMutableBufferPointer { parts in
          reach.withUnsafeMutableBufferPointer { reach in
            var p = block * Self.height * length * 2 + half * length * 6 + position
            var q = block * Self.height * length + place
            for k in 0..<length {
              let x = m[k] * inverse
              let high = (x + rounding) - rounding
              parts[p] = high
              parts[p + 3] = x - high
              reach[q] = Self.reach(r[k] * inverse, isZero: m[k] == 0 && r[k] == 0)
              p += 6
              q += 6
            }
          }
        }
      }
    }
  }

  /// The radius as a float at least as large, and at least 2⁻⁷⁵ for an operand that is not exactly 0.
  @inline(__always)
  static func reach(_ radius: Double, isZero: Bool) -> Float {
    if isZero { return 0 }
    // Rounding to nearest loses at most a factor 1 − 2⁻²⁴.
    let size = Float(radius) * (1 + 0x1p-22)
    return size > 0x1p-75 ? size : 0x1p-75
  }
}

/// Powers of two whose products with each other are exact.
enum PowerOfTwo {
  static let limit = 500

  /// The exponent of a power of two above `size`, −`limit` at least; nil where it would be above `limit`.
  @inline(__always)
  static func above(_ size: Double) -> Int? {
    guard size < 0x1p499 else { return nil }
    let exponent = Int(size.bitPattern >> 52) - 1022
    return exponent < -limit ? -limit : exponent
  }

  @inline(__always)
  static func value(_ exponent: Int) -> Double { Double(bitPattern: UInt64(exponent + 1023) << 52) }
}
