import ProofKernel

/// Rewritings whose equations are looked up once for many polynomials.
final class Unfolding {
  let rewrites: [Rewrite]
  private let checker: Checker
  private let context: Context
  /// What each head stands for; nil where that was not asked for yet.
  private var values: [RealPolynomial?]
  /// What references say after the rewritings; nil where that is nothing.
  private var literals: [Reference: Literal?] = [:]

  init(_ rewrites: [Rewrite], _ checker: Checker, _ context: Context) {
    (self.rewrites, self.checker, self.context) = (rewrites, checker, context)
    values = [RealPolynomial?](repeating: nil, count: rewrites.count)
  }

  /// What the kernel makes of the polynomial; nil where it refuses a rewriting, or where that has more terms.
  func callAsFunction(_ polynomial: RealPolynomial, upTo mostTerms: Int? = nil) -> RealPolynomial? {
    var result = polynomial
    for (k, rewrite) in rewrites.enumerated() where result.contains(rewrite.head) {
      // The first time the kernel has to accept the equation.
      guard let value = values[k] ?? value(of: rewrite),
        mostTerms.map({ most in
          result.hasTerms(upTo: most) { $0 == rewrite.head ? value.termCount : 1 }
        }) ?? true,
        let next = try? checker.replace(rewrite.head, by: value, in: result)
      else { return nil }
      values[k] = value
      result = next
    }
    return result
  }

  /// What a reference says after the rewritings; nil where the kernel refuses it, or where it says of numbers what is so.
  func literal(_ reference: Reference) -> Literal? {
    if let known = literals[reference] { return known }
    var literal: Literal?
    if let plain = try? checker.instance(reference, context),
      let polynomial = self(plain.polynomial, upTo: ProofTuning.mostUnfolded),
      polynomial.constant == nil || polynomial.constant?.signum ?? 0 < 0
    {
      literal = Literal(polynomial, plain.relation)
    }
    literals[reference] = .some(literal)
    return literal
  }

  private func value(of rewrite: Rewrite) -> RealPolynomial? {
    try? checker.rewrite(RealPolynomial(rewrite.head), [rewrite], context)
  }
}
