import Enclosures
import Evaluation

/// Finds the smallest margin among the instances that hold.
///
/// Bounds at the first rung tell most instances apart from the smallest; the others are computed
/// exactly, up to a number of them, after which a bound stands for what was not looked at.
struct MarginTracker {
  private var exactLeft = 600
  private var least: CertifiedValue?
  private var leastBound = Rational.zero
  /// The least lower bound among instances that were not computed exactly though they might be smaller.
  private var unseenLower: Double?

  /// Takes the margin of the instance that the engine has just found to hold.
  mutating func take(_ engine: Engine, _ inputs: [Rational]) {
    guard var rough = engine.roughMargin() else { return }
    // The instance holds, so its margin is not negative, whatever the width of the enclosure.
    rough.lower = max(rough.lower, 0)
    if least != nil, let lower = Rational(exactly: rough.lower), lower >= leastBound { return }
    guard exactLeft > 0 else {
      unseenLower = min(unseenLower ?? .infinity, rough.lower)
      return
    }
    exactLeft -= 1
    guard let margin = engine.exactMargin(inputs), let lower = margin.lower else {
      unseenLower = min(unseenLower ?? .infinity, rough.lower)
      return
    }
    if least == nil || lower < leastBound { (least, leastBound) = (margin, lower) }
  }

  /// The smallest margin: the exact one where it is certain, else a lower bound.
  func smallest() -> CertifiedValue? {
    guard let least else { return nil }
    guard let unseenLower else { return least }
    var bound = least
    if let lower = Rational(exactly: unseenLower) {
      if lower >= leastBound { return least }
      bound.lower = lower
    } else {
      bound.lower = nil
    }
    bound.exact = nil
    return bound
  }
}
