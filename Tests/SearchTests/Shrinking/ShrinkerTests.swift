import Evaluation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Search

@Suite struct ShrinkerTests {
  @Test func theoremD5AsPrintedFailsAtItsSimplestInstance() throws {
    for seed in [1, 2, 3] as [UInt64] {
      let theorem = try published("convex_gates", in: "convex-gates.claim")
      let result = try search(theorem, instances: 2000, seed: seed)
      let found = try #require(result.counterexample)
      #expect(result.verdict == .refuted)
      #expect(found.instance.sizes == [2, 1])
      let simple: Set<Rational> = [0, 1, -1, Rational(1, 2)]
      for value in found.instance.values.joined() { #expect(simple.contains(value.re), "\(value.re)") }
      #expect(found.decision.verdict == .violated)
    }
  }

  @Test(arguments: [
    ("real x conclude x <= 100", [Rational(101)]), ("real x conclude x^2 /= 4", [2]),
    ("real x in [0, 1] conclude x*(1 - x) < 1/4", [Rational(1, 2)]),
    ("real x conclude x >= 0", [-1]), ("real x, y conclude x + y = y + x and x*y = 0", [1, 1]),
    ("real x, y assume x + y = 1 conclude x*y <= 0", [Rational(1, 2), Rational(1, 2)]),
  ])
  func knownSimplestInstances(_ items: String, _ expected: [Rational]) throws {
    let result = try search(try theorem(items), instances: 4000)
    let found = try #require(result.counterexample, "\(items)")
    let values = found.instance.values.joined().map(\.re)
    #expect(Simplicity(values) <= Simplicity(expected), "\(items): \(values)")
  }

  /// Whatever is reported is decided anew, from the instance alone.
  @Test func theResultIsViolated() throws {
    let items = """
      size T >= 2, N >= 1
      index t in 1..T index n in 1..N
      real a[t,n] in [0, 1], b[t]
      let h[0,n] = 0
      let h[t,n] = a[t,n]*h[t-1,n] + b[t]
      conclude sum(n: h[T,n]) <= 17/5
      """
    let theorem = try theorem(items)
    for seed in 1...5 as ClosedRange<UInt64> {
      let found = try #require(try search(theorem, seed: seed).counterexample)
      let ground = try GroundTheorem.lower(theorem, sizes: found.instance.sizes)
      let decision = try Engine(ground).decide(ground.inputs(of: found.instance))
      #expect(decision.verdict == .violated)
      #expect(found.instance.sizes == [2, 1])
    }
  }

  @Test func sizesAreShrunkWhereTheViolationNeedsNone() throws {
    let items =
      "size T >= 1, N >= 1 index t in 1..T index n in 1..N real x[t,n] conclude sum(t, n: x[t,n]) <= 3"
    let result = try search(try theorem(items)) { $0.sizes = ["T": 4...4, "N": 3...3] }
    #expect(result.counterexample != nil)
  }

  @Test func simplicityOrdersAsItSays() {
    #expect(Simplicity([0, 0]) < Simplicity([0, 1]))
    #expect(Simplicity([1, 1]) < Simplicity([1, -1]))
    #expect(Simplicity([1, -1]) < Simplicity([0, Rational(1, 2)]))
    #expect(Simplicity([Rational(1, 2)]) < Simplicity([Rational(1, 5)]))
    #expect(Simplicity([2]) < Simplicity([Rational(1, 2)]))
  }

  /// Points where a sphere and a plane meet were left as they were found.
  @Test func linesLeadToSimplePointsOfSeveralEquations() throws {
    let claim = try theorem(
      "real x, y, z, w assume x + y + z + w = 0 assume x^2 + y^2 + z^2 + w^2 = 4 conclude x <= 17/10")
    let found = try #require(try search(claim, instances: 4000).counterexample)
    let values = found.instance.values.joined().map(\.re)
    #expect(values.allSatisfy { $0.bitCount <= 16 }, "\(values)")
  }

  /// Multiples of a period lie too far apart for a search from near to far.
  @Test func sizesFarBelowAreTriedWithTheSameValues() throws {
    let found = try #require(
      try search(try published("two_clocks", in: "hard/floors.claim"), instances: nil).counterexample)
    #expect(found.instance.sizes == [30])
  }
}
