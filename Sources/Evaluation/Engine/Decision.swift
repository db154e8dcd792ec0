import Claims
import Numbers
import Programs

/// What rigorous evaluation says of one instance.
public enum InstanceVerdict: String, Sendable {
  /// Every hypothesis and the conclusion hold.
  case holds
  /// Every hypothesis holds and the conclusion fails.
  case violated
  /// A hypothesis fails, or an empty `max` or `min` is evaluated.
  case vacuous
  /// A division by zero, a logarithm of a non-positive number, …
  case undefined
  /// A limit was reached (`Decision.limit`).
  case undecided
}

/// A number as far as it is known: exactly, or between bounds.
public struct CertifiedValue: Hashable, Sendable, CustomStringConvertible {
  /// The number itself, where it is rational and known.
  public var exact: Rational?
  /// Bounds; nil is infinity.
  public var lower: Rational?
  /// The upper bound; nil is infinity.
  public var upper: Rational?

  package init<Number: RealEnclosure>(_ number: Number) {
    // A zero that is not written as one is recognised by its sign.
    exact = number.exactValue ?? (number.isZero == .yes ? 0 : nil)
    lower = exact ?? number.lower
    upper = exact ?? number.upper
  }

  package init(exact: Rational) { (self.exact, lower, upper) = (exact, exact, exact) }

  /// Bounds; nil is infinity.
  package init(lower: Rational?, upper: Rational?) {
    (self.lower, self.upper) = (lower, upper)
    exact = lower == upper ? lower : nil
  }

  package init(from lower: Rational, to upper: Rational) {
    (self.lower, self.upper) = (lower, upper)
    exact = lower == upper ? lower : nil
  }

  /// The fraction, or the two ends in decimals, rounded outward: `0.70710678118654..0.70710678118655`.
  public var description: String { text(digits: 17) }

  /// The same with a number of digits.
  public func text(digits: Int) -> String {
    if let exact { return exact.description }
    let digits = max(digits, 1)
    let low = lower?.decimal(digits: digits, rounding: .down) ?? "-inf"
    let high = upper?.decimal(digits: digits, rounding: .up) ?? "inf"
    return low == high ? low : "\(low)..\(high)"
  }

  /// So many digits that the order of two numbers can be seen; nil where none of the numbers tried shows it.
  package static func digits(telling x: CertifiedValue, from y: CertifiedValue) -> Int? {
    func difference(_ x: Rational?, _ y: Rational?) -> Rational { x.flatMap { x in y.map { x - $0 } } ?? 0 }
    let size = [x.lower, x.upper, y.lower, y.upper].compactMap { $0?.magnitude }.max() ?? 0
    let gap = max(difference(y.lower, x.upper), difference(x.lower, y.upper))
    return [17, 34, 68, 136, 272].first { gap * Rational(10).power($0 - 2) > size }
  }
}

/// The part of a theorem's conclusions that fails at an instance.
public struct FailingConclusion: Sendable {
  /// Which `conclude` item fails, from 1 in the order of the text.
  public var number: Int
  /// The values of the item's free index names at which it fails, outermost first.
  public var indices: [IndexValue]
  /// The comparison that fails, where a single one does (of `exists`, none does).
  public var comparison: FailingComparison?
}

/// The comparison of the conclusion that fails at an instance, or comes closest to that.
public struct FailingComparison: Sendable {
  /// The values of the index names at its place, outermost first.
  public var indices: [IndexValue]
  /// A `forall real` name and the real at which it fails.
  public var reals: [(name: String, value: Rational)]
  /// The left side.
  public var left: CertifiedValue
  /// The relation that fails, or holds most narrowly.
  public var relation: Relation
  /// The right side.
  public var right: CertifiedValue
  /// Whether only the real or the imaginary parts of two complex numbers are compared.
  public var isPartOfComplex = false
}

/// The hypothesis that an instance does not meet.
package struct FailingHypothesis: Sendable {
  /// In the claim language: `the domain x[t] in [0, 1]`, `the hypothesis x + y <= 1`.
  package var text: String
  /// The values of its free index names at which it fails, outermost first.
  package var indices: [IndexValue]
  /// The comparison that fails, where a single one does.
  package var comparison: FailingComparison?
}

/// The verdict on one instance, with what supports it.
public struct Decision: Sendable {
  /// What is certain of the instance.
  public var verdict: InstanceVerdict
  /// The rung that decided.
  public var rung: String
  /// For `holds`: the least of right − left over the conclusion's comparisons.
  public var margin: CertifiedValue?
  /// For `holds`: the comparison of the conclusion that comes closest to failing, where one is known.
  public var closest: FailingComparison?
  /// For `violated`.
  public var failingConclusion: FailingConclusion?
  /// The comparison that fails, where the instance is violated and one alone does.
  public var failing: FailingComparison? { failingConclusion?.comparison }
  /// For `vacuous`, but for an empty `max` or `min`: the first hypothesis that fails.
  package var failingHypothesis: FailingHypothesis?
  /// For `undefined` and an empty `max`: where and what.
  public var site: FailureSite?
  /// For `undecided`: the limit that was met.
  public var limit: EvaluationLimit?
  /// What the second evaluation says of it.
  public var second = SecondOpinion.notAsked
}
