import Numbers
import ProofKernel

extension StepTactic {
  /// By what keeps the goal from being plain: `rest - max(...) >= 0`, `rest - sqrt(...) >= 0`, a condition on indices.
  func split(_ goal: Literal) -> Result<Proof, StepFailure> {
    var failure = failed(goal)
    if goal.relation == .positive, let outcome = strictSplit(goal) {
      if case .success = outcome { return outcome }
      if case .failure(let inner) = outcome { failure = inner }
    }
    if goal.relation == .nonnegative {
      for (atom, definition, factor) in lone(goal) {
        switch split(goal, atom, definition, factor) {
        case .success(let proof): return .success(proof)
        case .failure(let inner)?: failure = inner.within(goal)
        case nil: continue
        }
      }
    }
    if let condition = openCondition(goal), let other = try? IndexTerm(-1).subtracting(condition) {
      let (yes, no) = (inner(context.adding(condition)), inner(context.adding(other)))
      return yes.proof(of: goal).mapError { $0.within(.index(condition)) }.flatMap { first in
        no.proof(of: goal).mapError { $0.within(.index(other)) }
          .map { .indexCases(condition, yes: first, no: $0) }
      }.mapError { $0.within(goal) }
    }
    if let outcome = conditionalSplit(goal) { return outcome }
    return .failure(failure)
  }

  /// Whether a bound is asked for of an extremum or a real number's modulus by itself. Of complex numbers and of roots the
  /// squares are taken, which lead further away.
  func isOpened(_ goal: Literal) -> Bool {
    goal.relation == .nonnegative
      && lone(goal).contains { _, definition, factor in
        switch definition.kind {
        case .maximum, .greatest: factor == -1
        case .modulus(_, let im): factor == -1 && im.isZero
        case .minimum, .least: factor == 1
        default: false
        }
      }
  }

  /// Whether a bound by other moduli is asked for of a complex number's modulus by itself: triangle inequalities, which are tried
  /// before products of more facts than one.
  func isTriangular(_ goal: Literal) -> Bool {
    depth > 0 && mostFactors > 1 && !complexModuli(goal).isEmpty
      && goal.polynomial.variables.count { checker.theory.definitions[$0.name]?.kind.isModulus ?? false } > 1
  }

  func triangle(_ goal: Literal) -> Proof? {
    var little = self
    little.effort = ProofEffort(limit: ProofTuning.effortOfTriangle, outer: effort)
    for atom in complexModuli(goal) {
      if let proof = little.triangle(goal, atom) { return proof }
    }
    return nil
  }

  /// The moduli of complex numbers that are to be at most what else stands in the goal.
  private func complexModuli(_ goal: Literal) -> [Atom] {
    guard goal.relation == .nonnegative else { return [] }
    return lone(goal).compactMap { atom, definition, factor in
      if case .modulus(_, let im) = definition.kind, factor == -1, !im.isZero { atom } else { nil }
    }
  }

  /// By the sign on which it rests what an `if` in the goal is.
  private func conditionalSplit(_ goal: Literal) -> Result<Proof, StepFailure>? {
    guard !index.conditional.isEmpty, let premise = openPremise(goal) else { return nil }
    let polynomial = premise.relation == .positive ? -premise.polynomial : premise.polynomial
    return inner(context).bySign(of: polynomial) { above, _ in
      above.proof(of: goal)
    } no: { below, _ in
      below.proof(of: goal)
    }?.mapError { $0.within(goal) }
  }

  /// A premise, of which nothing says whether it holds, of an equation that says what an element in sight is.
  private func openPremise(_ goal: Literal) -> Literal? {
    let sighting = Sighting(checker: checker, context: context, index)
    for atom in unfoldedOnce(goal, sighting) where sighting.unfoldings(of: atom).isEmpty {
      for equation in index.conditional[atom.name] ?? [] {
        for head in equation.heads {
          guard let values = context.match(head, atom, Set(equation.fact.variables), [:]) else { continue }
          for premise in equation.fact.premises {
            guard let here = try? premise.substituting(values),
              [.nonnegative, .positive].contains(here.relation), sighting.witness(here) == nil
            else { continue }
            let contrary = Literal(-here.polynomial, here.relation == .positive ? .nonnegative : .positive)
            if sighting.witness(contrary) == nil { return here }
          }
        }
      }
    }
    return nil
  }

  /// The atoms in sight of a goal, and those of what they are by the first of their equations.
  private func unfoldedOnce(_ goal: Literal, _ sighting: Sighting) -> [Atom] {
    let atoms = context.sight(of: goal)
    return atoms.reduce(into: atoms) { all, atom in
      guard let rewrite = sighting.unfoldings(of: atom).first else { return }
      all.formUnion((try? checker.instance(rewrite.equation, context))?.polynomial.variables ?? [])
    }.sorted()
  }

  /// By one atom that stands in the goal alone, with factor 1 or -1; nil where its definition is of no use.
  private func split(
    _ goal: Literal, _ atom: Atom, _ definition: FamilyDefinition, _ factor: Rational
  ) -> Result<Proof, StepFailure>? {
    let me = RealPolynomial(atom)
    let rest = goal.polynomial - factor * me
    let values = definition.values(at: atom)
    switch definition.kind {
    case .maximum(let names, let guards, _) where factor == -1,
      .minimum(let names, let guards, _) where factor == 1:
      guard let witness = Sighting(checker: checker, context: context, index).witness(names, guards, values),
        let opened = OpenedExtremum(definition, at: atom, besides: context.scope)
      else { return nil }
      var context = context
      context.scope.formUnion(opened.names)
      context.guards += opened.guards
      return inner(context).proof(of: Literal(rest + factor * opened.value, .nonnegative)).map {
        .bound(atom, witness: witness, names: opened.names, $0)
      }
    case .greatest, .least, .modulus:
      let list: [RealPolynomial]
      switch definition.kind {
      case .greatest(let bodies) where factor == -1: list = bodies
      case .least(let bodies) where factor == 1: list = bodies
      case .modulus(let re, let im) where factor == -1 && im.isZero: list = [re, -re]
      case .modulus where factor == 1: return below(atom, -rest)
      case .modulus where factor == -1:
        if let proof = triangle(goal, atom) { return .success(proof) }
        return root(goal, atom, rest)
      default: return nil
      }
      var proofs: [Proof] = []
      for body in list {
        guard let value = try? body.substituting(values) else { return nil }
        switch inner(context).proof(of: Literal(rest + factor * value, .nonnegative)) {
        case .success(let proof): proofs.append(proof)
        case .failure(let failure): return .failure(failure)
        }
      }
      return .success(.bounds(atom, proofs))
    case .squareRoot where factor == -1: return root(goal, atom, rest)
    case .squareRoot where factor == 1: return below(atom, -rest)
    default: return nil
    }
  }

  /// √x <= y from y >= 0 and x <= y².
  private func root(
    _ goal: Literal, _ atom: Atom, _ y: RealPolynomial
  ) -> Result<Proof, StepFailure>? {
    let inner = inner(context)
    return inner.proof(of: Literal(y, .nonnegative)).flatMap { nonnegative in
      inner.proof(of: Literal(y * y - RealPolynomial(atom) * RealPolynomial(atom), .nonnegative)).map {
        .root(RealPolynomial(atom), y, nonnegative: nonnegative, squares: $0)
      }
    }
  }

  /// x <= |z| from x² <= |z|².
  private func below(_ atom: Atom, _ x: RealPolynomial) -> Result<Proof, StepFailure>? {
    let inner = inner(context)
    let me = RealPolynomial(atom)
    return inner.proof(of: Literal(me, .nonnegative)).flatMap { nonnegative in
      inner.proof(of: Literal(me * me - x * x, .nonnegative)).map {
        .root(x, me, nonnegative: nonnegative, squares: $0)
      }
    }
  }

  /// A condition on indices on which it rests what an atom of a family by cases is.
  private func openCondition(_ goal: Literal) -> IndexTerm? {
    let sighting = Sighting(checker: checker, context: context, index)
    for atom in unfoldedOnce(goal, sighting)
    where isByCases(atom.name) && sighting.unfoldings(of: atom).isEmpty {
      for (_, fact) in index.facts
      where fact.literal.relation == .zero && fact.premises.isEmpty {
        for head in fact.literal.polynomial.variables where head.name == atom.name {
          guard let values = context.match(head, atom, Set(fact.variables), [:]) else { continue }
          for condition in fact.guards {
            // Of another element of the fact nothing is known here.
            guard let here = try? condition.substituting(values), context.scope.isSuperset(of: here.names),
              let other = try? IndexTerm(-1).subtracting(here)
            else { continue }
            if !context.entails(here) && !context.entails(other) { return here }
          }
        }
      }
    }
    return nil
  }

  /// Conditions that decide whether instances of named facts may be used here, of which the guards say nothing.
  func openConditions(_ goal: Literal) -> [IndexTerm] {
    let sighting = Sighting(checker: checker, context: context, index)
    var found: [IndexTerm] = []
    for reference in sighting.pending(from: context.sight(of: goal), of: hints)
    where !found.contains(reference) {
      found.append(reference)
    }
    return Array(found.prefix(ProofTuning.mostConditions))
  }

  /// Whether a family is given by equations none of which leads back to it.
  private func isByCases(_ name: String) -> Bool {
    guard checker.theory.definitions[name] == nil, name != Atom.realName else { return false }
    let equations = checker.theory.facts.values.filter { fact in
      fact.literal.relation == .zero
        && fact.literal.polynomial.variables.contains {
          $0.name == name && fact.literal.polynomial[Monomial($0)] == 1
        }
    }
    return equations.count > 1
      && equations.allSatisfy { $0.literal.polynomial.variables.filter { $0.name == name }.count == 1 }
  }
}
