import Claims
import Evaluation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Search

@Suite struct ExplainerTests {
  private func explained(_ theorem: Theorem, _ values: [[Rational]], sizes: [Int]) throws -> Explanation {
    let instance = Instance(sizes: sizes, values: values.map { $0.map { ExactComplex(re: $0) } })
    let ground = try GroundTheorem.lower(theorem, sizes: sizes)
    let decision = try Engine(ground).decide(ground.inputs(of: instance))
    try #require(decision.verdict == .violated)
    return Explainer(
      theorem: theorem, counterexample: Counterexample(instance: instance, decision: decision),
      limits: EvaluationLimits()
    ).explanation()
  }

  private let leaky = """
    size T >= 1
    index s, t in 1..T
    real a in [0, 1], b[t] in [-1, 1], d[t] in [0, 1 - a]
    let h[0] = 0
    let h[t] = a*h[t-1] + d[t]*b[t]
    assume a + b[t] <= 1
    conclude max(s, t: h[t] - h[s]) <= 1/16
    """

  @Test func tightHypothesesFirstFailureAndStates() throws {
    let found = try explained(
      try theorem(leaky), [[Rational(1, 2)], [0, Rational(1, 2), 0], [Rational(1, 2), Rational(1, 4), 0]],
      sizes: [3])
    #expect(found.tight.map(\.text) == ["d[t] <= 1 - a", "a + b[t] <= 1"])
    #expect(found.tight.map { $0.places.map { $0.map(\.value) } } == [[[1]], [[2]]])
    #expect(found.tight.allSatisfy { !$0.isEverywhere })
    // h = 0, 1/8, 1/16: only the second state lies above the first by more than 1/16.
    #expect(found.firstFailure?.indices.map(\.value) == [1, 2])
    #expect(found.firstFailure?.left.exact == Rational(1, 8))
    #expect(found.states.map(\.name) == ["h[1]", "h[2]", "h[3]"])
    #expect(found.states.map(\.value.exact) == [0, Rational(1, 8), Rational(1, 16)])
    #expect(!found.isEquality)
  }

  /// How models are drawn makes no difference to what is certain about one of them.
  @Test func distributionsAreNoHypotheses() throws {
    let drawn = leaky.replacing("size T >= 1", with: "size T >= 1 ~ integers(1, 9)").replacing(
      "real a in [0, 1], b[t] in [-1, 1], d[t] in [0, 1 - a]",
      with: "real a in [0, 1] ~ uniform(0, 1), b[t] in [-1, 1] ~ mixture(1: uniform(-1, 1), 2: point(a)), "
        + "d[t] in [0, 1 - a] ~ normal(b[t], 1 - a)")
    try #require(drawn != leaky)
    let values: [[Rational]] = [
      [Rational(1, 2)], [0, Rational(1, 2), 0], [Rational(1, 2), Rational(1, 4), 0],
    ]
    let found = try explained(try theorem(drawn), values, sizes: [3])
    let without = try explained(try theorem(leaky), values, sizes: [3])
    #expect("\(found)" == "\(without)" && found.tight.count == 2)
  }

  /// What differs from equality by less than a double can tell is not called tight; a root that equals is.
  @Test func equalityIsExact() throws {
    let text = """
      real x, y
      assume sqrt(x)*sqrt(2) <= y
      conclude y < 2
      """
    #expect(try explained(try theorem(text), [[2], [2]], sizes: []).tight.map(\.isEverywhere) == [true])
    #expect(try explained(try theorem(text), [[2], [2]], sizes: []).isEquality)
    let near = 2 + Rational(1, 1 << 60)
    let found = try explained(try theorem(text), [[2], [near]], sizes: [])
    #expect(found.tight.isEmpty && !found.isEquality)
  }

  @Test func smallerSizesAreCounted() throws {
    let result = try search(
      try theorem(
        """
        size T >= 1
        index t in 1..T
        real x[t] in [0, 1]
        conclude sum(t: x[t]) <= 2
        """)
    ) { $0.explains = true }
    #expect(result.explanation?.criticalSize?.name == "T" && result.explanation?.criticalSize?.value == 3)
    #expect((result.explanation?.heldAtSmallerSizes ?? 0) > 0)
  }

  /// Irrational states once made all of them be left out.
  @Test func irrationalStatesAreBetweenBounds() throws {
    let items = """
      size T >= 1 index t in 1..T
      real x[t] in [0, 1]
      let h[0] = 0
      let h[t] = h[t-1]/2 + sqrt(2)*x[t]
      conclude h[T] <= 2
      """
    let found = try explained(try theorem(items), [[1, 1]], sizes: [2])
    #expect(found.states.map(\.name) == ["h[1]", "h[2]"])
    let last = try #require(found.states.last?.value)
    let (lower, upper) = (try #require(last.lower), try #require(last.upper))
    // 3 divided by the root of 2.
    #expect(lower < upper && lower * lower * 2 < 9 && upper * upper * 2 > 9)
    #expect(upper - lower < Rational(1, 1_000_000))
  }
}
