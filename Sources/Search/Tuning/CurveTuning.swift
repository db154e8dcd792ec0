import Numbers

/// How points with small numbers are looked for on curves, and values against others; see `SearchTuning`.
enum CurveTuning {
  /// An equation of so many inputs is walked along by lines: of more, directions are too many.
  static let supports = 2...6
  /// The same of a system, where linear equations leave fewer directions.
  static let mostSystemInputs = 8
  /// Lines begin at points whose numbers have fewer bits: of long ones, what they lead to is longer.
  static let shortRoot = 40
  /// Slopes are tried with denominators up to half as much again as the least one possible, and so many more:
  /// numbers that have a factor in common may come of larger slopes.
  static let moreDenominators = 24
  static let slopesPerDenominator = 64
  static let mostPoints = 200
  /// Values are traded where so many are not plain: one alone has nothing to trade with, pairs of many are too many.
  static let traded = 2...6
  /// What a value may be is parted so often, and looked at in these places, the middle first.
  static let tradeParts = 16
  static let tradePlaces = [8, 4, 12, 2, 14, 6, 10]
  /// Then around the best one so often, each time within this part: to some millionths.
  static let tradeRounds = 14
  static let tradeNarrowing = Rational(1, 3)
  /// Of an instance of more inputs no value is held while the others climb: climbs there are long.
  static let mostReleased = 40
  /// So many values are held, one after the other; where no more than the second number are long, at more than 0
  /// and ±1.
  static let mostHeld = 16
  static let fewHeld = 6
  /// They are held at the simplest number within one part in each of these.
  static let heldNear = [1, 4, 16]
  /// A climb from a violated instance is short, and its walk too: one like it is near or nowhere.
  static let climbSteps = 100
  static let walk = 60
  /// Of the lanes' ends so many are rounded: they start from the same instance, and end alike.
  static let summits = 2
}
