import Enclosures

extension Interval: ForwardEnclosure {
  typealias Table = Matrix<Interval>

  init(exactly value: Double, precision: Int) {
    // A double has 53 bits; at fewer the enclosure is rounded outward.
    self.init(Rational(exactly: value) ?? .zero, precision: precision)
  }
}

extension Ball: ForwardEnclosure {
  typealias Table = BallMatrix

  init(exactly value: Double, precision: Int) { self.init(midpoint: value) }

  static func effectivePrecision(_ precision: Int) -> Int { 53 }

  var bounds: Bounds { Bounds(lower: lowerBound, upper: upperBound) }
}
