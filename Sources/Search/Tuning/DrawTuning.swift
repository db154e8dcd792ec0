import Numbers

/// How instances are drawn and moved onto the hypotheses; see `SearchTuning`.
enum DrawTuning {
  /// The parts of a domain at which products of many gates have their extremes, likely ones more than once.
  static let levels: [Rational] = [
    0, 1, 1, Rational(1, 2), Rational(1, 2), Rational(3, 4), Rational(3, 4), Rational(1, 4), Rational(2, 3),
    Rational(1, 3), Rational(7, 8), Rational(1, 8), Rational(9, 10),
  ]
  /// Of the claim's own numbers the longest, where there are many: short ones are drawn anyway.
  static let mostLiterals = 24
  /// Powers of ten up to those of the largest double.
  static let exponents = [1, 2, 3, 5, 8, 12, 16, 19, 24, 31, 40, 60, 100, 155, 200, 250, 301]
  /// By so many powers of a tenth next to a number of the claim: as near as any tolerance is written, and nearer.
  static let neighbours = [1, 3, 6, 9, 13, 19, 40]
  /// Functions of exponential growth or decay are beyond any precision where their arguments are larger.
  static let moderate: [Rational] = [3, 8, 20, 40, 64, 100, 200, 400, 710, 1500]
  /// Turns of more coordinates than this are too many to be looked for.
  static let mostSystemInputs = 40
  /// Systems of more equations have hardly a point with small numbers.
  static let mostSystemEquations = 40
  /// So many known points of a system are enough to draw lines from.
  static let systemPoints = 6
  /// Products of different inputs are looked for among so many: their pairs grow with the square.
  static let mostProductInputs = 24
  /// What one instance may take, in the engine's units: a few times a costly one.
  static let recipeWork = 600_000
  /// Where a domain has no end, but a hypothesis has: how far a value is sent.
  static let far = Rational(1 << 20)
  /// From so many bits on a value is rounded, where no equation asks for it.
  static let longValue = 48
  /// How often an interval between an admitted value and the aim is halved: to a millionth.
  static let halvings = 20
  /// What a repair may take, in the engine's units: twice a costly instance.
  static let repairWork = 400_000
  /// So many of the instances that came closest to a violation are kept: few enough to stay close.
  static let promising = 10
  /// The search's proposals need no more than this; verdicts are the engine's.
  static let precision = 128
  /// Irrational ends of domains are moved inward by less than 2^-60 of themselves.
  static let rootPrecision = 80

  // MARK: Percentages of draws

  /// Instances with one value for each variable, or one at one place.
  static let evenPercent = 12
  /// Variables whose elements are drawn each by itself; of the others, patterns have even chances.
  static let independentPercent = 55
  /// Variables drawn in the instance's own style, and values drawn in the variable's.
  static let styledPercent = 70
  static let ownStylePercent = 80
  /// Parts of complex numbers from points of the unit circle, where moduli are rational.
  static let circlePercent = 25
  /// Even instances that use up what other variables leave.
  static let usedUpPercent = 60
  /// Simple fractions of right triangles with whole sides, and the positive ones of these.
  static let pythagoreanPercent = 12
  static let positivePercent = 80
  /// Variations that move several inputs of an equation.
  static let groupPercent = 40
  /// Pushes that make another value simple before.
  static let pushSimplePercent = 60

  // MARK: Values

  /// An impulse is at one of so many places: later ones are like them.
  static let placesOfOne = 5
  /// Values are drawn anew so often where they miss their interval.
  static let proposals = 4
  /// How far from its end, or from 0, values are drawn where an interval has no other end: simple ones a little
  /// farther.
  static let reach = 2
  static let simpleReach = 3
  /// Of more numerators a random one is not simple.
  static let mostNumerators = 1 << 40
  /// What exponential growth rests on is no larger: one number, when drawn at any magnitude, and in a moderate
  /// instance; all of this together are at most one part in so many of the bits.
  static let widestModerate: Rational = 30
  static let mostModerate: Rational = 64
  static let moderatePart = 4
  /// Beside an end that does not belong to its interval, by one part in so many of the width.
  static let besideEnd = Rational(1, 64)
  /// A number of the claim that is longer is no magnitude that values are drawn near.
  static let literalBits = 2000
  /// Values that grow at every step would slow the search down.
  static let movedBits = 80
  /// A form in more inputs takes too many values to be found.
  static let mostFormInputs = 4 * mostProductInputs
  /// Boxes that a hypothesis over the reals may take: enough for most, and cheap for the rest.
  static let boxes = 60

  // MARK: Recipes and pushes

  /// Of more variables no one is singled out, or has rays of its own: recipes would be too many.
  static let mostSingled = 5
  static let mostRayed = 4
  /// Ends found by halving are rounded to so many bits; a double's own scale is followed so far.
  static let shortBits = 32
  static let mostShift = 500
  /// Halves of halves are 0 after so many.
  static let mostHalved = 60
  /// How often a ray's length is halved until something is admitted, and then to find how far it goes.
  static let shrinkings = 30
  static let rayHalvings = 14
  /// How far an input without end is pushed, and in how many steps: to about a double's resolution.
  static let endlessPush: Rational = 4
  static let pushSteps = 44
}
