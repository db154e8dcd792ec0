import Numbers
import Testing

@testable import Evaluation
@testable import Programs

@Suite struct AggregateTests {
  @Test(
    arguments: [
      "sum(t in 1..0: 1/0*t + t) = 0 or 1 = 1", "sum(t in 3..2: t) = 0", "prod(t in 3..2: t) = 1",
      "sum(t in 1..4: t^2) = 30", "prod(t in 1..5: t) = 120", "max(t in 1..4: t*(3-t)) = 2",
      "min(t in 1..4: t*(3-t)) = -4", "max(1, 7/2, 3) = 7/2", "min(1, -7/2, 3) = -7/2",
      "sum(s in 1..3, t in s..3: 1) = 6", "sum(s in 1..3, t in 1..3 with s < t: 10*s + t) = 48",
      "0^0 = 1", "2^-3 = 1/8", "-2^2 = -4", "2^3^2 = 512", "max(t in 1..3 with t /= 2: -t) = -1",
      "forall s in 1..3, t in 1..s-1: t < s", "exists t in 1..5: t*t = 16", "not exists t in 1..5: t*t = 17",
      "(forall t in 2..1: 1 = 2)", "not (exists t in 2..1: 1 = 1)", "1 < 2 <= 2 /= 3 > 2 >= 2 = 2",
      "abs(3 + 4*i) = 5", "re((1+i)^4) = -4", "im(conj(2+3*i)) = -3", "(1+i)*(1-i) = 2", "i^-1 = -i",
      "sqrt(-1 + 0*i) = i", "sqrt(3 - 4*i) = 2 - i", "abs(1/(1+i))^2 = 1/2", "4^(1/2) = 2", "8^(1/3) = 2",
      "0^(1/2) = 0", "exp(0) = 1", "log(1) = 0", "cos(0) = 1 and sin(0) = 0", "sigmoid(0) = 1/2",
      "tanh(0) = 0 and silu(0) = 0", "exp(log(2)) > 1.9", "3.14159265358979 < pi < 3.1415926535898",
    ].dropFirst())
  func holds(_ text: String) throws {
    #expect(try formula(text) == .holds)
  }

  @Test(arguments: ["max(t in 1..0: t) = 0", "min(t in 2..1: t) <= 5", "max(t in 1..3 with t > 3: t) = 0"])
  func anEmptyExtremumIsVacuous(_ text: String) throws {
    #expect(try formula(text) == .vacuous)
  }

  @Test func anEmptyExtremumThatIsNotEvaluatedDoesNoHarm() throws {
    #expect(try formula("(if 1 = 1 then 0 else max(t in 1..0: t)) = 0") == .holds)
    #expect(try formula("1 = 2 and max(t in 1..0: t) = 0") == .violated)
    let items = "size T >= 1 index t in 1..T real x[t] conclude max(t with x[t] > 0: x[t]) > 0"
    #expect(try verdict(items, sizes: [2], [0, -1]) == .vacuous)
    #expect(try verdict(items, sizes: [2], [-1, 3]) == .holds)
    #expect(try verdict(items, sizes: [2], [3, -1]) == .holds)
  }

  @Test func filtersThatDependOnValues() throws {
    let items =
      "size T >= 1 index t in 1..T real x[t] "
      + "conclude sum(t with x[t] > 0: x[t]) = 4 and prod(t with x[t] > 0: x[t]) = 3 "
      + "and max(t with x[t] < 0: x[t]) = -2 and min(t with x[t] < 0: x[t]) = -5"
    #expect(try verdict(items, sizes: [4], [3, -5, 1, -2]) == .holds)
    #expect(try verdict(items, sizes: [4], [3, -5, 2, -2]) == .violated)
  }

  @Test(arguments: [
    "sqrt(-1) = 0", "log(0) = 0", "log(-1) < 0", "(-8)^(1/3) = -2", "0^-1 = 0", "log(0*i) = 1",
  ])
  func outsideTheDomainIsUndefined(_ text: String) throws {
    #expect(try formula(text) == .undefined)
  }

  @Test func powersByTheValueOfTheExponent() throws {
    #expect(try verdict("real x, y conclude x^y = 9/4", [Rational(-3, 2), 2]) == .holds)
    #expect(try verdict("real x, y conclude x^y = 3/2", [Rational(9, 4), Rational(1, 2)]) == .holds)
    #expect(try verdict("real x, y conclude x^y = 1", [0, 0]) == .holds)
    #expect(try verdict("real x, y conclude x^y = 1", [0, -1]) == .undefined)
    #expect(try verdict("real x, y conclude x^y = 1", [-2, Rational(1, 2)]) == .undefined)
  }
}
