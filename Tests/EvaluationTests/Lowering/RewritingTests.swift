import Claims
import Enclosures
import ExactReals
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// A program says the same with its rewritings and without: true, false, undefined, vacuous, and by how much.
@Suite struct RewritingTests {
  private static let numbers: [Rational] = [0, 1, -1, 2, Rational(1, 2), -4, 4, Rational(-1, 3), 9]

  private func outcome(_ truth: Truth) -> String? {
    truth == .yes ? "true" : truth == .no ? "false" : truth.failure.map { "\($0)" }
  }

  /// What both programs say of instances; how many answers there were to compare.
  private func compare(_ items: String, _ instances: [[Rational]]) throws -> Int {
    guard let theorem = try? theorem(items) else { return 0 }
    let rewritten = try GroundTheorem.lower(theorem, sizes: [])
    let plain = try GroundTheorem.lower(theorem, sizes: [], rewrites: false)
    let exact = ScalarRung<ExactReal>("exact", rewritten.program, precision: 192)
    let reference = ScalarRung<ExactReal>("exact", plain.program, precision: 192)
    let lanes = LaneMachine(rewritten.program)
    func told(_ code: Double) -> Truth { Truth(raw: UInt32(code)) }
    var count = 0
    for instance in instances {
      let expected = reference.outcomes(of: [instance])[0]
      lanes.run([instance])
      let many = Outcome(hypotheses: told(lanes.hypotheses()[0]), conclusions: told(lanes.conclusions()[0]))
      for actual in [exact.outcomes(of: [instance])[0], many] {
        for (a, b) in [(actual.hypotheses, expected.hypotheses), (actual.conclusions, expected.conclusions)] {
          guard let x = outcome(a), let y = outcome(b) else { continue }
          #expect(x == y, "\(items) at \(instance)")
          count += 1
        }
      }
      if let a = exact.margin(of: instance), let b = reference.margin(of: instance),
        let low = a.lower, let high = a.upper, let least = b.lower, let most = b.upper
      {
        #expect(low <= most && least <= high, "margin of \(items) at \(instance)")
      }
    }
    return count
  }

  @Test func randomClaimsSayTheSameWithoutRewritings() throws {
    var count = 0
    for seed in 0..<(400 * TestScale.factor) {
      var inner = ExpressionGenerator(seed: UInt64(seed) + 77_777, names: ["u", "u", "v"])
      var g = ExpressionGenerator(seed: UInt64(seed), names: ["x", "y", "f(x, y)", "x"], hasAggregates: true)
      let items = """
        real x, y
        let f(u, v) = \(inner.expression(2))
        assume \(g.formula(1))
        conclude \(g.formula(2))
        conclude \(g.formula(1))
        """
      let instances = (0..<6).map { _ in [g.pick(Self.numbers), g.pick(Self.numbers)] }
      count += try compare(items, instances)
    }
    #expect(count > 1500 * TestScale.factor, "\(count) answers were compared")
  }

  /// One claim for each rewriting, with instances where a careless one would lose something.
  @Test(arguments: [
    "max(sqrt(x), sqrt(y)) <= 2", "min(sqrt(x), sqrt(y), 1) <= 2", "max(sqrt(x^2 + 1), sqrt(y^2)) >= 1",
    "1/x - 1/x = 0", "0*log(x) = 0", "0*(1/x) + y >= y", "(1/x)^0 = 1", "abs(-sqrt(x)) >= 0",
    "max(1/x, 1/x) >= -100", "1/x = 1/x", "exp(1/x) > 0", "sqrt(x) >= 0", "sigmoid(log(x)) < 1",
    "tanh(1/x) > -1", "sqrt(x)^2 >= 0", "x^(1/2) >= 0", "(1/x)/1 = 1/x", "-(-(1/x)) = 1/x",
    "max(abs(x - y), abs(1/x - y), abs(1/x - x)) >= 0", "(if 1/x > 0 then y else y) = y",
    "abs(sqrt(x) + 0*i) >= 0", "re(x + i/y) = x", "im(x + i*y/x) = y/x", "(x + i/y)^0 = 1",
    "gaussian(u: u*sqrt(x)) = 0", "gaussian(u: (x*u + 1/y)^2) >= 0", "(1/x)^1 >= -100",
    "x/0.5 = 2*x", "(x - y)*(-1) = y - x", "sqrt(4) = 2 and 1/x > -1", "false_part(x) <= 0 or y > 0",
    "abs(0*log(x)) = 0", "0*(0*log(x)) + y >= y", "0*(1/(x - x)) = 0", "not (not (1/x > 0))",
    "1/x > y and 1/x > y", "1/x > y or 1/x > y", "diff(y*log(x), y) = log(x)",
  ])
  func aRewritingKeepsValueAndDefinedness(_ text: String) throws {
    let numbers = Self.numbers
    let instances = numbers.flatMap { x in numbers.map { [x, $0] } }
    #expect(
      try compare("real x, y\nlet false_part(u) = 0*sqrt(u)\nconclude \(text)", instances) > 0, "\(text)")
  }
}
