import Numbers

/// How far climbs from vertex to vertex go; see `SearchTuning`.
enum VertexTuning {
  /// What fails by less in doubles may hold.
  static let tolerance = 1e-7
  /// How often rows are added where a vertex breaks a hypothesis.
  static let rounds = 10
  /// A climb from vertex to vertex is short, or it goes round.
  static let steps = 4
  /// Of eight random points more than so many lie on pieces of their own only where a hypothesis bends everywhere.
  static let mostPieces = 5
  /// So many violated vertices are enough.
  static let enough = 6
  /// Numbers of a tableau that cost as much as an instruction of a pass.
  static let tableauPart = 128
  /// A dense tableau of more columns is too slow.
  static let mostCoordinates = 220
  /// What the simplex method takes for 0.
  static let pivotTolerance = 1e-9
  /// Where a domain has no end, the box has one.
  static let reach = Rational(1000)
  /// The part of the box to start in.
  static let usual = 2.0
  /// A value stays so far from an end that does not belong to its domain, in parts of the domain's width.
  static let inset = Rational(1, 1024)
  /// Points of the unit circle with short numbers keep exact vertices short.
  static let phaseBits = 5
  /// Numbers longer than this, in bits, are beyond what a search tries.
  static let mostBits = 4000
  /// Products of two numbers that one solution may take.
  static let mostProducts = 400_000
}
