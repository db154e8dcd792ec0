import Testing

/// Sums whose data run backward, with kernels that have names: y[t] = Σ_j K[j]·x[t-j].
@Suite struct ConvolutionTests {
  private static let scalar = """
    size T >= 1
    index t in 1..T
    index j in 0..T-1
    real a, b, c, x[t]
    let h[0] = 0
    let h[t] = a*h[t-1] + b*x[t]
    let K[j] = c*a^j*b

    """
  private static let gated = """
    size T >= 1
    index t in 1..T
    index j in 0..T-1
    real a[t], x[t]
    let h[0] = 0
    let h[t] = a[t]*h[t-1] + x[t]

    """
  private static let diagonal = """
    size T >= 1, N >= 1
    index t in 1..T
    index j in 0..T-1
    index n in 1..N
    complex lam[n], b[n], c[n]
    real x[t], D
    let h[0,n] = 0
    let h[t,n] = lam[n]*h[t-1,n] + b[n]*x[t]
    let K[j] = re(sum(n: c[n]*lam[n]^j*b[n]))
    let y[t] = re(sum(n: c[n]*h[t,n])) + D*x[t]

    """
  private static let bounded = """
    size T >= 1
    index t in 1..T
    index j in 0..T-1
    real a in [0, 1), x[t] in [-1, 1]
    real k[j]
    let K[j] = a^j
    let y[t] = sum(j in 0..t-1: K[j]*x[t-j])

    """
  private static let free = """
    size T >= 1
    index t in 1..T
    index j in 0..T-1
    real k[j], x[t]

    """
  private static let selective = """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real A[n] <= 0, delta[t] >= 0, B[t,n], C[t,n], x[t]
    let h[0,n] = 0
    let h[t,n] = exp(delta[t]*A[n])*h[t-1,n] + delta[t]*B[t,n]*x[t]
    let y[t] = sum(n: C[t,n]*h[t,n])
    let S[t] = sum(s in 1..t: delta[s])

    """
  private static let held = """
    size T >= 1
    index t in 1..T
    index j in 0..T-1
    real A < 0, d > 0, x[t] in [-1, 1]
    real B, C
    let h[0] = 0
    let h[t] = exp(d*A)*h[t-1] + d*B*x[t]
    let K[j] = C*exp(A*d*j)*d*B

    """
  /// The masks of structured state-space duality, whose gates' logarithms are added up.
  private static let masked = """
    size T >= 1
    index s, t in 1..T
    real a[t] in (0, 1], l[t] <= 0
    real B[t], C[t], x[t]
    let h[0] = 0
    let h[t] = a[t]*h[t-1] + B[t]*x[t]
    let g[0] = 0
    let g[t] = exp(l[t])*g[t-1] + x[t]
    let L[0] = 0
    let L[t] = L[t-1] + log(a[t])
    let M[0] = 0
    let M[t] = M[t-1] + l[t]
    let P[t] = sum(u in 1..t: log(a[u]))

    """
  /// Conclusions that hold, each with one beside it that does not.
  static let conclusions: [(items: String, holds: String, fails: String)] = [
    (
      scalar, "h[t] = sum(j in 0..t-1: a^j*b*x[t-j])", "h[t] = sum(j in 0..t-1: a^(j+1)*b*x[t-j])"
    ),
    (scalar, "h[T] = sum(j in 0..T-1: a^j*b*x[T-j])", "h[T] = sum(j in 1..T-1: a^j*b*x[T-j])"),
    (scalar, "c*h[t] = sum(j in 0..t-1: K[j]*x[t-j])", "h[t] = sum(j in 0..t-1: K[j]*x[t-j])"),
    (scalar, "c*h[t] = sum(s in 1..t: K[t-s]*x[s])", "c*h[t] = sum(s in 1..t: K[s-1]*x[s])"),
    (
      gated, "h[t] = sum(j in 0..t-1: prod(u in t-j+1..t: a[u])*x[t-j])",
      "h[t] = sum(j in 0..t-1: prod(u in t-j..t: a[u])*x[t-j])"
    ),
    (
      diagonal, "y[t] = sum(j in 0..t-1: K[j]*x[t-j]) + D*x[t]", "y[t] = sum(j in 0..t-1: K[j]*x[t-j])"
    ),
    (
      bounded, "t >= 2 implies y[t] = a*y[t-1] + x[t]", "t >= 2 implies y[t] = a*y[t-1] + x[t-1]"
    ),
    (bounded, "abs(y[t]) <= 1/(1 - a)", "abs(y[t]) <= 1 + a/2"),
    (
      bounded, "abs(sum(j in 0..t-1: a^j*(1 - a)*x[t-j])) <= 1",
      "abs(sum(j in 0..t-1: a^j*(1 - a)*x[t-j])) <= 1 - a"
    ),
    (
      bounded, "abs(sum(j in 0..t-1: k[j]*x[t-j])) <= sum(j: abs(k[j]))",
      "abs(sum(j in 0..t-1: k[j]*x[t-j])) <= sum(j: k[j])"
    ),
    (
      bounded, "abs(sum(j in 0..t-1: k[j]*x[t-j])) <= sum(j in 0..t-1: abs(k[j]))",
      "abs(sum(j in 0..t-1: k[j]*x[t-j])) <= sum(j in 1..t-1: abs(k[j]))"
    ),
    (bounded, "sum(j in 0..t-1: a^j*x[t-j]) <= t", "sum(j in 0..t-1: a^j*x[t-j]) <= t - 1/2"),
    (
      selective,
      "y[t] = sum(s in 1..t: sum(n: C[t,n]*exp(A[n]*sum(u in s+1..t: delta[u]))*B[s,n])*delta[s]*x[s])",
      "y[t] = sum(s in 1..t: sum(n: C[t,n]*exp(A[n]*sum(u in s..t: delta[u]))*B[s,n])*delta[s]*x[s])"
    ),
    (
      selective, "h[t,n] = sum(s in 1..t: exp(A[n]*(S[t] - S[s]))*delta[s]*B[s,n]*x[s])",
      "h[t,n] = sum(s in 1..t: exp(A[n]*S[t])*delta[s]*B[s,n]*x[s])"
    ),
    (held, "C*h[t] = sum(j in 0..t-1: K[j]*x[t-j])", "C*h[t] = sum(j in 0..t-1: K[j+0]*x[j+1])"),
    (
      held, "h[t] = sum(s in 1..t: exp(A*d*(t-s))*d*B*x[s])",
      "h[t] = sum(s in 1..t: exp(A*d*(t-s+1))*d*B*x[s])"
    ),
    (
      held, "abs(sum(s in 1..t: exp(A*d*(t-s))*x[s])) <= 1/(1 - exp(A*d))",
      "abs(sum(s in 1..t: exp(A*d*(t-s))*x[s])) <= 1/(1 + exp(A*d))"
    ),
    (
      masked, "C[t]*h[t] = sum(s in 1..t: C[t]*exp(sum(u in s+1..t: log(a[u])))*B[s]*x[s])",
      "C[t]*h[t] = sum(s in 1..t: C[t]*exp(sum(u in s..t: log(a[u])))*B[s]*x[s])"
    ),
    (
      masked, "h[t] = sum(s in 1..t: exp(L[t] - L[s])*B[s]*x[s])",
      "h[t] = sum(s in 1..t: exp(L[t] - L[s-1])*B[s]*x[s])"
    ),
    (masked, "g[t] = sum(s in 1..t: exp(M[t] - M[s])*x[s])", "g[t] = sum(s in 1..t: exp(M[s] - M[t])*x[s])"),
    (
      masked, "h[t] = sum(s in 1..t: exp(P[t] - P[s])*B[s]*x[s])",
      "h[t] = sum(s in 1..t: exp(P[t] - P[1])*B[s]*x[s])"
    ),
    (
      masked, "s <= t implies exp(P[t] - P[s]) = prod(u in s+1..t: a[u])",
      "s <= t implies exp(P[t] - P[s]) = prod(u in s..t: a[u])"
    ),
    (
      masked, "s <= t implies exp(L[t] - L[s]) = prod(u in s+1..t: a[u])",
      "exp(L[t] - L[s]) = prod(u in s+1..t: a[u])"
    ),
    (
      free, "sum(j in 0..t-1: k[j]*x[t-j]) = sum(s in 1..t: k[t-s]*x[s])",
      "sum(j in 0..t-1: k[j]*x[t-j]) = sum(s in 1..t: k[s-1]*x[s])"
    ),
    (
      free, "sum(j in 0..t-1: x[t-j]) = sum(s in 1..t: x[s])",
      "sum(j in 1..t-1: x[t-j]) = sum(s in 1..t: x[s])"
    ),
    (
      free, "prod(j in 0..t-1: x[t-j]) = prod(s in 1..t: x[s])",
      "prod(j in 0..t-1: x[t-j]) = prod(s in 1..T: x[s])"
    ),
  ]

  @Test(arguments: conclusions.indices) func convolutions(_ k: Int) throws {
    let (items, holds, fails) = Self.conclusions[k]
    #expect(try isProvedWithoutScript(items + "conclude " + holds, within: 500_000_000), "\(holds)")
    #expect(try !isProvedWithoutScript(items + "conclude " + fails, within: 30_000_000), "\(fails)")
  }
}
