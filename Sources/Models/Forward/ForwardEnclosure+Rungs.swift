import Enclosures

extension Interval: ForwardEnclosure {
  public init(exactly value: Double, precision: Int) {
    // A double has 53 bits; at fewer the enclosure is rounded outward.
    self.init(Rational(exactly: value) ?? .zero, precision: precision)
  }
}

extension Ball: ForwardEnclosure {
  public init(exactly value: Double, precision: Int) { self.init(midpoint: value) }

  public static func effectivePrecision(_ precision: Int) -> Int { 53 }

  public var bounds: Bounds { Bounds(lower: lowerBound, upper: upperBound) }

  /// One rounding analysis for the whole sum instead of one per operation.
  ///
  /// With u = 2⁻⁵³, n terms, midpoints m and radii r, let S = Σ|w m| and R = Σ|w| r. In whatever order
  /// it is summed, |fl(Σ w m) − Σ w m| ≤ γ S + nη with γ = nu/(1 − nu) and η = 2⁻¹⁰⁷⁴, the second
  /// term for products that underflow (sums never lose anything to underflow). The sums Ŝ and R̂ of
  /// nonnegative terms satisfy S ≤ (Ŝ + nη)/(1 − γ) and R ≤ (R̂ + nη)/(1 − γ) likewise. For n < 2²⁰,
  /// γ < 2⁻³², and the radius
  ///
  ///     R̂ + 4(n + 3)u (Ŝ + R̂) + 2⁻¹⁰²²
  ///
  /// outweighs R + γ S + nη: of the 4(n + 3)u, at most nu(1 + 2⁻³¹) serve γ, and what is left,
  /// above 3nu + 12u, serves the roundings of this line, a relative 6u at most. The last term, larger
  /// than 2²⁰ times 4nη, serves all underflow; it is left out where every product is exactly 0. An
  /// overflow anywhere makes the radius infinite or NaN, and the result the whole line.
  public static func dot(
    _ weights: UnsafeBufferPointer<Double>, _ vector: UnsafeBufferPointer<Ball>, precision: Int
  ) -> Ball {
    let count = weights.count
    guard let w = weights.baseAddress, let x = vector.baseAddress, count > 0 else { return Ball(midpoint: 0) }
    precondition(count <= vector.count, "a dot product of different lengths")
    guard count < 1 << 20 else { return longDot(weights, vector, precision: precision) }
    // Four sums of each kind: no sum waits for the one before it.
    var (a0, a1, a2, a3) = (0.0, 0.0, 0.0, 0.0)
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    var (r0, r1, r2, r3) = (0.0, 0.0, 0.0, 0.0)
    var index = 0
    while index + 4 <= count {
      let (w0, w1, w2, w3) = (w[index], w[index + 1], w[index + 2], w[index + 3])
      let (x0, x1, x2, x3) = (x[index], x[index + 1], x[index + 2], x[index + 3])
      let (p0, p1) = (w0 * x0.midpoint, w1 * x1.midpoint)
      let (p2, p3) = (w2 * x2.midpoint, w3 * x3.midpoint)
      (a0, a1, a2, a3) = (a0 + p0, a1 + p1, a2 + p2, a3 + p3)
      (s0, s1, s2, s3) = (s0 + p0.magnitude, s1 + p1.magnitude, s2 + p2.magnitude, s3 + p3.magnitude)
      (r0, r1) = (r0 + w0.magnitude * x0.radius, r1 + w1.magnitude * x1.radius)
      (r2, r3) = (r2 + w2.magnitude * x2.radius, r3 + w3.magnitude * x3.radius)
      index += 4
    }
    while index < count {
      let product = w[index] * x[index].midpoint
      a0 += product
      s0 += product.magnitude
      r0 += w[index].magnitude * x[index].radius
      index += 1
    }
    let size = (s0 + s1) + (s2 + s3)
    let spread = (r0 + r1) + (r2 + r3)
    if size + spread == 0, (0..<count).allSatisfy({ w[$0] == 0 || (x[$0].midpoint == 0 && x[$0].radius == 0) }) {
      return Ball(midpoint: 0)
    }
    // 4(n + 3)u is exact: a whole number below 2²³ times a power of two.
    let unit = 0x1p-51 * Double(count + 3)
    return Ball(
      midpoint: (a0 + a1) + (a2 + a3),
      radius: (spread + unit * (size + spread)) + Double.leastNormalMagnitude)
  }

  /// The sum in pieces, for vectors too long for one analysis.
  private static func longDot(
    _ weights: UnsafeBufferPointer<Double>, _ vector: UnsafeBufferPointer<Ball>, precision: Int
  ) -> Ball {
    var (sum, start) = (Ball(midpoint: 0), 0)
    while start < weights.count {
      let end = min(start + (1 << 19), weights.count)
      let part = dot(
        UnsafeBufferPointer(rebasing: weights[start..<end]), UnsafeBufferPointer(rebasing: vector[start..<end]),
        precision: precision)
      (sum, start) = (sum + part, end)
    }
    return sum
  }
}
