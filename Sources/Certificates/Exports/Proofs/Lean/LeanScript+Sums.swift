import Numbers
import ProofKernel

extension LeanScript {
  /// The sum of what is at least 0, and the identity that makes it the goal, with all factors.
  func close(_ goal: Literal, by sum: ScriptSum, _ text: KernelTermText) throws -> [String] {
    var whole = RealPolynomial(sum.constant)
    for term in sum.terms { whole = whole + term.coefficient * term.product.polynomial }
    var equations = RealPolynomial.zero
    for equation in sum.equations {
      equations = equations + equation.multiplier * equation.fact.literal.polynomial
    }
    if sum.isAbsurd {
      let rest = sum.heads.rewriting(whole + equations)
      guard let number = rest.constant else { throw unequal }
      let proof = try combined(RealPolynomial(number) - whole, sum, text)
      let below = try text.polynomial(RealPolynomial(number))
      if number.signum < 0 {
        return [
          "exact absurd (show (0 : ℝ) ≤ \(below) from at_least \(nonnegative(sum)) \(proof)) (by norm_num)"
        ]
      }
      return ["exact absurd (show (0 : ℝ) < 0 from above \(try positive(sum)) \(proof)) (lt_irrefl (0 : ℝ))"]
    }
    let proof = try combined(goal.polynomial - whole, sum, text)
    switch goal.relation {
    case .nonnegative: return ["exact at_least \(nonnegative(sum)) \(proof)"]
    case .positive: return ["exact above \(try positive(sum)) \(proof)"]
    case .zero: return [String(proof.dropFirst(4).dropLast())]
    case .nonzero: throw unequal
    }
  }

  private var unequal: ExportError { ExportError(description: "a sum is not what it should be") }

  /// That a polynomial is 0 by the sum's equations and heads.
  private func combined(_ polynomial: RealPolynomial, _ sum: ScriptSum, _ text: KernelTermText) throws
    -> String
  {
    var rest = polynomial
    var terms: [(RealPolynomial, String)] = []
    for equation in sum.equations {
      rest = rest - equation.multiplier * equation.fact.literal.polynomial
      terms.append((equation.multiplier, equation.fact.name))
    }
    return try combined(rest, adding: terms, sum.heads, text)
  }

  /// That a polynomial is 0 where some equations are given, and by heads for the rest.
  func combined(
    _ rest: RealPolynomial, adding given: [(RealPolynomial, String)] = [], _ heads: [RewriteHead],
    _ text: KernelTermText
  ) throws -> String {
    guard let multipliers = heads.multipliers(of: rest) else { throw unequal }
    let terms = (given + zip(multipliers, heads.map(\.equation.name))).filter { !$0.0.isZero }
    if terms.isEmpty { return "(by ring1)" }
    let factors = try terms.map { "(\(try text.polynomial($0.0))) * \($0.1)" }
    return "(by linear_combination \(factors.joined(separator: " + ")))"
  }

  // MARK: What is at least 0

  /// That the sum of the terms is at least 0.
  private func nonnegative(_ sum: ScriptSum) -> String {
    var items = sum.terms.map { item($0.coefficient, $0.product) }
    if !sum.constant.isZero { items.insert(number(sum.constant, "≤"), at: 0) }
    return added(items) ?? "(le_refl (0 : ℝ))"
  }

  /// That it is above 0, for one of the terms is.
  private func positive(_ sum: ScriptSum) throws -> String {
    let strict = sum.terms.firstIndex { $0.product.isStrict }
    if sum.constant.signum > 0 {
      return after(number(sum.constant, "<"), sum.terms.map { item($0.coefficient, $0.product) })
    }
    guard let strict else { throw unequal }
    let (coefficient, product) = sum.terms[strict]
    let first = coefficient == 1 ? product.name : "(mul_pos \(number(coefficient, "<")) \(product.name))"
    return after(
      first, sum.terms.indices.filter { $0 != strict }.map { item(sum.terms[$0].0, sum.terms[$0].1) })
  }

  private func after(_ first: String, _ rest: [String]) -> String {
    added(rest).map { "(add_pos_of_pos_of_nonneg \(first) \($0))" } ?? first
  }

  private func added(_ items: [String]) -> String? {
    guard let last = items.last else { return nil }
    return items.dropLast().reversed().reduce(last) { "(add_nonneg \($1) \($0))" }
  }

  private func item(_ coefficient: Rational, _ product: ScriptFactor) -> String {
    coefficient == 1 ? atLeast(product) : "(mul_nonneg \(number(coefficient, "≤")) \(atLeast(product)))"
  }

  private func number(_ value: Rational, _ relation: String) -> String {
    let text = value.isInteger ? "\(value)" : "\(value.numerator) / \(value.denominator)"
    return "(by norm_num : (0 : ℝ) \(relation) \(text))"
  }
}

extension [RewriteHead] {
  /// A polynomial in which each head was replaced, one after the other.
  func rewriting(_ polynomial: RealPolynomial) -> RealPolynomial {
    reduce(polynomial) { left, head in
      left.substituting { $0 == head.atom ? .polynomial(head.rest) : .atom($0) }
    }
  }
}
