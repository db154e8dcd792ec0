/// exp(x) = 2^k·(s + t) for |x| ≤ 700, up to a relative error of 0.82u.
///
/// - Reduction: x = k·log 2 + r + r′ with |r| ≤ 0.3466 and |r′| ≤ u/4. log 2 = L₁ + L₂ + λ, where L₁ has 32
///   bits and |λ| < 2⁻⁸⁶. For |k| < 2¹¹, k·L₁ is exact. For k ≠ 0, x and k·L₁ are multiples of 2⁻⁵⁴ and
///   their difference is below 1/2: it is exact, too. k·L₂ < 2⁻²¹ and the tail r′ err by 2⁻²⁰u at
///   most. For k = 0 all is exact and r′ = 0.
/// - Series: exp(r) = 1 + r + q with q = r²(1/2! + r/3! + … + r¹¹/13!). What is cut is below
///   |r|¹⁴/14!·exp|r| < 0.053u. The sum in brackets errs by
///   u(2/2 + 4|r|/6 + 6r²/24 + 7|r|³/120 + 9r⁴/720 + …) < 1.27u; it is below 0.563, so that with the
///   roundings of r² and of the product q errs by 0.1202(1.27 + 2·0.563)u < 0.288u, or 2.4u·r².
/// - Sum: s = fl(1 + r) with its exact error e (Dekker), t = e + (r′ + q). Either sum is below 1/8 and errs by
///   u/16. For exp(r)·r′, r′ is taken: 0.415·u/4 < 0.104u.
///
/// Together 0.288 + 0.053 + 0.125 + 0.104 < 0.58u, relative to exp(r) ≥ 0.7071 less than 0.82u.
struct ExponentialKernel<V: KernelNumber> {
  /// r and r′ + q: for k = 0 exp(x) − 1 = r + `rest`.
  let r: V
  let rest: V
  let scale: V
  let isUnscaled: V.Answer
  private let s: V
  private let t: V

  @inline(__always)
  static var range: Double { 700 }

  @inline(__always)
  init(_ x: V) {
    // Adding 1.5·2⁵² rounds to a whole number. (`rounded()` calls a function on plain x86-64.)
    let shift = V(0x1.8p52)
    let shifted = x.times(0x1.71547652b82fep+0, plus: shift)
    let k = shifted - shift
    let a = k.times(-0x1.62e42feep-1, plus: x)
    let low = V(-0x1.a39ef35793c76p-33)
    r = k.times(low, plus: a)
    let z = r * r
    var even = V(1.0 / 479_001_600)
    even = even.times(z, plus: 1.0 / 3_628_800)
    even = even.times(z, plus: 1.0 / 40320)
    even = even.times(z, plus: 1.0 / 720)
    even = even.times(z, plus: 1.0 / 24)
    even = even.times(z, plus: 0.5)
    var odd = V(1.0 / 6_227_020_800)
    odd = odd.times(z, plus: 1.0 / 39_916_800)
    odd = odd.times(z, plus: 1.0 / 362_880)
    odd = odd.times(z, plus: 1.0 / 5040)
    odd = odd.times(z, plus: 1.0 / 120)
    odd = odd.times(z, plus: 1.0 / 6)
    s = r + 1
    rest = odd.times(r, plus: even).times(z, plus: k.times(low, plus: a - r))
    t = ((1 - s) + r) + rest
    scale = V.powerOfTwo(shifted: shifted)
    isUnscaled = k == 0
  }

  /// exp(x), rounded: within 1.82u.
  @inline(__always)
  var value: V { (s + t) * scale }

  /// exp(x) as a double and a tail of at most u of it. (Exact: s + t is below 2⁵³·t, and scaling loses
  /// at most 2⁻¹⁰⁷⁵.)
  @inline(__always)
  var parts: (head: V, tail: V) {
    let head = s + t
    return (head * scale, ((s - head) + t) * scale)
  }
}

extension Kernel {
  /// exp: the value within 2u. Over the ball it moves by exp(m)(exp(r) − 1) ≤ exp(m)·r(1 + r) at most,
  /// for r ≤ 1/2.
  @inline(__always)
  static func exp(_ m: V, _ r: V) -> Kernel {
    let value = ExponentialKernel<V>(m).value
    // The floor is inside the product: values as small as 2⁻¹⁰¹⁰ keep their relative accuracy. Products
    // near 2⁻¹⁰⁶² lose 2⁻¹² of themselves at most, and 2u exceeds 1.82u by more than that.
    let relative = (r.times(r + 1, plus: 0x1p-52) + Self.floor) * Self.slack
    return Kernel(
      value, ((m == 0) & (r == 0)).choose(0, value * relative),
      where: (m.magnitude <= ExponentialKernel<V>.range) & (r <= Self.widest))
  }
}
