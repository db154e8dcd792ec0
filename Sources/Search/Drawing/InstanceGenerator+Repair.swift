import Numbers

/// Moves instances onto the hypotheses.
///
/// A violated hypothesis is mended by moving one of its inputs: where the comparison is affine or
/// quadratic in the input, to the side of the root that satisfies it; else by trying values.
extension InstanceGenerator {
  /// Changes inputs (other than `frozen` ones) until every constraint holds; false where it gives up.
  func repair(_ inputs: inout [Rational], frozen: Set<Int>, _ random: inout SplitMix64) -> Bool {
    var isViolated = evaluator.constraints.indices.map { evaluator.truth(of: $0, at: inputs) != .yes }
    var violated = isViolated.indices.filter { isViolated[$0] }
    var roundsLeft = SettleTuning.roundsEach * evaluator.constraints.count + SettleTuning.rounds
    let effort = evaluator.effort
    while !violated.isEmpty {
      roundsLeft -= 1
      guard roundsLeft > 0, evaluator.effort - effort < DrawTuning.repairWork else { return false }
      let k = violated[random.below(violated.count)]
      let isEquality = evaluator.constraints[k].relation == .equal
      var moved: [Int]?
      if isEquality, random.chance(SettleTuning.turnPercent) {
        moved = mendByTurning(k, &inputs, frozen: frozen, &random)
      }
      if !isEquality, random.chance(SettleTuning.scalePercent) {
        moved = mendByScaling(k, &inputs, frozen: frozen, isViolated, &random)
      }
      moved = moved ?? mend(k, &inputs, frozen: frozen, isViolated, &random).map { [$0] }
      if isEquality, moved == nil { moved = mendByTurning(k, &inputs, frozen: frozen, &random) }
      guard let moved else {
        if random.chance(SettleTuning.giveUpPercent) { return false }
        continue
      }
      for touched in Set(moved.flatMap { evaluator.constraintsOfInput[$0] }) {
        isViolated[touched] = evaluator.truth(of: touched, at: inputs) != .yes
      }
      violated = isViolated.indices.filter { isViolated[$0] }
    }
    return true
  }

  /// Moves one input so that constraint `k` holds and few others break; returns the input.
  private func mend(
    _ k: Int, _ inputs: inout [Rational], frozen: Set<Int>, _ isViolated: [Bool],
    _ random: inout SplitMix64
  ) -> Int? {
    var support = evaluator.constraints[k].support.filter { !frozen.contains($0) }
    // Few inputs are looked at, drawn without preference.
    support.shuffle(using: &random)
    var best: (input: Int, value: Rational, broken: Int)?
    for input in support.prefix(SettleTuning.mostMoved) {
      let before = inputs[input]
      let interval = interval(of: input, at: inputs)
      var seen: Set<Rational> = [before]
      stages: for stage in Stage.allCases {
        for candidate in candidates(stage, k, input, inputs, interval, &random) {
          guard interval.contains(candidate), candidate.bitCount < SettleTuning.mostBits,
            seen.insert(candidate).inserted
          else { continue }
          inputs[input] = candidate
          guard evaluator.truth(of: k, at: inputs) == .yes else { continue }
          let broken = evaluator.constraintsOfInput[input].count {
            $0 != k && !isViolated[$0] && evaluator.truth(of: $0, at: inputs) != .yes
          }
          if broken < best?.broken ?? .max { best = (input, candidate, broken) }
          if broken == 0 { break stages }
        }
        inputs[input] = before
      }
      inputs[input] = before
      if best?.broken == 0 { break }
    }
    guard let best else { return approach(k, &inputs, among: support, isViolated) }
    inputs[best.input] = best.value
    return best.input
  }

  /// Scales all inputs of an inequality at once, as far as it asks for: inputs in a ball, or of bounded sum.
  private func mendByScaling(
    _ k: Int, _ inputs: inout [Rational], frozen: Set<Int>, _ isViolated: [Bool], _ random: inout SplitMix64
  ) -> [Int]? {
    let support = evaluator.constraints[k].support.filter { !frozen.contains($0) && !inputs[$0].isZero }
    guard support.count > 1, evaluator.constraints[k].relation != nil else { return nil }
    let start = inputs
    func scale(_ factor: Rational) {
      for input in support { inputs[input] = start[input] * factor }
    }
    func scaled(_ factor: Rational) -> Double? {
      scale(factor)
      return difference(k, inputs)?.approximation
    }
    guard let f0 = scaled(0), let f1 = scaled(Rational(1, 2)), let f2 = scaled(1) else {
      inputs = start
      return nil
    }
    guard
      let limit = Parabola(f0, middle: f1, end: f2).roots.filter({ $0 > SettleTuning.leastScale && $0 < 1 })
        .min(),
      let high = Rational(exactly: limit)
    else {
      inputs = start
      return nil
    }
    let share = random.pick([Rational(1, 2), Rational(3, 4), Rational(15, 16), Rational(255, 256)])
    scale(.simplest(between: high * share, and: high))
    let isMet =
      evaluator.truth(of: k, at: inputs) == .yes
      && support.allSatisfy { inputs[$0].bitCount < SettleTuning.scaledBits }
      && Set(support.flatMap { evaluator.constraintsOfInput[$0] }).allSatisfy {
        isViolated[$0] || evaluator.truth(of: $0, at: inputs) == .yes
      }
    if !isMet { inputs = start }
    return isMet ? support : nil
  }

  /// Moves one input to an end of its domain, or halfway there, so that the two sides of constraint `k`
  /// come closer and nothing else breaks: where one input alone cannot mend it, several together may.
  private func approach(
    _ k: Int, _ inputs: inout [Rational], among support: [Int], _ isViolated: [Bool]
  ) -> Int? {
    guard let gap = difference(k, inputs)?.magnitude else { return nil }
    for input in support.prefix(SettleTuning.mostApproached) {
      let before = inputs[input]
      let interval = interval(of: input, at: inputs)
      let ends = [interval.lower, interval.upper].compactMap { $0 }
      for candidate in ends + ends.map({ ($0 + before) * Rational(1, 2) })
      where candidate != before && interval.contains(candidate)
        && candidate.bitCount < SettleTuning.mostBits
      {
        inputs[input] = candidate
        let isCloser = difference(k, inputs).map { $0.magnitude < gap } ?? false
        if isCloser,
          evaluator.constraintsOfInput[input].allSatisfy({
            $0 == k || isViolated[$0] || evaluator.truth(of: $0, at: inputs) == .yes
          })
        {
          return input
        }
      }
      inputs[input] = before
    }
    return nil
  }

  /// left − right of constraint `k`: of numbers that are not algebraic only roughly.
  private func difference(_ k: Int, _ inputs: [Rational]) -> Rational? {
    evaluator.constraints[k].isTranscendental
      ? evaluator.roughDifference(of: k, at: inputs).flatMap { Rational(exactly: $0) }
      : evaluator.difference(of: k, at: inputs)
  }

  /// Where values to try for an input come from, the most promising first.
  private enum Stage: CaseIterable { case roots, simple, drawn }

  private func candidates(
    _ stage: Stage, _ k: Int, _ input: Int, _ inputs: [Rational], _ interval: DrawInterval,
    _ random: inout SplitMix64
  ) -> [Rational] {
    // Of a quadratic equation all solutions are roots.
    if stage != .roots, quadraticEqualities.contains(k) { return [] }
    switch stage {
    case .roots: return besideRoots(k, input, inputs, interval, &random)
    case .simple:
      let x = inputs[input]
      return [-x, 0, x * Rational(1, 2), x * Rational(1, 8), 1, -1]
        + [interval.lower, interval.upper].compactMap { $0 }
    case .drawn:
      return [DrawStyle.simple, .corner, .dyadic, .simple, .wide].map { random.value(in: interval, $0) }
    }
  }

  /// The roots, and for an inequality values between them and the ends on either side: which side is
  /// the feasible one is found by trying.
  private func besideRoots(
    _ k: Int, _ input: Int, _ inputs: [Rational], _ interval: DrawInterval, _ random: inout SplitMix64
  ) -> [Rational] {
    let roots = roots(k, input, inputs)
    if evaluator.constraints[k].relation == .equal { return roots }
    var result: [Rational] = random.chance(SettleTuning.rootPercent) ? roots : []
    for root in roots.sorted() {
      var (low, high) = (interval, interval)
      low.intersect(root, isLower: false, isClosed: true)
      high.intersect(root, isLower: true, isClosed: true)
      for side in random.chance(50) ? [low, high] : [high, low] {
        if let a = side.lower, let b = side.upper, a > b { continue }
        result.append(random.value(in: side, random.pick([.simple, .simple, .dyadic, .corner])))
      }
    }
    return result + roots
  }

  /// Rational roots of the constraint's difference, or that of the squares, in one input, where it is at most
  /// quadratic there: around its value, or on the side of `end` alone, beside a kink at most.
  func roots(_ k: Int, _ input: Int, _ inputs: [Rational], towards end: Rational? = nil) -> [Rational] {
    guard evaluator.constraints[k].relation != nil else { return [] }
    if evaluator.constraints[k].isTranscendental { return roughRoots(k, input, inputs) }
    let x = inputs[input]
    let steps: [Rational] =
      if let end {
        [1, 2].map { Rational(end < x ? -$0 : $0) * SettleTuning.sideProbe }
      } else {
        [SettleTuning.probe, -SettleTuning.probe]
      }
    let points = ([0] + steps).map { x + $0 }.map { value in
      var point = inputs
      point[input] = value
      return point
    }
    guard let values = evaluator.differences(of: k, at: points) else { return [] }
    // Where no root is rational, near ones serve inequalities.
    return Parabola(values[0], (steps[0], values[1]), (steps[1], values[2])).roughRoots.map { x + $0 }
  }

  /// Simple numbers on either side of the nearest changes of sign of the constraint's difference in one input, above
  /// and below its value: of a difference that is not algebraic.
  private func roughRoots(_ k: Int, _ input: Int, _ inputs: [Rational]) -> [Rational] {
    var trial = inputs
    func difference(_ x: Double) -> Double? {
      guard let exact = Rational(exactly: x) else { return nil }
      trial[input] = exact
      return evaluator.roughDifference(of: k, at: trial)
    }
    let interval = interval(of: input, at: inputs)
    let start = inputs[input].approximation
    guard let here = difference(start) else { return [] }
    var result: [Rational] = []
    for (sign, end) in [(1.0, interval.upper?.approximation), (-1, interval.lower?.approximation)] {
      // Steps that grow until the sign changes or the domain ends.
      var (inside, outside) = ((x: start, f: here), (x: start, f: here))
      var step = max(start.magnitude, 1) / SettleTuning.roughParts
      for _ in 0..<SettleTuning.roughSteps where outside.f * here > 0 {
        var x = outside.x + sign * step
        if let end, sign * x > sign * end { x = end }
        guard x != outside.x, let f = difference(x) else { break }
        (inside, outside) = (outside, (x, f))
        step *= SettleTuning.roughGrowth
      }
      guard outside.f * here < 0 else { continue }
      // The secant, kept inside the bracket.
      for _ in 0..<SettleTuning.secants {
        let width = (outside.x - inside.x).magnitude
        if width <= SettleTuning.secantWidth * max(inside.x.magnitude, SettleTuning.leastSize) { break }
        var x = inside.x - inside.f * (outside.x - inside.x) / (outside.f - inside.f)
        let (low, high) = (min(inside.x, outside.x), max(inside.x, outside.x))
        x = min(max(x, low + width / SettleTuning.secantParts), high - width / SettleTuning.secantParts)
        guard let f = difference(x) else { break }
        if f * here > 0 { inside = (x, f) } else { outside = (x, f) }
      }
      for (x, other) in [(inside.x, start), (outside.x, outside.x + sign)] {
        let room = max(x.magnitude, SettleTuning.leastSize) * SettleTuning.rootRoom
        if let near = Rational(exactly: x), let far = Rational(exactly: other > x ? x + room : x - room),
          near != far
        {
          result.append(Rational.simplest(between: min(near, far), and: max(near, far)))
        }
      }
    }
    return result
  }
}
