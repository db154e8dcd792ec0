import Numbers

/// An interval from which a value is drawn; nil is an end at infinity.
struct DrawInterval {
  var lower: Rational?
  var upper: Rational?
  var lowerIsClosed = true
  var upperIsClosed = true
  /// Values stay moderate: exp, sigmoid and their like of others are beyond any precision.
  var isModerate = false

  func contains(_ x: Rational) -> Bool {
    if let lower, x < lower || (x == lower && !lowerIsClosed) { return false }
    if let upper, x > upper || (x == upper && !upperIsClosed) { return false }
    return true
  }

  mutating func intersect(_ end: Rational, isLower: Bool, isClosed: Bool) {
    if isLower {
      if let lower, lower > end || (lower == end && !lowerIsClosed) { return }
      (lower, lowerIsClosed) = (end, isClosed)
    } else {
      if let upper, upper < end || (upper == end && !upperIsClosed) { return }
      (upper, upperIsClosed) = (end, isClosed)
    }
  }
}

/// How one value is drawn from its interval.
enum DrawStyle: CaseIterable {
  /// The ends, zero, one and the middle.
  case corner
  /// A fraction with a small denominator, points of circles such as 3/5 and 12/13 included.
  case simple
  /// A dyadic number with ten bits.
  case dyadic
  /// Close to an end, zero or one, but not there.
  case edge
  /// Of any magnitude.
  case wide
}

extension SplitMix64 {
  static let circlePoints: [Rational] = [
    Rational(3, 5), Rational(4, 5), Rational(5, 13), Rational(12, 13), Rational(8, 17), Rational(15, 17),
    Rational(7, 25), Rational(24, 25),
  ]

  /// A value of the interval; where nothing suitable is found, any value inside that is.
  mutating func value(in interval: DrawInterval, _ style: DrawStyle) -> Rational {
    for _ in 0..<DrawTuning.proposals {
      let x = proposal(interval, style)
      if interval.contains(x) { return x }
    }
    let x = proposal(interval, .dyadic)
    return interval.contains(x) ? x : inside(interval)
  }

  private mutating func proposal(_ interval: DrawInterval, _ style: DrawStyle) -> Rational {
    switch style {
    case .corner:
      var corners: [Rational] = [0, 1, -1]
      if let lower = interval.lower { corners += [lower, lower] }
      if let upper = interval.upper { corners += [upper, upper] }
      corners.append(inside(interval))
      let admitted = corners.filter(interval.contains)
      return admitted.isEmpty ? inside(interval) : pick(admitted)
    case .simple:
      if chance(DrawTuning.pythagoreanPercent) {
        let point = pick(Self.circlePoints)
        return chance(DrawTuning.positivePercent) ? point : -point
      }
      let denominator = pick([1, 2, 2, 3, 4, 4, 5, 6, 8, 10])
      let (low, high) = finiteEnds(interval, reach: DrawTuning.simpleReach)
      let first = (low * Rational(denominator)).ceiling
      let last = (high * Rational(denominator)).floor
      guard let a = first.word, let b = last.word, a <= b, b - a < DrawTuning.mostNumerators else {
        return inside(interval)
      }
      return Rational(int(a...b), denominator)
    case .dyadic:
      let (low, high) = finiteEnds(interval, reach: DrawTuning.reach)
      return low + (high - low) * Rational(int(0...1024), 1024)
    case .edge:
      let gap = Rational(1, pick([16, 100, 1000, 1 << 20, 1_000_000_000]))
      var centres: [Rational] = [0, 1]
      if let lower = interval.lower { centres += [lower, lower] }
      if let upper = interval.upper { centres += [upper, upper] }
      return pick(centres) + (chance(50) ? gap : -gap)
    case .wide:
      let scale = Rational(10).power(int(-4...4))
      var x = Rational(int(1...99), 10) * scale
      while interval.isModerate, x > DrawTuning.widestModerate { x = x * Rational(1, 10) }
      return chance(50) ? x : -x
    }
  }

  /// Ends to draw between where the interval has none.
  private func finiteEnds(_ interval: DrawInterval, reach: Int) -> (Rational, Rational) {
    switch (interval.lower, interval.upper) {
    case (let lower?, let upper?): (lower, upper)
    case (let lower?, nil): (lower, max(lower + Rational(reach), Rational(reach)))
    case (nil, let upper?): (min(upper - Rational(reach), Rational(-reach)), upper)
    case (nil, nil): (Rational(-reach), Rational(reach))
    }
  }

  private func inside(_ interval: DrawInterval) -> Rational {
    let (low, high) = finiteEnds(interval, reach: DrawTuning.reach)
    return low <= high ? (low + high) * Rational(1, 2) : low
  }
}
