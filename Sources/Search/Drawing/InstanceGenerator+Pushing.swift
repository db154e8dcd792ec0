import Evaluation
import Numbers

/// Instances at the edge of what the hypotheses allow.
extension InstanceGenerator {
  /// Whether some hypothesis ties more than constant ends of domains.
  var isBounded: Bool { evaluator.constraints.contains { $0.bound?.end == nil } }

  /// Moves one input of an instance that meets the hypotheses as far as they hold, by halving, both ways;
  /// returns the first violated instance on the way.
  func pushed(
    _ inputs: [Rational], within budget: Budget, _ random: inout SplitMix64,
    verdict: ([Rational]) -> InstanceVerdict?
  ) -> [Rational]? {
    let input = random.below(inputs.count)
    // Equations leave no room.
    if equalities.contains(where: { evaluator.constraints[$0].support.contains(input) }) { return nil }
    var start = inputs
    // Another value simple, more often than not.
    if random.chance(DrawTuning.pushSimplePercent) {
      let other = random.below(inputs.count)
      start[other] = random.value(in: interval(of: other, at: start), .simple)
    }
    let origin = start[input]
    let interval = interval(of: input, at: start)
    var trial = start
    func judge(_ x: Rational) -> InstanceVerdict? {
      trial[input] = x
      return verdict(trial)
    }
    switch judge(origin) {
    case .holds: break
    case .violated: return trial
    default: return nil
    }
    for sign in [Rational(1), Rational(-1)] {
      var inside = origin
      var outside = inside + sign * DrawTuning.endlessPush
      if let end = sign.signum > 0 ? interval.upper : interval.lower {
        if end == inside { continue }
        outside = end
      }
      for step in 0..<DrawTuning.pushSteps where !budget.isInterrupted {
        let gap = (outside - inside).magnitude
        let low = min(inside, outside)
        let middle =
          step == 0
          ? outside
          : .simplest(
            between: low + gap * SearchTuning.middleBegin, and: low + gap * SearchTuning.middleEnd)
        switch judge(middle) {
        case .violated: return trial
        case .holds:
          inside = middle
          if step == 0 { break }
        default: outside = middle
        }
        if inside == outside { break }
      }
    }
    return nil
  }
}
