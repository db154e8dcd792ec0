import Testing

@testable import Elaboration

/// Means over a standard normal number (`gaussian`): of polynomials in it, by moments.
@Suite struct MeanTests {
  @Test(arguments: [
    ("gaussian(u: u)", "0"), ("gaussian(u: u^6)", "15"), ("gaussian(u: x)", "x"),
    ("gaussian(u: (x*u + y)^4)", "3*x^4 + 6*x^2*y^2 + y^4"), ("gaussian(u: u/y)", "0"),
    ("gaussian(u: gaussian(v: (u + v*x)^2))", "1 + x^2"), ("re(gaussian(u: (u + i*x)^2))", "1 - x^2"),
    ("gaussian(u: sqrt(y)*u^2)", "sqrt(y)"), ("gaussian(u: u*gaussian(v: v + 1))", "0"),
    ("gaussian(u: diff(u^3*x, u))", "3*x"), ("diff(gaussian(u: (x*u)^4), x)", "12*x^3"),
    ("gaussian(u: max(u, u)^2)", "1"),
    ("gaussian(u: u^2*(if x > 1 then y else 1))", "(if x > 1 then y else 1)"),
    ("m(x)", "x^2 + 3*y"), ("gaussian(u: m(u))", "1 + 3*y"), ("q[2]", "x^4 + x^2 + 1"),
  ])
  func polynomials(_ mean: String, _ value: String) throws {
    let items = """
      size N in 2..2 index t in 1..N real x, y let m(a) = gaussian(w: (a + w)^2 - 1 + 3*w^2*y)
      let q[0] = 1 let q[t] = gaussian(w: (x*w)^2*q[t-1] + w + 1) conclude \(mean) =
      """
    #expect(try verdicts("\(items) \(value)", sizes: [2], [[3], [4]]) == bothHold)
    #expect(try verdicts("\(items) \(value) + 1/7", sizes: [2], [[3], [4]]) == bothViolated)
  }

  /// Coefficients have to be defined, also where they do not count.
  @Test(arguments: ["gaussian(u: u/x) = 0", "gaussian(u: 0*u^2/x) = 0", "gaussian(u: u*log(x)) = 0"])
  func coefficients(_ formula: String) throws {
    #expect(try verdicts("real x conclude \(formula)", [[0]]) == bothUndefined)
    #expect(try verdicts("real x conclude \(formula)", [[2]]) == bothHold)
  }

  @Test(arguments: [
    "abs(u)", "exp(u)", "max(u, x)", "if u > 0 then u else 0", "if x > 0 then u else 0", "sum(t: u)", "u^N",
    "re(exp(i*u))",
    "diff(abs(x - x)*u^2 + prod(t: u), u)",
  ])
  func whatIsNoPolynomial(_ body: String) throws {
    let items = "size N in 2..3 index t in 1..N real x conclude gaussian(u: \(body)) = 0"
    #expect(try refusal(items) == "the mean of what is no polynomial")
  }

  /// At w = 0 the mean is defined and beside it not, so that it has no derivative there.
  @Test(arguments: [
    "1/u", "0/u", "0*log(1 + x*u)", "0*sqrt(u^2)", "0*log(u^2 + 1)", "if u > 1 then 0 else 0/x", "u^(-1)*u",
    "gaussian(v: 0/(u - v))", "0*abs(u)^(1/2)",
  ])
  func whatIsNotDefinedEverywhere(_ body: String) throws {
    let items = "real x conclude gaussian(u: \(body)) = 0"
    #expect(try refusal(items) == "the mean of what is not defined at each value of its variable")
    #expect(
      try refusal("real x conclude diff(gaussian(u: \(body)), x) = 0")
        == "the mean of what is not defined at each value of its variable")
  }

  /// Each mean has a number of its own, which the claim's names leave alone.
  @Test func names() throws {
    let found = try elaboration("real normal1 conclude gaussian(u: gaussian(v: u*v*normal1)) = 0")
    #expect(found.meanNames == ["normal2", "normal3"])
    #expect(found.theory.facts.isEmpty)
    #expect(found.stages[0].goals.map(\.fact.literal.polynomial.isZero) == [true])
  }
}
