import Numbers
import ProofKernel
import ProofSupport
import Proofs
import Testing

@Suite struct TheoryTests {
  private func theory() throws -> Theory {
    var theory = Theory()
    try theory.declare(size: "T", from: 1, to: 9)
    try theory.declare("x", indices: 1)
    return theory
  }

  private func refuses(_ definition: FamilyDefinition, _ place: SourceLocation = #_sourceLocation) throws {
    var theory = try theory()
    #expect(throws: KernelError.self, sourceLocation: place) { try theory.define(definition) }
  }

  /// What rests on itself would prove everything: X = max(X + 1).
  @Test func circlesAreRefused() throws {
    try refuses(
      FamilyDefinition(
        "X", [], .maximum(over: ["t"], where: try guards("1 <= t <= T"), try polynomial("X + 1"))))
    try refuses(FamilyDefinition("X", ["k"], .inverse(try polynomial("X[k-1]"))))
    try refuses(FamilyDefinition("X", ["k"], .exponential(try polynomial("later[k]"))))
  }

  /// The maximum of all whole numbers would be above itself.
  @Test func extremaRunOverFinitelyManyIndices() throws {
    let body = try polynomial("real[t]")
    try refuses(FamilyDefinition("X", [], .maximum(over: ["t"], where: [], body)))
    try refuses(FamilyDefinition("X", [], .maximum(over: ["t"], where: try guards("1 <= t"), body)))
    try refuses(FamilyDefinition("X", [], .minimum(over: ["t"], where: try guards("t <= T"), body)))
    try refuses(
      FamilyDefinition(
        "X", [], .maximum(over: ["t", "s"], where: try guards("1 <= t <= s", "t <= s <= T + t"), body)))
    try refuses(
      FamilyDefinition(
        "X", [], .maximum(over: ["t", "s"], where: try guards("s <= t <= s", "t <= s <= t"), body)))
    var theory = try theory()
    try theory.define(
      FamilyDefinition(
        "X", [], .maximum(over: ["t", "s"], where: try guards("1 <= t <= T", "1 <= s <= t"), body)))
  }

  @Test func namesAreToldApart() throws {
    let body = try polynomial("x[k]")
    try refuses(FamilyDefinition("x", ["k"], .inverse(body)))
    try refuses(FamilyDefinition("real", ["k"], .inverse(body)))
    try refuses(FamilyDefinition("X", ["k", "k"], .inverse(body)))
    try refuses(FamilyDefinition("X", ["T"], .inverse(try polynomial("x[T]"))))
    try refuses(FamilyDefinition("X", [], .inverse(body)))
    try refuses(FamilyDefinition("X", ["k"], .inverse(try polynomial("x"))))
    try refuses(FamilyDefinition("X", ["j", "k"], .sum(over: "k", body)))
    try refuses(FamilyDefinition("X", ["j", "k"], .sum(over: "T", try polynomial("x[T]"))))
    // The body of a sum does not rest on its ends.
    try refuses(FamilyDefinition("X", ["j", "k"], .sum(over: "u", try polynomial("x[u]*x[k]"))))
    try refuses(FamilyDefinition("X", ["k"], .sum(over: "u", try polynomial("x[u]"))))
    try refuses(FamilyDefinition("X", [], .greatest([])))
    try refuses(
      FamilyDefinition(
        "X", ["t"], .maximum(over: ["t"], where: try guards("1 <= t <= T"), try polynomial("x[t]"))))
    try refuses(
      FamilyDefinition(
        "X", [], .maximum(over: ["t"], where: try guards("1 <= t <= T", "1 <= v"), try polynomial("x[t]"))))
  }

  @Test func factsAreChecked() throws {
    var theory = try theory()
    #expect(throws: KernelError.self) { try theory.assume("f", fact("x[v] >= 0")) }
    #expect(throws: KernelError.self) { try theory.assume("f", fact("y >= 0")) }
    #expect(throws: KernelError.self) { try theory.assume("f", fact("x[T] >= 0", for: ["T"])) }
    #expect(throws: KernelError.self) {
      try theory.assume("f", fact("x[v] >= 0", for: ["v"], given: ["x[u] >= 0"]))
    }
    try theory.assume("f", fact("x[v] >= 0", for: ["v"]))
    #expect(throws: KernelError.self) { try theory.assume("f", fact("x[v] > 0", for: ["v"])) }
  }
}
