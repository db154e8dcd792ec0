import Testing

/// Derivatives exist where the language says.
@Suite struct DerivativeTests {
  /// A parameter is a number of its own, whatever stands for it.
  @Test func parametersAreNoVariables() throws {
    let reason = "a derivative by a function's parameter"
    #expect(try refusal("real x let f(u) = diff(u*x, u) conclude f(x) = 2*x") == reason)
    #expect(try refusal("let f(u, v) = diff(u*v, u) conclude forall real w: f(w, w) = 2*w") == reason)
  }

  @Test func realsAreDifferentiatedBy() throws {
    let items =
      "size N in 2..2 index t in 1..N real a[t] conclude forall real w: diff(prod(t: w + a[t]), w) ="
    #expect(try verdicts("\(items) 2*w + a[1] + a[2]", sizes: [2], [[1, 2]])[1] == "holds")
    #expect(try verdicts("\(items) 2*w + a[1]", sizes: [2], [[1, 2]]) == bothViolated)
  }

  /// At a jump, a corner or the end of where it is defined there is no derivative, also where the term cancels.
  @Test(arguments: [
    "diff(0*sqrt(x), x) = 0", "diff(sqrt(x) - sqrt(x), x) = 0", "diff(sqrt(x)^0, x) = 0", "f(sqrt(x)) = 0",
    "diff(g, x) = 0", "diff(h[N], x) = 0", "diff(diff(0*sqrt(x)*y, x), y) = 0", "diff(re(i*sqrt(x)), x) = 0",
    "diff(max(sqrt(x), sqrt(x))*0, x) = 0", "diff(sum(k in 1..N: 0*sqrt(x)), x) = 0",
    "diff(sqrt(x)^2, x) = 1", "x >= 0 implies diff(sqrt(x), x) > -1", "diff(abs(x), x) = diff(abs(x), x)",
  ])
  func noDerivativeAtZero(_ formula: String) throws {
    let items = """
      size N in 1..2 index t in 1..N real x, y let f(u) = diff(0*u, x) let g = 0*sqrt(x)
      let h[0] = 0*sqrt(x) let h[t] = h[t-1]*y + 1 conclude \(formula)
      """
    #expect(try verdicts(items, sizes: [2], [[0], [1]]) == bothUndefined)
    #expect(try verdicts(items, sizes: [2], [[1], [1]])[1] != "undefined")
  }

  /// Conditions on what is differentiated by: the sides may differ.
  @Test(arguments: [
    "diff(if x > 0 then 1 else 2, x) = 0", "diff(if sqrt(x) >= 0 then x else x, x) = 1",
    "diff(0/(if x >= 0 then 1 else 0*x), x) = 0", "f(if x > 0 then 1 else 2) = 0", "diff(g, x) = 0",
    "diff(sum(k in 1..2 with k > x: 1), x) = 0", "diff(abs(if x > 0 then 1 else 2), x) = 0",
  ])
  func conditionsThatMove(_ formula: String) throws {
    let items = "real x, y let f(u) = diff(u, x) let g = if x > y then 1 else 2 conclude \(formula)"
    #expect(try refusal(items) == "a derivative by what the condition of an 'if' rests on")
  }

  /// Other conditions stand still.
  @Test func conditionsThatStand() throws {
    let items = "real x, y conclude diff(if y > 0 then x^2 else 3*x, x) ="
    #expect(try verdicts("\(items) 4", [[2], [1]]) == bothHold)
    #expect(try verdicts("\(items) 3", [[2], [0]]) == bothHold)
    #expect(try verdicts("\(items) 3", [[2], [1]]) == bothViolated)
  }

  @Test func ownDefinitions() throws {
    for value in [
      "diff(h[t-1]*x, x)", "diff(0*h[t-1] + x, x)", "f(h[t-1])", "sum(k in 1..t: diff(h[k-1], x))",
    ] {
      let items = """
        size N index t in 1..N real x let f(u) = diff(u*x, x) let h[0] = sqrt(x) let h[t] = \(value) conclude h[N] = 0
        """.replacing("size N ", with: "size N >= 1 ")
      #expect(try refusal(items) == "a derivative of 'h' in its own definition")
    }
  }

  /// By two elements, of one variable and of two.
  @Test func derivativesOfDerivatives() throws {
    let items = """
      size N in 2..2 index s, t in 1..N real a[t], x let h[0] = x let h[t] = h[t-1]*a[t] + x
      conclude diff(diff(h[N], a[s]), a[t]) = (if s = t then 0 else x) and diff(diff(h[N], x), a[s]) =
      """
    #expect(
      try verdicts("\(items) (if s = 1 then a[2] else a[1] + 1)", sizes: [2], [[2, 3], [5]]) == bothHold)
    #expect(
      try verdicts("\(items) (if s = 1 then a[2] else a[1])", sizes: [2], [[2, 3], [5]]) == bothViolated)
  }
}
