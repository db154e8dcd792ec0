import Evaluation
import Numbers

/// Finds the smallest margin among the instances that hold.
///
/// Bounds at the first rung tell most instances apart from the smallest; the others are computed
/// exactly, up to a number of them, after which a bound stands for what was not looked at.
struct MarginTracker {
  private var exactLeft = SearchTuning.exactMargins
  /// How many more instances without a margin are looked at before none is expected.
  private var fruitlessLeft = SearchTuning.fruitlessMargins
  private var least: CertifiedValue?
  private var leastBound = Rational.zero
  /// The least lower bound among instances that were not computed exactly though they might be smaller.
  private var unseenLower: Double?

  /// Takes an instance that the engine has found to hold, with the margin's lower bound at the first rung.
  mutating func take(_ engine: Engine, _ inputs: [Rational], roughly lower: Double?) {
    guard let lower, least != nil || fruitlessLeft > 0 else { return }
    // The instance holds, so its margin is not negative, whatever the width of the enclosure.
    let rough = max(lower, 0)
    if least != nil, let bound = Rational(exactly: rough), bound >= leastBound { return }
    guard exactLeft > 0 else {
      unseenLower = min(unseenLower ?? .infinity, rough)
      return
    }
    exactLeft -= 1
    guard let margin = engine.exactMargin(inputs), let lower = margin.lower else {
      fruitlessLeft -= 1
      unseenLower = min(unseenLower ?? .infinity, rough)
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
