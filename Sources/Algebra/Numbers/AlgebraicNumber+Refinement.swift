import Numbers

extension AlgebraicNumber {
  /// The same number in an interval no wider than `width` (> 0), or as a rational where it turns out to be one.
  package func refined(toWidth width: Rational) -> AlgebraicNumber {
    refined(toWidth: width, meter: Unmetered())
  }

  func refined<Meter: WorkMeter>(
    toWidth width: Rational, meter: Meter
  ) throws(Meter.Failure) -> AlgebraicNumber {
    guard case .root(let root) = self else { return self }
    return try root.refined(toWidth: width, meter: meter)
  }
}

extension IsolatedRoot {
  /// Quadratic interval refinement (Abbott): the interval is cut in 2^t parts, the secant names one of
  /// them, and t doubles where the root lies there, so that the digits double at each step in the end.
  func refined<Meter: WorkMeter>(
    toWidth width: Rational, meter: Meter
  ) throws(Meter.Failure) -> AlgebraicNumber {
    precondition(width.signum > 0, "an interval's width must be positive")
    var (low, high) = (lower, upper)
    if high - low <= width { return .root(self) }
    var digits = 1
    // Signs are exact, sizes serve the guess alone.
    func value(_ x: Rational) -> Rational { polynomial.approximateValue(at: x, bits: 2 * digits + 16) }
    var (atLow, atHigh) = (value(low), value(high))
    while high - low > width {
      let length = low.bitCount + high.bitCount + digits
      let words = 1 + length / 64
      try meter.spend(
        (8 + 4 * words) * polynomial.words + polynomial.degree * polynomial.degree * words * (4 + words) / 4)
      if digits == 1 {
        // Plain bisection, which also leads from an interval of any ends to short ones.
        let middle = Rational.simpleMiddle(low, high)
        let atMiddle = value(middle)
        if atMiddle.isZero { return .rational(middle) }
        if atMiddle.signum == atLow.signum {
          (low, atLow) = (middle, atMiddle)
        } else {
          (high, atHigh) = (middle, atMiddle)
        }
        digits = 2
        continue
      }
      // No finer than asked for: digits cost.
      let excess = (high - low) / width
      digits = min(digits, excess.numerator.bitCount - excess.denominator.bitCount + 2)
      let step = (high - low) * .powerOfTwo(-digits)
      // A guess: a few digits more than asked for are enough.
      let (a, b) = (atLow.rounded(digits + 8, up: true), atHigh.rounded(digits + 8, up: true))
      let ratio = a / (a - b)
      let index = (ratio * .powerOfTwo(digits) + Rational(1, 2)).floor
      let guess = low + Rational(index) * step
      let atGuess = value(guess)
      if atGuess.isZero { return .rational(guess) }
      let isLeft = atGuess.signum == atLow.signum
      // The root lies between `guess` and its neighbour on the other side, if the secant was good.
      let other = isLeft ? guess + step : guess - step
      if other <= low || other >= high {
        // The neighbour is an end of the interval: success without another evaluation.
        if isLeft { (low, atLow) = (guess, atGuess) } else { (high, atHigh) = (guess, atGuess) }
        digits = 2 * digits
        continue
      }
      let atOther = value(other)
      if atOther.isZero { return .rational(other) }
      let isHit = atOther.signum != atGuess.signum
      switch (isLeft, isHit) {
      case (true, true): (low, atLow, high, atHigh) = (guess, atGuess, other, atOther)
      case (false, true): (low, atLow, high, atHigh) = (other, atOther, guess, atGuess)
      case (true, false): (low, atLow) = (other, atOther)
      case (false, false): (high, atHigh) = (other, atOther)
      }
      digits = isHit ? 2 * digits : max(1, digits / 2)
    }
    return .root(narrowed(low, high))
  }

  /// The interval halved once; a rational where the middle is the root.
  func bisected() -> AlgebraicNumber {
    let middle = Rational.simpleMiddle(lower, upper)
    let sign = polynomial.sign(at: middle)
    if sign == 0 { return .rational(middle) }
    return .root(
      sign == polynomial.sign(at: lower) ? narrowed(middle, upper) : narrowed(lower, middle))
  }
}

extension Rational {
  /// A dyadic number near the middle of two, with few digits: each part has at most about 3/4 of the width.
  static func simpleMiddle(_ low: Rational, _ high: Rational) -> Rational {
    let middle = (low + high) * Rational(1, 2)
    // 2^−k is below a quarter of the width.
    let width = high - low
    let k = width.denominator.bitCount - width.numerator.bitCount + 3
    let short = Rational(middle.scaledFloor(k)) * .powerOfTwo(-k)
    return short > low && short.denominator.bitCount < middle.denominator.bitCount ? short : middle
  }
}
