/// The constants of proofs on boxes, each with its reason.
enum BoxTuning {
  static let mostNested = 12
  static let mostElements = 60
  /// Numbers that vary: beyond these cells are too many.
  static let mostVarying = 4
  /// Cells that are tried.
  static let mostCells = 160
  /// How often a cell may be halved.
  static let mostHalved = 14
  /// Cells with a point where both sides are equal are halved less: there it helps soon or never.
  static let mostHalvedAtEquality = 5
  /// How deep facts rest on others in a cell.
  static let mostLevels = 12
  static let mostTerms = 400
  /// The degree of what is squared beside a number.
  static let mostSquared = 3
  static let mostBernstein = 600
  static let mostDegree = 24
  /// Greater numbers are not bounded by squares of squares.
  static let mostExponent = 64
  static let mostPlaces = 64
  static let placesAtEquality = 24
  /// Sums of so many powers of 2, down to this one, are short.
  static let mostUnits = 7
  static let placesOfUnits = 8
  /// Powers of what logarithms are taken of.
  static let mostPower = 6
  /// An exponent's distance from where its exponential is bounded.
  static let mostReach = 16
  static let placesOfCurvature = 10
  static let placesOfRemainder = 20
  /// How far is looked where a number has no end.
  static let reachWithoutEnd = 32
  static let farthestCut = 63
  /// An exponent's distance from where a series of degree 3 and more is of use.
  static let mostReachOfSeries = 2
  /// Steps of one cell.
  static let mostSteps = 120
  /// What a value may be below 0 by rounding, relative to its terms.
  static let rounding = 1e-13
  /// Values this close to 0 are taken for equality.
  static let equality = 1e-9
  /// Where the goal is below this part of its terms, more is tried in a cell before it is halved.
  static let small = 1e-2
  /// Operations for a term of a polynomial.
  static let costOfTerm = 300
  /// What all cells of one goal may take: some three seconds.
  static let mostEffort = 600_000_000
  /// Where numbers have no end, of which most is said in other ways.
  static let mostEffortWithoutEnd = 150_000_000
  /// Before combinations of facts are tried at length.
  static let firstEffort = 40_000_000
}
