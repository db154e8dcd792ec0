import Foundation
import Inputs
import Numbers

/// Instances drawn and decided.
extension TheoremSearch {
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
      let width = place.lastCost > SearchTuning.costlyInstance ? 1 : SearchTuning.batch
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
      let end = engine.effort + SearchTuning.optionalTurns * quantum
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
    workLeft -= SearchTuning.overhead
    var proposal = base.map { place.drawer.vary($0, &random) } ?? place.drawer.draw(&random)
    for _ in 0..<6 where !proposal.isRepaired {
      workLeft -= SearchTuning.overhead
      proposal = place.drawer.draw(&random)
    }
    return proposal
  }
}
