/// What the phases of a search may take, and how far each goes; see `SearchTuning`.
enum PhaseTuning {
  /// One part in so many of the usual work: where the caller gave neither time nor work, and where he did.
  struct Part {
    var usual: Int
    var thorough: Int
  }

  static let extremeValues = Part(usual: 50, thorough: 24)
  static let everySize = Part(usual: 10, thorough: 8)
  static let greatLengths = Part(usual: 10, thorough: 6)
  /// Linear programs cost much, and only few theorems have vertices.
  static let vertices = Part(usual: 100, thorough: 4)
  /// So many seconds do the usual work; up to so many times that the shares grow with the time.
  static let usualSeconds = 10.0
  static let mostTimes = 20.0

  /// Instances with more inputs have no place on the ladder of values.
  static let mostExtremeInputs = 24
  /// The smallest sizes show what an extreme value does.
  static let extremeSpaces = 2
  /// A visit to a great length ends with one part in this of the phase's work.
  static let visits = 5
  /// A climb among vertices at one of many sizes ends with one part in this.
  static let vertexVisits = 64
  /// What an instruction costs where a size is glanced at: lowering, and some instances.
  static let glanceCost = SearchTuning.loweringCost + 16
  /// From so many inputs on only the cheapest recipes are tried.
  static let manyInputs = 4000
  /// Shorter programs may grow as they like; longer ones at most with this power of the length.
  static let shortLength = 3000.0
  static let mostGrowth = 1.5
  /// Climbs in families at the plan's larger sizes end with one part in this of the work.
  static let familyPart = 8
  /// How many sizes in turn may be passed over as too large before none of the further ones is looked at.
  static let largestSkip = 8
  /// A large size whose climbs ended farther from a violation than this, relative to the sides, is left alone.
  static let promisingLength = 0.5

  /// In the first rounds of climbs large sizes are looked at each time, then ever more rarely.
  static let eagerRounds = 4
  /// A size at which no hypothesis was met has its turn once in so many rounds, where others have met theirs.
  static let unmetTurn = 4
  /// In each round sizes between the plan's are looked at: one for so many of the plan's.
  static let betweenPart = 4
  /// Larger sizes are left alone where more than one instance in so many needs more than the first rung, unless
  /// these cost little: long ones would be beyond exact arithmetic's means.
  static let escalatedPart = 2
  static let cheapInstance = SearchTuning.costlyInstance / 10
  /// A visit to a great length may run its program so often, whatever is left.
  static let leastVisit = 16.0
  /// What a recipe costs, for each input.
  static let recipeCost = 4
  /// Besides one value from the ladder for one group, at every so many places several inputs get their own; of a
  /// hundred so many.
  static let severalEvery = 3
  static let severalPercent = 60
  /// From so many instances the ladder is climbed: one that meets the hypotheses, and one of the plainest.
  static let extremeBases = 2
}
