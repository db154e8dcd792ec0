import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Algebra

@Suite struct PolynomialTests {
  @Test func ringIdentitiesHoldAtRandomPoints() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<TestScale.count(200) {
      let p = random.polynomial(degree: Int.random(in: 0...8, using: &random))
      let q = random.polynomial(degree: Int.random(in: 0...8, using: &random))
      let x = random.rational()
      #expect((p + q)(x) == p(x) + q(x))
      #expect((p - q)(x) == p(x) - q(x))
      #expect((p * q)(x) == p(x) * q(x))
      #expect(p.sign(at: x) == p(x).signum)
      #expect((p - p).isZero)
      #expect(p * q == q * p)
      #expect((p * q).derivative == p.derivative * q + p * q.derivative)
      #expect(p.reflected(x) == p(-x))
    }
  }

  @Test func normalFormIsUnique() {
    let p = Polynomial([Rational(-2, 3), Rational(4, 9), 0])
    #expect(p.degree == 1)
    #expect(p.content == Rational(2, 9))
    #expect(p.primitive == [-3, 2])
    #expect(Polynomial([2, -4]).content == -2)
    #expect(p.description == "4/9w - 2/3")
    #expect(Polynomial([0, 0]) == .zero)
    #expect(Polynomial.zero.degree == -1)
  }

  @Test func divisionWithRemainder() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<TestScale.count(200) {
      let p = random.polynomial(degree: Int.random(in: 0...9, using: &random))
      let d = random.polynomial(degree: Int.random(in: 0...6, using: &random))
      if d.isZero { continue }
      let (q, r) = p.quotientAndRemainder(dividingBy: d)
      #expect(q * d + r == p)
      #expect(r.degree < d.degree)
      #expect((p * d).dividedExactly(by: d) == p)
      if !r.isZero { #expect(p.dividedExactly(by: d) == nil) }
      let pseudo = p.pseudoRemainder(modulo: d)
      #expect(pseudo.primitivePart == r.primitivePart)
      #expect(pseudo.content.signum == r.content.signum)
    }
  }

  @Test func greatestCommonDivisorsAgreeWithFLINT() throws {
    for row in try Fixture.rows("gcd.txt") {
      let (a, b, g) = (Fixture.polynomial(row[0]), Fixture.polynomial(row[1]), Fixture.polynomial(row[2]))
      #expect(Polynomial.gcd(a, b) == g.primitivePart)
    }
    #expect(Polynomial.gcd(.zero, .zero).isZero)
    #expect(Polynomial.gcd(.zero, Polynomial([-2, -4])) == Polynomial([1, 2]))
  }

  @Test func squarefreeDecompositionMultipliesBack() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<TestScale.count(40) {
      var p = Polynomial(random.rational())
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let factor = random.polynomial(degree: Int.random(in: 1...3, using: &random), size: 5)
        p = p * factor.power(Int.random(in: 1...4, using: &random))
      }
      if p.isConstant { continue }
      let parts = p.squarefreeDecomposition()
      var product = Polynomial(p.content)
      for (factor, multiplicity) in parts {
        product = product * factor.power(multiplicity)
        #expect(Polynomial.gcd(factor, factor.derivative) == .one)
      }
      #expect(product == p)
      #expect(parts.reduce(.one) { $0 * $1.factor } == p.squarefreePart)
      #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.multiplicity < $1.multiplicity })
    }
  }

  @Test func cauchyBoundHoldsAllRoots() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<TestScale.count(50) {
      let roots = (0..<5).map { _ in random.rational(1000) }
      let bound = Polynomial(roots: roots).rootBound
      #expect(roots.allSatisfy { $0.magnitude < bound })
    }
  }

  @Test func rationalFunctionsFormAField() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<TestScale.count(100) {
      func draw() -> RationalFunction {
        let d = random.polynomial(degree: Int.random(in: 0...3, using: &random), size: 3)
        return RationalFunction(
          random.polynomial(degree: Int.random(in: 0...3, using: &random), size: 3), d.isZero ? .one : d)
      }
      let (f, g) = (draw(), draw())
      let x = random.rational()
      if let a = f(x), let b = g(x) {
        #expect((f + g)(x) == a + b)
        #expect((f - g)(x) == a - b)
        #expect((f * g)(x) == a * b)
        if !g.isZero, !b.isZero { #expect((f / g)(x) == a / b) }
      }
      #expect((f - f).isZero)
      if !f.isZero { #expect((f * f.inverse).isOne) }
      for h in [f, g, f + g, f * g] {
        #expect(Polynomial.gcd(h.numerator, h.denominator) == .one)
        #expect(h.denominator.content == 1)
      }
    }
  }
}
