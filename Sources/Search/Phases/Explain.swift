import Claims
import Evaluation
import Inputs
import Numbers
import Programs

/// Says what is certain about a counterexample beside that it is one.
struct Explain: SearchPhase {
  var isAboutViolation: Bool { true }

  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    guard search.options.explains, let counterexample = try search.counterexample() else { return nil }
    var explanation = Explainer(
      theorem: search.theorem, counterexample: counterexample, limits: search.options.limits,
      budget: search.whole.share(work: ExplainTuning.work)
    ).explanation()
    explanation.note(search.tally.held, search.theorem, counterexample.instance.sizes)
    search.outcome.explanation = explanation
    return nil
  }
}
