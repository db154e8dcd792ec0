import Evaluation
import Inputs
import Programs

/// What is known of a violation beside that it is one.
struct RefutationOutcome {
  var counterexample: Counterexample?
  var explanation: Explanation?
  var suggestion: Repair?
}

/// What is reported: a counterexample made small and explained, or what was tried.
extension TheoremSearch {
  /// The violation as it is reported, decided to the end; nil where none was found.
  mutating func counterexample() throws(InputError) -> Counterexample? {
    guard let violation else { return nil }
    if let decided = outcome.counterexample { return decided }
    violation.engine.isCancelled = nil
    let decision = try violation.engine.decide(violation.inputs)
    outcome.counterexample = Counterexample(
      instance: violation.ground.instance(violation.inputs), decision: decision)
    return outcome.counterexample
  }

  mutating func result() throws(InputError) -> SearchResult {
    let counterexample = try counterexample()
    let verdict: TheoremVerdict =
      counterexample != nil ? .refuted : tally.isUnsettled ? .undecided : .survived
    var result = SearchResult(
      theorem: theorem, verdict: verdict, counts: tally.counts, smallestMargin: tally.margins.smallest(),
      counterexample: counterexample, undefinedSite: tally.undefinedSite,
      undecidedInstance: tally.undecided, limitMet: tally.limitMet,
      endedBy: counterexample != nil ? .refuted : limitReached, leftOpen: tally.leftOpen,
      sizesTried: tally.sizesTried, seconds: budget.elapsed, explanation: outcome.explanation,
      suggestion: outcome.suggestion)
    result.witness = tally.witness
    return result
  }

  /// The limit that ends a search whose phases have come to their end.
  private var limitReached: SearchLimit {
    budget.limitMet ?? (plan.isExhausted ? .sizesExhausted : .programLength)
  }
}
