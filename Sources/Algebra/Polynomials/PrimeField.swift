import Numbers
import Synchronization

/// The integers modulo a prime below 2⁶².
struct PrimeField: Sendable {
  let p: UInt

  @inline(__always)
  func add(_ a: UInt, _ b: UInt) -> UInt {
    let sum = a + b
    return sum >= p ? sum - p : sum
  }

  @inline(__always)
  func subtract(_ a: UInt, _ b: UInt) -> UInt { a >= b ? a - b : a + p - b }

  @inline(__always)
  func multiply(_ a: UInt, _ b: UInt) -> UInt {
    p.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }

  func power(_ base: UInt, _ exponent: UInt) -> UInt {
    var (result, square, rest) = (1 % p, base % p, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return result
  }

  /// a⁻¹ by Fermat, for a ≠ 0.
  func inverse(_ a: UInt) -> UInt { power(a, p - 2) }

  func residue(_ x: Integer) -> UInt {
    if let word = x.word {
      let r = word.magnitude % p
      return word < 0 && r != 0 ? p - r : r
    }
    return UInt(x.flooredDivision(by: Integer(Int(p))).remainder.word ?? 0)
  }

  /// The monic greatest common divisor; both not zero, coefficients reduced, leading ones not 0.
  func gcd(_ x: [UInt], _ y: [UInt]) -> [UInt] {
    var (a, b) = x.count >= y.count ? (x, y) : (y, x)
    while !b.isEmpty {
      let n = b.count - 1
      let inverse = inverse(b[n])
      while a.count > n {
        let factor = multiply(a.removeLast(), inverse)
        if factor != 0 {
          let k = a.count - n
          for i in 0..<n { a[k + i] = subtract(a[k + i], multiply(factor, b[i])) }
        }
      }
      while a.last == 0 { a.removeLast() }
      swap(&a, &b)
    }
    let inverse = inverse(a[a.count - 1])
    return a.map { multiply($0, inverse) }
  }

  // MARK: Primes

  /// The i-th prime below 2⁶², counted from the top.
  static func large(_ index: Int) -> PrimeField {
    known.withLock { primes in
      while primes.count <= index {
        var candidate = (primes.last ?? 1 << 62 + 1) - 2
        while !isPrime(candidate) { candidate -= 2 }
        primes.append(candidate)
      }
      return PrimeField(p: primes[index])
    }
  }

  private static let known = Mutex<[UInt]>([])

  /// Miller–Rabin with the first twelve primes as bases, which is exact below 2⁶⁴; n odd and large.
  private static func isPrime(_ n: UInt) -> Bool {
    let bases: [UInt] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
    if bases.contains(where: { n % $0 == 0 }) { return false }
    let field = PrimeField(p: n)
    let twos = (n - 1).trailingZeroBitCount
    return bases.allSatisfy { base in
      var x = field.power(base, (n - 1) >> UInt(twos))
      if x == 1 || x == n - 1 { return true }
      for _ in 1..<max(twos, 1) {
        x = field.multiply(x, x)
        if x == n - 1 { return true }
      }
      return false
    }
  }
}
