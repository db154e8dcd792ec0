import CMPFR
import Numbers

/// The number of limbs a significand of `precision` bits takes.
@inline(__always)
func limbCount(_ precision: Int) -> Int { Int(mpfr_x_limbs(precision)) }

/// Two scratch numbers of `precision` bits, on the stack where they are small.
package func withScratch<R>(_ precision: Int, _ body: (mpfr_ptr, mpfr_ptr) -> R) -> R {
  let count = limbCount(precision)
  return withUnsafeTemporaryAllocation(of: mp_limb_t.self, capacity: 2 * count) { limbs in
    withUnsafeTemporaryAllocation(of: __mpfr_struct.self, capacity: 2) { numbers in
      // A temporary allocation of positive capacity has a base address.
      guard let limb = limbs.baseAddress, let number = numbers.baseAddress else {
        preconditionFailure("an allocation without an address")
      }
      mpfr_x_init(number, precision, limb)
      mpfr_x_init(number + 1, precision, limb + count)
      return body(number, number + 1)
    }
  }
}

/// −x as a read-only view of the same limbs.
@inline(__always)
func withNegated<R>(_ x: mpfr_srcptr, _ body: (mpfr_srcptr) -> R) -> R {
  var view = x.pointee
  view._mpfr_sign = -view._mpfr_sign
  return withUnsafePointer(to: view, body)
}

extension mpfr_rnd_t {
  /// The other direction of a directed rounding.
  var opposite: mpfr_rnd_t { self == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD }
}

/// Sets r to the rational, rounded; 0 where it is exact.
@discardableResult
func setRational(_ r: mpfr_ptr, _ value: Rational, _ rounding: mpfr_rnd_t) -> Int32 {
  if value.big == nil {
    if value.d == 1 { return mpfr_x_set_si(r, value.n, rounding) }
    // At 64 bits a word is exact, so that the quotient is rounded once.
    if r.pointee._mpfr_prec >= 64 {
      mpfr_x_set_si(r, value.n, rounding)
      return mpfr_div_si(r, r, value.d, rounding)
    }
  }
  let big = value.promoted()
  return withExtendedLifetime(big) { mpfr_x_set_q(r, big.pointer, rounding) }
}
