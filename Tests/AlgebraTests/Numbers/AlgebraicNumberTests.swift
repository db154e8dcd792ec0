import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Algebra

@Suite struct AlgebraicNumberTests {
  let root2 = Polynomial([-2, 0, 1]).realRoots()[1]

  @Test func comparesExactly() throws {
    #expect(root2.compared(to: Rational(141_421_356, 100_000_000)) == 1)
    #expect(root2.compared(to: Rational(141_421_357, 100_000_000)) == -1)
    // √2 again as a root of another polynomial.
    let other = (Polynomial([-2, 0, 1]) * Polynomial([1, 5, 0, -3, 1])).realRoots()
    #expect(other.count { $0 == root2 } == 1)
    // Two roots that agree to 40 digits.
    let close = try #require(Rational("2.0000000000000000000000000000000000000001"))
    let near = Polynomial([-close, 0, 1]).realRoots()[1]
    #expect(root2 < near)
    let middle = AlgebraicNumber.rational(between: root2, and: near)
    #expect(middle * middle > 2 && middle * middle < close)
    #expect(AlgebraicNumber(squareRootOf: 2) == root2)
    #expect(AlgebraicNumber(squareRootOf: Rational(9, 4)) == .rational(Rational(3, 2)))
    #expect(AlgebraicNumber(squareRootOf: -1) == nil)
    #expect(AlgebraicNumber(rootOf: Polynomial([-2, 0, 1]), between: -2, and: 2) == nil)
    #expect(AlgebraicNumber(rootOf: Polynomial([-2, 0, 1]), between: 0, and: 2) == root2)
  }

  @Test func rationalsBetween() {
    var random = SplitMix64(seed: 21)
    for _ in 0..<TestScale.count(60) {
      let all =
        random.polynomial(degree: 5, size: 5).realRoots() + random.polynomial(degree: 4, size: 5).realRoots()
        + [.rational(random.rational()), .rational(random.rational())]
      let sorted = all.sorted()
      for (x, y) in zip(sorted, sorted.dropFirst()) where x != y {
        let middle = AlgebraicNumber.rational(between: x, and: y)
        #expect(x.compared(to: middle) < 0 && y.compared(to: middle) > 0)
        #expect(AlgebraicNumber.rational(between: y, and: x) == middle)
      }
    }
  }

  @Test func refinementKeepsTheRoot() throws {
    for digits in [10, 100, 1000] {
      let width = Rational.powerOfTwo(-digits)
      for root in Polynomial([1, -7, 0, 1, -5, 2]).realRoots() {
        let (lower, upper) = root.refined(toWidth: width).bounds
        #expect(upper - lower <= width)
        #expect(root.compared(to: lower) >= 0 && root.compared(to: upper) <= 0)
      }
    }
    #expect(root2.decimal(digits: 18).hasPrefix("1.41421356237309504"))
    #expect(abs(root2.approximation - 2.0.squareRoot()) < 1e-15)
    #expect(root2.description.hasPrefix("≈ 1.414213"))
  }

  @Test func signsOfPolynomialsAtRoots() {
    #expect(Polynomial([-2, 0, 1]).sign(at: root2) == 0)
    #expect(Polynomial([-4, 0, 0, 0, 1]).sign(at: root2) == 0)
    #expect(Polynomial([-3, 0, 1]).sign(at: root2) == -1)
    // (w² − 2)·10⁶⁰ + 1: positive by a hair.
    let hair = (Rational(10).power(60)) * Polynomial([-2, 0, 1]) + .one
    #expect(hair.sign(at: root2) == 1)
    var random = SplitMix64(seed: 22)
    for _ in 0..<TestScale.count(60) {
      let p = random.polynomial(degree: 5, size: 6)
      let q = random.polynomial(degree: 4, size: 6)
      for root in p.realRoots() {
        #expect((p * q).sign(at: root) == 0)
        let (lower, upper) = root.refined(toWidth: .powerOfTwo(-120)).bounds
        let expected = q((lower + upper) * Rational(1, 2))
        if expected.magnitude > .powerOfTwo(-60) { #expect(q.sign(at: root) == expected.signum) }
      }
    }
  }

  @Test func simplestRationals() {
    #expect(Rational.simplest(between: Rational(1, 3), and: Rational(1, 2)) == Rational(2, 5))
    #expect(Rational.simplest(between: Rational(-1, 2), and: Rational(1, 2)) == 0)
    #expect(Rational.simplest(between: 0, and: Rational(1, 100)) == Rational(1, 101))
    #expect(Rational.simplest(between: 2, and: 3) == Rational(5, 2))
    #expect(Rational.simplest(between: Rational(-7, 2), and: Rational(-10, 3)) == Rational(-17, 5))
    var random = SplitMix64(seed: 23)
    for _ in 0..<TestScale.count(200) {
      let (a, b) = (random.rational(50, denominator: 40), random.rational(50, denominator: 40))
      if a == b { continue }
      let (low, high) = (min(a, b), max(a, b))
      let found = Rational.simplest(between: low, and: high)
      #expect(low < found && found < high)
      // No smaller denominator does.
      var d = Integer(1)
      while d < found.denominator {
        let n = (low * Rational(d)).floor + 1
        #expect(Rational(n, d) >= high)
        d = d + 1
      }
    }
  }

  @Test func approximateValuesKeepTheSign() {
    var random = SplitMix64(seed: 25)
    for _ in 0..<TestScale.count(100) {
      let p = random.polynomial(degree: Int.random(in: 0...8, using: &random), size: 1000).primitivePart
      for x in [
        random.rational(900, denominator: 64), Rational(Int.random(in: -999...999, using: &random), 64),
      ] {
        let (value, near) = (p(x), p.approximateValue(at: x, bits: 20))
        #expect((value - near).magnitude <= value.magnitude * Rational(1, 1 << 17))
        #expect(value.signum == near.signum)
      }
    }
  }

  @Test func integerSquareRoots() {
    for n in 0..<2000 {
      let r = Integer(n).squareRootFloor
      #expect(r * r <= Integer(n) && (r + 1) * (r + 1) > Integer(n))
    }
    var random = SplitMix64(seed: 24)
    for _ in 0..<TestScale.count(100) {
      let k = Int.random(in: 1...300, using: &random)
      let root = Integer(Int.random(in: 1...Int.max, using: &random)).power(1 + k / 60).shifted(by: k % 60)
      #expect((root * root).squareRootFloor == root)
      #expect((root * root - 1).squareRootFloor == root - 1)
      #expect((root * root + 2 * root).squareRootFloor == root)
    }
  }
}
