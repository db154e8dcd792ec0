// The innermost loops of the product: sums stay in registers over all columns.
enum ProductKernel {
  typealias Doubles = SIMD8<Double>
  typealias Floats = SIMD16<Float>

  /// Upper and lower sums of three rows with eight: Σ w·h and Σ w·l.
  ///
  /// - Parameters:
  ///   - parts: For every column three upper parts and three lower parts.
  ///   - weights: For every column eight weights.
  ///   - sums: Receives eight upper sums and eight lower sums for each row.
  @inline(never)
  static func sums(
    _ parts: UnsafePointer<Double>, _ weights: UnsafePointer<Double>, _ length: Int,
    _ sums: UnsafeMutablePointer<Double>
  ) {
    var (h0, h1, h2) = (Doubles.zero, Doubles.zero, Doubles.zero)
    var (l0, l1, l2) = (Doubles.zero, Doubles.zero, Doubles.zero)
    var (x, w) = (parts, weights)
    for _ in 0..<length {
      let weight = RecurrenceLanes.load(w)
      add(&h0, weight, x[0])
      add(&h1, weight, x[1])
      add(&h2, weight, x[2])
      add(&l0, weight, x[3])
      add(&l1, weight, x[4])
      add(&l2, weight, x[5])
      x += 6
      w += 8
    }
    RecurrenceLanes.store(h0, sums)
    RecurrenceLanes.store(l0, sums + 8)
    RecurrenceLanes.store(h1, sums + 16)
    RecurrenceLanes.store(l1, sums + 24)
    RecurrenceLanes.store(h2, sums + 32)
    RecurrenceLanes.store(l2, sums + 40)
  }

  @inline(__always)
  private static func add(_ sum: inout Doubles, _ weight: Doubles, _ x: Double) {
    #if SSMPROOF_FMA
      sum.addProduct(weight, Doubles(repeating: x))
    #else
      sum += weight * Doubles(repeating: x)
    #endif
  }

  /// Σ|w|r of six rows with sixteen.
  @inline(never)
  static func spread(
    _ radii: UnsafePointer<Float>, _ weights: [Float], _ length: Int, _ sums: inout [Float]
  ) {
    weights.withUnsafeBytes { weights in
      sums.withUnsafeMutableBytes { sums in
        var s0 = Floats.zero
        var s1 = s0
        var s2 = s0
        var s3 = s0
        var s4 = s0
        var s5 = s0
        var r = radii
        guard var w = weights.baseAddress else { return }
        for _ in 0..<length {
          let weight = w.loadUnaligned(as: Floats.self)
          add(&s0, weight, r[0])
          add(&s1, weight, r[1])
          add(&s2, weight, r[2])
          add(&s3, weight, r[3])
          add(&s4, weight, r[4])
          add(&s5, weight, r[5])
          r += 6
          w += 64
        }
        sums.storeBytes(of: s0, as: Floats.self)
        sums.storeBytes(of: s1, toByteOffset: 64, as: Floats.self)
        sums.storeBytes(of: s2, toByteOffset: 128, as: Floats.self)
        sums.storeBytes(of: s3, toByteOffset: 192, as: Floats.self)
        sums.storeBytes(of: s4, toByteOffset: 256, as: Floats.self)
        sums.storeBytes(of: s5, toByteOffset: 320, as: Floats.self)
      }
    }
  }

  @inline(__always)
  private static func add(_ sum: inout Floats, _ weight: Floats, _ x: Float) {
    #if SSMPROOF_FMA
      sum.addProduct(weight, Floats(repeating: x))
    #else
      sum += weight * Floats(repeating: x)
    #endif
  }
}
