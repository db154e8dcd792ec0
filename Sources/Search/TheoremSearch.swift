import Claims
import Enclosures
import Evaluation
import Foundation

/// How a search is to be done.
public struct SearchOptions: Sendable {
  /// How many instances to try on a theorem; nil for 4000, and more as long as they cost little.
  public var instances: Int?
  /// A limit in seconds; nil leaves it to the number of instances and a limit on work, which are the
  /// same on every machine.
  public var seconds: Double?
  /// Sizes to try, by name.
  public var sizes: [String: ClosedRange<Int>] = [:]
  public var seed: UInt64 = 1
  public var limits = Engine.Limits()
  /// Whether a refutation is explained, and a repair sought.
  public var explains = false
  /// How many times the usual amount of counted work the search may take; nil for once, or without limit where
  /// seconds are given. Where it is given, only `instances` limits the number of instances.
  public var workFactor: Double?
  /// The work that the search may take, in the engine's units; nil for the usual limit.
  var work: Int?
  /// Whether a counterexample is made small.
  var shrinks = true
  /// Instances of a theorem that are tried before any is drawn: what refuted it before.
  public var known: @Sendable (Theorem) -> [Instance] = { _ in [] }
  /// An instance that is looked around first: the counterexample to a theorem that this one mends.
  var near: Instance?
  /// Asked now and then; true stops the search, which reports what it has.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Told now and then how far the search is.
  public var progress: @Sendable (SearchProgress) -> Void = { _ in }

  public init() {}
}

/// The search for a counterexample to one theorem.
///
/// Sizes go from small to large; at each, instances are drawn so as to meet the hypotheses, and
/// decided by the engine. The first violated one is shrunk and reported.
public struct TheoremSearch {
  let theorem: Theorem
  let options: SearchOptions
  let start = Date()
  var random: SplitMix64
  var counts = InstanceCounts()
  var margins = MarginTracker()
  var undefinedSite: Program.Site?
  var undecided: Instance?
  var limitMet: Engine.Limit?
  /// How many instances that the search alone chose were broken off or stayed undecided; they are not counted.
  var leftOpen = 0
  var sizesTried: [[Int]] = []
  var workLeft: Int
  let workGiven: Int
  /// The work of a search without a limit in seconds.
  let budget: Int
  /// How many instances held at each combination of sizes.
  var held: [[Int]: Int] = [:]
  /// What was tried in passing at sizes that may be visited again.
  var swept: [[Int]: Set<[Rational]>] = [:]
  /// What the phases without draws took: where draws end by default, it does not count.
  var besides = (work: 0, tried: 0)
  /// The work that a visit to one combination of sizes may take.
  var quantum = Int.max

  /// The work of a search where no time is given, in the engine's units: some ten seconds.
  static let workLimit = 40_000_000
  /// Where the number of instances is not given: so many, and more until so much work is done.
  static let usualInstances = 4000
  static let leastWork = 12_000_000
  /// A program longer than this is tried only where sizes were asked for.
  static let comfortableLength = 150_000
  /// Lowering may run over this many index combinations at sizes that were not asked for: part of a second.
  static let comfortableSteps = 200_000
  /// What drawing, repair and bookkeeping cost an instance, in instructions.
  static let overhead = 400
  /// How many instances are tried at sizes before larger ones are looked at.
  static let firstShare = 40
  /// How many in later rounds: climbs need instances too.
  static let laterShare = 16
  /// How many instances are tried at each of the plan's larger sizes.
  static let largerShare = 16
  /// How many sizes in turn may be passed over as too large before none of the further ones is looked at.
  static let largestSkip = 8
  /// How often every combination of sizes is visited with the whole work. Where instances are costly a
  /// visit ends early, so that large sizes do not use up what small ones need.
  static let turns = 5
  /// Optional instances may take so many times what a visit to sizes may.
  static let optionalTurns = 2
  /// Climbs in families at the plan's larger sizes end with one part in this of the work.
  static let familyPart = 8
  /// A climb that ends further from a violation, relative to the sides, is not looked at.
  static let promisingGap = 1e-3
  /// From so many inputs on an instance is not drawn, only climbed to.
  static let longInstance = 150
  /// What lowering costs, per instruction.
  static let loweringCost = 50
  /// From this work on, instances are tried one at a time, so that the limit is kept.
  static let costlyInstance = 200_000
  /// How many instances are decided together.
  static let batch = 8

  private init(_ theorem: Theorem, _ options: SearchOptions) {
    self.theorem = theorem
    self.options = options
    random = SplitMix64(seed: options.seed, purpose: theorem.name)
    budget = options.work ?? Int(Double(Self.workLimit) * min(max(options.workFactor ?? 1, 1e-3), 1e9))
    workLeft = options.seconds == nil || options.workFactor != nil ? budget : .max
    workGiven = workLeft
  }

  /// Searches for a counterexample.
  ///
  /// - Throws: an `InputError` where the theorem cannot be evaluated: a cyclic definition, a reference
  ///   outside every equation, sizes that are too large or not declared.
  public static func run(_ theorem: Theorem, _ options: SearchOptions) throws(InputError) -> SearchResult {
    try options.validate()
    var search = TheoremSearch(theorem, options)
    return try search.run()
  }

  var isOutOfTime: Bool { clock() }

  /// Says whether the time is up.
  var clock: () -> Bool {
    { [start, options] in
      if options.isCancelled() { return true }
      guard let seconds = options.seconds else { return false }
      return Date().timeIntervalSince(start) > seconds
    }
  }

  /// What the search keeps about one combination of sizes.
  struct Place {
    var engine: Engine
    var drawer: Drawer
    var promising = PromisingInstances()
    var seen: Set<[Rational]> = []
    /// Only instances that were seen before are drawn.
    var isExhausted = false
    /// How many instances held.
    var held = 0
    /// How many instances the first rung left undecided.
    var climbed = 0
    /// The work that the costliest instance of the last batch may have taken.
    var lastCost = Int.max
    /// Climbs towards violations; nil where the program has no plain values.
    lazy var climber = Climber(drawer)
    /// An instance that met the hypotheses.
    var base: [Rational]?
    /// The points that climbs ended at and that were looked at.
    var summits: Set<[Rational]> = []
    var climbs = 0
    /// The least distance from a violation that a climb ended at, relative to the sides.
    var gap = Double.infinity
    /// How many climbs in turn led to nothing that was not known.
    var fruitlessClimbs = 0
    /// The families that are still to be climbed in.
    lazy var families = Families.partitions(of: engine.ground)
    /// Where climbs still lead to something new, or sampling has not come to an end.
    var isClimbable: Bool { climbs > 0 && fruitlessClimbs < 12 }

    /// Whether there is more than one instance.
    var isVaried: Bool { drawer.intervals.contains { $0.lower == nil || $0.lower != $0.upper } }

    var effort: Int { engine.effort + drawer.probe.effort }
  }

  mutating func run() throws(InputError) -> SearchResult {
    if let found = try tryKnown() { return try refuted(found) }
    var plan = try SizePlan(for: theorem, requested: options.sizes)
    if let near = options.near { plan.begin(with: near.sizes) }
    quantum = budget / (Self.turns * max(plan.combinations.count, 1))
    var places: [Place] = []
    // The first round visits the sizes from small to large; later rounds go on where it left off.
    for sizes in plan.combinations {
      guard hasBudget else { break }
      guard var place = try open(sizes) else { continue }
      if let near = options.near, near.sizes == sizes {
        if let found = try judge([try place.engine.ground.inputs(of: near)], &place) {
          return try refuted(found)
        }
        if let found = try climb(&place, again: true) { return try refuted(found) }
      }
      let share = min(Self.firstShare, instanceLimit - counts.tried)
      if let found = try search(&place, share: share) { return try refuted(found) }
      if let found = try climb(&place) { return try refuted(found) }
      places.append(place)
    }
    let before = (work: workLeft, tried: counts.tried)
    if let found = try climbLadder(places) { return try refuted(found) }
    if let found = try sweep(plan) { return try refuted(found) }
    if let found = try climbVertices(plan) { return try refuted(found) }
    if let found = try lengthen(plan) { return try refuted(found) }
    besides = (before.work - workLeft, counts.tried - before.tried)
    var larger: [Place] = []
    if let found = try searchLarger(plan.larger, places, &larger) { return try refuted(found) }
    var round = 0
    var further = plan.further
    repeat {
      // Where time is given, it is used.
      while hasBudget,
        options.seconds != nil && places.contains(where: \.isVaried)
          || places.contains(where: { !$0.isExhausted || $0.isClimbable })
      {
        round += 1
        let isAnyMet = places.contains { $0.held > 0 }
        // Ever more rarely: where the first climbs at large sizes lead nowhere, later ones hardly do.
        if round < 4 || round.nonzeroBitCount == 1, let found = try searchPromising(&larger) {
          return try refuted(found)
        }
        for k in places.indices
        where hasBudget && (options.seconds != nil || !places[k].isExhausted || places[k].isClimbable) {
          // Where the hypotheses are hardly ever met, time is better spent elsewhere.
          if isAnyMet, places[k].held == 0, !round.isMultiple(of: 4) { continue }
          let share = min(Self.laterShare, instanceLimit - counts.tried)
          if let found = try search(&places[k], share: share) { return try refuted(found) }
          if let found = try climb(&places[k]) { return try refuted(found) }
          if let found = try push(&places[k]) { return try refuted(found) }
          if let found = try climbInFamily(&places[k]) { return try refuted(found) }
        }
        // What holds at the sizes of the plan may fail at one between them.
        for _ in 0..<max(1, plan.combinations.count / 4) {
          guard let next = try searchNext(&further, share: Self.batch) else { break }
          if let found = next.found { return try refuted(found) }
        }
      }
      // Nothing is left to try at these sizes.
      guard let (found, place) = try searchNext(&further, share: Self.laterShare) else { break }
      if let found { return try refuted(found) }
      if !place.isExhausted || place.isClimbable { places.append(place) }
    } while hasBudget
    let isUnsettled = counts.undefined > 0 || counts.undecided > 0 || counts.held == 0
    return result(isUnsettled ? .undecided : .survived, nil, endedBy: limitReached(further))
  }

  /// The limit that ends a search whose loops have come to their end.
  func limitReached(_ further: FurtherSizes) -> SearchLimit {
    if options.isCancelled() { return .interrupted }
    if isOutOfTime { return .seconds }
    if counts.tried > 0, workLeft <= 0 { return .work }
    if counts.tried >= instanceLimit { return .instances }
    var further = further
    return further.next() == nil ? .sizesExhausted : .programLength
  }

  /// How far the search is, towards the limit that it will reach first.
  var progress: SearchProgress {
    var (limit, share) = (SearchLimit.work, 0.0)
    func take(_ next: SearchLimit, _ part: Double) { if part > share { (limit, share) = (next, part) } }
    let work = Double(workGiven - workLeft)
    if workGiven < .max { take(.work, work / Double(max(workGiven, 1))) }
    if let seconds = options.seconds { take(.seconds, Date().timeIntervalSince(start) / seconds) }
    if let instances = options.instances {
      take(.instances, Double(counts.tried) / Double(max(instances, 1)))
    } else if options.seconds == nil, options.workFactor == nil {
      take(
        .instances, min(Double(counts.tried) / Double(Self.usualInstances), work / Double(Self.leastWork)))
    }
    return SearchProgress(theorem: theorem.name, tried: counts.tried, limit: limit, share: min(share, 1))
  }

  /// What refuted the theorem before.
  mutating func tryKnown() throws(InputError) -> Shrinker.Found? {
    for instance in options.known(theorem) {
      let isAsked = zip(theorem.sizes, instance.sizes).allSatisfy { size, value in
        options.sizes[size.name]?.contains(value) ?? true
      }
      guard isAsked, var place = try open(instance.sizes) else { continue }
      if let found = try judge([try place.engine.ground.inputs(of: instance)], &place) { return found }
    }
    return nil
  }

  /// A few instances at sizes beyond the plan, as long as the program stays short.
  mutating func searchLarger(
    _ sizes: [[Int]], _ places: [Place], _ larger: inout [Place]
  ) throws(InputError) -> Shrinker.Found? {
    var length = places.last.map { Self.length($0.engine.ground.program) } ?? 0
    var size = places.last?.engine.ground.sizes.first ?? 1
    // Where exact arithmetic has to decide most instances, long ones would be beyond its means.
    guard let last = places.last,
      2 * last.climbed <= last.seen.count || last.lastCost < Self.costlyInstance / 10
    else { return nil }
    let familyEnd = workLeft - budget / Self.familyPart
    for next in sizes where hasBudget {
      // Programs grow with the square of the length at least as often as not.
      let growth = Double(next[0]) / Double(max(size, 1))
      guard Double(length) * growth * growth < Double(Self.comfortableLength), var place = try open(next)
      else {
        return nil
      }
      // Numbers drawn for a very long instance have a common denominator beyond exact arithmetic's means.
      if place.drawer.intervals.count < Self.longInstance,
        let found = try search(
          &place, share: min(Self.largerShare, instanceLimit - counts.tried), isOptional: true)
      {
        return found
      }
      if let found = try climb(&place) { return found }
      while hasBudget, workLeft > familyEnd, !place.families.isEmpty {
        if let found = try climbInFamily(&place) { return found }
      }
      larger.append(place)
      length = Self.length(place.engine.ground.program)
      size = next[0]
    }
    return nil
  }

  /// A few instances at the next sizes that the plan leaves out; nil where the budget or the sizes have come to an
  /// end, or programs become too long.
  mutating func searchNext(
    _ further: inout FurtherSizes, share: Int
  ) throws(InputError) -> (found: Shrinker.Found?, place: Place)? {
    for _ in 0..<Self.largestSkip where hasBudget {
      guard let sizes = further.next() else { return nil }
      guard var place = try open(sizes) else { continue }
      let share = min(share, instanceLimit - counts.tried)
      if let found = try search(&place, share: share) { return (found, place) }
      return (try climb(&place), place)
    }
    return nil
  }

  /// Climbs again at the large size that came closest to a violation, and at the largest.
  mutating func searchPromising(_ larger: inout [Place]) throws(InputError) -> Shrinker.Found? {
    guard let best = larger.indices.min(by: { larger[$0].gap < larger[$1].gap }) else { return nil }
    for k in Set([best, larger.count - 1]).sorted() where larger[k].gap < 0.5 && hasBudget {
      if let found = try climb(&larger[k]) { return found }
    }
    return nil
  }

  /// How many instances may be tried.
  var instanceLimit: Int {
    if let instances = options.instances { return instances }
    if options.workFactor != nil { return .max / 4 }
    let isCheap = workGiven - workLeft - besides.work < Self.leastWork
    return options.seconds != nil || isCheap ? .max / 4 : Self.usualInstances + besides.tried
  }

  var hasBudget: Bool {
    !isOutOfTime && (counts.tried == 0 || (workLeft > 0 && counts.tried < instanceLimit))
  }

  /// How long a program is to one instance: blocks are run many times over.
  static func length(_ program: Program) -> Int {
    program.instructions.count + program.blocks.reduce(0) { $0 + 60 * $1.instructions.count }
  }

  /// Lowers the theorem at sizes; nil where the default plan passes them over as too large. Where a size is only glanced
  /// at, programs may be longer.
  mutating func open(_ sizes: [Int], isLong: Bool = false) throws(InputError) -> Place? {
    let isOptional = options.sizes.isEmpty && !sizesTried.isEmpty
    let ground: GroundTheorem
    do throws(InputError) {
      ground = try GroundTheorem.lower(
        theorem, sizes: sizes, stepLimit: isOptional ? (isLong ? 10 : 1) * Self.comfortableSteps : nil)
    } catch {
      if isOptional && error.kind == .tooLarge { return nil }
      throw error
    }
    let length = Self.length(ground.program)
    workLeft -= Self.loweringCost * length
    if isOptional && length > (isLong ? 10 : 1) * Self.comfortableLength { return nil }
    sizesTried.append(sizes)
    let engine = Engine(ground, limits: options.limits)
    engine.isCancelled = clock
    var place = Place(engine: engine, drawer: Drawer(ground))
    // Sizes alone make one instance.
    if place.drawer.intervals.isEmpty { place.seen = swept[sizes] ?? [] }
    return place
  }

  mutating func search(
    _ place: inout Place, share: Int, isOptional: Bool = false
  ) throws(InputError) -> Shrinker.Found? {
    var tried = 0
    let end = workLeft - quantum
    while tried < share, hasBudget, !place.isExhausted, workLeft > end || tried == 0 {
      let effort = place.effort
      defer {
        place.lastCost = place.effort - effort
        workLeft -= place.lastCost
      }
      let width = place.lastCost > Self.costlyInstance ? 1 : Self.batch
      let batch = proposals(&place, count: min(width, share - tried))
      tried += batch.count
      if let found = try judge(batch, &place, isOptional: isOptional) { return found }
      options.progress(progress)
    }
    return nil
  }

  /// Decides instances, counts them, and returns the first violated one.
  ///
  /// Optional ones that stay undecided are not counted, and broken off where they take much work: a climb's own long
  /// numbers at great lengths can be beyond exact arithmetic's means, which says nothing of the theorem.
  mutating func judge(
    _ batch: [[Rational]], _ place: inout Place, isOptional: Bool = false
  ) throws(InputError) -> Shrinker.Found? {
    workLeft -= batch.count * Self.length(place.engine.ground.program)
    let (engine, clock) = (place.engine, clock)
    if isOptional {
      let end = engine.effort + Self.optionalTurns * quantum
      engine.isCancelled = { engine.effort > end || clock() }
    }
    defer { engine.isCancelled = clock }
    for (inputs, judgement) in zip(batch, try place.engine.judge(batch)) {
      // Neither does what was broken off, nor numbers too long to be carried exactly, nor an exponent beyond any
      // precision.
      if judgement.verdict == .undecided,
        isOptional || isOutOfTime || judgement.limit?.isOfExactNumbers == true
          || !place.drawer.isModerate(inputs, bits: options.limits.bits)
      {
        leftOpen += 1
        continue
      }
      // Recipes ask no hypothesis: where one of them has no value, nothing is said of the theorem.
      if judgement.verdict == .undefined, isOptional, !place.drawer.meetsHypotheses(inputs) {
        leftOpen += 1
        continue
      }
      counts.count(judgement.verdict)
      if judgement.height > 0 { place.climbed += 1 }
      switch judgement.verdict {
      case .violated: return Shrinker.Found(drawer: place.drawer, engine: place.engine, inputs: inputs)
      case .holds:
        place.held += 1
        held[place.engine.ground.sizes, default: 0] += 1
        place.base = place.base ?? inputs
        place.promising.take(inputs, judgement.closeness)
        // Where only a higher rung decided, the first one's bounds say nothing.
        margins.take(
          place.engine, inputs, roughly: judgement.margin?.lower ?? (judgement.height > 0 ? 0 : nil))
      case .undefined where undefinedSite == nil: undefinedSite = try place.engine.decide(inputs).site
      case .undecided where undecided == nil:
        undecided = place.engine.ground.instance(inputs)
        limitMet = judgement.limit
      case .vacuous, .undefined, .undecided: break
      }
    }
    return nil
  }

  // MARK: Climbing

  /// Climbs from eight starts, and decides what lies near the ends. The first climb at sizes knows no promising
  /// starts but where it comes `again` to an instance.
  mutating func climb(
    _ place: inout Place, again: Bool = false
  ) throws(InputError) -> Shrinker.Found? {
    guard options.seconds != nil || place.fruitlessClimbs < 40, var climber = place.climber, hasBudget
    else { return nil }
    place.climbs += 1
    let known = place.summits.count
    var starts: [[Rational]] = []
    for k in 0..<8 {
      let promising = (again || place.climbs > 1) && k < 3 ? place.promising.pick(&random) : nil
      // Hypotheses over the reals cost too much to be repaired where a climb may start anywhere.
      starts.append(
        promising ?? place.drawer.draw(repairs: climber.machine.walls.isEmpty, &random).inputs)
    }
    let isStructured = place.climbs % 3 == 1
    let isLong = place.drawer.intervals.count >= 20
    if isStructured {
      let drawer = place.drawer
      starts.replaceSubrange(
        5...,
        with: place.climbs == 1
          ? climber.structuredStarts() : (0..<3).map { _ in drawer.drawEven(&random).inputs })
    }
    climber.machine.isRelative = place.climbs % 3 != 0
    climber.machine.penalty = [4.0, 64, 1][place.climbs % 3]
    let effort = climber.effort
    // Two of three climbs begin with a walk among the ends of domains.
    let affordable = quantum / 3 * Climber.passesPerUnit / max(climber.machine.length, 1)
    let walk = place.climbs % 3 == 0 ? 0 : min(400 + 200 * (place.climbs / 3), 3000, affordable)
    let summits = climber.climb(
      from: starts, steps: place.climbs == 1 && !isLong ? 60 : 160, walk: walk, gentle: isStructured ? 5 : 8,
      isCancelled: clock, &random)
    workLeft -= (climber.effort - effort) / Climber.passesPerUnit
    place.climber = climber
    let rounding = Rounding(drawer: place.drawer)
    let isVeryLong = place.drawer.intervals.count >= Self.longInstance
    let end = isVeryLong ? workLeft - Self.optionalTurns * quantum : .min
    for summit in summits.sorted(by: { $0.merit > $1.merit }).prefix(place.climbs == 1 ? 2 : 4) {
      if summit.violation.isFinite, summit.lack < 1e-3 { place.gap = min(place.gap, -summit.violation) }
      guard summit.violation > -Self.promisingGap, hasBudget, workLeft > end else { continue }
      let probed = place.effort
      defer { workLeft -= place.effort - probed }
      let isNear = summit.violation > -1e-8
      let instances = rounding.instances(
        near: summit.point, inward: summit.inward, base: place.base, isCoarse: !isNear, &random
      ).filter { place.summits.insert($0).inserted }
      // One by one where they are costly, so that the clock is looked at in between.
      let isCostly = place.lastCost > Self.costlyInstance
      for batch in isCostly ? instances.map({ [$0] }) : [instances]
      where hasBudget && workLeft - place.effort + probed > end {
        let room = max(instanceLimit - counts.tried, 0)
        if let found = try judge(Array(batch.prefix(room)), &place, isOptional: isVeryLong) { return found }
      }
    }
    place.fruitlessClimbs = place.summits.count > known ? 0 : place.fruitlessClimbs + 1
    options.progress(progress)
    return nil
  }

  /// Climbs among instances that few numbers describe, in the next family of them.
  mutating func climbInFamily(_ place: inout Place) throws(InputError) -> Shrinker.Found? {
    guard hasBudget, !place.families.isEmpty else { return nil }
    let family = place.families.removeFirst()
    let (summits, work) = Families.summits(
      in: family, place.drawer, from: place.base, isCancelled: clock, &random)
    workLeft -= work
    let end = workLeft - quantum / 4
    // Long ones that double balls do not decide cost much, and the others here are like them.
    let climbed = place.climbed + (place.drawer.intervals.count >= Self.longInstance ? 2 : 8)
    for summit in summits {
      for inputs in Families.alike(summit.point, family, place.drawer)
      where hasBudget && workLeft > end && place.climbed < climbed && place.summits.insert(inputs).inserted {
        let effort = place.effort
        defer { workLeft -= place.effort - effort }
        let tried = counts.tried
        if let found = try judge([inputs], &place, isOptional: true) { return found }
        // What stayed undecided took all rungs, and the others here will.
        if counts.tried == tried {
          place.families = []
          return nil
        }
      }
    }
    return nil
  }

  /// Pushes values of promising instances to where the hypotheses end, and decides what lies just inside:
  /// where no derivative tells the way, as under a quantifier over the reals.
  mutating func push(_ place: inout Place) throws(InputError) -> Shrinker.Found? {
    guard let base = place.base, place.drawer.isBounded, hasBudget else { return nil }
    let effort = place.effort
    defer { workLeft -= place.effort - effort }
    for n in 0..<3 where hasBudget && place.effort - effort < quantum / 2 {
      let start = (n == 0 ? nil : place.promising.pick(&random)) ?? base
      let engine = place.engine
      let found = place.drawer.pushed(start, clock, &random) { try? engine.verdict($0) }
      if let found {
        counts.count(.violated)
        return Shrinker.Found(drawer: place.drawer, engine: engine, inputs: found)
      }
    }
    return nil
  }

  /// Instances that were not tried at these sizes before; fewer than asked for where only known ones come.
  mutating func proposals(_ place: inout Place, count: Int) -> [[Rational]] {
    var batch: [[Rational]] = []
    var repeats = 0
    while batch.count < count, workLeft > 0 || counts.tried == 0 {
      let (inputs, _) = propose(&place)
      if place.seen.insert(inputs).inserted {
        batch.append(inputs)
        repeats = 0
      } else {
        repeats += 1
        if repeats > 25 {
          place.isExhausted = true
          break
        }
      }
    }
    return batch
  }

  /// Every third proposal varies one that came close; the others are drawn afresh.
  mutating func propose(_ place: inout Place) -> ([Rational], Bool) {
    let base = place.seen.count > 12 && random.chance(35) ? place.promising.pick(&random) : nil
    workLeft -= Self.overhead
    var proposal = base.map { place.drawer.vary($0, &random) } ?? place.drawer.draw(&random)
    for _ in 0..<6 where !proposal.isRepaired {
      workLeft -= Self.overhead
      proposal = place.drawer.draw(&random)
    }
    return proposal
  }

  mutating func refuted(_ found: Shrinker.Found) throws(InputError) -> SearchResult {
    let (start, options) = (start, options)
    var shrinker = Shrinker(
      theorem, limits: options.limits,
      random: SplitMix64(seed: options.seed, purpose: "shrink " + theorem.name), isCancelled: clock)
    let work = workGiven - workLeft
    shrinker.searchWork = work
    let small = options.shrinks ? shrinker.shrink(found) : found
    // What is reported is decided to the end.
    small.engine.isCancelled = nil
    let decision = try small.engine.decide(small.inputs)
    let counterexample = Counterexample(
      instance: small.ground.instance(small.inputs), decision: decision)
    var result = result(.refuted, counterexample, endedBy: .refuted)
    guard options.explains else { return result }
    result.explanation = Explainer(
      theorem: theorem, counterexample: counterexample, limits: options.limits, isCancelled: clock
    ).explanation()
    result.explanation?.note(held, theorem, counterexample.instance.sizes)
    var repairs = RepairSearch(theorem, small, counterexample, options, work: work) {
      if options.isCancelled() { return true }
      return options.seconds.map { Date().timeIntervalSince(start) > $0 } ?? false
    }
    result.suggestion = repairs.run()
    result.seconds = Date().timeIntervalSince(start)
    return result
  }

  func result(
    _ verdict: TheoremVerdict, _ counterexample: Counterexample?, endedBy limit: SearchLimit
  ) -> SearchResult {
    SearchResult(
      theorem: theorem, verdict: verdict, counts: counts, smallestMargin: margins.smallest(),
      counterexample: counterexample, undefinedSite: undefinedSite, undecidedInstance: undecided,
      limitMet: limitMet,
      endedBy: limit, leftOpen: leftOpen, sizesTried: sizesTried,
      seconds: Date().timeIntervalSince(start), work: workGiven - workLeft)
  }
}
