import Numbers
import Testing

@testable import Search

@Suite struct ParabolaTests {
  @Test func itGoesThroughItsPoints() {
    var random = SplitMix64(seed: 5)
    func number() -> Rational { Rational(random.int(-20...20), random.int(1...7)) }
    for _ in 0..<200 {
      let (a, b, c) = (number(), number(), number())
      let (s, t) = (Rational(random.int(1...9), 4), Rational(-random.int(1...9), 4))
      func value(_ x: Rational) -> Rational { c + b * x + a * x * x }
      let found = Parabola(c, (s, value(s)), (t, value(t)))
      #expect(found.a == a && found.b == b && found.c == c)
      for root in found.roots { #expect(value(root).isZero) }
      // Roots by construction are found, whether rational or near.
      let product = Parabola(a: a, b: -a * (s + t), c: a * s * t)
      #expect(a.isZero || Set(product.roots) == [s, t])
      if let other = Parabola(0, (1, a + b), (2, 4 * a + 2 * b)).rootBesideZero {
        #expect((b * other + a * other * other).isZero)
      } else {
        #expect(a.isZero)
      }
    }
  }

  @Test func irrationalRootsAreNear() {
    let found = Parabola(a: Rational(1), b: 0, c: -2)
    #expect(found.roots.isEmpty)
    #expect(found.roughRoots.map { (($0 * $0 - 2).magnitude < Rational(1, 1 << 40)) } == [true, true])
    #expect(Parabola(a: Rational(1), b: 0, c: 2).roughRoots.isEmpty)
    #expect(Parabola(1, middle: 0, end: -1).roots == [0.5])
  }
}
