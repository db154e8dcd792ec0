import Numbers

/// A piece of the real line: a single point or an open interval.
package enum Cell: Sendable {
  case point(AlgebraicNumber)
  /// All numbers strictly between the ends; nil is an infinite end.
  case interval(lower: AlgebraicNumber?, upper: AlgebraicNumber?)

  /// The whole line.
  package static let line = Cell.interval(lower: nil, upper: nil)

  /// Whether the number lies in the cell.
  package func contains(_ x: AlgebraicNumber) -> Bool { contains(x, meter: Unmetered()) }

  func contains<Meter: WorkMeter>(_ x: AlgebraicNumber, meter: Meter) throws(Meter.Failure) -> Bool {
    switch self {
    case .point(let point):
      return try AlgebraicNumber.compare(x, point, meter: meter) == 0
    case .interval(let lower, let upper):
      if let lower, try AlgebraicNumber.compare(x, lower, meter: meter) <= 0 { return false }
      if let upper, try AlgebraicNumber.compare(x, upper, meter: meter) >= 0 { return false }
      return true
    }
  }

  /// The pieces of the cell in ascending order: with points p₁ < … < pₖ inside an interval, the
  /// open interval before p₁, p₁, the interval between p₁ and p₂, …
  ///
  /// Points may come in any order and repeatedly; those outside an interval, and all where the cell
  /// is a point, are left out.
  package func split(at points: [AlgebraicNumber]) -> [Cell] { split(at: points, meter: Unmetered()) }

  /// As `split(at:)`, with the work of comparing the points counted.
  package func split<Meter: WorkMeter>(
    at points: [AlgebraicNumber], meter: Meter
  ) throws(Meter.Failure) -> [Cell] {
    guard case .interval(let lower, let upper) = self else { return [self] }
    var inside: [AlgebraicNumber] = []
    for point in points where try contains(point, meter: meter) {
      try inside.insertDistinct(point, meter: meter)
    }
    var cells: [Cell] = []
    var previous = lower
    for point in inside {
      cells += [.interval(lower: previous, upper: point), .point(point)]
      previous = point
    }
    return cells + [.interval(lower: previous, upper: upper)]
  }

  /// A number in the cell: the point itself, or a rational of small denominator. The interval must not be empty.
  package var samplePoint: AlgebraicNumber {
    switch self {
    case .point(let point): point
    case .interval(let lower, let upper):
      .rational(Self.sample(lower, upper, meter: Unmetered()))
    }
  }

  /// A rational strictly between the ends.
  static func sample<Meter: WorkMeter>(
    _ lower: AlgebraicNumber?, _ upper: AlgebraicNumber?, meter: Meter
  ) throws(Meter.Failure) -> Rational {
    switch (lower, upper) {
    case (nil, nil): return 0
    case (nil, let upper?): return Rational(min(upper.bounds.lower.floor - 1, 0))
    case (let lower?, nil): return Rational(max(lower.bounds.upper.ceiling + 1, 0))
    case (let lower?, let upper?):
      return try AlgebraicNumber.rational(between: lower, and: upper, meter: meter)
    }
  }
}

extension Cell: CustomStringConvertible {
  package var description: String {
    switch self {
    case .point(let point): "{\(point)}"
    case .interval(let lower, let upper):
      "(\(lower?.description ?? "−∞"), \(upper?.description ?? "∞"))"
    }
  }
}

extension [AlgebraicNumber] {
  /// Keeps the array ascending without repetition.
  mutating func insertDistinct<Meter: WorkMeter>(
    _ x: AlgebraicNumber, meter: Meter
  ) throws(Meter.Failure) {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let order = try AlgebraicNumber.compare(x, self[middle], meter: meter)
      if order == 0 { return }
      if order < 0 { high = middle } else { low = middle + 1 }
    }
    insert(x, at: low)
  }
}

/// The sign of an expression on a cell.
package enum CellSign: Sendable {
  /// −1, 0 or 1 everywhere on the cell.
  case constant(Int)
  /// The expression has no value there: a pole at the point.
  case undefined
  /// Points strictly inside the interval, ascending, where the sign may change or the expression may
  /// vanish or have no value.
  case splits([AlgebraicNumber])
}
