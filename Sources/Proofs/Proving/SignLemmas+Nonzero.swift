import Numbers
import ProofKernel

/// What hypotheses that something is not 0 say to combinations, which know inequalities and equations alone: its square is
/// above 0, and so is it, or its negative, where its sign is known.
extension SignLemmas {
  mutating func showNonzero() {
    let facts = checker.theory.facts.sorted { $0.key < $1.key }.filter {
      $0.value.literal.relation == .nonzero && $0.value.premises.isEmpty
    }
    for (name, fact) in facts { showNonzero(name, fact) }
  }

  /// The squares of what goals have as premises that it is not 0: while they are shown it is known.
  mutating func showNonzero(premisesOf goals: [Fact]) {
    let given = AuxiliaryName.of("given")
    var number = 0
    for fact in goals {
      for premise in fact.premises where premise.relation == .nonzero {
        let own = fact.variables.filter(premise.polynomial.indexNames.contains)
        let guards = fact.guards.filter { Set(own + checker.theory.constants).isSuperset(of: $0.names) }
        number += 1
        let name = AuxiliaryName.of("nonzero", number)
        guard let inverse = inverse(of: premise.polynomial, own, AuxiliaryName.of(name, "inverse")) else {
          continue
        }
        let square = Fact(
          for: own, where: guards, given: [premise],
          Literal(premise.polynomial * premise.polynomial, .positive))
        let product = Reference.fact("\(inverse.name).product", inverse.indices, [.local(given)])
        let lemma = Lemma(
          AuxiliaryName.of(name, "square"), square, premiseNames: [given],
          .direct(Self.square(of: premise.polynomial, times: RealPolynomial(inverse), is1: product)))
        if (try? checker.prove(lemma)) != nil { lemmas.append(lemma) }
      }
    }
  }

  private mutating func showNonzero(_ name: String, _ fact: Fact) {
    let value = fact.literal.polynomial
    guard showSquare(name, fact) else { return }
    let hints: Set<String> = [AuxiliaryName.of(name, "square")]
    // A sum of squares, as complex numbers have it, is above 0 with its own square.
    for (word, side) in [("positive", value), ("negative", -value)] {
      if attempt(
        AuxiliaryName.of(name, word), Literal(side, .positive), for: fact.variables, where: fact.guards,
        by: .contradiction, because: hints)
      {
        return
      }
    }
  }

  private mutating func showSquare(_ name: String, _ fact: Fact) -> Bool {
    let (value, here) = (fact.literal.polynomial, fact.variables.map { IndexTerm($0) })
    guard let inverse = inverse(of: value, fact.variables, AuxiliaryName.of(name, "inverse")) else {
      return false
    }
    let product = Reference.fact("\(inverse.name).product", inverse.indices, [.fact(name, here, [])])
    return add(
      AuxiliaryName.of(name, "square"),
      Fact(for: fact.variables, where: fact.guards, Literal(value * value, .positive)),
      Self.square(of: value, times: RealPolynomial(inverse), is1: product))
  }

  /// The square of an inverse is above 0 where its number is not 0, whichever sign that has.
  mutating func showSquare(ofInverse definition: FamilyDefinition) {
    guard case .inverse(let value) = definition.kind else { return }
    let wanted = Literal(value, .nonzero)
    let me = Atom(definition.name, definition.parameters.map { IndexTerm($0) })
    for (name, fact) in checker.theory.facts.sorted(by: { $0.key < $1.key })
    where fact.literal == wanted && fact.premises.isEmpty
      && Set(definition.parameters) == Set(fact.variables)
    {
      let nonzero = Reference.fact(name, fact.variables.map { IndexTerm($0) }, [])
      _ = add(
        AuxiliaryName.of(me.name, "squared"),
        Fact(
          for: fact.variables, where: fact.guards,
          Literal(RealPolynomial(me) * RealPolynomial(me), .positive)),
        Self.square(
          of: RealPolynomial(me), times: value, is1: .fact("\(me.name).product", me.indices, [nonzero])))
      return
    }
  }

  /// p² > 0: else -p² >= 0, and where pq = 1, the sum q²·(-p²) + (pq + 1)·(pq - 1) would be -1.
  private static func square(
    of p: RealPolynomial, times q: RealPolynomial, is1 product: Reference
  ) -> Proof {
    let zero = AuxiliaryName.of("zero")
    var absurd = Proof.Combination()
    absurd.isAbsurd = true
    absurd.terms = [.init(1, [.square(q), .fact(.local(zero))])]
    absurd.equations = [.init(p * q + RealPolynomial(1), product)]
    return .signCases(-(p * p), name: zero, yes: .combination(absurd), no: .itself(zero))
  }

  /// The element that is a number's inverse: the claim's own where it has one.
  private mutating func inverse(of value: RealPolynomial, _ variables: [String], _ name: String) -> Atom? {
    for (name, definition) in checker.theory.definitions.sorted(by: { $0.key < $1.key }) {
      guard case .inverse(let argument) = definition.kind,
        Set(definition.parameters).isSubset(of: variables), argument == value
      else { continue }
      return Atom(name, definition.parameters.map { IndexTerm($0) })
    }
    guard define(FamilyDefinition(name, variables, .inverse(value))) else { return nil }
    return Atom(name, variables.map { IndexTerm($0) })
  }
}
