import Numbers
import Testing

@testable import Evaluation
@testable import Programs

/// What an expression drops on its way must still be defined. Each of these was once decided wrongly.
@Suite struct DefinednessTests {
  @Test func aDerivativeNeedsItsExpressionToHaveAValue() throws {
    #expect(try verdict("real x, y conclude diff(x + 1/y, x) = 1", [2, 0]) == .undefined)
    #expect(try verdict("real x, y conclude diff(1/y, x) = 0", [2, 0]) == .undefined)
    #expect(try verdict("real x, y conclude diff(x + 1/y, x) = 1", [2, 3]) == .holds)
    let empty = "size T >= 1 index t in 1..T real x[t] conclude diff(min(t in 2..T: x[t]), x[1]) = 7"
    #expect(try verdict(empty, sizes: [1], [3]) == .vacuous)
  }

  @Test func aComparisonOfComplexNumbersNeedsBothPartsToHaveAValue() throws {
    // The imaginary parts differ, but 1/x + i has no value to differ.
    #expect(try verdict("real x conclude 1/x + i = 2*i", [0]) == .undefined)
    #expect(try verdict("real x conclude 1/x + i /= 2*i", [0]) == .undefined)
    #expect(try verdict("real x conclude 2*i = i + 1/x", [0]) == .undefined)
    #expect(try verdict("real x conclude 1/x + i /= 1 + 2*i", [1]) == .holds)
  }

  @Test func aComplexPowerZeroNeedsItsBaseToHaveAValue() throws {
    #expect(try verdict("real x conclude re((1/x + i)^0) = 1", [0]) == .undefined)
    #expect(try verdict("real x conclude (1/x + i)^0 = 1", [3]) == .holds)
    #expect(try verdict("complex z conclude z^0 = 1", [0, 0]) == .holds)
  }

  /// Found by holding the program against the re-checker: unused arguments were never looked at.
  @Test func aCallNeedsItsArgumentsToHaveValues() throws {
    let unused = "real x let f(a, b) = a conclude f(x, 1/x) <= 1"
    #expect(try verdict(unused, [0]) == .undefined)
    #expect(try verdict(unused, [1]) == .holds)
    let branch = "real x let f(a, b) = if a <= 2 then a else b conclude f(x, log(x)) <= 1"
    #expect(try verdict(branch, [-1]) == .undefined)
    #expect(try verdict(branch, [1]) == .holds)
    let complex = "complex z let f(a, b) = re(a) conclude f(z, 1/z) <= 1"
    #expect(try verdict(complex, [0, 0]) == .undefined)
    #expect(try verdict(complex, [0, 1]) == .holds)
    // A branch may still guard what is written in it.
    #expect(try verdict("real x let f(a) = if a <= 0 then 0 else log(a) conclude f(x) <= 1", [0]) == .holds)
  }

  @Test func anEmptyMaximumOverAConstantZeroIsVacuous() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real x
      conclude max(t in 2..T: x)/(x - x) <= 1
      """
    #expect(try verdict(items, sizes: [1], [0]) == .vacuous)
    #expect(try verdict(items, sizes: [2], [0]) == .undefined)
  }

  /// Arguments that miss the end of a domain by 2^-k, known by enclosures only: what is not certainly inside has no value that
  /// a verdict may rest on, and beyond the precision limit none is known.
  @Test func argumentsCloseToTheEndOfADomain() throws {
    let kinds = [
      "sqrt(#) >= 0", "(#)^(1/2) >= 0", "(#)^(1/3) >= 0", "log(#) < 10", "max(sqrt(#), 1) >= 0",
      "abs(log(#)) >= 0",
    ]
    for k in [8, 40, 60, 100, 140, 300, 480, 700, 3000] {
      let tiny = 1 / Rational(Integer(1).shifted(by: k))
      for text in kinds {
        for difference in ["exp(x) - exp(y)", "sin(x) - sin(y)", "x - y", "log(1 + x) - log(1 + y)"] {
          let items = "real x, y conclude " + text.replacing("#", with: difference)
          let below = try decide(items, [1, 1 + tiny], bits: 512).verdict
          #expect(below == .undefined || (k >= 480 && below == .undecided), "\(items), 2^-\(k): \(below)")
          let above = try decide(items, [1 + tiny, 1], bits: 512).verdict
          #expect(above == .holds || (k >= 480 && above == .undecided), "\(items), 2^-\(k): \(above)")
        }
      }
    }
  }
}
