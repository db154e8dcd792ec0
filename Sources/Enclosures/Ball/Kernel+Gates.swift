/// E = exp(−|x|) and D = 1 + E, each as a double and a tail; |x| beyond 700 counts as 700.
///
/// E errs by 0.82u of itself. D's head is rounded, with its exact error (Dekker) and E's tail in the tail,
/// whose own rounding is of the order of u².
struct GateKernel<V: KernelNumber> {
  let exponential: ExponentialKernel<V>
  let (e, eTail): (V, V)
  let (d, dTail): (V, V)

  @inline(__always)
  init(_ size: V) {
    exponential = ExponentialKernel<V>(
      (size < ExponentialKernel<V>.range).choose(-size, -ExponentialKernel<V>.range))
    (e, eTail) = exponential.parts
    d = e + 1
    dTail = ((1 - d) + e) + eTail
  }

  /// (n + n′)/D for |n′| ≤ 2u|n|, given an approximation of 1/D by its first quotient n/D.
  ///
  /// With q = n/d: (n + n′)/(d + d′) = q + (n′ − qd′)/(d + d′). The correction is at most 4u of q, so that
  /// the errors of `inverse`, a few u, do not weigh: the quotient errs by u and the sum by u, apart from
  /// what n and D themselves err.
  @inline(__always)
  func quotient(_ n: V, _ nTail: V, inverse: (V) -> V) -> (value: V, inverse: V) {
    let q = n / d
    let w = inverse(q)
    return ((nTail - q * dTail).times(w, plus: q), w)
  }

  /// sigmoid(x), of which it knows |x|, and 1/D.
  ///
  /// For x ≥ 0 it is 1/D, for x < 0 E/D = 1 − 1/D. E's error weighs E/D ≤ 1/2 in the first and 1/D ≤ 1 in
  /// the second case: with the quotient's 2u, 2.82u at most.
  @inline(__always)
  func sigmoid(isNegative: V.Answer) -> (value: V, inverse: V) {
    quotient(
      isNegative.choose(e, 1), isNegative.choose(eTail, 0), inverse: { isNegative.choose(1 - $0, $0) })
  }
}

extension Kernel {
  @inline(__always)
  private static func least(_ x: V, _ y: Double) -> V { (x < y).choose(x, y) }

  /// Beyond 700, E counts as exp(−700): to the sum with 1 or more that is nothing. Below −700 it is left
  /// to the interval rung.
  @inline(__always)
  private static func isInRange(_ m: V, _ r: V) -> V.Answer {
    (m >= -ExponentialKernel<V>.range) & (r <= Self.widest)
  }

  /// 1/(1 + exp(−x)): the value within 3u; sigmoid′ = E/D², and |(log sigmoid′)′| ≤ 1, so that over the
  /// ball it moves by sigmoid′(m)(exp(r) − 1) at most.
  @inline(__always)
  static func sigmoid(_ m: V, _ r: V) -> Kernel {
    let gate = GateKernel<V>(m.magnitude)
    let (value, w) = gate.sigmoid(isNegative: m < 0)
    return Kernel(
      value, units: 3, spread: (gate.e * w * w) * r.times(r, plus: r), isExact: (m == 0) & (r == 0),
      where: isInRange(m, r))
  }

  /// x·sigmoid(x): the value within 4u.
  ///
  /// silu′ = σ + xσ′ with σ′ = E/D², at most 1.1, and silu″ = σ′(2 − x·tanh(x/2)), so that
  /// |silu″| ≤ min(1/2, E(2 + |x|)), and E grows over the ball by exp(r) ≤ 1 + r(1 + r) at most. The
  /// computed silu′ errs by far less than 2⁻⁴⁵σ(1 + |x|), for σ′ ≤ σ.
  @inline(__always)
  static func silu(_ m: V, _ r: V) -> Kernel {
    let gate = GateKernel<V>(m.magnitude)
    let (value, w) = gate.sigmoid(isNegative: m < 0)
    let growth = r.times(r, plus: r)
    let slope = m.times(gate.e * w * w, plus: value).magnitude + value * (m.magnitude + 1) * 0x1p-45
    let bend = gate.e.times(growth, plus: gate.e) * (m.magnitude + r + 2)
    return Kernel(
      m * value, units: 4, spread: r * (least(slope, 1.1) + least(bend, 0.5) * r),
      isExact: (m == 0) & (r == 0),
      where: isInRange(m, r))
  }

  /// log(1 + exp(x)) = max(x, 0) + log(1 + E): the value within 4u.
  ///
  /// 1 + E + E′ = 2^k(1 + f)(1 + δ/(1 + f)), E′ E's tail: for E ≤ 0.4142 with k = 0, f = E and δ = E′, else
  /// with k = 1, f = (E − 1)/2, rounded with exact error (Dekker), and δ = half of that error and E′; both
  /// times |δ| ≤ u/2, or |δ| ≤ u·f for k = 0. For δ/(1 + f), δ(1 − f) is taken: it misses δf²/(1 + f).
  /// The errors of log(1 + E), relative to it:
  /// - k = 0: E's own 0.82u; of the tail 1.76u·f² and of adding δ(1 − f) to it u·f²/2, of what that misses
  ///   u·f³/1.41, of which all f³ ≤ 0.172f: with log(1 + f) ≥ 0.83f, (2.26·0.415 + 0.122)u/0.83 < 1.28u;
  ///   and the last sum's u: 3.1u.
  /// - k = 1: E's error weighs 0.82u·E/D ≤ 0.41u; the tail's is 0.256u, that of adding δ(1 − f),
  ///   k·L₂ and the head's error to it u/16 each, missed by δ 0.061u: 0.92u. Relative to
  ///   log(1 + E) ≥ 0.3465 that would be 2.7u: with the last sum's u, 3.7u.
  ///
  /// For x < 0 that is all. For x ≥ 0 the absolute error is a part log(1 + E)/softplus(x) of it, and the sum with x
  /// adds u: for k = 0, x ≥ 0.88 and that part is below 0.29, in total below 2u. For k = 1 the part is
  /// below 1, the absolute error below (0.92 + 1·0.694)u < 1.62u; with softplus(x) ≥ 0.693 that is 2.4u, in
  /// total 3.4u.
  ///
  /// softplus′ = sigmoid ≤ 1, and |(log sigmoid)′| ≤ 1: over the ball it moves by sigmoid(m)(exp(r) − 1) and by
  /// r at most.
  @inline(__always)
  static func softplus(_ m: V, _ r: V) -> Kernel {
    let gate = GateKernel<V>(m.magnitude)
    let (e, eTail) = (gate.e, gate.eTail)
    let isLarge = e > 0.4142
    let less = e - 1
    let lessError = (-1 - less) + e
    let f = isLarge.choose(less * 0.5, e)
    let delta = isLarge.choose((lessError + eTail) * 0.5, eTail)
    let (high, low) = LogarithmKernel<V>.logTwo
    let whole = isLarge.choose(high, 0)
    let head = whole + f
    let tail = delta.times(1 - f, plus: LogarithmKernel<V>.tail(f)) + isLarge.choose(low, 0)
    let logarithm = head + (((whole - head) + f) + tail)
    let isNegative = m < 0
    let value = isNegative.choose(0, m) + logarithm
    let slope = isNegative.choose(e, 1) / gate.d
    let growth = r.times(slope, plus: slope)
    return Kernel(
      value, units: 4, spread: least(growth, 1) * r, where: isInRange(m, r))
  }

  /// (1 − E)/(1 + E) with E = exp(−2|x|), and x's sign: the value within 4u.
  ///
  /// The numerator, where exp does not scale (2|x| ≤ 0.3466, r = −2|x|, r′ = 0): −r − q, see
  /// `ExponentialKernel`. q and what is cut of it err by 2.4u·r² + 0.053u·(r/0.3466)¹⁴; relative to
  /// 1 − exp(r) ≥ 0.84|r| that is 1.2u at most, and D's error 0.58u/1.7 < 0.35u. Else: 1 − E with its
  /// exact error (Dekker) and E's tail; E's error 0.58u/2 at E = 0.7072 weighs 1/(1 − E) + 1/(1 + E) < 4.01,
  /// 1.17u, and less for lesser E. With the quotient's 2u less than 3.6u.
  ///
  /// tanh′ = 4E/D², and |(log tanh′)′| ≤ 2: over the ball it moves by tanh′(m)(exp(2r) − 1)/2 at most.
  @inline(__always)
  static func tanh(_ m: V, _ r: V) -> Kernel {
    let gate = GateKernel<V>(m.magnitude + m.magnitude)
    let small = gate.exponential
    let difference = 1 - gate.e
    let head = small.isUnscaled.choose(-small.r, difference)
    let tail = small.isUnscaled.choose(-small.rest, ((1 - difference) - gate.e) - gate.eTail)
    let n = head + tail
    let (size, w) = gate.quotient(n, (head - n) + tail, inverse: { $0.times(0.5, plus: 0.5) })
    return Kernel(
      (m < 0).choose(-size, size), units: 4,
      spread: (gate.e * w * w) * 4 * (r + r).times(r, plus: r), isExact: (m == 0) & (r == 0),
      where: r <= Self.widest)
  }
}
