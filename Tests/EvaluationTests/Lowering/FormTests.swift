import Claims
import Enclosures
import Inputs
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Complex or real is a matter of form, and whole exponents are whole at any length.
@Suite struct FormTests {
  /// x = −4: a complex root is 2i, a real one has no value.
  @Test(arguments: [
    "if 1 <= 1 then x else i", "if 1 > 1 then i else x", "sum(k in 1..0: i) + x",
    "x*prod(k in 1..0: i)", "x + sum(k in 1..2 with k > 2: i*k)", "x + 0*i", "x*i^0", "x + i^2 + 1",
    "second(i, x)", "chosen(x)", "chain[1]", "re(x) + i*0", "conj(x + 0*i)", "x + (i - i)",
    "if 1 <= 1 then (if 2 > 1 then x else 1) else (if 1 > 0 then 1 else i)",
    "if 1 <= 1 then x else exp(i)", "if 1 <= 1 then x else chosen(1)", "if 1 <= 1 then x else second(i, 1)",
    "if 1 <= 1 then x else z", "if 1 <= 1 then x else 2^i", "if 1 <= 1 then x else -i",
    "if 1 <= 1 then x else sum(k in 1..2: i)",
  ])
  func complexByForm(_ text: String) throws {
    let items = """
      real x
      complex z
      let second(u, v) = v + 0*u
      let chosen(u) = if 1 <= 1 then u else i
      let chain[1] = x
      let chain[2] = i
      conclude abs(sqrt(\(text))) = 2
      """
    #expect(try verdict(items, [-4, 1, 0]) == .holds, "\(text)")
  }

  @Test(arguments: [
    "if 1 <= 1 then x else abs(i)", "sum(k in 1..0: im(i)) + x", "if 1 <= 1 then x else re(z)",
    "if 1 <= 1 then x else real(i)", "if 1 <= 1 then x else max(1, abs(z))", "second(1, x)",
  ])
  func realByForm(_ text: String) throws {
    let items = """
      real x
      complex z
      let real(u) = abs(u)
      let second(u, v) = v + 0*u
      conclude abs(sqrt(\(text))) = 2
      """
    guard let theorem = try? theorem(items.replacingOccurrences(of: "real(", with: "modulus(")) else {
      Issue.record("\(text) is refused")
      return
    }
    let ground = try GroundTheorem.lower(theorem, sizes: [])
    #expect(try Engine(ground).decide([-4, 1, 0]).verdict == .undefined, "\(text)")
  }

  /// A formula in x, a value of x, the verdict.
  @Test(arguments: [
    ("x^(10^30) = 1", Rational(-1), InstanceVerdict.holds), ("x^(10^30 + 1) = -1", -1, .holds),
    ("x^(10^30) = 0", 0, .holds), ("x^(10^30) = 1", 1, .holds), ("x^(-(10^30)) = 1", 0, .undefined),
    ("x^(-(10^30)) = 1", -1, .holds), ("x^(-(10^30) - 1) = -1", -1, .holds), ("x^(10^30) > 1", 2, .holds),
    ("x^(10^30) > 1", -2, .holds), ("x^(10^30 + 1) < -1", -2, .holds),
    ("x^(2^64) < 1", Rational(1, 2), .holds),
    ("x^(2^64) >= 0", Rational(-1, 2), .holds), ("x^(2^63) = 1", -1, .holds),
    ("x^(2^63 + 1) = -1", -1, .holds),
    ("x^(2^31) = 1", -1, .holds), ("x^(2^31 + 1) = -1", -1, .holds), ("x^(2^62) = 1", -1, .holds),
    ("(-1)^(10^30) = 1", 0, .holds), ("(-1)^(10^30 + 1) = -1", 0, .holds),
    ("(-1)^x = 1", Rational(10).power(40), .holds),
    ("(-1)^x = -1", Rational(10).power(40) + 1, .holds),
    ("(-1)^(x + 1/2) = 1", Rational(10).power(40), .undefined),
    ("x^(10^30 + 1/2) = 1", -1, .undefined), ("0^x = 0", Rational(10).power(40), .holds),
    ("0^x = 0", -Rational(10).power(40), .undefined), ("1^x = 1", Rational(10).power(40), .holds),
    ("abs(x)^(10^30) <= 1", Rational(-1, 3), .holds), ("x^(10^400) = 1", -1, .holds),
  ])
  func wholeExponents(_ text: String, _ x: Rational, _ expected: InstanceVerdict) throws {
    #expect(try verdict("real x conclude \(text)", [x]) == expected, "\(text) at \(x)")
  }

  /// The checker knows the powers of −1 too: a divisor made of numbers alone that is 0 is an error.
  @Test func aDivisorOfLongPowers() {
    #expect(throws: InputError.self) { try theorem("conclude 1/(1 - (-1)^(10^30)) = 1") }
    #expect(throws: InputError.self) { try theorem("conclude 1/(1 + (-1)^(10^30 + 1)) = 1") }
    #expect(throws: InputError.self) { try theorem("conclude 1/0^(10^30) = 1") }
    #expect(throws: Never.self) { try theorem("conclude 1/(1 + (-1)^(10^30)) = 1/2") }
  }

  /// A complex base to a real exponent that is 0 at the instance.
  @Test func complexToTheZero() throws {
    let items = "real x, y complex z conclude z^x = 1 conclude (z + 0*sqrt(y + 0*i))^x = 1"
    for z in [[Rational(0), 0], [2, -1], [-1, 0]] {
      #expect(try verdict(items, [0, 1] + z) == .holds, "\(z)")
    }
    #expect(try verdict(items, [0, -1, 0, 0]) == .holds, "a root of −1 is i")
    #expect(try verdict("real x, y complex z conclude (z + 1/y)^x = 1", [0, 0, 1, 1]) == .undefined)
    #expect(try verdict("real x complex z conclude z^x = 0", [3, 0, 0]) == .holds)
    #expect(try verdict("real x complex z conclude z^x = 0", [-1, 0, 0]) == .undefined)
  }

  /// Random whole exponents of up to 300 digits: the value at −1, 0 and 1 is exact.
  @Test func longExponents() throws {
    var g = ExpressionGenerator(seed: 5, names: ["x"])
    let ground = try GroundTheorem.lower(
      try theorem("real x, y conclude x^y = 1 conclude x^y /= 0"), sizes: [])
    let engine = Engine(ground)
    for _ in 0..<(200 * TestScale.factor) {
      let n = Rational(10).power(g.below(300)) * Rational(g.below(1 << 20)) + Rational(g.below(1000))
      let isEven = n.numerator.flooredDivision(by: 2).remainder.isZero
      #expect(try engine.verdict([-1, n]) == (isEven ? .holds : .violated), "(-1)^\(n)")
      #expect(try engine.verdict([-1, -n]) == (isEven ? .holds : .violated), "(-1)^-\(n)")
      #expect(try engine.verdict([1, n]) == .holds)
      #expect(try engine.verdict([0, n]) == (n.isZero ? .holds : .violated), "0^\(n)")
      if !n.isZero { #expect(try engine.verdict([0, -n]) == .undefined, "0^-\(n)") }
    }
  }
}
