import ProofKernel

/// Rewritings whose equations are looked up once for many polynomials.
final class Unfolding {
  let rewrites: [Rewrite]
  private let checker: Checker
  private let context: Context
  /// What each head stands for; nil where that was not asked for yet.
  private var values: [RealPolynomial?]

  init(_ rewrites: [Rewrite], _ checker: Checker, _ context: Context) {
    (self.rewrites, self.checker, self.context) = (rewrites, checker, context)
    values = [RealPolynomial?](repeating: nil, count: rewrites.count)
  }

  /// What the kernel makes of the polynomial; nil where it refuses a rewriting.
  func callAsFunction(_ polynomial: RealPolynomial) -> RealPolynomial? {
    var result = polynomial
    for (k, rewrite) in rewrites.enumerated() where result.contains(rewrite.head) {
      // The first time the kernel has to accept the equation.
      guard let value = values[k] ?? value(of: rewrite),
        let next = try? checker.replace(rewrite.head, by: value, in: result)
      else { return nil }
      values[k] = value
      result = next
    }
    return result
  }

  private func value(of rewrite: Rewrite) -> RealPolynomial? {
    try? checker.rewrite(RealPolynomial(rewrite.head), [rewrite], context)
  }
}
