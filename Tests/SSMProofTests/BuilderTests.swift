import SSMProof
import Testing

/// Theorems that are written in Swift are those of the text.
@Suite struct BuilderTests {
  private let t: ClaimExpression = "t"
  private let n: ClaimExpression = "n"
  private let h: ClaimExpression = "h"
  private let a: ClaimExpression = "a"
  private let x: ClaimExpression = "x"
  private let c: ClaimExpression = "c"

  @Test func itemsMakeTheTheoremOfTheText() throws {
    let built = try Theorem(
      "scan", title: "A scan",
      [
        .source("here"), .expect(.holds), .size("T", from: 1), .size("N", in: 1...3),
        .index("t", from: 1, to: "T"),
        .index("n", from: 1, to: "N"), .real(a[t, n], in: "[0, 1)", drawn: "uniform(0, 1)"),
        .real(x[t], in: "[-1, 1]"),
        .real(c), .complex("z[t]"), .define(h[0, n], as: 0),
        .define(h[t, n], as: a[t, n] * h[t - 1, n] + x[t]),
        .define("double(y)", as: "2*y"), .assume(c >= 0 && !(c > "0.1" || c.equals(3))),
        .conclude(.over("max", "n", h[t, n].magnitude) <= "T" + .call("double", c)),
        .conclude((c > 5).implies(c > 4)),
      ])
    let text = """
      theorem scan "A scan"
        source "here"
        expect holds
        size T >= 1
        size N in 1..3
        index t in 1..T
        index n in 1..N
        real a[t,n] in [0, 1) ~ uniform(0, 1)
        real x[t] in [-1, 1]
        real c
        complex z[t]
        let h[0,n] = 0
        let h[t,n] = a[t,n]*h[t-1,n] + x[t]
        let double(y) = 2*y
        assume c >= 0 and not (c > 0.1 or c = 3)
        conclude max(n: abs(h[t,n])) <= T + double(c)
        conclude c > 5 implies c > 4
      end
      """
    let parsed = try Theorem.parse(text, file: "scan.claim")[0]
    #expect(built == parsed && built.statement == parsed.statement)
  }

  /// Operations bind in Swift as they do in the language.
  @Test func expressionsHaveTheShapeOfTheText() throws {
    let pairs: [(ClaimExpression, String)] = [
      (a + x + c, "a + x + c"), (a + (x + c), "a + (x + c)"), (a - x - c, "a - x - c"),
      (a - (x - c), "a - (x - c)"),
      (a * x * c, "a*x*c"), (a * (x * c), "a*(x*c)"), (a / x / c, "a/x/c"), (a / (x / c), "a/(x/c)"),
      ((a + x) * c, "(a + x)*c"), (a + x * c, "a + x*c"), (-a * x, "(-a)*x"), (-(a * x), "-(a*x)"),
      (a * -x, "a*(-x)"),
      (a - -x, "a - (-x)"), ((-a).power(2), "(-a)^2"), (-(a.power(2)), "-a^2"),
      (a.power(2).power(3), "(a^2)^3"),
      (a.power(-3), "a^(-3)"), (a.power(x + 1), "a^(x + 1)"), ("a + 1" * c, "(a + 1)*c"),
      ("a*x" + 1, "a*x + 1"),
      (-3 * a, "(-3)*a"), (a + -3, "a + (-3)"),
      ("if a > 0 then a else x" + c, "(if a > 0 then a else x) + c"),
    ]
    for (expression, text) in pairs {
      let built = try Theorem("e", [.real("a"), .real("x"), .real("c"), .conclude(expression <= 1)])
      let parsed = try Theorem.parse(
        "theorem e real a real x real c conclude \(text) <= 1 end", file: "e.claim")[0]
      #expect(built == parsed, "\(expression) and \(text)")
    }
  }

  /// As in the page on test suites.
  @Test func aSmallOne() throws {
    let (t, h, x) = ("t" as ClaimExpression, "h" as ClaimExpression, "x" as ClaimExpression)
    let theorem = try Theorem(
      "bounded",
      [
        .size("T", from: 1), .index("t", from: 1, to: "T"), .real(x[t], in: "[-1, 1]"),
        .define(h[0], as: 0), .define(h[t], as: h[t - 1] / 2 + x[t]),
        .conclude(h[t].magnitude <= 2),
      ])
    let instance = try Instance(for: theorem, sizes: ["T": 2], ["x": [1, 1]])
    #expect(try theorem.decide(instance).margin?.exact == Rational(1, 2))
  }

  @Test func mistakesNameTheItem() throws {
    let cases: [([TheoremItem], String)] = [
      ([.real("y"), .conclude(x <= 1)], "item 2, 'conclude x <= 1': unknown name 'x'"),
      ([.real("y", in: "[1, 0]"), .conclude("y <= 1")], "item 1, 'real y in [1, 0]': "),
      ([.real("y")], "conclude"), ([], "conclude"),
      ([.text("end theorem b"), .conclude("1 = 1")], "conclude"),
      ([.conclude("1 = 1 end theorem b conclude 1 = 1")], "the items make 2 theorems; one is asked for"),
      ([.conclude("1 <=")], "item 1, 'conclude 1 <=': expected an expression, found 'end'"),
    ]
    for (items, message) in cases {
      let error = #expect(throws: InputError.self) { try Theorem("t", items) }
      #expect(error?.message.contains(message) == true, "\(error!.message)")
    }
    #expect(throws: InputError.self) { try Theorem("end", [.conclude("1 = 1")]) }
  }
}
