import Numbers

/// A turn of pairs of coordinates, all by one angle, that leaves a system of equations as it is: of two columns of
/// an orthogonal matrix, of the parts of a complex number, of two axes of an ellipsoid.
///
/// With c² + s² = 1 and the ratio k of the axes, (x, y) becomes (c·x − s·k·y, s·x/k + c·y).
struct Turn {
  let pairs: [(Int, Int)]
  let ratio: Rational
  private let approximation: Double

  init(_ pairs: [(Int, Int)], ratio: Rational) {
    (self.pairs, self.ratio) = (pairs, ratio)
    approximation = ratio.approximation
  }

  func apply(_ c: Rational, _ s: Rational, _ x: inout [Rational]) {
    for (a, b) in pairs where !x[a].isZero || !x[b].isZero {
      let (u, v) = (x[a], x[b])
      x[a] = c * u - s * ratio * v
      x[b] = s * u / ratio + c * v
    }
  }

  /// Turns the first pair that is not (+, 0) there; returns the cosine and sine of the way back.
  func straighten(_ x: inout [Double]) -> (c: Double, s: Double)? {
    let tiny = SystemTuning.tiny
    guard
      let (a, b) = pairs.first(where: { x[$0].magnitude > tiny || (x[$1] * approximation).magnitude > tiny })
    else { return nil }
    let (u, v) = (x[a], x[b] * approximation)
    guard v.magnitude > tiny else { return nil }
    let radius = (u * u + v * v).squareRoot()
    let (c, s) = (u / radius, v / radius)
    for (a, b) in pairs {
      let (u, v) = (x[a], x[b] * approximation)
      x[a] = c * u + s * v
      x[b] = (c * v - s * u) / approximation
    }
    return (c, s)
  }

  /// A rational point of the circle within about 2^−reach of (c, s), the simplest by the half angle's tangent.
  static func circlePoint(near c: Double, _ s: Double, _ reach: Int) -> (Rational, Rational)? {
    // Beyond a quarter turn by way of the opposite point.
    let sign: Double = c < 0 ? -1 : 1
    guard let exact = Rational(exactly: sign * s / (1 + sign * c)) else { return nil }
    let room = Rational(1, 1 << reach)
    let t =
      reach >= ClimbTuning.exactReach ? exact : Rational.simplest(between: exact - room, and: exact + room)
    let scale = (sign < 0 ? -1 : 1) / (1 + t * t)
    return ((1 - t * t) * scale, (t + t) * scale)
  }
}
