import Elaboration
import Testing

/// What is not defined everywhere is used only once it was shown that it is.
@Suite struct StageTests {
  @Test func hypothesesThatAreDefinedComeFirst() throws {
    let stages = try elaboration("real x assume 1/x > 0 assume x /= 0 conclude x > 0").stages
    #expect(stages.map { $0.assumed.map(\.name) } == [["assume2"], ["assume1"]])
    #expect(stages.map { $0.goals.map(\.what) } == [["the divisor is not 0"], ["the conclusion"]])
  }

  /// A hypothesis that uses what another one asked for is not used to show that.
  @Test(arguments: [
    ("", "1/x"), ("let g = 1/x", "g"),
    ("let f[0] = 0 let f[t] = g[t-1] + 1/x let g[0] = 0 let g[t] = f[t]", "f[N] + 0*g[N]"),
    ("let h[0] = 1 let h[t] = abs(x) + h[t-1]", "diff(h[N], x)"), ("let f(u) = u/x", "f(2)"),
    ("let q[t] = y/x", "q[1]"), ("let f(u) = 0*u", "f(1/x)"),
  ])
  func partialHypotheses(_ lets: String, _ term: String) throws {
    let items = "size N in 2..2 index t in 1..N real x, y \(lets)"
    // The second is false as a polynomial, whatever x is.
    let both = "\(items) assume \(term) > 0 assume 0*(\(term)) = 1 conclude x > 0"
    #expect(try verdicts(both, sizes: [2], [[0], [1]]) == bothUndefined)
    #expect(try elaboration(both).stages[0].assumed.isEmpty)
  }

  @Test func partsOfMutualRecursionAreAsPartialAsTheWhole() throws {
    let items = """
      size N in 2..2 index t in 1..N real x
      let f[0] = 0 let f[t] = g[t-1] + 1/x let g[0] = 0 let g[t] = f[t]
      assume f[N] > 0 assume 0*g[N] = 1 conclude x > 0
      """
    #expect(try verdicts(items, sizes: [2], [[0]]) == bothUndefined)
  }

  /// A maximum of nothing makes an instance vacuous, whatever else is not defined there.
  @Test func extremaOfNothing() throws {
    let items = """
      size N in 1..2 index t in 1..N real x, a[t]
      assume x*max(k in 1..N-1: a[k]) = 1 assume 1/x > 0 conclude x /= 0
      """
    #expect(try verdicts(items, sizes: [1], [[0], [1]]) == ["vacuous", "vacuous"])
    #expect(try verdicts(items, sizes: [2], [[0], [1, 1]]) == ["vacuous", "vacuous"])
    #expect(try verdicts(items, sizes: [2], [[1], [1, 1]]) == bothHold)
  }

  /// In what is to be shown, a part is defined under what stands before it.
  @Test func guardedParts() throws {
    for formula in [
      "x /= 0 implies 1/x = 1/x", "x = 0 or 1/x /= 0", "x /= 0 and 1/x > 0 implies x > 0",
      "forall t with x > t: 1/x > 0", "(if x = 0 then 0 else 1/x) = 0 or x /= 0",
      "t = 1 or x/(t - 1) = x/(t - 1)",
      "sum(t with t > 1: x/(t - 1)) = x", "not (x /= 0 and 1/x = 0)",
    ] {
      let items = "size N in 2..2 index t in 1..N real x conclude \(formula)"
      #expect(try verdicts(items, sizes: [2], [[0]]) == bothHold, "\(formula)")
    }
    for formula in [
      "1/x = 1/x", "x > 1 or 1/x > 0", "x/(t - 1) = 0", "0*(1/x) = 0", "(if 1/x > 0 then 1 else 1) = 1",
    ] {
      let items = "size N in 2..2 index t in 1..N real x conclude \(formula)"
      #expect(try verdicts(items, sizes: [2], [[0]]) == bothUndefined, "\(formula)")
    }
  }

  @Test func domains() throws {
    let items =
      "size N in 2..2 index t in 1..N real x in (0, 1], y[t] in [x, 2) conclude y[1] > 0 and y[1] < 2"
    #expect(try verdicts(items, sizes: [2], [[0], [0, 0]]) == ["vacuous", "vacuous"])
    #expect(try verdicts(items, sizes: [2], [[1], [1, 2]]) == ["vacuous", "vacuous"])
    #expect(try verdicts(items, sizes: [2], [[1], [1, 1]]) == bothHold)
  }

  /// Exponents below 0, 0 and above, also where nothing is.
  @Test func exponents() throws {
    let items = "size N in 0..2 real x conclude"
    #expect(try verdicts("\(items) x^0 = 1 and x^N = 1", sizes: [0], [[0]]) == bothHold)
    #expect(try verdicts("\(items) x^N = 0", sizes: [1], [[0]]) == bothHold)
    #expect(try verdicts("\(items) x^(-N-1) = 2", sizes: [1], [[0]]) == bothUndefined)
    #expect(try verdicts("\(items) x^(-N-1) = 1/4", sizes: [1], [[2]]) == bothHold)
    #expect(try verdicts("\(items) forall k in N+1..N: x^(-1) = 2", sizes: [1], [[0]]) == bothHold)
    #expect(try refusal("\(items) x^(N-1) = 1") == "the sign of the exponent N-1 is not known")
  }
}
