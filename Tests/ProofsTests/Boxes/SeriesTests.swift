import Claims
import Elaboration
import Inputs
import ProofKernel
import Proofs
import TestSupport
import Testing

/// Claims whose sides touch to third order and more, or that speak of numbers without an end, without scripts.
@Suite struct SeriesTests {
  private static func found(_ items: String) throws -> ProofOutcome.Found? {
    let claim = try theorem(items)
    guard case .proved(let found) = Prover.prove(claim) else { return nil }
    // Once more from what a certificate would hold.
    #expect(try withDeepStack { try Elaboration(claim).check(found.proof) } > 0)
    return found
  }

  @Test(
    arguments: [
      ("real x >= 0", "tanh(x) <= x"),
      ("real x >= 0", "exp(x) >= 1 + x + x^2/2"),
      ("real x >= 0", "exp(-x) <= 1 - x + x^2/2"),
      ("real x >= 0", "(exp(x) - exp(-x))/2 >= x"),
      ("real x >= 0", "log(1 + x) <= x"),
      ("real x >= 0", "log(1 + x) >= x - x^2/2"),
      ("real x >= 0", "x*exp(-x) <= 1/2"),
      ("real a > 0", "(exp(a) - 1)/a >= 1 + a/2"),
      ("real d >= 0, a > 0", "(1 - exp(-d*a))/a <= d"),
      ("real d >= 0, a > 0", "(1 - exp(-d*a))/a >= d - d^2*a/2"),
      ("real d in [0, 1], a in [0.1, 10]", "(1 - exp(-d*a))/a >= d - d^2*a/2"),
      ("real x in [-4, 4]", "softplus(x) <= log(2) + x/2 + x^2/8"),
      // Their neighbours.
      ("real x >= 0", "tanh(x) >= x - x^3/3"),
      ("real x >= 0", "tanh(x) < 1"),
      ("real x in [-1, 1]", "abs(tanh(x)) <= abs(x)"),
      ("size T >= 1\nindex t in 1..T\nreal x[t] >= 0", "tanh(x[t]) <= x[t]"),
      ("real x >= 0", "sigmoid(x) <= 1/2 + x/4"),
      ("real x in [0, 2]", "sigmoid(x) >= 1/2 + x/4 - x^3/48"),
      ("real x", "silu(x) <= x/2 + x^2/4"),
      ("real x", "silu(x) >= x/2"),
      ("real x >= 0", "softplus(x) <= log(2) + x"),
      ("real x", "softplus(x) <= log(2) + x/2 + x^2/8"),
      ("real x", "(exp(x) + exp(-x))/2 >= 1 + x^2/2"),
      ("real x in [-1, 1]", "(exp(x) + exp(-x))/2 <= exp(x^2/2)"),
      ("real x", "exp(-x) >= 1 - x + x^2/2 - x^3/6"),
      ("real x <= 0", "exp(x) <= 1 + x + x^2/2"),
      ("real x in [0, 1]", "exp(x) <= 1 + x + x^2/2 + x^3"),
      ("real x >= 0", "exp(x) >= 1 + x + x^2/2 + x^3/6 + x^4/24"),
      ("real x >= 0, y >= 0", "exp(x + y) >= 1 + x + y + (x + y)^2/2"),
      ("real x > 0", "(1 - exp(-x))/x >= 1 - x/2"),
      ("real x in (0, 5]", "(1 - exp(-x))/x <= 1 - x/2 + x^2/6"),
      ("real x >= 0", "1/(1 + x + x^2/2) >= exp(-x)"),
      ("real x in [0, 1]", "(1 - x/2)/(1 + x/2) <= exp(-x)"),
      ("real x in [0, 2]", "exp(-x) - (1 - x/2)/(1 + x/2) <= x^3/12"),
      ("real x in [0, 1]", "log(1 + x) <= x - x^2/2 + x^3/3"),
      ("real x >= 0", "x^2*exp(-x) <= 0.542"),
    ])
  func contactOfHighOrder(_ variables: String, _ claimed: String) throws {
    #expect(try Self.found("\(variables)\nconclude \(claimed)") != nil)
  }

  /// Each is false, by a factor of 10^-9 or a place so far.
  @Test(
    arguments: [
      ("real x >= 0", "tanh(x) <= 0.999999999*x"),
      ("real x >= 0", "exp(x) >= 1 + x + 0.500000001*x^2"),
      ("real x >= -0.000000001", "exp(x) >= 1 + x + x^2/2"),
      ("real x >= 0", "exp(-x) <= 1 - x + 0.499999999*x^2"),
      ("real x >= 0", "(exp(x) - exp(-x))/2 >= 1.000000001*x"),
      ("real x >= 0", "log(1 + x) <= 0.999999999*x"),
      ("real x >= 0", "log(1 + x) >= x - 0.499999999*x^2"),
      ("real x >= 0", "x*exp(-x) <= 0.367879440"),
      ("real a > 0", "(exp(a) - 1)/a >= 1 + 0.500000001*a"),
      ("real d >= 0, a > 0", "(1 - exp(-d*a))/a <= 0.999999999*d"),
      ("real d in [0, 1], a in [0.1, 10]", "(1 - exp(-d*a))/a >= d - 0.499999999*d^2*a"),
      ("real x in [-1, 1]", "softplus(x) <= log(2) + x/2 + 0.124999999*x^2"),
      ("real x in [0, 1]", "tanh(x) >= x - 0.333333332*x^3"),
      ("real x >= 0", "tanh(x) <= 0.999999999"),
      ("real x", "silu(x) <= x/2 + 0.249999999*x^2"),
      ("real x", "(exp(x) + exp(-x))/2 >= 1 + 0.500000001*x^2"),
      ("real x >= 0", "1/(1 + x + 0.500000001*x^2) >= exp(-x)"),
      ("real x in [0, 1]", "(1 - x/2)/(1 + x/2) <= 0.999999999*exp(-x)"),
      ("real x in [0, 2]", "exp(-x) - (1 - x/2)/(1 + x/2) <= 0.0833333333*x^3"),
      ("real x >= 0", "exp(x) <= 1000000000000000"),
    ])
  func falseByLittle(_ variables: String, _ claimed: String) throws {
    #expect(try Self.found("\(variables)\nconclude \(claimed)") == nil)
  }

  /// A system whose step and gates are bounded without a script.
  @Test func stepsOfScripts() throws {
    let found = try Self.found(
      """
      size T >= 1
      index t in 1..T
      real a in (0, 4], d[t] >= 0, x[t] in [-1, 1]
      let h[0] = 0
      let h[t] = exp(-a*d[t])*h[t-1] + (1 - exp(-a*d[t]))/a*x[t]
      conclude h[t] <= 1/a
      proof
        lemma step for t in 1..T: (1 - exp(-a*d[t]))/a >= d[t] - d[t]^2*a/2
        lemma gate for t in 1..T: 0 <= exp(-a*d[t]) <= 1
        lemma inside for t in 0..T: a*h[t] <= 1 by induction on t because gate
        conclude because inside
      end
      """)
    #expect(found != nil)
  }
}
