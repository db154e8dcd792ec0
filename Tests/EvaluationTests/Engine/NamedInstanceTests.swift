import Claims
import Enclosures
import ExactReals
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Rational instances that somebody names are decided however long their numbers; a search gives up sooner, and says at
/// which limit.
@Suite struct NamedInstanceTests {
  private static let rotation = """
    size T >= 1
    real theta in [0, 4]
    index t in 1..T
    let M[0] = 1
    let M[-1] = 1
    let M[t] = (2 - theta)*M[t-1] - M[t-2]
    conclude M[T]^2 - (2 - theta)*M[T]*M[T-1] + M[T-1]^2 = theta
    """
  private static let power = """
    size T >= 1
    real x in [0, 1], y in [0, 1]
    conclude (x^T)^2 = y^(2*T)
    """

  private func decide(_ items: String, _ size: Int, _ numbers: [Rational], isNamed: Bool) throws -> Decision {
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [size])
    let limits = EvaluationLimits(bits: 512)
    return try Engine(ground, limits: isNamed ? limits.forNamedInstance : limits).decide(numbers)
  }

  @Test(arguments: [Rational(37, 100), Rational(123_456_789, 987_654_321), Rational(4), Rational(1, 3)])
  func longRecurrences(_ theta: Rational) throws {
    let found = try decide(Self.rotation, 1800, [theta], isNamed: true)
    #expect(found.verdict == .holds && found.margin?.exact == 0 && found.limit == nil)
  }

  @Test func longRecurrencesThatMissByLittle() throws {
    let items = Self.rotation + " + 10^(-400)"
    #expect(try decide(items, 1800, [Rational(37, 100)], isNamed: true).verdict == .violated)
  }

  @Test func searchesNameTheLimitOfSteps() throws {
    let theta = Rational(123_456_789, 987_654_321)
    let found = try decide(Self.rotation, 6000, [theta], isNamed: false)
    #expect(found.verdict == .undecided && found.limit == .exactWork(60_000_000))
    #expect(found.limit?.isOfExactNumbers == true)
    let ground = try GroundTheorem.lower(try theorem(Self.rotation), sizes: [6000])
    let judged = try Engine(ground).judge([[theta]])
    #expect(judged[0].verdict == .undecided && judged[0].limit?.isOfExactNumbers == true)
  }

  @Test func longFractions() throws {
    let x = Rational(19, 20)
    #expect(try decide(Self.power, 1_000_000, [x, x], isNamed: true).verdict == .holds)
    let other = x * (1 + Rational(10).power(-300))
    #expect(try decide(Self.power, 20_000, [x, other], isNamed: true).verdict == .violated)
    let found = try decide(Self.power, 1_000_000, [x, x], isNamed: false)
    #expect(
      found.verdict == .undecided && found.limit == .fractionBits(ExactReal.largestBitCount))
    #expect(found.limit?.description == "the limit of 4194304 bits of a fraction")
  }

  @Test func theLimitOfPrecision() throws {
    let found = try verdictAndLimit("exp(1) < exp(1 + 10^(-400))", bits: 512)
    #expect(found == .bits(512))
    #expect(try verdictAndLimit("exp(1) < exp(1 + 10^(-400))", bits: 2048) == nil)
  }

  private func verdictAndLimit(_ text: String, bits: Int) throws -> EvaluationLimit? {
    try EvaluationTests.decide("conclude \(text)", bits: bits).limit
  }
}
