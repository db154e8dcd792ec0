import Inputs

/// Looks for what may mend a refuted theorem.
struct Mend: SearchPhase {
  var isAboutViolation: Bool { true }

  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    guard search.options.explains, let violation = search.violation,
      let counterexample = try search.counterexample()
    else { return nil }
    var repairs = RepairSearch(
      search.theorem, violation, counterexample, search.options, workOfFinding: search.workOfFinding,
      within: search.whole.share(
        work: search.options.provesRepairs ? RepairTuning.workBesideProofs : RepairTuning.work))
    search.outcome.suggestion = repairs.run()
    return nil
  }
}
