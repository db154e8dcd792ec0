import Foundation
import Numbers
import Testing

@testable import Evaluation
@testable import Programs

@Suite struct ForallRealTests {
  @Test(arguments: [
    ("forall real w: w^2 >= 0", InstanceVerdict.holds), ("forall real w: w^2 > 0", .violated),
    ("forall real w in (0, 1): w^2 < w", .holds), ("forall real w in [0, 1): w^2 < w", .violated),
    ("forall real w in (0, 1) with w > 2: 1 = 2", .holds),
    ("forall real w >= 0: 1/(1 + w) > 0", .holds), ("forall real w: 1/w /= 0", .undefined),
    ("forall real w with w /= 0: 1/w /= 0", .holds), ("forall real w: 2*w/(1 + w^2) <= 1", .holds),
    ("forall real w: 2*w/(1 + w^2) < 1", .violated),
    ("forall real w: (w^2 - 2)^2 >= 0", .holds), ("forall real w: (w^2 - 2)^2 > 0", .violated),
    ("forall real w with w^2 /= 2: (w^2 - 2)^2 > 0", .holds),
    ("forall real w: abs(1/(i*w + 1)) <= 1", .holds), ("forall real w: abs(1/(i*w + 1)) < 1", .violated),
    ("forall real w with abs(w) >= sqrt(3): abs(1/(i*w + 1)) <= 1/2", .holds),
    ("forall real w with abs(w) > sqrt(3): abs(1/(i*w + 1)) < 1/2", .holds),
    ("forall real w with abs(w) >= sqrt(3): abs(1/(i*w + 1)) < 1/2", .violated),
    ("forall real w: sqrt(w^2) = abs(w)", .holds), ("forall real w: sqrt(w^2) = w", .violated),
    ("forall real w: max(w, -w) = abs(w)", .holds), ("forall real w: sqrt(w^2 + 1) <= abs(w) + 1", .holds),
    ("forall real w: sqrt(w^2 + 1) + sqrt(w^2 + 4) >= 3", .holds),
    ("forall real w: sqrt(w^2 + 1) + sqrt(w^2 + 4) > 3", .violated),
    ("forall real w: w > 0 or w < 1", .holds), ("forall real w: w > 0 or w < 0", .violated),
    ("forall real w: (if w > 0 then w else -w) >= 0", .holds), ("forall real w: exp(w) > 0", .holds),
    ("forall real w in [0, 1]: exp(w) <= 3", .holds), ("forall real w in [0, 1]: exp(w) <= 2", .violated),
    ("forall real w: sigmoid(w) < 1 or w > 100", .holds), ("forall real w: sin(w) <= 1/2", .violated),
    ("forall real w: sin(w) <= 2", .holds),
    ("forall real v in [0,1]: forall real w in [0,1]: v*w <= 1", .holds),
    ("not forall real w: w >= 0", .holds),
  ])
  func decides(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try formula(text) == expected, "\(text)")
  }

  @Test func coefficientsAndEndsAreTakenFromTheInstance() throws {
    let items = """
      real p, q
      assume q > p^2/4
      conclude forall real w: w^2 + p*w + q > 0
      """
    #expect(try verdict(items, [3, Rational(9, 4) + Rational(1, 1_000_000_000_000)]) == .holds)
    #expect(try verdict(items, [3, Rational(9, 4)]) == .vacuous)
    #expect(try verdict("real a conclude forall real w in [a, 1]: w >= a", [Rational(1, 3)]) == .holds)
    #expect(try verdict("real a conclude forall real w in [a, 1]: w > a", [Rational(1, 3)]) == .violated)
    #expect(try verdict("real a conclude forall real w in [a, 1]: w > a", [2]) == .holds)
    #expect(try verdict("real a conclude forall real w in (a, 1]: w > 5", [1]) == .holds)
  }

  @Test func equalityAtTheCutOffOfOnePole() throws {
    let items = """
      complex a, r
      real eps > 0
      let Omega = abs(im(a)) + sqrt(max(0, (abs(r)/eps)^2 - re(a)^2))
      conclude forall real w with abs(w) >= Omega: abs(r/(i*w - a)) <= eps
      """
    #expect(try verdict(items, [-1, 2, 3, 0, Rational(1, 2)]) == .holds)
    #expect(try verdict(items, [-1, 2, 1, 1, Rational(1, 2)]) == .holds)
    let strict = items.replacingOccurrences(of: "<= eps", with: "< eps")
    #expect(try verdict(strict, [-1, 2, 3, 0, Rational(1, 2)]) == .violated)
  }

  @Test func theWitnessIsReported() throws {
    let decision = try decide("real c conclude forall real w: w^2 >= c", [Rational(1, 100)])
    let failing = try #require(decision.failing)
    #expect(failing.reals.first?.name == "w")
    let w = try #require(failing.reals.first?.value)
    #expect(w * w < Rational(1, 100))
  }
}
