import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("ExactReal")
struct ExactRealTests {
  private func number(_ x: Rational) -> ExactReal { ExactReal(x, precision: 128) }
  private func sqrt(_ x: Rational) -> ExactReal { number(x).squareRoot() }

  @Test func equalitiesAreDecided() {
    let (r2, r3, r5, r6) = (sqrt(2), sqrt(3), sqrt(5), sqrt(6))
    let one = number(1)
    // Each pair is equal; the right side plus or minus 2^-200 is not.
    let equal: [(ExactReal, ExactReal)] = [
      (r2 * r3, r6),
      ((r2 + r3).power(2), number(5) + number(2) * r6),
      (one / (r2 - one), r2 + one),
      ((number(5) + number(2) * r6).squareRoot(), r2 + r3),
      ((number(3) + number(2) * r2).squareRoot(), one + r2),
      (((one + r5) / number(2)).power(2), (one + r5) / number(2) + one),
      ((number(2) + r5).power(number(Rational(1, 3))), (one + r5) / number(2)),
      (sqrt(8), r2 + r2),
      (sqrt(Rational(1, 2)), one / r2),
      (r2 * r3 * r5, sqrt(30)),
      (r2 + r3 + r5 - r2 - r3, r5),
      (number(2).power(number(Rational(2, 3))).power(3), number(4)),
      ((r2 + r3 + r5).power(2) - number(10), number(2) * (r6 + sqrt(10) + sqrt(15))),
      ((r2 - r3).magnitude, r3 - r2),
      (Complex(number(3), number(4)).magnitude, number(5)),
      (Complex(one, one).magnitude, r2),
      (Complex(r2, one).magnitude, r3),
      // sqrt(9 + 4 sqrt(5)) = 2 + sqrt(5), nested once more.
      ((number(2) + (number(9) + number(4) * r5).squareRoot()).squareRoot(), (number(4) + r5).squareRoot()),
    ]
    let tiny = number(Rational(1, Integer(1).shifted(by: 2000)))
    for (index, (x, y)) in equal.enumerated() {
      #expect(x.isEqual(to: y) == .yes, "\(index): \(x) = \(y)")
      #expect(x.isLess(than: y) == .no && x.isLessOrEqual(to: y) == .yes, "\(index)")
      #expect((x - y).isZero == .yes && (x - y).exactValue == 0, "\(index)")
      #expect(x.isLess(than: y + tiny) == .yes && (y - tiny).isLess(than: x) == .yes, "\(index)")
      #expect(x.isEqual(to: y + tiny) == .no && (x - y - tiny).isNegative == .yes, "\(index)")
      #expect(ExactReal.minimum(x, y + tiny).isEqual(to: y) == .yes)
      #expect(ExactReal.maximum(x, y + tiny).isEqual(to: y) == .no)
    }
  }

  /// Products of random linear forms in square roots, against multiplying out.
  @Test func randomIdentities() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<max(20, TestScale.count / 50) {
      func coefficient() -> ExactReal {
        number(Rational(Int.random(in: -30...30, using: &random), Int.random(in: 1...9, using: &random)))
      }
      let (p, q) = (
        Rational(Int.random(in: 2...99, using: &random)), Rational(Int.random(in: 2...99, using: &random))
      )
      let (a, b, c, d) = (coefficient(), coefficient(), coefficient(), coefficient())
      let (x, y) = (a + b * sqrt(p), c + d * sqrt(q))
      let expanded = a * c + a * d * sqrt(q) + b * c * sqrt(p) + b * d * sqrt(p * q)
      #expect((x * y).isEqual(to: expanded) == .yes, "(\(x))(\(y))")
      #expect((x * y).isEqual(to: expanded + number(Rational(1, 1_000_000_007))) == .no)
      if x.isZero == .no { #expect((y * x / x - y).isZero == .yes) }
      #expect((x.power(3) - x * x * x).isZero == .yes)
      #expect(x.power(2).squareRoot().isEqual(to: x.magnitude) == .yes)
    }
  }

  @Test func nearMissesAreTold() {
    // Pell: p² − 2q² = ±1, so p/q − sqrt(2) is about 1/q².
    var (p, q) = (Rational(1), Rational(1))
    for step in 1...400 {
      (p, q) = (p + 2 * q, p + q)
      let convergent = number(p / q)
      #expect(convergent.isLess(than: sqrt(2)) == Trilean(step.isMultiple(of: 2)))
    }
  }

  /// sqrt(r^2 - m + sqrt(m^2 + 1)) - r is about 1/(4·m·r), of whole numbers and nested roots alone: only the degree of the
  /// roots tells how far from 0 it stays.
  @Test func nestedRootsThatNearlyMeetAreTold() {
    for k in [20, 60, 100, 200, 400] {
      let m = Rational(Integer(1).shifted(by: k) + 1)
      let r = Rational(Integer(1).shifted(by: k * 3 / 4) + 3)
      let nested = (number(r * r - m) + sqrt(m * m + 1)).squareRoot()
      for (difference, sign) in [(nested - number(r), 1), (number(r) - nested, -1)] {
        #expect(difference.isZero == .no, "2^-\(k)")
        #expect((sign > 0 ? difference.isPositive : difference.isNegative) == .yes, "2^-\(k)")
      }
      // The same beside an equality: the fourth root of a fourth power.
      let twin = (sqrt(m * m + 1).power(4)).squareRoot().squareRoot()
      #expect((twin - sqrt(m * m + 1)).isZero == .yes)
      #expect((twin - number(m)).isPositive == .yes)
    }
  }

  @Test func exactPlaces() {
    let zero = number(0)
    #expect(zero.exp().exactValue == 1 && number(1).log().exactValue == 0)
    #expect(zero.sin().exactValue == 0 && zero.cos().exactValue == 1 && zero.tanh().exactValue == 0)
    #expect(zero.sigmoid().exactValue == Rational(1, 2) && zero.silu().exactValue == 0)
    #expect(ExactReal.atan2(y: zero, x: sqrt(2)).exactValue == 0)
    #expect(ExactReal.atan2(y: zero, x: number(-2)).contains(Rational(22, 7)) == false)
    // A zero in disguise counts too.
    let disguised = sqrt(2) * sqrt(3) - sqrt(6)
    #expect(disguised.exp().exactValue == 1 && disguised.cos().exactValue == 1)
    #expect((disguised + number(1)).log().exactValue == 0)
    #expect((number(1) / disguised).lower == nil && disguised.squareRoot().exactValue == 0)
    #expect(number(4).power(number(Rational(3, 2))).exactValue == 8)
    #expect(number(Rational(8, 27)).power(number(Rational(-2, 3))).exactValue == Rational(9, 4))
    #expect(sqrt(Rational(9, 4)).exactValue == Rational(3, 2))
    #expect(sqrt(2).power(10).exactValue == 32 && sqrt(2).power(-4).exactValue == Rational(1, 4))
    #expect((sqrt(2) * sqrt(2)).exactValue == 2 && (sqrt(2) * sqrt(8)).exactValue == 4)
    #expect((sqrt(5) - sqrt(5)).exactValue == 0 && (sqrt(5) / sqrt(5)).exactValue == 1)
    #expect(number(0).power(number(Rational(1, 2))).exactValue == 0)
    #expect(sqrt(2).description == "sqrt(2)" && number(Rational(3, 4)).description == "3/4")
  }

  @Test func transcendentalValuesKeepTheirPrecision() {
    let x = ExactReal(1, precision: 300).exp()
    #expect(x.exactValue == nil && x.isEqual(to: x) == .yes)
    let width = (x.upper ?? 1) - (x.lower ?? 0)
    #expect(width.signum > 0 && width <= Rational(1, Integer(1).shifted(by: 297)))
    // An algebraic number that cancels keeps its relative precision.
    let small = (sqrt(2) - number(Rational(665857, 470832)))
    let bounds = (small.lower ?? 0, small.upper ?? 0)
    #expect(bounds.1.signum < 0 && bounds.1 - bounds.0 <= bounds.1.magnitude / 1_000_000_000_000)
  }

  @Test func tooLargeRationalsBecomeIntervals() {
    let huge = number(Rational(3, 2)).power(1 << 30)
    #expect(huge.exactValue == nil && huge.isPositive == .yes)
    #expect(number(-1).power(Int.max).exactValue == -1 && number(1).power(Int.min).exactValue == 1)
    #expect(number(0).power(Int.max).exactValue == 0)
    #expect(number(2).power(Int.max).isPositive == .yes)
    #expect(number(Rational(1, 2)).power(Int.max).isNonnegative == .yes)
    #expect((number(1) + sqrt(2)).power(1 << 40).isPositive == .yes)
  }

  @Test func longChainsNeitherOverflowNorRecurse() {
    var x = sqrt(2)
    for step in 0..<20_000 { x = x + number(Rational(step)) * sqrt(3) - number(1) }
    #expect(x.isPositive == .yes)
    var y = sqrt(2)
    for _ in 0..<20_000 { y = (y + number(1)) * number(Rational(1, 2)) }
    #expect(y.isLess(than: number(2)) == .yes)
  }

  @Test func comparisonsFromSeveralThreads() async {
    let x = sqrt(2) + sqrt(3)
    let y = (number(5) + number(2) * sqrt(6)).squareRoot()
    let answers = await withTaskGroup(of: Trilean.self) { group in
      for _ in 0..<16 { group.addTask { x.isEqual(to: y) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 16 && answers.allSatisfy { $0 == .yes })
  }

  @Test func outOfReachIsUnknown() {
    // 24 independent square roots: D = 2^24 puts the separation bound beyond the cap.
    var x = number(0)
    for n in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89] {
      x = x + sqrt(Rational(n))
    }
    let square = x * x
    #expect(
      (square - x * x).isZero != .no && (square - x * x + number(Rational(1, 1_000_000))).isPositive == .yes)
  }
}
