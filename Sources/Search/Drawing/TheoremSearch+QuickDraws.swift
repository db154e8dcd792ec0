import Inputs
import Numbers

/// Plain draws between the others: many more instances for little more work.
extension TheoremSearch {
  /// Plain draws after others, since whose beginning so much was spent: so many for each, as far as a part of the work
  /// that they took reaches.
  ///
  /// Their own work is not counted, and nothing of them but verdicts and margins is kept, so that the rest of the search
  /// is the same with them and without. Where the number of instances is left open, they do not count for it.
  mutating func drawQuickly(
    _ space: inout InstanceSpace, each times: Int, after others: (work: Int, instances: Int)
  ) throws(InputError) -> Violation? {
    let before = budget.reading
    guard !space.isExhausted, before.instances > others.instances else { return nil }
    // Moved, not copied: marks are many.
    var quick = space.quick ?? QuickDraws(space.generator, seed: options.seed)
    space.quick = nil
    defer { space.quick = quick }
    guard let drawing = quick.drawing else { return nil }
    defer {
      budget.refund(to: before.work)
      budget.disregard(since: before)
    }
    let cost = space.length / SearchTuning.batch + space.generator.intervals.count
    var left = min(
      times * (before.instances - others.instances), budget.instancesLeft, QuickTuning.mostInARow,
      (before.work - others.work) / QuickTuning.workPart / cost)
    while left > 0, budget.isLeft {
      var batch: [[Rational]] = []
      var failures = 0
      while batch.count < min(QuickTuning.batch, left), failures < QuickTuning.mostFailures {
        guard let (inputs, mark) = drawing.draw(&quick.random), quick.marks.insert(mark).inserted else {
          failures += 1
          continue
        }
        batch.append(inputs)
      }
      let (vacuous, effort) = (tally.counts.vacuous, space.effort)
      if let found = try judge(batch, &space, isOptional: true, isPlain: true) { return found }
      left -= batch.count
      quick.drawn += batch.count
      quick.vacuous += tally.counts.vacuous - vacuous
      quick.effort += space.effort - effort
      if failures >= QuickTuning.mostFailures || quick.isFruitless(space.length) {
        quick.drawing = nil
        return nil
      }
    }
    return nil
  }
}

/// What a space knows of its plain draws.
struct QuickDraws {
  /// Nil where there is no point in them.
  var drawing: QuickDrawing?
  var random: SplitMix64
  var drawn = 0
  var vacuous = 0
  /// What the engine took for them, beside what double balls take.
  var effort = 0
  /// Of each instance its mark: the same one is not drawn again.
  var marks: Set<UInt64> = []

  init(_ generator: InstanceGenerator, seed: UInt64) {
    drawing = QuickDrawing(generator)
    let sizes = generator.ground.sizes.map(String.init).joined(separator: ",")
    random = SplitMix64(seed: seed, purpose: "quick " + generator.ground.theorem.name + " " + sizes)
  }

  /// Whether chance hardly meets the hypotheses, or double balls do not decide most instances.
  func isFruitless(_ length: Int) -> Bool {
    drawn >= QuickTuning.trial
      && (vacuous * QuickTuning.leastMet > drawn || effort > QuickTuning.mostEffort * drawn * length)
  }
}
