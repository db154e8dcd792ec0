import Claims
import Numbers
import TestSupport
import Testing

@testable import Search

/// Each phase by itself, on a claim that it refutes without the others.
@Suite struct PhaseTests {
  private func search(
    _ items: String, _ phases: [any SearchPhase], _ change: (inout SearchOptions) -> Void = { _ in }
  ) throws -> SearchResult {
    var options = SearchOptions()
    change(&options)
    return try TheoremSearch.run(try theorem(items), options, phases)
  }

  private static func asked(_ options: inout SearchOptions) { options.workFactor = 1 }

  /// What a look for a violation has to miss where only one way leads there.
  private static let others: [any SearchPhase] = [Generate(), Enlarge(), Climb()]

  @Test func theOrderIsThatOfTheEngine() {
    let names = TheoremSearch.phases.map { "\(type(of: $0))" }
    #expect(
      names == ["Reuse", "Generate", "WithoutDraws", "Enlarge", "Climb", "Shrink", "Explain", "Mend"])
    #expect(TheoremSearch.phases.map(\.isAboutViolation) == names.indices.map { $0 > 4 })
  }

  @Test func reuseTriesWhatIsKnown() throws {
    let items = "size T >= 1 index t in 1..T real x[t] conclude sum(t: x[t]) /= 355/113"
    let known = Instance(sizes: [2], values: [[ExactComplex(re: 3), ExactComplex(re: Rational(16, 113))]])
    let found = try search(items, [Reuse()]) { $0.known = { _ in [known] } }
    #expect(found.verdict == .refuted && found.counts.tried == 1)
    #expect(try search(items, [Reuse()]).counts.tried == 0)
    let elsewhere = try search(items, [Reuse()]) {
      $0.known = { _ in [known] }
      $0.sizes = ["T": 3...3]
    }
    #expect(elsewhere.counts.tried == 0)
  }

  @Test func generateDraws() throws {
    let found = try search("real x in [0, 1], y in [0, 1] conclude x /= 1/2 or y /= 1/2", [Generate()])
    #expect(found.verdict == .refuted && found.counts.tried <= SearchTuning.firstShare)
  }

  @Test func generateGoesThroughThePlan() throws {
    let result = try search("size T in 2..4 index t in 1..T real x[t] conclude x[1] = x[1]", [Generate()])
    #expect(result.sizesTried == [[2], [3], [4]])
  }

  @Test func extremeValuesAreOnTheLadder() throws {
    let items = "real x, y conclude x <= 1e60 or abs(y) >= 1e-60"
    #expect(try search(items, [ExtremeValues()]).verdict == .refuted)
    #expect(try search(items, Self.others) { $0.instances = 400 }.verdict == .survived)
  }

  @Test func everySizeIsVisited() throws {
    let items =
      "size T >= 1 index t in 1..T real x[t] in [-1, 1] conclude abs(sum(t: x[t])) + (T - 33)^2 >= 1"
    let found = try search(items, [EverySize()], Self.asked)
    #expect(found.counterexample?.instance.sizes == [33])
    #expect(try search(items, Self.others) { $0.instances = 400 }.verdict == .survived)
  }

  @Test func verticesAreClimbedTo() throws {
    let items = """
      size T >= 2 index t in 1..T real x[t] in [-1, 1]
      assume t >= 2 implies abs(x[t] - x[t-1]) <= 1/16
      conclude abs(x[T] - x[1]) < 2
      """
    let found = try search(items, [Vertices()], Self.asked)
    #expect(found.verdict == .refuted)
    #expect((found.counterexample?.instance.sizes.first ?? 0) >= 33)
    #expect(try search(items, Self.others) { $0.instances = 100 }.verdict == .survived)
  }

  /// Recipes are followed down to the least length at which they make a violation.
  @Test func greatLengthsAreHalved() throws {
    let items = "size T >= 1 index t in 1..T real x[t] in [0, 1] conclude sum(t: x[t])^2 <= 10^6"
    let found = try search(items, [GreatLengths()], Self.asked)
    #expect(found.counterexample?.instance.sizes == [1001])
    #expect(try search(items, Self.others) { $0.instances = 100 }.verdict == .survived)
  }

  @Test func enlargeGoesBeyondThePlan() throws {
    let items = "size T >= 1 index t in 1..T real x[t] in [0, 1] conclude sum(t: x[t]) <= 20"
    let found = try search(items, [Enlarge()])
    #expect(found.counterexample?.instance.sizes == [24])
    #expect(try search(items, [Generate()]).verdict == .survived)
  }

  @Test func climbFollowsDerivatives() throws {
    let items = "real x in [0, 1] conclude x*(1 - x^2) <= 0.38490017945"
    #expect(try search(items, [Climb()]).verdict == .refuted)
  }

  @Test func climbTakesUpTheSizesBetween() throws {
    let result = try search("size T in 1..9 index t in 1..T real x[t] conclude x[1] = x[1]", [Climb()])
    #expect(Set(result.sizesTried) == Set((1...9).map { [$0] }))
  }

  @Test func shrinkMakesSmaller() throws {
    let items = "size T >= 1 index t in 1..T real x[t] in [0, 2] conclude sum(t: x[t]) <= 13/7"
    let found = try #require(try search(items, [Enlarge()]).counterexample)
    let small = try #require(try search(items, [Enlarge(), Shrink()]).counterexample)
    #expect(found.instance.sizes == [24] && small.instance.sizes == [1])
    #expect(small.instance.values == [[ExactComplex(re: 2)]])
  }

  @Test func explainAndMendAskedFor() throws {
    let items = "real x in [0, 1] conclude x^2 < 1"
    let phases: [any SearchPhase] = [Generate(), Explain(), Mend()]
    let result = try search(items, phases) { $0.explains = true }
    #expect(result.explanation?.isEquality == true && result.suggestion?.kind == .relation)
    let silent = try search(items, phases)
    #expect(silent.explanation == nil && silent.suggestion == nil && silent.verdict == .refuted)
  }

  @Test func phasesAboutAViolationNeedOne() throws {
    let result = try search("real x conclude x = x", [Shrink(), Explain(), Mend()]) { $0.explains = true }
    #expect(result.verdict == .undecided && result.counts.tried == 0)
  }
}
