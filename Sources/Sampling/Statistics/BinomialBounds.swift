import Enclosures
import Numbers

/// Exact bounds of a probability from how often something happened: Clopper and Pearson, Biometrika 26 (1934) 404.
///
/// With k of n, the lower bound is the p at which at least k of n have the probability α/2, the upper bound the p at which at
/// most k of n have it. Both are found to the last places of a double by halving, on enclosures of 128 bits, and lie outward.
enum BinomialBounds {
  private static let bits = 128

  /// - Parameter miss: α: the probability that the bounds miss.
  static func bounds(_ k: Int, of n: Int, miss: Rational) -> (lower: Double, upper: Double) {
    precondition(n >= 0 && k >= 0 && k <= n)
    let half = Interval(miss * Rational(1, 2), precision: bits)
    return (k == 0 ? 0 : lower(k, n, half), k == n ? 1 : upper(k, n, half))
  }

  /// A p at which at least k of n are certainly rarer than `half`, the greatest that is seen.
  private static func lower(_ k: Int, _ n: Int, _ half: Interval) -> Double {
    var (low, high) = (0.0, Double(k) / Double(n))
    while let middle = between(low, high) {
      let p = Interval(Rational(exactly: middle) ?? 0, precision: bits)
      if atLeast(k, n, p).isLessOrEqual(to: half) == .yes { low = middle } else { high = middle }
    }
    return low
  }

  /// A p at which at most k of n are certainly rarer than `half`, the least that is seen.
  private static func upper(_ k: Int, _ n: Int, _ half: Interval) -> Double {
    var (low, high) = (Double(k) / Double(n), 1.0)
    while let middle = between(low, high) {
      let p = Interval(Rational(exactly: middle) ?? 0, precision: bits)
      let one = p.constant(1)
      if atLeast(n - k, n, one - p).isLessOrEqual(to: half) == .yes { high = middle } else { low = middle }
    }
    return high
  }

  /// A number between two, while they are further apart than the last few places; by their exponents where those differ.
  private static func between(_ low: Double, _ high: Double) -> Double? {
    if low > 0, high / low > 4 { return (low * high).squareRoot() }
    let middle = low + (high - low) / 2
    if high - low <= high * 0x1p-50 || middle <= low || middle >= high { return nil }
    return low == 0 && high < 1e-300 ? nil : low == 0 ? high / 16 : middle
  }

  /// The probability of at least k successes in n, for 0 < p < 1 and k above the mean; 1 is an upper bound elsewhere.
  static func atLeast(_ k: Int, _ n: Int, _ p: Interval) -> Interval {
    let one = p.constant(1)
    if k <= 0 { return one }
    let odds = p / (one - p)
    var term =
      (logChoose(n, k) + p.constant(Rational(k)) * p.log() + p.constant(Rational(n - k)) * (one - p).log())
      .exp()
    var sum = term
    var j = k
    let small = Rational(1, 2).power(110)
    while j < n {
      let ratio = p.constant(Rational(n - j, j + 1)) * odds
      term = term * ratio
      sum = sum + term
      j += 1
      // Ratios fall: from here on the terms are below a geometric series.
      if ratio.isLess(than: p.constant(Rational(99, 100))) == .yes, let size = term.upper,
        let whole = sum.lower,
        size < whole * small
      {
        let rest = term * ratio / (one - ratio)
        return sum + Interval(from: 0, to: rest.upper, precision: bits)
      }
    }
    return sum
  }

  private static func logChoose(_ n: Int, _ k: Int) -> Interval {
    logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  }

  /// log n!: the product itself for small n, else Stirling's series, whose error is below its first omitted term.
  static func logFactorial(_ n: Int) -> Interval {
    guard n >= 64 else {
      var product = Rational(1)
      for k in 2..<max(n + 1, 2) { product = product * Rational(k) }
      return Interval(product, precision: bits).log()
    }
    let x = Interval(Rational(n), precision: bits)
    let half = x.constant(Rational(1, 2))
    var result = (x + half) * x.log() - x + half * (x.constantPi() * x.constant(2)).log()
    let terms = [
      Rational(1, 12), Rational(-1, 360), Rational(1, 1260), Rational(-1, 1680), Rational(1, 1188),
      Rational(-691, 360_360), Rational(1, 156), Rational(-3617, 122_400), Rational(43867, 244_188),
      Rational(-174_611, 125_400),
    ]
    var power = Rational(1, n)
    let square = Rational(1, n) * Rational(1, n)
    for coefficient in terms {
      result = result + Interval(coefficient * power, precision: bits)
      power = power * square
    }
    // The next coefficient is 77683/5796.
    let error = Rational(77683, 5796) * power
    return result + Interval(from: -error, to: error, precision: bits)
  }
}
