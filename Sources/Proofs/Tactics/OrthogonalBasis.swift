/// Columns orthogonalised one after the other, and the least squares solution of a target on them.
struct OrthogonalBasis {
  private let rows: Int
  private let target: [Double]
  /// In the order in which they came.
  private(set) var columns: [Int] = []
  private var orthogonal: [[Double]] = []
  private var upper: [[Double]] = []
  private var right: [Double] = []
  /// What is left of the target.
  private var rest: [Double]

  init(rows: Int, target: [Double]) { (self.rows, self.target, rest) = (rows, target, target) }

  /// Takes a column of length 1; false where it depends on the others.
  mutating func append(_ number: Int, _ entries: [NonnegativeCombination.Entry]) -> Bool {
    var column = [Double](repeating: 0, count: rows)
    for (i, x) in entries { column[i] = x }
    var coefficients = [Double](repeating: 0, count: orthogonal.count)
    // Twice, for what rounding leaves.
    for _ in 0..<2 {
      for k in orthogonal.indices {
        let dot = Self.dot(orthogonal[k], column)
        if dot == 0 { continue }
        coefficients[k] += dot
        Self.subtract(dot, orthogonal[k], from: &column)
      }
    }
    let size = Self.dot(column, column).squareRoot()
    guard size > ProofTuning.dependence else { return false }
    let q = column.map { $0 / size }
    let share = Self.dot(q, rest)
    Self.subtract(share, q, from: &rest)
    columns.append(number)
    orthogonal.append(q)
    upper.append(coefficients + [size])
    right.append(share)
    return true
  }

  /// Takes columns out, and those that came after the first of them in again.
  mutating func remove(_ leaving: Set<Int>, _ entries: (Int) -> [NonnegativeCombination.Entry]) {
    guard let first = columns.firstIndex(where: leaving.contains) else { return }
    let later = columns[first...].filter { !leaving.contains($0) }
    columns.removeSubrange(first...)
    orthogonal.removeSubrange(first...)
    upper.removeSubrange(first...)
    right.removeSubrange(first...)
    rest = target
    for (q, share) in zip(orthogonal, right) { Self.subtract(share, q, from: &rest) }
    for column in later { _ = append(column, entries(column)) }
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

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
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
    }
  }

  private static func subtract(_ factor: Double, _ a: [Double], from b: inout [Double]) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeMutableBufferPointer { b in
        for k in a.indices { b[k] -= factor * a[k] }
      }
    }
  }
}
