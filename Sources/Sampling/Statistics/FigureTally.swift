import Enclosures
import Evaluation
import Numbers

/// What is kept of many numbers of which each is known between bounds: counts in bins, extremes, sums.
struct FigureTally: Sendable {
  /// Bins of lower and of upper bounds.
  private(set) var lows = BinCounts()
  private(set) var highs = BinCounts()
  /// Numbers that exist and of which nothing is known.
  private(set) var open = 0
  /// Draws that have no such number.
  private(set) var without = 0

  /// The least number's bounds, and the draw that may have it; the greatest number's.
  private(set) var least = Extreme(lower: .infinity, upper: .infinity)
  private(set) var greatest = Extreme(lower: -.infinity, upper: -.infinity)

  struct Extreme: Sendable {
    var lower: Double
    var upper: Double
    var draw: UInt64 = 0
  }

  /// The sums of x − c and of its square, about a number c near the first.
  private var centre = 0.0
  private var sum = Ball(0)
  private var squares = Ball(0)

  var count: Int { lows.total }

  /// A number; nil where there is none, or nothing is known of it.
  mutating func add(_ x: Ball?, isOpen: Bool, draw: UInt64) {
    if let x { add(x, draw: draw) } else if isOpen { addOpen() } else { addNone() }
  }

  mutating func addOpen() { open += 1 }
  mutating func addNone() { without += 1 }

  mutating func add(_ x: Ball, draw: UInt64) {
    let (low, high) = (x.lowerBound, x.upperBound)
    guard low.isFinite || high.isFinite else { return addOpen() }
    if count == 0 { centre = x.midpoint }
    lows.add(low)
    highs.add(high)
    // The draw is that of the number whose far bound is the furthest: certain where bounds do not overlap.
    if high < least.upper { least.draw = draw }
    least.lower = min(least.lower, low)
    least.upper = min(least.upper, high)
    if low > greatest.lower { greatest.draw = draw }
    greatest.lower = max(greatest.lower, low)
    greatest.upper = max(greatest.upper, high)
    let distance = x - Ball(midpoint: centre)
    sum = sum + distance
    squares = squares + distance * distance
  }

  /// The tally of both; `other` comes after.
  mutating func merge(_ other: FigureTally) {
    let (n, m) = (count, other.count)
    open += other.open
    without += other.without
    guard m > 0 else { return }
    if n == 0 {
      (lows, highs, centre, sum, squares) = (
        other.lows, other.highs, other.centre, other.sum, other.squares
      )
      (least, greatest) = (other.least, other.greatest)
      return
    }
    lows.merge(other.lows)
    highs.merge(other.highs)
    if other.least.upper < least.upper { least.draw = other.least.draw }
    least.lower = min(least.lower, other.least.lower)
    least.upper = min(least.upper, other.least.upper)
    if other.greatest.lower > greatest.lower { greatest.draw = other.greatest.draw }
    greatest.lower = max(greatest.lower, other.greatest.lower)
    greatest.upper = max(greatest.upper, other.greatest.upper)
    let shift = Ball(midpoint: other.centre) - Ball(midpoint: centre)
    let number = Ball(midpoint: Double(m))
    squares = squares + other.squares + shift * other.sum * Ball(midpoint: 2) + number * shift * shift
    sum = sum + other.sum + number * shift
  }

  // MARK: Figures

  /// Of each share, in ascending order, the least number q such that at least that share of the numbers is at most q.
  func quantiles(_ shares: [Rational]) -> [CertifiedValue?] {
    guard count > 0 else { return shares.map { _ in nil } }
    let ranks = shares.map { max(1, ($0 * Rational(count)).ceiling.word ?? count) }
    return zip(Self.bins(lows, ranks), Self.bins(highs, ranks)).map { low, high in
      guard let low, let high else { return nil }
      let lower = max(BinCounts.ends(low).lower, least.lower)
      let upper = min(BinCounts.ends(high).upper, greatest.upper)
      return Self.value(lower, upper)
    }
  }

  /// The bins that numbers of ascending ranks lie in.
  private static func bins(_ counts: BinCounts, _ ranks: [Int]) -> [Int32?] {
    var found: [Int32?] = []
    var seen = 0
    for (key, count) in counts.sorted {
      seen += count
      while found.count < ranks.count, seen >= ranks[found.count] { found.append(key) }
    }
    return found + Array(repeating: nil, count: ranks.count - found.count)
  }

  var minimum: CertifiedValue? { count > 0 ? Self.value(least.lower, least.upper) : nil }
  var maximum: CertifiedValue? { count > 0 ? Self.value(greatest.lower, greatest.upper) : nil }

  /// The mean of the numbers; of the numbers drawn, not of the distribution.
  var mean: CertifiedValue? {
    guard count > 0 else { return nil }
    let mean = Ball(midpoint: centre) + sum / Ball(midpoint: Double(count))
    return mean.radius.isFinite ? Self.value(mean) : nil
  }

  /// The standard error of the mean: the root of the sample's variance over the number of draws.
  var standardError: CertifiedValue? {
    guard count > 1 else { return nil }
    let number = Ball(midpoint: Double(count))
    let variance = (squares - sum * sum / number) / Ball(midpoint: Double(count - 1)) / number
    let (low, high) = (max(variance.lowerBound, 0), max(variance.upperBound, 0))
    guard high.isFinite else { return nil }
    return Self.value(
      Ball(lower: low, upper: high).squareRoot().lowerBound.magnitude,
      Ball(lower: low, upper: high).squareRoot().upperBound)
  }

  private static func value(_ ball: Ball) -> CertifiedValue { value(ball.lowerBound, ball.upperBound) }

  private static func value(_ lower: Double, _ upper: Double) -> CertifiedValue {
    CertifiedValue(lower: Rational(exactly: lower), upper: Rational(exactly: upper))
  }
}
