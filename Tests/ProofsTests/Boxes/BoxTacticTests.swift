import Claims
import Elaboration
import Inputs
import Proofs
import TestSupport
import Testing

/// Claims about functions of numbers between rational ends, and about numbers alone, without scripts.
@Suite struct BoxTacticTests {
  private static func outcome(_ items: String) throws -> ProofOutcome {
    let claim = try theorem(items)
    return Prover.prove(claim)
  }

  private static func isProved(_ items: String) throws -> Bool {
    let claim = try theorem(items)
    guard case .proved(let found) = Prover.prove(claim) else { return false }
    // Once more from what a certificate would hold.
    return try withDeepStack { try Elaboration(claim).check(found.proof) } > 0
  }

  @Test(
    arguments: [
      "exp(-1/3) <= 0.7166", "log(2) >= 0.693", "sqrt(2)*exp(1) <= 3.85", "sigmoid(2) <= 0.881",
      "tanh(1/2) <= 0.46212",
      "1.3132 <= softplus(1) <= 1.31327", "exp(-exp(-1)) >= 0.6922", "log(softplus(2)) <= 0.7549",
      "exp(1) <= 2.7182818285", "log(3)/log(2) >= 1.58496", "sqrt((1 + sqrt(5))/2) >= 1.272",
      "log(exp(1) + exp(2) + exp(3)) <= 3.40761", "exp(3)/(exp(1) + exp(2) + exp(3)) >= 0.6652",
      "(exp(0.1) - 1)/0.1 <= 1.0518", "max(exp(1), 2.7) - abs(log(1/2)) <= 2.0252", "exp(-20) <= 2.0612*1e-9",
      "exp(20) >= 485165195", "exp(1) /= 2.71828",
    ])
  func numbersAlone(_ claimed: String) throws {
    #expect(try Self.isProved("conclude \(claimed)"))
  }

  /// Each is false in the last digit, or further.
  @Test(
    arguments: [
      "exp(-1/3) <= 0.7165", "log(2) >= 0.693147181", "sigmoid(2) <= 0.8807", "exp(1) <= 2.718281828",
      "tanh(1/2) <= 0.462117157", "softplus(1) >= 1.3133", "exp(20) >= 485165196",
      "exp(1) = 2.718281828459045",
    ])
  func falseNumbers(_ claimed: String) throws {
    #expect(try !Self.isProved("conclude \(claimed)"))
  }

  @Test(
    arguments: [
      ("real x in [0, 1]", "exp(x) <= 1 + x + x^2"),
      ("real x in [0, 10]", "x*exp(-x) <= 0.37"),
      ("real x in [-1, 1]", "abs(tanh(x)) <= 0.77"),
      ("real x in [-10, 10]", "silu(x) >= -0.2785"),
      ("real x in [-6, 6]", "x*sigmoid(1.702*x) >= -0.1637"),
      ("real x in [-3, 3]", "softplus(x) <= log(2) + x/2 + x^2/6"),
      ("real x in [-6, 6]", "softplus(x) >= log(2) + x/2"),
      ("real x in [-5, 5]", "silu(x) <= max(x, 0)"),
      ("real x in [-4, 4]", "softplus(x) - softplus(-x) = x"),
      ("real x in [0.1, 2]", "(1 - x/2)/(1 + x/2) <= exp(-x)"),
      ("real x in [0.01, 1]", "(exp(x) - 1)/x <= 1 + x"),
      ("real x in [0.01, 1]", "(1 - exp(-x))/x >= 1 - x/2 - 0.001"),
      ("real x in [0, 1]", "1 - exp(-x) >= x - 0.6*x^2"),
      ("real x in [0, 1]", "log(1 + x) <= 7/10"),
      ("real x in [0, 1]", "1/(1 + exp(-x)) <= 3/4"),
      ("real x in [0, 1]", "x + sqrt(1 - x^2) <= 1.4143"),
      ("real x in [0.05, 1]", "-x*log(x) <= 0.3679"),
      ("real x in [0.05, 0.95]", "-x*log(x) - (1 - x)*log(1 - x) <= 0.6932"),
      ("real x in [0, 4]", "exp(-sqrt(x)) >= 0.1353"),
      ("real x in [0.25, 4]", "tanh(x) <= x"),
      ("real x in [0, 1), y in [1, 2]", "exp(x) < 1 + y*(exp(1) - 1)"),
      ("real x in [0, 1], y in [0, 1]", "x^2*y*(1 - x) <= 0.1482"),
      ("real x in [0, 1], y in [0, 1]\nassume x + y <= 1", "x*y*(1 - x - y) <= 0.0371"),
      ("real x in [0, 1], y in [0, 1]", "(1 - x - y + x*y)*((x + y)^2 - x*y) <= 3/16"),
      ("real x in [-1, 1], y in [-1, 1]", "exp(x)/(exp(x) + exp(y)) <= 0.8808"),
      ("real x in [-2, 2], y in [-2, 2]", "log(exp(x) + exp(y)) >= max(x, y)"),
      ("size T >= 1\nindex t in 1..T\nreal x[t] in [-1, 2]", "sigmoid(x[t]) <= 0.881"),
      ("real x in [-2, 2]\nlet s = sigmoid(x)\nlet u = s*(1 - s)*x", "u <= 0.2240"),
    ])
  func boxes(_ variables: String, _ claimed: String) throws {
    #expect(try Self.isProved("\(variables)\nconclude \(claimed)"))
  }

  @Test(
    arguments: [
      ("real x in [0, 10]", "x*exp(-x) <= 0.367879440"),
      ("real x in [-10, 10]", "silu(x) >= -0.2784"),
      ("real x in [-8, 8]", "sigmoid(x)*(1 - sigmoid(x)) <= 0.249999999"),
      ("real x in [0, 1]", "exp(x) <= 1 + x + 0.49*x^2"),
      ("real x in [0, 1]", "tanh(x) <= 0.999*x"),
      ("real x in [0.1, 5]", "log(x) <= x - 1.000000001"),
      ("real x in [0, 1]", "x + sqrt(1 - x^2) <= 1.4142135"),
      ("real x in [0, 1], y in [0, 1]", "x^2*y*(1 - x) <= 0.148148147"),
      ("real x in [0, 1], y in [0, 1]\nassume x + y <= 1", "x*y*(1 - x - y) <= 0.037037036"),
      ("size T >= 1\nindex t in 1..T\nreal x[t] in [-1, 2]", "sigmoid(x[t]) <= 0.8807"),
      ("real x in [0, 1]", "exp(x) > 1 + x"),
    ])
  func falseOnBoxes(_ variables: String, _ claimed: String) throws {
    #expect(try !Self.isProved("\(variables)\nconclude \(claimed)"))
  }

  /// What is false beside a point of equality, by less than doubles tell: said at once, and where.
  @Test func contactThatFails() throws {
    let outcome = try Self.outcome("real x in [0, 1]\nconclude tanh(x) <= 0.9999999999*x")
    guard case .open(let goal) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(goal.what.hasPrefix("the conclusion, where 0 <= x <= 1/"))
    #expect(goal.what.hasSuffix(", beside a point of equality"))
  }

  /// Steps of a script, of families and inside larger proofs.
  @Test func stepsOfScripts() throws {
    #expect(
      try Self.isProved(
        """
        size T >= 1
        index t in 1..T
        real x[t] in [-1, 2]
        let h[0] = 0
        let h[t] = sigmoid(x[t])*h[t-1] + (1 - sigmoid(x[t]))*0.5
        conclude h[t] <= 0.5 and h[t] >= 0
        proof
          lemma gate for t in 1..T: 0.2689 <= sigmoid(x[t]) <= 0.881
          lemma hull for t in 0..T: 0 <= h[t] <= 0.5 by induction on t because gate
          conclude because hull
        end
        """))
  }

  /// The same proof on every run: nothing rests on the order of a set.
  @Test func proofsAreTheSame() throws {
    let claim = try theorem("real x in [-1, 1], y in [-1, 1]\nconclude exp(x)/(exp(x) + exp(y)) <= 0.8808")
    guard case .proved(let first) = Prover.prove(claim), case .proved(let second) = Prover.prove(claim) else {
      Issue.record("not proved")
      return
    }
    #expect(first.proof == second.proof)
  }
}
