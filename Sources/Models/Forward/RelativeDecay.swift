import Numbers

/// E(x) = (1 − exp(−x))/x for x > 0, and E(0) = 1: what a gate lets go, per unit of its exponent.
///
/// With a gate A = exp(−aΔ) and the step D = Δ > 0, the condition A + D ≤ 1 reads a·E(aΔ) ≥ 1. Both
/// sides are of order 1 however small Δ is, so nothing cancels; the sum A + D itself cannot tell 1 − 10⁻¹⁵
/// from 1 in doubles.
enum RelativeDecay {
  /// E over an enclosure of x ≥ 0, from its alternating series where x < 1.
  ///
  /// E = e₁ with eⱼ = 1 − x/(j + 1)·eⱼ₊₁. For 0 ≤ x ≤ 1 every eⱼ lies in [0, 1] (by induction from the
  /// far end: 0 ≤ eⱼ₊₁ ≤ 1 gives 1 ≥ eⱼ ≥ 1 − x/(j + 1) ≥ 0), so starting from e_K ∈ [0, 1] is
  /// rigorous, and the width shrinks to x^(K−1)/K!.
  static func enclosure<R: ForwardEnclosure>(_ x: R, gate: R?, precision: Int) -> R {
    let one = R(1, precision: precision)
    let size = x.bounds
    guard size.upper <= 0.5 else {
      let gate = gate ?? (-x).exp()
      return (one - gate) / x
    }
    let wanted = -Double(R.effectivePrecision(precision) + 4)
    var (terms, width) = (1, 0.0)
    let step = size.upper <= 0 ? -2000 : log2Above(size.upper)
    while width > wanted, terms < 4096 {
      terms += 1
      width += step - log2Below(terms)
    }
    var value = R(from: 0, to: 1, precision: precision)
    for j in stride(from: terms - 1, through: 1, by: -1) {
      value = one - x / R(Rational(j + 1), precision: precision) * value
    }
    return value
  }

  /// 1 − exp(−x) for an enclosure of x ≥ 0, with small relative error.
  static func loss<R: ForwardEnclosure>(_ x: R, precision: Int) -> R {
    if x.bounds.lower >= 0x1p-16 { return R(1, precision: precision) - (-x).exp() }
    return x * enclosure(x, gate: nil, precision: precision)
  }

  // The number of terms decides the width alone, never the soundness, so estimates do.
  private static func log2Above(_ x: Double) -> Double { Double(x.exponent) + 1 }
  private static func log2Below(_ n: Int) -> Double { Double(Double(n).exponent) }
}
