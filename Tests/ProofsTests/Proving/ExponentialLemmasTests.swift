import Claims
import Proofs
import Testing

/// Claims about exponentials, logarithms and what is made of them, without scripts or with those that state an induction alone.
@Suite struct ExponentialLemmasTests {
  private static func isProved(_ items: String) throws -> Bool {
    let theorem = try #require(try Theorem.parse("theorem claimed\n\(items)\nend\n", file: "test").first)
    if case .proved = Prover.prove(theorem) { return true }
    return false
  }

  @Test(
    arguments: [
      ("real x in [-1, 1]\nreal y in [x, 3]", "exp(x) <= exp(y)"),
      ("real x in [-1, 1]\nreal y > x", "exp(x) < exp(y)"),
      ("real x < 0", "0 < exp(x) < 1"),
      ("real x in [0, 1/2]", "exp(x) <= 1/(1 - x)"),
      ("real x, y", "exp(x + y) = exp(x)*exp(y)"),
      ("real x", "exp(x)*exp(-x) = 1"),
      ("real x in (0, 1]\nreal y in [x, 3]", "log(x) <= log(y)"),
      ("real x in (0, 1]", "log(x) <= 0"),
      ("real x > 1", "log(x) > 0"),
      ("real x > 0", "1 - 1/x <= log(x) <= x - 1"),
      ("real x > 0", "exp(log(x)) = x"),
      ("real x > 0", "exp(2*log(x)) = x^2"),
    ])
  func exponentials(_ variables: String, _ claimed: String) throws {
    #expect(try Self.isProved("\(variables)\nconclude \(claimed)"))
  }

  @Test(
    arguments: [
      ("real x", "0 < sigmoid(x) < 1"),
      ("real x\nreal y >= x", "sigmoid(x) <= sigmoid(y)"),
      ("real x in [-1, 1], v in [-2, 2]\nreal w in [0, 3]", "sigmoid(w*x + v) <= sigmoid(w + v)"),
      ("real x", "0 <= diff(sigmoid(x), x) <= 1/4"),
      ("real x", "-1 < tanh(x) < 1"),
      ("real x\nreal y >= x", "tanh(x) <= tanh(y)"),
      ("real x", "softplus(x) > 0 and softplus(x) >= x"),
      ("real x\nreal y >= x", "softplus(x) <= softplus(y)"),
      ("real x", "0 <= diff(softplus(x), x) <= 1"),
      ("real x\nreal a in [1, 2]", "exp(-a*softplus(x)) < 1"),
      ("real x in [-1, 1]\nreal a in [1, 2]", "exp(-a*softplus(x)) <= exp(-a*softplus(-1))"),
      ("real x in [-1, 1]\nreal a in [1, 2]", "1/(1 - exp(-a*softplus(x))) > 0"),
    ])
  func gates(_ variables: String, _ claimed: String) throws {
    #expect(try Self.isProved("\(variables)\nconclude \(claimed)"))
  }

  /// Of each, what is to be shown by induction on t from s.
  @Test(
    arguments: [
      ("real kappa >= 0\nreal a[t] in [0, exp(-kappa)]", "prod(u in s+1..t: a[u]) <= exp(-kappa*(t - s))"),
      ("real rho in (0, 1)", "rho^(t-s) = exp((t - s)*log(rho))"),
      ("real d[t] >= 0", "prod(u in s+1..t: exp(-d[u])) = exp(-sum(u in s+1..t: d[u]))"),
      (
        "real kappa > 0\nreal x[t] in [-1, 1]\nlet h[0] = 0\nlet h[t] = exp(-kappa)*h[t-1] + x[t]",
        "diff(h[t], x[s]) = exp(-kappa*(t - s))"
      ),
      (
        "real kappa > 0\nreal a[t] in [0, exp(-kappa)]\nreal x[t] in [-1, 1]\nlet h[0] = 0\nlet h[t] = a[t]*h[t-1] + x[t]",
        "abs(diff(h[t], x[s])) <= exp(-kappa*(t - s))"
      ),
    ])
  func decay(_ variables: String, _ claimed: String) throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      \(variables)
      conclude s <= t implies \(claimed)
      proof
        lemma all: s <= t implies \(claimed) by induction on t from s
      end
      """
    #expect(try Self.isProved(items))
  }

  @Test(
    arguments: [
      ("real x in [-1, 1]\nreal y in [x - 1/100, 3]", "exp(x) <= exp(y)"),
      ("real x in [0, 1/2]", "exp(x) <= 99/100/(1 - x)"),
      ("real x <= 0", "exp(x) < 1"),
      ("real x, y", "exp(x + y) <= exp(x) + exp(y)"),
      ("real x > 0", "log(x) >= 101/100 - 1/x"),
      ("real x > 0", "exp(2*log(x)) <= x^2 - 1/1000"),
      ("real x\nreal y >= x", "sigmoid(y) <= sigmoid(x)"),
      ("real x", "diff(sigmoid(x), x) <= 249/1000"),
      ("real x", "tanh(x) < 99/100"),
      ("real x", "softplus(x) >= x + 1/100"),
      ("real x in [-1, 1]\nreal a in [1, 2]", "exp(-a*softplus(x)) <= exp(-a*softplus(0))"),
      ("real x in [-1, 1], v in [-2, 2]\nreal w in [-1/10, 3]", "sigmoid(w*x + v) <= sigmoid(w + v)"),
    ])
  func nothingFalse(_ variables: String, _ claimed: String) throws {
    #expect(try !Self.isProved("\(variables)\nconclude \(claimed)"))
  }
}
