import Enclosures

extension Interval: ForwardEnclosure {
  typealias Table = Matrix<Interval>

  init(exactly value: Double, precision: Int) { self.init(exactly: value, bits: precision) }

  var bounds: Bounds {
    let (lower, upper) = doubleEnds
    return Bounds(lower: lower, upper: upper)
  }
}

extension Ball: ForwardEnclosure {
  typealias Table = BallMatrix

  init(exactly value: Double, precision: Int) { self.init(midpoint: value) }

  static func effectivePrecision(_ precision: Int) -> Int { 53 }

  var bounds: Bounds { Bounds(lower: lowerBound, upper: upperBound) }
}
