import ProofKernel

extension RealPolynomial {
  /// Products with more terms are of no use to any search.
  private static let mostTerms = 2_000

  /// p·qⁿ; nil where it has too many terms.
  func times(_ q: Self, _ n: Int) -> Self? {
    if q.termCount == 1 { return self * q.power(n) }
    var product = self
    for _ in 0..<n {
      guard product.termCount * q.termCount <= Self.mostTerms else { return nil }
      product = product * q
    }
    return product
  }
}
