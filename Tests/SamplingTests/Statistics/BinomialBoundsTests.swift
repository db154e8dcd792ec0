import Foundation
import Numbers
import TestSupport
import Testing

@testable import Sampling

@Suite struct BinomialBoundsTests {
  private struct Row: Decodable {
    var k: Int
    var n: Int
    var miss: Double
    var lower: Double
    var upper: Double
  }

  /// Within 1e-12 of scipy's quantiles of the beta distribution (`Fixtures/make.py`), and outward but for scipy's own error.
  @Test func boundsAreThoseOfScipy() throws {
    let url = Repository.folder.appendingPathComponent("Tests/SamplingTests/Fixtures/binomial.json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(contentsOf: url))
    #expect(rows.count > 100)
    for row in rows {
      let miss = row.miss == 0.05 ? Rational(1, 20) : Rational(1, 100)
      let (lower, upper) = BinomialBounds.bounds(row.k, of: row.n, miss: miss)
      #expect(abs(lower - row.lower) <= 1e-12 && lower <= row.lower + 1e-14, "\(row): \(lower)")
      #expect(abs(upper - row.upper) <= 1e-12 && upper >= row.upper - 1e-14, "\(row): \(upper)")
    }
  }

  /// The tail at the bounds by exact arithmetic: not above α/2 at them, above a little inside.
  @Test func boundsAreOutward() {
    func choose(_ n: Int, _ k: Int) -> Rational {
      (0..<k).reduce(Rational(1)) { $0 * Rational(n - $1, $1 + 1) }
    }
    func atLeast(_ k: Int, _ n: Int, _ p: Rational) -> Rational {
      (k...n).reduce(Rational(0)) { $0 + choose(n, $1) * p.power($1) * (1 - p).power(n - $1) }
    }
    for (k, n) in [(1, 1), (1, 7), (3, 7), (6, 7), (10, 20), (19, 20)] {
      let (lower, upper) = BinomialBounds.bounds(k, of: n, miss: Rational(1, 20))
      let p = Rational(exactly: lower)!
      #expect(atLeast(k, n, p) <= Rational(1, 40))
      #expect(atLeast(k, n, p * Rational(1_000_001, 1_000_000)) > Rational(1, 40))
      guard k < n else { continue }
      let q = 1 - Rational(exactly: upper)!
      #expect(atLeast(n - k, n, q) <= Rational(1, 40))
      #expect(atLeast(n - k, n, q * Rational(1_000_001, 1_000_000)) > Rational(1, 40))
    }
  }

  @Test func factorialsAreEnclosed() {
    for n in [0, 1, 2, 63, 64, 65, 200, 1000] {
      var product = Rational(1)
      for k in 2..<max(n + 1, 2) { product = product * Rational(k) }
      let exact = log(product.numerator.description.count < 300 ? product.approximation : 1)
      let enclosure = BinomialBounds.logFactorial(n)
      guard product.numerator.description.count < 300 else { continue }
      #expect(abs((enclosure.lower?.approximation ?? 0) - exact) < 1e-10)
      #expect((enclosure.upper ?? 0) - (enclosure.lower ?? 1) < Rational(1, 2).power(80))
    }
  }
}
