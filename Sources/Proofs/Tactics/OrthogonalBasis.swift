/// Columns orthogonalised one after the other, and the least squares solution of a target on them: Q R with the columns of Q of
/// length 1.
struct OrthogonalBasis {
  private let rows: Int
  /// In the order in which they came.
  private(set) var columns: [Int] = []
  /// The columns of Q, one after the other.
  private var orthogonal: [Double] = []
  /// The columns of R, down to the diagonal.
  private var upper: [[Double]] = []
  /// What the columns of Q have of the target.
  private var right: [Double] = []
  /// What is left of the target.
  private var rest: [Double]

  init(rows: Int, target: [Double]) { (self.rows, rest) = (rows, target) }

  /// Takes a column of length 1; false where it depends on the others.
  mutating func append(_ number: Int, _ entries: [NonnegativeCombination.Entry]) -> Bool {
    var column = [Double](repeating: 0, count: rows)
    for (i, x) in entries { column[i] = x }
    let (rows, count) = (rows, columns.count)
    var coefficients = [Double](repeating: 0, count: count)
    let size = column.withUnsafeMutableBufferPointer { column in
      orthogonal.withUnsafeBufferPointer { q in
        var before = 1.0
        while true {
          for k in 0..<count {
            let part = UnsafeBufferPointer(rebasing: q[k * rows..<(k + 1) * rows])
            let dot = Self.dot(part, UnsafeBufferPointer(column))
            if dot == 0 { continue }
            coefficients[k] += dot
            Self.subtract(dot, part, from: column)
          }
          let size = Self.dot(UnsafeBufferPointer(column), UnsafeBufferPointer(column)).squareRoot()
          // Where most of it is gone, what is left is rounding as well: once more.
          if size > before / 2 || size <= ProofTuning.dependence { return size }
          before = size
        }
      }
    }
    guard size > ProofTuning.dependence else { return false }
    column.withUnsafeMutableBufferPointer { column in
      for i in column.indices { column[i] /= size }
      rest.withUnsafeMutableBufferPointer { rest in
        let share = Self.dot(UnsafeBufferPointer(column), UnsafeBufferPointer(rest))
        Self.subtract(share, UnsafeBufferPointer(column), from: rest)
        right.append(share)
      }
    }
    columns.append(number)
    orthogonal += column
    upper.append(coefficients + [size])
    return true
  }

  /// Takes columns out. Rotations of neighbouring columns of Q make R a triangle again.
  mutating func remove(_ leaving: Set<Int>) {
    for place in columns.indices.reversed() where leaving.contains(columns[place]) { remove(at: place) }
  }

  private mutating func remove(at place: Int) {
    columns.remove(at: place)
    upper.remove(at: place)
    let (rows, last) = (rows, columns.count)
    orthogonal.withUnsafeMutableBufferPointer { q in
      for i in place..<last {
        let (a, b) = (upper[i][i], upper[i][i + 1])
        let length = (a * a + b * b).squareRoot()
        let (c, s) = (a / length, b / length)
        upper[i][i] = length
        upper[i].removeLast()
        for k in (i + 1)..<max(last, i + 1) {
          let (x, y) = (upper[k][i], upper[k][i + 1])
          (upper[k][i], upper[k][i + 1]) = (c * x + s * y, c * y - s * x)
        }
        (right[i], right[i + 1]) = (c * right[i] + s * right[i + 1], c * right[i + 1] - s * right[i])
        let (first, second) = (i * rows, (i + 1) * rows)
        for row in 0..<rows {
          let (x, y) = (q[first + row], q[second + row])
          (q[first + row], q[second + row]) = (c * x + s * y, c * y - s * x)
        }
      }
      rest.withUnsafeMutableBufferPointer { rest in
        let dropped = UnsafeBufferPointer(rebasing: q[last * rows..<(last + 1) * rows])
        Self.subtract(-right[last], dropped, from: rest)
      }
    }
    right.removeLast()
    orthogonal.removeLast(rows)
  }

  /// The factors of the columns.
  func solution() -> [Double] {
    var solution = right
    for k in columns.indices.reversed() {
      for later in (k + 1)..<max(columns.count, k + 1) { solution[k] -= upper[later][k] * solution[later] }
      solution[k] /= upper[k][k]
    }
    return solution
  }

  private static func dot(_ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>) -> Double {
    // Four sums, which need not wait for each other.
    var (w, x, y, z) = (0.0, 0.0, 0.0, 0.0)
    var k = 0
    while k + 4 <= a.count {
      w += a[k] * b[k]
      x += a[k + 1] * b[k + 1]
      y += a[k + 2] * b[k + 2]
      z += a[k + 3] * b[k + 3]
      k += 4
    }
    var total = (w + x) + (y + z)
    while k < a.count {
      total += a[k] * b[k]
      k += 1
    }
    return total
  }

  private static func subtract(
    _ factor: Double, _ a: UnsafeBufferPointer<Double>, from b: UnsafeMutableBufferPointer<Double>
  ) {
    for k in a.indices { b[k] -= factor * a[k] }
  }
}
