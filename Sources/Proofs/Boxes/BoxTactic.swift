import Elaboration
import Numbers
import ProofKernel

/// Shows what is said of functions of a few numbers that lie between rational ends, or of none: on cells of the box, worst
/// first, each of which is halved where no proof is found.
///
/// What is false, or may be by doubles, is not tried; nor is what is not about such numbers.
struct BoxTactic {
  private let checker: Checker
  private let effort: ProofEffort
  private let limit: Int
  private let hypotheses: Set<String>

  /// - Parameter hypotheses: The names of facts that are assumed, and of what follows of their parts.
  init(
    _ checker: Checker, assuming hypotheses: Set<String>, upTo limit: Int = BoxTuning.mostEffort,
    within effort: ProofEffort
  ) {
    (self.checker, self.hypotheses, self.limit, self.effort) = (checker, hypotheses, limit, effort)
  }

  /// A lemma with what it rests on.
  struct Found {
    var definitions: [FamilyDefinition]
    var lemmas: [Lemma]
    var lemma: Lemma
  }

  /// Where no proof was found; nowhere, if it is about something else or false somewhere.
  struct Failure: Error {
    var cell: Box?
    /// Whether both sides are equal at a point of the cell, as far as doubles tell.
    var isAtEquality = false

    /// For `the conclusion, where 0 <= x <= 1/16 (...)`.
    func words(_ claim: ClaimWords) -> String {
      guard let cell else { return "" }
      let sides = cell.atoms.compactMap { atom in
        cell.sides[atom].map { "\($0.low.value) <= \(claim.text(atom)) <= \($0.high.value)" }
      }
      if sides.isEmpty { return "" }
      return "where " + sides.joined(separator: " and ")
        + (isAtEquality ? ", beside a point of equality" : "")
    }
  }

  /// Whether a fact is about functions of such numbers.
  func concerns(_ fact: Fact) -> Bool {
    guard let theory = theory(of: fact), let sight = theory.sight(of: fact.literal.polynomial) else {
      return false
    }
    return sight.base.count <= BoxTuning.mostVarying && sight.all.contains(where: theory.isFunction)
      && sight.base.allSatisfy { atom in
        let ends = theory.ends(of: atom)
        return ends.low != nil && ends.high != nil
      }
  }

  private func theory(of fact: Fact) -> BoxTheory? {
    guard let context = try? fact.context(checker.theory) else { return nil }
    return BoxTheory(checker, context, assuming: hypotheses, within: ProofEffort(limit: limit, outer: effort))
  }

  /// The fact as a lemma, with what that rests on.
  func lemma(_ name: String, _ fact: Fact) -> Result<Found, Failure> {
    guard let theory = theory(of: fact) else { return .failure(Failure()) }
    let proof: Proof
    switch self.proof(of: fact.literal, theory, theory.context) {
    case .success(let found): proof = found
    case .failure(let failure): return .failure(failure)
    }
    let lemma = Lemma(name, fact, premiseNames: fact.premiseNames, .direct(proof))
    var trial = theory.checker
    guard (try? trial.prove(lemma)) != nil else { return .failure(Failure()) }
    // Without what only cells that failed rest on.
    let all = TheoremProof(
      definitions: theory.definitions,
      stages: [.init(lemmas: theory.lemmas, goals: [.init(lemma.way)])]
    ).pruned()
    return .success(Found(definitions: all.definitions, lemmas: all.stages[0].lemmas, lemma: lemma))
  }

  private func proof(of goal: Literal, _ theory: BoxTheory, _ context: Context) -> Result<Proof, Failure> {
    func shown(_ polynomial: RealPolynomial, _ relation: Literal.Relation) -> Result<Proof, Failure> {
      proof(of: Literal(polynomial, relation), theory, context)
    }
    switch goal.relation {
    case .nonnegative, .positive:
      guard var search = BoxSearch(goal, theory, context) else { return .failure(Failure()) }
      return search.proof()
    case .zero:
      return shown(goal.polynomial, .nonnegative).flatMap { above in
        shown(-goal.polynomial, .nonnegative).map { .both(above, $0) }
      }
    case .nonzero:
      if case .success(let proof) = shown(goal.polynomial, .positive) {
        return .success(.apart(isNegative: false, proof))
      }
      return shown(-goal.polynomial, .positive).map { .apart(isNegative: true, $0) }
    }
  }
}
