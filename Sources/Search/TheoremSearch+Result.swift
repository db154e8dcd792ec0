import Evaluation
import Foundation
import Inputs
import Numbers

/// What is reported: a counterexample made small and explained, or what was tried.
extension TheoremSearch {
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
