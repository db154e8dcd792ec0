import SSMProof

/// h[t] = a[t]·h[t−1] + x[t] with h[0] = 0, in three ways.
public enum Scans {
  /// Step by step, in any type of number.
  public static func sequential<R: FieldNumber>(_ a: [R], _ x: [R]) -> [R] {
    var h: R = 0
    return zip(a, x).map { a, x in
      h = a * h + x
      return h
    }
  }

  /// In log T rounds (Hillis and Steele): each element joins its own steps with those of the element `shift` before.
  public static func parallel(_ a: [Float], _ x: [Float]) -> [Float] {
    var (gates, states) = (a, x)
    var shift = 1
    while shift < a.count {
      let (g, s) = (gates, states)
      for t in shift..<a.count {
        states[t] = g[t] * s[t - shift] + s[t]
        gates[t] = g[t] * g[t - shift]
      }
      shift *= 2
    }
    return states
  }

  /// The same in blocks of four, whose last states are carried on. A fault is planted: the carry of a block is not scaled by
  /// the gate of the block's first element.
  public static func blocked(_ a: [Float], _ x: [Float]) -> [Float] {
    var states: [Float] = []
    for start in stride(from: 0, to: a.count, by: 4) {
      let end = min(start + 4, a.count)
      var h = states.last ?? 0
      for t in start..<end {
        h = (t == start ? 1 : a[t]) * h + x[t]
        states.append(h)
      }
    }
    return states
  }

  /// The gates exp(-step·exp(rate)) of a rate's logarithm, in any type that has an exponential.
  public static func gates<R: RealNumber>(_ steps: [R], logRate: R) -> [R] {
    let rate = exp(logRate)
    return steps.map { exp(-$0 * rate) }
  }
}
