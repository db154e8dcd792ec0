import Numbers

/// How instances are drawn and moved onto the hypotheses; see `SearchTuning`.
enum DrawTuning {
  /// The parts of a domain at which products of many gates have their extremes, likely ones more than once.
  static let levels: [Rational] = [
    0, 1, 1, Rational(1, 2), Rational(1, 2), Rational(3, 4), Rational(3, 4), Rational(1, 4), Rational(2, 3),
    Rational(1, 3), Rational(7, 8), Rational(1, 8), Rational(9, 10),
  ]
  /// Of the claim's own numbers the longest, where there are many: short ones are drawn anyway.
  static let mostLiterals = 24
  /// Powers of ten up to those of the largest double.
  static let exponents = [1, 2, 3, 5, 8, 12, 16, 19, 24, 31, 40, 60, 100, 155, 200, 250, 301]
  /// By so many powers of a tenth next to a number of the claim.
  static let neighbours = [1, 3, 6, 9, 13, 19, 40]
  /// Functions of exponential growth or decay are beyond any precision where their arguments are larger.
  static let moderate: [Rational] = [3, 8, 20, 40, 64, 100, 200, 400, 710, 1500]
  /// Turns of more coordinates than this are too many to be looked for.
  static let mostSystemInputs = 40
  /// Systems of more equations have hardly a point with small numbers.
  static let mostSystemEquations = 40
  /// So many known points of a system are enough to draw lines from.
  static let systemPoints = 6
  /// Products of different inputs are looked for among so many.
  static let mostProductInputs = 24
  /// What one instance may take, in the engine's units.
  static let recipeWork = 600_000
  /// Where a domain has no end, but a hypothesis has: how far a value is sent.
  static let far = Rational(1 << 20)
  /// From so many bits on a value is rounded, where no equation asks for it.
  static let longValue = 48
  /// How often an interval between an admitted value and the aim is halved.
  static let halvings = 20
  /// What a repair may take, in the engine's units.
  static let repairWork = 400_000
  /// So many of the instances that came closest to a violation are kept: few enough to stay close.
  static let promising = 10
  /// The search's proposals need no more than this; verdicts are the engine's.
  static let precision = 128
  /// Irrational ends of domains are moved inward by less than 2^-60 of themselves.
  static let rootPrecision = 80
}
