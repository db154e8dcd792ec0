/// What making a counterexample small and explaining it may take; see `SearchTuning`.
enum ShrinkTuning {
  /// Of the time left shrinking gets so much, so that explanation and repairs come to their turn; and the search at
  /// smaller sizes so much of that, so that values become simple too.
  static let timePart = 0.75
  static let sizesTime = 0.7
  /// What was hard to find deserves more of a search at smaller sizes: so many times the work of finding it.
  static let searchTimes = 3
  /// The search at smaller sizes beside that, in all: half as much again as a search that survives.
  static let sizesWork = 60_000_000
  static let sizesDecisions = 100_000
  /// The same after the last smaller instance that was found: a quarter of a search that survives.
  static let roundWork = 10_000_000
  /// The same values at every smaller size: no more than one round of the search there.
  static let shorteningWork = 10_000_000
  /// Vertices at one smaller size: where linear programs are small enough to help.
  static let vertexWork = 400_000
  /// A walk among the ends of domains in one climb: as much as the vertices.
  static let walkWork = 400_000
  /// Whatever sizes took, a part is left to the values: what is read are they.
  static let valuesWork = 30_000_000
  static let valuesDecisions = 30_000
  /// Signs and places are cheap to mend, whatever the values took.
  static let rearrangeWork = 3_000_000
  static let rearrangeDecisions = 500
  /// One look around among signs, orders and roles: a little more than mending them.
  static let outlookWork = 4_000_000
  static let outlookDecisions = 800
  /// All lines from one point of a surface: those with small directions come first.
  static let linesWork = 3_000_000
  /// How many neighbours are made simpler by themselves: the first few nearly always have the simplest.
  static let settled = 4
  /// More groups than this are not combined in pairs: their number grows with the square.
  static let mostPairs = 28
  /// Single values are moves of their own up to so many; of more, groups are moved alone.
  static let mostSingles = 40

  /// Beyond so many groups that are turned, looks around would not come to an end.
  static let mostTurned = 200
  /// Longer instances are not remembered as refused: comparing them costs as much as deciding them.
  static let longestRefused = 60
  /// Values whose comparison costs one unit of work.
  static let comparedPerUnit = 4

  /// How many climbs in turn that come no closer end those at a size: many where both sides are equal to within the
  /// gap, which a derivative may not lead away from.
  static let patience = 4
  static let equalPatience = 10
  static let equalGap = 1e-6
  /// What was hard to find deserves more: one climb for so much work of finding it, and so many at most.
  static let patienceWork = 1_000_000
  static let mostExtraPatience = 16
  /// Climbs come to an end even where each comes a little closer.
  static let roundsPerPatience = 4
  /// A smaller instance renews so many climbs at every size: from there other ways may lead down.
  static let renewedClimbs = 2
  /// Of sizes the one is next where least work was done. Where a climb came close, work counts only for so much of
  /// itself, and for more by so many times what was missing.
  static let closeWeight = 0.15
  static let gapWeight = 3.0
  /// How many instances are drawn at a smaller size at first, and after each climb; so many in one turn.
  static let draws = 64
  static let laterDraws = 48
  static let drawsPerTurn = 16
  /// Where one turn of draws takes more, climbs are worth more.
  static let drawWork = 200_000
  /// With more inputs nothing is drawn after a climb: draws hardly ever meet what many inputs have to.
  static let mostRedrawnInputs = SearchTuning.longInstance / 4
  /// From so many inputs on families come before draws: few numbers are found sooner.
  static let longTrial = 16
  /// So many parts of the instance are mended whatever their length, and shorter ones all: mending long instances
  /// costs more than it helps.
  static let mendedRemainders = 2
  static let longRemainder = 40
  /// So many parts are tried at each length on the way down: the ends' are the likely ones.
  static let mostShortened = 2
  /// Climbs at smaller sizes: a little shorter than a search's, as they start from what was violated. Walks grow with
  /// the climbs.
  static let climbSteps = 150
  static let walk = 300
  static let walkGrowth = 300
  /// How many of the lanes' ends are rounded.
  static let summits = 3
  /// A climb came closer where it gained this part of what was missing, and at least so much: less is noise.
  static let gainPart = 1e-2
  static let leastGain = 1e-9
  /// Of smaller sizes those up to so far above the least, and so many combinations of them.
  static let leastSteps = 5
  static let mostLeast = 24
  /// Sizes are traded for each other where none is larger, and so many combinations are looked at: all have as many
  /// elements as those at hand, so that little is gained.
  static let largestTraded = 16
  static let mostTraded = 12
  /// Up to so many index values a run is taken out at each; of more, at a few.
  static let mostCuts = 12
}
