import Foundation
import Numbers
import ProofKernel

/// What polynomials are at points, in doubles: it says where to look, and nothing rests on it.
struct BoxValues {
  let theory: BoxTheory
  let point: [Atom: Double]
  private var known: [Atom: Double] = [:]

  init(_ theory: BoxTheory, at point: [Atom: Double]) { (self.theory, self.point) = (theory, point) }

  mutating func value(_ polynomial: RealPolynomial) -> Double { sum(polynomial).value }

  /// The value, and the sum of the terms' sizes.
  mutating func sum(_ polynomial: RealPolynomial) -> (value: Double, size: Double) {
    var (sum, size) = (0.0, 0.0)
    for (monomial, coefficient) in polynomial.terms {
      var term = coefficient.approximation
      for power in monomial.powers {
        let factor = value(power.variable)
        for _ in 0..<power.exponent { term *= factor }
      }
      sum += term
      size += term.magnitude
    }
    return (sum, size)
  }

  mutating func value(_ atom: Atom) -> Double {
    if let value = point[atom] ?? known[atom] { return value }
    var result = Double.nan
    switch theory.kind(of: atom) {
    case .base: break
    case .equal(let x, _): result = value(x)
    case .inverse(let x): result = 1 / value(x)
    case .root(let x, let y): result = y.map { value($0).magnitude } ?? max(value(x), 0).squareRoot()
    case .exponential(let x): result = exp(value(x))
    case .logarithm(let x): result = log(value(x))
    case .greatest(let list): result = list.map { value($0) }.max() ?? .nan
    case .least(let list): result = list.map { value($0) }.min() ?? .nan
    }
    known[atom] = result
    return result
  }
}

extension BoxTheory {
  func value(_ polynomial: RealPolynomial, at point: [Atom: Double]) -> Double {
    effort.spend(BoxTuning.costOfTerm * (polynomial.termCount + 2))
    var values = BoxValues(self, at: point)
    return values.value(polynomial)
  }
}
