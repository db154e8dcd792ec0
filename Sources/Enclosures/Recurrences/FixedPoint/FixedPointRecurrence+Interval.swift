import CGMP
import Numbers

extension FixedPointRecurrence {
  /// The enclosure of a channel in fixed point.
  func interval(_ n: Int) -> Interval {
    var magnitude = numbers.limbs(n)
    let isNegative = magnitude[magnitude.count - 1] >> 63 == 1
    if isNegative {
      var carry: UInt64 = 1
      for i in magnitude.indices { magnitude[i] = LimbStep.add(~magnitude[i], 0, &carry) }
    }
    let whole = BigInteger()
    magnitude.withUnsafeBufferPointer { limbs in
      limbs.withMemoryRebound(to: mp_limb_t.self) {
        gmp_z_set_limbs(whole.pointer, $0.baseAddress, limbs.count)
      }
    }
    let center = isNegative ? -Integer(whole) : Integer(whole)
    guard let radius = Rational(exactly: state.errors[n] * Self.errorSlack)?.ceiling else {
      return .wholeLine(precision: precision)
    }
    func scaled(_ x: Integer) -> Rational {
      let F = state.fractionBits[n]
      return F >= 0 ? Rational(x, Integer(1).shifted(by: F)) : Rational(x.shifted(by: -F))
    }
    return Interval(from: scaled(center - radius), to: scaled(center + radius), precision: precision)
  }
}
