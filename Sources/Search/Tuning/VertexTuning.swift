import Numbers

/// How far climbs from vertex to vertex go; see `SearchTuning`.
enum VertexTuning {
  /// What fails by less in doubles may hold.
  static let tolerance = 1e-7
  /// How often rows are added where a vertex breaks a hypothesis: pieces that no sample showed are few.
  static let rounds = 10
  /// A climb from vertex to vertex is short, or it goes round.
  static let steps = 4
  /// Of eight random points more than so many lie on pieces of their own only where a hypothesis bends everywhere.
  static let mostPieces = 5
  /// So many violated vertices are enough: the engine takes the first that is one exactly.
  static let enough = 6
  /// Numbers of a tableau that cost as much as an instruction of a pass.
  static let tableauPart = 128
  /// A dense tableau of more columns is too slow.
  static let mostCoordinates = 220
  /// What the simplex method takes for 0: well above what its exchanges lose of a double.
  static let pivotTolerance = 1e-9
  /// Where a domain has no end, the box has one: beyond the numbers that people write.
  static let reach = Rational(1000)
  /// The part of the box to start in: most claims are about numbers of this size.
  static let usual = 2.0
  /// A value stays so far from an end that does not belong to its domain, in parts of the domain's width.
  static let inset = Rational(1, 1024)
  /// Points of the unit circle with short numbers keep exact vertices short.
  static let phaseBits = 5
  /// Numbers longer than this, in bits, are beyond what a search tries.
  static let mostBits = 4000
  /// Products of two numbers that one solution may take: of long numbers each is as costly as an instance.
  static let mostProducts = 400_000

  /// Rows are loosened by so little, each by a part of its own, so that no two are tight at one place.
  static let slack = 1e-8
  /// Exchanges that a linear program may take, for each row and column and beside: one that needs more goes round.
  static let exchangesEach = 4
  static let exchanges = 100
  /// A column that changes a row by less stops at no end of it: its pivot would be noise.
  static let leastRate = 1e-10
  /// Lengths of steps that differ by less are equal: the larger pivot decides.
  static let sameLength = 1e-13
  /// Rows whose numbers differ by less, relative to them, are one piece seen from two points.
  static let sameRow = 1e-9
  /// After so many hypotheses the clock is looked at.
  static let hypothesesPerLook = 16
  /// What an exact system leaves free is rounded to so many bits.
  static let freeBits = 20
  /// A row's factors are simple numbers within so many bits of their doubles, relative to them or to the least.
  static let factorBits = 36
  static let leastFactor = Rational(1, 1 << 10)
  /// Where climbs start, in parts of the box: all alike at these levels; one that differs at these places of the
  /// first index; from one end to the other at these; and in the middle run between these.
  static let levels = [1.0, 0, 0.5, 0.75]
  static let places = [0, 1, 0.5, 0.25, 0.75]
  static let changes = [0.25, 1.0 / 3, 0.5, 2.0 / 3, 0.75]
  static let runs = [(0.25, 0.75), (1.0 / 3, 2.0 / 3)]
}
