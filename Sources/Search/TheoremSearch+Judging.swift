import Evaluation
import Inputs
import Numbers
import Programs

/// Instances drawn and decided.
extension TheoremSearch {
  /// Draws at the sizes of a space and decides, until `share` instances were tried or a visit's work is done.
  mutating func draw(
    _ space: inout InstanceSpace, share: Int, isOptional: Bool = false
  ) throws(InputError) -> Violation? {
    let share = min(share, budget.instancesLeft)
    let visit = budget.share(work: quantum)
    var tried = 0
    while tried < share, budget.isLeft, !space.isExhausted, visit.workLeft > 0 || tried == 0 {
      let effort = space.effort
      defer {
        space.lastCost = space.effort - effort
        budget.spend(space.lastCost)
      }
      let width = space.lastCost > SearchTuning.costlyInstance ? 1 : SearchTuning.batch
      let batch = proposals(&space, count: min(width, share - tried))
      tried += batch.count
      if let found = try judge(batch, &space, isOptional: isOptional) { return found }
      tellProgress()
    }
    return nil
  }

  /// Decides instances that the search alone chose, as many as may be tried yet, and empties the list.
  mutating func decide(
    _ batch: inout [[Rational]], _ space: inout InstanceSpace
  ) throws(InputError) -> Violation? {
    let effort = space.effort
    defer {
      budget.spend(space.effort - effort)
      batch = []
    }
    return try judge(Array(batch.prefix(max(budget.instancesLeft, 0))), &space, isOptional: true)
  }

  /// Decides instances, counts them, and returns the first violated one.
  ///
  /// Optional ones that stay undecided are not counted, and broken off where they take much work: a climb's own long
  /// numbers at great lengths can be beyond exact arithmetic's means, which says nothing of the theorem.
  ///
  /// - Parameter isPlain: Whether nothing but verdicts and margins is kept, so that later draws and climbs are the same
  ///   with these instances and without.
  mutating func judge(
    _ batch: [[Rational]], _ space: inout InstanceSpace, isOptional: Bool = false, isPlain: Bool = false
  ) throws(InputError) -> Violation? {
    budget.spend(batch.count * space.length)
    let (engine, budget) = (space.engine, budget)
    if isOptional {
      let end = engine.effort + SearchTuning.optionalTurns * quantum
      engine.isCancelled = { engine.effort > end || budget.isInterrupted }
    }
    defer { engine.isCancelled = { budget.isInterrupted } }
    for (inputs, judgement) in zip(batch, try engine.judge(batch)) {
      if isLeftOpen(judgement, inputs, space, isOptional: isOptional) {
        tally.leftOpen += 1
        continue
      }
      tally.counts.count(judgement.verdict)
      budget.spendInstance()
      if judgement.height > 0 && !isPlain { space.escalated += 1 }
      switch judgement.verdict {
      case .violated: return Violation(generator: space.generator, engine: engine, inputs: inputs)
      case .holds:
        tally.held[space.sizes, default: 0] += 1
        if tally.witness == nil { tally.witness = engine.ground.instance(inputs) }
        if !isPlain {
          space.held += 1
          space.base = space.base ?? inputs
          space.promising.take(inputs, judgement.closeness)
        }
        // Where only a higher rung decided, the first one's bounds say nothing.
        tally.margins.take(
          engine, inputs, roughly: judgement.margin?.lower ?? (judgement.height > 0 ? 0 : nil))
      case .undefined where tally.undefinedSite == nil:
        tally.undefinedSite = try engine.decide(inputs).site
      case .undecided where tally.undecided == nil:
        tally.undecided = engine.ground.instance(inputs)
        tally.limitMet = judgement.limit
      case .vacuous, .undefined, .undecided: break
      }
    }
    return nil
  }

  /// Whether a judgement says nothing of the theorem.
  private func isLeftOpen(
    _ judgement: Judgement, _ inputs: [Rational], _ space: InstanceSpace, isOptional: Bool
  ) -> Bool {
    switch judgement.verdict {
    case .undecided:
      // Neither does what was broken off, nor numbers too long to be carried exactly, nor an exponent beyond any
      // precision.
      isOptional || budget.isInterrupted || judgement.limit?.isOfExactNumbers == true
        || !space.generator.isModerate(inputs, bits: options.limits.bits)
    case .undefined:
      // Recipes ask no hypothesis: where one of them has no value, nothing is said of the theorem.
      isOptional && !space.generator.meetsHypotheses(inputs)
    case .holds, .violated, .vacuous: false
    }
  }

  /// Instances that were not tried at these sizes before; fewer than asked for where only known ones come.
  private mutating func proposals(_ space: inout InstanceSpace, count: Int) -> [[Rational]] {
    var batch: [[Rational]] = []
    var repeats = 0
    while batch.count < count, budget.workLeft > 0 || tally.counts.tried == 0 {
      let inputs = propose(&space)
      if space.seen.insert(inputs).inserted {
        batch.append(inputs)
        repeats = 0
      } else {
        repeats += 1
        if repeats > SearchTuning.mostRepeats {
          space.isExhausted = true
          break
        }
      }
    }
    return batch
  }

  /// Every third proposal varies one that came close; the others are drawn afresh.
  private mutating func propose(_ space: inout InstanceSpace) -> [Rational] {
    let isVaried = space.seen.count > SearchTuning.drawnFirst && random.chance(SearchTuning.variedPercent)
    let base = isVaried ? space.promising.pick(&random) : nil
    budget.spend(SearchTuning.overhead)
    var proposal = base.map { space.generator.vary($0, &random) } ?? space.generator.draw(&random)
    for _ in 0..<SearchTuning.redraws where !proposal.isRepaired {
      budget.spend(SearchTuning.overhead)
      proposal = space.generator.draw(&random)
    }
    return proposal.inputs
  }

  func tellProgress() {
    let (limit, part) = budget.nearestLimit
    options.progress(
      SearchProgress(theorem: theorem.name, tried: tally.counts.tried, limit: limit, share: part))
  }
}
