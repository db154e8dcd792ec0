import Numbers

/// How instances are moved onto the hypotheses; see `SearchTuning`.
enum SettleTuning {
  /// Hypotheses are mended so often, for each of them and beside: where mending one breaks another, it goes round.
  static let roundsEach = 2
  static let rounds = 12
  /// Of a hundred attempts, equations mended by two inputs at once, and inequalities by scaling all of theirs.
  static let turnPercent = 25
  static let scalePercent = 50
  /// Of a hundred that found nothing, those that give up: another order of inputs may succeed.
  static let giveUpPercent = 30
  /// Of a hundred inequalities, those that try to hold with equality first.
  static let rootPercent = 35
  /// So many inputs of a hypothesis are looked at, drawn without preference; more where one only comes closer.
  static let mostMoved = 4
  static let mostApproached = 6
  /// Longer values are not tried: one input, each of several that are scaled, the radius of two that are turned.
  static let mostBits = 600
  static let scaledBits = 300
  static let radiusBits = 100
  /// Scaling by less leaves nothing of the instance.
  static let leastScale = 1e-6
  /// Beside a value, where a parabola is read off: far enough for short numbers; on one side alone, nearer than a
  /// kink.
  static let probe = Rational(1, 4)
  static let sideProbe = Rational(1, 1 << 20)
  /// A change of sign is felt for with steps of one part in so many of the value, each so many times the last:
  /// twelve go beyond a thousand times the value.
  static let roughParts = 64.0
  static let roughGrowth = 3.0
  static let roughSteps = 12
  /// Then by secants, which stay so far inside, until the width is nearly a double's resolution.
  static let secants = 24
  static let secantParts = 64.0
  static let secantWidth = 1e-13
  /// What is smaller counts as this large.
  static let leastSize = 1e-3
  /// A root is the simplest number within this part of its size.
  static let rootRoom = 1e-9
  /// So many inputs are reflected at their mean: more seldom stay in their domains.
  static let mostReflected = 5
}
