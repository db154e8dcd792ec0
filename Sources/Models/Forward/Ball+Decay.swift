import Enclosures

extension Ball {
  /// exp(−x), in doubles alone: a scan takes one for every channel, state and token.
  ///
  /// For a midpoint m in [0, 690], with u = 2⁻⁵³:
  /// - Reduction. k is a whole number near m/log 2 (which one does not matter for soundness), and
  ///   r = m − k·log 2 with log 2 = L₁ + L₂ + λ, where L₁ has 32 bits, so that k·L₁ is exact for
  ///   k < 2²⁰, and |λ| < 2⁻⁸⁶. The difference d = fl(m − k·L₁) comes with its exact error e (Knuth);
  ///   the code asks for e = 0 and leaves other cases to MPFR. Then r̂ = fl(d − fl(k·L₂)) misses r by at
  ///   most u·|k·L₂| + u·|r̂| + k·|λ| < 0.36u, for k < 1024, L₂ < 2⁻³² and |r̂| ≤ 0.35.
  /// - Series. exp(−r̂) = e₁ with eⱼ = 1 − (r̂/j)·eⱼ₊₁, cut at e₁₄ ≈ 1: relative to the whole that drops
  ///   less than 0.35¹⁴/14!·1.5 < 0.1u. With |eⱼ| < 1.42 and three roundings in each product
  ///   (1/j, times r̂, times eⱼ₊₁), the error δⱼ of eⱼ obeys
  ///   δⱼ ≤ 1.42u + (0.35/j)(4.3u + 1.01 δⱼ₊₁): below 3u for j ≥ 2 by induction, so δ₁ < 4u.
  /// - Together the value is off by less than 4u + 0.1u + 1.42·0.36u < 5u, which is below 7.2u of
  ///   exp(−r) ≥ 0.70. The factor 2⁻ᵏ is exact: the result is above 2⁻¹⁰⁰⁰.
  ///
  /// The bound used is 16u. Over a radius ρ ≤ 1/4, exp moves by at most a factor 1 + ρ(1 + ρ).
  package func decay() -> Ball {
    guard midpoint >= 0, midpoint <= 690, radius <= 0.25 else { return (-self).exp() }
    let k = (midpoint * 1.4426950408889634).rounded()
    let high = k * Self.log2High
    let d = midpoint - high
    let part = d - midpoint
    guard (midpoint - (d - part)) + (-high - part) == 0 else { return (-self).exp() }
    let r = d - k * Self.log2Low
    guard r.magnitude <= 0.35 else { return (-self).exp() }
    var e = 1 - r * (1.0 / 13)
    e = 1 - r * (1.0 / 12) * e
    e = 1 - r * (1.0 / 11) * e
    e = 1 - r * (1.0 / 10) * e
    e = 1 - r * (1.0 / 9) * e
    e = 1 - r * (1.0 / 8) * e
    e = 1 - r * (1.0 / 7) * e
    e = 1 - r * (1.0 / 6) * e
    e = 1 - r * (1.0 / 5) * e
    e = 1 - r * 0.25 * e
    e = 1 - r * (1.0 / 3) * e
    e = 1 - r * 0.5 * e
    e = 1 - r * e
    let value = e * Double(sign: .plus, exponent: -Int(k), significand: 1)
    if midpoint == 0, radius == 0 { return Ball(midpoint: 1) }
    let spread = value * (0x1p-49 + radius * (1 + radius) * (1 + 0x1p-40))
    return Ball(midpoint: value, radius: spread * (1 + 0x1p-49))
  }

  /// log 2 to 32 bits, and the double nearest to the rest.
  private static let log2High = 0x1.62e42feep-1
  private static let log2Low = 0x1.a39ef35793c76p-33
}
