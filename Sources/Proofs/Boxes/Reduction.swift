import Numbers
import ProofKernel

/// A polynomial as a combination of facts and equations, and what is left of it.
struct Reduction {
  private(set) var rest: RealPolynomial
  private(set) var sum = Proof.Combination()

  init(_ polynomial: RealPolynomial) { rest = polynomial }

  /// A factor of a product, and what it says is at least 0.
  struct Factor {
    var factor: Proof.Combination.Factor
    var polynomial: RealPolynomial

    init(_ reference: Reference, _ polynomial: RealPolynomial) {
      (factor, self.polynomial) = (.fact(reference), polynomial)
    }
    init(squareOf root: RealPolynomial) { (factor, polynomial) = (.square(root), root * root) }
  }

  /// Takes a product of what is at least 0, times a number that is.
  mutating func take(_ coefficient: Rational, _ factors: [Factor] = []) {
    if coefficient.isZero { return }
    rest = rest - coefficient * factors.reduce(RealPolynomial(1)) { $0 * $1.polynomial }
    sum.terms.append(.init(coefficient, factors.map(\.factor)))
  }

  /// Takes products that add up to all that is left.
  mutating func close(_ terms: [Proof.Combination.Term]) {
    rest = .zero
    sum.terms += terms
  }

  /// Takes a multiple of an equation.
  mutating func use(_ multiplier: RealPolynomial, _ equation: Reference, _ polynomial: RealPolynomial) {
    if multiplier.isZero { return }
    rest = rest - multiplier * polynomial
    if let k = sum.equations.firstIndex(where: { $0.equation == equation }) {
      let whole = sum.equations[k].multiplier + multiplier
      sum.equations[k].multiplier = whole
      if whole.isZero { sum.equations.remove(at: k) }
    } else {
      sum.equations.append(.init(multiplier, equation))
    }
  }

  /// The atom replaced by what an equation says it is: atom - value = 0.
  mutating func replace(_ atom: Atom, by value: RealPolynomial, _ equation: Reference) {
    let me = RealPolynomial(atom)
    var multiplier = RealPolynomial.zero
    for (power, factor) in rest.powers(of: atom).enumerated().dropFirst() {
      for i in 0..<power { multiplier = multiplier + factor * me.power(i) * value.power(power - 1 - i) }
    }
    use(multiplier, equation, me - value)
  }

  /// Squares of the atom replaced by what an equation says: atom² - square = 0.
  mutating func reduceSquares(of atom: Atom, to square: RealPolynomial, _ equation: Reference) {
    let me = RealPolynomial(atom)
    var multiplier = RealPolynomial.zero
    for (power, factor) in rest.powers(of: atom).enumerated() where power >= 2 {
      // f^p - f^(p-2j) S^j = (f² - S)(f^(p-2) + f^(p-4) S + …).
      for j in 0..<(power / 2) {
        multiplier = multiplier + factor * me.power(power - 2 - 2 * j) * square.power(j)
      }
    }
    use(multiplier, equation, me * me - square)
  }
}

extension RealPolynomial {
  /// The factors of the powers of an atom, from the power 0 on.
  func powers(of atom: Atom) -> [RealPolynomial] {
    var parts: [[Term]] = [[]]
    for (monomial, coefficient) in terms {
      let power = monomial.powers.first { $0.variable == atom }?.exponent ?? 0
      while parts.count <= power { parts.append([]) }
      guard let others = monomial.dividing(by: Monomial(atom, power)) else { continue }
      parts[power].append((others, coefficient))
    }
    return parts.map { RealPolynomial($0) }
  }
}
