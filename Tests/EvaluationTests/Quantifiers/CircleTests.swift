import Foundation
import Numbers
import Testing

@testable import Evaluation
@testable import Programs

@Suite struct CircleTests {
  @Test(arguments: [
    ("forall real w: cos(w)^2 + sin(w)^2 = 1", InstanceVerdict.holds),
    ("forall real w: cos(2*w) = 2*cos(w)^2 - 1", .holds),
    ("forall real w: cos(w) <= 1", .holds), ("forall real w: cos(w) < 1", .violated),
    ("forall real w: cos(w) > -1", .violated), ("forall real w: cos(w/2)*cos(w/3) <= 1", .holds),
    ("forall real w: sin(3*w) = 3*sin(w) - 4*sin(w)^3", .holds),
    ("forall real w in [0, pi]: sin(w) >= 0", .holds), ("forall real w in [-pi, 0]: sin(w) <= 0", .holds),
    ("forall real w in [0, pi]: sin(w) > 0", .violated),
    ("forall real w in [-pi, pi]: sin(w) >= 0", .violated),
    ("forall real w in [0, 2*pi]: abs(exp(i*w)) = 1", .holds),
    ("forall real w in [0, 1]: cos(w)^2 + sin(w)^2 = 1", .holds),
    ("forall real w with sin(w) >= 0: abs(sin(w)) = sin(w)", .holds),
    ("forall real w: 1/(1 + cos(w)) >= 1/2", .undefined),
    ("forall real w with cos(w) > -1: 1/(1 + cos(w)) >= 1/2", .holds),
  ])
  func decides(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try formula(text) == expected, "\(text)")
  }

  @Test func discreteTransferFunctions() throws {
    let bound = "real l conclude forall real w: abs(1/(1 - l*exp(-i*w))) <= 1/(1 - abs(l))"
    let strict = bound.replacingOccurrences(of: "<=", with: "<")
    for l in [Rational(1, 2), Rational(9, 10), Rational(-2, 3)] {
      #expect(try verdict(bound, [l]) == .holds)
      #expect(try verdict(strict, [l]) == .violated)
    }
    // λ < 0 is high-pass: its response is least at w = 0.
    let low = "real l conclude forall real w: abs(1/(1 - l*exp(-i*w))) <= abs(1/(1 - l))"
    #expect(try verdict(low, [Rational(1, 3)]) == .holds)
    #expect(try verdict(low, [Rational(-1, 3)]) == .violated)
    let high = low.replacingOccurrences(of: "<=", with: ">=")
    #expect(try verdict(high, [Rational(-1, 3)]) == .holds)
  }
}

@Suite struct SubdivisionTests {
  @Test(arguments: [
    ("forall real w: exp(w) >= 1 + w", InstanceVerdict.holds), ("forall real w: exp(w) > 1 + w", .violated),
    ("forall real w in [0, 1]: exp(w) >= 1 + w + w^2/2", .holds),
    ("forall real w >= 1: log(w) <= w - 1", .holds),
    ("forall real w >= 0: tanh(w) <= w", .holds),
    ("forall real w: sigmoid(w)*(1 - sigmoid(w)) <= 1/4", .holds),
    ("forall real w >= 10: w*exp(-w) <= 1/1000", .holds), ("forall real w: exp(-w^2)*w^2 <= 1/2", .holds),
    ("forall real w: softplus(w) >= w", .holds),
    ("forall real w in [0, 10]: sin(w) <= w", .holds),
    ("forall real w >= 100: w/(w^2 + exp(-w)) <= 1/100", .holds),
  ])
  func decides(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try formula(text) == expected, "\(text)")
  }
}
