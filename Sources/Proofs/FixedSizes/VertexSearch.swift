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
  /// What is left to show.
  var open: Set<RealPolynomial> = []
  /// Elements at which Bernstein's coefficients were not all at least 0: a smaller interval may help.
  var blocked: Atom?
  /// How deep conditions for signs are nested.
  var depth = 0

  static let mostOpen = 400
  static let mostNodes = 6_000

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
        open.remove(polynomial)
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

  /// Adds a term with a polynomial that has to be shown; false where it is below 0 somewhere.
  mutating func add(
    _ coefficient: Rational, _ factors: [Factor], _ polynomial: RealPolynomial, to sum: inout Sum
  ) -> Bool {
    if coefficient.isZero || polynomial.isZero { return true }
    if let constant = polynomial.constant {
      if constant.signum > 0 { sum.terms.append(Term(coefficient: coefficient * constant, factors: factors)) }
      return constant.signum > 0
    }
    let (normal, scale) = Self.normal(polynomial)
    if ways[normal] == nil, !open.contains(normal) {
      effort.spend(polynomial.termCount * ProofTuning.costOfProduct)
      if samples.refute(normal) { return false }
      open.insert(normal)
    }
    sum.terms.append(Term(coefficient: coefficient * scale, factors: factors + [.node(normal)]))
    return true
  }

  /// The polynomials that have the last of all open elements.
  private func last() -> (Atom, [RealPolynomial])? {
    func top(_ polynomial: RealPolynomial) -> (rank: Int, atom: Atom)? {
      polynomial.variables.map { (facts.ranks[$0] ?? -1, $0) }.max { $0.0 < $1.0 }
    }
    var (best, batch): ((rank: Int, atom: Atom)?, [RealPolynomial]) = (nil, [])
    for polynomial in open {
      guard let here = top(polynomial) else { continue }
      if here.rank > best?.rank ?? -2 { (best, batch) = (here, []) }
      if here.rank == best?.rank { batch.append(polynomial) }
    }
    return best.map { ($0.atom, batch.sorted { $0.description < $1.description }) }
  }

  mutating func follows(_ polynomial: RealPolynomial, _ way: Way) {
    open.remove(polynomial)
    ways[polynomial] = way
  }

  /// Whether a polynomial is at least 0, tried with little and apart from what is open.
  mutating func showSign(_ polynomial: RealPolynomial) -> Bool {
    if samples.refute(polynomial) || depth > 3 { return false }
    var trial = self
    (trial.open, trial.depth) = ([], depth + 1)
    guard trial.show(polynomial) else { return false }
    ways = trial.ways
    return true
  }
}
