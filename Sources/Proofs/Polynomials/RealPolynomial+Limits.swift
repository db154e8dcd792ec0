import ProofKernel

extension RealPolynomial {
  /// Products with more terms, or of a higher degree, are of no use to any search.
  private static let mostTerms = 20_000
  private static let mostDegree = 64

  /// p·qⁿ; nil where it is too large.
  func times(_ q: Self, _ n: Int) -> Self? {
    guard n <= Self.mostDegree, degree + n * q.degree <= Self.mostDegree else { return nil }
    if q.termCount == 1 { return self * q.power(n) }
    var product = self
    for _ in 0..<n {
      guard product.termCount * q.termCount <= Self.mostTerms else { return nil }
      product = product * q
    }
    return product
  }
}
