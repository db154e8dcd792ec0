import Foundation
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
}
