import Claims
import Evaluation

extension SearchResult {
  /// The outcome where one given instance was decided instead of a search.
  package init(theorem: Theorem, instance: Instance, decision: Decision, seconds: Double) {
    var counts = InstanceCounts()
    counts.count(decision.verdict)
    let verdict: TheoremVerdict =
      switch decision.verdict {
      case .violated: .refuted
      case .holds: .survived
      case .vacuous, .undefined, .undecided: .undecided
      }
    self.init(
      theorem: theorem, verdict: verdict, counts: counts, smallestMargin: decision.margin,
      counterexample: decision.verdict == .violated
        ? Counterexample(instance: instance, decision: decision) : nil,
      undefinedSite: decision.verdict == .undefined ? decision.site : nil,
      undecidedInstance: decision.verdict == .undecided ? instance : nil, limitMet: decision.limit,
      endedBy: nil,
      sizesTried: [instance.sizes], seconds: seconds)
    if case .contradicts(let text) = decision.second {
      contradiction = Contradiction(text: text, instance: instance)
    }
  }
}
