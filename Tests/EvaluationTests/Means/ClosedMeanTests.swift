import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Means in closed form, of kinks and jumps too, against quadrature, which a factor 1 written by functions asks for.
@Suite struct ClosedMeanTests {
  private static func integrand(_ random: inout ExpressionGenerator, kinks: Bool) -> String {
    func number(_ random: inout ExpressionGenerator) -> String {
      "(\(Rational(random.below(9) - 4, 1 + random.below(4))))"
    }
    func factor(_ random: inout ExpressionGenerator) -> String {
      let (a, b) = (number(&random), number(&random))
      switch random.below(kinks ? 12 : 6) {
      case 0: return "u^\(1 + random.below(3))"
      case 1: return "exp(\(a)/2*u + \(b))"
      case 2: return "sin(\(a)*u + \(b))"
      case 3: return "cos(\(a)*u)"
      case 4: return "(c*u + \(a))"
      case 6: return "abs(u - \(a))"
      case 7: return "max(c*u + \(a), \(b)*u)"
      case 8: return "min(max(u, \(a)), c)"
      case 9: return "(if u < \(a) and not c*u < \(b) then u - c else exp(\(b)/2*u))"
      case 10: return "(if abs(u - \(a)) <= c then 1 else u)"
      case 11: return "max(abs(u) - \(a), 0)"
      default: return "cos(c*u)"
      }
    }
    let terms = (0...random.below(2)).map { _ in
      (0...random.below(3)).map { _ in factor(&random) }.joined(separator: "*")
    }
    return terms.joined(separator: " - ")
  }

  @Test(arguments: [false, true]) func agreeWithQuadrature(kinks: Bool) throws {
    var random = ExpressionGenerator(seed: 11, names: [])
    var held = 0
    for _ in 0..<25 * TestScale.factor {
      let (body, c) = (
        Self.integrand(&random, kinks: kinks), Rational(random.below(7) - 3, 1 + random.below(3))
      )
      let other = "gaussian(u: (\(body))*(sigmoid(u) + sigmoid(-u)))"
      func decided(_ text: String) throws -> InstanceVerdict {
        try verdict("real c conclude \(text)", [c], bits: 128)
      }
      let near = try decided("abs(gaussian(u: \(body)) - \(other)) <= 10^(-4)")
      #expect(near != .violated, "\(body), c = \(c)")
      held += near == .holds ? 1 : 0
      #expect(try decided("gaussian(u: \(body)) > \(other) + 10^(-9)") != .holds, "\(body), c = \(c)")
      #expect(try decided("gaussian(u: \(body)) < \(other) - 10^(-9)") != .holds, "\(body), c = \(c)")
    }
    #expect(held > 15 * TestScale.factor)
  }

  @Test(arguments: [
    ("gaussian(u: cos(c*u)*exp(c*u)) = cos(c^2)", InstanceVerdict.holds),
    ("gaussian(u: cos(c*u)*exp(c*u)) >= cos(c^2) + 10^(-25)", .violated),
    ("gaussian(u: exp(c*u)) = exp(c^2/2)", .holds), ("gaussian(u: exp(c*u)) < exp(c^2/2)", .violated),
    ("gaussian(u: exp(c*u)) = exp(c^2/2)*(1 + 10^(-30))", .violated),
    ("gaussian(u: sin(10000*u)^2) > 1/2 - 10^(-9)", .holds),
    ("gaussian(u: sin(c*u)^2) = (1 - exp(-2*c^2))/2", .holds),
    ("gaussian(u: u^3*sin(c*u)) = (3*c - c^3)*exp(-c^2/2)", .holds),
    ("gaussian(u: (u + c)^4) = c^4 + 6*c^2 + 3", .holds),
    ("gaussian(u: softplus((c - c)*u)) = log(2)", .holds),
    ("gaussian(u: softplus((c - c)*u)) < log(2)", .violated),
    ("gaussian(u: log(abs(1 + u/1000))) < 0", .holds),
    ("gaussian(u: log(abs(1 + u/1000))) < -10^(-5)", .violated),
  ])
  func samples(_ text: String, _ expected: InstanceVerdict) throws {
    for c in [Rational(2, 3), Rational(-1), Rational(5, 4)] {
      #expect(try verdict("real c conclude \(text)", [c]) == expected, "\(text), c = \(c)")
    }
  }
}
