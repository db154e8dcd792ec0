// The kernels' proofs stand where they are written, in the folder of the double rung. Lanes that a kernel
// does not take (extreme arguments, wide balls) are computed by `Ball` one after the other.

extension BallLanes {
  @inline(__always)
  private func apply(
    _ kernel: (EightDoubles, EightDoubles) -> Kernel<EightDoubles>, _ other: (Ball) -> Ball
  ) -> BallLanes {
    let y = kernel(EightDoubles(midpoint), EightDoubles(radius))
    let result = BallLanes(unchecked: y.midpoint.values, y.radius.values)
    // A NaN is not equal to itself.
    if Self.isTrueEverywhere(result.radius .== result.radius) { return result }
    return patched(result, other)
  }

  @inline(never)
  private func patched(_ result: BallLanes, _ function: (Ball) -> Ball) -> BallLanes {
    var result = result
    for lane in 0..<Self.count where result.radius[lane].isNaN { result[lane] = function(self[lane]) }
    return result
  }

  @inline(__always)
  private static func isTrueEverywhere(_ mask: Mask) -> Bool {
    let all = unsafeBitCast(mask, to: SIMD8<Int64>.self)
    let half = all.lowHalf & all.highHalf
    let quarter = half.lowHalf & half.highHalf
    return quarter[0] & quarter[1] != 0
  }

  /// exp(x); for exact x within 2⁻⁵² of itself, where it neither overflows nor is below 2⁻¹⁰¹⁰.
  @usableFromInline
  package func exp() -> BallLanes { apply({ Kernel.exp($0, $1) }, { $0.exp() }) }

  /// log(x) over the part of the operand that is positive; for exact x within 2⁻⁵² of itself, near 1, too.
  @usableFromInline
  package func log() -> BallLanes { apply({ Kernel.log($0, $1) }, { $0.log() }) }

  /// √x over the part of the operand that is not negative; for exact x rounded correctly.
  @usableFromInline
  package func squareRoot() -> BallLanes { apply({ Kernel.squareRoot($0, $1) }, { $0.squareRoot() }) }

  /// sin(x); for exact x with |x| ≤ 2²⁰ within 2⁻⁵² of itself and |x|·2⁻¹¹⁹.
  @usableFromInline
  package func sin() -> BallLanes { apply({ Kernel.sin($0, $1) }, { $0.sin() }) }

  /// cos(x); for exact x with |x| ≤ 2²⁰ within 2⁻⁵² of itself and |x|·2⁻¹¹⁹.
  @usableFromInline
  package func cos() -> BallLanes { apply({ Kernel.cos($0, $1) }, { $0.cos() }) }

  /// tanh(x); for exact x within 2⁻⁵¹ of itself.
  @usableFromInline
  package func tanh() -> BallLanes { apply({ Kernel.tanh($0, $1) }, { $0.tanh() }) }

  /// 1/(1 + exp(−x)); for exact x ≥ −700 within 3·2⁻⁵³ of itself.
  @usableFromInline
  package func sigmoid() -> BallLanes { apply({ Kernel.sigmoid($0, $1) }, { $0.sigmoid() }) }

  /// log(1 + exp(x)); for exact x ≥ −700 within 2⁻⁵¹ of itself.
  @usableFromInline
  package func softplus() -> BallLanes { apply({ Kernel.softplus($0, $1) }, { $0.softplus() }) }

  /// x/(1 + exp(−x)); for exact x ≥ −700 within 2⁻⁵¹ of itself.
  @usableFromInline
  package func silu() -> BallLanes { apply({ Kernel.silu($0, $1) }, { $0.silu() }) }
}
