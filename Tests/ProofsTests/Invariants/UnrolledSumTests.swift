import Claims
import Elaboration
import Inputs
import Proofs
import TestSupport
import Testing

/// Sums that recurrences are when unrolled: convolutions, masked attention, weights of tokens, geometric sums.
@Suite struct UnrolledSumTests {
  static let identities: [String: String] = [
    "linear attention":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real q[t,n], k[t,n], v[t]
    let S[0,n] = 0
    let S[t,n] = S[t-1,n] + k[t,n]*v[t]
    let y[t] = sum(n: q[t,n]*S[t,n])
    conclude y[t] = sum(s in 1..t: sum(n: q[t,n]*k[s,n])*v[s])
    """,
    "factor":
      """
    size T >= 1
    index t in 1..T
    real q[t], k[t], v[t]
    let S[0] = 0
    let S[t] = S[t-1] + k[t]*v[t]
    conclude q[t]*S[t] = sum(s in 1..t: q[t]*k[s]*v[s])
    """,
    "linear":
      """
    size N >= 1
    index n in 1..N
    real a, b, x[n], y[n]
    conclude sum(n: a*x[n] + b*y[n]) = a*sum(n: x[n]) + b*sum(n: y[n])
    """,
    "cancelled":
      """
    size N >= 1, T >= 1
    index n in 1..N
    index s, t in 1..T
    real x[t,n]
    conclude sum(n: (x[t,n] - x[s,n])^2) = sum(n: x[t,n]^2) - 2*sum(n: x[t,n]*x[s,n]) + sum(n: x[s,n]^2)
    """,
    "conv":
      """
    size T >= 1
    index t in 1..T
    real a, b, x[t]
    let h[0] = 0
    let h[t] = a*h[t-1] + b*x[t]
    conclude h[t] = sum(s in 1..t: a^(t-s)*b*x[s])
    """,
    "conv_n":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real a[n], b[n], c[n], x[t]
    let h[0,n] = 0
    let h[t,n] = a[n]*h[t-1,n] + b[n]*x[t]
    let y[t] = sum(n: c[n]*h[t,n])
    conclude y[t] = sum(n: c[n]*sum(s in 1..t: a[n]^(t-s)*b[n]*x[s]))
    """,
    "gla":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real a[t,n], k[t,n], q[t,n], v[t]
    let S[0,n] = 0
    let S[t,n] = a[t,n]*S[t-1,n] + k[t,n]*v[t]
    let y[t] = sum(n: q[t,n]*S[t,n])
    conclude y[t] = sum(n: q[t,n]*sum(s in 1..t: prod(u in s+1..t: a[u,n])*k[s,n]*v[s]))
    """,
    "weights":
      """
    size T >= 1
    index t in 1..T
    real a[t] in [0,1]
    conclude sum(s in 1..t: prod(u in s+1..t: a[u])*(1-a[s])) <= 1
    """,
    "majorant":
      """
    size T >= 1
    index t in 1..T
    real a[t], b[t]
    let h[0] = 0
    let h[t] = a[t]*h[t-1] + b[t]
    conclude abs(h[t]) <= sum(s in 1..t: prod(u in s+1..t: abs(a[u]))*abs(b[s]))
    """,
    "geometric":
      """
    size T >= 1
    real r in (0,1)
    conclude sum(s in 1..T: r^(T-s)) = (1-r^T)/(1-r)
    """,
    "geometric2":
      """
    size T >= 1
    real r in (0,1)
    conclude sum(s in 0..T: r^s) <= 1/(1-r)
    """,
    "lastT":
      """
    size T >= 1
    index t in 1..T
    real a[t] in [0,1], x[t] in [-1,1]
    let h[0] = 0
    let h[t] = a[t]*h[t-1] + (1-a[t])*x[t]
    conclude h[T] = sum(s in 1..T: prod(u in s+1..T: a[u])*(1-a[s])*x[s])
    """,
    "complexpole":
      """
    size T >= 1
    index t in 1..T
    complex lam, b
    real x[t]
    let h[0] = 0
    let h[t] = lam*h[t-1] + b*x[t]
    conclude h[t] = sum(s in 1..t: lam^(t-s)*b*x[s])
    """,
    "chunk":
      """
    size T >= 1
    index s, t in 1..T
    real a[t], x[t]
    let h[0] = 0
    let h[t] = a[t]*h[t-1] + x[t]
    conclude s <= t implies h[t] = prod(u in s+1..t: a[u])*h[s] + sum(r in s+1..t: prod(u in r+1..t: a[u])*x[r])
    """,
    "s4d_conv":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    complex lam[n], b[n], c[n]
    real x[t]
    let h[0,n] = 0
    let h[t,n] = lam[n]*h[t-1,n] + b[n]*x[t]
    let y[t] = re(sum(n: c[n]*h[t,n]))
    conclude y[t] = re(sum(n: c[n]*sum(s in 1..t: lam[n]^(t-s)*b[n]*x[s])))
    """,
    "s4d_kernel":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    complex lam[n], b[n], c[n]
    real x[t]
    let h[0,n] = 0
    let h[t,n] = lam[n]*h[t-1,n] + b[n]*x[t]
    let y[t] = re(sum(n: c[n]*h[t,n]))
    conclude y[t] = sum(s in 1..t: re(sum(n: c[n]*lam[n]^(t-s)*b[n]))*x[s])
    """,
    "retnet":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real g, k[t,n], q[t,n], v[t]
    let S[0,n] = 0
    let S[t,n] = g*S[t-1,n] + k[t,n]*v[t]
    let y[t] = sum(n: q[t,n]*S[t,n])
    conclude y[t] = sum(s in 1..t: g^(t-s)*sum(n: q[t,n]*k[s,n])*v[s])
    """,
    "start":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real a[t,n], k[t,n], q[t,n], v[t], h0[n]
    let S[0,n] = h0[n]
    let S[t,n] = a[t,n]*S[t-1,n] + k[t,n]*v[t]
    let y[t] = sum(n: q[t,n]*S[t,n])
    conclude y[t] = sum(n: q[t,n]*(prod(u in 1..t: a[u,n])*h0[n] + sum(s in 1..t: prod(u in s+1..t: a[u,n])*k[s,n]*v[s])))
    """,
    "energy2":
      """
    size T >= 1
    index t in 1..T
    real a in [0,1), x[t]
    real m >= 0
    assume abs(x[t]) <= m
    let h[0] = 0
    let h[t] = a*h[t-1] + x[t]
    conclude abs(h[t]) <= m*sum(s in 1..t: a^(t-s))
    """,
    "telescoping":
      """
    size T >= 1
    index t in 1..T
    real a[t] in [0,1]
    conclude sum(s in 1..T: (1-a[s])*prod(r in s+1..T: a[r])) = 1 - prod(r in 1..T: a[r])
    """,
    "sT":
      """
    size T >= 1
    index t in 1..T
    real a, x[t]
    let h[0] = 0
    let h[t] = a*h[t-1] + x[t]
    conclude h[T] = sum(t: a^(T-t)*x[t])
    """,
    "b_drive":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real a[n], x[t]
    let h[0,n] = 0
    let h[t,n] = a[n]*h[t-1,n] + x[t]
    conclude sum(n: h[t,n]) = sum(n: sum(s in 1..t: a[n]^(t-s)*x[s]))
    """,
    "re_only":
      """
    size T >= 1
    index t in 1..T
    complex a[t], k[t]
    let h[0] = 0
    let h[t] = a[t]*h[t-1] + k[t]
    conclude re(h[t]) = re(sum(s in 1..t: prod(u in s+1..t: a[u])*k[s]))
    """,
    "s4d_noc":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    complex a[n], b[n]
    real x[t]
    let h[0,n] = 0
    let h[t,n] = a[n]*h[t-1,n] + b[n]*x[t]
    conclude re(sum(n: h[t,n])) = sum(s in 1..t: re(sum(n: a[n]^(t-s)*b[n]))*x[s])
    """,
    "cxT":
      """
    size T >= 1
    index t in 1..T
    complex a, x[t]
    let h[0] = 0
    let h[t] = a*h[t-1] + x[t]
    conclude h[T] = sum(s in 1..T: a^(T-s)*x[s])
    """,
    "fub_start":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real a[n], b[n], z[n], x[t]
    let h[0,n] = z[n]
    let h[t,n] = a[n]*h[t-1,n] + b[n]*x[t]
    let y[t] = sum(n: h[t,n])
    conclude y[t] = sum(n: a[n]^t*z[n]) + sum(s in 1..t: sum(n: a[n]^(t-s)*b[n])*x[s])
    """,
    "st_cx":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    complex a[n], b[n], z[n]
    real x[t]
    let h[0,n] = z[n]
    let h[t,n] = a[n]*h[t-1,n] + b[n]*x[t]
    conclude re(sum(n: h[t,n])) = re(sum(n: a[n]^t*z[n] + sum(s in 1..t: a[n]^(t-s)*b[n]*x[s])))
    """,
    "skipD":
      """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real a[n], b[n], x[t], D
    let h[0,n] = 0
    let h[t,n] = a[n]*h[t-1,n] + b[n]*x[t]
    let y[t] = sum(n: h[t,n]) + D*x[t]
    conclude y[t] = sum(s in 1..t: sum(n: a[n]^(t-s)*b[n])*x[s]) + D*x[t]
    """,
    "constw":
      """
    size T >= 1
    real a in [0,1]
    conclude sum(s in 1..T: a^(T-s)*(1-a)) <= 1
    """,
  ]

  @Test(arguments: identities.keys.sorted()) func unrolledSums(_ name: String) throws {
    let text = try #require(Self.identities[name])
    #expect(try isProvedWithoutScript(text), "\(name)")
  }

  /// What a proof of its own is told is enough to go on with: the step by hand, and where the sums are 0.
  @Test func scriptsNeedNotSaySo() throws {
    let theorem = try theorem(
      """
      size T >= 1, N >= 1
      index s, t in 1..T
      index n in 1..N
      real g, k[t,n], q[t,n], v[t]
      let S[0,n] = 0
      let S[t,n] = g*S[t-1,n] + k[t,n]*v[t]
      let y[t] = sum(n: q[t,n]*S[t,n])
      conclude y[t] = sum(s in 1..t: g^(t-s)*sum(n: q[t,n]*k[s,n])*v[s])
      proof
        lemma step for t in 1..T, s in 1..T, m in 0..N: sum(n in 1..m: q[t,n]*S[s,n]) = g*sum(n in 1..m: q[t,n]*S[s-1,n]) + v[s]*sum(n in 1..m: q[t,n]*k[s,n]) by induction on m
        lemma all for t in 1..T, s in 0..T: sum(n in 1..N: q[t,n]*S[s,n]) = sum(r in 1..s: g^(s-r)*sum(n in 1..N: q[t,n]*k[r,n])*v[r]) by induction on s because step
        conclude because all
      end
      """)
    guard case .proved = Prover.prove(theorem) else {
      Issue.record("not proved")
      return
    }
  }

  /// Real inputs beside complex gates: their ends are their size.
  @Test(arguments: ["1/(1-r)", "1 + r/(1-r)"]) func complexStatesAreBounded(_ bound: String) throws {
    let text = """
      size T >= 1
      size N >= 1
      index t in 1..T
      index n in 1..N
      complex lam[n]
      real x[t] in [-1, 1]
      real r in [0, 1)
      assume abs(lam[n]) <= r
      let h[0,n] = 0
      let h[t,n] = lam[n]*h[t-1,n] + x[t]
      conclude abs(h[t,n]) <= 1/(1-r)
      """
    #expect(try isProvedWithoutScript(text.replacing("1/(1-r)", with: bound)))
    #expect(try !isProvedWithoutScript(text.replacing("1/(1-r)", with: "r/(1-r)")))
  }

  /// One factor, term or end that is another: false, and not proved.
  @Test(arguments: [
    ("conv", "a^(t-s)*b", "a^(t-s+1)*b"), ("conv_n", "a[n]^(t-s)", "a[n]^(t-s+1)"),
    ("gla", "prod(u in s+1..t", "prod(u in s..t"), ("weights", "s+1..t: a[u])", "s+2..t: a[u])"),
    ("majorant", "s+1..t: abs", "s..t: abs"), ("geometric", "(1-r^T)", "(1-r^(T+1))"),
    ("geometric2", "1/(1-r)", "r/(1-r)"), ("lastT", "u in s+1..T", "u in s..T"),
    ("complexpole", "lam^(t-s)*b*x[s]", "lam^(t-s)*b*x[t]"), ("chunk", "sum(r in s+1..t", "sum(r in s..t"),
    ("s4d_conv", "sum(s in 1..t:", "sum(s in 2..t:"), ("start", "prod(u in 1..t", "prod(u in 2..t"),
    ("s4d_kernel", "lam[n]^(t-s)*b[n])", "lam[n]^(t-s+1)*b[n])"),
    ("retnet", "q[t,n]*k[s,n]", "q[s,n]*k[s,n]"),
    ("sT", "a^(T-t)*x[t]", "a^(T-t)*x[T]"), ("b_drive", "a[n]^(t-s)*x[s]", "a[n]^(t-s)*x[t]"),
    ("re_only", "= re(sum", "= im(sum"), ("s4d_noc", "re(sum(n: a[n]", "im(sum(n: a[n]"),
    ("cxT", "a^(T-s)", "a^(T-s+1)"),
    ("fub_start", "a[n]^t*z[n]", "a[n]^(t-1)*z[n]"), ("st_cx", "a[n]^t*z[n]", "a[n]*z[n]"),
    ("skipD", "*x[s]) + D*x[t]", "*x[s]) - D*x[t]"),
    ("constw", "<= 1", "<= 1 - a"), ("energy2", "m*sum(s in 1..t", "m*sum(s in 2..t"),
    ("telescoping", "1 - prod(r in 1..T", "1 - prod(r in 2..T"),
    ("linear attention", "q[t,n]*k[s,n]", "q[s,n]*k[s,n]"),
    ("linear attention", "sum(s in 1..t", "sum(s in 2..t"),
    ("factor", "q[t]*k[s]*v[s]", "q[s]*k[s]*v[s]"), ("linear", "b*sum(n: y[n])", "a*sum(n: y[n])"),
  ])
  func falseSumsAreNotProved(_ name: String, _ old: String, _ new: String) throws {
    let text = try #require(Self.identities[name])
    #expect(text.contains(old))
    #expect(try !isProvedWithoutScript(text.replacing(old, with: new), within: 30_000_000))
  }
}
