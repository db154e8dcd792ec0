#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// exp and log in plain doubles with a proved error, some fifty times faster than through MPFR. The
// system's libm is only ever asked for a guess; what it returns is verified.
//
// Writing u = 2⁻⁵³: x = k·ln 2 + r with |r| ≤ 0.3466. ln 2 is split so that k·(its high part) is exact;
// the two subtractions and the product with the low part leave an error below 0.72u in r. The Taylor
// polynomial of degree 13 leaves 0.3466¹⁴/14! · 1.42 < 0.06u. In Horner's scheme s_j = c_j + r·s_{j+1} the
// errors e_j, the coefficients' included, obey
//
//     e_j ≤ |r| e_{j+1} + u(|r s_{j+1}| + |s_j| + [j ≥ 2] |c_j|),
//
// which with |s₃| ≤ 0.19, |s₂| ≤ 0.57, |s₁| ≤ 1.20, |s₀| ≤ 1.42 gives e₂ < 1.4u, e₁ < 2.0u, e₀ < 2.6u.
// Relative to exp(r) ≥ 0.707 all of that is below 4.6u; 8u is claimed. The scaling by 2^k is exact.

extension Ball {
  /// Where `expKernel` is defined: neither overflow nor subnormal results are near.
  static let kernelRange = 700.0

  /// exp(x) for |x| ≤ 700 with a relative error of at most 2⁻⁵⁰.
  @inline(__always)
  private static func expKernel(_ x: Double) -> Double {
    // Adding 1.5·2^52 rounds to a whole number. (`rounded()` calls a function on plain x86-64.)
    let k = (x * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52
    let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
    var s = 1 / 6227020800.0
    s = s * r + 1 / 479001600.0
    s = s * r + 1 / 39916800.0
    s = s * r + 1 / 3628800.0
    s = s * r + 1 / 362880.0
    s = s * r + 1 / 40320.0
    s = s * r + 1 / 5040.0
    s = s * r + 1 / 720.0
    s = s * r + 1 / 120.0
    s = s * r + 1 / 24.0
    s = s * r + 1 / 6.0
    s = s * r + 0.5
    s = s * r + 1
    s = s * r + 1
    return s * Double(bitPattern: UInt64(bitPattern: Int64(k) + 1023) << 52)
  }

  /// exp(x) for |x| ≤ 700.
  @inline(__always)
  static func kernelExp(_ x: Double) -> Ball {
    if x == 0 { return Ball(unchecked: 1, 0) }
    let value = expKernel(x)
    return Ball(unchecked: value, value * 0x1.0001p-50)
  }

  /// log of a ball about a positive number, with an absolute error of some 10⁻¹⁵; nil where the midpoint
  /// is extreme or the radius large.
  ///
  /// For any guess y: log v = y + log(1 + t) with t = v·exp(−y) − 1, and |log(1 + t) − t| ≤ t² for |t| ≤ 1/2.
  static func kernelLog(_ v: Ball) -> Ball? {
    #if canImport(Darwin)
      let guess = Darwin.log(v.midpoint)
    #elseif canImport(Glibc)
      let guess = Glibc.log(v.midpoint)
    #elseif canImport(Musl)
      let guess = Musl.log(v.midpoint)
    #else
      let guess = Double.nan
    #endif
    guard guess.magnitude <= kernelRange else { return nil }
    let t = v * kernelExp(-guess) - Ball(unchecked: 1, 0)
    let reach = t.midpoint.magnitude + t.radius
    guard reach < 0x1p-10 else { return nil }
    let sum = Ball(unchecked: guess, 0) + t
    return Ball(checking: sum.midpoint, (sum.radius + reach * reach + radiusFloor) * radiusInflation)
  }

  /// tanh x = ±(1 − 2/(exp(2|x|) + 1)), where that does not cancel; nil elsewhere.
  static func kernelTanh(_ x: Double) -> Ball? {
    guard x.magnitude >= 0.25, x.magnitude <= 0.5 * kernelRange else { return nil }
    let one = Ball(unchecked: 1, 0)
    let value = one - Ball(unchecked: 2, 0) / (kernelExp(2 * x.magnitude) + one)
    return x < 0 ? -value : value
  }

  /// 1/(1 + exp(−x)); nil for extreme x.
  static func kernelSigmoid(_ x: Double) -> Ball? {
    guard x.magnitude <= kernelRange else { return nil }
    let one = Ball(unchecked: 1, 0)
    return one / (one + kernelExp(-x))
  }

  /// log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|)), where the logarithm's absolute error does no harm.
  static func kernelSoftplus(_ x: Double) -> Ball? {
    guard x >= -1, x <= kernelRange else { return nil }
    let logarithm = kernelLog(Ball(unchecked: 1, 0) + kernelExp(-x.magnitude))
    return logarithm.map { $0 + Ball(unchecked: max(x, 0), 0) }
  }
}
