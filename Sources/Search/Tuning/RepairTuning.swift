import Numbers

/// What looking for a repair may take; see `SearchTuning`.
enum RepairTuning {
  /// A fifth of the work of a search that survives.
  static let work = 8_000_000
  /// A search that lets a repair survive takes so many times the work that the refutation took.
  static let factor = 4
  static let leastShare = 400_000
  /// Enough instances to tell how much a hypothesis leaves.
  static let sampleSize = 64
  /// So many instances that are not violated make a suggestion, not a theorem.
  static let instances = 1000
  /// A hypothesis must leave so much of the sample: one part in this.
  static let leastPart = 16
  /// Of the hypotheses the weakest are searched.
  static let mostSearches = 8
  /// What fewer instances met was not put to the test.
  static let leastHeld = 100
  /// Larger factors say little of a bound.
  static let constants: [Rational] = [
    Rational(9, 8), Rational(5, 4), Rational(3, 2), 2, 3, 4,
  ]
  /// A program longer than this is not looked into.
  static let longestProgram = 8_000
  /// Of variables and families, so many are combined with each other.
  static let mostFamilies = 8
}
