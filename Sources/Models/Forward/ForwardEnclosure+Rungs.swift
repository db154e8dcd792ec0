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

  /// A compensated sum with one rounding analysis, so that a long sum costs hardly more accuracy than
  /// one operation: the width of the enclosures decides how deep a model doubles can follow.
  ///
  /// With u = 2⁻⁵³ and η = 2⁻¹⁰⁷⁴, over n terms with midpoints m and radii r:
  /// - Each product is p + π with p = fl(w·m) and π its error (Dekker), each sum s + p is s' + σ with σ its
  ///   error (Knuth). Hence Σ w·m = s + Σ(π + σ) exactly, save that each π may miss 4η where it
  ///   underflows.
  /// - The corrections are summed naively, in a chain of at most 2n + 6 sums, of which
  ///   |fl(Σ) − Σ| ≤ γ·K with K = Σ|π| + |σ| and γ = (2n + 6)u/(1 − (2n + 6)u).
  /// - The last sum's error is exact again. K̂ and R̂, sums of nonnegative terms, are below K and
  ///   R = Σ|w| r by at most a relative γ (and by nη, where products underflow).
  ///
  /// For n < 2²⁰, γ < 2⁻³¹. The radius adds 8(n + 8)u·(K̂ + R̂) to R̂ and the last error: 2n + 6 of the
  /// 8n + 64 units serve γ(1 + γ), the rest outweighs the roundings of the formula, below 6u relative
  /// of each part, for K̂ and R̂; the last error's own share is served by the factor. 2⁻¹⁰²² is more
  /// than 2²⁰ times 16η and serves all underflow; it is left out where every product is exactly 0.
  /// An overflow, in the splitting too, ends as infinity or NaN, and the result is the whole line.
  public static func dot(
    _ weights: UnsafeBufferPointer<Double>, _ vector: UnsafeBufferPointer<Ball>, precision: Int
  ) -> Ball {
    let count = weights.count
    guard let w = weights.baseAddress, let x = vector.baseAddress, count > 0 else { return Ball(midpoint: 0) }
    precondition(count <= vector.count, "a dot product of different lengths")
    guard count < 1 << 20 else { return longDot(weights, vector, precision: precision) }
    // Two chains of each kind: no sum waits for the one before it.
    var even = Compensated()
    var odd = Compensated()
    var index = 0
    while index + 2 <= count {
      even.add(w[index], x[index].midpoint, x[index].radius)
      odd.add(w[index + 1], x[index + 1].midpoint, x[index + 1].radius)
      index += 2
    }
    if index < count { even.add(w[index], x[index].midpoint, x[index].radius) }
    let (sum, error) = Compensated.twoSum(even.sum, odd.sum)
    let correction = (even.correction + odd.correction) + error
    let size = (even.size + odd.size) + error.magnitude
    let spread = even.spread + odd.spread
    let (midpoint, last) = Compensated.twoSum(sum, correction)
    if midpoint == 0, size + spread == 0,
      (0..<count).allSatisfy({ w[$0] == 0 || (x[$0].midpoint == 0 && x[$0].radius == 0) })
    {
      return Ball(midpoint: 0)
    }
    // 8(n + 8)u is exact: a whole number below 2²¹ times a power of two.
    let unit = 0x1p-50 * Double(count + 8)
    let radius = (spread + last.magnitude + unit * (size + spread)) * (1 + 0x1p-49)
    return Ball(midpoint: midpoint, radius: radius + Double.leastNormalMagnitude)
  }

  /// A running sum with its exact errors on the side.
  private struct Compensated {
    var sum = 0.0
    /// Σ(π + σ), rounded.
    var correction = 0.0
    /// Σ|π| + |σ|, rounded.
    var size = 0.0
    /// Σ|w| r, rounded.
    var spread = 0.0

    @inline(__always)
    mutating func add(_ weight: Double, _ midpoint: Double, _ radius: Double) {
      let product = weight * midpoint
      let (w1, w2) = Self.split(weight)
      let (m1, m2) = Self.split(midpoint)
      let productError = ((w1 * m1 - product) + w1 * m2 + w2 * m1) + w2 * m2
      let sumError: Double
      (sum, sumError) = Self.twoSum(sum, product)
      correction += productError + sumError
      size += productError.magnitude + sumError.magnitude
      spread += weight.magnitude * radius
    }

    @inline(__always)
    static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
      let s = a + b
      let bPart = s - a
      return (s, (a - (s - bPart)) + (b - bPart))
    }

    /// Veltkamp's splitting into two numbers of at most 26 bits.
    @inline(__always)
    static func split(_ a: Double) -> (Double, Double) {
      let c = 134_217_729 * a
      let high = c - (c - a)
      return (high, a - high)
    }
  }

  /// The sum in pieces, for vectors too long for one analysis.
  private static func longDot(
    _ weights: UnsafeBufferPointer<Double>, _ vector: UnsafeBufferPointer<Ball>, precision: Int
  ) -> Ball {
    var (sum, start) = (Ball(midpoint: 0), 0)
    while start < weights.count {
      let end = min(start + (1 << 19), weights.count)
      let part = dot(
        UnsafeBufferPointer(rebasing: weights[start..<end]),
        UnsafeBufferPointer(rebasing: vector[start..<end]),
        precision: precision)
      (sum, start) = (sum + part, end)
    }
    return sum
  }
}
