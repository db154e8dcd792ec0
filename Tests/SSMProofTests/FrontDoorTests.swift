import Claims
import Evaluation
import Inputs
import Numbers
import SSMProof
import Search
import Testing

/// The library as programs import it.
@Suite struct FrontDoorTests {
  private static func theorems(_ text: String) throws -> [Theorem] {
    try Theorem.parse(text, file: "t.claim")
  }

  private static let pair = """
    theorem low expect holds real x in [0, 1] conclude x <= 1 end
    theorem high real x in [0, 1], y in [0, 1] conclude x + y <= 3/2 end
    """

  @Test func resultsComeInOrder() throws {
    let results = try Self.theorems(Self.pair).check()
    #expect(results.map(\.theorem.name) == ["low", "high"])
    #expect(results.map(\.verdict) == [.survived, .refuted])
    #expect(results.map(\.isAsExpected) == [true, false])
    let found = try #require(results[1].counterexample)
    #expect(found.instance.values.map { $0.map(\.re) } == [[1], [1]])
    #expect(found.decision.failing?.left.exact == 2)
    #expect(found.decision.failing?.right.exact == Rational(3, 2))
  }

  @Test func oneTheoremAndManyAgree() throws {
    var options = SearchOptions()
    options.seed = 5
    options.instances = 200
    let theorems = try Self.theorems(Self.pair)
    for (together, theorem) in zip(try theorems.check(options), theorems) {
      let alone = try theorem.check(options)
      #expect(alone.verdict == together.verdict && alone.counts == together.counts)
      #expect(alone.smallestMargin == together.smallestMargin)
    }
  }

  @Test func oneInstanceIsDecided() throws {
    let theorem = try Self.theorems(Self.pair)[1]
    func decide(_ x: Rational, _ y: Rational) throws -> Decision {
      try theorem.decide(
        Instance(sizes: [], values: [[ExactComplex(re: x, im: 0)], [ExactComplex(re: y, im: 0)]]))
    }
    #expect(try decide(1, Rational(1, 2)).margin?.exact == 0)
    #expect(try decide(1, 1).verdict == .violated)
    #expect(try decide(2, 1).verdict == .vacuous)
  }

  @Test func anErrorOfEvaluationIsThrown() throws {
    let theorems = try Self.theorems(
      "theorem a size T >= 1 index t in 1..T let h[t] = h[t-1] conclude h[T] = 0 end")
    #expect(throws: InputError.self) { try theorems.check() }
  }

  @Test func cancellingStopsAndTells() throws {
    var options = SearchOptions()
    options.isCancelled = { true }
    let result = try Self.theorems(Self.pair)[0].check(options)
    #expect(result.isInterrupted && result.verdict == .undecided)
  }

  @Test func longSequencesAreLookedAt() throws {
    let result = try Self.theorems(
      """
      theorem late size T >= 1 index t in 1..T
        let h[0] = 0
        let h[t] = 9/10*h[t-1] + 1
        conclude h[T] <= 99/10
      end
      """)[0].check()
    #expect(result.verdict == .refuted)
    // 10 (1 − 0.9^T) > 9.9 from T = 44 on.
    #expect(result.counterexample.map { $0.instance.sizes[0] >= 44 } == true)
  }

  @Test func equationsAreMetByMovingInputsTogether() throws {
    let result = try Self.theorems(
      """
      theorem unit complex z, w
        assume abs(z) = 1 and abs(w) = 1
        conclude re(z*conj(w)) <= 1
      end
      theorem moments size T in 4..4 index t in 1..T
        real x[t] in [-4, 4]
        assume sum(t: x[t]) = 0
        assume sum(t: x[t]^2) = T
        conclude max(t: abs(x[t])) <= 17/10
      end
      """
    ).check()
    #expect(result[0].verdict == .survived)
    #expect(result[0].counts.held > 500)
    #expect(result[1].verdict == .refuted || result[1].counts.held > 0)
  }

  @Test func aSearchIsBoundedByItsWork() throws {
    // Every margin is a number of 2^40 digits.
    let result = try Self.theorems(
      """
      theorem square size T in 40..40 index t in 1..T
        real x in [0, 1]
        let h[0] = 1 + x
        let h[t] = h[t-1]^2
        conclude h[T] >= 1
      end
      """)[0].check(
        {
          var options = SearchOptions()
          options.instances = 3
          return options
        }())
    #expect(result.verdict == .survived)
  }
}
