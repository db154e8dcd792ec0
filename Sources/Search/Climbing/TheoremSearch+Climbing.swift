import Evaluation
import Inputs
import Numbers

/// Climbs, and what they lead to.
extension TheoremSearch {
  /// Climbs from eight starts, and decides what lies near the ends. The first climb at sizes knows no promising
  /// starts but where it comes `again` to an instance.
  mutating func climb(
    _ space: inout InstanceSpace, again: Bool = false
  ) throws(InputError) -> Violation? {
    guard options.seconds != nil || space.fruitlessClimbs < SearchTuning.lastPatience,
      var climber = space.climber, budget.isLeft
    else { return nil }
    space.climbs += 1
    let known = space.summits.count
    var starts: [[Rational]] = []
    for k in 0..<Climber.Lanes.scalarCount {
      let isLater = again || space.climbs > 1
      let promising =
        isLater && k < ClimbTuning.promisingStarts ? space.promising.pick(&random) : nil
      // Hypotheses over the reals cost too much to be repaired where a climb may start anywhere.
      starts.append(
        promising ?? space.generator.draw(repairs: climber.machine.semiInfinite.isEmpty, &random).inputs)
    }
    let (kinds, gentle) = (ClimbTuning.penalties.count, ClimbTuning.firstGentle)
    let isStructured = space.climbs % kinds == 1
    let isLong = space.generator.intervals.count >= ClimbTuning.longStart
    if isStructured {
      let generator = space.generator
      starts.replaceSubrange(
        gentle...,
        with: space.climbs == 1
          ? climber.structuredStarts()
          : (gentle..<starts.count).map { _ in generator.drawEven(&random).inputs })
    }
    climber.machine.isRelative = space.climbs % kinds != 0
    climber.machine.penalty = ClimbTuning.penalties[space.climbs % kinds]
    let effort = climber.effort
    // Two of three climbs begin with a walk among the ends of domains.
    let affordable =
      quantum / ClimbTuning.walkPart * ClimbTuning.passesPerUnit / max(climber.machine.length, 1)
    let longest = min(
      ClimbTuning.walk + ClimbTuning.walkGrowth * (space.climbs / kinds), ClimbTuning.longestWalk, affordable)
    let walk = space.climbs % kinds == 0 ? 0 : longest
    let summits = climber.climb(
      from: starts, steps: space.climbs == 1 && !isLong ? ClimbTuning.firstSteps : ClimbTuning.steps,
      walk: walk, gentle: isStructured ? gentle : Climber.Lanes.scalarCount, within: budget, &random)
    budget.spend(Climber.work(passing: climber.effort - effort))
    space.climber = climber
    let rounding = Rounding(generator: space.generator)
    let isVeryLong = space.isLong
    let visit = budget.share(work: SearchTuning.optionalTurns * quantum)
    let best = summits.sorted { $0.merit > $1.merit }
    for summit in best.prefix(space.climbs == 1 ? ClimbTuning.firstSummits : ClimbTuning.summits) {
      if summit.violation.isFinite, summit.infeasibility < ClimbTuning.feasible {
        space.gap = min(space.gap, -summit.violation)
      }
      guard summit.violation > -SearchTuning.promisingGap, budget.isLeft,
        !isVeryLong || visit.workLeft > 0
      else { continue }
      let probed = space.effort
      defer { budget.spend(space.effort - probed) }
      let isNear = summit.violation > -ClimbTuning.nearGap
      let instances = rounding.instances(
        near: summit.point, inward: summit.inward, base: space.base, isCoarse: !isNear, &random
      ).filter { space.summits.insert($0).inserted }
      // One by one where they are costly, so that the clock is looked at in between.
      let isCostly = space.lastCost > SearchTuning.costlyInstance
      for batch in isCostly ? instances.map({ [$0] }) : [instances]
      where budget.isLeft && (!isVeryLong || visit.workLeft > space.effort - probed) {
        let room = max(budget.instancesLeft, 0)
        if let found = try judge(Array(batch.prefix(room)), &space, isOptional: isVeryLong) { return found }
      }
    }
    space.fruitlessClimbs = space.summits.count > known ? 0 : space.fruitlessClimbs + 1
    tellProgress()
    return nil
  }

  /// Climbs among instances that few numbers describe, in the next family of them.
  mutating func climbInFamily(_ space: inout InstanceSpace) throws(InputError) -> Violation? {
    guard budget.isLeft, !space.families.isEmpty else { return nil }
    let family = space.families.removeFirst()
    let (summits, work) = Families.summits(
      in: family, space.generator, from: space.base, within: budget, &random)
    budget.spend(work)
    let visit = budget.share(work: quantum / ClimbTuning.familyPart)
    // Long ones that double balls do not decide cost much, and the others here are like them.
    let escalated = space.escalated + (space.isLong ? ClimbTuning.longEscalated : ClimbTuning.escalated)
    for summit in summits {
      for inputs in Families.alike(summit.point, family, space.generator)
      where budget.isLeft && visit.workLeft > 0 && space.escalated < escalated
        && space.summits.insert(inputs).inserted
      {
        let effort = space.effort
        defer { budget.spend(space.effort - effort) }
        let tried = tally.counts.tried
        if let found = try judge([inputs], &space, isOptional: true) { return found }
        // What stayed undecided took all rungs, and the others here will.
        if tally.counts.tried == tried {
          space.families = []
          return nil
        }
      }
    }
    return nil
  }

  /// Pushes values of promising instances to where the hypotheses end, and decides what lies just inside:
  /// where no derivative tells the way, as under a quantifier over the reals.
  mutating func push(_ space: inout InstanceSpace) throws(InputError) -> Violation? {
    guard let base = space.base, space.generator.isBounded, budget.isLeft else { return nil }
    let effort = space.effort
    defer { budget.spend(space.effort - effort) }
    for n in 0..<ClimbTuning.pushes
    where budget.isLeft && space.effort - effort < quantum / ClimbTuning.pushPart {
      let start = (n == 0 ? nil : space.promising.pick(&random)) ?? base
      let engine = space.engine
      let found = space.generator.pushed(start, within: budget, &random) { try? engine.verdict($0) }
      if let found {
        tally.counts.count(.violated)
        budget.spendInstance()
        return Violation(generator: space.generator, engine: engine, inputs: found)
      }
    }
    return nil
  }
}
