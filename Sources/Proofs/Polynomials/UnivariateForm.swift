import Numbers
import ProofKernel

/// A polynomial as one in a single element: Σ cₖ·xᵏ, where no cₖ has x.
struct UnivariateForm {
  /// From the lowest power on, at least one; the last is not 0 unless it is the only one.
  private(set) var coefficients: [RealPolynomial]

  var degree: Int { coefficients.count - 1 }

  init(_ polynomial: RealPolynomial, in x: Atom) {
    var parts: [[RealPolynomial.Term]] = [[]]
    for (monomial, coefficient) in polynomial.terms {
      let k = monomial.powers.first { $0.variable == x }?.exponent ?? 0
      guard let rest = monomial.dividing(by: Monomial(x, k)) else { continue }
      while parts.count <= k { parts.append([]) }
      parts[k].append((rest, coefficient))
    }
    coefficients = parts.map { RealPolynomial($0) }
  }

  subscript(k: Int) -> RealPolynomial { k < coefficients.count ? coefficients[k] : .zero }

  /// Its value with another polynomial in the place of x; nil where it has too many terms, or too high a degree.
  func value(at x: RealPolynomial) -> RealPolynomial? {
    var value = RealPolynomial.zero
    for coefficient in coefficients.reversed() {
      guard let product = value.times(x, 1) else { return nil }
      value = product + coefficient
    }
    return value
  }

  /// The polynomial q with p(x) - p(end) = q·(x - end), by Horner's scheme.
  func quotient(_ x: Atom, at end: RealPolynomial) -> RealPolynomial {
    var (quotient, carry) = (RealPolynomial.zero, RealPolynomial.zero)
    for k in stride(from: degree, to: 0, by: -1) {
      carry = coefficients[k] + end * carry
      quotient = quotient + carry * RealPolynomial(x).power(k - 1)
    }
    return quotient
  }

  /// Bernstein's coefficients on an interval: Σ bᵢ·C(n,i)·yⁱ·(1-y)ⁿ⁻ⁱ for y = (x - low)/(high - low).
  ///
  /// - Parameter n: At least the degree.
  func bernstein(_ low: Rational, _ high: Rational, degree n: Int) -> [RealPolynomial] {
    // In powers of y, by Horner's scheme.
    let width = high - low
    var powers: [RealPolynomial] = []
    for coefficient in coefficients.reversed() {
      var next = [RealPolynomial](repeating: .zero, count: powers.count + 1)
      for (k, power) in powers.enumerated() {
        next[k] = next[k] + low * power
        next[k + 1] = next[k + 1] + width * power
      }
      next[0] = next[0] + coefficient
      powers = next
    }
    return (0...n).map { i in
      powers.prefix(i + 1).enumerated().reduce(RealPolynomial.zero) { sum, entry in
        sum + Self.binomial(i, entry.offset) / Self.binomial(n, entry.offset) * entry.element
      }
    }
  }

  /// The binomial coefficient C(n,k) for 0 ≤ k ≤ n.
  static func binomial(_ n: Int, _ k: Int) -> Rational {
    (0..<k).reduce(Rational(1)) { $0 * Rational(n - $1) / Rational($1 + 1) }
  }
}
