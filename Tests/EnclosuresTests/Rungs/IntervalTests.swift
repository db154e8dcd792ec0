import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Interval")
struct IntervalTests {
  private func interval(_ a: Rational?, _ b: Rational?, _ bits: Int = 80) -> Interval {
    Interval(from: a, to: b, precision: bits)
  }

  private func expect(
    _ x: Interval, _ a: Rational?, _ b: Rational?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(x.lower == a && x.upper == b, "\(x)", sourceLocation: sourceLocation)
  }

  @Test func halfLines() {
    let tail = interval(1000, nil)
    #expect((interval(1, 1) / tail).lower == 0)
    #expect(
      (interval(1, 1) / tail).upper.map { $0 >= Rational(1, 1000) && $0 < Rational(1001, 1_000_000) } == true)
    expect(tail * interval(0, 1), 0, nil)
    expect(tail * interval(0, 0), 0, 0)
    expect(tail - interval(1, 2), 998, nil)
    expect(tail.power(2), 1_000_000, nil)
    expect(-tail, nil, -1000)
    expect(interval(1, 2) / interval(0, 4), Rational(1, 4), nil)
    expect(interval(1, 2) / interval(-4, 0), nil, Rational(-1, 4))
    expect(interval(-2, -1) / interval(0, 4), nil, Rational(-1, 4))
    expect(interval(-2, 1) / interval(0, 4), nil, nil)
    expect(interval(2, 4) / interval(-2, -1), -4, -1)
    expect(interval(0, nil).squareRoot(), 0, nil)
    expect(interval(nil, 0).exp(), 0, 1)
    expect(interval(1, nil).log(), 0, nil)
    expect(interval(0, nil).tanh(), 0, 1)
    expect(interval(nil, nil).sigmoid(), 0, 1)
    expect(interval(nil, 0).softplus().power(0), 1, 1)
    #expect(interval(nil, 0).silu().upper == 0 && interval(nil, nil).silu().upper == nil)
    expect(interval(nil, nil).cos(), -1, 1)
  }

  @Test func powersAreTight() {
    expect(interval(-2, 3).power(2), 0, 9)
    expect(interval(-3, 2).power(4), 0, 81)
    expect(interval(-2, 3).power(3), -8, 27)
    expect(interval(-4, -2).power(-1), Rational(-1, 2), Rational(-1, 4))
    expect(interval(-4, -2).power(-2), Rational(1, 16), Rational(1, 4))
    expect(interval(-4, 2).power(-2), Rational(1, 16), nil)
    expect(interval(0, 2).power(-3), Rational(1, 8), nil)
    expect(interval(-2, 0).power(-3), nil, Rational(-1, 8))
    expect(interval(4, 9).power(interval(Rational(1, 2), Rational(1, 2))), 2, 3)
    expect(interval(Rational(1, 4), 4).power(interval(-1, 2)), Rational(1, 16), 16)
    expect(interval(0, 4).power(interval(-1, 2)), 0, nil)
    expect(
      interval(2, 4).power(Int.max), interval(2, 2).power(Int.max).lower, interval(4, 4).power(Int.max).upper)
  }

  @Test func trigonometricExtrema() {
    let pi = interval(1, 1, 200).constantPi()
    let half = interval(Rational(1, 2), Rational(1, 2), 200)
    for k in -6...6 {
      let center = pi * Interval(Rational(k), precision: 200)
      let around = center + interval(Rational(-1, 100), Rational(1, 100), 200)
      #expect(k.isMultiple(of: 2) ? around.cos().upper == 1 : around.cos().lower == -1)
      #expect(around.cos().contains(0) == false && around.sin().contains(0))
      let shifted = around + pi * half
      #expect(k.isMultiple(of: 2) ? shifted.sin().upper == 1 : shifted.sin().lower == -1)
      #expect(shifted.cos().contains(0) && !shifted.sin().contains(0))
    }
    expect(interval(0, 7).sin(), -1, 1)
    #expect(interval(1, 2).sin().upper == 1 && (interval(1, 2).sin().lower ?? 0) > Rational(84, 100))
    #expect((interval(2, 4).cos().lower == -1) && (interval(2, 4).cos().upper ?? 1) < Rational(-41, 100))
    let far = Rational(Integer(1).shifted(by: 100_000))
    expect(Interval(far, precision: 64).sin(), -1, 1)
    #expect(
      Interval(Rational(Integer(10).power(22)), precision: 80).sin().contains(Rational(-852, 1000)) == false)
  }

  @Test func siluMinimum() {
    let least = Rational(-27846, 100_000)
    for bits in [2, 24, 53, 64, 300, 2000] {
      let value = interval(-2, 0, bits).silu()
      #expect(value.contains(least) && value.upper == 0, "\(bits)")
      if bits >= 53 { #expect((value.lower ?? -1) > Rational(-278_464_543, 1_000_000_000), "\(bits)") }
      // Points left and right of the minimum, very close to it.
      let place = Rational(exactly: -1.2784645427610738) ?? 0
      let tiny = Rational(1, Integer(1).shifted(by: 60))
      let narrow = interval(place - tiny, place + tiny, bits).silu()
      for point in [place - tiny, place, place + tiny] {
        #expect(narrow.isEqual(to: Interval(point, precision: 4 * bits + 200).silu()) != .no, "\(bits)")
      }
    }
  }

  @Test func anglesAcrossTheCut() {
    let pi = interval(1, 1).constantPi()
    #expect(Interval.atan2(y: interval(-1, 1), x: interval(-2, -1)).isEqual(to: pi) == .unknown)
    #expect(Interval.atan2(y: interval(-1, 1), x: interval(-2, -1)).isEqual(to: -pi) == .unknown)
    expect(Interval.atan2(y: interval(0, 0), x: interval(1, 2)), 0, 0)
    #expect(Interval.atan2(y: interval(0, 0), x: interval(-2, -1)).isLess(than: interval(3, 3)) == .no)
    #expect(Interval.atan2(y: interval(0, 0), x: interval(-2, -1)).lower == pi.lower)
    #expect(Interval.atan2(y: interval(0, 1), x: interval(-1, 1)).lower == 0)
    #expect(Interval.atan2(y: interval(-1, 0), x: interval(0, 1)).upper == 0)
    #expect(Interval.atan2(y: interval(-1, 0), x: interval(-1, 1)).upper == pi.upper)
    #expect(Interval.atan2(y: interval(-1, 1), x: interval(0, 1)).contains(Rational(3, 2)))
    #expect(Interval.atan2(y: interval(1, nil), x: interval(nil, nil)).isPositive != .no)
    #expect(Interval.atan2(y: interval(nil, nil), x: interval(1, nil)).contains(Rational(-157, 100)))
  }

  /// Results beyond MPFR's exponent range open to infinity on the right side only.
  @Test func exponentOverflow() {
    let huge = interval(2, 2).power(Int.max).power(2)
    #expect(huge.upper == nil && (huge.lower ?? 0) > 1 && huge.exactValue == nil)
    #expect(huge.isPositive == .yes && (-huge).isNegative == .yes && (huge * huge).isPositive == .yes)
    let tiny = interval(Rational(1, 2), Rational(1, 2)).power(Int.max).power(2)
    #expect(tiny.lower == 0 && tiny.isNonnegative == .yes && (tiny.upper ?? 0).signum > 0)
    #expect(huge.exp().isPositive == .yes && (-huge).exp().isNonnegative == .yes)
    #expect(huge.sin().contains(0) && huge.log().isPositive == .yes && huge.tanh().contains(1))
    #expect(huge.softplus().isPositive == .yes && (-huge).silu().contains(0) && huge.sigmoid().contains(1))
    #expect((huge - huge).contains(0) && (huge / huge).contains(1) && (interval(1, 1) / huge).lower == 0)
    #expect(interval(Rational(Integer(10).power(30)), nil).exp().lower.map { $0 > 1 } == true)
  }

  @Test func precisionFollowsTheOperands() {
    let (x, y) = (interval(1, 1, 64), interval(3, 3, 300))
    #expect((x / y).precision == 300 && (x / x).precision == 64 && x.hull(y).precision == 300)
    #expect(x.rounded(toPrecision: 10).precision == 10 && Interval(1, precision: 0).precision >= 2)
    #expect(Interval.atan2(y: x, x: y).precision == 300 && x.power(y).precision == 300)
    let third = x / interval(3, 3, 64)
    #expect(third.contains(Rational(1, 3)) && third.exactValue == nil && third.isEqual(to: third) == .unknown)
    #expect(interval(2, 1).lower == nil)
    #expect(third.description == "[0.3333333333333333333, 0.3333333333333333334]")
  }

  @Test func manyThreads() async {
    let expected = (1...50).map {
      Interval(Rational($0, 7), precision: 150).exp().log().sin().silu().description
    }
    let results = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 {
        group.addTask {
          (1...50).map { Interval(Rational($0, 7), precision: 150).exp().log().sin().silu().description }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 8 && results.allSatisfy { $0 == expected })
  }
}
