/// The constants that say how a search spends its work, each with its reason.
///
/// Nothing here touches a verdict. What only one file needs (a climb's step, a drawing's chances) stands in that file.
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
  /// How many sizes in turn may be passed over as too large before none of the further ones is looked at.
  static let largestSkip = 8
  /// How often every combination of sizes is visited with the whole work. Where instances are costly a
  /// visit ends early, so that large sizes do not use up what small ones need.
  static let turns = 5
  /// Optional instances may take so many times what a visit to sizes may.
  static let optionalTurns = 2
  /// Climbs in families at the plan's larger sizes end with one part in this of the work.
  static let familyPart = 8
  /// A climb that ends further from a violation, relative to the sides, is not looked at.
  static let promisingGap = 1e-3
  /// From so many inputs on an instance is not drawn, only climbed to.
  static let longInstance = 150
  /// What lowering costs, per instruction.
  static let loweringCost = 50
  /// From this work on, instances are tried one at a time, so that the limit is kept.
  static let costlyInstance = 200_000
  /// How many instances are decided together.
  static let batch = 8
  /// A visit to a great length ends with one part in this of the phase's work.
  static let visits = 5
  /// Instances with more inputs have no place on the ladder.
  static let ladderInputs = 24
  /// From so many inputs on only the cheapest recipes are tried.
  static let manyInputs = 4000
}
