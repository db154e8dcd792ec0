/// The constants of the search for proofs, each with its reason. Nothing here touches what the kernel accepts.
enum ProofTuning {
  /// A residual this small, relative to the goal, is 0: exact elimination decides.
  static let residual = 1e-9
  /// A column that reduces the residual less is of no use.
  static let leastGain = 1e-11
  static let leastFactor = 1e-12
  /// A column closer to the span of others depends on them.
  static let dependence = 1e-9
  static let mostExchanges = 400
  /// Products of more facts are hardly ever needed; nor can more of them be told apart.
  static let mostFactors = 3
  static let mostProducts = 12_000
  static let mostFacts = 80
  /// Squares that are tried without being named.
  static let mostSquares = 24
  /// So many times the atoms of instances of named facts bring others into sight.
  static let hintRounds = 2
  /// Instances of one named fact.
  static let mostReached = 40
  /// Terms that are tried for the strictness of a goal.
  static let mostStrict = 40
  /// Weights of complex numbers in a triangle inequality.
  static let mostWeights = 40
  /// How deep distinctions of cases may be nested.
  static let depth = 6
  /// How much a strict term is taken off a strict goal.
  static let strictShares: [Int] = [1, 4, 32, 1024]
}
