import Claims
import Enclosures
import Evaluation
import Numbers
import TestSupport
import Testing

@testable import Search

/// False claims that drawing at random does not refute.
@Suite struct ClimbingTests {
  private func result(_ items: String, instances: Int = 4000) throws -> SearchResult {
    try search(try theorem(items), instances: instances)
  }

  @Test(arguments: [
    // Violated by 10^-13 of the right side, and by less.
    "size T >= 2 index t in 1..T real a in [0, 1] real b[t] in [-1, 1] let h[0] = 0 "
      + "let h[t] = a*h[t-1] + (1 - a)*b[t] conclude h[T]*a <= (1 - 1e-13)*max(0, a*(1 - a^T))",
    // The greatest value is attained at an irrational point.
    "real x in [0, 1] conclude x*(1 - x^2) <= 0.38490017945",
    "real x in [0, 3], y in [0, 3] conclude sin(x)*sin(y) <= 1 - 1e-12",
    // On a circle and on a sphere.
    "real a in [0, 1], d in [0, 1] assume a^2 + d^2 = 1 conclude a*d <= 0.49999999",
    "real a in [0, 1], d in [0, 1], e in [-1, 1] assume a^2 + d^2 + e^2 = 1 conclude a*d*e <= 0.19245",
    // In a corner of width 10^-6.
    "real x in [0, 1], y in [0, 1] "
      + "conclude x*y <= 1 - 1e-6 or x*(1 - y) + y*(1 - x) >= 1e-6",
    // A hypothesis over the reals, tight where the conclusion fails.
    "real a in [-2, 2], b in [-1, 1] assume forall real w: 1 + a*cos(w) + b*cos(2*w) >= 0 "
      + "conclude a <= 1.41421356",
    "conclude forall real w: abs(1/(1 - p*exp(-i*w))) <= 99.9999 real p in [0, 99/100]",
  ])
  func narrowViolationsAreFound(_ items: String) throws {
    #expect(try result(items).verdict == .refuted)
  }

  @Test func theLeastLengthIsFoundAmongHundreds() throws {
    let found = try result(
      "size T >= 1 index t in 1..T real a in [0, 19/20] real b[t] in [0, 1] let h[0] = 0 "
        + "let h[t] = a*h[t-1] + b[t] conclude h[T] <= 20*(1 - 0.95^138)")
    #expect(found.verdict == .refuted)
    #expect(found.counterexample?.instance.sizes == [139])
  }

  /// Equality is attained on faces and inside: nothing is refuted.
  @Test(arguments: [
    "real x in [0, 1] conclude x*(1 - x^2) <= 0.38490017946",
    "real a in [0, 1], d in [0, 1] assume a^2 + d^2 = 1 conclude a*d <= 1/2",
    "real x in [0, 1], y in [0, 1] conclude x*y <= min(x, y)", "real x conclude x/(1 + x^2) <= 1/2",
  ])
  func trueClaimsSurvive(_ items: String) throws {
    #expect(try result(items, instances: 1000).verdict == .survived)
  }

  /// Long instances were rounded to fractions whose common denominator had millions of digits.
  @Test func longInstancesAreDyadic() throws {
    let generator = InstanceGenerator(
      try ground("size N >= 1 index n in 1..N real x[n] in [0, 1] conclude x[n] <= 1", sizes: [50]))
    var random = SplitMix64(seed: 1)
    let point = (0..<50).map { 0.1 + Double($0) / 77 }
    for inputs in Rounding(generator: generator).instances(near: point, base: nil, &random) {
      #expect(inputs.allSatisfy { $0.denominator.bitCount <= 61 })
      #expect(inputs.reduce(Rational.zero, +).denominator.bitCount <= 61)
    }
  }
}
