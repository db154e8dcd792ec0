import Claims
import Enclosures
import Testing

@testable import Evaluation

@Suite struct DerivativeTests {
  /// An expression in x, a point, and the derivative there.
  @Test(arguments: [
    ("x^3 - 2*x", Rational(2), Rational(10)), ("1/x", 2, Rational(-1, 4)), ("x^-2", 1, -2),
    ("abs(x)", -3, -1), ("abs(x^2)", 0, 0), ("abs(x)^3", 0, 0), ("max(x, x^2)", Rational(1, 2), 1),
    ("max(x, x^2)", 2, 4), ("max(x^2, x^3)", 0, 0), ("min(2*x, x + x)", 5, 2), ("sqrt(x)", 4, Rational(1, 4)),
    ("x^(3/2)", 4, 3), ("if x > 1 then x^2 else 2*x - 1", 1, 2), ("if x > 0 then x else 0 - x", 4, 1),
    ("x*abs(x)", 0, 0), ("max(x, 0)^2", 0, 0), ("abs(x) - max(x, -x)", 0, 0),
    ("prod(k in 1..3: x + k)", 0, 11), ("sum(k in 1..3: x^k)", 1, 6),
    ("if x >= 0 or x < 0 then 3*x else 7", 0, 3), ("diff(x^4, x)", 1, 12), ("re((x + i)^3)", 2, 9),
    ("abs(x + i)^2", 3, 6), ("x/(1 + x)", 0, 1), ("max(x, 3)", 1, 0),
  ])
  func exactAtAPoint(_ text: String, _ x: Rational, _ expected: Rational) throws {
    let decision = try decide("real x real d conclude diff(\(text), x) = d", [x, expected])
    #expect(decision.verdict == .holds, "\(text) at \(x)")
    #expect(try verdict("real x real d conclude diff(\(text), x) = d", [x, expected + 1]) == .violated)
  }

  @Test(arguments: [
    ("abs(x)", Rational(0)), ("max(x, 2*x)", 0), ("min(x, x^2)", 1), ("if x > 1 then x^2 else x", 1),
    ("if x > 0 then 1 else 0", 0), ("if x = 0 then 5 else x", 0), ("abs(x^2 - 1)", 1), ("1/x", 0),
  ])
  func undefinedWhereTheSidesDiffer(_ text: String, _ x: Rational) throws {
    #expect(try verdict("real x conclude diff(\(text), x) = 0", [x]) == .undefined, "\(text) at \(x)")
  }

  @Test(arguments: [
    ("if x = 0 then 0 else x^2/x", Rational(0)), ("sqrt(x^4)", 0), ("if x^2 > 0 then 0 else x", 0),
  ])
  func undecidedWhereASideIsNotTold(_ text: String, _ x: Rational) throws {
    #expect(try verdict("real x conclude diff(\(text), x) = 0", [x]) == .undecided, "\(text) at \(x)")
  }

  /// Transcendental derivatives against difference quotients with a bound on the second derivative.
  @Test(arguments: ["exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "silu", "sqrt"])
  func elementaryFunctions(_ name: String) throws {
    // For x in [1, 2] every second derivative is below 9 in modulus.
    let items = """
      real x in [1, 2]
      real step > 0
      conclude abs(diff(\(name)(x), x) - (\(name)(x + step) - \(name)(x))/step) <= 9*step
      """
    for x in [Rational(1), Rational(5, 4), Rational(2)] {
      #expect(try verdict(items, [x, Rational(1, 1_000_000)]) == .holds, "\(name) at \(x)")
    }
  }

  @Test func byAnElementOfARecurrence() throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      real a, x[t]
      let h[0] = 0
      let h[t] = a*h[t-1] + x[t]^2
      conclude forall s, t in s..T: diff(h[t], x[s]) = a^(t-s)*2*x[s]
      """
    #expect(try verdict(items, sizes: [3], [Rational(1, 2), 1, 2, 3]) == .holds)
  }

  @Test func byAFunctionsParameter() throws {
    let items = """
      real x
      let f(u) = u^3
      let slope(u) = diff(f(2*u), u)
      conclude slope(x) = 24*x^2 and slope(1) = 24 and diff(slope(x), x) = 48*x
      """
    #expect(try verdict(items, [5]) == .holds)
  }

  @Test func theParameterIsToldApartFromItsArgument() throws {
    // d/du (u·x) at u = x is x, although the argument is x itself.
    #expect(try verdict("real x let g(u) = diff(u*x, u) conclude g(x) = x", [7]) == .holds)
  }

  @Test func byAForallRealName() throws {
    #expect(try formula("forall real w: diff(w^3, w) = 3*w^2") == .holds)
    #expect(try formula("forall real w: diff(w^3 - w, w) >= -1") == .holds)
    #expect(try formula("forall real w: diff(w^3 - w, w) > -1") == .violated)
  }

  /// (x − 1)^(3/2) does not exist left of 1, and ((x − 1)²)^(3/4) has the derivative 0 there: the rule for
  /// powers said 0 of the first and 0/0 of the second.
  @Test func powersWhoseBaseVanishesAreNotTold() throws {
    for body in ["(x - 1)^(3/2)", "((x - 1)^2)^(3/4)", "(1 - x)^(1/3)"] {
      #expect(try verdict("real x conclude diff(\(body), x) = 0", [1]) == .undecided, "\(body)")
    }
    #expect(try verdict("real x conclude diff((x - 1)^(3/2), x) = 3/2", [2]) == .holds)
    #expect(try verdict("real x, y conclude diff(y^(3/2), x) = 0", [2, 0]) == .holds)
    #expect(try verdict("real x conclude diff((x - 1)^3, x) = 0", [1]) == .holds)
  }
}
