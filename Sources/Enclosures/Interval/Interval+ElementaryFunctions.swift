import CMPFR

extension Interval {
  /// An increasing function that MPFR rounds correctly: end by end; once where the operand is a point.
  @inline(__always)
  private func increasing(_ function: (mpfr_ptr, mpfr_srcptr, mpfr_rnd_t) -> Int32) -> Interval {
    withEnds { a, b in
      Self.make(precision) { lower, upper in
        let ternary = function(lower, a, MPFR_RNDD)
        if mpfr_equal_p(a, b) != 0 {
          Self.finish(upper, from: lower, isExact: ternary == 0)
        } else {
          _ = function(upper, b, MPFR_RNDU)
        }
      }
    }
  }

  package func exp() -> Interval { increasing(mpfr_exp) }
  package func tanh() -> Interval { increasing(mpfr_tanh) }

  /// The logarithm over the positive part of the operand.
  package func log() -> Interval {
    withEnds { a, b in
      if mpfr_x_sgn(b) <= 0 { return Self.wholeLine(precision: precision) }
      if mpfr_x_sgn(a) > 0 { return increasing(mpfr_log) }
      return Self.make(precision) { lower, upper in
        mpfr_set_inf(lower, -1)
        mpfr_log(upper, b, MPFR_RNDU)
      }
    }
  }

  /// exp(x) − 1, without the cancellation near 0.
  package func exponentialMinusOne() -> Interval { increasing(mpfr_expm1) }

  /// log(1 + x) over the part of the operand above −1.
  package func logarithmOfOnePlus() -> Interval {
    withEnds { a, b in
      if mpfr_x_cmp_si(b, -1) <= 0 { return Self.wholeLine(precision: precision) }
      if mpfr_x_cmp_si(a, -1) > 0 { return increasing(mpfr_log1p) }
      return Self.make(precision) { lower, upper in
        mpfr_set_inf(lower, -1)
        mpfr_log1p(upper, b, MPFR_RNDU)
      }
    }
  }

  /// P(X > x) for a standard normal X: erfc(x/√2)/2, which falls.
  package func normalUpperTail() -> Interval {
    let scaled = self / constant(2).squareRoot()
    return scaled.withEnds { a, b in
      Self.make(scaled.precision) { lower, upper in
        mpfr_erfc(lower, b, MPFR_RNDD)
        mpfr_erfc(upper, a, MPFR_RNDU)
        mpfr_div_2ui(lower, lower, 1, MPFR_RNDD)
        mpfr_div_2ui(upper, upper, 1, MPFR_RNDU)
      }
    }
  }

  package func sigmoid() -> Interval {
    withEnds { a, b in
      Self.make(precision) { lower, upper in
        directedSigmoid(lower, a, MPFR_RNDD)
        directedSigmoid(upper, b, MPFR_RNDU)
      }
    }
  }

  package func softplus() -> Interval {
    withEnds { a, b in
      Self.make(precision) { lower, upper in
        directedSoftplus(lower, a, MPFR_RNDD)
        directedSoftplus(upper, b, MPFR_RNDU)
      }
    }
  }

  /// x·sigmoid(x), which falls up to x₀ = −1.278… and rises after it.
  package func silu() -> Interval {
    withEnds { a, b in
      Self.make(precision) { lower, upper in
        let isRising = SiluMinimum.slopeSign(at: a, bits: precision) > 0
        let isFalling = !isRising && SiluMinimum.slopeSign(at: b, bits: precision) < 0
        if isRising || mpfr_equal_p(a, b) != 0 {
          directedSilu(lower, a, MPFR_RNDD)
          directedSilu(upper, b, MPFR_RNDU)
        } else if isFalling {
          directedSilu(lower, b, MPFR_RNDD)
          directedSilu(upper, a, MPFR_RNDU)
        } else {
          withScratch(precision) { left, right in
            directedSilu(left, a, MPFR_RNDU)
            directedSilu(right, b, MPFR_RNDU)
            mpfr_max(upper, left, right, MPFR_RNDU)
          }
          SiluMinimum.lowerBound(lower)
        }
      }
    }
  }
}
