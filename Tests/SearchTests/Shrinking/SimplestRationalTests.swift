import Numbers
import Testing

@testable import Search

@Suite struct SimplestRationalTests {
  /// The first fraction strictly between, by denominators and then by size.
  private func plainly(_ low: Rational, _ high: Rational) -> Rational {
    for denominator in 1... {
      let first = (low * Rational(denominator)).floor
      var best: Rational?
      for step in 0...(2 * denominator * 8 + 2) {
        let x = (Rational(first) + Rational(step)) / Rational(denominator)
        if x >= high { break }
        if x > low, best.map({ x.magnitude < $0.magnitude }) ?? true { best = x }
      }
      if let best { return best }
    }
    return low
  }

  @Test func knownCases() {
    #expect(Rational.simplest(between: Rational(-1), and: 1) == 0)
    #expect(Rational.simplest(between: 0, and: 1) == Rational(1, 2))
    #expect(Rational.simplest(between: 0, and: Rational(1, 7)) == Rational(1, 8))
    #expect(Rational.simplest(between: Rational(314, 100), and: Rational(315, 100)) == Rational(22, 7))
    #expect(Rational.simplest(between: -2, and: -1) == Rational(-3, 2))
    #expect(Rational.simplest(between: 3, and: 100) == 4)
  }

  @Test func itIsTheSimplestFractionBetween() {
    var random = SplitMix64(seed: 12)
    for _ in 0..<400 {
      let low = Rational(random.int(-90...90), random.int(1...30))
      let high = low + Rational(random.int(1...60), random.int(1...40))
      let found = Rational.simplest(between: low, and: high)
      #expect(found > low && found < high)
      #expect(found == plainly(low, high), "between \(low) and \(high)")
    }
  }
}
