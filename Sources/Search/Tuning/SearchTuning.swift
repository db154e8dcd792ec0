import Numbers

/// The constants that say how a search spends its work, each with its reason.
///
/// Nothing here touches a verdict. The folder has those of phases, sizes, climbs, vertices, draws, hypotheses and
/// systems of equations that draws are moved onto, shrinking, values, curves, explaining and repairs beside it.
/// What is left elsewhere is a distribution that is drawn from, a turn among a few kinds, or a step of a formula.
enum SearchTuning {
  /// The work of a search where no time is given, in the engine's units: some ten seconds.
  static let workLimit = 40_000_000
  /// Where the number of instances is not given: so many, and more until so much work is done.
  static let usualInstances = 4000
  static let leastWork = 12_000_000
  /// A program longer than this is tried only where sizes were asked for.
  static let comfortableLength = 150_000
  /// Lowering may run over this many index combinations at sizes that were not asked for: part of a second.
  static let comfortableSteps = 200_000
  /// What drawing, repair and bookkeeping cost an instance, in instructions.
  static let overhead = 400
  /// How many instances are tried at sizes before larger ones are looked at.
  static let firstShare = 40
  /// How many in later rounds: climbs need instances too.
  static let laterShare = 16
  /// How many instances are tried at each of the plan's larger sizes.
  static let largerShare = 16
  /// How often every combination of sizes is visited with the whole work. Where instances are costly a
  /// visit ends early, so that large sizes do not use up what small ones need.
  static let turns = 5
  /// Optional instances may take so many times what a visit to sizes may.
  static let optionalTurns = 2
  /// A climb that ends further from a violation, relative to the sides, is not looked at.
  static let promisingGap = 1e-3
  /// From so many inputs on an instance is not drawn, only climbed to: numbers drawn for it have a common denominator
  /// beyond exact arithmetic's means.
  static let longInstance = 150
  /// What lowering costs, per instruction.
  static let loweringCost = 50
  /// From this work on, instances are tried one at a time, so that the limit is kept.
  static let costlyInstance = 200_000
  /// How many instances are decided together.
  static let batch = 8
  /// What is to be done for an instance beside its evaluation.
  static let bookkeeping = 200
  /// How many runs of a block an evaluation of a quantifier takes, in the mean.
  static let blockRuns = 60
  /// Where a size is only glanced at, programs may be so many times longer.
  static let glanceFactor = 10
  /// So many draws in turn that were seen before say that nothing new is drawn.
  static let mostRepeats = 25
  /// Variations begin after so many draws, and are so many of a hundred proposals.
  static let drawnFirst = 12
  static let variedPercent = 35
  /// How often a draw that meets no hypotheses is drawn again.
  static let redraws = 6
  /// So many climbs in turn without anything new, and sizes are as good as searched; after the second number no climb
  /// is begun where no time is given.
  static let patience = 12
  static let lastPatience = 40

  /// Factors of the usual work that are not taken for more or less: some milliseconds, and more than any machine does.
  static let leastFactor = 1e-3
  static let mostFactor = 1e9
  /// Of so many instances the margin is computed exactly: the smallest one is among the first as a rule, for bounds
  /// tell most others apart from it.
  static let exactMargins = 600
  /// After so many without a margin none is expected.
  static let fruitlessMargins = 20
  /// Where an interval is halved, the simplest number of its middle will do.
  static let middleBegin = Rational(3, 8)
  static let middleEnd = Rational(5, 8)
}
