import Numbers
import ProofKernel

extension VertexSearch {
  /// The proof of what was shown, each polynomial a step; `goal` is the polynomial after `rewrites`.
  func proof(of goal: RealPolynomial, plus rest: Rational, _ rewrites: [Rewrite]) -> Proof? {
    var steps: [Proof.Step] = []
    var names: [RealPolynomial: String] = [:]
    // Those that are being shown: a polynomial may follow from what follows from it, which shows neither.
    var begun: Set<RealPolynomial> = []
    func visit(_ polynomial: RealPolynomial) -> Bool {
      if names[polynomial] != nil { return true }
      guard begun.insert(polynomial).inserted, let way = ways[polynomial] else { return false }
      for next in Self.nodes(of: way) where !visit(next) { return false }
      let name = AuxiliaryName.of("vertex", steps.count + 1)
      guard let proof = self.proof(by: way, names, of: polynomial) else { return false }
      steps.append(Proof.Step(name, Literal(polynomial, .nonnegative), proof))
      names[polynomial] = name
      return true
    }
    var combination = Proof.Combination()
    combination.rewrites = rewrites
    if rest.signum > 0 { combination.terms.append(.init(rest, [])) }
    if let constant = goal.constant {
      if constant.signum > 0 { combination.terms.append(.init(constant, [])) }
    } else {
      let (normal, scale) = Self.normal(goal)
      guard visit(normal), let name = names[normal] else { return nil }
      combination.terms.append(.init(scale, [.fact(.local(name))]))
    }
    let proof = Proof.combination(combination)
    return steps.isEmpty ? proof : .steps(steps, then: proof)
  }

  private static func nodes(of way: Way) -> [RealPolynomial] {
    let sums: [Sum]
    switch way {
    case .sum(let sum): sums = [sum]
    case .signs(_, let above, let below): sums = [above, below]
    case .values(_, _, let list): sums = list
    case .attained(_, let byValue):
      sums = byValue.sorted { $0.key.description < $1.key.description }.map(\.value)
    }
    return sums.flatMap(\.terms).flatMap(\.factors).compactMap { factor in
      if case .node(let polynomial) = factor { polynomial } else { nil }
    }
  }

  private func proof(by way: Way, _ names: [RealPolynomial: String], of polynomial: RealPolynomial) -> Proof?
  {
    switch way {
    case .sum(let sum): return .combination(combination(sum, names))
    case .signs(let slope, let above, let below):
      return .signCases(
        slope, name: Self.sign, yes: .combination(combination(above, names)),
        no: .combination(combination(below, names)))
    case .values(let atom, let factor, let sums): return values(atom, factor, sums, names, of: polynomial)
    case .attained(let atom, let byValue): return attained(atom, byValue, names)
    }
  }

  /// By all numbers that the element may be; the rule is for an element with factor 1 or -1.
  private func values(
    _ atom: Atom, _ factor: Rational, _ sums: [Sum], _ names: [RealPolynomial: String],
    of polynomial: RealPolynomial
  ) -> Proof? {
    guard let definition = facts.checker.theory.definitions[atom.name] else { return nil }
    let bodies = definition.bodies(at: atom)
    let proofs = sums.map { sum in
      var sum = sum
      sum.rewrites += facts.rewrites(bodies)
      return Proof.combination(combination(sum, names))
    }
    if factor == 1 { return .bounds(atom, proofs) }
    let scaled = Literal(Rational(1) / factor * polynomial, .nonnegative)
    let step = Proof.Step(AuxiliaryName.of("scaled"), scaled, .bounds(atom, proofs))
    var whole = Proof.Combination()
    whole.terms = [.init(factor, [.fact(.local(step.name))])]
    return .steps([step], then: .combination(whole))
  }

  /// At the place where an extremum is attained, for all places.
  private func attained(
    _ atom: Atom, _ byValue: [RealPolynomial: Sum], _ names: [RealPolynomial: String]
  ) -> Proof? {
    guard let definition = facts.checker.theory.definitions[atom.name],
      let opened = OpenedExtremum(definition, at: atom, besides: facts.context.scope)
    else { return nil }
    let values = facts.numbers.merging(zip(definition.parameters, atom.indices)) { $1 }
    let (bound, range, _) = definition.kind.parts
    guard let places = IndexCases.values(of: bound, range, values, atMost: GroundFacts.mostAtoms)?.first
    else { return nil }
    let equation = AuxiliaryName.of("place")
    var inside = facts.context
    inside.scope.formUnion(opened.names)
    inside.guards += opened.guards
    let proof = IndexCases.proof(by: opened.names, inside, facts.numbers) { _, numbers in
      guard let value = try? opened.value.substituting(numbers), var sum = byValue[value] else { return nil }
      sum.rewrites =
        [Rewrite(.local(equation), atom)] + facts.rewrites([opened.value], numbers) + sum.rewrites
      return .combination(combination(sum, names))
    }
    guard let proof else { return nil }
    return .attained(
      atom, witness: bound.compactMap { places[$0] }, names: opened.names, equation: equation, proof)
  }

  private func combination(_ sum: Sum, _ names: [RealPolynomial: String]) -> Proof.Combination {
    var result = Proof.Combination()
    result.rewrites = sum.rewrites
    func cite(_ known: GroundFacts.Known) {
      for rewrite in known.rewrites where !result.rewrites.contains(rewrite) {
        result.rewrites.append(rewrite)
      }
    }
    for term in sum.terms {
      let factors = term.factors.compactMap { factor -> Proof.Combination.Factor? in
        switch factor {
        case .fact(let known):
          cite(known)
          return .fact(known.reference)
        case .node(let polynomial): return names[polynomial].map { .fact(.local($0)) }
        case .square(let root): return .square(root)
        }
      }
      result.terms.append(.init(term.coefficient, factors))
    }
    for (multiplier, known) in sum.equations {
      cite(known)
      result.equations.append(.init(multiplier, known.reference))
    }
    return result
  }
}
