import Numbers

/// Instances in which every variable has one value, or one value at one place: where products of many gates are
/// largest inside their domains, no corner shows it, and no derivative leads there from a corner.
extension InstanceGenerator {
  private enum Shape { case constant, first, last, alternating }

  func drawEven(
    repairs: Bool = true, _ random: inout SplitMix64
  ) -> (inputs: [Rational], isRepaired: Bool) {
    let plans = ground.theorem.variables.indices.map { _ in
      (
        level: random.pick(DrawTuning.levels), isUpper: random.chance(DrawTuning.usedUpPercent),
        shape: random.pick([Shape.constant, .constant, .constant, .first, .last, .alternating])
      )
    }
    var last = Array(repeating: 0, count: plans.count)
    for element in ground.inputs { last[element.variable] = max(last[element.variable], element.element) }
    var inputs = Array(repeating: Rational.zero, count: ground.inputs.count)
    for input in order {
      let element = ground.inputs[input]
      let plan = plans[element.variable]
      let interval = interval(of: input, at: inputs)
      // What another variable leaves is used up, more often than not.
      let isTied = !movingEnds[input].isEmpty
      let value = interval.value(at: isTied && plan.isUpper ? 1 : plan.level)
      switch plan.shape {
      case .first where !isTied && element.element != 0 && interval.contains(0),
        .last where !isTied && element.element != last[element.variable] && interval.contains(0):
        inputs[input] = 0
      case .alternating where !element.element.isMultiple(of: 2) && interval.contains(-value):
        inputs[input] = -value
      default: inputs[input] = value
      }
    }
    for system in systems { _ = place(on: system, &inputs, &random) }
    let isRepaired = repairs && repair(&inputs, frozen: [], &random)
    return (inputs, isRepaired)
  }
}

extension DrawInterval {
  /// The value at a part of the way from the lower to the upper end, each moderate where there is none; beside an
  /// end that does not belong to the interval.
  func value(at level: Rational) -> Rational {
    let low = lower ?? min(-1, (upper ?? 0) - 1)
    let high = upper ?? max(1, (lower ?? 0) + 1)
    let x = low + (high - low) * level
    if contains(x) || low >= high { return x }
    return level > Rational(1, 2)
      ? high - (high - low) * DrawTuning.besideEnd : low + (high - low) * DrawTuning.besideEnd
  }
}
