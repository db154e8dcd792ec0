import ClaimChecks
import SSMProof
import Testing

@Suite struct ClaimTests {
  /// A claim about a layer of one's own: a leaky integrator with a gain.
  static let claims = """
    family leaky_integrator
      size T >= 1
      index s, t in 1..T
      real leak in [0, 1), gain in [0, 2]
      real x[t] in [-1, 1]
      let h[0] = 0
      let h[t] = leak*h[t-1] + gain*x[t]
    end

    theorem bounded_by_the_geometric_series
      expect holds
      use leaky_integrator
      conclude abs(h[t]) <= gain*(1 - leak^t)/(1 - leak)
    end

    theorem bounded_by_the_gain
      expect refuted
      use leaky_integrator
      conclude abs(h[t]) <= gain
    end
    """

  @Test func claimsOfOnesOwn() throws {
    // A few hundred instances refute what is false, and leave a test quick.
    var options = SearchOptions()
    options.instances = 300
    options.sizes = ["T": 1...6]
    let findings = try Finding.all(in: Self.claims, options: options)
    #expect(findings.map(\.name) == ["bounded_by_the_geometric_series", "bounded_by_the_gain"])
    #expect(findings.map(\.verdict) == [.survived, .refuted])
    #expect(findings.filter { !$0.isAsExpected }.map(\.name) == [])
    #expect(findings[0].counterexample == nil)
    #expect(findings[1].counterexample != nil)
  }

  @Test func aMistakeIsAnErrorWithItsPlace() throws {
    let mistaken = Self.claims.replacing("gain*x[t]", with: "gian*x[t]")
    let error = #expect(throws: InputError.self) { try Finding.all(in: mistaken) }
    #expect(error?.description.contains("gain") == true)
  }

  /// Theorem D.5 of arXiv:2501.00658 as printed, and the theorems that repair it.
  @Test func convexGates() throws {
    var options = SearchOptions()
    options.instances = 200
    let findings = try Finding.all(path: Repository.path("Theorems/convex-gates.claim"), options: options)
    #expect(findings.filter { !$0.isAsExpected }.map(\.name) == [])
    let printed = try #require(findings.first { $0.name == "convex_gates" })
    let found = try #require(printed.counterexample)
    #expect(found.right == "0")
    // What the search found is decided again, from the text of the instance alone.
    let theorem = try theorem("convex_gates", "Theorems/convex-gates.claim")
    let instance = try InstanceFile.parse(Array(found.instance.utf8), file: "found", for: theorem)
    #expect(instance.sizes == [2, 1])
    #expect(try theorem.decide(instance).verdict == .violated)
  }

  /// b = (0, 1, 1), A = D = 1/2: both sides of Theorem 4.2 are 3/4.
  @Test func equalityIsDecidedExactly() throws {
    let path = Repository.path("Examples/instances/contraction-equality.json")
    let contraction = try theorem("contraction", "Theorems/contraction.claim")
    let decision = try contraction.decide(try InstanceFile.load(path: path, for: contraction))
    #expect(decision.verdict == .holds)
    #expect(decision.margin?.exact == .zero)

    let strict = try theorem("contraction_strict", "Theorems/contraction.claim")
    #expect(try strict.decide(try InstanceFile.load(path: path, for: strict)).verdict == .violated)
  }

  private func theorem(_ name: String, _ file: String) throws -> Theorem {
    try #require(try Theorem.load(path: Repository.path(file)).first { $0.name == name })
  }
}
