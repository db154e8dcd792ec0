import Claims
import Numbers
import TestSupport
import Testing

/// Elaborations held against the engine on random claims.
@Suite struct RandomClaimTests {
  /// 2,000 claims at two instances each; 20,000 where SSMPROOF_TEST_SCALE is `full`.
  @Test func elaborationsSayWhatTheEngineSays() throws {
    let count = TestScale.count(2_000, full: 20_000)
    var source = ClaimSource(seed: UInt64(count))
    var comparison = ElaborationComparison()
    while comparison.claims < count {
      guard let theorem = try? Theorem.parse(source.claim(), file: "t")[0] else { continue }
      let instances = try (0..<2).map { _ in
        try source.instance(theorem, sizes: source.sizes(theorem))
      }
      comparison.compare(theorem, instances)
    }
    print("elaborations: \(comparison.summary)")
    #expect(comparison.faults.count == 0, "\(comparison.faults)")
    #expect(comparison.elaborated * 10 >= comparison.claims * 6)
    for verdict in ["holds holds", "violated violated", "undefined undefined", "vacuous vacuous"] {
      #expect(comparison.counts[verdict, default: 0] * 25 >= comparison.pairs, "few pairs are \(verdict)")
    }
    // More is asked for than the engine does: of elements that no one needs, of what a true part beside shields.
    #expect(comparison.strict * 40 <= comparison.pairs)
  }
}
