import Numbers
import Testing

@testable import Evaluation
@testable import Programs

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
    ("abs(x + i)^2", 3, 6), ("x/(1 + x)", 0, 1), ("max(x, 3)", 1, 0), ("if x^2 > 0 then 0 else x", 0, 0),
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
    ("if x = 0 then 0 else x^2/x", Rational(0)), ("sqrt(x^4)", 0), ("if x^2 + x^3 > 0 then 0 else x", 0),
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

  /// (x − 1)^(3/2) has no value left of 1; ((x − 1)²)^(3/4) has the derivative 0 there, which the rules
  /// cannot tell.
  @Test func powersWhoseBaseVanishes() throws {
    for body in ["(x - 1)^(3/2)", "(1 - x)^(1/3)", "(x - 1)^(1/2)"] {
      #expect(try verdict("real x conclude diff(\(body), x) = 0", [1]) == .undefined, "\(body)")
    }
    #expect(try verdict("real x conclude diff(((x - 1)^2)^(3/4), x) = 0", [1]) != .violated)
    #expect(try verdict("real x conclude diff(((x - 1)^2)^(3/4), x) = 1", [1]) != .holds)
    #expect(try verdict("real x conclude diff((x - 1)^(3/2), x) = 3/2", [2]) == .holds)
    #expect(try verdict("real x, y conclude diff(y^(3/2), x) = 0", [2, 0]) == .holds)
    #expect(try verdict("real x conclude diff((x - 1)^3, x) = 0", [1]) == .holds)
  }

  /// Powers by base and by exponent at the corners: x, y, and what the derivative is; nil where there is none.
  @Test(arguments: [
    ("y", Rational(0), Rational(1), Rational(0) as Rational?), ("y", 0, 0, nil), ("y", 0, 2, 0),
    ("y", 0, -1, nil),
    ("y", 1, 0, 0), ("y", 1, 5, 0), ("y", -1, 2, nil), ("y", -2, 0, nil), ("y", -2, -1, nil), ("y", 1, -3, 0),
    ("y", 0, Rational(1, 2), 0), ("y", -1, Rational(1, 2), nil),
    ("x", 0, 0, 0), ("x", 0, 1, 1), ("x", 0, 2, 0), ("x", 0, 3, 0), ("x", 0, Rational(1, 2), nil),
    ("x", 0, Rational(3, 2), nil), ("x", 0, -1, nil), ("x", -1, 3, 3), ("x", -1, 2, -2), ("x", -2, 0, 0),
    ("x", -1, -1, -1), ("x", -1, Rational(1, 2), nil), ("x", 1, Rational(1, 2), Rational(1, 2)),
    ("x", 4, Rational(1, 2), Rational(1, 4)),
  ])
  func powersAtCorners(_ name: String, _ x: Rational, _ y: Rational, _ expected: Rational?) throws {
    for form in ["x^y", "0 + x^y", "x^y - 3", "2*x^y/2", "max(x^y, x^y)"] {
      let right = try verdict("real x, y, d conclude diff(\(form), \(name)) = d", [x, y, expected ?? 0])
      #expect(right == (expected == nil ? .undefined : .holds), "\(form) by \(name) at \(x), \(y): \(right)")
    }
  }

  /// By a parameter the derivative is that of the function, whatever its form.
  @Test(arguments: [
    ("u + c", Rational(1)), ("c - u", -1), ("-u", -1), ("u", 1), ("if u >= 0 then u else u/100", 1),
    ("c*u", 5),
    ("max(u, c - 100)", 1), ("abs(u)", 1), ("min(u, c)", 1), ("u/2 + c", Rational(1, 2)), ("(u + c) - 3", 1),
    ("c", 0),
    ("f(u) + c", 2), ("sum(k in 1..3: u)", 3), ("u^2 + c", 6), ("sqrt(u + c - 4)", Rational(1, 4)),
    ("--u", 1),
    ("re(u + i*c)", 1), ("if c > 0 then u else c", 1), ("diff(u^3, u)", 18), ("s(u)*u", 2),
  ])
  func byAParameterAlone(_ body: String, _ slope: Rational) throws {
    let items = """
      real x, c
      let f(v) = 2*v
      let s(v) = diff(f(v), v)
      let g(u) = \(body)
      let slope(u) = diff(g(u), u)
      conclude slope(x) =
      """
    #expect(try verdict("\(items) \(slope)", [3, 5]) == .holds, "\(body)")
    #expect(try verdict("\(items) \(slope) + 1", [3, 5]) == .violated, "\(body)")
    let direct = body.replacing(/\bu\b/, with: "x")
    #expect(
      try verdict(
        "real x, c let f(v) = 2*v let s(v) = diff(f(v), v) conclude diff(\(direct), x) = \(slope)", [3, 5])
        == .holds, "\(body)")
  }

  /// A derivative's own derivative where the first one does not exist beside.
  @Test(arguments: [
    ("diff(diff(abs(x)*y, x), y)", InstanceVerdict.undefined), ("diff(diff(x*abs(x), x), x)", .undecided),
    ("diff(diff(max(x, 2*x)*y, x), y)", .undefined),
  ])
  func secondDerivativesAtAKink(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try verdict("real x, y conclude \(text) = 0", [0, 0]) == expected, "\(text)")
  }

  @Test(arguments: [
    ("diff(diff(x*abs(x), x), x)", Rational(2)), ("diff(diff(if x > 0 then x^3 else x^2, x), x)", 18),
    ("diff(diff(max(x^2, 1), x), x)", 2), ("diff(diff(x^(5/2), x), x)*4/15 - sqrt(x)", 0),
    ("diff(diff(1/x, x), x)*27", 2),
    ("diff(diff(sqrt(x)*max(x, 0), x), x)*4/3 - 1/sqrt(x)", 0), ("diff(diff(x^3, x)*x, x)", 81),
  ])
  func secondDerivativesBesideAKink(_ text: String, _ expected: Rational) throws {
    #expect(try verdict("real x conclude \(text) = \(expected)", [3]) == .holds, "\(text)")
  }
}
