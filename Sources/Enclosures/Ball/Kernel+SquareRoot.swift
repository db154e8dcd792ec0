extension Kernel {
  /// √: IEEE 754 rounds it correctly, and none underflows. Exact where its square, by Dekker's product, is m
  /// without error; that is an exact statement where no partial product underflows.
  ///
  /// For r ≤ 2⁻¹²m: |√x − √m| = |x − m|/(√x + √m) ≤ r/(√m·(2 − 2⁻¹²)) ≤ (r/√m)·0.50007.
  @inline(__always)
  static func squareRoot(_ m: V, _ r: V) -> Kernel {
    let root = m.squareRoot()
    let square = root * root
    let c = root * 134_217_729
    let high = c - (c - root)
    let low = root - high
    let error = ((high * high - square) + (high * low) * 2) + low * low
    let isExact = (square == m) & (error == 0) & (square >= 0x1p-960)
    let rounding = isExact.choose(0, root * 0x1p-53)
    let moved = ((r / root).times(0.50007, plus: rounding) + Self.floor) * Self.slack
    return Kernel(
      root, (r == 0).choose(rounding, moved),
      where: (m >= 0) & (r <= m * 0x1p-12))
  }
}
