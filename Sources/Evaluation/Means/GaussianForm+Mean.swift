import Claims
import Numbers

/// For the whole line
///
///     E xⁿ·exp(κx) = exp(κ²/2)·E (x + κ)ⁿ,  κ = k + iω,
///
/// for a half line and a real k, with s = t − k,
///
///     E [x > t]·xⁿ·exp(kx) = exp(k²/2)·Σ C(n, j)·kⁿ⁻ʲ·Jⱼ,  Jⱼ = E [x > s]·xʲ = s^(j − 1)·φ(s) + (j − 1)·Jⱼ₋₂,
///
/// and with exp(q·x²), q < 1/2, they are those of a normal variable of variance σ² = 1/(1 − 2q), but for a factor σ: of
/// σ·x, with the rate σ·κ and the half line from t/σ.
extension GaussianForm {
  /// The mean, in numbers like `like`; nil where a term has none in closed form.
  func mean(like: Number) -> Number? {
    var sum = like.constant(0)
    for term in terms {
      guard let (term, factor) = Self.standard(term) else { return nil }
      let closed = if let cut = term.cut { Self.mean(term, beyond: cut.point) } else { Self.mean(term) }
      guard let mean = closed else { return nil }
      sum = sum + term.coefficient * mean * factor
    }
    return sum
  }

  /// The term without its square, and what its mean is to be multiplied by; nil where it is not certainly integrable.
  private static func standard(_ term: Term) -> (Term, Number)? {
    let one = term.coefficient.constant(1)
    guard let q = term.square else { return (term, one) }
    guard let deviation = (one - q - q).reciprocalRoot() else { return nil }
    var (scaled, factor) = (term, deviation)
    scaled.square = nil
    for _ in 0..<term.degree { factor = factor * deviation }
    scaled.rate = term.rate * deviation
    scaled.frequency = term.frequency * deviation
    if let cut = term.cut {
      guard let point = cut.point.quotient(by: deviation) else { return nil }
      scaled.cut?.point = point
    }
    return (scaled, factor)
  }

  private static func half(of x: Number) -> Number { x * x.constant(Rational(1, 2)) }

  private static func mean(_ term: Term) -> Number? {
    let (k, w) = (term.rate, term.frequency)
    let (zero, one) = (k.constant(0), k.constant(1))
    // Powers of κ, and Σ C(n, 2j)·(2j − 1)!!·κ^(n − 2j).
    var powers = [(one, zero)]
    for _ in 0..<term.degree {
      let (p, q) = powers[powers.count - 1]
      powers.append((p * k - q * w, p * w + q * k))
    }
    var (re, im) = (zero, zero)
    var weight = Rational(1)
    for j in 0...(term.degree / 2) {
      let n = term.degree - 2 * j
      if j > 0 { weight = weight * Rational((n + 2) * (n + 1), 2 * j) }
      let factor = k.constant(weight)
      re = re + factor * powers[n].0
      im = im + factor * powers[n].1
    }
    guard let size = half(of: k * k - w * w).exponential() else { return nil }
    if w.exactValue == 0 { return term.isSine ? zero : size * re }
    guard let (cosine, sine) = (k * w).cosineAndSine() else { return nil }
    return size * (term.isSine ? re * sine + im * cosine : re * cosine - im * sine)
  }

  private static func mean(_ term: Term, beyond point: Number) -> Number? {
    guard term.frequency.exactValue == 0 else { return nil }
    let k = term.rate
    if term.isSine { return k.constant(0) }
    let s = point - k
    guard let tail = s.normalTail(), let bell = (-half(of: s.squared())).exponential(),
      let density = bell.quotient(by: k.rootOfTwoPi()), let size = half(of: k.squared()).exponential()
    else { return nil }
    var moments = [tail, density]
    var power = density
    for j in stride(from: 2, through: term.degree, by: 1) {
      power = power * s
      moments.append(power + k.constant(Rational(j - 1)) * moments[j - 2])
    }
    var sum = k.constant(0)
    var (factor, binomial) = (k.constant(1), Rational(1))
    for j in stride(from: term.degree, through: 0, by: -1) {
      sum = sum + k.constant(binomial) * factor * moments[j]
      factor = factor * k
      binomial = binomial * Rational(j, term.degree - j + 1)
    }
    return size * sum
  }
}
