import Inputs

/// Climbs, with draws and pushes by turns, at sizes that become more, until a limit is met.
struct Climb: SearchPhase {
  /// So many plain draws for each instance that was tried otherwise.
  var draws = QuickTuning.times

  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    // Moved, not copied: what is known of a space grows long.
    var spaces: [InstanceSpace] = []
    try search.openSpaces()
    swap(&spaces, &search.spaces)
    // Where time is given, it is used.
    let isTimed = search.options.seconds != nil
    func isOpen(_ space: InstanceSpace) -> Bool { !space.isExhausted || space.isClimbable }
    var round = 0
    repeat {
      while search.budget.isLeft,
        isTimed && spaces.contains(where: \.isVaried) || spaces.contains(where: isOpen)
      {
        round += 1
        // Ever more rarely: where the first climbs at large sizes lead nowhere, later ones hardly do.
        if round < PhaseTuning.eagerRounds || round.nonzeroBitCount == 1,
          let found = try climbPromising(&search)
        {
          return found
        }
        let isAnyMet = spaces.contains { $0.held > 0 }
        for k in spaces.indices where search.budget.isLeft && (isTimed || isOpen(spaces[k])) {
          // Where the hypotheses are hardly ever met, time is better spent elsewhere.
          if isAnyMet, spaces[k].held == 0, !round.isMultiple(of: PhaseTuning.unmetTurn) { continue }
          let before = search.budget.reading
          if let found = try turn(&search, &spaces[k]) { return found }
          if search.options.drawsPlainly,
            let found = try search.drawQuickly(&spaces[k], each: draws, after: before)
          {
            return found
          }
        }
        // What holds at the sizes of the plan may fail at one between them.
        for _ in 0..<max(1, search.plan.combinations.count / PhaseTuning.betweenPart) {
          guard let next = try climbNext(&search, share: SearchTuning.batch) else { break }
          if let found = next.found { return found }
        }
      }
      // Nothing is left to try at these sizes.
      guard let (found, space) = try climbNext(&search, share: SearchTuning.laterShare) else { break }
      if let found { return found }
      if isOpen(space) { spaces.append(space) }
    } while search.budget.isLeft
    return nil
  }

  /// Every way to look for a violation once.
  private func turn(
    _ search: inout TheoremSearch, _ space: inout InstanceSpace
  ) throws(InputError) -> Violation? {
    if let found = try search.draw(&space, share: SearchTuning.laterShare) { return found }
    if let found = try search.climb(&space) { return found }
    if let found = try search.push(&space) { return found }
    return try search.climbInFamily(&space)
  }

  /// A few instances at the next sizes that the plan leaves out; nil where the budget or the sizes have come to an
  /// end, or programs become too long.
  private func climbNext(
    _ search: inout TheoremSearch, share: Int
  ) throws(InputError) -> (found: Violation?, space: InstanceSpace)? {
    for _ in 0..<PhaseTuning.largestSkip where search.budget.isLeft {
      guard let sizes = search.plan.nextFurther() else { return nil }
      guard var space = try search.open(sizes) else { continue }
      if let found = try search.draw(&space, share: share) { return (found, space) }
      return (try search.climb(&space), space)
    }
    return nil
  }

  /// Climbs again at the large size that came closest to a violation, and at the largest.
  private func climbPromising(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    var larger: [InstanceSpace] = []
    swap(&larger, &search.larger)
    defer { swap(&larger, &search.larger) }
    guard let best = larger.indices.min(by: { larger[$0].gap < larger[$1].gap }) else { return nil }
    for k in Set([best, larger.count - 1]).sorted()
    where larger[k].gap < PhaseTuning.promisingLength && search.budget.isLeft {
      if let found = try search.climb(&larger[k]) { return found }
    }
    return nil
  }
}
