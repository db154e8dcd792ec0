import Foundation
import Testing

@testable import Claims
@testable import Inputs

/// What the typed theorem says, part by part.
@Suite struct MeaningTests {
  // MARK: Free names

  @Test func freeNamesAreQuantifiedEachFormulaByItself() throws {
    let x = try theorem(
      around:
        "index k in 1..t index m in k..t real c[t], d[t,k] assume c[t] <= 1 assume c[1] <= 2 assume d[t,k] <= c[t]",
      conclude: "forall s: c[s] <= c[m]")
    #expect(x.hypotheses.map { $0.free.map(\.name) } == [["t"], [], ["t", "k"]])
    // m needs t and k, and they come before it.
    #expect(x.conclusions[0].free.map(\.name) == ["t", "k", "m"])
  }

  @Test func aRangeOfAFreeNameNeverSeesABinder() throws {
    // k (free) ranges to the free t, not to the t that max binds.
    let x = try theorem(around: "index k in 1..t real c[t]", conclude: "max(t: c[t]*k) >= 0")
    let free = x.conclusions[0].free
    #expect(free.map(\.name) == ["t", "k"])
    guard case .index(let upper) = free[1].range.upper else {
      Issue.record("k's range ends with an index")
      return
    }
    #expect(upper == free[0].slot)
  }

  @Test func aRangeOfABinderSeesTheBindersAroundIt() throws {
    let x = try theorem(around: "index k in 1..t real c[t]", conclude: "max(t: sum(k: c[k])) >= 0")
    #expect(x.conclusions[0].free.isEmpty)
    let y = try theorem(around: "index k in 1..t real c[t]", conclude: "sum(k: c[k]) >= 0")
    #expect(y.conclusions[0].free.map(\.name) == ["t"])
  }

  @Test func aBinderMayReuseItsIndexName() throws {
    for text in [
      "b[t] <= max(t: b[t])", "sum(t in 1..t - 1: b[t]) <= 1", "sum(t: sum(t: b[t])) <= 1",
      "forall t, s in 1..t-1: b[s] <= b[t]", "forall k in 0..1: b[1] <= k",
    ] {
      #expect(message("real b[t]", conclude: text) == "", "\(text)")
    }
  }

  @Test func everyBindingHasASlotOfItsOwn() throws {
    let x = try theorem(
      around:
        "real b[t] let f(u) = u let h[t] = sum(t in 1..t: b[t]) + f(1)",
      conclude: "forall real w: gaussian(v: v*w) <= sum(t: b[t])*b[t]")
    // Variable, left side, its sum, the free t, the sum in the conclusion; u, w, v.
    #expect(x.indexSlotCount == 5)
    #expect(x.valueSlotCount == 3)
  }

  // MARK: Left sides

  @Test func patterns() throws {
    let x = try theorem(
      around:
        """
        let h[0] = 0 let h[T + 1] = 0 let h[t] = 1
        let g[t+1] = 1 let g[1] = 2
        let q[t - 1] = 1
        let r[1 + t] = 1
        let p[t + N - 1, 2*N] = 1
        """)
    func patterns(_ name: String) -> [[Equation.Pattern]] {
      guard let definition = x.definitions.first(where: { $0.name == name }),
        case .family(let equations) = definition.kind
      else { return [] }
      return equations.map(\.patterns)
    }
    func offset(_ name: String) throws -> [Int] {
      try patterns(name).flatMap { $0 }.map { pattern in
        switch pattern {
        case .constant(let term), .index(_, let term): try term.evaluateIndex(sizes: [5, 7], slots: [])
        }
      }
    }
    #expect(try offset("h") == [0, 6, 0])
    #expect(try offset("g") == [1, 1])
    #expect(try offset("q") == [-1])
    #expect(try offset("r") == [1])
    #expect(try offset("p") == [6, 14])
    if case .family(let equations)? = x.definitions.first?.kind {
      #expect(equations.map(\.constantCount) == [1, 1, 0])
    }
  }

  @Test func tiesThatAreNotCertainAreLeftToTheEvaluation() {
    #expect(message("let h[1,t] = 0 let h[t,1] = 0") == "")
    #expect(message("let h[0] = 0 let h[T] = 0") == "")
    #expect(message("let h[t] = 0 let h[t + 1] = 0") == "")
    #expect(message("index k in 2..T let h[t] = 0 let h[k] = 0") == "")
    #expect(message("let h[t - 1] = 0 let h[s - 1] = 0").contains("covers the same elements"))
    #expect(message("let h[t, n] = 0 let h[s, n] = 0").contains("covers the same elements"))
    #expect(message("let h[N + 1] = 0 let h[N+1] = 0").contains("covers the same elements"))
  }

  @Test func cyclesThatAreNotCertainAreLeftToTheEvaluation() {
    #expect(message("let h[0] = 0 let h[t] = h[t-1]") == "")
    #expect(message("let h[t] = h[t+1]") == "")
    #expect(message("let c = if T <= 1 then 0 else c") == "")
    #expect(message("let f(u) = u + h[0] let h[0] = 1 let h[t] = f(h[t-1])") == "")
    #expect(message("let p[s,t] = p[t,s]") == "")
    #expect(message("let c = if c <= 1 then 0 else 1").contains("c → c"))
    #expect(message("let c = sum(t: c*t)").contains("c → c"))
    #expect(message("let p[s,t] = 1 + p[s,t]").contains("p → p"))
  }

  // MARK: Complex numbers

  @Test func complexityIsInferredThroughRecursion() throws {
    let x = try theorem(
      around:
        """
        complex z
        let a[0] = 0 let a[t] = b[t-1] let b[0] = 1 let b[t] = a[t-1]*z
        let c = abs(a[1]) let d[t] = re(b[t]) let e = if 1 <= T then z else 0
        let square(u) = u^2 let modulus(u) = abs(u)
        let p = square(2) let q = square(z) let r = modulus(z)
        """)
    let complex = Set(x.definitions.filter(\.isComplex).map(\.name))
    #expect(complex == ["a", "b", "e", "square", "q"])
  }

  @Test func whatIsAllowedOfComplexNumbers() {
    let declarations = "real a complex z, Z[t] let f(u) = u*conj(u) "
    for text in [
      "z = a", "z /= 1 + i", "abs(z) <= 1", "re(z) < im(z)", "sqrt(z) = exp(z)", "log(z) = sin(z) + cos(z)",
      "z^0.5 = a", "z^z = 1", "2^i = z", "max(t: abs(Z[t])) <= 1", "sum(t: Z[t]) = prod(t: Z[t])",
      "f(a) <= 1", "f(z) = 1", "re(f(z)) <= 1", "(if a <= 1 then z else 0) = 0", "gaussian(x: x*z) = 0",
      "diff(a*z, a) = z", "forall real w: abs(1/(1 - z*exp(-i*w))) <= 1", "max(re(z), a) >= 0",
    ] {
      #expect(message(declarations, conclude: text) == "", "\(text)")
    }
    for text in [
      "z <= a", "a <= z", "a <= 1 <= z", "max(z, 1) = 1", "max(t: Z[t]) = 1", "sigmoid(z) = 1",
      "softplus(z) = 1", "silu(z) = 1", "tanh(i) = 1", "f(z) <= 1", "z^2 <= 1", "sqrt(z) <= 1",
      "sum(t: Z[t]) <= 1", "(if a <= 1 then z else 0) <= 0", "gaussian(x: x*z) <= 0", "conj(z) <= 1",
      "forall real w in [0, z]: w <= 1", "exp(i*a) <= 1", "diff(a*z, a) <= 1",
    ] {
      #expect(message(declarations, conclude: text).contains("can be complex"), "\(text)")
    }
  }

  // MARK: Domains

  @Test func domains() throws {
    let x = try theorem(
      around:
        "real a in [0, 1), b in (-inf, inf), c <= 2, d > b, e in [-inf, a], f[t] in [t, T], g < inf, h")
    let shapes = x.variables.map { variable -> String in
      guard let domain = variable.domain else { return "none" }
      let low = domain.lower.map { $0.isClosed ? "[" : "(" } ?? "-"
      let high = domain.upper.map { $0.isClosed ? "]" : ")" } ?? "-"
      return low + high
    }
    #expect(shapes == ["[)", "--", "-]", "(-", "-]", "[]", "--", "none"])
  }

  @Test func constantDomains() {
    for text in ["[1, 1]", "[0, 1)", "(0, 1/3]", "[-inf, inf]", "[pi, 3]", "[2^-1, 0.5]", "[T, 1]"] {
      #expect(message("real a in \(text)") == "", "\(text)")
    }
    for text in [
      "[2, 1]", "(1, 1]", "[1, 1)", "[0.1, 1/10)", "(inf, inf)", "[0, -inf)", "[2^2, 3]", "[max(1, 2), 1]",
      "[sqrt(4), 1]", "(1e-9999, 1e-9999)",
    ] {
      #expect(message("real a in \(text)").contains("domain is empty"), "\(text)")
    }
  }

  // MARK: Zero divisors

  @Test func divisors() {
    for text in [
      "0", "(1 - 1)", "0^2", "(2*3 - 6)", "(0*i)", "abs(-0)", "min(0, 1)", "(1/2 - 0.5)", "sin(0)",
    ] {
      #expect(message("real a", conclude: "a/\(text) <= 1").hasPrefix("division by zero"), "\(text)")
    }
    for text in ["T", "(T - T)", "a", "(a - a)", "0^0", "1e-10000", "(2^100000 - 2^100000*0)", "(1/3)"] {
      #expect(message("real a", conclude: "a/\(text) <= 1") == "", "\(text)")
    }
  }

  @Test func hypothesesOfIndices() {
    for text in [
      "s < t", "1 <= 2", "forall t: t <= T", "sum(t: t) <= T^2", "sqrt(T) >= 1", "exists s: s = T",
    ] {
      #expect(message("assume \(text)").contains("'with' is meant"), "\(text)")
    }
    for text in ["a*t <= 1", "forall real w: w^2 >= 0", "c <= T", "forall t with t < T: a <= t"] {
      #expect(message("real a let c = 1 assume \(text)") == "", "\(text)")
    }
  }

  @Test func derivativesByEveryKindOfName() throws {
    #expect(
      message(
        "real a, b[t] let f(u, v) = diff(u^2*v, u) let g(u) = diff(f(u, a), a)",
        conclude:
          "forall real w: diff(diff(g(w), w)*b[1], b[T - 1]) = 0 and diff(w, w) = gaussian(x: diff(x, x))")
        == "")
  }

  @Test func severalConclusionsAndSources() throws {
    let x = try theorem(
      around: "source \"a\" note \"b\" source \"c\" real y conclude y <= 1", conclude: "y >= 0")
    #expect(x.sources == ["a", "c"])
    #expect(x.notes == ["b"])
    #expect(x.conclusions.count == 2)
    #expect(x.expectation == nil)
  }

  @Test func theOrderOfDeclarationsIsFree() throws {
    let text = """
      theorem x conclude h[T] <= m let h[t] = h[t-1] + b[t] real b[t] in [0, m] let h[0] = 0
      index t in s..T index s in 1..T real m size T >= 1 end
      """
    // t ranges from s, which is free nowhere but in claims: the variable b is refused, as it should be.
    #expect(failure(text).contains("the range of 't' uses the index 's'"))
    let fixed = text.replacingOccurrences(of: "index t in s..T index s in 1..T", with: "index t in 1..T")
    #expect(failure(fixed) == "")
  }
}
