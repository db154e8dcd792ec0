import Numbers
import ProofKernel

/// What is missing for a step that failed: simple facts of which nothing is known and from which the kernel accepts it.
///
/// Where the linear program of a step has no solution, its dual is a linear function of polynomials, at most 0 on all products of
/// what is known and above 0 on the goal. A fact can only help if some product with it has a value above 0.
struct MissingFact {
  private let place: StepTactic
  private let goal: Literal
  private let effort: ProofEffort

  /// So many facts are named.
  private static let most = 2
  /// Candidates that are tried.
  private static let mostTried = 16
  /// Numbers that candidates are about.
  private static let mostAtoms = 9
  /// Known facts whose products with a candidate are valued.
  private static let mostFactors = 48
  /// The least value, relative to the goal's, that says something.
  private static let leastValue = 1e-7

  init(_ goal: Literal, at place: StepFailure.Place, _ checker: Checker, within outer: ProofEffort) {
    self.goal = goal
    effort = ProofEffort(limit: ProofTuning.effortOfSuggestions, outer: outer)
    self.place = StepTactic(
      checker: checker, context: place.context, index: FactIndex(checker.theory), hints: place.hints,
      effort: effort)
  }

  /// From each of which, with what is known, the goal follows.
  func facts() -> [Literal] {
    guard goal.relation == .nonnegative || goal.relation == .positive, !isContrary(place.context) else {
      return []
    }
    var found: [Literal] = []
    for candidate in ranked().prefix(Self.mostTried) where found.count < Self.most && !effort.isSpent {
      // What says more than one that is enough says too much.
      if found.contains(where: { Self.isStronger(candidate, than: $0) }) { continue }
      if isEnough(candidate) { found.append(candidate) }
    }
    return found
  }

  /// Whether one is the other with a number taken off.
  private static func isStronger(_ literal: Literal, than other: Literal) -> Bool {
    ((other.polynomial - literal.polynomial).constant?.signum ?? -1) >= 0
  }

  private func tactic(_ context: Context) -> CombinationTactic {
    CombinationTactic(
      checker: place.checker, context: context, index: place.index, hints: place.hints, effort: effort)
  }

  private func isContrary(_ context: Context) -> Bool {
    tactic(context).contradiction(upTo: 1...1) != nil
  }

  /// Whether the kernel accepts the goal where the candidate holds, which does not contradict what is known.
  private func isEnough(_ candidate: Literal) -> Bool {
    guard
      let context = try? place.context.adding(place.freshFact("missing"), candidate, place.checker.theory),
      let proof = tactic(context).proof(of: goal, upTo: 1...2)
    else { return false }
    var there = place
    there.context = context
    return there.isAccepted(goal, proof) && !isContrary(context)
  }

  /// Candidates on whose products the dual is above 0: those of inputs before those of what is computed, then those that say
  /// least, then those of the greatest values.
  private func ranked() -> [Literal] {
    var values: [Literal: Double] = [:]
    let tactic = tactic(place.context)
    for setting in tactic.settings(goal).prefix(2) {
      var program = tactic.program(setting, ProofTuning.efforts[1])
      guard program.problem.factors() == nil, let dual = program.problem.residual else { continue }
      effort.spend(ProofTuning.costOfEntry * program.problem.effort)
      let factors =
        [RealPolynomial(1)]
        + setting.known.lazy.filter { $0.literal.relation != .zero }
        .map(\.literal.polynomial).prefix(Self.mostFactors)
      for candidate in candidates(setting) {
        let best = factors.map { value(dual, of: candidate.polynomial, times: $0, program.table) }.max() ?? 0
        if best > Self.leastValue { values[candidate] = max(values[candidate] ?? 0, best) }
      }
    }
    let sighting = Sighting(checker: place.checker, context: place.context, place.index)
    let ranks = Dictionary(
      uniqueKeysWithValues: values.keys.map { literal in
        (literal, literal.polynomial.variables.count { isComputed($0, sighting) })
      })
    return values.sorted { a, b in
      let (x, y) = (a.key.polynomial.termCount, b.key.polynomial.termCount)
      let (i, j) = (ranks[a.key] ?? 0, ranks[b.key] ?? 0)
      return (i, x, b.value, a.key.description) < (j, y, a.value, b.key.description)
    }.map(\.key)
  }

  private func isComputed(_ atom: Atom, _ sighting: Sighting) -> Bool {
    place.checker.theory.definitions[atom.name] != nil || !sighting.unfoldings(of: atom).isEmpty
  }

  private func value(
    _ dual: [Int: Double], of p: RealPolynomial, times q: RealPolynomial, _ table: MonomialTable
  ) -> Double {
    effort.spend(ProofTuning.costOfProduct)
    guard let product = p.times(q, 1) else { return 0 }
    var (sum, size) = (0.0, 0.0)
    for term in table.number(product).terms {
      let coefficient = term.coefficient.approximation
      sum += coefficient * (dual[term.monomial] ?? 0)
      size += coefficient * coefficient
    }
    return size > 0 ? sum / size.squareRoot() : 0
  }

  /// Signs of numbers in sight, that they are at most 1, or at most one another.
  private func candidates(_ setting: CombinationTactic.Setting) -> [Literal] {
    let seen = setting.goal.polynomial.variables.union(setting.target.polynomial.variables)
    let atoms = seen.filter { $0.name != Atom.realName && !AuxiliaryName.isAuxiliary($0.name) }.sorted()
      .prefix(Self.mostAtoms).map { RealPolynomial($0) }
    let one = RealPolynomial(1)
    var found = atoms.flatMap { [$0, -$0, one - $0, $0 - one] }
    for (k, x) in atoms.enumerated() {
      for y in atoms[(k + 1)...] { found += [x - y, y - x] }
    }
    let sighting = Sighting(checker: place.checker, context: place.context, place.index)
    // What would leave an equation alone of what is known is no suggestion.
    return found.map { Literal($0, .nonnegative) }.filter {
      !Self.isStronger($0, than: goal) && sighting.witness($0) == nil
        && sighting.witness(Literal(-$0.polynomial, .nonnegative)) == nil
    }
  }
}
