import CMPFR

extension Interval {
  /// x^n: tight for even n across 0. Where n < 0 and 0 is inside, the half line or whole line.
  package func power(_ n: Int) -> Interval {
    if n == 0 { return constant(1) }
    if n == 1 { return self }
    return withEnds { a, b in
      let isEven = n.isMultiple(of: 2)
      if mpfr_x_sgn(b) <= 0, mpfr_x_sgn(a) < 0 {
        let mirrored = (-self).power(n)
        return isEven ? mirrored : -mirrored
      }
      if mpfr_x_sgn(a) < 0 {
        if isEven { return magnitude.power(n) }
        if n < 0 { return Self.wholeLine(precision: precision) }
        return Self.make(precision) { lower, upper in
          mpfr_pow_si(lower, a, n, MPFR_RNDD)
          mpfr_pow_si(upper, b, n, MPFR_RNDU)
        }
      }
      if n < 0, mpfr_zero_p(b) != 0 { return Self.wholeLine(precision: precision) }
      return Self.make(precision) { lower, upper in
        // 0 ≤ a ≤ b: a zero's negative power is the infinite upper end.
        mpfr_pow_si(lower, n > 0 ? a : b, n, MPFR_RNDD)
        if n < 0, mpfr_zero_p(a) != 0 {
          mpfr_set_inf(upper, 1)
        } else {
          mpfr_pow_si(upper, n > 0 ? b : a, n, MPFR_RNDU)
        }
      }
    }
  }

  /// The square root over the part of the operand that is not negative.
  package func squareRoot() -> Interval {
    withEnds { a, b in
      if mpfr_x_sgn(b) < 0 { return Self.wholeLine(precision: precision) }
      return Self.make(precision) { lower, upper in
        if mpfr_x_sgn(a) > 0 { mpfr_sqrt(lower, a, MPFR_RNDD) } else { mpfr_set_zero(lower, 1) }
        if mpfr_zero_p(b) != 0 { mpfr_set_zero(upper, 1) } else { mpfr_sqrt(upper, b, MPFR_RNDU) }
      }
    }
  }

  /// The k-th root, k ≥ 1, over the part of the operand that is not negative.
  package func root(_ k: Int) -> Interval {
    withEnds { a, b in
      if mpfr_x_sgn(b) < 0 { return Self.wholeLine(precision: precision) }
      return Self.make(precision) { lower, upper in
        if mpfr_x_sgn(a) > 0 {
          mpfr_rootn_ui(lower, a, UInt(k), MPFR_RNDD)
        } else {
          mpfr_set_zero(lower, 1)
        }
        if mpfr_zero_p(b) != 0 {
          mpfr_set_zero(upper, 1)
        } else {
          mpfr_rootn_ui(upper, b, UInt(k), MPFR_RNDU)
        }
      }
    }
  }

  /// x^y: an integer power where y is one whole number, else over x ≥ 0.
  package func power(_ exponent: Interval) -> Interval {
    let bits = Self.commonPrecision(self, exponent)
    return Self.withEnds(self, exponent) { a, b, c, d in
      if mpfr_equal_p(c, d) != 0, mpfr_integer_p(c) != 0 {
        if mpfr_fits_slong_p(c, MPFR_RNDN) != 0 {
          return rounded(toPrecision: bits).power(Int(mpfr_get_si(c, MPFR_RNDN)))
        }
        // A whole number beyond a word: of unknown parity here, so both signs.
        if mpfr_x_sgn(a) < 0 {
          let size = magnitude.power(exponent)
          return size.hull(-size)
        }
      }
      if mpfr_x_sgn(b) < 0 || (mpfr_zero_p(b) != 0 && mpfr_x_sgn(d) <= 0) {
        return Self.wholeLine(precision: bits)
      }
      return Self.make(bits) { lower, upper in
        withScratch(a.pointee._mpfr_prec) { base, _ in
          if mpfr_x_sgn(a) > 0 { mpfr_x_set(base, a, MPFR_RNDD) } else { mpfr_set_zero(base, 1) }
          Self.powerOverBox(lower, upper, x: (UnsafePointer(base), b), y: (c, d), bits)
        }
      }
    }
  }

  /// x^y over a box with x ≥ 0. It is monotone in each variable on either side of 1 and of 0, so its
  /// extremes lie at corners.
  private static func powerOverBox(
    _ lower: mpfr_ptr, _ upper: mpfr_ptr, x: (mpfr_srcptr, mpfr_srcptr), y: (mpfr_srcptr, mpfr_srcptr),
    _ bits: Int
  ) {
    let lowAtLeastOne = mpfr_x_cmp_si(x.0, 1) >= 0
    let highAtLeastOne = mpfr_x_cmp_si(x.1, 1) >= 0
    if mpfr_x_sgn(y.0) >= 0 {
      mpfr_pow(lower, x.0, lowAtLeastOne ? y.0 : y.1, MPFR_RNDD)
      mpfr_pow(upper, x.1, highAtLeastOne ? y.1 : y.0, MPFR_RNDU)
    } else if mpfr_x_sgn(y.1) <= 0 {
      mpfr_pow(lower, x.1, highAtLeastOne ? y.0 : y.1, MPFR_RNDD)
      negativePower(upper, x.0, lowAtLeastOne ? y.1 : y.0)
    } else {
      withScratch(bits) { other, _ in
        mpfr_pow(lower, x.0, y.1, MPFR_RNDD)
        mpfr_pow(other, x.1, y.0, MPFR_RNDD)
        if mpfr_less_p(other, lower) != 0 { mpfr_x_set(lower, other, MPFR_RNDD) }
        mpfr_pow(upper, x.1, y.1, MPFR_RNDU)
        negativePower(other, x.0, y.0)
        if mpfr_greater_p(other, upper) != 0 { mpfr_x_set(upper, other, MPFR_RNDU) }
      }
    }
  }

  /// x^y upward for y ≤ 0, where x = 0 is the limit ∞ (for y = 0 too: x near 0, y near 0).
  private static func negativePower(_ r: mpfr_ptr, _ x: mpfr_srcptr, _ y: mpfr_srcptr) {
    if mpfr_zero_p(x) != 0 && mpfr_x_sgn(y) < 0 {
      mpfr_set_inf(r, 1)
    } else {
      mpfr_pow(r, x, y, MPFR_RNDU)
    }
  }
}

extension Interval {
  /// x·2^k.
  package func scaled(byPowerOfTwo k: Int) -> Interval {
    withEnds { a, b in
      Self.make(precision) { lower, upper in
        mpfr_mul_2si(lower, a, k, MPFR_RNDD)
        mpfr_mul_2si(upper, b, k, MPFR_RNDU)
      }
    }
  }
}
