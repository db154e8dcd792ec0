import Numbers

/// How values of a counterexample are made simpler; see `SearchTuning`.
enum ValueTuning {
  /// Of more different values none is tried for all elements: the usual simple ones are.
  static let mostCommonValues = 12
  /// Simpler numbers are looked for within powers of two: of the value's whole part as far as a word goes, below it
  /// in steps of so many bits, until a fraction as long would be no gain.
  static let mostWholeBits = 60
  static let finestReach = 24
  static let reachStep = 3
  /// How far a violation reaches is felt for with steps of this part of the value's own resolution, no smaller than
  /// the least, each so many times the last.
  static let edgeStep = Rational(1, 1 << 6)
  static let leastEdgeStep = Rational(1, 1 << 60)
  static let edgeGrowth = 8
  /// So many steps reach beyond any double.
  static let edgeSteps = 70
  /// Then halves, to within nearly a double's resolution, or until no simpler fraction has room: an interval
  /// shorter than one part in this of the squared denominator.
  static let edgeHalvings = 48
  static let edgeRoom: Rational = 16
  /// Of more values no two change places by themselves: their pairs are too many.
  static let mostSwapped = 40
}
