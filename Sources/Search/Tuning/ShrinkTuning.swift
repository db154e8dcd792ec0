/// What making a counterexample small and explaining it may take; see `SearchTuning`.
enum ShrinkTuning {
  /// Of the time left shrinking gets so much, so that explanation and repairs come to their turn; and the search at
  /// smaller sizes so much of that, so that values become simple too.
  static let timePart = 0.75
  static let sizesTime = 0.7
  /// What was hard to find deserves more of a search at smaller sizes: so many times the work of finding it.
  static let searchTimes = 3
  /// The search at smaller sizes beside that, in all.
  static let sizesWork = 60_000_000
  static let sizesDecisions = 100_000
  /// The same after the last smaller instance that was found.
  static let roundWork = 10_000_000
  /// The same values at every smaller size.
  static let shorteningWork = 10_000_000
  /// Vertices at one smaller size.
  static let vertexWork = 400_000
  /// A walk among the ends of domains in one climb.
  static let walkWork = 400_000
  /// Whatever sizes took, a part is left to the values.
  static let valuesWork = 30_000_000
  static let valuesDecisions = 30_000
  /// Signs and places are cheap to mend, whatever the values took.
  static let rearrangeWork = 3_000_000
  static let rearrangeDecisions = 500
  /// One look around among signs, orders and roles.
  static let outlookWork = 4_000_000
  static let outlookDecisions = 800
  /// All lines from one point of a surface.
  static let linesWork = 3_000_000
  /// How many neighbours are made simpler by themselves.
  static let settled = 4
  /// More groups than this are not combined in pairs.
  static let mostPairs = 28
  /// Single values are moves of their own up to so many.
  static let mostSingles = 40
}
