import Claims
import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// What stays undecided says which limit ended it: that of a mean, of a quantifier, of a derivative, or of the precision.
@Suite struct OpenCauseTests {
  private func decision(_ items: String, _ numbers: [Rational] = []) throws -> Decision {
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [])
    return try Engine(ground, limits: EvaluationLimits(bits: 128)).decide(numbers)
  }

  @Test(arguments: [
    ("conclude gaussian(x: exp(sin(x))) <= gaussian(x: exp(-sin(x)))", EvaluationLimit.panels),
    (
      "conclude forall real w: exp(sin(w)) + gaussian(x: exp(sin(x))) <= gaussian(x: exp(sin(x))) + exp(1)",
      .boxes
    ),
    ("conclude exp(1) < exp(1 + 10^(-400))", .bits(128)),
    // Beside a mean that is known well enough, the precision is at fault.
    ("conclude gaussian(x: x^2) <= 1 and exp(1) < exp(1 + 10^(-400))", .bits(128)),
  ])
  func constants(_ text: String, _ limit: EvaluationLimit) throws {
    let found = try decision(text)
    #expect(found.verdict == .undecided && found.limit == limit, "\(text): \(found)")
  }

  @Test func derivatives() throws {
    let items = """
      real a, b
      let f(u) = sqrt(u^2)
      conclude diff(f(a - b), a) >= -1
      """
    let found = try decision(items, [1, 1])
    #expect(found.verdict == .undecided && found.limit == .derivative)
    #expect(try decision(items, [1, 2]).verdict == .holds)
  }

  /// A quantifier beside a false part of an `or` is seen to fail at its real.
  @Test(arguments: [
    "x <= 1/2 or forall real w: w^2 >= x", "(forall real w: w^2 >= x) or x <= 1/2",
    "x <= 1/2 or (forall real v: v >= x) or forall real w: w^2 >= x",
    "x > 1/2 implies (x <= 1/2 or forall real w: w^2 >= x)",
  ])
  func quantifiersBesideFalseParts(_ formula: String) throws {
    let found = try decision("real x in [0, 1]\nconclude \(formula)", [1])
    #expect(found.verdict == .violated)
    let reals = try #require(found.failing?.reals)
    #expect(Set(reals.map(\.name)) == Set(formula.contains("real v") ? ["v", "w"] : ["w"]), "\(reals)")
    for real in reals { #expect(real.name == "w" ? real.value * real.value < 1 : real.value < 1) }
  }
}
