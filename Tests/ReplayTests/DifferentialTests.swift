import Claims
import Enclosures
import Evaluation
import Foundation
import Replay
import Testing

/// The two roads to a verdict, held against each other on random claims.
@Suite struct DifferentialTests {
  /// 2,000 pairs of a claim and an instance; 130,000 where SSMPROOF_TEST_SCALE is `full`.
  @Test func bothRoadsAgree() {
    let isFull = ProcessInfo.processInfo.environment["SSMPROOF_TEST_SCALE"] == "full"
    var comparison = RoadComparison(seed: 5)
    comparison.run(pairs: isFull ? 130_000 : 2_000)
    print("differential: \(comparison.summary)")
    #expect(comparison.contradictions == [])
    #expect(comparison.decided.both * 100 >= comparison.pairs * 75)
    for verdict in ["holds", "violated", "vacuous", "undefined"] {
      let count = comparison.verdicts[verdict, default: 0]
      #expect(count * 20 >= comparison.decided.both, "few pairs are \(verdict)")
    }
  }

  /// What is differentiated by is a number of its own, also where the argument cannot be negative: faults that were found.
  @Test(
    arguments: ["0", "x^2", "abs(x)", "0*x", "sqrt(x^2)", "q(x)", "max(x, 0)"],
    ["u^(3/2)", "sqrt(u)", "u*u + sqrt(u)^3"])
  func argumentsWithoutSign(_ argument: String, _ body: String) throws {
    let text = """
      theorem t real x let q(u) = diff(u^3, x) let g(u) = \(body) let s(u) = diff(g(u), u)
      conclude s(\(argument)) <= -1 end
      """
    let theorem = try Theorem.parse(text, file: "t")[0]
    let instance = Instance(sizes: [], values: [[ExactComplex(re: 0)]])
    let ground = try GroundTheorem.lower(theorem, sizes: [])
    #expect(try Engine(ground).decide(ground.inputs(of: instance)).verdict == .undefined)
    if case .undefined = Replay(theorem, instance).decide() { return }
    Issue.record("the second road does not find it undefined")
  }
}
