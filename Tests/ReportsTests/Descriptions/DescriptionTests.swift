import Certificates
import Claims
import Enclosures
import Evaluation
import Inputs
import Numbers
import Programs
import TestSupport
import Testing

@testable import Models
@testable import Reports
@testable import Search

/// What is printed of a result is what a person wants to read: no dump of fields, no syntax tree.
@Suite struct DescriptionTests {
  private static let items = """
    expect holds
    size T >= 1
    index t in 1..T
    real leak in [0, 1), x[t] in [-1, 1]
    let h[0] = 0
    let h[t] = leak*h[t-1] + x[t]
    """

  private func result(_ conclusion: String) throws -> SearchResult {
    var options = SearchOptions()
    options.instances = 200
    return try TheoremSearch.run(try theorem("\(Self.items)\nconclude \(conclusion)"), options)
  }

  private func decision(_ items: String, _ values: [Rational]) throws -> Decision {
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [])
    return try Engine(ground).decide(values)
  }

  @Test func aRefutationIsItsReportInAFewLines() throws {
    #expect(
      try result("abs(h[t]) <= 1").description == """
        refuted   claim  (NOT as expected: holds)
          instances: \(try result("abs(h[t]) <= 1").counts)
          counterexample:
            T = 2
            leak = 1/2
            x[t] = [1, 1]
          every hypothesis holds; the conclusion fails at t = 2:
            left  = 3/2
            right = 1
            and left <= right is false
        """)
  }

  @Test func aSurvivorSaysThatItIsNotProved() throws {
    let text = try result("abs(h[t]) <= t").description
    #expect(text.hasPrefix("survived  claim  (as expected)\n  instances: "))
    #expect(text.contains(" tried, ") && text.contains("smallest margin 0"))
    #expect(text.hasSuffix("\n  nothing violated among these; survived is not proved"))
  }

  @Test func aContradictionIsNoVerdict() throws {
    var found = try result("abs(h[t]) <= 1")
    let instance = try #require(found.counterexample?.instance)
    (found.counterexample, found.verdict) = (nil, .undecided)
    let contradiction = Contradiction(text: "violated by a, but holds by b", instance: instance)
    found.contradiction = contradiction
    #expect(found.description.contains("a fault of the program, no verdict: violated by a, but holds by b"))
    #expect(
      "\(contradiction)" == "violated by a, but holds by b, at sizes 2; values [1/2], [1, 1]")
  }

  @Test func verdictsStandInLogsAsTheyAreWritten() {
    #expect(String(describingForTest: TheoremVerdict.refuted) == ".refuted")
    #expect(String(describingForTest: InstanceVerdict.vacuous) == ".vacuous")
  }

  @Test func decisions() throws {
    let violated = try decision("real x, y conclude x + y <= 1 and x >= 0", [1, Rational(1, 2)])
    #expect(
      "\(violated)"
        == "violated, decided by \(violated.rung); conclusion 1: left 3/2, right 1, wanted left <= right")
    let holds = try decision("real x conclude x <= 1", [Rational(1, 2)])
    #expect("\(holds)" == "holds, decided by \(holds.rung); margin 1/2")
    let undefined = try decision("real x conclude 1/x <= 1", [0])
    #expect("\(undefined)".hasPrefix("undefined, decided by "))
    #expect("\(undefined)".contains("zero, at 2:"))
    var contradicted = holds
    contradicted.second = .contradicts("holds by a, but violated by b")
    #expect("\(contradicted)".hasPrefix("no verdict, the two evaluations contradict each other: holds by a"))
    var silent = holds
    silent.second = .silent("a mean")
    #expect("\(silent)".hasSuffix("; the second evaluation has no answer: a mean"))
    let place = try #require(try result("abs(h[t]) <= 1").counterexample)
    #expect("\(place)".hasPrefix("sizes 2; values [1/2], [1, 1]: violated, decided by "))
    #expect("\(place)".hasSuffix("conclusion 1: left 3/2, right 1, wanted left <= right, at t = 2"))
  }

  @Test func claims() throws {
    let claim = try theorem("size T in 2..4, N >= 1 index t in 1..T complex z[t] real x conclude x <= x")
    #expect("\(claim)".hasPrefix("theorem claim\n") && "\(claim)".hasSuffix("\nend"))
    #expect(claim.sizes.map(\.description) == ["T in 2..4", "N >= 1"])
    #expect(claim.variables.map(\.description) == ["complex z[t]", "real x"])
    #expect("\(Position(line: 4, column: 12))" == "4:12")
    #expect("\(ExactComplex(re: Rational(1, 2), im: -3))" == "1/2 - 3 i")
    #expect("\(ExactComplex(re: 0, im: 1))" == "i" && "\(ExactComplex(re: 0))" == "0")
    #expect("\(Instance(sizes: [], values: []))" == "no sizes, no values")
    let long = Instance(sizes: [100], values: [Array(repeating: ExactComplex(re: 1), count: 100)])
    #expect("\(long)" == "sizes 100; values [1 (100 times)]")
  }

  @Test func searches() throws {
    var counts = InstanceCounts()
    #expect("\(counts)" == "0 tried, 0 held")
    (counts.tried, counts.held, counts.vacuous, counts.undecided) = (9, 5, 3, 1)
    #expect("\(counts)" == "9 tried, 5 held, 3 vacuous, 1 undecided")
    let repaired = try theorem("real x conclude x <= 2")
    var repair = Repair(kind: .constant, item: "conclude x <= 2", counts: counts, theorem: repaired)
    #expect("\(repair)" == "conclude x <= 2  (survives 9 instances; not proved)")
    repair.proof = ProofRecord(coverage: "for all values", steps: 1, certificate: "{}")
    #expect("\(repair)" == "conclude x <= 2  (proved for all values, in 1 step that the kernel accepts)")
    #expect("\(Explanation())" == "nothing more is certain")
    var options = SearchOptions()
    #expect("\(options)" == "seed 1, 2048 bits of precision")
    (options.seconds, options.sizes) = (2, ["T": 1...3])
    #expect("\(options)" == "seed 1, 2.0 seconds, T = 1..3, 2048 bits of precision")
    let plan = try SizePlan(for: try theorem("size T in 1..3 real x conclude x <= T"), requested: [:])
    #expect("\(plan)" == "1, 2, 3")
    let pairs = try SizePlan(
      for: try theorem("size T in 1..2, N in 1..1 real x conclude x <= T"), requested: [:])
    #expect("\(pairs)" == "(1, 1), (2, 1)")
  }

  @Test func certificates() throws {
    let found = try result("abs(h[t]) <= 1")
    let counterexample = try #require(found.counterexample)
    let certificate = try #require(
      RefutationCertificate(counterexample, to: found.theorem, version: "1", seed: 1, command: nil))
    #expect(
      "\(certificate)"
        == "refutation of claim  (T = 2): conclusion 1 fails at t = 2: left 3/2, right 1")
    #expect("\(ReplayVerdict.accepted)" == "accepted")
    #expect("\(ReplayVerdict.rejected("the domain of x fails"))" == "rejected: the domain of x fails")
  }

  @Test func audits() throws {
    #expect("\(Tally(yes: 3, no: 1, undecided: 1))" == "3 of 5 (60.00 %), 1 undecided")
    #expect("\(Horizon(lower: 3, upper: nil))" == "3 or more")
    #expect("\(Bounds(lower: 0.5, upper: 0.5))" == "0.5" && "\(Bounds.open)" == "open")
    #expect("\(LeftAside(name: "ema", reason: "a state of training"))" == "ema (a state of training)")
    let tokens = TokenSequences(file: "t.json", sequences: [[5, 40, 5], [9, 33]])
    #expect("\(tokens)" == "2 sequences of 2 to 3 tokens, t.json")
    let model = try MambaModel(folder: Repository.path("Examples/checkpoints/mamba-mqar-2l"))
    #expect("\(model)".hasPrefix("2 layers, 128 channels, 16 states, "))
    let audit = try Audit.run(model: model, tokens: tokens)
    #expect("\(audit)".hasPrefix("audit of ") && "\(audit)".split(separator: "\n").count == 10)
    #expect(AuditText().render(audit).hasPrefix("\(audit)\n"))
    var texts = audit.layers.map(\.description) + audit.rungs.map(\.description) + ["\(audit.options)"]
    for layer in audit.layers {
      texts += layer.groups.flatMap { ["\($0)", "\($0.simplified)", "\($0.leastGate)"] }
      texts +=
        layer.influence.distances.map(\.description) + layer.influence.realisedQuantiles.map(\.description)
      texts += layer.groups.compactMap { $0.simplified.sharpestElsewhere?.description }
    }
    for text in texts {
      #expect(!text.contains("Audit(") && !text.contains("Models.") && text.count < 400, "\(text)")
    }
  }
}
