import Numbers
import Testing

@testable import Search

@Suite struct RecipeTests {
  /// Steps of at most 1/16: from one end of the domain each value goes as far as its neighbour lets it.
  @Test func chainsAreFollowedToTheirEnds() throws {
    let generator = InstanceGenerator(
      try ground(
        "size T >= 2 index t in 1..T real x[t] in [-1, 1] assume t >= 2 implies abs(x[t] - x[t-1]) <= 1/16 conclude x[T] = 1",
        sizes: [40]))
    let inputs = try #require(generator.instance(.saturated(aims: [.high], first: .low, order: .declared)))
    #expect(generator.meetsHypotheses(inputs))
    #expect(inputs[0] == -1 && inputs[1] == Rational(-15, 16) && inputs[39] == 1, "\(inputs)")
  }

  @Test func raysEndWhereTheHypothesesDo() throws {
    let generator = InstanceGenerator(
      try ground(
        "size T >= 1 index t in 1..T real x[t] in [-1, 1] assume sum(t: x[t]^2) <= 1 conclude x[T] = 1",
        sizes: [37]))
    for shape in Recipe.Shape.allCases {
      let inputs = try #require(generator.instance(.ray(shape, variable: nil, isNegative: false)))
      let square = inputs.reduce(Rational.zero) { $0 + $1 * $1 }
      #expect(generator.meetsHypotheses(inputs) && square > Rational(99, 100), "\(shape)")
    }
  }

  @Test func theFirstIndexMayHaveAnOrderOfItsOwn() throws {
    let generator = InstanceGenerator(
      try ground(
        "size T >= 1 index t in 1..T real f[t] in [0, 1], g[t] in [0, 1] assume f[t] + g[t] <= 1.02 conclude f[T] = 1",
        sizes: [3]))
    let inputs = try #require(
      generator.instance(.saturated(aims: [.high, .high], first: nil, order: .reversedAtFirst)))
    let (f, g) = (Array(inputs[0..<3]), Array(inputs[3..<6]))
    #expect(f == [Rational(1, 50), 1, 1] && g == [1, Rational(1, 50), Rational(1, 50)])
  }

  /// Ends of domains that are other inputs, or affine in one: values go to the ends at hand, and intervals have the farthest.
  @Test func endsThatAreVariablesAreReached() throws {
    let generator = InstanceGenerator(
      try ground(
        "size T >= 1 index t in 1..T real c in [0, 0.9] real a[t] in [0, c], b[t] in (c/2, 1 - c], p[t] in [c^2, 2] conclude a[T] = 1",
        sizes: [2]))
    let high = try #require(generator.instance(.level(.high)))
    let (c, tenth) = (Rational(9, 10), Rational(1, 10))
    #expect(Array(high[0..<3]) == [c, c, c] && high[5...] == [2, 2])
    let low = try #require(generator.instance(.level(.low)))
    #expect(generator.meetsHypotheses(low) && low[1] == 0 && low[3] > 0)
    for recipe in [Recipe.saturated(aims: [.low, .high, .high, .low], first: nil, order: .declared)] {
      let inputs = try #require(generator.instance(recipe))
      #expect(generator.meetsHypotheses(inputs), "\(recipe): \(inputs)")
    }
    let (a, b, p) = (generator.intervals[1], generator.intervals[3], generator.intervals[5])
    #expect(a.lower == 0 && a.upper == c && a.upperIsClosed)
    #expect(b.lower == 0 && !b.lowerIsClosed && b.upper == 1 && b.contains(tenth))
    // Not affine: its least value may lie anywhere.
    #expect(p.lower == nil && p.upper == 2)
  }

  @Test func aLadderHasTheClaimsNumbersAndTheirMiddles() throws {
    let program = try ground("real x in [0, 1] conclude 0.25 >= x or x >= 0.75").program
    var interval = DrawInterval()
    interval.intersect(0, isLower: true, isClosed: true)
    interval.intersect(1, isLower: false, isClosed: true)
    let values = Ladder(program).values(in: interval)
    #expect(values.allSatisfy(interval.contains) && Set(values).count == values.count)
    for x in [Rational(1, 4), Rational(3, 4), Rational(1, 2), 1 / Rational(10).power(301)] {
      #expect(values.contains(x), "\(x)")
    }
  }
}
