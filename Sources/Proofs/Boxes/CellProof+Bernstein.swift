import Numbers
import ProofKernel

/// Polynomials in the numbers that vary: in Bernstein's form, a sum of products of distances from the ends.
extension CellProof {
  /// Takes what is left, if it is a polynomial whose Bernstein coefficients in the cell are at least 0.
  mutating func showPolynomial(_ reduction: inout Reduction, isStrict: Bool) -> Bool {
    let polynomial = reduction.rest
    if let constant = polynomial.constant {
      guard constant.signum > 0 || constant.isZero && (!isStrict || hasStrictTerm(reduction)) else {
        return false
      }
      reduction.take(constant)
      return true
    }
    let count = polynomial.variables.count
    for elevation in count == 1 ? [0, 1, 3] : count == 2 ? [0, 1] : [0] {
      guard var form = BernsteinForm(polynomial, box, elevation: elevation), !theory.effort.isSpent else {
        return false
      }
      theory.effort.spend(
        BoxTuning.costOfTerm * (form.work + polynomial.termCount * polynomial.degree * count))
      guard let least = form.coefficients.min(), least.signum >= 0 else { continue }
      if isStrict, !hasStrictTerm(reduction) {
        // The coefficients of 1 are 1, and 0 beside distances from an end that is the only one.
        let places = form.placesOfOne
        let share = (places.map { form.coefficients[$0] }.min() ?? 0) / 2
        for k in places { form.coefficients[k] = form.coefficients[k] - share }
        reduction.take(share)
      }
      var terms: [Proof.Combination.Term] = []
      for (k, coefficient) in form.coefficients.enumerated() where !coefficient.isZero {
        let (scale, powers) = form.product(k)
        var factors: [Proof.Combination.Factor] = []
        for (atom, below, above) in powers {
          guard let side = box.sides[atom] else { return false }
          for (end, count) in [(side.low, below), (side.high, above)] where count > 0 {
            guard let fact = end.fact else { return false }
            factors += Array(repeating: .fact(fact), count: count)
          }
        }
        terms.append(.init(coefficient * scale, factors))
      }
      reduction.close(terms)
      return !isStrict || hasStrictTerm(reduction)
    }
    return completeSquare(&reduction, isStrict: isStrict) || takeCrosses(&reduction, isStrict: isStrict)
  }

  /// Beside a corner where both sides are equal, -2·b·u·v is b·(s·u - v/s)² and what that takes from the squares of u and v.
  private mutating func takeCrosses(_ reduction: inout Reduction, isStrict: Bool) -> Bool {
    guard let focus = manner.focus, !isCrossed else { return false }
    // The distances from the corner, into the cell.
    var distances: [Atom: RealPolynomial] = [:]
    var signs: [Atom: Rational] = [:]
    for atom in reduction.rest.variables {
      guard let corner = focus[atom], let side = box.sides[atom] else { return false }
      let sign: Rational = corner == side.high.value ? -1 : 1
      signs[atom] = sign
      distances[atom] = sign * (RealPolynomial(atom) - RealPolynomial(corner))
    }
    let moved = reduction.rest.substituting { atom in
      .polynomial(RealPolynomial(focus[atom] ?? 0) + (signs[atom] ?? 1) * RealPolynomial(atom))
    }
    var next = reduction
    for (monomial, coefficient) in moved.terms
    where coefficient.signum < 0 && monomial.powers.count == 2 && monomial.degree == 2 {
      let (u, v) = (monomial.powers[0].variable, monomial.powers[1].variable)
      let ratio = moved[Monomial(u, 2)].approximation / moved[Monomial(v, 2)].approximation
      guard ratio > 0, let x = distances[u], let y = distances[v],
        let share = Rational(near: ratio.squareRoot(), places: 8), share.signum > 0
      else { return false }
      next.take(-coefficient / (2 * share), [Reduction.Factor(squareOf: share * x - y)])
    }
    isCrossed = true
    defer { isCrossed = false }
    guard next.sum.terms.count > reduction.sum.terms.count, showPolynomial(&next, isStrict: isStrict) else {
      return false
    }
    reduction = next
    return true
  }

  /// a·x² + b·x + c is a·(x + b/2a)² and c - b²/4a, where a number is least inside the cell.
  private mutating func completeSquare(_ reduction: inout Reduction, isStrict: Bool) -> Bool {
    for atom in reduction.rest.variables.sorted() {
      let powers = reduction.rest.powers(of: atom)
      guard powers.count == 3, let factor = powers[2].constant, factor.signum > 0,
        powers[1].degree <= BoxTuning.mostSquared
      else { continue }
      var next = reduction
      next.take(
        factor, [Reduction.Factor(squareOf: RealPolynomial(atom) + 1 / (2 * factor) * powers[1])])
      if showPolynomial(&next, isStrict: isStrict) {
        reduction = next
        return true
      }
    }
    return false
  }

  /// The least and greatest coefficient: between them the polynomial lies.
  func bernsteinRange(of polynomial: RealPolynomial) -> (low: Rational, high: Rational)? {
    guard isBounded(polynomial), let form = BernsteinForm(polynomial, box, elevation: 0),
      let low = form.coefficients.min(),
      let high = form.coefficients.max()
    else { return nil }
    return (low, high)
  }

  private func hasStrictTerm(_ reduction: Reduction) -> Bool {
    reduction.sum.terms.contains { term in
      term.factors.allSatisfy { factor in
        guard case .fact(let reference) = factor else { return false }
        return (try? theory.checker.instance(reference, context))?.relation == .positive
      }
    }
  }
}

/// A polynomial on a box by its Bernstein coefficients; along a side with one end by those of powers of the distance from it.
struct BernsteinForm {
  private let atoms: [Atom]
  private let degrees: [Int]
  private let widths: [Rational]
  /// Along which sides there is a low end, and whether a high one.
  private let ends: [(low: Bool, high: Bool)]
  /// In the order of the powers, the last number's the fastest.
  var coefficients: [Rational]

  init?(_ polynomial: RealPolynomial, _ box: Box, elevation: Int) {
    atoms = polynomial.variables.sorted()
    let sides = atoms.compactMap { box.sides[$0] }
    ends = sides.map { ($0.low.fact != nil, $0.high.fact != nil) }
    guard sides.count == atoms.count, ends.allSatisfy({ $0.low || $0.high }) else { return nil }
    var degrees: [Int] = []
    for (atom, side) in zip(atoms, sides) {
      degrees.append(polynomial.powers(of: atom).count - 1 + (side.isBounded ? elevation : 0))
    }
    self.degrees = degrees
    var count = 1
    for degree in degrees {
      count *= degree + 1
      if count > BoxTuning.mostBernstein { return nil }
    }
    widths = sides.map { $0.isBounded ? $0.width : 1 }
    // In the place of each number its lower end and a share of the width, or its distance from its only end.
    let moved = polynomial.substituting { atom in
      guard let side = box.sides[atom] else { return .atom(atom) }
      if side.low.fact == nil { return .polynomial(RealPolynomial(side.high.value) - RealPolynomial(atom)) }
      if side.high.fact == nil { return .polynomial(RealPolynomial(atom) + RealPolynomial(side.low.value)) }
      return .polynomial(side.width * RealPolynomial(atom) + RealPolynomial(side.low.value))
    }
    var table = [Rational](repeating: 0, count: count)
    for (monomial, coefficient) in moved.terms {
      var place = 0
      for (atom, degree) in zip(atoms, degrees) {
        place = place * (degree + 1) + (monomial.powers.first { $0.variable == atom }?.exponent ?? 0)
      }
      table[place] = coefficient
    }
    // b_i = Σ C(i, j)/C(d, j) a_j, one number after the other.
    var step = count
    for (degree, end) in zip(degrees, ends) {
      step /= degree + 1
      guard end.low && end.high else { continue }
      for start in 0..<count where start / step % (degree + 1) == 0 {
        let powers = (0...degree).map { table[start + $0 * step] }
        for i in 0...degree {
          var sum: Rational = 0
          for j in 0...i where !powers[j].isZero {
            sum = sum + Self.binomial(i, j) / Self.binomial(degree, j) * powers[j]
          }
          table[start + i * step] = sum
        }
      }
    }
    coefficients = table
  }

  /// About how many multiplications it took.
  var work: Int { coefficients.count * degrees.reduce(1) { $0 + $1 } * 3 }

  /// The product that a coefficient belongs to: its factor, and how often the distances from both ends of each number.
  func product(_ k: Int) -> (scale: Rational, powers: [(Atom, below: Int, above: Int)]) {
    var (rest, scale) = (k, Rational(1))
    var powers: [(Atom, below: Int, above: Int)] = []
    for (n, degree) in degrees.enumerated().reversed() {
      let i = rest % (degree + 1)
      rest /= degree + 1
      switch ends[n] {
      case (true, true):
        scale = scale * Self.binomial(degree, i) / widths[n].power(degree)
        powers.append((atoms[n], i, degree - i))
      case (true, false): powers.append((atoms[n], i, 0))
      default: powers.append((atoms[n], 0, i))
      }
    }
    return (scale, powers)
  }

  /// The coefficients that those of 1 are 1 in; they are 0 elsewhere.
  var placesOfOne: [Int] {
    coefficients.indices.filter { k in
      var rest = k
      for (degree, end) in zip(degrees, ends).reversed() {
        if !(end.low && end.high), rest % (degree + 1) != 0 { return false }
        rest /= degree + 1
      }
      return true
    }
  }

  private static func binomial(_ n: Int, _ k: Int) -> Rational {
    (0..<k).reduce(Rational(1)) { $0 * Rational(n - $1) / Rational($1 + 1) }
  }
}
