import Numbers

/// Moves of several inputs together, for hypotheses that are equations: sums, norms, mean and variance.
/// Moving one input alone breaks such an equation, and moving another to mend it may have no rational
/// solution at all.
extension InstanceGenerator {
  /// Changes some inputs of one equation so that a common kind of equation stays true; false where an
  /// input would leave its domain.
  func moveGroup(_ inputs: inout [Rational], _ random: inout SplitMix64) -> Bool {
    if !systems.isEmpty, random.chance(SystemTuning.movePercent) {
      return move(on: random.pick(systems), &inputs, &random)
    }
    var group = evaluator.constraints[random.pick(equalities)].support
    group.shuffle(using: &random)
    var values: [Rational]
    switch random.below(3) {
    case 0:
      // The sum stays.
      group = Array(group.prefix(2))
      let step = Rational(random.pick([1, 1, 1, 2, 3]), random.pick([1, 2, 4, 8, 64]))
      values = [inputs[group[0]] + step, inputs[group[1]] - step]
    case 1:
      // The sum of squares stays.
      group = Array(group.prefix(2))
      let (x, y) = (inputs[group[0]], inputs[group[1]])
      let (c, s) = random.circlePoint()
      values = [c * x - s * y, s * x + c * y]
    default:
      // Both stay: reflection at the mean.
      guard group.count > 2 else { return false }
      group = Array(group.prefix(random.int(3...min(group.count, SettleTuning.mostReflected))))
      let mean = group.reduce(Rational.zero) { $0 + inputs[$1] } * Rational(1, group.count)
      values = group.map { mean + mean - inputs[$0] }
    }
    // Values that grow at every step would slow the search down.
    guard values.allSatisfy({ $0.bitCount < DrawTuning.movedBits }) else { return false }
    for (input, value) in zip(group, values) { inputs[input] = value }
    return group.allSatisfy { interval(of: $0, at: inputs).contains(inputs[$0]) }
  }

  /// Mends an equation by two inputs at once: with one of them 0 the other is a root, and the pair is
  /// turned to a rational point of the circle through it. Nil where that does not help.
  func mendByTurning(_ k: Int, _ inputs: inout [Rational], frozen: Set<Int>, _ random: inout SplitMix64)
    -> [Int]?
  {
    var support = evaluator.constraints[k].support.filter { !frozen.contains($0) }
    guard support.count > 1 else { return nil }
    support.shuffle(using: &random)
    let (p, q) = (support[0], support[1])
    let before = (inputs[p], inputs[q])
    inputs[q] = 0
    for radius in roots(k, p, inputs) where radius.bitCount < SettleTuning.radiusBits {
      let (c, s) = random.circlePoint()
      (inputs[p], inputs[q]) = (radius * c, radius * s)
      let isInside =
        interval(of: p, at: inputs).contains(inputs[p]) && interval(of: q, at: inputs).contains(inputs[q])
      if isInside, evaluator.truth(of: k, at: inputs) == .yes { return [p, q] }
      inputs[q] = 0
    }
    (inputs[p], inputs[q]) = before
    return nil
  }
}

extension SplitMix64 {
  /// A rational point of the unit circle.
  mutating func circlePoint() -> (Rational, Rational) {
    let t = pick([
      Rational(1, 2), Rational(1, 3), Rational(2, 3), Rational(1, 4), 1, 0, Rational(1, 5), Rational(1, 8),
    ])
    let scale = 1 / (1 + t * t)
    let (c, s) = ((1 - t * t) * scale, (t + t) * scale)
    let (x, y) = chance(50) ? (c, s) : (s, c)
    return (chance(50) ? x : -x, chance(50) ? y : -y)
  }
}
