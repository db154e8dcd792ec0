import Numbers

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
