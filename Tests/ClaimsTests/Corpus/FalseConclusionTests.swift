import Claims
import TestSupport
import Testing

/// The theorem by which hypotheses are asked: the same declarations and hypotheses, and nothing that can hold.
@Suite struct FalseConclusionTests {
  @Test func everyPublishedTheoremHasOne() throws {
    var count = 0
    for name in Repository.files(in: "Theorems", ending: ".claim") {
      for theorem in try Theorem.load(path: Repository.path("Theorems/\(name)")) {
        let asked = try theorem.withFalseConclusion()
        count += 1
        #expect(asked.name == theorem.name)
        #expect(asked.sizes.map(\.name) == theorem.sizes.map(\.name), "\(theorem.name)")
        #expect(asked.sizes.map(\.minimum) == theorem.sizes.map(\.minimum), "\(theorem.name)")
        #expect(asked.variables.map(\.name) == theorem.variables.map(\.name), "\(theorem.name)")
        #expect(asked.hypotheses.count == theorem.hypotheses.count, "\(theorem.name)")
        #expect(asked.expectation == nil && asked.conclusions.count == 1, "\(theorem.name)")
        // Instances of the one are instances of the other.
        #expect(asked.variables.map(\.isComplex) == theorem.variables.map(\.isComplex))
      }
    }
    #expect(count > 50)
  }
}
