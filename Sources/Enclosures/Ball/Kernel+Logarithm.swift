/// log(1 + f) = f + `tail` for −0.293 ≤ f ≤ 0.4143.
///
/// With s = f/(2 + f), log(1 + f) = 2·artanh s = 2s + sR, R = Σ 2s²ⁿ/(2n + 1) over n ≥ 1, and since
/// 2s = f − sf and sf = h − sh with h = f²/2: tail = s(h + R) − h.
///
/// - Series: |s| ≤ 0.1717. Cut after n = 10, log(1 + f) changes by less than s²²/23·1.04 = 0.006u of itself.
/// - Rounding: s errs by 2u of itself, s² by 5u, so the terms of R by 9u for the first and 22u at most for
///   the others: R ≤ 0.0202 errs by 10u of itself. h errs by u and h + R by another u of themselves, the
///   product by u: with h ≤ 0.0859, 0.1717(2·0.0859 + 11·0.0202)u + (2 + 1)·0.0183u < 0.13u. That
///   falls as fast as |f|³; for the greatest f², 0.1717, it is 0.76u·f². The other two roundings, of h and of
///   the difference, are u·f²/2 at most each. In total 1.76u·f² for each f.
/// - In absolute terms the rounding of h is u/16 and that of the difference (below 1/8) u/16: the
///   tail errs by less than 0.256u everywhere.
///
/// |log(1 + f)| ≥ 2.019f² for f > 0 and ≥ |f| for f < 0: fl(f + tail) errs by u + 0.88u at most.
enum LogarithmKernel<V: KernelNumber> {
  @inline(__always)
  static func tail(_ f: V) -> V {
    let s = f / (f + 2)
    let z = s * s
    let w = z * z
    var odd = V(2.0 / 19)
    odd = odd.times(w, plus: 2.0 / 15)
    odd = odd.times(w, plus: 2.0 / 11)
    odd = odd.times(w, plus: 2.0 / 7)
    odd = odd.times(w, plus: 2.0 / 3)
    var even = V(2.0 / 21)
    even = even.times(w, plus: 2.0 / 17)
    even = even.times(w, plus: 2.0 / 13)
    even = even.times(w, plus: 2.0 / 9)
    even = even.times(w, plus: 2.0 / 5)
    let series = odd.times(z, plus: even * w)
    let h = (f * f) * 0.5
    return s.times(h + series, plus: -h)
  }

  /// log 2 = L₁ + L₂ + λ as in `ExponentialKernel`.
  @inline(__always)
  static var logTwo: (high: Double, low: Double) { (0x1.62e42feep-1, 0x1.a39ef35793c76p-33) }
}

extension Kernel {
  /// log: the value within 2u. Over the ball it moves by −log(1 − q) ≤ q(1 + 2q/3) at most, for
  /// q = r/m ≤ 1/4.
  ///
  /// m = 2^k(1 + f), the difference f = z − 1 exact (Sterbenz). For k = 0 see `LogarithmKernel`. For k ≠ 0
  /// the sum k·L₁ + f is taken with its exact error; the errors are those of the tail, 0.256u, of adding
  /// k·L₂ to it and of adding the sum's error, u/16 each (both below 1/8), and of the last sum: less
  /// than 0.39u, and that of the last. The result is above 0.3465. Where it is below 1/2, the last sum errs by
  /// u/4, and (0.39 + 0.25)/0.3465 < 1.85; elsewhere by u of itself, and 0.39/0.5 + 1 < 1.79.
  @inline(__always)
  static func log(_ m: V, _ r: V) -> Kernel {
    let (k, z) = m.splitExponent
    let f = z - 1
    let (high, low) = LogarithmKernel<V>.logTwo
    let whole = k * high
    let head = whole + f
    let rest = ((whole - head) + f) + k.times(low, plus: LogarithmKernel<V>.tail(f))
    let q = r / m
    return Kernel(
      head + rest, units: 2, spread: q.times(q * (2.0 / 3), plus: q), isExact: (m == 1) & (r == 0),
      where: (m >= 0x1p-1022) & (r <= m * 0.25))
  }
}
