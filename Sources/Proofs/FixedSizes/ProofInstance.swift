import Elaboration
import Numbers
import ProofKernel

/// A proof for all sizes, said of some of them: what a theorem with these sizes follows from.
///
/// At a fixed size the claim reads differently where a size is an exponent or an end of a range: `a^(T-1)` is a power, no
/// product. What was shown for all sizes is then a lemma on the way, and its products and sums are unfolded factor by factor.
struct ProofInstance {
  private let general: Elaboration
  private let fixed: Elaboration
  private var substitution: SizeSubstitution

  init(_ general: Elaboration, at sizes: [String: Int], _ fixed: Elaboration) {
    (self.general, self.fixed) = (general, fixed)
    substitution = SizeSubstitution(sizes: sizes.mapValues { IndexTerm($0) })
  }

  /// The proof at the fixed sizes; nil where the claim reads too differently there.
  mutating func proof(_ whole: TheoremProof) -> TheoremProof? {
    guard general.stages.count == fixed.stages.count, whole.stages.count == fixed.stages.count else {
      return nil
    }
    return try? translated(whole)
  }

  private mutating func translated(_ whole: TheoremProof) throws(KernelError) -> TheoremProof? {
    var result = TheoremProof(lets: fixed.lets, stages: [])
    var checker = Checker(fixed.theory)
    // The same operation has another number where the claim reads differently.
    for definition in general.definitions + whole.definitions {
      let kind = try substitution.kind(definition.kind)
      if let same = fixed.definitions.first(where: {
        $0.parameters == definition.parameters && $0.kind == kind
      }) {
        if same.name != definition.name { substitution.families[definition.name] = same.name }
        continue
      }
      let isTaken = { (name: String) in checker.theory.arities[name] != nil }
      let name =
        isTaken(definition.name)
        ? AuxiliaryName.fresh(definition.name, isTaken: isTaken) : definition.name
      if name != definition.name { substitution.families[definition.name] = name }
      let new = FamilyDefinition(name, definition.parameters, kind)
      try checker.define(new)
      result.definitions.append(new)
    }
    var number = 0
    for (k, stage) in fixed.stages.enumerated() {
      let (old, proofs) = (general.stages[k], whole.stages[k])
      guard old.goals.count == stage.goals.count else { return nil }
      for named in stage.assumed { try checker.assume(named.name, named.fact) }
      var new = TheoremProof.Stage()
      for lemma in proofs.lemmas {
        let lemma = try substitution.lemma(lemma)
        try checker.prove(lemma)
        new.lemmas.append(lemma)
      }
      for (j, goal) in stage.goals.enumerated() {
        number += 1
        let (fact, names) = (try substitution.fact(old.goals[j].fact), proofs.goals[j].premiseNames)
        var lemma = Lemma(
          "goal\(number)", fact, premiseNames: names, try substitution.way(proofs.goals[j].way))
        if fact != goal.fact {
          lemma.name = AuxiliaryName.of("general", number)
          try checker.prove(lemma)
          new.lemmas.append(lemma)
          guard let way = unfolded(lemma, goal.fact, checker) else { return nil }
          lemma = Lemma("goal\(number)", goal.fact, premiseNames: names, way)
        }
        try checker.prove(lemma)
        new.goals.append(TheoremProof.GoalProof(premiseNames: names, lemma.way))
      }
      result.stages.append(new)
    }
    return result
  }

  /// The goal as the lemma with its sums and products over ranges of numbers written out.
  private func unfolded(_ lemma: Lemma, _ goal: Fact, _ checker: Checker) -> Lemma.Way? {
    guard lemma.fact.variables == goal.variables else { return nil }
    let context = Context(checker.theory, for: goal.variables, where: goal.guards)
    var combination = Proof.Combination()
    let reference = Reference.fact(
      lemma.name, goal.variables.map { IndexTerm($0) }, lemma.premiseNames.map { .local($0) })
    if goal.literal.relation == .zero {
      combination.equations = [.init(RealPolynomial(1), reference)]
    } else {
      combination.terms = [.init(1, [.fact(reference)])]
    }
    var open = (lemma.fact.literal.polynomial.variables.union(goal.literal.polynomial.variables)).sorted()
    var steps: [Proof.Step] = []
    while let atom = open.popLast() {
      guard let definition = checker.theory.definitions[atom.name], isRange(definition),
        atom.indices.suffix(2).allSatisfy(\.parts.isEmpty),
        !combination.rewrites.contains(where: { $0.head == atom }),
        let rewrite = Sighting(checker: checker, context: context).unfoldings(of: atom).first,
        let equation = try? checker.instance(rewrite.equation, context)
      else { continue }
      // Over one index by itself: the empty rest would be a factor more than the kernel's greatest degree allows.
      if atom.indices.suffix(2).first == atom.indices.last,
        let step = single(atom, rewrite, equation, AuxiliaryName.of("one", steps.count + 1), checker, context)
      {
        steps.append(step)
        combination.rewrites.append(Rewrite(.local(step.name), atom))
        open += step.literal.polynomial.variables.filter { $0 != atom }.sorted()
        continue
      }
      combination.rewrites.append(rewrite)
      open += equation.polynomial.variables.filter { $0 != atom }.sorted()
    }
    let proof = Proof.combination(combination)
    return .direct(steps.isEmpty ? proof : .steps(steps, then: proof))
  }

  /// That a sum or product over one index is its body there.
  private func single(
    _ atom: Atom, _ rewrite: Rewrite, _ equation: Literal, _ name: String, _ checker: Checker,
    _ context: Context
  ) -> Proof.Step? {
    guard let empty = equation.polynomial.variables.first(where: { $0.name == atom.name && $0 != atom }),
      let last = Sighting(checker: checker, context: context).unfoldings(of: empty).first,
      checker.theory.facts[name] == nil
    else { return nil }
    var combination = Proof.Combination()
    combination.rewrites = [rewrite, last]
    guard let body = try? checker.rewrite(RealPolynomial(atom), combination.rewrites, context) else {
      return nil
    }
    return Proof.Step(name, Literal(RealPolynomial(atom) - body, .zero), .combination(combination))
  }

  private func isRange(_ definition: FamilyDefinition) -> Bool {
    switch definition.kind {
    case .sum, .product: true
    default: false
    }
  }
}
