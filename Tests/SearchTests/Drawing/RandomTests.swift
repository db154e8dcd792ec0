import Numbers
import Testing

@testable import Search

@Suite struct RandomTests {
  /// The published first outputs of SplitMix64 for the seed 1234567.
  @Test func theGeneratorIsSplitMix64() {
    var random = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { _ in random.next() } == expected)
  }

  @Test func purposesDoNotShareAStream() {
    var (a, b) = (SplitMix64(seed: 1, purpose: "one"), SplitMix64(seed: 1, purpose: "two"))
    #expect(a.next() != b.next())
  }

  @Test(arguments: DrawStyle.allCases)
  func everyStyleStaysInsideItsInterval(_ style: DrawStyle) {
    var random = SplitMix64(seed: 4)
    let intervals = [
      DrawInterval(), DrawInterval(lower: 0, upper: 1),
      DrawInterval(lower: 0, upper: 1, lowerIsClosed: false, upperIsClosed: false),
      DrawInterval(lower: Rational(7, 3)), DrawInterval(upper: -5),
      DrawInterval(
        lower: Rational(1, 1000), upper: Rational(1, 999), lowerIsClosed: false, upperIsClosed: false),
      DrawInterval(lower: 100_000, upper: 100_000),
    ]
    for interval in intervals {
      for _ in 0..<100 { #expect(interval.contains(random.value(in: interval, style))) }
    }
  }
}
