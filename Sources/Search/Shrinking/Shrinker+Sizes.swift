import Claims
import Evaluation
import Numbers
import Programs

/// Smaller sizes.
extension Shrinker {
  /// What is kept about sizes below those of the instance.
  struct Trial {
    let generator: InstanceGenerator
    let engine: Engine

    /// How many instances may be drawn yet.
    var drawsLeft: Int
    /// Families that were not climbed in yet.
    var families: [[[Int]]]
    var rounds = 0
    /// The work done at these sizes.
    var work = 0
    /// Whether vertices are still to be looked at.
    var hasVertices = true
    /// The closest to a violation that a climb came, and how many climbs ago that was.
    var closest = -Double.infinity
    var fruitless = 0
    /// An instance that meets the hypotheses.
    var base: [Rational]?
    var promising = PromisingInstances()

    init(_ ground: GroundTheorem, _ limits: EvaluationLimits, searchWork: Int, within budget: Budget) {
      extraPatience = min(ShrinkTuning.mostExtraPatience, searchWork / ShrinkTuning.patienceWork)
      generator = InstanceGenerator(ground)
      engine = Engine(ground, limits: limits)
      engine.isCancelled = { budget.isInterrupted }
      families = Families.partitions(of: ground)
      drawsLeft = ground.inputs.count < SearchTuning.longInstance ? ShrinkTuning.draws : 0
    }

    /// How many climbs in turn that come no closer end those here: many where both sides are equal
    /// already, which a derivative may not lead away from.
    var patience: Int {
      let own = closest > -ShrinkTuning.equalGap ? ShrinkTuning.equalPatience : ShrinkTuning.patience
      return own + extraPatience
    }
    let extraPatience: Int
    /// The work done, seen as less where a climb came close.
    var weight: Double {
      guard closest > -1 else { return Double(work) }
      return Double(work) * (ShrinkTuning.closeWeight + ShrinkTuning.gapWeight * max(0, -closest))
    }
    var isSettled: Bool {
      drawsLeft == 0 && families.isEmpty
        && (fruitless >= patience || rounds >= ShrinkTuning.roundsPerPatience * patience)
    }
  }

  /// A violated instance of smaller sizes: what is left of the present one, or drawn, or climbed to.
  mutating func smallerSizes(_ found: Violation) -> Violation? {
    let present = Self.measure(found.ground)
    var open: [[Int]] = []
    for sizes in Self.below(found.ground.sizes, theorem) + Self.traded(found.ground.sizes, theorem)
    where !isExhausted {
      if trials[sizes] == nil, let ground = try? GroundTheorem.lower(theorem, sizes: sizes) {
        budget.spend(SearchTuning.loweringCost * ground.program.instructions.count)
        trials[sizes] = Trial(ground, limits, searchWork: searchWork, within: budget)
      }
      if let trial = trials[sizes], Self.measure(trial.engine.ground) < present { open.append(sizes) }
    }
    let measures = open.map { trials[$0].map { Self.measure($0.engine.ground) } ?? present }
    open = open.indices.sorted { measures[$0] < measures[$1] }.map { open[$0] }
    for sizes in open where !isExhausted {
      guard let trial = trials[sizes] else { continue }
      if let inputs = remainder(found, trial) {
        return Violation(generator: trial.generator, engine: trial.engine, inputs: inputs)
      }
      // From another instance other ways may lead here.
      trials[sizes]?.fruitless = min(trial.fruitless, trial.patience - ShrinkTuning.renewedClimbs)
    }
    // Always where least work was done, so that no sizes use up what the others need.
    let share = budget.share(
      work: ShrinkTuning.roundWork
        + min(ShrinkTuning.searchTimes * searchWork, ShrinkTuning.searchTimes * ShrinkTuning.roundWork))
    while !isExhausted, share.workLeft > 0 {
      let least = open.compactMap { sizes in trials[sizes].map { (sizes, $0) } }
        .filter { !$0.1.isSettled }.min { $0.1.weight < $1.1.weight }
      guard case (let sizes, var trial)? = least else { return nil }
      let before = budget.reading.work
      let inputs = attempt(&trial, from: found)
      trial.work += budget.reading.work - before

      trials[sizes] = trial
      if let inputs { return Violation(generator: trial.generator, engine: trial.engine, inputs: inputs) }
    }
    return nil
  }

  /// What is left of the instance at the smallest size at which that is violated: of sizes far below one another, such
  /// as the multiples of a period, a search from near to far finds few.
  mutating func shortened(_ found: Violation) -> Violation? {
    let share = budget.share(work: ShrinkTuning.shorteningWork)
    for (k, size) in found.ground.sizes.enumerated() where size > theorem.sizes[k].minimum {
      for value in theorem.sizes[k].minimum..<size where !isExhausted && share.workLeft > 0 {
        var sizes = found.ground.sizes
        sizes[k] = value
        guard trials[sizes] == nil, let ground = try? GroundTheorem.lower(theorem, sizes: sizes) else {
          continue
        }
        budget.spend(SearchTuning.loweringCost * ground.program.instructions.count)
        let engine = Engine(ground, limits: limits)
        engine.isCancelled = { [budget] in budget.isInterrupted }
        refused = []
        for inputs in Self.projections(found, onto: ground).prefix(ShrinkTuning.mostShortened)
        where isViolated(engine, inputs) {
          return Violation(generator: InstanceGenerator(ground), engine: engine, inputs: inputs)
        }
      }
    }
    return nil
  }

  /// One step of the search at smaller sizes: draws first, then climbs in families and over all values by turns.
  private mutating func attempt(_ trial: inout Trial, from found: Violation) -> [Rational]? {
    refused = []
    let isLong = trial.engine.ground.inputs.count >= ShrinkTuning.longTrial
    if trial.hasVertices {
      trial.hasVertices = false
      if let inputs = vertex(trial) { return inputs }
    }
    if trial.drawsLeft > 0, !isLong || trial.families.isEmpty { return draw(&trial) }
    if !trial.families.isEmpty, trial.rounds > 0 || isLong {
      let family = trial.families.removeFirst()
      let start = Self.projections(found, onto: trial.engine.ground)[0]
      return climb(in: family, trial.generator, trial.engine, from: start)
    }
    return climb(&trial, from: found)
  }

  /// A violated vertex of what the hypotheses allow at smaller sizes.
  private mutating func vertex(_ trial: Trial) -> [Rational]? {
    let isComplex = theorem.variables.contains(where: \.isComplex)
    for direction in isComplex ? Coordinate.Direction.allCases : [.real] where !isExhausted {
      let effort = trial.generator.evaluator.effort
      guard
        var climb = VertexClimb(
          trial.generator, along: direction, budget.share(work: ShrinkTuning.vertexWork), &random)
      else { continue }
      let instances = climb.instances(&random)
      budget.spend(Climber.work(passing: climb.effort) + trial.generator.evaluator.effort - effort)
      for inputs in instances where isViolated(trial.engine, inputs) { return inputs }
    }
    return nil
  }

  /// Climbs in a family, from what is left of an instance and from others.
  private mutating func climb(
    in family: [[Int]], _ generator: InstanceGenerator, _ engine: Engine, from start: [Rational]
  ) -> [Rational]? {
    let (summits, work) = Families.summits(
      in: family, generator, from: start, within: budget, &random)
    budget.spend(work)
    for summit in summits {
      for inputs in Families.alike(summit.point, family, generator) where isViolated(engine, inputs) {
        return inputs
      }
    }
    return nil
  }

  /// What is left of the instance at smaller sizes when a run of index values is taken out.
  private mutating func remainder(_ found: Violation, _ trial: Trial) -> [Rational]? {
    refused = []
    let effort = trial.generator.evaluator.effort
    defer { budget.spend(trial.generator.evaluator.effort - effort) }
    var seen: Set<[Rational]> = []
    for inputs in Self.projections(found, onto: trial.engine.ground) where seen.insert(inputs).inserted {
      if isViolated(trial.engine, inputs) { return inputs }
      // Mending long instances costs more than it helps.
      guard seen.count <= ShrinkTuning.mendedRemainders || inputs.count < ShrinkTuning.longRemainder,
        inputs.count < SearchTuning.longInstance
      else { continue }
      var repaired = inputs
      if trial.generator.repair(&repaired, frozen: [], &random), repaired != inputs,
        isViolated(trial.engine, repaired)
      {
        return repaired
      }
    }
    return nil
  }

  /// Draws a few instances, and varies those that came close.
  private mutating func draw(_ trial: inout Trial) -> [Rational]? {
    let effort = trial.engine.effort + trial.generator.evaluator.effort
    var batch: [[Rational]] = []
    for _ in 0..<min(trial.drawsLeft, ShrinkTuning.drawsPerTurn) {
      let near = trial.promising.pick(&random).flatMap {
        random.chance(SearchTuning.variedPercent) ? $0 : nil
      }
      let (inputs, isRepaired) =
        near.map { trial.generator.vary($0, &random) } ?? trial.generator.draw(&random)
      trial.drawsLeft -= 1
      guard isRepaired, !batch.contains(inputs) else { continue }
      if trial.base == nil { trial.base = inputs }
      batch.append(inputs)
    }
    defer {
      budget.spend(
        trial.engine.effort + trial.generator.evaluator.effort - effort
          + ShrinkTuning.drawsPerTurn * SearchTuning.bookkeeping)
    }
    // Where hypotheses are hard to meet, climbs are worth more.
    if trial.generator.evaluator.effort - effort + trial.engine.effort > ShrinkTuning.drawWork {
      trial.drawsLeft = 0
    }
    guard !isExhausted, let judgements = try? trial.engine.judge(batch) else { return nil }
    for (inputs, judgement) in zip(batch, judgements) {
      if judgement.verdict == .violated { return inputs }
      if judgement.verdict == .holds { trial.promising.take(inputs, judgement.closeness) }
    }
    return nil
  }

  /// Climbs at smaller sizes, from what is left of the instance there and from others.
  private mutating func climb(_ trial: inout Trial, from found: Violation) -> [Rational]? {
    guard var climber = Climber(trial.generator) else {
      trial.rounds = .max
      trial.families = []
      return nil
    }
    let round = trial.rounds
    trial.rounds += 1
    trial.fruitless += 1
    if trial.engine.ground.inputs.count < ShrinkTuning.mostRedrawnInputs {
      trial.drawsLeft = ShrinkTuning.laterDraws
    }
    let rounding = Rounding(generator: trial.generator)
    let projections = Self.projections(found, onto: trial.engine.ground)
    // The first and the last by turns with others.
    var starts = [projections[0], projections[1], projections[(2 + round) % projections.count]]
    while starts.count < Climber.Lanes.scalarCount {
      let (inputs, isRepaired) = trial.generator.draw(&random)
      if isRepaired, trial.base == nil { trial.base = inputs }
      starts.append(inputs)
    }
    climber.machine.isRelative = round % 2 == 0
    climber.machine.penalty = ClimbTuning.penalties[round % ClimbTuning.penalties.count]
    let affordable = ShrinkTuning.walkWork * ClimbTuning.passesPerUnit / max(climber.machine.length, 1)
    let longest = min(
      ShrinkTuning.walk + ShrinkTuning.walkGrowth * round, ClimbTuning.longestWalk, affordable)
    let summits = climber.climb(
      from: starts, steps: ShrinkTuning.climbSteps,
      walk: round % ClimbTuning.penalties.count == 1 ? 0 : longest, within: budget, &random)
    budget.spend(Climber.work(passing: climber.effort))
    for summit in summits.sorted(by: { $0.merit > $1.merit }).prefix(ShrinkTuning.summits) {
      if climber.machine.isRelative, summit.infeasibility < ClimbTuning.feasible,
        summit.violation > trial.closest
          + max(ShrinkTuning.leastGain, ShrinkTuning.gainPart * min(trial.closest.magnitude, 1))
      {
        trial.closest = summit.violation
        trial.fruitless = 0
      }
      guard summit.violation > -SearchTuning.promisingGap else { continue }
      for inputs in rounding.instances(near: summit.point, base: trial.base, &random) {
        if isViolated(trial.engine, inputs) { return inputs }
      }
    }
    return nil
  }

  /// Sizes none of which is larger and one of which is smaller: the least, and those next to the present ones.
  private static func below(_ sizes: [Int], _ theorem: Theorem) -> [[Int]] {
    var result: [[Int]] = [[]]
    var near: [[Int]] = []
    for (k, size) in sizes.enumerated() {
      let minimum = theorem.sizes[k].minimum
      var values = Array(minimum...min(size, minimum + ShrinkTuning.leastSteps))
      // Of many sizes those that halve what is left, nearer and nearer to the present one.
      var gap = (size - minimum) / 2
      while gap > 0 {
        values.append(size - gap)
        gap /= 2
      }
      values = Set(values + [size]).sorted()
      for value in values where value != size {
        var one = sizes
        one[k] = value
        near.append(one)
      }
      result = result.flatMap { prefix in values.map { prefix + [$0] } }
    }
    let least = result.filter { $0 != sizes }.sorted { a, b in
      let (x, y) = (a.reduce(0, +), b.reduce(0, +))
      return x != y ? x < y : a.lexicographicallyPrecedes(b)
    }.prefix(ShrinkTuning.mostLeast)
    return Array(least) + near.filter { !least.contains($0) }
  }

  /// What makes sizes smaller: fewer elements, a smaller sum, earlier in order.
  private struct Measure: Comparable {
    var count: Int
    var sizes: [Int]
    static func < (a: Measure, b: Measure) -> Bool {
      if a.count != b.count { return a.count < b.count }
      let (x, y) = (a.sizes.reduce(0, +), b.sizes.reduce(0, +))
      return x != y ? x < y : a.sizes.lexicographicallyPrecedes(b.sizes)
    }
  }

  private static func measure(_ ground: GroundTheorem) -> Measure {
    Measure(count: ground.inputs.count, sizes: ground.sizes)
  }

  /// Sizes of which one is smaller and another larger, where that may leave fewer elements.
  private static func traded(_ sizes: [Int], _ theorem: Theorem) -> [[Int]] {
    guard sizes.count > 1, sizes.allSatisfy({ $0 <= ShrinkTuning.largestTraded }) else { return [] }
    let product = sizes.reduce(1) { $0 * max($1, 1) }
    var result: [[Int]] = []
    for i in sizes.indices {
      for j in sizes.indices where j != i {
        for smaller in theorem.sizes[i].minimum..<max(sizes[i], theorem.sizes[i].minimum) {
          for larger in sizes[j] + 1..<2 * sizes[j] + 2 where larger <= theorem.sizes[j].maximum ?? .max {
            var trial = sizes
            (trial[i], trial[j]) = (smaller, larger)
            if trial.reduce(1, { $0 * max($1, 1) }) <= product { result.append(trial) }
          }
        }
      }
    }
    return Array(result.sorted { $0.reduce(0, +) < $1.reduce(0, +) }.prefix(ShrinkTuning.mostTraded))
  }

  /// The parts of an instance that fit smaller sizes: a run of values is taken out of every index, at its
  /// end, at its beginning, or in between.
  private static func projections(_ found: Violation, onto ground: GroundTheorem) -> [[Rational]] {
    struct Place: Hashable {
      var variable, position: Int
    }
    struct Key: Hashable {
      var variable: Int
      var indices: [Int]
      var part: InputElement.Part
    }
    var known: [Key: Rational] = [:]
    func lasts(_ inputs: [InputElement]) -> [Place: Int] {
      var result: [Place: Int] = [:]
      for input in inputs {
        for (k, i) in input.indices.enumerated() {
          let place = Place(variable: input.variable, position: k)
          result[place] = max(result[place] ?? i, i)
        }
      }
      return result
    }
    for (input, value) in zip(found.ground.inputs, found.inputs) {
      known[Key(variable: input.variable, indices: input.indices, part: input.part)] = value
    }
    let (last, lastSmall) = (lasts(found.ground.inputs), lasts(ground.inputs))
    let gaps = lastSmall.merging(last) { $1 - $0 }
    let most = lastSmall.values.max() ?? 0
    // Where the run begins, counted in the small instance's own indices.
    let cuts =
      [Int.max, .min]
      + (most <= ShrinkTuning.mostCuts ? Array(1...max(most, 1)) : [most / 4, most / 2, most - 1])
    func projection(_ place: (Int, Place) -> Int) -> [Rational] {
      ground.inputs.map { input in
        let indices = input.indices.enumerated().map { k, i in
          place(i, Place(variable: input.variable, position: k))
        }
        return known[Key(variable: input.variable, indices: indices, part: input.part)]
          ?? known[Key(variable: input.variable, indices: input.indices, part: input.part)] ?? 0
      }
    }
    var result = cuts.map { cut in projection { i, place in i < cut ? i : i + (gaps[place] ?? 0) } }
    // Evenly thinned out.
    result.append(
      projection { i, place in
        guard let big = last[place], let small = lastSmall[place], small > 1 else { return i }
        return 1 + (i - 1) * (big - 1) / (small - 1)
      })
    return result
  }
}
