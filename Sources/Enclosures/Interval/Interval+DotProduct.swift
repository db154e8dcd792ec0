import CMPFR

extension Interval {
  /// An enclosure of Σ weights[i]·vector[i], the weights being exact finite doubles.
  ///
  /// One fused multiply-add per term and end, rounded outward; weights that are 0 are skipped.
  package static func dot(
    _ weights: UnsafeBufferPointer<Double>, _ vector: UnsafeBufferPointer<Interval>, precision: Int
  ) -> Interval {
    make(admissible(precision)) { lower, upper in
      mpfr_set_zero(lower, 1)
      mpfr_set_zero(upper, 1)
      withScratch(53) { weight, _ in
        for index in 0..<weights.count where weights[index] != 0 {
          mpfr_set_d(weight, weights[index], MPFR_RNDN)
          let isPositive = weights[index] > 0
          vector[index].withEnds { a, b in
            mpfr_fma(lower, weight, isPositive ? a : b, lower, MPFR_RNDD)
            mpfr_fma(upper, weight, isPositive ? b : a, upper, MPFR_RNDU)
          }
        }
      }
    }
  }
}
