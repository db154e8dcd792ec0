/// sin and cos of x, |x| ≤ 2²⁰, up to the quadrant.
///
/// - Reduction: x = k·π/2 + r + r′ with |r| ≤ 0.7855. π/2 = P₁ + P₂ + P₃ + λ, where P₁ and P₂ have 33 bits,
///   P₂ < 2⁻³³, P₃ < 2⁻⁶⁸, |λ| < 2⁻¹²². For |k| ≤ 2²⁰ the products with P₁ and P₂ are exact; x − k·P₁, a
///   multiple of 2⁻⁵³ below 1, too (for k = 0, too). k·P₂ is subtracted with exact error (Knuth), and so is
///   k·P₃, rounded, with that error. In total r + r′ errs by |k|·2⁻¹²⁰ and by u² of itself.
///   For k = 0 all is exact and r′ = 0.
/// - sin(r + r′) = r + (r³·S + r′·(1 − r²/2)): of the Taylor series, r¹⁹/19! and on are cut, 0.001u of it. The
///   first term of r³S, at most 0.0808 = 0.115·sin 0.7855, passes through 6 roundings, the others
///   (0.0025 in all) through 12 at most; with their sum's 0.82u and the last one's u: 1.8u. What is cut
///   for r′ ≤ u/2 is r′r⁴/24 < 0.01u, and r′ times its own roundings.
/// - cos(r + r′) = (1 − h) + (exact error + (r⁴C − rr′)), h = r²/2 ≤ 0.3086: from r¹⁸/18! < 0.02u on it
///   is cut. h errs by u/4, r⁴C ≤ 0.0159 by 8u of itself and with the sums by 9u of itself (0.15u),
///   −rr′ for −r′·sin r by 0.05u, and the last sum, below 1, by u/2: 0.97u in all, relative to 0.707 1.4u.
struct TrigonometricKernel<V: KernelNumber> {
  let sin: V
  let cos: V
  /// k + 1.5·2⁵².
  let shifted: V
  /// At least twice what the reduction errs: |k|·2⁻¹¹⁹.
  let error: V

  @inline(__always)
  static var range: Double { 0x1p20 }

  @inline(__always)
  init(_ x: V) {
    let shift = V(0x1.8p52)
    shifted = x.times(0x1.45f306dc9c883p-1, plus: shift)
    let k = shifted - shift
    error = k.magnitude * 0x1p-119
    let a = k.times(-0x1.921fb544p+0, plus: x)
    let (b, bError) = Self.sum(a, k * -0x1.0b4611a6p-34)
    let (r, tail) = Self.sum(b, k.times(-0x1.3198a2e037073p-69, plus: bError))
    let z = r * r
    let w = z * z
    var sinOdd = V(1.0 / 355_687_428_096_000)
    sinOdd = sinOdd.times(w, plus: 1.0 / 6_227_020_800)
    sinOdd = sinOdd.times(w, plus: 1.0 / 362_880)
    sinOdd = sinOdd.times(w, plus: 1.0 / 120)
    var sinEven = V(-1.0 / 1_307_674_368_000)
    sinEven = sinEven.times(w, plus: -1.0 / 39_916_800)
    sinEven = sinEven.times(w, plus: -1.0 / 5040)
    sinEven = sinEven.times(w, plus: -1.0 / 6)
    let h = z * 0.5
    let s = sinOdd.times(z, plus: sinEven)
    sin = r + (z * s).times(r, plus: tail * (1 - h))
    var cosEven = V(1.0 / 20_922_789_888_000)
    cosEven = cosEven.times(w, plus: 1.0 / 479_001_600)
    cosEven = cosEven.times(w, plus: 1.0 / 40320)
    cosEven = cosEven.times(w, plus: 1.0 / 24)
    var cosOdd = V(-1.0 / 87_178_291_200)
    cosOdd = cosOdd.times(w, plus: -1.0 / 3_628_800)
    cosOdd = cosOdd.times(w, plus: -1.0 / 720)
    let c = cosOdd.times(z, plus: cosEven)
    let near = 1 - h
    cos = near + (((1 - near) - h) + c.times(w, plus: -(r * tail)))
  }

  /// Knuth's TwoSum.
  @inline(__always)
  private static func sum(_ a: V, _ b: V) -> (V, V) {
    let s = a + b
    let bPart = s - a
    return (s, (a - (s - bPart)) + (b - bPart))
  }
}

extension Kernel {
  /// sin: the value within 2u and |k|·2⁻¹¹⁹, k = 0 for |m| < π/4. |sin″| ≤ 1: over the ball it moves by
  /// |cos m|·r + r²/2 at most.
  @inline(__always)
  static func sin(_ m: V, _ r: V) -> Kernel {
    let x = TrigonometricKernel<V>(m)
    return turn(x, x.sin, x.cos, m, r, isExact: (m == 0) & (r == 0))
  }

  /// cos: see `sin`.
  @inline(__always)
  static func cos(_ m: V, _ r: V) -> Kernel {
    let x = TrigonometricKernel<V>(m)
    return turn(x, x.cos, -x.sin, m, r, isExact: (m == 0) & (r == 0))
  }

  /// f(m) where f = `even` up to sign in even quadrants and f′ = `odd`, so that f = `odd` in odd ones.
  @inline(__always)
  private static func turn(
    _ x: TrigonometricKernel<V>, _ even: V, _ odd: V, _ m: V, _ r: V, isExact: V.Answer
  ) -> Kernel {
    let isOdd = V.isOdd(shifted: x.shifted)
    let value = isOdd.choose(odd, even).negated(bySecondBitOf: x.shifted)
    let slope = isOdd.choose(even, odd).magnitude + x.error
    return Kernel(
      value, units: 2, spread: x.error + r * r.times(0.5, plus: slope), isExact: isExact,
      where: (m.magnitude <= TrigonometricKernel<V>.range) & (r <= Self.widest))
  }
}
