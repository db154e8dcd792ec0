import Numbers
import TestSupport
import Testing

/// One function for every type of number.
@Suite struct NumberProtocolTests {
  private func mean<R: FieldNumber>(_ x: [R]) -> R {
    var sum: R = 0
    for value in x { sum += value }
    return sum / R(x.count)
  }

  private func spread<R: FieldNumber>(_ x: [R]) -> R {
    x.dropFirst().reduce(x[0]) { R.maximum($0, $1) } - x.dropFirst().reduce(x[0]) { R.minimum($0, $1) }
  }

  private func gate<R: RealNumber>(_ step: R, _ rate: R) -> R { exp(-step * exp(rate)) }

  @Test func oneFunctionRunsInEveryType() {
    #expect(mean([1, 2, 4] as [Rational]) == Rational(7, 3) && mean([1.0, 2, 4]) == 7 / 3.0)
    #expect(mean([1, 2, 4] as [Float]) == 7 / Float(3))
    #expect(spread([1, -2, 4] as [Rational]) == 6 && spread([0.5, 0.25]) == 0.25)
    #expect(gate(0.5, 0.0) == 0.6065306597126334 && gate(Float(0), 1) == 1)
    #expect(Rational(-3, 2).magnitude == Rational(3, 2))
  }

  /// Quotients of whole numbers below 2^53 are rounded correctly by the hardware.
  @Test func fractionsBecomeTheNearestNumber() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<2000 {
      let (p, q) = (Int(random.next() >> 11), Int(random.next() >> 12) + 1)
      let sign = random.chance(50) ? -1 : 1
      #expect(Double(Rational(sign * p, q)) == Double(sign * p) / Double(q))
      let (r, s) = (Int(random.next() >> 40), Int(random.next() >> 41) + 1)
      #expect(Float(Rational(sign * r, s)) == Float(sign * r) / Float(s))
    }
  }

  @Test func tiesGoToEvenAndTheRangeEnds() {
    let half = Rational(2).power(-53)
    #expect(Double(1 + half) == 1 && Double(1 + half * 3) == 1 + 0x1p-51)
    #expect(Double(1 + half + half / 1000) == 1.0.nextUp && Double(-1 - half * 3) == -1 - 0x1p-51)
    // Below the least numbers.
    let least = Rational(2).power(-1074)
    #expect(Double(least / 2) == 0 && Double(least * Rational(3, 2)) == 0x1p-1073)
    #expect(Double(least * Rational(51, 100)) == .leastNonzeroMagnitude)
    #expect(Float(Rational(2).power(-150)) == 0 && Float(Rational(2).power(-149)) == .leastNonzeroMagnitude)
    #expect(Double(least / Rational(2).power(4000)) == 0)
    // Beyond the greatest: infinite from half a unit on.
    let greatest = Rational(2).power(1024) - Rational(2).power(971)
    let tie = greatest + Rational(2).power(970)
    #expect(Double(greatest) == .greatestFiniteMagnitude && Double(tie) == .infinity)
    #expect(Double(tie - 1) == .greatestFiniteMagnitude && Double(-tie) == -.infinity)
    #expect(Double(Rational(10).power(4000)) == .infinity && Float(Rational(10).power(39)) == .infinity)
    #expect(Double(Rational.zero) == 0 && Float(Rational(1, 10)) == 0.1)
  }

  @Test func elementaryFunctionsOfDoublesAreThePlatforms() {
    #expect(exp(1.0) == 2.718281828459045 && log(2.0) == 0.6931471805599453)
    #expect(Double.value(of: .expm1, at: 1e-20) == 1e-20 && Float.value(of: .log1p, at: 1e-20) == 1e-20)
    for function in ElementaryFunction.allCases {
      let (x, y) = (Double.value(of: function, at: 0.5), Float.value(of: function, at: 0.5))
      #expect(abs(x - Double(y)) < 1e-6, "\(function)")
    }
  }
}
