import Enclosures
import Evaluation

/// Instances at the edge of what the hypotheses allow.
extension Drawer {
  /// Whether some hypothesis ties more than constant ends of domains.
  var isBounded: Bool { probe.constraints.contains { $0.bound?.end == nil } }

  /// Moves one input of an instance that meets the hypotheses as far as they hold, by halving: the instances
  /// just inside, coarse and fine.
  func pushed(
    _ inputs: [Rational], _ isCancelled: () -> Bool, _ random: inout SplitMix64
  ) -> [[Rational]] {
    let input = random.below(inputs.count)
    var start = inputs
    // Other values simple, now and then.
    if random.chance(50) {
      let other = random.below(inputs.count)
      start[other] = random.value(in: interval(of: other, at: start), .simple)
    }
    let origin = start[input]
    let touched = probe.constraintsOfInput[input]
    guard probe.constraints.indices.allSatisfy({ probe.truth(of: $0, at: start) == .yes }) else { return [] }
    func isAllowed(_ x: Rational) -> Bool {
      var trial = start
      trial[input] = x
      return touched.allSatisfy { probe.truth(of: $0, at: trial) == .yes }
    }
    let interval = interval(of: input, at: start)
    var result: [[Rational]] = []
    for sign in [Rational(1), Rational(-1)] {
      var inside = origin
      var outside = inside + sign * 4
      if let end = sign.signum > 0 ? interval.upper : interval.lower {
        if end == inside { continue }
        outside = end
      }
      if isAllowed(outside) {
        inside = outside
      } else {
        for step in 1...42 where !isCancelled() {
          let gap = (outside - inside).magnitude
          let low = min(inside, outside)
          let middle = Rational.simplest(
            between: low + gap * Rational(3, 8), and: low + gap * Rational(5, 8))
          if isAllowed(middle) { inside = middle } else { outside = middle }
          if [6, 14, 22, 32].contains(step) {
            start[input] = inside
            result.append(start)
          }
        }
      }
      start[input] = inside
      result.append(start)
      start[input] = origin
    }
    return result
  }
}
