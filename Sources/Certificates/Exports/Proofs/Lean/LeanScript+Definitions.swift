import ProofKernel

extension LeanScript {
  // MARK: π, sine and cosine

  func writeCircle(_ name: String, _ export: inout ProofExport) throws {
    export.define(name, [], words.pi, [])
    let me = try export.text.atom(Atom(name))
    for (fact, statement) in export.facts(of: name) {
      let isLower = statement.literal.polynomial[Monomial(Atom(name))].signum > 0
      let known =
        isLower
        ? "(show (3141592653 : ℝ) / 1000000000 < \(me) from pi_enclosed.1)"
        : "(show \(me) < 3141592654 / 1000000000 from pi_enclosed.2)"
      let proof = try conversion(
        to: statement.literal, from: Literal(statement.literal.polynomial, .positive), known)
      try export.writeFact(fact, statement, ["exact \(proof)"])
    }
  }

  func waveFact(_ fact: Fact, _ x: RealPolynomial, sine: Atom, cosine: Atom, _ text: KernelTermText) throws
    -> [String]
  {
    let (a, b) = (try text.atom(sine), try text.atom(cosine))
    let squares = RealPolynomial(sine).power(2) + RealPolynomial(cosine).power(2) - RealPolynomial(1)
    return [
      "have X : (\(a)) ^ 2 + (\(b)) ^ 2 = 1 := Real.sin_sq_add_cos_sq \(try text.operand(x))",
      "exact \(try conversion(to: fact.literal, from: Literal(squares, .zero), "X"))",
    ]
  }

  // MARK: Operations

  func operationFact(_ fact: OperationFact, _ text: KernelTermText) throws -> [String] {
    let (me, x) = (fact.me, fact.bodies[0])
    var statement = "\(me) * \(me) = \(x) * \(x) + \(fact.bodies.last ?? x) * \(fact.bodies.last ?? x)"
    let proof: String
    switch (fact.kind, fact.suffix) {
    case (.modulus, "nonnegative") where fact.kind.isReal: (statement, proof) = ("0 ≤ \(me)", "abs_nonneg _")
    case (.modulus, "above") where fact.kind.isReal: (statement, proof) = ("\(x) ≤ \(me)", "le_abs_self _")
    case (.modulus, "below") where fact.kind.isReal: (statement, proof) = ("- \(x) ≤ \(me)", "neg_le_abs _")
    case (.modulus, "square") where fact.kind.isReal:
      (statement, proof) = ("\(me) * \(me) = \(x) * \(x)", "abs_mul_abs_self _")
    case (.modulus, "nonnegative"): (statement, proof) = ("0 ≤ \(me)", "modulus_nonnegative _ _")
    case (.modulus, "above"): (statement, proof) = ("\(x) ≤ \(me)", "modulus_above _ _")
    case (.modulus, "below"): (statement, proof) = ("- \(x) ≤ \(me)", "modulus_below _ _")
    case (.modulus, _): proof = "modulus_square _ _"
    case (.inverse, _):
      let known = "(ne_from H \(Self.same))"
      (statement, proof) = ("\(x) * \(me) = 1", "mul_inv_cancel₀ \(known)")
    case (.squareRoot, "nonnegative"): (statement, proof) = ("0 ≤ \(me)", "Real.sqrt_nonneg _")
    case (.squareRoot, _):
      let known = "(le_from H \(Self.same))"
      (statement, proof) = ("\(me) * \(me) = \(x)", "Real.mul_self_sqrt \(known)")
    case (.exponential, "positive"): (statement, proof) = ("0 < \(me)", "Real.exp_pos _")
    case (.exponential, _): (statement, proof) = ("1 + \(x) ≤ \(me)", "exp_tangent _")
    default:
      let known = "(lt_from H \(Self.same))"
      (statement, proof) = ("\(me) ≤ \(x) - 1", "Real.log_le_sub_one_of_pos \(known)")
    }
    return [
      "have X : \(statement) := \(proof)",
      "exact \(try conversion(to: fact.fact.literal, from: fact.fact.literal, "X"))",
    ]
  }

  func rangeFact(_ fact: RangeFact, _ text: KernelTermText) throws -> [String] {
    let place = { (index: String) in
      KernelTermText.Place(values: [fact.bound: IndexTerm(index)], isRaw: true)
    }
    func value(_ index: String) throws -> String { "(\(try text.polynomial(fact.body, place(index))))" }
    let statement: String
    var replacements: [(String, String)] = []
    switch fact.suffix {
    case "empty": statement = "\(fact.whole) = \(fact.empty)"
    case "last":
      statement = "\(fact.whole) = \(fact.shorter) \(fact.join) \(try value(fact.ends[1]))"
      replacements = try text.replacements([fact.body], [fact.bound: IndexTerm(fact.ends[1])])
    default:
      statement = "\(fact.whole) = \(try value(fact.ends[0])) \(fact.join) \(fact.later)"
      replacements = try text.replacements([fact.body], [fact.bound: IndexTerm(fact.ends[0])])
    }
    return ["have X : \(statement) := \(fact.operation)_\(fact.suffix) _ _ _ (by omega)"]
      + rewriting(replacements, in: "X")
      + ["exact \(try conversion(to: fact.fact.literal, from: fact.fact.literal, "X"))"]
  }

  // MARK: Extrema

  private func member(_ extremum: RangeExtremum, _ names: [String], _ text: KernelTermText) -> String {
    let inside = extremum.range.rest.reduce("(List.mem_cons.mpr (Or.inl rfl))") { rest, _ in
      "(in_such (by omega) \(rest))"
    }
    return names.reversed().reduce(inside) { rest, name in
      "(in_over \(text[.index(name)]) (by omega) (by omega) \(rest))"
    }
  }

  func extremumBound(_ extremum: RangeExtremum, _ fact: Fact, _ text: KernelTermText) throws -> [String] {
    let (me, value) = (extremum.me, extremum.value)
    let member = member(extremum, extremum.bound, text)
    return [
      "have I : (\(value) : ℝ) ∈ \(extremum.list) := \(member)",
      "have X : \(extremum.isMaximum ? "\(value) ≤ \(me)" : "\(me) ≤ \(value)") := \(extremum.operation)_bound I",
      "exact \(try conversion(to: fact.literal, from: fact.literal, "X"))",
    ]
  }

  func extremumAttained(_ extremum: RangeExtremum, _ text: KernelTermText) throws -> [String] {
    let bound = extremum.bound.map { text[.index($0)] }
    let opening =
      extremum.range.ends.map { "obtain ⟨\(text[.index($0.name)]), _, _, X⟩ := over_in X" }
      + extremum.range.rest.map { _ in "obtain ⟨_, X⟩ := such_in X" }
    let found = (bound + Array(repeating: "by omega", count: extremum.guards) + ["X"]).joined(separator: ", ")
    return [
      "have I : (\(extremum.here) : ℝ) ∈ \(extremum.list) := \(member(extremum, extremum.witness, text))",
      "have X : \(extremum.me) ∈ \(extremum.list) := \(extremum.operation)_attained I",
    ] + opening + [
      "rcases List.mem_cons.mp X with X | X", "· exact ⟨\(found)⟩", "· cases X",
    ]
  }

  // MARK: Few numbers

  func oneOf(_ few: FewNumbers) -> [String] {
    if few.isModulus { return ["exact abs_choice _"] }
    let cases = few.values.map { "z = \($0)" }.joined(separator: " ∨ ")
    let rule = "\(few.isGreatest ? "max" : "min")_one (P := fun z : ℝ => \(cases))"
    func isThat(_ k: Int) -> String {
      // The disjunction nests to the right.
      let last = few.values.count - 1
      let inner = k == last ? "rfl" : "(Or.inl rfl)"
      return (0..<k).reduce(inner) { rest, _ in "(Or.inr \(rest))" }
    }
    let first = few.values.indices.dropLast().reversed().reduce(isThat(few.values.count - 1)) { rest, k in
      "(\(rule) \(isThat(k)) \(rest))"
    }
    return ["exact \(first)"]
  }

  func boundOfFew(_ few: FewNumbers, _ k: Int, _ fact: Fact) throws -> [String] {
    let order = few.isGreatest ? "\(few.values[k]) ≤ \(few.me)" : "\(few.me) ≤ \(few.values[k])"
    let word = few.isGreatest ? "le_max" : "min_le"
    let last = few.values.count - 1
    var proof = last == 0 ? "le_refl _" : k == last ? "\(word)_right _ _" : "\(word)_left _ _"
    for _ in 0..<(k == last ? max(0, last - 1) : k) {
      proof =
        few.isGreatest ? "le_trans (\(proof)) (le_max_right _ _)" : "le_trans (min_le_right _ _) (\(proof))"
    }
    return [
      "have X : \(order) := \(proof)",
      "exact \(try conversion(to: fact.literal, from: fact.literal, "X"))",
    ]
  }

  func attainedOfFew(_ few: FewNumbers, by lemma: String) -> [String] {
    let one = ([lemma] + few.names).joined(separator: " ")
    if few.values.count == 1 { return ["have E := \(one)", "rewrite [E]", "ring1"] }
    return ["rcases \(one) with \(few.values.map { _ in "E" }.joined(separator: " | "))"]
      + few.values.flatMap { _ in ["· rewrite [E]", "  ring1"] }
  }
}
