import Numbers
import ProofKernel

/// Finds the proof of a literal: splits by what stands in it, combinations of facts at the leaves.
struct StepTactic {
  let checker: Checker
  var context: Context
  let index: FactIndex
  var hints: Set<String> = []
  var squares: [RealPolynomial] = []
  /// Cases that whoever states the step distinguishes, first of all.
  var splits: [ProofPlan.Split] = []
  var isByContradiction = false
  /// How many splits may still be nested.
  var depth = ProofTuning.depth
  /// How many facts a product may have.
  var mostFactors = ProofTuning.mostFactors
  /// Products up to this degree take part, however low that of the goal is.
  var degree = 0
  var effort: ProofEffort
  /// Whether contradictions are left out.
  var isPlain = false
  /// Whether premises of named facts were shown.
  var isPremised = false
  /// Whether the goal was multiplied by its divisors.
  var isCleared = false
  /// How many extrema may still be taken at the place where they are attained.
  var attaining = 1
  /// How many times a condition may be distinguished on which it rests whether a named fact may be used.
  var opening = 2
  /// How many times a premise may be distinguished under which something known holds.
  var alternating = 2

  /// A proof that the kernel accepts, or the literals that were left to show, outermost first.
  func proof(of goal: Literal) -> Result<Proof, StepFailure> {
    if effort.isSpent { return .failure(failed(goal)) }
    if let split = splits.first {
      // Once its names are there.
      if context.scope.isSuperset(of: split.names) { return cases(split, goal) }
      if case .success(let proof) = self.split(goal) { return .success(proof) }
      if let proof = whereAttained(goal) { return .success(proof) }
      // Nothing brings them in: the goal does not rest on them.
      var next = self
      next.splits.removeFirst()
      return next.proof(of: goal)
    }
    if isByContradiction, goal.relation == .nonnegative || goal.relation == .positive {
      return contradiction(goal)
    }
    var tactic = CombinationTactic(
      checker: checker, context: context, index: index, hints: hints, squares: squares, degree: degree,
      effort: effort)
    // What a modulus or an extremum is made of says more than products with it: these are tried after it.
    let isOpened = depth > 0 && mostFactors > 1 && isOpened(goal)
    let isTriangular = isTriangular(goal)
    let settings = tactic.settings(goal)
    for factors in isTriangular ? [1...1, 2...mostFactors] : [1...(isOpened ? 1 : mostFactors)] {
      if let proof = tactic.proof(of: goal, in: settings, upTo: factors), isAccepted(goal, proof) {
        return .success(proof)
      }
      if isTriangular, factors.lowerBound == 1, let proof = triangle(goal) { return .success(proof) }
    }
    guard depth > 0 else { return .failure(failed(goal)) }
    switch goal.relation {
    case .zero:
      if let proof = cleared(goal) { return .success(proof) }
      return both(goal)
    case .nonzero: return apart(goal)
    case .positive, .nonnegative:
      let outcome = split(goal)
      guard case .failure = outcome else { return outcome }
      if isOpened, let proof = tactic.proof(of: goal, in: settings, upTo: 2...mostFactors),
        isAccepted(goal, proof)
      {
        return .success(proof)
      }
      if isPlain { return outcome }
      tactic.isWeighted = true
      if let proof = tactic.proof(of: goal, in: settings), isAccepted(goal, proof) { return .success(proof) }
      if let proof = roundabout(goal) { return .success(proof) }
      return outcome
    }
  }

  /// What is tried where no split helps: a contradiction, conditions of named facts, places of extrema.
  private func roundabout(_ goal: Literal) -> Proof? {
    if let proof = cleared(goal) { return proof }
    // Named facts say more than the contrary does, which is tried last.
    if !hints.isEmpty, let proof = premised(goal) { return proof }
    if case .success(let proof) = contradiction(goal) { return proof }
    if let proof = alternatives(goal) { return proof }
    guard !hints.isEmpty else { return nil }
    if opening > 0 {
      for condition in openConditions(goal) {
        guard let other = try? IndexTerm(-1).subtracting(condition) else { continue }
        var (yes, no) = (inner(context.adding(condition)), inner(context.adding(other)))
        (yes.opening, no.opening) = (opening - 1, opening - 1)
        guard case .success(let first) = yes.proof(of: goal), case .success(let second) = no.proof(of: goal)
        else {
          continue
        }
        return .indexCases(condition, yes: first, no: second)
      }
    }
    return whereAttained(goal)
  }

  private func whereAttained(_ goal: Literal) -> Proof? {
    guard attaining > 0 else { return nil }
    for atom in attainedExtrema() {
      if case .success(let proof)? = attained(goal, atom) { return proof }
    }
    return nil
  }

  func isAccepted(_ goal: Literal, _ proof: Proof) -> Bool {
    var checker = checker
    do throws(KernelError) {
      try checker.check(goal, proof, context)
      return true
    } catch {
      return false
    }
  }

  func inner(_ context: Context) -> StepTactic {
    var next = self
    next.context = context
    next.depth -= 1
    return next
  }

  private func both(_ goal: Literal) -> Result<Proof, StepFailure> {
    let inner = inner(context)
    return inner.proof(of: Literal(goal.polynomial, .nonnegative)).flatMap { above in
      inner.proof(of: Literal(-goal.polynomial, .nonnegative)).map { .both(above, $0) }
    }
  }

  private func apart(_ goal: Literal) -> Result<Proof, StepFailure> {
    let inner = inner(context)
    if case .success(let proof) = inner.proof(of: Literal(goal.polynomial, .positive)) {
      return .success(.apart(isNegative: false, proof))
    }
    let outcome = inner.proof(of: Literal(-goal.polynomial, .positive)).map {
      Proof.apart(isNegative: true, $0)
    }
    if case .failure = outcome, let proof = ofEitherSign(goal) { return .success(proof) }
    return outcome
  }

  /// That something is not 0, of which one knows no more: it is above 0 where it is at least 0.
  private func ofEitherSign(_ goal: Literal) -> Proof? {
    let outcome = bySign(of: goal.polynomial) { above, _ in
      above.contradiction(Literal(goal.polynomial, .positive)).map { .apart(isNegative: false, $0) }
    } no: { _, name in
      .success(.apart(isNegative: true, .itself(name)))
    }
    return try? outcome?.get()
  }

  private func cases(_ split: ProofPlan.Split, _ goal: Literal) -> Result<Proof, StepFailure> {
    var next = inner(context)
    next.splits.removeFirst()
    switch split {
    case .index(let term):
      guard let other = try? IndexTerm(-1).subtracting(term) else {
        return .failure(failed(goal))
      }
      var (yes, no) = (next, next)
      (yes.context, no.context) = (context.adding(term), context.adding(other))
      return yes.proof(of: goal).mapError { $0.within(.index(term)) }.flatMap { first in
        no.proof(of: goal).mapError { $0.within(.index(other)) }.map { .indexCases(term, yes: first, no: $0) }
      }
    case .sign(let polynomial):
      return next.bySign(of: polynomial) { above, _ in
        above.proof(of: goal)
      } no: { below, _ in
        below.proof(of: goal)
      }
        ?? .failure(failed(goal))
    }
  }

  /// By whether a polynomial is at least 0 or below it, each shown with the name under which that is known; nil where the
  /// kernel admits no such case.
  func bySign(
    of polynomial: RealPolynomial, yes: (Self, String) -> Result<Proof, StepFailure>,
    no: (Self, String) -> Result<Proof, StepFailure>
  ) -> Result<Proof, StepFailure>? {
    let name = freshFact("case")
    let cases = (Literal(polynomial, .nonnegative), Literal(-polynomial, .positive))
    var (above, below) = (self, self)
    guard let first = try? context.adding(name, cases.0, checker.theory),
      let second = try? context.adding(name, cases.1, checker.theory)
    else { return nil }
    (above.context, below.context) = (first, second)
    return yes(above, name).mapError { $0.within(.literal(cases.0)) }.flatMap { first in
      no(below, name).mapError { $0.within(.literal(cases.1)) }
        .map { .signCases(polynomial, name: name, yes: first, no: $0) }
    }
  }

  /// The goal or its negation; the negation contradicts what is known.
  private func contradiction(_ goal: Literal) -> Result<Proof, StepFailure> {
    let name = freshFact("contrary")
    let isStrict = goal.relation == .positive
    // Of p >= 0 the second case is the contrary, of p > 0 the first of -p.
    let polynomial = isStrict ? -goal.polynomial : goal.polynomial
    let contrary = Literal(-goal.polynomial, isStrict ? .nonnegative : .positive)
    let share =
      isByContradiction ? effort : ProofEffort(limit: ProofTuning.effortOfContradiction, outer: effort)
    guard let against = try? context.adding(name, contrary, checker.theory),
      let absurd = CombinationTactic(
        checker: checker, context: against, index: index, hints: hints, squares: squares, effort: share
      )
      .contradiction(
        upTo: 1...mostFactors)
    else { return .failure(StepFailure(left: [goal], cases: [.literal(contrary)])) }
    let (yes, no) = isStrict ? (absurd, Proof.itself(name)) : (.itself(name), absurd)
    return .success(.signCases(polynomial, name: name, yes: yes, no: no))
  }

  func failed(_ goal: Literal) -> StepFailure {
    StepFailure(left: [goal], place: StepFailure.Place(context: context, hints: hints))
  }

  func freshFact(_ name: String) -> String {
    AuxiliaryName.fresh(name) { context.facts[$0] != nil || checker.theory.facts[$0] != nil }
  }
}

/// What a step could not show, from what was asked for to what was left.
struct StepFailure: Error {
  var left: [Literal]
  /// The cases in which it could not, outermost first.
  var cases: [ProofCase] = []
  /// What was known where the last of what was left was left.
  var place: Place?

  struct Place: Sendable {
    var context: Context
    /// The facts that reasons name.
    var hints: Set<String>
  }

  func within(_ goal: Literal) -> StepFailure { with { $0.left.insert(goal, at: 0) } }
  func within(_ inside: ProofCase) -> StepFailure { with { $0.cases.insert(inside, at: 0) } }

  private func with(_ change: (inout StepFailure) -> Void) -> StepFailure {
    var result = self
    change(&result)
    return result
  }
}

/// What is known in one of the cases that a proof distinguishes.
package enum ProofCase: Hashable, Sendable {
  /// The term is at least 0.
  case index(IndexTerm)
  case literal(Literal)
}
