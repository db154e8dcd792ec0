import ProofKernel

extension RealPolynomial {
  /// Products with more terms are of no use to any search; a fifth of what the kernel takes.
  private static let mostTerms = Checker.mostTerms / 5

  /// p·qⁿ; nil where it is too large.
  func times(_ q: Self, _ n: Int) -> Self? {
    guard n <= Checker.mostDegree, degree + n * q.degree <= Checker.mostDegree else { return nil }
    if q.termCount == 1 { return self * q.power(n) }
    var product = self
    for _ in 0..<n {
      guard product.termCount * q.termCount <= Self.mostTerms else { return nil }
      product = product * q
    }
    return product
  }
}
