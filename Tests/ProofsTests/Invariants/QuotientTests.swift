import Elaboration
import Inputs
import Proofs
import TestSupport
import Testing

/// Quotients of two recurrences with the same gates: what normalised attention, RWKV and means with weights put out.
@Suite struct QuotientTests {
  private static let states = """
    size T >= 1
    index s, t in 1..T
    real w[t] in [0, 1], k[t] in (0, 10], v[t] in [-2, 3]
    let S[0] = 0
    let S[t] = w[t]*S[t-1] + k[t]*v[t]
    let Z[0] = 0
    let Z[t] = w[t]*Z[t-1] + k[t]

    """
  private static let sums = """
    size T >= 1
    index s, t in 1..T
    real a[t]
    real v[t] in [-1, 1]

    """
  private static let bonus = """
    size T >= 1
    index t in 1..T
    real u, k[t]
    real w in [0, 1], v[t] in [-1, 1]
    let S[0] = 0
    let S[t] = w*S[t-1] + exp(k[t])*v[t]
    let Z[0] = 0
    let Z[t] = w*Z[t-1] + exp(k[t])
    let y[t] = (S[t-1] + exp(u + k[t])*v[t])/(Z[t-1] + exp(u + k[t]))

    """
  private static let channels = """
    size T >= 1, N >= 1
    index s, t in 1..T
    index n in 1..N
    real q[t,n] in (0, 1], k[t,n] in (0, 1]
    real v[t] in [-1, 1]
    let a[t,s] = sum(n: q[t,n]*k[s,n])
    let S[0,n] = 0
    let S[t,n] = S[t-1,n] + k[t,n]*v[t]
    let z[0,n] = 0
    let z[t,n] = z[t-1,n] + k[t,n]

    """
  /// Means of an average that forgets by its gates.
  private static let forgetting = """
    size T >= 1
    index s, t in 1..T
    real g[t] in (0, 1], v[t] in [-1, 1]
    let y[t] = sum(s in 1..t: prod(k in s+1..t: g[k])*v[s])/sum(s in 1..t: prod(k in s+1..t: g[k]))

    """
  private static let scores = "sum(s in 1..t: exp(a[t,s])*v[s])/sum(s in 1..t: exp(a[t,s]))"
  private static let heads = "sum(n: q[t,n]*S[t,n])/sum(n: q[t,n]*z[t,n])"
  private static let softmax = "sum(s: exp(a[s])*v[s])/sum(s: exp(a[s]))"
  private static let shared = "sum(s in 1..t: exp(a[s])*v[s])/sum(s in 1..t: exp(a[s]))"

  @Test(arguments: [
    states + "conclude abs(S[t]/Z[t]) <= 3", states + "conclude -2 <= S[t]/Z[t] <= 3",
    states + "conclude S[t]/Z[t] <= max(s: v[s])", states + "conclude abs(S[T]/Z[T]) <= 3",
    sums + "conclude abs(\(softmax)) <= 1", sums + "conclude abs(\(shared)) <= 1",
    sums + "conclude \(shared) <= 1", channels + "conclude abs(\(scores)) <= 1",
    channels + "conclude abs(\(heads)) <= 1",
    bonus + "conclude abs(y[t]) <= 1", forgetting + "conclude abs(y[t]) <= 1",
    sums + "conclude exp(a[t])/sum(s: exp(a[s])) <= 1",
  ])
  func meansStayInTheHull(_ text: String) throws {
    #expect(try isProvedWithoutScript(text, within: 500_000_000))
  }

  @Test(arguments: [
    states + "conclude abs(S[t]/Z[t]) <= 3 - 1/1000", states + "conclude -1 <= S[t]/Z[t] <= 3",
    states + "conclude S[t]/Z[t] <= min(s: v[s])", states + "conclude abs(S[T]/Z[T]) <= 2",
    // No divisor at t = 1.
    states + "conclude abs(S[t-1]/Z[t-1]) <= 3",
    sums + "conclude abs(\(softmax)) <= 1 - 1/1000", sums + "conclude \(shared) <= 0",
    bonus + "conclude abs(y[t]) <= 99/100", forgetting + "conclude abs(y[t]) <= 99/100",
    forgetting.replacing("(0, 1]", with: "[0, 1]").replacing("k in s+1..t", with: "k in s..t")
      + "conclude abs(y[t]) <= 1",
    sums + "conclude exp(a[t])/sum(s: exp(a[s])) <= 1 - 1/1000",
    channels + "conclude abs(\(scores)) <= 1 - 1/1000", channels + "conclude \(heads) <= 0",
    channels.replacing("q[t,n] in (0, 1]", with: "q[t,n] in [-1, 1]") + "conclude abs(\(heads)) <= 1",
    // Weights of either sign.
    states.replacing("k[t] in (0, 10]", with: "k[t] in [-1, 10]") + "conclude abs(S[t]/Z[t]) <= 3",
  ])
  func whatIsFalseIsNotProved(_ text: String) throws {
    #expect(try !isProvedWithoutScript(text, within: 50_000_000))
  }
}
