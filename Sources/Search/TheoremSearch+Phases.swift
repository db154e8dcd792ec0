import Claims
import Enclosures
import Evaluation
import Foundation

/// Phases that draw nothing at random: values of every magnitude, every size, great lengths.
///
/// Each takes a small part of the budget. What they try was chosen by the search alone, so that what stays undecided
/// there says nothing of the theorem.
extension TheoremSearch {
  /// What the phases may take: more where the caller gave time or work, less where few instances are asked for.
  private var parts: (ladder: Int, sweep: Int, lengths: Int, vertices: Int) {
    if options.seconds != nil || options.workFactor != nil {
      // A long time is not for the phases alone.
      let times = options.workFactor == nil ? min(max((options.seconds ?? 10) / 10, 1), 20) : 1
      let given = Int(Double(budget) * times)
      return (given / 24, given / 8, given / 6, given / 4)
    }
    let whole = min(options.instances ?? Self.usualInstances, Self.usualInstances)
    let given = budget / Self.usualInstances * whole
    return (given / 50, given / 10, given / 10, given / 100)
  }
  /// A visit to a great length ends with one part in this of the phase's work.
  private static let visits = 5
  /// Instances with more inputs have no place on the ladder.
  private static let ladderInputs = 24
  /// From so many inputs on only the cheapest recipes are tried.
  private static let manyInputs = 4000

  private var levels: [Recipe] {
    theorem.variables.contains(where: \.isComplex) ? Recipe.complexLevels : Recipe.levels
  }

  /// Tries values that hardly any draw gives, in one input, in all of one variable, in several at random.
  ///
  /// What it learns of a place is not kept: draws go on as they would have without it.
  mutating func climbLadder(_ places: [Place]) throws(InputError) -> Shrinker.Found? {
    var random = SplitMix64(seed: options.seed, purpose: "ladder " + theorem.name)
    let end = workLeft - parts.ladder
    let chosen = places.indices.filter {
      places[$0].isVaried && (1...Self.ladderInputs).contains(places[$0].drawer.intervals.count)
    }.prefix(2)
    for (n, k) in chosen.enumerated() {
      let last = end + (chosen.count - 1 - n) * (workLeft - end) / 2
      var place = places[k]
      if let found = try climbLadder(&place, end: last, &random) { return found }
    }
    return nil
  }

  private mutating func climbLadder(
    _ place: inout Place, end: Int, _ random: inout SplitMix64
  ) throws(InputError) -> Shrinker.Found? {
    let drawer = place.drawer
    let ladder = Ladder(drawer.ground.program)
    let values = drawer.intervals.map(ladder.values)
    var groups = drawer.intervals.indices.map { [$0] }
    for v in theorem.variables.indices {
      let members = drawer.ground.inputs.indices.filter { drawer.ground.inputs[$0].variable == v }
      if members.count > 1 { groups.append(members) }
    }
    if groups.count > 1 { groups.append(Array(drawer.intervals.indices)) }
    var bases: [[Rational]] = []
    for base in [place.base, drawer.instance(.level(.zero)), drawer.instance(.level(.one))] {
      if let base, !bases.contains(base) { bases.append(base) }
    }
    var seen: Set<[Rational]> = []
    var batch: [[Rational]] = []
    func take(_ trial: [Rational], frozen: [Int]) {
      var trial = trial
      if !drawer.walls.isEmpty { _ = drawer.repair(&trial, frozen: Set(frozen), &random) }
      if seen.insert(trial).inserted { batch.append(trial) }
    }
    let longest = values.map(\.count).max() ?? 0
    for base in bases.prefix(2) {
      for n in 0..<longest {
        for group in groups {
          let effort = place.effort
          var trial = base
          for input in group where n < values[input].count { trial[input] = values[input][n] }
          take(trial, frozen: group)
          // Several at once, each from its own place on the ladder.
          if drawer.intervals.count > 1, n.isMultiple(of: 3) {
            trial = base
            var moved: [Int] = []
            for input in trial.indices where random.chance(60) && !values[input].isEmpty {
              trial[input] = random.pick(values[input])
              moved.append(input)
            }
            take(trial, frozen: moved)
          }
          workLeft -= place.effort - effort + 200
          guard batch.count >= 8 || n == longest - 1 else { continue }
          if let found = try decide(&batch, &place) { return found }
          guard workLeft > end, hasBudget else { return nil }
        }
      }
    }
    return try decide(&batch, &place)
  }

  /// Decides optional instances, and empties the list.
  private mutating func decide(
    _ batch: inout [[Rational]], _ place: inout Place
  ) throws(InputError) -> Shrinker.Found? {
    let room = max(instanceLimit - counts.tried, 0)
    let effort = place.effort
    defer {
      workLeft -= place.effort - effort
      batch = []
    }
    return try judge(Array(batch.prefix(room)), &place, isOptional: true)
  }

  /// A few instances that need no draw at every size along each axis, as far as a part of the work reaches: no size is
  /// left out in silence.
  mutating func sweep(_ plan: SizePlan) throws(InputError) -> Shrinker.Found? {
    guard !theorem.sizes.isEmpty else { return nil }
    let end = workLeft - parts.sweep
    let isThorough = options.seconds != nil || options.workFactor != nil
    var random = SplitMix64(seed: options.seed, purpose: "sweep " + theorem.name)
    // Where programs have become too long, along each axis.
    var ends: [Int: Int] = [:]
    for (axis, sizes) in plan.axes(named: theorem.numbers) {
      guard workLeft > end, hasBudget else { return nil }
      guard sizes[axis] < ends[axis] ?? .max else { continue }
      guard var place = try open(sizes, isLong: true) else {
        ends[axis] = sizes[axis]
        continue
      }
      // A size that is named may be long; it may not take what the nearer ones need.
      let cost = (Self.loweringCost + 16) * Self.length(place.engine.ground.program)
      if cost > parts.sweep / Self.visits { ends[axis] = sizes[axis] }
      var batch: [[Rational]] = []
      for recipe in levels {
        if let inputs = place.drawer.instance(recipe), !batch.contains(inputs) { batch.append(inputs) }
      }
      swept[sizes] = Set(batch)
      if let found = try decide(&batch, &place) { return found }
      // Where few numbers meet many sizes, the vertices are few too.
      if isThorough, (2...Self.ladderInputs).contains(place.drawer.intervals.count),
        let found = try climbVertices(&place, along: .real, work: (workLeft - end) / 64, &random).0
      {
        return found
      }
      options.progress(progress)
    }
    return nil
  }

  /// Instances that recipes make at great lengths, as long as programs grow with the length; a violation is followed
  /// down to the least length at which its recipe makes one.
  mutating func lengthen(_ plan: SizePlan) throws(InputError) -> Shrinker.Found? {
    let end = workLeft - (options.seconds == nil ? parts.lengths : budget)
    let indexed = theorem.variables.map { !$0.indices.isEmpty }
    let all = Recipe.all(
      variables: indexed.count, isIndexed: indexed, isComplex: theorem.variables.contains(where: \.isComplex))
    var (next, visit) = (0, 0)
    var low = plan.combinations.map { $0.first ?? 0 }.max() ?? 0
    var length = 0.0
    for sizes in plan.larger + plan.longest {
      let growth = Double(sizes[0]) / Double(max(low, 1))
      let expected = Double(Self.loweringCost + 16) * length * growth
      guard hasBudget, expected < Double(workLeft - end), var place = try open(sizes, isLong: true) else {
        return nil
      }
      let now = Double(Self.length(place.engine.ground.program))
      // Programs that grow with the square of the length soon cost too much.
      if length > 0, now > 3000, now > length * pow(growth, 1.5) { return nil }
      length = now
      let isShort = place.drawer.intervals.count <= Self.manyInputs
      let part = workLeft - max((workLeft - end) / Self.visits, Int(16 * now))
      var recipes = levels
      // From the first by turns with where the last visit ended.
      visit += 1
      let begin = visit.isMultiple(of: 2) ? next : 0
      if isShort { recipes += all.indices.map { all[(begin + $0) % all.count] } }
      var seen = swept[sizes] ?? []
      var batch: [(Recipe, [Rational])] = []
      for (n, recipe) in recipes.enumerated() {
        guard workLeft > part, hasBudget else { break }
        if n >= levels.count { next = max(next, begin + n - levels.count + 1) % all.count }
        let effort = place.effort
        let inputs = place.drawer.instance(recipe)
        workLeft -= place.effort - effort + 4 * place.drawer.intervals.count
        if let inputs, seen.insert(inputs).inserted { batch.append((recipe, inputs)) }
        guard batch.count >= 8 || n == recipes.count - 1 else { continue }
        if let found = try decide(&batch, &place) { return least(found.recipe, found.found, above: low) }
      }
      if let found = try decide(&batch, &place) { return least(found.recipe, found.found, above: low) }
      low = sizes[0]
      options.progress(progress)
    }
    return nil
  }

  /// Vertices of what the hypotheses allow, at lengths that grow.
  mutating func climbVertices(_ plan: SizePlan) throws(InputError) -> Shrinker.Found? {
    var random = SplitMix64(seed: options.seed, purpose: "vertices " + theorem.name)
    let end = workLeft - parts.vertices
    let isComplex = theorem.variables.contains(where: \.isComplex)
    var directions = isComplex ? Coordinate.Direction.allCases : [.real]
    let lengths = plan.vertexLengths
    for (n, sizes) in lengths.enumerated() {
      guard hasBudget, workLeft > end, !directions.isEmpty, var place = try open(sizes, isLong: true) else {
        return nil
      }
      let most = VertexClimb.mostCoordinates * (isComplex ? 2 : 1)
      guard place.drawer.intervals.count <= most else { continue }
      let last = workLeft - (workLeft - end) / (lengths.count - n)
      let open = directions
      for (k, direction) in open.enumerated() where hasBudget && workLeft > last {
        let part = (workLeft - last) / (open.count - k)
        let found = try climbVertices(&place, along: direction, work: part, &random)
        if let found = found.0 { return found }
        if !found.isPossible { directions.removeAll { $0 == direction } }
      }
      options.progress(progress)
    }
    return nil
  }

  private mutating func climbVertices(
    _ place: inout Place, along direction: Coordinate.Direction, work: Int, _ random: inout SplitMix64
  ) throws(InputError) -> (Shrinker.Found?, isPossible: Bool) {
    let most = work * Climber.passesPerUnit
    guard var climb = VertexClimb(place.drawer, along: direction, most: most, isCancelled: clock, &random)
    else { return (nil, false) }
    let effort = place.effort
    var batch = climb.instances(&random)
    workLeft -= place.effort - effort + climb.effort / Climber.passesPerUnit
    return (try decide(&batch, &place), true)
  }

  private mutating func decide(
    _ batch: inout [(Recipe, [Rational])], _ place: inout Place
  ) throws(InputError) -> (recipe: Recipe, found: Shrinker.Found)? {
    let tried = batch
    var list = batch.map(\.1)
    batch = []
    guard !list.isEmpty, let found = try decide(&list, &place) else { return nil }
    return tried.first { $0.1 == found.inputs }.map { ($0.0, found) }
  }

  /// The violation that the recipe makes at the least length found by halving.
  private mutating func least(_ recipe: Recipe, _ found: Shrinker.Found, above length: Int) -> Shrinker.Found
  {
    var (low, best) = (length, found)
    while best.ground.sizes[0] - low > 1, !isOutOfTime {
      var sizes = best.ground.sizes
      sizes[0] = (sizes[0] + low) / 2
      guard let ground = try? GroundTheorem.lower(theorem, sizes: sizes) else { return best }
      workLeft -= Self.loweringCost * ground.program.instructions.count
      let (drawer, engine) = (Drawer(ground), Engine(ground, limits: options.limits))
      engine.isCancelled = clock
      let effort = engine.effort + drawer.probe.effort
      if let inputs = drawer.instance(recipe), (try? engine.verdict(inputs)) == .violated {
        best = Shrinker.Found(drawer: drawer, engine: engine, inputs: inputs)
      } else {
        low = sizes[0]
      }
      workLeft -= engine.effort + drawer.probe.effort - effort
    }
    return best
  }
}
