import Testing

@testable import Claims
@testable import Inputs

@Suite struct TheoremTests {
  @Test func theExampleOfTheReference() throws {
    let theorem = try #require(try Theorem.parse(contraction, file: "c.claim").first)
    #expect(theorem.name == "contraction")
    #expect(theorem.title == "Memory states contract")
    #expect(theorem.sources == ["arXiv:2501.00658, Theorem 4.2"])
    #expect(theorem.expectation == .holds)
    #expect(theorem.sizes.map(\.name) == ["T", "N"])
    #expect(theorem.variables.map(\.name) == ["A", "D", "b"])
    #expect(theorem.definitions.map(\.name) == ["h", "Amin"])
    #expect(theorem.hypotheses.map { $0.free.map(\.name) } == [["t", "n"], ["n"]])
    #expect(theorem.conclusions.count == 1)
  }
}
