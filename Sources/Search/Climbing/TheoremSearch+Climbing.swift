import Foundation
import Inputs
import Numbers

/// Climbs, and what they lead to.
extension TheoremSearch {
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
    let isVeryLong = place.drawer.intervals.count >= SearchTuning.longInstance
    let end = isVeryLong ? workLeft - SearchTuning.optionalTurns * quantum : .min
    for summit in summits.sorted(by: { $0.merit > $1.merit }).prefix(place.climbs == 1 ? 2 : 4) {
      if summit.violation.isFinite, summit.lack < 1e-3 { place.gap = min(place.gap, -summit.violation) }
      guard summit.violation > -SearchTuning.promisingGap, hasBudget, workLeft > end else { continue }
      let probed = place.effort
      defer { workLeft -= place.effort - probed }
      let isNear = summit.violation > -1e-8
      let instances = rounding.instances(
        near: summit.point, inward: summit.inward, base: place.base, isCoarse: !isNear, &random
      ).filter { place.summits.insert($0).inserted }
      // One by one where they are costly, so that the clock is looked at in between.
      let isCostly = place.lastCost > SearchTuning.costlyInstance
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
    let climbed = place.climbed + (place.drawer.intervals.count >= SearchTuning.longInstance ? 2 : 8)
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
}
