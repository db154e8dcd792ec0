import Numbers
import ProofKernel

/// Shows that a polynomial is at least 0 at fixed sizes, from its values where elements are at their ends.
///
/// Elements are eliminated one after the other, those of the last step first: a state by its equation, so that the one before it
/// stays a symbol; what a step is made of by Bernstein's form p = Σ pᵢ·C(d,i)·(x - lo)ⁱ·(hi - x)^(d-i)/(hi - lo)^d, for
/// degree 1 the two ends. What is left speaks of the state before. Of several such conditions those are left out that
/// the others give with factors at least 0, so that at most as many are open as the state has extreme directions. The factors of
/// the recurrence, from the last step back to a fact, are thus its adjoint weights, never multiplied out.
struct VertexSearch {
  enum Factor {
    case fact(GroundFacts.Known)
    /// That another polynomial is at least 0, which is shown.
    case node(RealPolynomial)
    case square(RealPolynomial)
  }
  struct Term {
    var coefficient: Rational
    var factors: [Factor]
  }
  struct Sum {
    var terms: [Term] = []
    var equations: [(multiplier: RealPolynomial, known: GroundFacts.Known)] = []
    var rewrites: [Rewrite] = []
  }
  /// What a polynomial follows from.
  enum Way {
    case sum(Sum)
    /// By the sign of another one.
    case signs(RealPolynomial, above: Sum, below: Sum)
    /// One of a few numbers is the value of an element; the factor that it has.
    case values(Atom, Rational, [Sum])
    /// An element is what it is somewhere in its range: by values of its arguments.
    case attained(Atom, [RealPolynomial: Sum])
  }

  let facts: GroundFacts
  let samples: GroundSamples
  let effort: ProofEffort
  /// By polynomials, of which none is a positive multiple of another.
  private(set) var ways: [RealPolynomial: Way] = [:]
  /// What is left to show, each with the place of its last element and the number of those before it.
  var open: [RealPolynomial: (rank: Int, number: Int)] = [:]
  private var count = 0
  /// Elements at which Bernstein's coefficients were not all at least 0: a smaller interval may help.
  var blocked: Atom?
  /// How deep conditions for signs are nested.
  var depth = 0

  static let mostOpen = 400
  static let mostNodes = 6_000
  /// Longer ones come of high powers of sums, which take minutes.
  static let mostPolynomialTerms = 600

  init(_ facts: GroundFacts, within effort: ProofEffort) {
    (self.facts, self.effort) = (facts, effort)
    samples = GroundSamples(facts)
    for (polynomial, sum) in facts.derived where ways[polynomial] == nil { ways[polynomial] = .sum(sum) }
  }

  /// Whether it is shown.
  mutating func show(_ polynomial: RealPolynomial) -> Bool {
    var sum = Sum()
    guard add(1, [], polynomial, to: &sum) else { return false }
    while let (atom, batch) = last() {
      guard !effort.isSpent, open.count <= Self.mostOpen, ways.count <= Self.mostNodes else { return false }
      for polynomial in pruned(batch) {
        open[polynomial] = nil
        guard let way = eliminated(polynomial, atom) else { return false }
        ways[polynomial] = way
      }
    }
    return true
  }

  /// Positive multiples have one polynomial.
  static func normal(_ polynomial: RealPolynomial) -> (polynomial: RealPolynomial, scale: Rational) {
    var first: (monomial: Monomial, coefficient: Rational)?
    for term in polynomial.terms where !term.monomial.powers.isEmpty {
      first = term
      break
    }
    let scale = (first?.coefficient ?? 1).magnitude
    return (Rational(1) / scale * polynomial, scale)
  }

  /// Adds a term with a polynomial that has to be shown; false where it is below 0 somewhere, or was too large.
  mutating func add(
    _ coefficient: Rational, _ factors: [Factor], _ polynomial: RealPolynomial?, to sum: inout Sum
  ) -> Bool {
    guard let polynomial else { return false }
    if coefficient.isZero || polynomial.isZero { return true }
    if let constant = polynomial.constant {
      if constant.signum > 0 { sum.terms.append(Term(coefficient: coefficient * constant, factors: factors)) }
      return constant.signum > 0
    }
    let (normal, scale) = Self.normal(polynomial)
    if ways[normal] == nil, open[normal] == nil {
      if polynomial.termCount > Self.mostPolynomialTerms { return false }
      effort.spend(3 * polynomial.termCount * ProofTuning.costOfProduct)
      if samples.refute(normal) { return false }
      open[normal] = (polynomial.variables.reduce(-1) { max($0, facts.ranks[$1] ?? -1) }, count)
      count += 1
    }
    sum.terms.append(Term(coefficient: coefficient * scale, factors: factors + [.node(normal)]))
    return true
  }

  /// The polynomials that have the last of all open elements, in the order in which they came.
  private func last() -> (Atom, [RealPolynomial])? {
    guard let rank = open.values.map(\.rank).max(), facts.atoms.indices.contains(rank) else { return nil }
    let batch = open.filter { $0.value.rank == rank }.sorted { $0.value.number < $1.value.number }
    return (facts.atoms[rank], batch.map(\.key))
  }

  mutating func follows(_ polynomial: RealPolynomial, _ way: Way) {
    open[polynomial] = nil
    ways[polynomial] = way
  }

  /// Whether a polynomial is at least 0, tried with little and apart from what is open.
  mutating func showSign(_ polynomial: RealPolynomial) -> Bool {
    if samples.refute(polynomial) || depth > 3 { return false }
    var trial = self
    (trial.open, trial.depth) = ([:], depth + 1)
    guard trial.show(polynomial) else { return false }
    ways = trial.ways
    return true
  }
}
