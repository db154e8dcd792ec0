import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Complex")
struct ComplexTests {
  private func check<E: TestedRung>(_ type: E.Type, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func rational() -> Rational {
      Rational(Int.random(in: -40...40, using: &random), Int.random(in: 1...9, using: &random))
    }
    func make(_ z: (Rational, Rational)) -> Complex<E> {
      Complex(E(z.0, precision: 100), E(z.1, precision: 100))
    }
    func contains(_ z: Complex<E>, _ re: Rational, _ im: Rational) -> Bool {
      z.re.contains(re) && z.im.contains(im)
    }
    for _ in 0..<max(50, TestScale.count / 10) {
      let ((a, b), (c, d)) = ((rational(), rational()), (rational(), rational()))
      let (z, w) = (make((a, b)), make((c, d)))
      let size = c * c + d * d
      #expect(contains(z + w, a + c, b + d) && contains(z - w, a - c, b - d) && contains(-z, -a, -b))
      #expect(contains(z * w, a * c - b * d, a * d + b * c) && contains(z.conjugate, a, -b))
      if !size.isZero {
        #expect(contains(z / w, (a * c + b * d) / size, (b * c - a * d) / size))
        #expect(contains(w.power(-1), c / size, -d / size))
      }
      let (x, y) = (a * a - b * b, 2 * a * b)
      #expect(contains(z.power(2), x, y) && contains(z.power(3), x * a - y * b, x * b + y * a))
      #expect(contains(z.power(4), x * x - y * y, 2 * x * y) && contains(z.power(0), 1, 0))
      #expect(z.magnitude.power(2).contains(a * a + b * b))
      let root = z.squareRoot()
      #expect(contains(root.power(2), a, b) && root.re.isNegative != .yes)
      if b.signum > 0 { #expect(root.im.isNegative != .yes) }
      if b.signum < 0 { #expect(root.im.isPositive != .yes) }
      if !a.isZero || !b.isZero {
        #expect(contains(z.log().exp(), a, b))
        let power = z.power(Complex(w.re.constant(2)))
        #expect(contains(power, x, y))
      }
      // sin² + cos² = 1 and exp(z)·exp(−z) = 1.
      #expect(contains(z.sin().power(2) + z.cos().power(2), 1, 0))
      #expect(contains(z.exp() * (-z).exp(), 1, 0))
    }
  }

  @Test func ball() { check(Ball.self, seed: 1) }
  @Test func interval() { check(Interval.self, seed: 2) }
  @Test func exactReal() { check(ExactReal.self, seed: 3) }

  @Test func branchCuts() {
    func number(_ x: Rational) -> ExactReal { ExactReal(x, precision: 128) }
    let root = Complex(number(-4), number(0)).squareRoot()
    #expect(root.re.exactValue == 0 && root.im.exactValue == 2)
    let logarithm = Complex(number(-1), number(0)).log()
    #expect(logarithm.re.exactValue == 0 && logarithm.im.isPositive == .yes)
    #expect(logarithm.im.isEqual(to: number(1).constantPi()) == .yes)
    let lower = Complex(number(-1), number(Rational(-1, 1_000_000))).log()
    #expect(lower.im.isNegative == .yes)
    let i = Complex(number(0), number(1))
    #expect(i.power(2).re.exactValue == -1 && i.power(2).im.exactValue == 0)
    #expect(
      i.magnitude.exactValue == 1
        && i.squareRoot().re.isEqual(to: number(Rational(1, 2)).squareRoot()) == .yes)
    #expect(i.power(Int.min).re.exactValue == 1)
  }
}
