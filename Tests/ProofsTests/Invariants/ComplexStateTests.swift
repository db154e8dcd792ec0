import Testing

/// Bounds of states with complex gates: LRU's poles in polar form, S4D's with a bound of their moduli.
@Suite struct ComplexStateTests {
  private static let polar = """
    size T >= 1
    index t in 1..T
    real r in [0, 1), th
    real x[t] in [-1, 1]
    let h[0] = 0
    let h[t] = r*exp(i*th)*h[t-1] + x[t]

    """
  private static let stable = """
    size T >= 1
    index t in 1..T
    real nu, th
    real m >= 0
    complex x[t]
    assume max(t: abs(x[t])) <= m
    let h[0] = 0
    let h[t] = exp(-exp(nu) + i*th)*h[t-1] + x[t]

    """
  private static let diagonal = """
    size T >= 1, N >= 1
    index t in 1..T
    index n in 1..N
    real rho in [0, 1)
    complex lam[n], B[n]
    real x[t] in [-1, 1]
    assume max(n: abs(lam[n])) <= rho
    let h[0,n] = 0
    let h[t,n] = lam[n]*h[t-1,n] + B[n]*x[t]

    """
  /// Conclusions that hold, each with one beside it that does not.
  static let conclusions: [(items: String, holds: String, fails: String)] = [
    (polar, "abs(h[t]) <= 1/(1 - r)", "abs(h[t]) <= r/(1 - r)"),
    (stable, "abs(h[t]) <= m/(1 - exp(-exp(nu)))", "abs(h[t]) <= m/(1 + exp(-exp(nu)))"),
    (diagonal, "abs(h[t,n]) <= abs(B[n])/(1 - rho)", "abs(h[t,n]) <= abs(re(B[n]))/(1 - rho)"),
  ]

  @Test(arguments: conclusions.indices) func statesStayBounded(_ k: Int) throws {
    let (items, holds, fails) = Self.conclusions[k]
    #expect(try isProvedWithoutScript(items + "conclude " + holds, within: 1_000_000_000), "\(holds)")
    #expect(try !isProvedWithoutScript(items + "conclude " + fails, within: 100_000_000), "\(fails)")
  }
}
