import ProofKernel

extension CoqScript {
  // MARK: Equations

  func value(of k: Int, among families: Int, _ indices: [String]) -> String {
    "values \(list((families > 1 ? ["\(k)%Z"] : []) + indices))"
  }

  func writeRecursion(
    _ group: EquationGroup, _ level: EquationGroup.Level, _ names: (rule: String, level: String),
    _ export: inout ProofExport
  ) throws {
    let text = export.text
    let families = group.families
    func pattern(_ k: Int) -> String {
      list((families.count > 1 ? ["\(k)%Z"] : []) + families[k].parameters.map { text[.index($0)] })
    }
    let place = KernelTermText.Place(element: export.recursiveElement(group))
    export.write("Definition \(names.level) (i : list Z) : Z :=", "  match i with")
    for (k, term) in level.terms.enumerated() { export.write("  | \(pattern(k)) => \(try text.index(term))") }
    export.write("  | _ => 0", "  end%Z.")
    export.write("Definition \(names.rule) (values : list Z -> R) (i : list Z) : R :=", "  match i with")
    for (k, family) in families.enumerated() {
      export.write("  | \(pattern(k)) => \(try export.cases(family, place))")
    }
    export.write("  | _ => 0", "  end.")
    for (k, family) in families.enumerated() {
      export.define(
        family.name, family.parameters, "recursive \(names.level) \(names.rule) \(pattern(k))",
        on: export.support(of: group))
    }
  }

  func writeEquation(
    _ rule: EquationGroup.Rule, of family: EquationGroup.Family, _ group: EquationGroup,
    _ export: inout ProofExport
  ) throws {
    let text = export.text
    let premises = rule.fact.premises.map { _ in text.hypothesis() }
    let statement = "\(try text.atom(rule.head)) = \(try text.polynomial(rule.value))"
    let words = group.families.map { text[.family($0.name)] }
    let operations = group.inOrder.reversed().map { text[.family($0.name)] }
    let proof: String
    if group.isRecursive, let recursion = export.recursions[group.families[0].name] {
      proof = """
        unfold \((operations + words).joined(separator: ", ")); apply recursive_is; intros values lower; \
        unfold \(recursion.names.rule) at 1; take_branch; same_values lower \(recursion.names.level)
        """
    } else {
      proof = "unfold \(words.joined(separator: ", ")); take_branch; same_values I I"
    }
    try export.writeFact(rule.name, rule.fact, as: statement, premises: premises, [proof + "."])
  }

  // MARK: π, sine and cosine

  func writeCircle(_ name: String, _ export: inout ProofExport) throws {
    export.define(name, [], "PI", [])
    export.write(CoqPrelude.circle)
    for (fact, statement) in export.facts(of: name) {
      try export.writeFact(
        fact, statement, ["unfold \(export.text[.family(name)]); pose proof PI_enclosed as X; lra."])
    }
  }

  func waveFact(_ fact: Fact, _ x: RealPolynomial, sine: Atom, cosine: Atom, _ text: KernelTermText)
    throws
    -> [String]
  {
    let squares = "pose proof (sin2_cos2 \(try text.operand(x))) as X; unfold Rsqr in X; "
    return [squares + "unfold \(text[.family(cosine.name)]), \(text[.family(sine.name)]); lra."]
  }

  // MARK: Operations

  func operationFact(_ fact: OperationFact, _ text: KernelTermText) throws -> [String] {
    let (me, x) = (fact.me, fact.bodies[0])
    let statement: String
    switch (fact.suffix, fact.kind) {
    case ("nonnegative", _): statement = "0 <= \(me)"
    case ("positive", _): statement = "0 < \(me)"
    case ("above", _): statement = "\(x) <= \(me)"
    case ("below", _): statement = "- \(x) <= \(me)"
    case ("square", .squareRoot): statement = "\(me) * \(me) = \(x)"
    case ("square", _):
      let im = fact.kind.isReal ? "" : " + \(fact.bodies[1]) * \(fact.bodies[1])"
      statement = "\(me) * \(me) = \(x) * \(x)\(im)"
    case ("product", _): statement = "\(x) * \(me) = 1"
    case ("tangent", .exponential): statement = "1 + \(x) <= \(me)"
    default: statement = "\(me) <= \(x) - 1"
    }
    let proof: String
    switch (fact.kind, fact.suffix) {
    case (.modulus, _) where fact.kind.isReal: proof = "unfold Rabs; destruct (Rcase_abs \(x)); lra"
    case (.modulus, _): proof = "apply modulus_\(fact.suffix)"
    case (.inverse, _): proof = "apply Rinv_r; weaken H"
    case (.squareRoot, "nonnegative"): proof = "apply sqrt_pos"
    case (.squareRoot, _): proof = "apply sqrt_sqrt; weaken H"
    case (.exponential, "positive"): proof = "apply exp_pos"
    case (.exponential, _): proof = "apply exp_ineq1_le"
    default: proof = "apply ln_tangent; weaken H"
    }
    return ["assert (X : \(statement)) by (unfold \(fact.word); \(proof)). lra."]
  }

  func rangeFact(_ fact: RangeFact, _ text: KernelTermText) throws -> [String] {
    func value(_ index: String) throws -> String {
      "(\(try text.polynomial(fact.body, .init(values: [fact.bound: IndexTerm(index)]))))"
    }
    let proof: String
    let statement: String
    switch fact.suffix {
    case "empty": statement = "\(fact.whole) = \(fact.empty)"
    case "last": statement = "\(fact.whole) = \(fact.shorter) \(fact.join) \(try value(fact.ends[1]))"
    default: statement = "\(fact.whole) = \(try value(fact.ends[0])) \(fact.join) \(fact.later)"
    }
    if fact.suffix == "empty" {
      proof = "unfold \(fact.word); apply \(fact.operation)_empty; lia"
    } else {
      proof = """
        unfold \(fact.word); etransitivity; [apply \(fact.operation)_\(fact.suffix); lia | \
        cbv beta; same_values I I]
        """
    }
    return ["assert (X : \(statement)) by (\(proof)). lra."]
  }

  // MARK: Extrema

  private func member(_ extremum: RangeExtremum, _ names: [String], _ text: KernelTermText) -> String {
    (names.map { "apply (in_over \(text[.index($0)])); [lia | lia | cbv beta]; " }
      + extremum.range.rest.map { _ in "apply in_such; [lia |]; " }).joined() + "left; reflexivity"
  }

  func extremumBound(_ extremum: RangeExtremum, _ fact: Fact, _ text: KernelTermText) throws -> [String] {
    let (me, value) = (extremum.me, extremum.value)
    let order = extremum.isMaximum ? "\(value) <= \(me)" : "\(me) <= \(value)"
    let member = member(extremum, extremum.bound, text)
    return [
      "assert (X : \(order)) by (unfold \(extremum.word); apply \(extremum.operation)_bound; \(member)). lra."
    ]
  }

  func extremumAttained(_ extremum: RangeExtremum, _ text: KernelTermText) throws -> [String] {
    let opening =
      extremum.range.ends.map {
        "apply over_in in X; destruct X as (\(text[.index($0.name)]) & ? & X); cbv beta in X. "
      }
      + extremum.range.rest.map { _ in "apply such_in in X; destruct X as (? & X). " }
    let member = member(extremum, extremum.witness, text)
    return [
      """
      assert (X : In (\(extremum.me)) (\(extremum.list))) by \
      (unfold \(extremum.word); apply (\(extremum.operation)_attained _ (\(extremum.here))); \(member)). \
      \(opening.joined())destruct X as [X | []]. \
      exists \(extremum.bound.map { text[.index($0)] }.joined(separator: ", ")). \
      repeat split; first [lia | symmetry; exact X].
      """
    ]
  }

  func oneOf(_ few: FewNumbers) -> [String] {
    if few.isModulus { return ["unfold \(few.word); apply Rabs_one."] }
    return [
      "unfold \(few.word), \(few.isGreatest ? "Rmax" : "Rmin"); repeat destruct (Rle_dec _ _); auto 10."
    ]
  }

  func boundOfFew(_ few: FewNumbers, _ k: Int, _ fact: Fact) -> [String] {
    let (me, value) = (few.me, few.values[k])
    let order = few.isGreatest ? "\(value) <= \(me)" : "\(me) <= \(value)"
    let choice = few.isGreatest ? "Rmax" : "Rmin"
    return [
      "assert (X : \(order)) by (unfold \(few.word), \(choice); repeat destruct (Rle_dec _ _); lra). lra."
    ]
  }

  func attainedOfFew(_ few: FewNumbers, by lemma: String) -> [String] {
    let one = ([lemma] + few.names).joined(separator: " ")
    return [distinguishing("(\(one))", few.values.count, as: "E") + "; rewrite E; ring."]
  }
}

extension CoqScript {
  func writeDerivatives(_ export: inout ProofExport) throws { try export.writeDerivatives() }
}
