import Enclosures
import Numbers
import Synchronization

/// The Gauss–Legendre rule of n points on [−1, 1], with enclosures of nodes and weights.
struct LegendreRule {
  /// The nodes that are not negative, descending, with their weights; the rest is their mirror image.
  let half: [(node: Interval, weight: Interval)]
  let isOdd: Bool

  /// The numbers of points that rules are made for.
  static let counts = [4, 6, 8, 12, 16, 20, 26, 32, 40, 50, 62, 76, 94, 116, 142, 176, 220, 280]

  private struct Key: Hashable {
    var count: Int
    var bits: Int
  }
  private static let known = Mutex<[Key: LegendreRule]>([:])

  /// The rule of n points with about `bits` bits correct.
  static func rule(_ n: Int, bits: Int) -> LegendreRule {
    let key = Key(count: n, bits: bits)
    if let rule = known.withLock({ $0[key] }) { return rule }
    let rule = LegendreRule(n, bits: bits)
    known.withLock { $0[key] = rule }
    return rule
  }

  /// P_n(x) and P_n′(x) by the three-term recurrence.
  ///
  /// An error in x grows at most by 1 + √2 a step, which the working precision allows for.
  private static func polynomial(_ n: Int, _ x: Interval) -> (value: Interval, slope: Interval) {
    var (previous, current) = (x.constant(1), x)
    for k in 1..<n {
      let next =
        (x.constant(Rational(2 * k + 1)) * x * current - x.constant(Rational(k)) * previous)
        / x.constant(Rational(k + 1))
      (previous, current) = (current, next)
    }
    let slope = x.constant(Rational(n)) * (x * current - previous) / (x.power(2) - x.constant(1))
    return (current, slope)
  }

  /// Each node is proved by a change of sign about it: P_n has n zeros, so that n disjoint such
  /// brackets hold one each. The weight is 2/((1 − x²)·P_n′(x)²).
  private init(_ n: Int, bits: Int) {
    let working = bits + n * 13 / 10 + 48
    isOdd = !n.isMultiple(of: 2)
    var half: [(Interval, Interval)] = []
    let radius = Rational(Integer(1), Integer(1).shifted(by: bits + 16 + n * 13 / 10))
    for k in 0..<(n + 1) / 2 {
      if isOdd && k == n / 2 {
        half.append((Interval(0, precision: working), Self.weight(n, Interval(0, precision: working))))
        continue
      }
      var guess = Self.approximateNode(n, k)
      var correct = 48
      while correct < 2 * working {
        let x = Interval(guess, precision: min(2 * correct, working) + 2 * n)
        let (value, slope) = Self.polynomial(n, x)
        let next = x - value / slope
        guess = Self.midpoint(next, bits: working)
        correct *= 2
      }
      let (low, high) = (guess - radius, guess + radius)
      let (a, b) = (
        Self.polynomial(n, Interval(low, precision: working + n)).value,
        Self.polynomial(n, Interval(high, precision: working + n)).value
      )
      let isProved =
        (a.isNegative == .yes && b.isPositive == .yes) || (a.isPositive == .yes && b.isNegative == .yes)
      precondition(isProved, "a node of the Gauss–Legendre rule was not found")
      let node = Interval(from: low, to: high, precision: working)
      if let last = half.last { precondition(node.isLess(than: last.0) == .yes, "nodes overlap") }
      half.append((node, Self.weight(n, node)))
    }
    self.half = half.map {
      ($0.0.rounded(toPrecision: bits + 16), $0.1.rounded(toPrecision: bits + 16))
    }
  }

  private static func weight(_ n: Int, _ x: Interval) -> Interval {
    let slope = polynomial(n, x).slope
    return x.constant(2) / ((x.constant(1) - x.power(2)) * slope.power(2))
  }

  private static func midpoint(_ x: Interval, bits: Int) -> Rational {
    let middle = ((x.lower ?? 0) + (x.upper ?? 0)) * Rational(1, 2)
    return Interval(middle, precision: bits).lower ?? middle
  }

  /// Newton's iteration in doubles from cos(π(k + 3/4)/(n + 1/2)).
  private static func approximateNode(_ n: Int, _ k: Int) -> Rational {
    let angle = Interval(Rational(4 * k + 3, 4 * n + 2), precision: 64)
    var x = (angle * angle.constantPi()).cos().lower?.approximation ?? 0
    for _ in 0..<8 {
      var (previous, current) = (1.0, x)
      for j in 1..<n {
        let next = (Double(2 * j + 1) * x * current - Double(j) * previous) / Double(j + 1)
        (previous, current) = (current, next)
      }
      x -= current * (x * x - 1) / (Double(n) * (x * current - previous))
    }
    return Rational(exactly: x) ?? 0
  }
}
