import Claims
import Enclosures
import Evaluation

/// Makes a violated instance smaller: fewer elements by sizes first, then simpler values; every step
/// is decided anew by the engine.
struct Shrinker {
  let theorem: Theorem
  let limits: Engine.Limits
  var random: SplitMix64
  let isCancelled: () -> Bool
  /// How many decisions shrinking may still ask for.
  private var decisionsLeft = 6000
  /// How much work it may still do, in the engine's units.
  private var workLeft = 80_000_000

  init(
    _ theorem: Theorem, limits: Engine.Limits, random: SplitMix64, isCancelled: @escaping () -> Bool
  ) {
    self.theorem = theorem
    self.limits = limits
    self.random = random
    self.isCancelled = isCancelled
  }

  struct Found {
    var drawer: Drawer
    var engine: Engine
    var inputs: [Rational]
    var ground: GroundTheorem { engine.ground }
  }

  mutating func shrink(_ found: Found) -> Found {
    var current = found
    while let smaller = smallerSizes(current) { current = smaller }
    simplifyValues(&current)
    return current
  }

  private mutating func isViolated(_ engine: Engine, _ inputs: [Rational]) -> Bool {
    decisionsLeft -= 1
    guard decisionsLeft > 0, workLeft > 0, !isCancelled() else { return false }
    let effort = engine.effort
    defer { workLeft -= engine.effort - effort }
    return (try? engine.verdict(inputs)) == .violated
  }

  // MARK: Sizes

  private mutating func smallerSizes(_ found: Found) -> Found? {
    let sizes = found.ground.sizes
    for trial in Self.below(sizes, theorem) {
      guard !isCancelled(), let ground = try? GroundTheorem.lower(theorem, sizes: trial) else { continue }
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
    for round in 0..<3 where workLeft > 0 && !isCancelled() {
      var starts = [false, true].map { Self.project(found, onto: engine.ground, fromEnd: $0) }
      while starts.count < 8 {
        let (inputs, isRepaired) = drawer.draw(&random)
        if isRepaired, base == nil { base = inputs }
        starts.append(inputs)
      }
      climber.machine.isRelative = round != 1
      let effort = climber.effort
      let summits = climber.climb(from: starts, steps: 100, &random)
      workLeft -= 2 * (climber.effort - effort)
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

  // MARK: Values

  private mutating func simplifyValues(_ found: inout Found) {
    var hasChanged = true
    while hasChanged && decisionsLeft > 0 {
      hasChanged = false
      if equalise(&found) { hasChanged = true }
      for input in found.inputs.indices where simplify(input, &found) { hasChanged = true }
    }
  }

  /// Tries one value for all elements of a variable.
  private mutating func equalise(_ found: inout Found) -> Bool {
    var hasChanged = false
    for v in theorem.variables.indices {
      let members = found.ground.inputs.indices.filter {
        found.ground.inputs[$0].variable == v && found.ground.inputs[$0].part == .real
      }
      guard members.count > 1 else { continue }
      var values = Set(members.map { found.inputs[$0] })
      values.formUnion([0, 1, Rational(1, 2)])
      for value in values.sorted() {
        var trial = found.inputs
        for member in members { trial[member] = value }
        if accept(trial, frozen: Set(members), &found) { hasChanged = true }
      }
    }
    return hasChanged
  }

  private mutating func simplify(_ input: Int, _ found: inout Found) -> Bool {
    let x = found.inputs[input]
    if x.isZero { return false }
    var candidates: [Rational] = [0, 1, -1, Rational(1, 2), Rational(-1, 2), 2, -2]
    let interval = found.drawer.interval(of: input, at: found.inputs)
    if let lower = interval.lower { candidates.append(lower) }
    if let upper = interval.upper { candidates.append(upper) }
    // Nearby simpler numbers, from far to near.
    let wholeBits = min(x.magnitude.floor.bitCount, 60)
    let reaches =
      (0..<wholeBits).reversed().map { Rational(1 << $0) }
      + stride(from: 0, through: 24, by: 3).map { Rational(1, 1 << $0) }
    for reach in reaches { candidates.append(.simplest(between: x - reach, and: x + reach)) }
    for candidate in candidates where candidate != x && interval.contains(candidate) {
      var trial = found.inputs
      trial[input] = candidate
      if accept(trial, frozen: [input], &found) { return true }
    }
    return false
  }

  /// Takes the trial, or the trial with its other inputs repaired, where it is simpler and violated.
  private mutating func accept(_ trial: [Rational], frozen: Set<Int>, _ found: inout Found) -> Bool {
    let present = Simplicity(found.inputs)
    if Simplicity(trial) < present, isViolated(found.engine, trial) {
      found.inputs = trial
      return true
    }
    guard decisionsLeft > 0, !isCancelled() else { return false }
    var repaired = trial
    if found.drawer.repair(&repaired, frozen: frozen, &random), repaired != trial,
      Simplicity(repaired) < present, isViolated(found.engine, repaired)
    {
      found.inputs = repaired
      return true
    }
    return false
  }
}
