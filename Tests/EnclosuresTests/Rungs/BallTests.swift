import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Ball")
struct BallTests {
  @Test func kernelsAtTheirEnds() throws {
    for x in [-700, -699.9999, -1, -0.25, 0.25, 1, 350, 699.9999, 700, 0x1p-1074, -0x1p-60] as [Double] {
      let point = try #require(Rational(exactly: x))
      let ball = Ball(midpoint: x)
      let exact = reference(point, 53)
      #expect(ball.exp().meets(exact.exp()) && ball.tanh().meets(exact.tanh()), "\(x)")
      #expect(ball.sigmoid().meets(exact.sigmoid()) && ball.softplus().meets(exact.softplus()), "\(x)")
      #expect(ball.silu().meets(exact.silu()), "\(x)")
      if x > 0 { #expect(ball.log().meets(exact.log()), "\(x)") }
    }
    for bits in stride(from: -1073, through: 1023, by: 13) {
      let x = Double(sign: .plus, exponent: bits, significand: 1.0000001)
      let point = try #require(Rational(exactly: x))
      #expect(Ball(midpoint: x).log().meets(reference(point, 53).log()), "2^\(bits)")
    }
  }

  /// Where the exact result is a double, the radius stays 0, so that equality cases are decided.
  @Test func exactResultsStayExact() {
    func ball(_ x: Double) -> Ball { Ball(midpoint: x) }
    #expect((ball(0.5) * ball(0.5)).exactValue == Rational(1, 4))
    #expect((ball(1) / ball(4)).exactValue == Rational(1, 4) && (ball(6) / ball(3)).exactValue == 2)
    #expect((ball(0.5) + ball(0.25) - ball(0.75)).exactValue == 0)
    #expect(ball(9).squareRoot().exactValue == 3 && ball(2.25).squareRoot().exactValue == Rational(3, 2))
    #expect((ball(3) * ball(-5)).exactValue == -15 && ball(3).power(20).exactValue == Rational(3_486_784_401))
    #expect(ball(2).power(-3).exactValue == Rational(1, 8) && ball(-1).power(Int.max).exactValue == -1)
    #expect(ball(0).exp().exactValue == 1 && ball(0).cos().exactValue == 1 && ball(0).sin().exactValue == 0)
    #expect(ball(1).log().exactValue == 0 && ball(0).sigmoid().exactValue == Rational(1, 2))
    #expect(Ball.atan2(y: ball(0), x: ball(3)).exactValue == 0)
    #expect((ball(0.1) * ball(0.1)).exactValue == nil && (ball(1) / ball(3)).exactValue == nil)
    #expect((ball(0.1) + ball(0.2)).exactValue == nil && ball(2).squareRoot().exactValue == nil)
    #expect((ball(0x1p-600) * ball(0x1p-600)).exactValue == nil)
  }

  @Test func rationalsAreEnclosedTightly() {
    for n in [1, 2, 3, 7, -5, 1 << 53, (1 << 53) + 1, Int.max, Int.min] {
      for d in [1, 2, 3, 10, 1 << 53, (1 << 53) + 1, Int.max] {
        let value = Rational(n, d)
        let ball = Ball(value)
        #expect(ball.contains(value) && ball.radius <= ball.midpoint.ulp * 1.01, "\(value)")
        if value.double(rounding: .down) == value.double(rounding: .up) { #expect(ball.isExact, "\(value)") }
      }
    }
  }

  /// A domain's closed end stays an end: [0, x] is known not to be negative.
  @Test func endsAreKept() {
    let domain = Ball(from: 0, to: Rational(1, 3))
    #expect(domain.isNonnegative == .yes && domain.isPositive == .unknown && domain.lower == 0)
    let unit = Ball(from: -1, to: 1)
    #expect(unit.lower == -1 && unit.upper == 1 && unit.isLessOrEqual(to: Ball(1)) == .yes)
    #expect(unit.power(2).lower == 0 && unit.magnitude.isNonnegative == .yes)
    #expect(Ball(from: 1, to: 2).isLess(than: Ball(from: 2, to: 3)) == .unknown)
    #expect(Ball(from: 1, to: 2).isLessOrEqual(to: Ball(from: 2, to: 3)) == .yes)
    #expect(Ball(from: 2, to: 3).isLess(than: Ball(from: 1, to: 2)) == .no)
  }

  @Test func pi() {
    #expect(Ball(1).constantPi().meets(reference(1, 100).constantPi()))
    #expect(Ball(1).constantPi().radius < 1.3e-16)
  }
}
