import Testing

@testable import Enclosures

@Suite("Smoke")
struct SmokeTests {
  static func run<E: RealEnclosure>(_ type: E.Type) -> [String] {
    let third = E(Rational(1, 3), precision: 64)
    let half = E(Rational(1, 2), precision: 64)
    let one = half + half
    let wide = E(from: -2, to: 3, precision: 64)
    return [
      "\(third * third)", "\(half * half)", "\(one.isEqual(to: E(1, precision: 64)))", "\(third.exp())",
      "\(third.log())", "\(third.sin())", "\(third.cos())", "\(third.tanh())", "\(third.sigmoid())",
      "\(third.softplus())", "\(third.silu())", "\(wide.silu())", "\(wide.sin())", "\(wide.power(2))",
      "\(wide.power(3))", "\(E.atan2(y: half, x: -third))", "\(third.power(half))", "\(one / wide)",
      "\(third.squareRoot())", "\(wide.exp())", "\(third.constantPi())", "\((-third).silu())",
      "\(E(from: 1000, to: nil, precision: 64).power(-1))", "\(wide.magnitude)", "\(wide * wide)",
    ]
  }
  @Test func prints() {
    for (a, b) in zip(Self.run(Ball.self), Self.run(Interval.self)) {
      print(a, b, separator: "\n", terminator: "\n\n")
    }
  }
}
