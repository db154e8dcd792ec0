import Numbers
import ProofKernel

extension LeanScript {
  // MARK: Facts

  private func asserting(_ own: CitedFact, _ proof: String, _ text: KernelTermText) throws -> String {
    "have \(own.name) : \(try text.normal(own.literal)) := \(proof)"
  }

  func citeIndex(_ own: CitedFact, _ term: IndexTerm, _ text: KernelTermText) throws -> [String] {
    let index = "(show (0 : ℤ) ≤ \(try text.index(term)) by omega)"
    return [try asserting(own, "le_from (whole_number \(index)) \(Self.same)", text)]
  }

  func citeSame(_ own: CitedFact, _ a: Atom, _ b: Atom, _ text: KernelTermText) throws -> [String] {
    var proof = "rfl"
    for (k, (i, j)) in zip(a.indices, b.indices).enumerated() {
      let equal = "(show (\(try text.index(i)) : ℤ) = \(try text.index(j)) by omega)"
      let family = ([text[.family(a.name)]] + (text.parameters[a.name] ?? [])).joined(separator: " ")
      let function = a.name == Atom.realName ? "fun z : ℤ => (z : ℝ)" : family
      proof = k == 0 ? "congrArg (\(function)) \(equal)" : "congr (\(proof)) \(equal)"
    }
    let equation = "(show \(try text.atom(a)) = \(try text.atom(b)) from \(proof))"
    let difference = Literal(RealPolynomial(a) - RealPolynomial(b), .zero)
    return [try asserting(own, try conversion(to: own.literal, from: difference, equation), text)]
  }

  func cite(_ own: CitedFact, _ instance: FactInstance, _ text: KernelTermText) throws -> [String] {
    let values = Dictionary(uniqueKeysWithValues: zip(instance.fact.variables, instance.indices))
    let arguments =
      try instance.indices.map { try text.argument($0) } + instance.fact.guards.map { _ in "(by omega)" }
    let premises = try zip(instance.fact.premises, instance.premises).map { premise, known in
      "(\(try conversion(to: try premise.substituting(values), from: known.literal, known.name)))"
    }
    let name = ([instance.name] + arguments).joined(separator: " ")
    let literal = try instance.fact.literal.substituting(values)
    func whole(_ name: String, _ premises: [String]) -> String {
      let all = ([name] + premises).joined(separator: " ")
      return all.contains(" ") ? "(\(all))" : all
    }
    if rewriting(instance.replacements).isEmpty {
      let proof = try conversion(to: own.literal, from: literal, whole(name, premises))
      return [try asserting(own, proof, text)]
    }
    let proof = try conversion(to: own.literal, from: literal, whole("X", premises))
    return [asserting(own.name, try text.normal(own.literal))]
      + (["have X := \(name)"] + rewriting(instance.replacements, in: "X") + ["exact \(proof)"]).map {
        "  " + $0
      }
  }

  // MARK: Products

  func head(_ head: RewriteHead, _ text: KernelTermText) throws -> [String] { [] }

  func rewritten(_ fact: CitedFact, isLocal: Bool, _ heads: [RewriteHead], _ text: KernelTermText) -> (
    fact: CitedFact, lines: [String]
  ) {
    (fact, [])
  }

  func square(_ own: String, _ root: RealPolynomial, _ text: KernelTermText) throws -> [String] {
    let root = try text.operand(root)
    return ["have \(own) : 0 ≤ \(root) * \(root) := mul_self_nonneg \(root)"]
  }

  func product(_ own: String, _ a: ScriptFactor, _ b: ScriptFactor) -> [String] {
    if a.isStrict && b.isStrict { return ["have \(own) := mul_pos \(a.name) \(b.name)"] }
    return ["have \(own) := mul_nonneg \(atLeast(a)) \(atLeast(b))"]
  }

  func atLeast(_ factor: ScriptFactor) -> String {
    factor.isStrict ? "(le_of_lt \(factor.name))" : factor.name
  }

  func equation(_ equation: ScriptSum.Equation, as own: String, _ text: KernelTermText) throws -> [String] {
    []
  }

  // MARK: Cases

  func indexCases(_ term: String) -> [String] { ["rcases below_or_not (\(term)) with _ | _"] }

  func signCases(_ polynomial: String, _ own: String) -> [String] {
    ["rcases sign_cases (\(polynomial)) with \(own) | \(own)"]
  }

  func negative(_ own: String, _ literal: Literal, from other: String, _ text: KernelTermText) throws
    -> [String]
  {
    ["have \(own) : \(try text.normal(literal)) := lt_from \(other) \(Self.same)"]
  }

  func open(_ opened: OpenedExtremum, _ text: KernelTermText) -> [String] {
    let arguments = opened.arguments + Array(repeating: "(by omega)", count: opened.guards)
    let pattern = opened.names + Array(repeating: "_", count: opened.guards) + [opened.equation]
    let lemma = ([opened.lemma] + arguments).joined(separator: " ")
    return ["obtain ⟨\(pattern.joined(separator: ", "))⟩ := \(lemma)"]
      + rewriting(opened.replacements, in: opened.equation)
  }

  func difference(_ own: String, _ literal: Literal, from equation: String, _ text: KernelTermText) throws
    -> [String]
  {
    ["have \(own) : \(try text.normal(literal)) := eq_from \(equation) \(Self.same)"]
  }

  func closeBound(_ own: String, _ equation: String, isMaximum: Bool) -> [String] {
    ["exact \(shifted(own, equation, isMaximum))"]
  }

  private func shifted(_ own: String, _ equation: String, _ isGreatest: Bool) -> String {
    "shifted \(own) \(isGreatest ? equation : "\(equation).symm") \(Self.same)"
  }

  func closeBounds(
    _ names: [String], _ equation: String, by lemma: String, _ replacements: [(String, String)],
    hasReals: Bool,
    isGreatest: Bool
  ) -> [String] {
    let first = ["have \(equation) := \(lemma)"] + rewriting(replacements, in: equation)
    if names.count == 1 { return first + ["exact \(shifted(names[0], equation, isGreatest))"] }
    let cases = names.map { _ in equation }.joined(separator: " | ")
    return first + ["rcases \(equation) with \(cases)"]
      + names.map { "· exact \(shifted($0, equation, isGreatest))" }
  }

  func closeRoot(_ names: (nonnegative: String, squares: String, own: String), _ x: String, _ y: String)
    -> [String]
  {
    let (first, second) = (names.nonnegative, names.squares)
    return [
      "have \(names.own) : (\(x) : ℝ) ≤ \(y) :=",
      "  below_by_squares (le_from \(first) \(Self.same)) (le_from \(second) \(Self.same))",
      "exact le_from \(names.own) \(Self.same)",
    ]
  }

  func closeBoth(_ above: String, _ below: String) -> [String] {
    ["exact both_ways \(above) \(below) \(Self.same)"]
  }

  func closeApart(_ own: String, isNegative: Bool) -> [String] {
    ["exact \(isNegative ? "ne_below" : "ne_above") \(own) \(Self.same)"]
  }
}
