/// h[t] = a[t]·h[t−1] + x[t] in single precision, in three ways.
enum Scans {
  /// Step by step.
  static func sequential(_ a: [Float], _ x: [Float]) -> [Float] {
    var h: Float = 0
    return zip(a, x).map { a, x in
      h = a * h + x
      return h
    }
  }

  /// In log T rounds (Hillis and Steele): each element composes its own step with that of the element `shift` before.
  static func parallel(_ a: [Float], _ x: [Float]) -> [Float] {
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

  /// The same with a planted fault: from the third round on the last element is left out.
  static func faulty(_ a: [Float], _ x: [Float]) -> [Float] {
    var (gates, states) = (a, x)
    var shift = 1
    while shift < a.count {
      let (g, s) = (gates, states)
      let end = shift >= 4 ? a.count - 1 : a.count
      for t in shift..<max(end, shift) {
        states[t] = g[t] * s[t - shift] + s[t]
        gates[t] = g[t] * g[t - shift]
      }
      shift *= 2
    }
    return states
  }
}
