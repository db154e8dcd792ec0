import CMPFR

extension Interval {
  /// The ends as doubles, rounded outward; infinite where an end is, or is beyond the largest double on its
  /// far side. Costs the same whatever the exponents are, where `lower` and `upper` write out every digit.
  package var doubleEnds: (lower: Double, upper: Double) {
    withEnds { (mpfr_get_d($0, MPFR_RNDD), mpfr_get_d($1, MPFR_RNDU)) }
  }

  /// The tightest enclosure of a finite double; of an infinite one or NaN all reals.
  package init(exactly value: Double, bits: Int) {
    guard value.isFinite else {
      self = .wholeLine(precision: bits)
      return
    }
    self = Self.make(Self.admissible(bits)) { lower, upper in
      let ternary = mpfr_set_d(lower, value, MPFR_RNDD)
      Self.finish(upper, from: lower, isExact: ternary == 0)
    }
  }
}
