import Numbers

/// What looking for a repair may take; see `SearchTuning`.
enum RepairTuning {
  /// A fifth of the work of a search that survives.
  static let work = 8_000_000
  /// Where proofs are sought, several repairs have to survive.
  static let workBesideProofs = 40_000_000
  /// A search that lets a repair survive takes so many times the work that the refutation took.
  static let factor = 4
  /// And at least so much, where the refutation was found at once.
  static let leastShare = 400_000
  /// Enough instances to tell how much a hypothesis leaves.
  static let sampleSize = 64
  /// So many instances that are not violated make a suggestion, not a theorem.
  static let instances = 1000
  /// A hypothesis must leave so much of the sample: one part in this.
  static let leastPart = 16
  /// Of the hypotheses the weakest are searched.
  static let mostSearches = 8
  /// Of a sample drawn under a repair, so many must meet it: fewer do not show that an input keeps its freedom.
  static let leastMet = 8
  /// What fewer instances met was not put to the test.
  static let leastHeld = 100
  /// Larger factors say little of a bound.
  static let constants: [Rational] = [
    Rational(9, 8), Rational(5, 4), Rational(3, 2), 2, 3, 4,
  ]
  /// A program longer than this is not looked into.
  static let longestProgram = 8_000
  /// Of variables and families, so many are combined with each other: candidates grow with the square.
  static let mostFamilies = 8

  /// Where a constant is not enough, the next one has to stand a search longer by so many times.
  static let shareGrowth = 3
  /// Samples are decided at so many bits at most: what is closer says little of how much a hypothesis leaves.
  static let bits = 256
  /// So many at a time, so that clock and work are looked at in between.
  static let batch = 4
  /// A constant that is a number gets as many digits as it had, and at least so many.
  static let leastDigits = 4
  /// A repair must hold at one part in this of what was tried: where most is vacuous, it has not been put to the test.
  static let heldPart = 4
  /// Repairs that survive and are put to a proof, where that is asked for.
  static let mostProofs = 6
  /// Recurrences of more indices are none that the grammar knows inputs of.
  static let mostIndices = 3
}
