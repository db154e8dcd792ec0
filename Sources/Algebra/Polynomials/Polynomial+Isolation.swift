import Numbers

extension Polynomial {
  /// The distinct real roots in ascending order; none for a constant.
  ///
  /// Rational roots come as rationals, unless the leading coefficient has more than 4096 binary digits.
  ///
  /// Isolation by Descartes' rule of signs with bisection (Vincent, Collins and Akritas).
  package func realRoots() -> [AlgebraicNumber] { realRoots(meter: Unmetered()) }

  func realRoots<Meter: WorkMeter>(meter: Meter) throws(Meter.Failure) -> [AlgebraicNumber] {
    if degree < 1 { return [] }
    try meter.spend(gcdCost(with: self))
    var p = squarefreePart
    var rational: Set<Rational> = []
    // Zero is split off so that both half lines are open.
    if p.primitive[0].isZero {
      rational.insert(0)
      p = Polynomial(content: 1, primitive: Array(p.primitive.dropFirst()))
    }
    var intervals: [(lower: Rational, upper: Rational)] = []
    for isNegative in [true, false] {
      let half = (isNegative ? p.reflected : p).primitive
      let found = try DescartesIsolation.positiveRoots(of: half, meter: meter)
      rational.formUnion(found.exact.map { isNegative ? -$0 : $0 })
      intervals += found.intervals.map { isNegative ? (-$0.upper, -$0.lower) : ($0.lower, $0.upper) }
    }
    // Rational roots divided out are no longer ends of the others' intervals.
    p = p.dividingOut(rational)
    var roots: [IsolatedRoot] = []
    if p.mayHaveRationalRoot {
      var found: Set<Rational> = []
      for (lower, upper) in intervals {
        let root = IsolatedRoot(polynomial: p, lower: lower, upper: upper)
        let recognized = try root.recognizingRational(meter: meter)
        switch recognized {
        case .rational(let value): found.insert(value)
        case .root(let root): roots.append(root)
        }
      }
      p = p.dividingOut(found)
      rational.formUnion(found)
    } else {
      roots = intervals.map { IsolatedRoot(polynomial: p, lower: $0.lower, upper: $0.upper) }
    }
    let all =
      rational.map(AlgebraicNumber.rational)
      + roots.map { .root(IsolatedRoot(polynomial: p, lower: $0.lower, upper: $0.upper)) }
    // Intervals of one isolation do not overlap; a rational root may lie in the interval of another.
    return all.sorted()
  }

  /// The distinct real roots in the open interval, ascending; nil is an infinite end.
  package func realRoots(from lower: Rational?, to upper: Rational?) -> [AlgebraicNumber] {
    realRoots().filter { root in
      (lower.map { root.compared(to: $0) > 0 } ?? true) && (upper.map { root.compared(to: $0) < 0 } ?? true)
    }
  }

  private func dividingOut(_ roots: Set<Rational>) -> Polynomial {
    roots.reduce(self) { $0.dividedExactly(by: Polynomial([-$1, 1]))?.primitivePart ?? $0 }
  }

  /// False only if there is no rational root that is worth looking for: one would be a root modulo every prime that does not
  /// divide the leading coefficient.
  private var mayHaveRationalRoot: Bool {
    if degree < 1 || primitive[degree].bitCount > 4096 { return false }
    for p in [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157] as [UInt] {
      let field = PrimeField(p: p)
      let residues = primitive.map(field.residue)
      if residues.last == 0 { continue }
      let hasRoot = (0..<p).contains { x in
        residues.reversed().reduce(UInt(0)) { ($0 * x + $1) % p } == 0
      }
      if !hasRoot { return false }
    }
    return true
  }
}

extension IsolatedRoot {
  /// The root as a rational where it is one.
  ///
  /// The leading coefficient times a rational root is whole, so an interval shorter than its
  /// reciprocal holds one candidate at most.
  func recognizingRational<Meter: WorkMeter>(meter: Meter) throws(Meter.Failure) -> AlgebraicNumber {
    let lead = polynomial.leadingCoefficient
    let refined = try refined(toWidth: Rational(1, 2) / lead.magnitude, meter: meter)
    guard case .root(let root) = refined else { return refined }
    let candidate = Rational((root.upper * lead).floor) / lead
    let isRoot = candidate > root.lower && polynomial.sign(at: candidate) == 0
    return isRoot ? .rational(candidate) : refined
  }
}

/// Isolation of positive roots by Descartes' rule of signs.
enum DescartesIsolation {
  /// A node of the bisection: roots of q in (0, 1) stand for roots of p in (c, c + 1)·2^(bound − depth).
  private struct Node {
    var q: [Integer]
    var c: Integer
    var depth: Int
  }

  /// Disjoint open intervals with one root each, and roots met at ends. p is squarefree with p(0) ≠ 0.
  static func positiveRoots<Meter: WorkMeter>(
    of p: [Integer], meter: Meter
  ) throws(Meter.Failure) -> (exact: [Rational], intervals: [(lower: Rational, upper: Rational)]) {
    guard let bound = positiveRootBound(p) else { return ([], []) }
    let n = p.count - 1
    // q(x) = p(2^bound·x), over a common power of two.
    let scaled = p.enumerated().map { i, a in a.shifted(by: bound >= 0 ? bound * i : -bound * (n - i)) }
    var exact: [Rational] = []
    var intervals: [(lower: Rational, upper: Rational)] = []
    var stack = [Node(q: scaled, c: 0, depth: 0)]
    while let node = stack.popLast() {
      let size = node.q.reduce(0) { $0 + 1 + $1.bitCount / 64 }
      // Two shifts of n²/2 additions each, whose overhead weighs more than short numbers.
      try meter.spend(node.q.count * (40 * node.q.count + size / 2))
      let scale = Rational.powerOfTwo(bound - node.depth)
      switch variations(taylorShift(node.q.reversed())) {
      case 0: continue
      case 1:
        intervals.append((Rational(node.c) * scale, Rational(node.c + 1) * scale))
      default:
        let m = node.q.count - 1
        let left = reducingTwos(node.q.enumerated().map { i, a in a.shifted(by: m - i) })
        var right = taylorShift(left)
        let middle = node.c.shifted(by: 1) + 1
        if right[0].isZero {
          exact.append(Rational(middle) * .powerOfTwo(bound - node.depth - 1))
          right.removeFirst()
        }
        stack.append(Node(q: right, c: middle, depth: node.depth + 1))
        stack.append(Node(q: left, c: node.c.shifted(by: 1), depth: node.depth + 1))
      }
    }
    return (exact, intervals)
  }

  /// k with every positive root below 2^k, from the negative coefficients alone (Lagrange, Kioustelidis);
  /// nil where no coefficient is negative and there is no positive root.
  static func positiveRootBound(_ p: [Integer]) -> Int? {
    guard let lead = p.last else { return nil }
    let sign = lead.signum
    let n = p.count - 1
    var bound: Int?
    for (i, a) in p.enumerated() where a.signum == -sign {
      // |a/lead| < 2^e, so 2·|a/lead|^(1/(n−i)) < 2^(1 + ⌈e/(n−i)⌉).
      let e = a.bitCount - lead.bitCount + 1
      let quotient = -((-e) >= 0 ? (-e) / (n - i) : -((e + n - i - 1) / (n - i)))
      bound = max(bound ?? .min, quotient + 1)
    }
    return bound
  }

  /// q(x + 1).
  static func taylorShift(_ q: some Sequence<Integer>) -> [Integer] {
    var a = Array(q)
    let n = a.count
    for i in 0..<max(n - 1, 0) {
      for j in (i..<(n - 1)).reversed() { a[j] = a[j] + a[j + 1] }
    }
    return a
  }

  /// Changes of sign in the sequence of coefficients, zeros left out.
  static func variations(_ q: [Integer]) -> Int {
    var (count, last) = (0, 0)
    for a in q {
      let sign = a.signum
      if sign == 0 { continue }
      if sign == -last { count += 1 }
      last = sign
    }
    return count
  }

  /// Divides all by the greatest common power of two, which bisection would let grow.
  private static func reducingTwos(_ q: [Integer]) -> [Integer] {
    var twos = Int.max
    for a in q where !a.isZero && twos > 0 { twos = min(twos, a.trailingZeroBitCount) }
    return twos == 0 || twos == .max ? q : q.map { $0.shifted(by: -twos) }
  }
}
