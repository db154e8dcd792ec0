import Enclosures

/// The order on instances of the same sizes: what counts as simpler.
///
/// Compared in this order: how many values are neither 0 nor ±1; the sum of all denominators; the sum of
/// the numerators' moduli; how many values are negative; the lists of values, variables in order of
/// declaration.
struct Simplicity: Comparable {
  private var plain = 0
  private var denominators = Integer(0)
  private var numerators = Integer(0)
  private var negatives = 0
  private let values: [Rational]

  init(_ inputs: [Rational]) {
    values = inputs
    for x in inputs {
      let size = x.magnitude
      if !(size.isZero || size == 1) { plain += 1 }
      denominators = denominators + x.denominator
      numerators = numerators + size.numerator
      if x.signum < 0 { negatives += 1 }
    }
  }

  /// Whether the values are as simple but for one's modulus, their signs and their order.
  func isComparable(to other: Simplicity) -> Bool {
    if plain != other.plain { return plain < other.plain }
    if denominators != other.denominators { return denominators < other.denominators }
    return numerators <= other.numerators + Integer(1)
  }

  static func < (a: Simplicity, b: Simplicity) -> Bool {
    if a.plain != b.plain { return a.plain < b.plain }
    if a.denominators != b.denominators { return a.denominators < b.denominators }
    if a.numerators != b.numerators { return a.numerators < b.numerators }
    if a.negatives != b.negatives { return a.negatives < b.negatives }
    return a.values.lexicographicallyPrecedes(b.values)
  }
}

extension Rational {
  /// The rational with the smallest denominator (then numerator) strictly between two others: the
  /// first of the Stern–Brocot tree inside the interval.
  static func simplest(between low: Rational, and high: Rational) -> Rational {
    precondition(low < high)
    if low.signum < 0 && high.signum > 0 { return 0 }
    if high.signum <= 0 { return -simplest(between: -high, and: -low) }
    // 0 ≤ low < high: the continued fraction of the interval.
    let whole = Rational(low.floor)
    if whole + 1 < high { return whole + 1 }
    let (a, b) = (low - whole, high - whole)
    // a < b ≤ 1; the reciprocal interval is (1/b, 1/a), unbounded where a = 0.
    if a.isZero { return whole + 1 / Rational((1 / b).floor + 1) }
    return whole + 1 / simplest(between: 1 / b, and: 1 / a)
  }
}
