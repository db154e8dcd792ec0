import Inputs

/// Phases that draw nothing at random. What they take does not count where draws end by default.
///
/// Each takes a small share of the budget. What they try was chosen by the search alone, so that what stays undecided
/// there says nothing of the theorem.
struct WithoutDraws: SearchPhase {
  let phases: [any SearchPhase]

  init(_ phases: [any SearchPhase]) { self.phases = phases }

  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    let before = search.budget.reading
    defer { search.budget.disregard(since: before) }
    for phase in phases {
      if let found = try phase.run(&search) { return found }
    }
    return nil
  }
}

extension TheoremSearch {
  /// A share of the budget for a phase that draws nothing: more where the caller gave time or work, less where few
  /// instances are asked for.
  func share(_ part: PhaseTuning.Part) -> Budget { budget.share(work: work(part)) }

  func work(_ part: PhaseTuning.Part) -> Int {
    guard options.isThorough else {
      let usual = SearchTuning.usualInstances
      return usualWork / usual * min(options.instances ?? usual, usual) / part.usual
    }
    // A long time is not for the phases alone.
    let times =
      options.workFactor == nil
      ? min(
        max((options.seconds ?? PhaseTuning.usualSeconds) / PhaseTuning.usualSeconds, 1),
        PhaseTuning.mostTimes) : 1
    return Int(Double(usualWork) * times) / part.thorough
  }

  /// Instances that need no draw at any size.
  var levels: [Recipe] {
    theorem.variables.contains(where: \.isComplex) ? Recipe.complexLevels : Recipe.levels
  }
}
