import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// Edge inputs, one table for every rung: whatever comes out contains the value where there is one, and is
/// the whole line or a half line where there is none.
@Suite("Edges")
struct EdgeTests {
  static let edges: [Rational] = [
    0, 1, -1, Rational(1, 2),
    Rational(1, Integer(1).shifted(by: 1074)), -Rational(1, Integer(1).shifted(by: 1074)),
    Rational(1, Integer(1).shifted(by: 1075)), Rational(3, Integer(1).shifted(by: 1075)),
    Rational(1, Integer(1).shifted(by: 1022)), Rational(1, Integer(1).shifted(by: 4000)),
    Rational(exactly: .greatestFiniteMagnitude) ?? 0, -(Rational(exactly: .greatestFiniteMagnitude) ?? 0),
    Rational(Integer(1).shifted(by: 1024)), -Rational(Integer(1).shifted(by: 1024)),
    Rational(Integer(1).shifted(by: 5000)), Rational(Int.min), Rational(Int.max), Rational(1, 3),
    Rational(710), Rational(-746), Rational(Integer(10).power(22)), Rational(Integer(10).power(300)),
  ]

  private func checkArithmetic<E: RealEnclosure>(_ type: E.Type) {
    for a in Self.edges {
      let x = E(a, precision: 64)
      #expect(x.contains(a), "\(type) \(a)")
      #expect((-x).contains(-a) && x.magnitude.contains(a.magnitude), "\(type) \(a)")
      #expect(x.isNegative == .unknown || x.isNegative == Trilean(a.signum < 0))
      #expect(x.isZero == .unknown || x.isZero == Trilean(a.isZero))
      if a.signum >= 0 { #expect(x.squareRoot().power(2).contains(a), "\(type) sqrt \(a)") }
      for n in [-2, -1, 0, 1, 2, 3] where n >= 0 || !a.isZero {
        #expect(x.power(n).contains(a.power(n)), "\(type) \(a)^\(n)")
      }
      for b in Self.edges {
        let y = E(b, precision: 64)
        #expect((x + y).contains(a + b), "\(type) \(a) + \(b)")
        #expect((x - y).contains(a - b), "\(type) \(a) - \(b)")
        #expect((x * y).contains(a * b), "\(type) \(a) * \(b)")
        if !b.isZero { #expect((x / y).contains(a / b), "\(type) \(a) / \(b)") }
        #expect(E.minimum(x, y).contains(min(a, b)) && E.maximum(x, y).contains(max(a, b)))
        #expect(x.isLess(than: y) == .unknown || x.isLess(than: y) == Trilean(a < b))
        #expect(x.isLessOrEqual(to: y) == .unknown || x.isLessOrEqual(to: y) == Trilean(a <= b))
        #expect(x.isEqual(to: y) == .unknown || x.isEqual(to: y) == Trilean(a == b))
      }
    }
  }

  @Test func ballArithmetic() { checkArithmetic(Ball.self) }
  @Test func intervalArithmetic() { checkArithmetic(Interval.self) }
  @Test func exactArithmetic() { checkArithmetic(ExactReal.self) }

  /// Every function at every edge answers, and the ranges of bounded functions hold.
  private func checkFunctions<E: RealEnclosure>(_ type: E.Type) {
    let unit = E(from: -1, to: 1, precision: 64)
    for a in Self.edges {
      let x = E(a, precision: 64)
      for bounded in [x.sin(), x.cos(), x.tanh()] {
        #expect(bounded.isEqual(to: unit) != .no, "\(type) \(a)")
      }
      let gate = x.sigmoid()
      #expect(gate.isEqual(to: E(from: 0, to: 1, precision: 64)) != .no, "\(type) \(a)")
      #expect(x.exp().isNegative != .yes && x.softplus().isNegative != .yes, "\(type) \(a)")
      #expect(x.exp().isLess(than: x.constant(1)) != (a.signum >= 0 ? .yes : .no), "\(type) exp \(a)")
      #expect(x.silu().isLess(than: x.constant(Rational(-28, 100))) != .yes, "\(type) silu \(a)")
      if a.signum > 0 { #expect(x.log().exp().contains(a), "\(type) log \(a)") }
      for b in Self.edges where !a.isZero || !b.isZero {
        let angle = E.atan2(y: x, x: E(b, precision: 64))
        if a.signum > 0 { #expect(angle.isNegative != .yes, "\(type) atan2(\(a), \(b))") }
        if a.signum < 0 { #expect(angle.isPositive != .yes, "\(type) atan2(\(a), \(b))") }
        if a.isZero, b.signum > 0 { #expect(angle.contains(0), "\(type) atan2(0, \(b))") }
      }
    }
  }

  @Test func ballFunctions() { checkFunctions(Ball.self) }
  @Test func intervalFunctions() { checkFunctions(Interval.self) }
  @Test func exactFunctions() { checkFunctions(ExactReal.self) }

  /// Outside the domain the enclosure loses its meaning and says so.
  private func checkEmptyDomains<E: RealEnclosure>(_ type: E.Type) {
    func number(_ x: Rational) -> E { E(x, precision: 64) }
    let lost: [(String, E)] = [
      ("sqrt(-1)", number(-1).squareRoot()), ("log(0)", number(0).log()), ("log(-1)", number(-1).log()),
      ("1/0", number(1) / number(0)), ("0/0", number(0) / number(0)), ("0^-1", number(0).power(-1)),
      ("0^(-1/2)", number(0).power(number(Rational(-1, 2)))),
      ("(-1)^(1/2)", number(-1).power(number(Rational(1, 2)))),
      ("atan2(0, 0)", E.atan2(y: number(0), x: number(0))),
      ("1/[-1, 1]", number(1) / E(from: -1, to: 1, precision: 64)),
      ("[-1, 1]^-3", E(from: -1, to: 1, precision: 64).power(-3)),
    ]
    for (name, result) in lost {
      #expect(result.lower == nil && result.upper == nil, "\(type) \(name) = \(result)")
      #expect(result.isZero == .unknown && result.isNegative == .unknown, "\(type) \(name)")
      #expect(result.exactValue == nil)
    }
    // The part inside the domain counts.
    #expect(E(from: -1, to: 4, precision: 64).squareRoot().contains(2))
    #expect(E(from: -1, to: 1, precision: 64).log().contains(0))
    #expect(E(from: -1, to: 1, precision: 64).log().lower == nil)
  }

  @Test func ballEmptyDomains() { checkEmptyDomains(Ball.self) }
  @Test func intervalEmptyDomains() { checkEmptyDomains(Interval.self) }
  @Test func exactEmptyDomains() { checkEmptyDomains(ExactReal.self) }

  @Test func wholeLineStays() {
    func check<E: RealEnclosure>(_ type: E.Type) {
      let whole = E.wholeLine(precision: 64)
      let one = E(1, precision: 64)
      for x in [
        whole + one, one - whole, whole * one, whole / one, -whole, whole.power(3), one / whole, whole.log(),
      ] {
        #expect(x.lower == nil && x.upper == nil, "\(type) \(x)")
      }
      #expect((whole * E(0, precision: 64)).exactValue == 0, "\(type)")
      #expect(whole.sin().lower == -1 || whole.sin().lower == nil)
      #expect(whole.isLess(than: whole) == .unknown && whole.isEqual(to: one) == .unknown)
      #expect(whole.magnitude.contains(7) && whole.squareRoot().contains(7) && whole.silu().contains(7))
      #expect(whole.tanh().contains(Rational(1, 2)) && E.atan2(y: whole, x: whole).contains(3))
      #expect(whole.power(0).exactValue == 1)
    }
    check(Ball.self)
    check(Interval.self)
    check(ExactReal.self)
  }

  @Test func valuesFromPlainDoubles() {
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(Ball(midpoint: bad).radius == .infinity)
      #expect(Ball(midpoint: 1, radius: bad).radius == .infinity)
      #expect(Ball(lower: bad, upper: 1).radius == .infinity)
    }
    #expect(Ball(midpoint: 1, radius: -1).radius == .infinity)
    #expect(Ball(lower: 2, upper: 1).radius == .infinity)
    #expect(Ball(midpoint: -0.0).exactValue == 0 && Ball(midpoint: -0.0).isZero == .yes)
    #expect(Ball(midpoint: -0.0).isNegative == .no && Ball(midpoint: -0.0).isNonpositive == .yes)
  }
}
