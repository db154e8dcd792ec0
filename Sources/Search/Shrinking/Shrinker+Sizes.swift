import Claims
import Enclosures
import Evaluation

/// Smaller sizes.
extension Shrinker {
  mutating func smallerSizes(_ found: Found) -> Found? {
    let sizes = found.ground.sizes
    var trials: [GroundTheorem] = []
    for trial in Self.below(sizes, theorem) where !isExhausted {
      if let ground = try? GroundTheorem.lower(theorem, sizes: trial) { trials.append(ground) }
    }
    trials = trials.enumerated().sorted {
      ($0.element.inputs.count, $0.offset) < ($1.element.inputs.count, $1.offset)
    }.map(\.element)
    for ground in trials where !isExhausted {
      refused = []
      let drawer = Drawer(ground)
      let engine = Engine(ground, limits: limits)
      for fromEnd in [false, true] {
        var inputs = Self.project(found, onto: ground, fromEnd: fromEnd)
        if isViolated(engine, inputs) { return Found(drawer: drawer, engine: engine, inputs: inputs) }
        if drawer.repair(&inputs, frozen: [], &random), isViolated(engine, inputs) {
          return Found(drawer: drawer, engine: engine, inputs: inputs)
        }
      }
      for _ in 0..<60 {
        let (inputs, isRepaired) = drawer.draw(&random)
        if isRepaired, isViolated(engine, inputs) {
          return Found(drawer: drawer, engine: engine, inputs: inputs)
        }
      }
      if let inputs = climb(drawer, engine, from: found) {
        return Found(drawer: drawer, engine: engine, inputs: inputs)
      }
    }
    return nil
  }

  /// Climbs at smaller sizes, from what is left of the instance there and from others.
  private mutating func climb(_ drawer: Drawer, _ engine: Engine, from found: Found) -> [Rational]? {
    guard var climber = Climber(drawer) else { return nil }
    let rounding = Rounding(drawer: drawer)
    var base: [Rational]?
    for round in 0..<6 where !isExhausted {
      var starts = [false, true].map { Self.project(found, onto: engine.ground, fromEnd: $0) }
      while starts.count < 8 {
        let (inputs, isRepaired) = drawer.draw(&random)
        if isRepaired, base == nil { base = inputs }
        starts.append(inputs)
      }
      climber.machine.isRelative = round % 2 == 0
      climber.machine.penalty = [4.0, 64, 1][round % 3]
      let effort = climber.effort
      let summits = climber.climb(
        from: starts, steps: 150, walk: round % 2 == 0 ? 300 : 0, isCancelled: isCancelled, &random)
      workLeft -= (climber.effort - effort) / Climber.passesPerUnit
      for summit in summits.sorted(by: { $0.merit > $1.merit }).prefix(3) where summit.violation > -1e-3 {
        for inputs in rounding.instances(near: summit.point, base: base, &random) {
          if isViolated(engine, inputs) { return inputs }
        }
      }
    }
    return nil
  }

  /// Sizes none of which is larger and one of which is smaller, fewest first.
  private static func below(_ sizes: [Int], _ theorem: Theorem) -> [[Int]] {
    var result: [[Int]] = [[]]
    for (k, size) in sizes.enumerated() {
      let minimum = theorem.sizes[k].minimum
      var values = Array(minimum...min(size, minimum + 5))
      // Of many sizes those that halve what is left, nearer and nearer to the present one.
      var gap = (size - minimum) / 2
      while gap > 0 {
        values.append(size - gap)
        gap /= 2
      }
      values = Set(values + [size]).sorted()
      result = result.flatMap { prefix in values.map { prefix + [$0] } }
    }
    return Array(
      result.filter { $0 != sizes }.sorted { a, b in
        let (x, y) = (a.reduce(0, +), b.reduce(0, +))
        return x != y ? x < y : a.lexicographicallyPrecedes(b)
      }.prefix(24))
  }

  /// The part of an instance that fits smaller sizes: the first elements of every index, or the last.
  private static func project(_ found: Found, onto ground: GroundTheorem, fromEnd: Bool) -> [Rational] {
    struct Key: Hashable {
      var variable: Int
      var indices: [Int]
      var part: InputElement.Part
    }
    var known: [Key: Rational] = [:]
    var last: [Int: [Int]] = [:]
    for (input, value) in zip(found.ground.inputs, found.inputs) {
      known[Key(variable: input.variable, indices: input.indices, part: input.part)] = value
      last[input.variable] = input.indices
    }
    var lastSmall: [Int: [Int]] = [:]
    for input in ground.inputs { lastSmall[input.variable] = input.indices }
    return ground.inputs.map { input in
      var indices = input.indices
      if fromEnd, let a = last[input.variable], let b = lastSmall[input.variable] {
        indices = zip(indices, zip(a, b)).map { $0 + $1.0 - $1.1 }
      }
      return known[Key(variable: input.variable, indices: indices, part: input.part)]
        ?? known[Key(variable: input.variable, indices: input.indices, part: input.part)] ?? 0
    }
  }
}
