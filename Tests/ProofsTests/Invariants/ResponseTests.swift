import Elaboration
import Inputs
import Proofs
import TestSupport
import Testing

/// Sums of derivatives over the place of the input: total influence, and what is left of it.
@Suite struct ResponseTests {
  private static func state(
    _ gate: String, _ drive: String, _ domain: String = "[0, 1]", more: String = ""
  ) -> String {
    """
    size T >= 1
    index s, t in 1..T
    \(more)
    real a[t] in \(domain)
    real x[t]
    let h[0] = 0
    let h[t] = \(gate)*h[t-1] + \(drive)

    """
  }
  private static let normalised = state("a[t]", "(1 - a[t])*x[t]")
  private static let steady = state("r", "x[t]", more: "real r in (0, 1)")
  private static let signed = state("a[t]", "x[t]", "[-r, r]", more: "real r in (0, 1)")
  private static let selective = state(
    "exp(-A*a[t])", "(1 - exp(-A*a[t]))*x[t]", "[0, 10]", more: "real A in (0, 5]")
  private static let rooted = state("a[t]", "sqrt(1 - a[t]^2)*x[t]", "[0, r]", more: "real r in [0, 1)")
  private static let output =
    state("a[t]", "(1 - a[t])*x[t]", more: "real c in [-1, 1]") + "let y[t] = c*h[t]\n"
  private static let influence = "sum(s in 1..t: abs(diff(h[t], x[s])))"

  @Test(arguments: [
    normalised + "conclude \(influence) <= 1", normalised + "conclude sum(s: abs(diff(h[T], x[s]))) <= 1",
    normalised + "conclude sum(s in 1..t: diff(h[t], x[s])) = 1 - prod(u in 1..t: a[u])",
    normalised.replacing("+ (1", with: "- (1") + "conclude \(influence) <= 1",
    steady + "conclude \(influence) <= 1/(1 - r)", signed + "conclude \(influence) <= 1/(1 - r)",
    signed + "conclude sum(s in 1..T: abs(diff(h[T], x[s]))) <= 1/(1 - r)",
    selective + "conclude \(influence) <= 1", rooted + "conclude \(influence) <= 1/(1 - r)",
    rooted + "conclude sum(s in 1..t: diff(h[t], x[s])^2) <= 1",
    output + "conclude sum(s in 1..T: abs(diff(y[T], x[s]))) <= 1",
  ])
  func totalInfluenceIsBounded(_ text: String) throws {
    #expect(try isProvedWithoutScript(text))
  }

  @Test(arguments: [
    normalised + "conclude \(influence) <= 1 - 1/1000", normalised + "conclude \(influence) <= 1 - a[t]",
    normalised + "conclude sum(s in 1..t: diff(h[t], x[s])) = 1",
    normalised.replacing("[0, 1]", with: "[-1, 1]") + "conclude \(influence) <= 1",
    steady + "conclude \(influence) <= 1/(1 - r) - 2*r^t", steady + "conclude \(influence) <= 1 + r",
    signed + "conclude sum(s in 1..t: diff(h[t], x[s])) >= 0",
    signed + "conclude \(influence) <= 1/(1 - r) - 1/1000",
    signed.replacing("[-r, r]", with: "[-r, 1]") + "conclude \(influence) <= 1/(1 - r)",
    rooted + "conclude \(influence) <= 1",
    output.replacing("c in [-1, 1]", with: "c in [-2, 1]") + "conclude sum(s: abs(diff(y[T], x[s]))) <= 1",
  ])
  func whatIsFalseIsNotProved(_ text: String) throws {
    #expect(try !isProvedWithoutScript(text, within: 50_000_000))
  }

  private static let window = "sum(s in 1..t-K: abs(diff(h[t], x[s])))"
  private static func delayed(_ state: String) -> String {
    state.replacing("size T >= 1", with: "size T >= 1, K >= 1")
  }
  private static let bounded = delayed(state("a[t]", "(1 - a[t])*x[t]", "[0, r]", more: "real r in (0, 1)"))

  /// What is left of inputs at least K steps ago.
  @Test func tails() throws {
    for text in [
      Self.bounded + "conclude \(Self.window) <= r^K",
      Self.bounded + "conclude t > K implies \(Self.window) <= r^K",
      Self.delayed(Self.steady) + "conclude \(Self.window) <= r^K/(1 - r)",
      Self.delayed(Self.signed) + "conclude \(Self.window) <= r^K/(1 - r)",
    ] {
      #expect(try isProvedWithoutScript(text, within: 400_000_000), "\(text)")
    }
    for text in [
      Self.bounded + "conclude \(Self.window) <= r^(K + 1)",
      Self.bounded.replacing("a[t] in [0, r]", with: "a[t] in [0, 1]") + "conclude \(Self.window) <= r^K",
      Self.delayed(Self.steady) + "conclude \(Self.window) <= r^K",
      Self.delayed(Self.steady) + "conclude sum(s in 1..t-K+1: abs(diff(h[t], x[s]))) <= r^K/(1 - r)",
    ] {
      #expect(try !isProvedWithoutScript(text, within: 50_000_000), "\(text)")
    }
  }

  private static let forget = """
    size T >= 1
    index s, t in 1..T
    real g in [0, 1)
    real u[t]
    let f[t] = g + (1 - g)*sigmoid(u[t])

    """

  /// Products of gates beside a power: the factors say it.
  @Test func productsBesidePowers() throws {
    #expect(
      try isProvedWithoutScript(Self.forget + "conclude s < t implies prod(j in s+1..t: f[j]) >= g^(t-s)"))
    #expect(
      try isProvedWithoutScript(
        Self.forget + "conclude s < t implies prod(j in s+1..t: g + (1 - g)*sigmoid(u[j])) >= g^(t-s)"))
    #expect(
      try !isProvedWithoutScript(
        Self.forget + "conclude s < t implies prod(j in s+1..t: f[j]) <= g^(t-s)", within: 50_000_000))
    #expect(
      try !isProvedWithoutScript(
        Self.forget + "conclude s < t implies prod(j in s+1..t: f[j]) >= (g + 1/1000)^(t-s)",
        within: 50_000_000))
  }

  private static let memory = """
    size T >= 1
    index t in 1..T
    real f[t] in [0, 1], g[t] in [0, 10], v[t] in [-1, 1]
    let C[0] = 0
    let n[0] = 0
    let C[t] = f[t]*C[t-1] + g[t]*v[t]
    let n[t] = f[t]*n[t-1] + g[t]

    """

  /// What a member of a maximum bounds, the maximum does: the normaliser of mLSTM.
  @Test func membersOfAMaximum() throws {
    for conclusion in ["abs(C[t]) <= max(n[t], 1)", "abs(C[t]/max(n[t], 1)) <= 1", "min(-n[t], -1) <= C[t]"] {
      #expect(
        try isProvedWithoutScript(Self.memory + "conclude " + conclusion, within: 300_000_000),
        "\(conclusion)")
    }
    for conclusion in ["abs(C[t]) <= min(n[t], 1)", "abs(C[t]/max(n[t], 1)) <= 99/100"] {
      #expect(
        try !isProvedWithoutScript(Self.memory + "conclude " + conclusion, within: 50_000_000),
        "\(conclusion)")
    }
  }
}
