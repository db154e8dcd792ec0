import Numbers

extension AlgebraicNumber: Comparable {
  package static func == (x: AlgebraicNumber, y: AlgebraicNumber) -> Bool {
    compare(x, y, meter: Unmetered()) == 0
  }

  package static func < (x: AlgebraicNumber, y: AlgebraicNumber) -> Bool {
    compare(x, y, meter: Unmetered()) < 0
  }

  /// The sign of the number minus x, exactly.
  package func compared(to x: Rational) -> Int {
    switch self {
    case .rational(let value): value < x ? -1 : value == x ? 0 : 1
    case .root(let root): root.compared(to: x)
    }
  }

  /// The sign of the number.
  package var signum: Int { compared(to: 0) }

  /// The sign of x − y, exactly.
  package static func compare<Meter: WorkMeter>(
    _ x: AlgebraicNumber, _ y: AlgebraicNumber, meter: Meter
  ) throws(Meter.Failure) -> Int {
    switch (x, y) {
    case (.rational(let a), .rational(let b)): return a < b ? -1 : a == b ? 0 : 1
    case (.root(let a), .rational(let b)): return a.compared(to: b)
    case (.rational(let a), .root(let b)): return -b.compared(to: a)
    case (.root(let a), .root(let b)):
      if a.upper <= b.lower { return -1 }
      if b.upper <= a.lower { return 1 }
      if try a.equals(b, meter: meter) { return 0 }
      let (p, q) = try separated(x, y, meter: meter)
      return p.bounds.upper <= q.bounds.lower ? -1 : 1
    }
  }

  /// Two different numbers in intervals that do not overlap (they may share an end).
  private static func separated<Meter: WorkMeter>(
    _ x: AlgebraicNumber, _ y: AlgebraicNumber, meter: Meter
  ) throws(Meter.Failure) -> (AlgebraicNumber, AlgebraicNumber) {
    var (p, q) = (x, y)
    while true {
      let (a, b) = (p.bounds, q.bounds)
      if a.upper <= b.lower || b.upper <= a.lower { return (p, q) }
      let width = max(a.upper - a.lower, b.upper - b.lower)
      let target = Rational.powerOfTwo(2 * min(-3, width.numerator.bitCount - width.denominator.bitCount))
      p = try p.refined(toWidth: target, meter: meter)
      q = try q.refined(toWidth: target, meter: meter)
    }
  }

  /// A rational strictly between two different numbers, of small denominator.
  package static func rational(between x: AlgebraicNumber, and y: AlgebraicNumber) -> Rational {
    rational(between: x, and: y, meter: Unmetered())
  }

  static func rational<Meter: WorkMeter>(
    between x: AlgebraicNumber, and y: AlgebraicNumber, meter: Meter
  ) throws(Meter.Failure) -> Rational {
    let order = try compare(x, y, meter: meter)
    precondition(order != 0, "no rational lies between equal numbers")
    var (p, q) = try separated(x, y, meter: meter)
    if order > 0 { swap(&p, &q) }
    while true {
      let (low, high) = (p.bounds.upper, q.bounds.lower)
      if low < high { return .simplest(between: low, and: high) }
      // The intervals meet in one rational: it is between the numbers unless it is one of them.
      switch (p, q) {
      case (.root, .root): return low
      case (.root(let root), _): p = root.bisected()
      case (_, .root(let root)): q = root.bisected()
      case (.rational, .rational): return low
      }
    }
  }
}

extension IsolatedRoot {
  /// The sign of root − x.
  func compared(to x: Rational) -> Int {
    if x <= lower { return 1 }
    if x >= upper { return -1 }
    let sign = polynomial.sign(at: x)
    return sign == 0 ? 0 : sign == polynomial.sign(at: lower) ? 1 : -1
  }

  /// Whether two roots are the same number.
  ///
  /// The common divisor of the two polynomials has at most one root in the common part of the
  /// intervals, none at its ends, and a simple one: a change of sign tells.
  func equals<Meter: WorkMeter>(_ other: IsolatedRoot, meter: Meter) throws(Meter.Failure) -> Bool {
    let (low, high) = (max(lower, other.lower), min(upper, other.upper))
    if low >= high { return false }
    try meter.spend(polynomial.gcdCost(with: other.polynomial))
    let common = Polynomial.gcd(polynomial, other.polynomial)
    return common.sign(at: low) * common.sign(at: high) < 0
  }
}

extension Polynomial {
  /// About the operations on machine words of a modular gcd.
  func gcdCost(with other: Polynomial) -> Int {
    let primes = 1 + min(bits, other.bits) / 62
    return (degree + 1) * (other.degree + 1) * 4 + words * other.words / max(1, primes)
  }

  /// The sign of the polynomial at the number, exactly: 0 where it is a root.
  package func sign(at x: AlgebraicNumber) -> Int { sign(at: x, meter: Unmetered()) }

  func sign<Meter: WorkMeter>(at x: AlgebraicNumber, meter: Meter) throws(Meter.Failure) -> Int {
    if isConstant { return content.signum }
    var number = x
    var digits = 64
    var isKnownNonzero = false
    while true {
      guard case .root(let root) = number else { return sign(at: number.bounds.lower) }
      if let sign = enclosure(over: RationalInterval(root.lower, root.upper), bits: digits + 32).sign {
        return sign
      }
      if !isKnownNonzero && digits > 64 {
        try meter.spend(gcdCost(with: root.polynomial))
        let common = Polynomial.gcd(self, root.polynomial)
        if common.sign(at: root.lower) * common.sign(at: root.upper) < 0 { return 0 }
        isKnownNonzero = true
      }
      try meter.spend(words * (digits / 64 + 1))
      number = try number.refined(toWidth: .powerOfTwo(-digits), meter: meter)
      digits *= 2
    }
  }
}
