import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// Short names, so that the identities read as such.
private func n(_ x: Rational) -> ExactReal { ExactReal(x, precision: 256) }
private func r(_ p: Int, _ q: Int) -> ExactReal { n(Rational(p, q)) }
private func exp(_ x: ExactReal) -> ExactReal { x.exp() }
private func log(_ x: ExactReal) -> ExactReal { x.log() }
private func sin(_ x: ExactReal) -> ExactReal { x.sin() }
private func cos(_ x: ExactReal) -> ExactReal { x.cos() }
private func tanh(_ x: ExactReal) -> ExactReal { x.tanh() }
private func sqrt(_ x: ExactReal) -> ExactReal { x.squareRoot() }
private func sigmoid(_ x: ExactReal) -> ExactReal { x.sigmoid() }
private func softplus(_ x: ExactReal) -> ExactReal { x.softplus() }

extension ExactReal {
  fileprivate static func ^ (x: ExactReal, y: ExactReal) -> ExactReal { x.power(y) }
}

/// 10^−30, by which no false variant is to pass.
private let tiny = n(Rational(10).power(-30))

private func expectEqual(
  _ x: ExactReal, _ y: ExactReal, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let isEqual =
    x.isEqual(to: y) == .yes && y.isEqual(to: x) == .yes && (x - y).isZero == .yes
    && x.isLessOrEqual(to: y) == .yes && x.isLess(than: y) == .no && (x - y).exactValue == 0
  #expect(isEqual, "\(name): \(x) = \(y)", sourceLocation: sourceLocation)
  let above = y + tiny
  let isTold =
    x.isEqual(to: above) == .no && x.isLess(than: above) == .yes && above.isLessOrEqual(to: x) == .no
    && (x - above).isNegative == .yes
  #expect(isTold, "\(name), perturbed", sourceLocation: sourceLocation)
}

@Suite("Identities between transcendental values")
struct SymbolicIdentityTests {
  @Test func gates() {
    for x in [r(1, 3), r(-7, 5), n(2), n(Rational(1, 1 << 40)), sqrt(n(2))] {
      let one = n(1)
      let a = sigmoid(x)
      expectEqual(a + (one - a), one, "a + (1 - a)")
      expectEqual(one - a, sigmoid(-x), "1 - sigmoid(x) = sigmoid(-x)")
      expectEqual(one / (one + exp(-x)), a, "1/(1 + exp(-x))")
      expectEqual(exp(x) / (one + exp(x)), a, "exp(x)/(1 + exp(x))")
      expectEqual(n(2) * sigmoid(n(2) * x) - one, tanh(x), "2 sigmoid(2x) - 1")
      expectEqual((one + tanh(x / n(2))) / n(2), a, "(1 + tanh(x/2))/2")
      expectEqual(x.silu(), x * a, "silu")
      expectEqual(x.silu() + (-x).silu(), x * tanh(x / n(2)), "silu(x) + silu(-x)")
      expectEqual(softplus(x) - softplus(-x), x, "softplus(x) - softplus(-x)")
      expectEqual(exp(-softplus(x)), one - a, "exp(-softplus(x))")
      expectEqual(-log(a), softplus(-x), "-log sigmoid(x)")
      expectEqual(log(a / (one - a)), x, "logit")
      expectEqual(sqrt(one - a * a).power(2) + a * a, one, "sqrt(1 - a²)² + a²")
      expectEqual(sqrt(one - a.power(2)) * sqrt(one - a.power(2)), (one - a) * (one + a), "(1 - a)(1 + a)")
      expectEqual(sqrt(a) * sqrt(a) / a, one, "sqrt(a)²/a")
      expectEqual(exp(x) * exp(-x), one, "exp(x) exp(-x)")
      expectEqual((exp(x) - one) * (exp(x) + one), exp(n(2) * x) - one, "difference of squares")
      expectEqual((exp(x) - one) / (exp(n(2) * x) - one), one / (exp(x) + one), "its quotient")
      expectEqual(sqrt(exp(x)), exp(x / n(2)), "sqrt(exp(x))")
      expectEqual(log(exp(x)), x, "log(exp(x))")
      expectEqual(tanh(-x), -tanh(x), "tanh is odd")
      expectEqual(
        tanh(n(2) * x), n(2) * tanh(x) / (one + tanh(x).power(2)), "tanh(2x)")
      expectEqual(a * (one - a), exp(x) / (one + exp(x)).power(2), "sigmoid's derivative")
      expectEqual((one - a) / (one - a.power(3)) * (one + a + a * a), one, "geometric sum")
      expectEqual(sqrt(one - n(2) * a + a * a), one - a, "sqrt((1 - a)²)")
    }
  }

  @Test func discretisations() {
    let one = n(1)
    for (a, dt) in [(r(1, 2), r(1, 10)), (n(3), r(2, 7)), (sqrt(n(3)), r(1, 3))] {
      let gate = exp(-a * dt)
      let input = (one - gate) / a
      expectEqual(gate + a * input, one, "unit gain of the zero-order hold")
      expectEqual(input / (one - gate), one / a, "its static gain")
      expectEqual(gate * gate, exp(n(-2) * a * dt), "two steps")
      expectEqual(gate * input + input, (one - exp(n(-2) * a * dt)) / a, "two steps' input")
      expectEqual(gate.power(7), exp(n(-7) * (a * dt)), "seven steps")
      expectEqual(gate.power(-3), exp(n(3) * (a * dt)), "three steps back")
      let step = softplus(a)
      expectEqual(exp(-step) + sigmoid(a), one, "exp(-softplus) gates")
      expectEqual(exp(-step * r(1, 2)).power(2), exp(-step), "half a softplus")
      expectEqual(exp(-step * r(3, 2)), (one - sigmoid(a)) * sqrt(one - sigmoid(a)), "3/2 softplus")
      expectEqual(exp(-step * dt) * exp(step * dt), one, "softplus times dt")
    }
  }

  @Test func circles() {
    let one = n(1)
    for (x, y) in [(r(1, 3), r(5, 7)), (n(2), n(-9)), (sqrt(n(2)), n(1)), (exp(n(1)), log(n(3)))] {
      expectEqual(cos(x).power(2) + sin(x).power(2), one, "cos² + sin²")
      expectEqual(sqrt(cos(x) * cos(x) + sin(x) * sin(x)), one, "|exp(ix)|")
      expectEqual(Complex(n(0), x).exp().magnitude, one, "|exp(ix)| by Complex")
      expectEqual(sin(-x), -sin(x), "sin is odd")
      expectEqual(cos(-x), cos(x), "cos is even")
      expectEqual(sin(n(2) * x), n(2) * sin(x) * cos(x), "sin(2x)")
      expectEqual(cos(n(2) * x), n(2) * cos(x).power(2) - one, "cos(2x)")
      expectEqual(cos(n(3) * x), n(4) * cos(x).power(3) - n(3) * cos(x), "cos(3x)")
      expectEqual(cos(x) * cos(y) + sin(x) * sin(y), cos(x - y), "relative position")
      expectEqual(sin(x) * cos(y) + cos(x) * sin(y), sin(x + y), "sin(x + y)")
      expectEqual(sin(x) / cos(x) * cos(x), sin(x), "tan")
      expectEqual(one + (sin(x) / cos(x)).power(2), one / cos(x).power(2), "1 + tan²")
      expectEqual((one - cos(x)) * (one + cos(x)), sin(x).power(2), "(1 - cos)(1 + cos)")
      expectEqual(sqrt(one - cos(x).power(2)), sin(x).magnitude, "sqrt(1 - cos²)")
      expectEqual(sin(x + x.constantPi()), -sin(x), "half a turn")
      expectEqual(cos(x + x.constantPi() / n(2)), -sin(x), "a quarter turn")
      expectEqual(cos(x + n(2) * x.constantPi()), cos(x), "a turn")
      let turn = Complex(n(0), x).exp() * Complex(n(0), y).exp()
      expectEqual(turn.re, Complex(n(0), x + y).exp().re, "exp(ix) exp(iy)")
      expectEqual((exp(x) * cos(y)).power(2) + (exp(x) * sin(y)).power(2), exp(n(2) * x), "|exp(x + iy)|²")
    }
    let pi = n(1).constantPi()
    let known: [(ExactReal, ExactReal)] = [
      (sin(pi), n(0)), (cos(pi), n(-1)), (sin(pi / n(2)), one), (cos(pi / n(3)), r(1, 2)),
      (sin(pi / n(4)), sqrt(r(1, 2))), (cos(pi / n(6)), sqrt(n(3)) / n(2)), (cos(n(5) * pi), n(-1)),
      (sin(n(-7) * pi / n(6)), r(1, 2)), (cos(n(2) * pi / n(3)), r(-1, 2)),
      (n(2) * cos(pi / n(8)).power(2), one + sqrt(r(1, 2))), (sin(pi / n(8)), cos(n(3) * pi / n(8))),
      (ExactReal.atan2(y: one, x: one), pi / n(4)), (ExactReal.atan2(y: n(2), x: n(-2)), n(3) * pi / n(4)),
      (ExactReal.atan2(y: n(-3), x: n(0)), -pi / n(2)), (ExactReal.atan2(y: n(0), x: n(-1)), pi),
    ]
    for (k, (x, y)) in known.enumerated() { expectEqual(x, y, "known \(k)") }
  }

  @Test func logarithmsAndPowers() {
    let pi = n(1).constantPi()
    let (two, three) = (n(2), n(3))
    let e = exp(n(1))
    let table: [(ExactReal, ExactReal)] = [
      (log(two) + log(three), log(n(6))), (log(n(8)), three * log(two)), (log(r(1, 2)), -log(two)),
      (log(r(9, 4)), two * log(r(3, 2))), (log(sqrt(two)), log(two) / two),
      (log(n(1_000_003)) * two, log(n(1_000_003 * 1_000_003))),
      (log(sqrt(n(6))), (log(two) + log(three)) / two),
      (exp(log(n(7))), n(7)), (exp(log(two) * n(10)), n(1024)), (exp(log(two) / two), sqrt(two)),
      (exp(log(n(12)) * r(-1, 2)), n(1) / sqrt(n(12))), (exp(log(two) + n(1)), two * e),
      (sqrt(pi).power(2), pi), (sqrt(pi) * sqrt(pi), pi), (pi - pi, n(0)), (pi / pi, n(1)),
      (sqrt(pi * pi), pi), ((pi + e).power(2), pi * pi + two * pi * e + e * e),
      ((pi - e).magnitude, (e - pi).magnitude), (sqrt((e - pi).power(2)), pi - e),
      (sqrt(two) * e, sqrt(two * exp(two))), (sqrt(two) * sqrt(three) * pi, sqrt(n(6)) * pi),
      ((sqrt(two) + e) * (sqrt(two) - e), two - exp(two)), (pi ^ r(1, 2), sqrt(pi)),
      (pi ^ r(1, 3) ^ three, pi), ((pi ^ r(2, 3)) * (pi ^ r(1, 3)), pi), (e ^ two, exp(two)),
      (e ^ pi, exp(pi)), (two ^ pi, exp(pi * log(two))), ((two ^ pi) * (two ^ -pi), n(1)),
      ((two ^ sqrt(two)) ^ sqrt(two), n(4)), ((pi * e) ^ r(1, 2), sqrt(pi) * sqrt(e)),
      (log(pi * e), log(pi) + n(1)), (log(pi * pi), two * log(pi)), (log(pi / e), log(pi) - n(1)),
      (log((e + n(1)) / (e + two)), log(e + n(1)) - log(e + two)),
      (exp(sqrt(two)) * exp(-sqrt(two)), n(1)), (exp(sqrt(two)) * exp(sqrt(n(8))), exp(sqrt(n(18)))),
      (exp(e) * exp(-e), n(1)), (exp(e + pi), exp(e) * exp(pi)), (log(exp(e) * exp(pi)), e + pi),
      (exp(sin(n(1))) * exp(-sin(n(1))), n(1)), (sin(exp(two)) - sin(e * e), n(0)),
      (ExactReal.maximum(e, pi), pi), (ExactReal.minimum(e, exp(n(1))), e),
      (pi.withSign(of: e - pi), -pi), (n(0) * e, n(0)), (e.power(0), n(1)), (e.power(5) / e.power(4), e),
      (ExactReal.atan2(y: e, x: pi), ExactReal.atan2(y: exp(r(1, 2)).power(2), x: pi)),
    ]
    for (k, (x, y)) in table.enumerated() { expectEqual(x, y, "identity \(k)") }
  }

  @Test func rationalValuesAreFound() {
    let a = sigmoid(r(2, 3))
    #expect((a + (n(1) - a)).exactValue == 1 && (exp(n(3)) * exp(n(-3))).exactValue == 1)
    #expect(
      (n(3) * a / a).exactValue == 3 && ((n(2) + n(2) * exp(n(1))) / (n(1) + exp(n(1)))).exactValue == 2)
    #expect(exp(log(r(3, 7))).exactValue == Rational(3, 7) && log(exp(r(5, 9))).exactValue == Rational(5, 9))
    #expect((cos(n(1)).power(2) + sin(n(1)).power(2)).exactValue == 1)
    #expect((a * sqrt(n(2)) / (a / sqrt(n(2)))).exactValue == 2)
    #expect(a.exactValue == nil && a.isExact)
  }

  /// Deep chains h ← a·h + (1 − a)·b.
  @Test func chains() {
    let (x, a) = (r(3, 8), sigmoid(r(3, 8)))
    var (h, constant, closed) = (n(1), n(1), n(0))
    for step in 1...40 {
      h = a * h + (n(1) - a) * r(step, 7)
      constant = a * constant + (n(1) - a) * n(1)
      closed = a * closed + (n(1) - a)
    }
    #expect(constant.exactValue == 1)
    expectEqual(closed, n(1) - a.power(40), "closed form of the step response")
    #expect(h.isSymbolic && h.isLess(than: r(40, 7)) == .yes)
    var gates = n(1)
    var sum = n(0)
    for step in 1...40 {
      gates = gates * exp(-r(step, 10) * x)
      sum = sum + r(step, 10)
    }
    expectEqual(gates, exp(-sum * x), "a product of gates")
  }

  @Test func differencesAreCertain() {
    // 10^−60 apart at 256 bits, and beyond what 64 bits tell.
    let close = ExactReal(1, precision: 64).exp()
    let bounds = Interval(1, precision: 1000).exp()
    let near = ExactReal(bounds.lower ?? 0, precision: 64)
    #expect(near.isLess(than: close) == .yes && near.isEqual(to: close) == .no)
    // π is told from 1000 bits of itself where the precision allows, and in any case known to differ.
    let pi = Interval(0, precision: 20_000).constantPi()
    #expect(ExactReal(pi.lower ?? 0, precision: 64).isEqual(to: n(1).constantPi()) != .yes)
    #expect(
      (log(n(2)) - ExactReal(Interval(2, precision: 3000).log().lower ?? 0, precision: 64)).isPositive == .yes
    )
  }
}
