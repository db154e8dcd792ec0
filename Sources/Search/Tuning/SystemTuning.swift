import Numbers

/// How points of systems of equations are found and moved; see `SearchTuning`.
enum SystemTuning {
  /// So often a point is proposed for an instance, at first near what was drawn.
  static let attempts = 6
  static let nearAttempts = 3
  /// Of a hundred, known points that are taken as they are.
  static let basePercent = 10
  /// Of a hundred moves, turns where lines are possible too; and moves along systems where single equations are.
  static let turnPercent = 50
  static let movePercent = 50
  /// So many points are tried for lines, with one number more other than 0 after each so many.
  static let lineAttempts = 300
  static let attemptsPerInput = 40
  /// A point of longer numbers makes what lines lead to longer still.
  static let rootBits = 40
  /// So many random starts for points in plain doubles, each projected so often: slow where equations are nearly
  /// tangent.
  static let solutions = 12
  static let projections = 300
  /// A slope whose square is less leads nowhere; a point that misses by less is one.
  static let flat = 1e-12
  static let solved = 1e-12
  /// Turns that bring coordinates to 0: more go round.
  static let longestWay = 120
  /// A coordinate this small is 0 to them, a little above what a solution misses by.
  static let tiny = 1e-7
  /// What turns have left is the simplest number so near, or none.
  static let room = Rational(1, 1 << 16)
  /// Pairs of slices that are tried as turns: of many coordinates, part of a second.
  static let mostTurns = 1500
}
