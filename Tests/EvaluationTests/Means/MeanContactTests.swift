import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Means whose integrand depends on the bound real w, against bounds that they meet. As a function of w each is convex,
/// since its integrand is, so that it lies above its tangent at c, whose slope is the mean of the derivative; what is
/// false is so by very little, at c or beside it.
@Suite struct MeanContactTests {
  /// An integrand with W for w and its derivative by w, both with A and B for numbers, B > 0.
  private struct Kind {
    var value: String
    var slope: String
  }

  private static let kinds = [
    Kind(value: "abs(u - W)", slope: "(if u < W then 1 else -1)"),
    Kind(value: "abs(A + B*u - W)", slope: "(if A + B*u < W then 1 else -1)"),
    Kind(value: "abs(u + B*W - A)", slope: "(if u + B*W > A then B else -B)"),
    Kind(value: "max(u, W)", slope: "(if u < W then 1 else 0)"),
    Kind(value: "max(W - B*u, 0)^2", slope: "(2*max(W - B*u, 0))"),
    Kind(value: "-min(u, B*W + A)", slope: "(if u > B*W + A then -B else 0)"),
    Kind(
      value: "max(u - W, -B*(u - W), 1)", slope: "(if u - W > 1 then -1 else if -B*(u - W) > 1 then B else 0)"
    ),
    Kind(value: "exp(B/2*W*u + A)", slope: "(B/2*u*exp(B/2*W*u + A))"),
    Kind(value: "exp(W - B*u)*(1 + abs(u))", slope: "(exp(W - B*u)*(1 + abs(u)))"),
    Kind(value: "(if u > A then (B*u - W)^2 else W)", slope: "(if u > A then 2*(W - B*u) else 1)"),
    Kind(value: "(A*u - W)^4", slope: "(-4*(A*u - W)^3)"),
    Kind(value: "abs(u - W)*(W - u) + 4*(W - u)^2", slope: "(2*abs(u - W) + 8*(W - u))"),
  ]

  private struct Case {
    var kind: Kind
    var a: Rational
    var b: Rational
    var c: Rational
    var lower: Rational?
    var upper: Rational?

    private func text(_ part: String, _ w: String) -> String {
      part.replacing("W", with: w).replacing("A", with: "(\(a))").replacing("B", with: "(\(b))")
    }

    /// mean ≥ tangent at c, plus what is added.
    func text(_ relation: String, plus more: String = "0") -> String {
      let domain =
        lower.flatMap { low in upper.map { "in [\(low), \(max(low, $0))]" } } ?? lower.map { ">= \($0)" }
        ?? ""
      let (value, slope) = (text(kind.value, "(\(c))"), text(kind.slope, "(\(c))"))
      return "forall real w \(domain): gaussian(u: \(text(kind.value, "w"))) \(relation) "
        + "gaussian(u: \(value)) + (w - (\(c)))*gaussian(u: \(slope)) + \(more)"
    }
  }

  private static func drawn(_ kind: Kind, _ random: inout ExpressionGenerator) -> Case {
    func number(_ random: inout ExpressionGenerator) -> Rational {
      Rational(random.below(9) - 4, 2 + random.below(3))
    }
    let (a, c) = (number(&random), number(&random))
    let b = Rational(1 + random.below(4), 1 + random.below(3))
    let lower = random.below(3) == 0 ? c : c - Rational(1 + random.below(3), 2)
    return Case(
      kind: kind, a: a, b: b, c: c, lower: lower, upper: random.below(2) == 0 ? c + 1 : c + Rational(1, 3))
  }

  /// Exact arithmetic alone, and once: what stays open there is not the matter here.
  private func decided(_ text: String) throws -> InstanceVerdict { try verdict("conclude \(text)", bits: 64) }

  @Test func tangentsLieBelow() throws {
    var random = ExpressionGenerator(seed: 5, names: [])
    for kind in Self.kinds {
      for _ in 0..<TestScale.factor {
        let text = Self.drawn(kind, &random).text(">=")
        #expect(try decided(text) == .holds, "\(text)")
      }
    }
  }

  @Test func almostTangentsDoNot() throws {
    var random = ExpressionGenerator(seed: 6, names: [])
    for (k, kind) in Self.kinds.enumerated() where k % 2 == 0 || TestScale.isLarge {
      for change in k..<k + TestScale.factor {
        var item = Self.drawn(kind, &random)
        let text: String
        switch change % 3 {
        case 0: text = item.text(">=", plus: "10^(-12)")
        case 1: text = item.text(">")
        default:
          // The tangent turned about c.
          item.upper = item.c + 1
          text = item.text(">=", plus: "(w - (\(item.c)))*10^(-9)")
        }
        #expect(try decided(text) != .holds, "\(text)")
      }
    }
  }

  @Test(arguments: [
    ("forall real w: gaussian(u: abs(u - w)) >= sqrt(2/pi)", InstanceVerdict.holds),
    ("forall real w: gaussian(u: abs(u - w)) > sqrt(2/pi)", .violated),
    ("forall real w in [0, 1]: gaussian(u: abs(u - w)) <= gaussian(u: abs(u - 1))", .holds),
    ("forall real w in [0, 1]: gaussian(u: min(max(u, -w), w)^2) <= 1", .holds),
    ("forall real w: gaussian(u: exp(u*w)) >= 1 + w^2/2", .holds),
    ("forall real w in [0, 1]: gaussian(u: max(u, w)) >= 1/sqrt(2*pi) + w/2", .holds),
    ("forall real w in [0, 1]: gaussian(u: if u > w then u else 0) <= 1/sqrt(2*pi)", .holds),
    ("forall real w in [0, 1]: gaussian(u: if u > w then u else 0) <= 1/sqrt(2*pi) - 10^(-12)", .violated),
    ("gaussian(u: if u > 1/2 then 1 else 0) + gaussian(u: if u > -1/2 then 1 else 0) = 1", .holds),
    ("gaussian(u: abs(u)^3) = 2*sqrt(2/pi)", .holds),
    ("gaussian(u: exp(abs(u))) = 2*sqrt(exp(1))*gaussian(u: if u < 1 then 1 else 0)", .holds),
  ])
  func samples(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try decided(text) == expected, "\(text)")
  }
}
