import Inputs

/// A few instances at sizes beyond the plan, as long as the program stays short.
struct Enlarge: SearchPhase {
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    try search.openSpaces()
    // Where exact arithmetic has to decide most instances, long ones would be beyond its means.
    guard let last = search.spaces.last,
      PhaseTuning.escalatedPart * last.escalated <= last.seen.count
        || last.lastCost < PhaseTuning.cheapInstance
    else { return nil }
    var (length, size) = (last.length, last.sizes.first ?? 1)
    let families = search.budget.share(work: search.usualWork / PhaseTuning.familyPart)
    for next in search.plan.larger where search.budget.isLeft {
      // Programs grow with the square of the length at least as often as not.
      let growth = Double(next[0]) / Double(max(size, 1))
      guard Double(length) * growth * growth < Double(SearchTuning.comfortableLength),
        var space = try search.open(next)
      else { return nil }
      search.plan.visit(next)
      if !space.isLong,
        let found = try search.draw(&space, share: SearchTuning.largerShare, isOptional: true)
      {
        return found
      }
      if let found = try search.climb(&space) { return found }
      while search.budget.isLeft, families.workLeft > 0, !space.families.isEmpty {
        if let found = try search.climbInFamily(&space) { return found }
      }
      search.larger.append(space)
      (length, size) = (space.length, next[0])
    }
    return nil
  }
}
