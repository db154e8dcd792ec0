import Elaboration
import Numbers
import ProofKernel

/// Numbers in the place of sizes, and other names in the place of families, in all that a proof consists of.
struct SizeSubstitution {
  let sizes: [String: IndexTerm]
  /// By family, where the name is another one.
  var families: [String: String] = [:]

  func term(_ term: IndexTerm) throws(KernelError) -> IndexTerm { try term.substituting(sizes) }

  func terms(_ list: [IndexTerm]) throws(KernelError) -> [IndexTerm] {
    try list.map { x throws(KernelError) in try term(x) }
  }

  func atom(_ atom: Atom) throws(KernelError) -> Atom {
    Atom(families[atom.name] ?? atom.name, try terms(atom.indices))
  }

  func polynomial(_ p: RealPolynomial) throws(KernelError) -> RealPolynomial {
    let renamed = p.substituting { .atom(Atom(families[$0.name] ?? $0.name, $0.indices)) }
    return try renamed.substituting(sizes)
  }

  func literal(_ literal: Literal) throws(KernelError) -> Literal {
    Literal(try polynomial(literal.polynomial), literal.relation)
  }

  func fact(_ fact: Fact) throws(KernelError) -> Fact {
    Fact(
      for: fact.variables, where: try terms(fact.guards),
      given: try fact.premises.map { x throws(KernelError) in try literal(x) }, try literal(fact.literal))
  }

  func kind(_ kind: FamilyDefinition.Kind) throws(KernelError) -> FamilyDefinition.Kind {
    let (bound, guards, bodies) = kind.parts
    return kind.with(
      bound, try terms(guards), try bodies.map { x throws(KernelError) in try polynomial(x) })
  }

  /// The name of a fact: those that define a family begin with its name.
  func name(_ fact: String) -> String {
    guard let dot = fact.lastIndex(of: "."), let other = families[String(fact[..<dot])] else { return fact }
    return other + fact[dot...]
  }

  // MARK: Proofs

  func reference(_ reference: Reference) throws(KernelError) -> Reference {
    switch reference {
    case .fact(let fact, let indices, let premises):
      return .fact(
        name(fact), try terms(indices), try premises.map { x throws(KernelError) in try self.reference(x) })
    case .local: return reference
    case .index(let index): return .index(try term(index))
    case .same(let a, let b): return .same(try atom(a), try atom(b))
    }
  }

  func rewrites(_ list: [Rewrite]) throws(KernelError) -> [Rewrite] {
    try list.map { x throws(KernelError) in Rewrite(try reference(x.equation), try atom(x.head)) }
  }

  private func factors(
    _ list: [Proof.Combination.Factor]
  ) throws(KernelError) -> [Proof.Combination.Factor] {
    try list.map { factor throws(KernelError) in
      switch factor {
      case .fact(let x): .fact(try reference(x))
      case .square(let root): .square(try polynomial(root))
      }
    }
  }

  private func atoms(_ list: [Atom]) throws(KernelError) -> [Atom] {
    try list.map { x throws(KernelError) in try atom(x) }
  }

  private func combination(_ old: Proof.Combination) throws(KernelError) -> Proof.Combination {
    var new = Proof.Combination()
    new.terms = try old.terms.map { x throws(KernelError) in .init(x.coefficient, try factors(x.factors)) }
    new.equations = try old.equations.map { x throws(KernelError) in
      .init(try polynomial(x.multiplier), try reference(x.equation))
    }
    new.rewrites = try rewrites(old.rewrites)
    new.isAbsurd = old.isAbsurd
    return new
  }

  func proof(_ proof: Proof) throws(KernelError) -> Proof {
    func inside(_ x: Proof) throws(KernelError) -> Proof { try self.proof(x) }
    switch proof {
    case .combination(let x): return .combination(try combination(x))
    case .steps(let list, let rest):
      let steps = try list.map { x throws(KernelError) in
        Proof.Step(x.name, try literal(x.literal), try inside(x.proof))
      }
      return .steps(steps, then: try inside(rest))
    case .indexCases(let condition, let yes, let no):
      return .indexCases(try term(condition), yes: try inside(yes), no: try inside(no))
    case .signCases(let p, let name, let yes, let no):
      return .signCases(try polynomial(p), name: name, yes: try inside(yes), no: try inside(no))
    case .bound(let x, let witness, let names, let rest):
      return .bound(try atom(x), witness: try terms(witness), names: names, try inside(rest))
    case .bounds(let x, let proofs):
      return .bounds(try atom(x), try proofs.map { x throws(KernelError) in try inside(x) })
    case .attained(let x, let witness, let names, let equation, let rest):
      return .attained(
        try atom(x), witness: try terms(witness), names: names, equation: equation, try inside(rest))
    case .modulus(let x, let list, let rewritings):
      let terms = try list.map { x throws(KernelError) in
        Proof.ComplexTerm(x.coefficient, weight: try factors(x.weight), try atoms(x.factors))
      }
      return .modulus(try atom(x), terms, rewrites: try rewrites(rewritings))
    case .exponentials(let x, let parts, let rewritings):
      return .exponentials(try atom(x), try atoms(parts), rewrites: try rewrites(rewritings))
    case .exponentialOfLogarithm(let x, let positive):
      return .exponentialOfLogarithm(try atom(x), positive: try reference(positive))
    case .series(let x, let degree, let argument):
      return .series(
        try atom(x), degree: degree, argument: try argument.map { x throws(KernelError) in try inside(x) })
    case .root(let x, let y, let nonnegative, let squares):
      return .root(
        try polynomial(x), try polynomial(y), nonnegative: try inside(nonnegative),
        squares: try inside(squares))
    case .both(let above, let below): return .both(try inside(above), try inside(below))
    case .apart(let isNegative, let x): return .apart(isNegative: isNegative, try inside(x))
    }
  }

  func way(_ way: Lemma.Way) throws(KernelError) -> Lemma.Way {
    switch way {
    case .direct(let x): .direct(try proof(x))
    case .induction(let v, let low, let base, let step):
      .induction(on: v, from: try term(low), base: try proof(base), step: try proof(step))
    }
  }

  func lemma(_ lemma: Lemma) throws(KernelError) -> Lemma {
    let also = try lemma.also.map { x throws(KernelError) in
      Lemma.Companion(
        name(x.name), try literal(x.literal), base: try proof(x.base), step: try proof(x.step))
    }
    return Lemma(
      name(lemma.name), try fact(lemma.fact), premiseNames: lemma.premiseNames, try way(lemma.way), also: also
    )
  }
}
