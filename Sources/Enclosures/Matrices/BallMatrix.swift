/// A matrix of double balls, midpoints and radii apart, row after row.
///
/// Rows begin at multiples of `pitch`, a multiple of eight, so that eight neighbours of a row are one
/// `BallLanes`; what lies between the columns and that means nothing. The invariants are those of
/// `Ball`: midpoints are finite, an infinite radius (then with midpoint 0) means all reals.
///
/// Beside the radii a bound of the Euclidean distance between each row of midpoints and the row that it
/// encloses may be known. Through a chain of products it stays far smaller than the radii tell: those
/// suppose the worst signs for every number apart.
@usableFromInline
package struct BallMatrix: Sendable {
  @usableFromInline
  package let rows: Int
  @usableFromInline
  package let columns: Int
  @usableFromInline
  package let pitch: Int
  @usableFromInline var midpoints: [Double]
  @usableFromInline var radii: [Double]
  @usableFromInline var deviations: [Double]?

  /// Zeros.
  @usableFromInline
  package init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix of negative size")
    self.rows = rows
    self.columns = columns
    pitch = (columns + 7) & ~7
    // Eight more: lanes may begin at any column.
    midpoints = Array(repeating: 0, count: rows * pitch + 8)
    radii = midpoints
  }

  @usableFromInline
  package subscript(row: Int, column: Int) -> Ball {
    get {
      let place = place(row, column)
      return Ball(unchecked: midpoints[place], radii[place])
    }
    set {
      let place = place(row, column)
      if deviations != nil { deviations = nil }
      midpoints[place] = newValue.midpoint
      radii[place] = newValue.radius
    }
  }

  @inline(__always)
  private func place(_ row: Int, _ column: Int) -> Int {
    precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
    return row * pitch + column
  }

  /// The eight elements of `row` from `column` on; those beyond the last column mean nothing.
  ///
  /// To be set, `column` must be a multiple of eight.
  @inlinable @inline(__always)
  package subscript(lanes row: Int, column: Int) -> BallLanes {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
      let offset = (row * pitch + column) * 8
      return midpoints.withUnsafeBytes { m in
        radii.withUnsafeBytes { r in
          BallLanes(
            unchecked: m.loadUnaligned(fromByteOffset: offset, as: BallLanes.Doubles.self),
            r.loadUnaligned(fromByteOffset: offset, as: BallLanes.Doubles.self))
        }
      }
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
      precondition(column & 7 == 0, "lanes are written at multiples of eight")
      let offset = (row * pitch + column) * 8
      if deviations != nil { deviations = nil }
      midpoints.withUnsafeMutableBytes {
        $0.storeBytes(of: newValue.midpoint, toByteOffset: offset, as: BallLanes.Doubles.self)
      }
      radii.withUnsafeMutableBytes {
        $0.storeBytes(of: newValue.radius, toByteOffset: offset, as: BallLanes.Doubles.self)
      }
    }
  }
}
