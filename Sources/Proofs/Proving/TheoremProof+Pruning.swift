import Elaboration
import ProofKernel

extension TheoremProof {
  /// The proof without lemmas that no goal rests on, and without families that nothing speaks of.
  package func pruned() -> TheoremProof {
    var result = self
    var used = Used()
    for stage in stages.indices.reversed() {
      for goal in result.stages[stage].goals { used.add(goal.way) }
      var kept: [Lemma] = []
      for lemma in result.stages[stage].lemmas.reversed()
      where lemma.facts.contains(where: { used.facts.contains($0.name) }) {
        used.add(lemma)
        kept.append(lemma)
      }
      result.stages[stage].lemmas = kept.reversed()
    }
    result.definitions = []
    for definition in definitions.reversed() where used.families.contains(definition.name) {
      for body in definition.kind.parts.bodies { used.add(body) }
      result.definitions.insert(definition, at: 0)
    }
    return result
  }
}

/// The facts and families that proofs speak of.
private struct Used {
  var facts: Set<String> = []
  var families: Set<String> = []

  mutating func add(_ lemma: Lemma) {
    add(lemma.fact.literal.polynomial)
    for premise in lemma.fact.premises { add(premise.polynomial) }
    add(lemma.way)
    for companion in lemma.also {
      add(companion.literal.polynomial)
      add(companion.base)
      add(companion.step)
    }
  }

  mutating func add(_ way: Lemma.Way) {
    switch way {
    case .direct(let proof): add(proof)
    case .induction(_, _, let base, let step):
      add(base)
      add(step)
    }
  }

  mutating func add(_ polynomial: RealPolynomial) { families.formUnion(polynomial.variables.map(\.name)) }

  private mutating func add(_ atom: Atom) { families.insert(atom.name) }

  private mutating func add(_ reference: Reference) {
    switch reference {
    case .fact(let name, _, let premises):
      facts.insert(name)
      // The facts of a definition bear its name.
      if let dot = name.lastIndex(of: ".") { families.insert(String(name[..<dot])) }
      for premise in premises { add(premise) }
    case .same(let a, let b):
      add(a)
      add(b)
    case .local, .index: break
    }
  }

  private mutating func add(_ factors: [Proof.Combination.Factor]) {
    for factor in factors {
      switch factor {
      case .fact(let reference): add(reference)
      case .square(let root): add(root)
      }
    }
  }

  private mutating func add(_ rewrites: [Rewrite]) {
    for rewrite in rewrites {
      add(rewrite.equation)
      add(rewrite.head)
    }
  }

  mutating func add(_ proof: Proof) {
    switch proof {
    case .combination(let sum):
      for term in sum.terms { add(term.factors) }
      for equation in sum.equations {
        add(equation.multiplier)
        add(equation.equation)
      }
      add(sum.rewrites)
    case .steps(let steps, let then):
      for step in steps {
        add(step.literal.polynomial)
        add(step.proof)
      }
      add(then)
    case .indexCases(_, let yes, let no):
      add(yes)
      add(no)
    case .signCases(let polynomial, _, let yes, let no):
      add(polynomial)
      add(yes)
      add(no)
    case .bound(let atom, _, _, let inner), .attained(let atom, _, _, _, let inner):
      add(atom)
      add(inner)
    case .bounds(let atom, let list):
      add(atom)
      for inner in list { add(inner) }
    case .modulus(let atom, let terms, let rewrites):
      add(atom)
      for term in terms {
        add(term.weight)
        for factor in term.factors { add(factor) }
      }
      add(rewrites)
    case .exponentials(let atom, let parts, let rewrites):
      add(atom)
      for part in parts { add(part) }
      add(rewrites)
    case .exponentialOfLogarithm(let atom, let positive):
      add(atom)
      add(positive)
    case .root(let x, let y, let nonnegative, let squares):
      add(x)
      add(y)
      add(nonnegative)
      add(squares)
    case .both(let a, let b):
      add(a)
      add(b)
    case .apart(_, let inner): add(inner)
    }
  }
}
