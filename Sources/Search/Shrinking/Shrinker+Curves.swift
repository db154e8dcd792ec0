import Numbers

/// Points with small numbers on the curves and surfaces that equations make, and trades between two values.
extension Shrinker {
  /// Tries, for every equation of second degree, the rational points that lines from its simplest points
  /// lead to: all lines close to the present one, by the size of their whole-number directions.
  mutating func walkCurves(_ found: inout Violation) {
    for k in found.generator.equalities where !isExhausted {
      let support = found.generator.evaluator.constraints[k].support
      guard CurveTuning.supports.contains(support.count),
        support.contains(where: { !Self.isPlain(found.inputs[$0]) })
      else { continue }
      if walkCurve(k, support, &found) { return }
    }
    for system in found.generator.systems where !isExhausted {
      if walkSystem(system, &found) { return }
    }
  }

  private mutating func walkCurve(_ k: Int, _ support: [Int], _ found: inout Violation) -> Bool {
    let generator = found.generator
    let inputs = found.inputs
    var bases: [[Rational]] = []
    for axis in support {
      var point = inputs
      for other in support where other != axis { point[other] = 0 }
      for root in generator.roots(k, axis, point) where root.bitCount < CurveTuning.shortRoot {
        point[axis] = root
        for sign in [Rational(1), Rational(-1)] {
          point[axis] = sign * root
          let base = support.map { point[$0] }
          if !bases.contains(base), generator.evaluator.truth(of: k, at: point) == .yes { bases.append(base) }
        }
      }
    }
    var points: [[Rational]] = []
    let effort = generator.evaluator.effort
    defer { budget.spend(generator.evaluator.effort - effort) }
    for base in bases {
      if support.count == 2 {
        points += steepPoints(k, support, found, base)
      } else {
        points += linePoints(support, found, base) {
          Self.second(generator, k, support, inputs, base, $0)
        }
      }
    }
    return takeSimplest(of: points, &found)
  }

  /// The same where one equation of second degree and linear ones belong together.
  private mutating func walkSystem(_ system: EquationSystem, _ found: inout Violation) -> Bool {
    guard system.quadratics.count == 1, !system.affine.isEmpty,
      system.inputs.count <= CurveTuning.mostSystemInputs
    else { return false }
    let inputs = found.inputs
    let order = Array(system.inputs.indices)
    var points: [[Rational]] = []
    for base in system.bases {
      points += linePoints(system.inputs, found, base) { whole in
        guard let point = system.second(from: base, towards: zip(base, whole).map { $0 + $1 }, order: order)
        else { return nil }
        var result = inputs
        for (k, input) in system.inputs.enumerated() { result[input] = point[k] }
        return result
      }
    }
    return takeSimplest(of: points, &found)
  }

  /// Where lines from `base` close to the present instance, by the size of their whole-number directions, lead.
  private mutating func linePoints(
    _ support: [Int], _ found: Violation, _ base: [Rational], _ second: ([Rational]) -> [Rational]?
  ) -> [[Rational]] {
    let generator = found.generator
    let direction = zip(support, base).map { found.inputs[$0] - $1 }
    guard let greatest = direction.map(\.magnitude).max(), !greatest.isZero else { return [] }
    var points: [[Rational]] = []
    let effort = generator.evaluator.effort
    for scale in 1...160 where generator.evaluator.effort - effort < ShrinkTuning.linesWork {
      if budget.isInterrupted { break }
      let whole = direction.map { component in
        Rational((component / greatest * Rational(scale) + Rational(1, 2)).floor)
      }
      guard let point = second(whole) else { continue }
      let isInside = support.allSatisfy { generator.interval(of: $0, at: point).contains(point[$0]) }
      if isInside { points.append(point) }
    }
    return points
  }

  /// Takes the simplest of the points that is violated and simpler than the present instance.
  private mutating func takeSimplest(of points: [[Rational]], _ found: inout Violation) -> Bool {
    let present = Simplicity(found.inputs)
    let simpler = Set(points).map { (simplicity: Simplicity($0), inputs: $0) }
      .filter { $0.simplicity < present }.sorted { $0.simplicity < $1.simplicity }
    for (_, point) in simpler where !isExhausted {
      if isViolated(found.engine, point) {
        found.inputs = point
        return true
      }
    }
    return false
  }

  /// Where the line from `base` in a direction meets the surface of equation `k` again.
  private static func second(
    _ generator: InstanceGenerator, _ k: Int, _ support: [Int], _ inputs: [Rational], _ base: [Rational],
    _ direction: [Rational]
  ) -> [Rational]? {
    func moved(_ t: Rational) -> [Rational] {
      var point = inputs
      for (n, input) in support.enumerated() { point[input] = base[n] + t * direction[n] }
      return point
    }
    // 0 at t = 0, and a parabola where the equation, or its sides squared, are of second degree.
    for isSquared in [false, true] {
      func difference(_ t: Rational) -> Rational? {
        isSquared
          ? generator.evaluator.differenceOfSquares(of: k, at: moved(t))
          : generator.evaluator.difference(of: k, at: moved(t))
      }
      guard let f1 = difference(1), let f2 = difference(2),
        let t = Parabola(0, (1, f1), (2, f2)).rootBesideZero
      else { continue }
      let point = moved(t)
      if generator.evaluator.truth(of: k, at: point) == .yes { return point }
    }
    return nil
  }

  /// Of a curve in two values: the violated points near the present one, by the slopes of the lines from `base`,
  /// those with the smallest whole numbers.
  private mutating func steepPoints(
    _ k: Int, _ support: [Int], _ found: Violation, _ base: [Rational]
  ) -> [[Rational]] {
    let generator = found.generator
    let (dx, dy) = (found.inputs[support[0]] - base[0], found.inputs[support[1]] - base[1])
    // Slopes of modulus at most 1, from one axis or the other.
    let isFlat = dx.magnitude >= dy.magnitude
    guard !(isFlat ? dx : dy).isZero else { return [] }
    let slope = isFlat ? dy / dx : dx / dy
    func point(_ slope: Rational) -> [Rational]? {
      Self.second(generator, k, support, found.inputs, base, isFlat ? [1, slope] : [slope, 1])
    }
    func isStillViolated(_ slope: Rational) -> Bool {
      guard let point = point(slope) else { return false }
      return isViolated(found.engine, point)
    }
    let interval = DrawInterval(lower: slope - 1, upper: slope + 1)
    let low = edge(from: slope, towards: -1, interval, isStillViolated).inside
    let high = edge(from: slope, towards: 1, interval, isStillViolated).inside
    guard low < high else { return [] }
    let simplest = Rational.simplest(between: low, and: high)
    guard let first = simplest.denominator.word else { return [] }
    var result: [[Rational]] = []
    // Points whose numbers have a factor in common may come of larger slopes.
    for q in first..<(first + first / 2 + CurveTuning.moreDenominators)
    where result.count < CurveTuning.mostPoints && !isExhausted {
      let scale = Rational(q)
      var p = (low * scale).floor
      for _ in 0..<CurveTuning.slopesPerDenominator {
        let candidate = Rational(p) / scale
        if candidate > high { break }
        if candidate >= low, let point = point(candidate) { result.append(point) }
        p = p + 1
      }
    }
    return result
  }

  /// Lets one value become less simple where another gains more by it.
  mutating func trade(_ found: inout Violation) {
    let long = found.inputs.indices.filter { !Self.isPlain(found.inputs[$0]) }
    guard CurveTuning.traded.contains(long.count) else { return }
    for j in long {
      for i in long where i != j && !isExhausted {
        let interval = found.generator.interval(of: j, at: found.inputs)
        let start = found.inputs
        let engine = found.engine
        func with(_ value: Rational) -> [Rational] {
          var trial = start
          trial[j] = value
          return trial
        }
        let low = edge(from: start[j], towards: -1, interval) { isViolated(engine, with($0)) }.inside
        let high = edge(from: start[j], towards: 1, interval) { isViolated(engine, with($0)) }.inside
        guard low < high else { continue }
        let width = (high - low) * Rational(1, CurveTuning.tradeParts)
        for part in CurveTuning.tradePlaces {
          let middle = low + width * Rational(part)
          var trial = with(.simplest(between: middle - width, and: middle + width))
          guard isViolated(engine, trial) else { continue }
          for input in [i, j] { trial[input] = simplestValue(of: input, trial, found) }
          if take(trial, &found) { break }
        }
        // Nearer and nearer around what is best so far.
        var reach = width
        for _ in 0..<CurveTuning.tradeRounds where !isExhausted {
          reach = reach * CurveTuning.tradeNarrowing
          for side in [-2, 2] {
            let middle = found.inputs[j] + reach * Rational(side)
            var trial = found.inputs
            trial[j] = .simplest(between: middle - reach, and: middle + reach)
            guard interval.contains(trial[j]), isViolated(engine, trial) else { continue }
            for input in [i, j] { trial[input] = simplestValue(of: input, trial, found) }
            _ = take(trial, &found)
          }
        }
      }
    }
  }

  /// The simplest value of an input with which the instance stays violated, as far as violations are an
  /// interval.
  private mutating func simplestValue(of input: Int, _ inputs: [Rational], _ found: Violation) -> Rational {
    let x = inputs[input]
    let interval = found.generator.interval(of: input, at: inputs)
    let engine = found.engine
    func with(_ value: Rational) -> [Rational] {
      var trial = inputs
      trial[input] = value
      return trial
    }
    let low = edge(from: x, towards: -1, interval) { isViolated(engine, with($0)) }
    let high = edge(from: x, towards: 1, interval) { isViolated(engine, with($0)) }
    for (a, b) in [(low.outside, high.outside), (low.inside, high.inside)] where a < b {
      let value = Rational.simplest(between: a, and: b)
      if interval.contains(value), value == x || isViolated(engine, with(value)) { return value }
    }
    return x
  }

  /// Holds one value at a simpler one and climbs with the others.
  mutating func releaseAndClimb(_ found: inout Violation) {
    let long = found.inputs.indices.filter { !Self.isPlain(found.inputs[$0]) }
    guard !long.isEmpty, found.inputs.count <= CurveTuning.mostReleased, let plain = Climber(found.generator)
    else { return }
    let rounding = Rounding(generator: found.generator)
    for input in long.prefix(CurveTuning.mostHeld) where !isExhausted {
      let interval = found.generator.intervals[input]
      let x = found.inputs[input]
      var values: [Rational] = [0, 1, -1]
      if long.count <= CurveTuning.fewHeld {
        values += [Rational(1, 2), Rational(-1, 2)]
        values += CurveTuning.heldNear.map {
          .simplest(between: x - Rational(1, $0), and: x + Rational(1, $0))
        }
      }
      var tried: Set<Rational> = [x]
      for value in values where interval.contains(value) && tried.insert(value).inserted && !isExhausted {
        var climber = plain
        climber.hold(input, at: value.approximation)
        climber.machine.isRelative = true
        climber.machine.penalty = ClimbTuning.usualPenalty
        var start = found.inputs
        start[input] = value
        let effort = climber.effort
        let summits = climber.climb(
          from: [start], steps: CurveTuning.climbSteps, walk: CurveTuning.walk, within: budget, &random)
        budget.spend(Climber.work(passing: climber.effort - effort))
        for summit in summits.sorted(by: { $0.merit > $1.merit }).prefix(CurveTuning.summits)
        where summit.violation > -ShrinkTuning.equalGap {
          for inputs in rounding.instances(near: summit.point, base: found.inputs, &random)
          where inputs[input] == value && isViolated(found.engine, inputs) {
            if take(inputs, &found) { return }
            // Worth the same passes before it is compared.
            var other = found
            other.inputs = inputs
            settle(&other)
            if Simplicity(other.inputs) < Simplicity(found.inputs) {
              found.inputs = other.inputs
              return
            }
            break
          }
        }
      }
    }
  }
}
