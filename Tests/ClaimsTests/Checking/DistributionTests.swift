import TestSupport
import Testing

@testable import Claims
@testable import Inputs

/// What follows `~`.
@Suite struct DistributionTests {
  private func drawn(_ items: String, _ name: String = "x") throws -> Distribution {
    let theorem = try theorem(around: items)
    let variable = theorem.variables.first { $0.name == name }
    return try #require(variable?.distribution ?? theorem.sizes.first { $0.name == name }?.distribution)
  }

  private func terms(_ items: String) throws -> [Term] {
    guard case .simple(_, let terms, _) = try drawn(items) else { return [] }
    return terms
  }

  private func isRoot(_ term: Term) -> Bool {
    if case .function(.sqrt, _, _) = term { true } else { false }
  }

  @Test(arguments: [
    "real x ~ normal(0, 1)", "real x[t,n] ~ normal(t, n^2/T)", "real x[t] ~ normal(x[t-1], 1)",
    "real x in [0, 1] ~ uniform(0, 1), y >= 0 ~ exponential(mean = 2), z ~ exponential(3), w",
    "real x ~ student(3), y ~ student(3, 0), z ~ student(freedom = 3, centre = 0, scale = 1)",
    "real x ~ choice(0.1, 1/3, exp(1)), y ~ bernoulli(1/2), z ~ integers(1, 6)",
    "real x ~ mixture(9: normal(0, 1), 1: mixture(N: point(0), 0: uniform(0, T)))",
    "real x[t] ~ point(max(s with s <= t: sum(n: s*n)))",
    "complex x[n] ~ polar(uniform(0, 1), uniform(0, 2*pi)), w ~ parts(normal(0, 1/2), point(0))",
    "complex x ~ choice(i, -i, exp(i*pi/4)), w ~ mixture(1: point(i), 2: normal(0, 1))",
    "complex z, w real x ~ normal(abs(z), re(w)^2)", "let f(u) = u^2 let g = 1/2 real x ~ normal(f(g), g)",
    "let normal(u) = u real x ~ normal(normal(1), 1)", "real normal real x ~ normal(normal, 1)",
    "real x[t] ~ normal(h[t], 1) let h[1] = 0 let h[t] = x[t-1]",
    "real x ~ normal(y, 1), y", "real x ~ normal(y, 1), y in [x, x + 1]",
    "size x ~ loguniform(1, 4096), L in 1..9 ~ integers(1, x), P >= 2 ~ point(T)",
    "size x ~ uniform(0, sum(k in 1..T: k*N))", "size x >= 1 ~ normal(0, 1)",
    "size x >= 1 ~ mixture(1: point(0), 1: student(1))", "size x in 0..0 ~ uniform(0, 1)",
    "size x >= 1 ~ point(1)", "real x ~ normal(0, 0)", "real x ~ uniform(2, 2)",
  ])
  func accepted(_ items: String) throws { _ = try drawn(items) }

  /// The second parameter is the variance, as in N(m, v), unless it is named otherwise.
  @Test func varianceAndDeviation() throws {
    for kind in ["normal", "lognormal"] {
      #expect(isRoot(try terms("real x ~ \(kind)(0, 4)")[1]))
      #expect(isRoot(try terms("real x ~ \(kind)(mean = 0, variance = 4)")[1]))
      #expect(!isRoot(try terms("real x ~ \(kind)(0, deviation = 2)")[1]))
    }
  }

  @Test func rateAndMean() throws {
    for items in ["real x ~ exponential(2)", "real x ~ exponential(rate = 2)"] {
      guard case .number(2) = try terms(items)[0] else {
        Issue.record("\(items): the rate is not kept")
        continue
      }
    }
    guard case .product(let factors) = try terms("real x ~ exponential(mean = 2)")[0] else {
      Issue.record("the rate is not one over the mean")
      return
    }
    #expect(factors.map(\.isDivisor) == [false, true])
  }

  @Test func studentHasThreeParameters() throws {
    for items in ["student(3)", "student(3, 0)", "student(3, 0, 1)"] {
      let terms = try terms("real x ~ \(items)")
      guard terms.count == 3, case .number(3) = terms[0], case .number(0) = terms[1],
        case .number(1) = terms[2]
      else {
        Issue.record("\(items) has other parameters: \(terms)")
        continue
      }
    }
  }

  /// How a distribution calls a function does not make the claim's own calls complex.
  @Test func aClaimIsWhatItIsWithout() throws {
    let items = "real a complex c complex z let f(u, v) = sqrt(v)*u let g = abs(f(c, a))"
    let drawn = items.split(separator: "z let").joined(separator: "z ~ point(f(1, i)) let")
    for item in [items, drawn] {
      #expect(message(item + " let d(u, v) = diff(f(u, v), v) let e(v) = diff(v, v) let k = e(a)") == "")
      #expect(message(item, conclude: "f(1, a) <= 1") == "")
    }
    // A parameter that is complex cannot be differentiated by: f is called with i nowhere but in the distribution.
    let inner = "let f(v) = diff(v^2, v) real a complex z ~ point(f(i))"
    #expect(message(inner, conclude: "f(a) = 2*a") == "")
  }

  @Test func theCanonicalFormOfATheoremHasItsDistributions() throws {
    let text =
      "size K in 1..9 ~ integers(1, 9) real x[t] in [0, 1] ~ mixture(T + 1: uniform(low = 0, high = 1/t), 2^-3: point(0))"
    let theorem = try theorem(around: text)
    let printed = theorem.statement
    #expect(printed.contains("  size K in 1..9 ~ integers(1, 9)\n"), "\(printed)")
    #expect(
      printed.contains(
        "  real x[t] in [0, 1] ~ mixture(T + 1: uniform(low = 0, high = 1/t), 2^-3: point(0))\n"),
      "\(printed)")
    let again = try #require(try Theorem.parse(printed, file: "y.claim").first)
    #expect(again.statement == printed)
  }

  /// A family by itself may speak of what its users declare.
  @Test func fragments() throws {
    func check(_ family: String) throws {
      _ = try ClaimFile.parse("family f \(family) end", file: "").checked()
    }
    try check("size K ~ integers(1, M) index t in 1..K real x[t] ~ normal(mu[t], s^2)")
    #expect(throws: InputError.self) { try check("size K ~ integers(1, K)") }
    #expect(throws: InputError.self) { try check("real x ~ normal(0, 1, 2)") }
  }

  @Test func nesting() throws {
    func nest(_ depth: Int) -> String {
      String(repeating: "mixture(1: ", count: depth) + "point(0)" + String(repeating: ")", count: depth)
    }
    let theorem = try theorem(around: "real x ~ \(nest(2_900))")
    let printed = theorem.statement
    #expect(printed.contains(nest(2_900)))
    #expect(message("real x ~ \(nest(10_000))").contains("nested more than"))
  }

  @Test(arguments: [
    ("size x ~ uniform(0, 1)", true), ("size x >= 1 ~ uniform(0, 1)", false),
    ("size x >= 1 ~ uniform(0, 1.5)", true), ("size x >= 1 ~ uniform(1, 1)", true),
    ("size x >= 1 ~ bernoulli(1/2)", true), ("size x >= 2 ~ bernoulli(1/2)", false),
    ("size x >= 5 ~ choice(1, 2, 4.9)", false), ("size x >= 5 ~ choice(1, 2, 5.1)", true),
    ("size x in 1..2 ~ loguniform(3, 4)", false), ("size x in 1..3 ~ loguniform(3, 4)", true),
    ("size x in 1..2 ~ mixture(1: exponential(1), 1: point(5))", true),
    ("size x >= 1 ~ mixture(0: exponential(1), 1: point(0))", false), ("size x >= 9 ~ point(T)", true),
    ("size x >= 1 ~ loguniform(1/1000, 1)", false),
  ])
  func sizesThatAreDrawnInTheirRange(_ items: String, isAccepted: Bool) throws {
    #expect(message(items).isEmpty == isAccepted, "\(message(items))")
  }
}
