/// How climbs go on; see `SearchTuning`.
enum ClimbTuning {
  /// How many instructions of a pass cost as much as the engine's unit of work: plain doubles on eight lanes are
  /// cheap.
  static let passesPerUnit = 3
  /// Equations are followed where they are few; of more than a handful, where instructions of a pass times equations
  /// are at most so many.
  static let followedLength = 10_000
  /// By so many bits relative to its size, or 1, a value is rounded: simple numbers first, then near ones.
  static let reaches: [Int] = [3, 5, 8, 12, 18, 26, 36, 48]
  /// A family of more numbers is as hard to climb in as all values.
  static let largestFamily = 12
  /// How often a block runs for one pass.
  static let samplePasses = gridCount + 3 * refinements
  /// Points at which a hypothesis over the reals is looked at: enough to see a few turns of an angle.
  static let gridCount = 27
  /// How often the worst of them is refined, each time to a fifth.
  static let refinements = 4

  // MARK: One climb

  /// How much a broken hypothesis takes from the merit, by turns: as a rule a little, then so much that the hypotheses
  /// come first, then hardly anything. With the first, merits are not relative to the sides.
  static let penalties = [4.0, 64, 1]
  static let usualPenalty = 4.0
  /// So many starts come close to a violation; the others are drawn, so that no climb is like the last.
  static let promisingStarts = 3
  /// Of structured climbs the lanes from this one on start alike, and move jointly for so many steps.
  static let firstGentle = 5
  static let jointSteps = 60
  /// The first climb at sizes is short, so that all sizes get theirs soon; from so many inputs on it is as long as
  /// the others, for nothing else finds what many inputs need.
  static let firstSteps = 60
  static let steps = 160
  static let longStart = 20
  /// So many steps in turn without a gain on any lane, and the climb has come to rest.
  static let stalledSteps = 60
  /// The first steps leap to the ends of domains: claims that are affine in each variable have their extremes there.
  static let leaps = 3
  /// One step in so many is random: out of a fold that the derivative does not lead along.
  static let randomEvery = 8
  /// Where a domain has no end, a leap goes so far.
  static let far = 1e6
  /// What counts as the width of a domain without ends.
  static let endlessScale = 2.0
  /// Steps begin with this part of a domain, grow after a gain and shrink without one.
  static let firstPace = 0.25
  static let faster = 1.6
  static let slower = 0.5
  /// Below the least, which is a double's resolution, they start anew.
  static let leastPace = 1e-15
  static let newPace = 0.02
  /// A start that serves two lanes is moved by so much in the second.
  static let secondPace = 0.1
  /// So many steps, or steps of a walk, are a moment: the clock is looked at in between.
  static let stepsPerLook = 8
  static let walkPerLook = 32

  // MARK: Equations and hypotheses over the reals

  /// Equations are followed where they are so few, and up to the second number where the program is short.
  static let fewEquations = 6
  static let mostEquations = 40
  /// So many of Newton's steps: each doubles the digits that are right, and the next step begins near.
  static let newtonSteps = 3
  /// What a hypothesis over the reals, or an equation, may miss by and still hold in doubles.
  static let metInequality = 1e-16
  static let metEquation = 1e-15
  /// A hypothesis over the reals with less to spare is at its end: what leads out of it is taken off.
  static let reachedEnd = 1e-9
  /// With less to spare than this part of what rounding by 1 changes, its end asks for room.
  static let nearEnd = 1e-3
  /// Of an equation that others imply, only this part of its normal is left, which is noise; so is what is as short
  /// as this.
  static let noise = 1e-9
  static let leastNormal = 1e-150

  // MARK: Walks

  /// A walk takes one part in so many of a visit; it grows with the climbs, as what is near was found by earlier ones.
  static let walkPart = 3
  static let walk = 400
  static let walkGrowth = 200
  static let longestWalk = 3000
  /// By how much a worse point may be worse at first, and what each step leaves of that: after some hundreds nearly
  /// nothing.
  static let heat = 0.1
  static let cooling = 0.99
  /// Coordinates are changed together in groups of so many: one is a move of its own, of many hardly any change is
  /// for the better.
  static let blockSizes = 2...6

  // MARK: What climbs lead to

  /// So many of the lanes' ends are looked at, after the first climb and after later ones.
  static let firstSummits = 2
  static let summits = 4
  /// An end that breaks hypotheses by more says nothing of how near a violation is.
  static let feasible = 1e-3
  /// An end that is violated but for this is rounded finely: rounding alone does not decide it.
  static let nearGap = 1e-8
  /// The last reach takes the doubles themselves.
  static let exactReach = 60
  /// Over a continuum long numbers cost far more than they help: the finest reach there, and one more where the
  /// point has hypotheses over the reals to stay inside of.
  static let continuumReach = 26
  static let inwardReach = 32
  /// For points that are violated only if rounding does it.
  static let coarseReaches = [3, 8, 18]
  /// Of more inputs simple fractions would multiply up to a huge common denominator: values are dyadic there.
  static let mostFractions = 40
  /// Lines onto a system of equations are drawn from so many of its points: the farthest that share most with the end.
  static let mostBases = 3

  // MARK: Families and pushes

  /// In a family few numbers carry all hypotheses: they come first.
  static let familyPenalty = 64.0
  static let familySteps = 120
  static let familySummits = 3
  static let familyReaches = [4, 8, 14, 20, 28, 40, 52]
  /// A longer root would make every element of its group as long.
  static let longestRoot = 200
  /// One part in so many of a visit is for what a family's climb led to.
  static let familyPart = 4
  /// Instances of a family that double balls do not decide cost much, and the others are like them: so many, and so
  /// many long ones.
  static let escalated = 8
  static let longEscalated = 2
  /// How many promising instances are pushed, in one part in so many of a visit.
  static let pushes = 3
  static let pushPart = 2

  // MARK: The machine

  /// Whole powers up to this one are products, larger ones by logarithm.
  static let longestProduct = 1 << 20
  /// Reals to begin with where no end is given: one period of functions of angles, and magnitudes beyond.
  static let freePoints: [Double] =
    (-8...8).map { Double($0) * .pi / 8 } + [0.05, -0.05, 5, -5, 10, -10, 40, -40, 1000, -1000]
  /// Around the worst of them, as far as the next one, and this part of its size.
  static let freeReach = Double.pi / 8
  static let freeReachPart = 0.25
  /// What a refinement leaves of the reach: a parabola's vertex is far nearer than it.
  static let narrowing = 0.2
}
