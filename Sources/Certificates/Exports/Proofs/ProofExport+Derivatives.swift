import Claims
import ProofKernel

/// That families of derivatives, which are defined by their equations, are derivatives: for equations that lead from one step
/// to the next, and values that are polynomials in families of which the same was shown.
extension ProofExport {
  /// A family, and that of its derivatives by the elements of a variable.
  private struct Pair {
    var family: EquationGroup.Family
    var slopes: EquationGroup.Family
  }

  /// Lemmas for all families of derivatives of the claim that are of this kind; of others a comment says so.
  mutating func writeDerivatives() throws {
    let targets = differentiated
    guard !targets.isEmpty else { return }
    write(CoqPrelude.derivatives, "")
    try writeDeltas()
    for (variable, families) in targets {
      let moved = try writeMoved(variable)
      var shown: [String: String] = [:]
      var seen: Set<String> = []
      for family in families where !seen.contains(family) {
        let group = try equations(of: family)
        let names = group?.families.map(\.name) ?? [family]
        seen.formUnion(names)
        guard let group, let level = try level(of: group, variable, Set(shown.keys)) else {
          write(
            script.comment(
              "That \(names.joined(separator: " and ")) have these derivatives by \(variable.name) is not shown here."
            ))
          continue
        }
        for (name, lemma) in try writeDerivative(group, level, variable, moved, shown) { shown[name] = lemma }
      }
      write("")
    }
  }

  /// Variables with the families that are differentiated by them.
  var differentiated: [(variable: Variable, families: [String])] {
    certificate.theorem.variables.filter { !$0.isComplex }.compactMap { variable in
      let families = familyOrder.filter { slopes(of: $0, by: variable.name) != nil }
      return families.isEmpty ? nil : (variable, families)
    }
  }

  private func slopes(of family: String, by variable: String) -> String? {
    let name = "\(family).\(variable)"
    guard case .equations? = elaboration.origins[name] else { return nil }
    return name
  }

  /// The group of a family by equations; a product is one by those for no factor and for the last.
  private func equations(of family: String) throws -> EquationGroup? {
    if let group = groups[family] { return group }
    guard case .product? = checker.theory.definitions[family]?.kind else { return nil }
    var facts: [(name: String, fact: Fact)] = []
    for suffix in ["empty", "last"] {
      if let fact = checker.theory.facts["\(family).\(suffix)"] {
        facts.append(("\(family).\(suffix)", fact))
      }
    }
    var group = EquationGroup()
    try group.add(
      family, facts.map { (Atom(family, $0.fact.variables.map { IndexTerm($0) }), $0.fact) }, facts)
    return group
  }

  /// What falls in the group's equations, where all that rests on the variable is of the kind that is shown.
  private func level(
    of group: EquationGroup, _ variable: Variable, _ shown: Set<String>
  ) throws -> [IndexTerm]? {
    guard group.operations.isEmpty, !group.isIncomplete else { return nil }
    let own = Set(group.families.map(\.name))
    for rule in group.families.flatMap(\.rules) {
      guard rule.fact.premises.isEmpty else { return nil }
      for atom in rule.value.variables where atom.name != variable.name && !own.contains(atom.name) {
        guard
          supports[atom.name].map({ !$0.contains("family " + variable.name) || shown.contains(atom.name) })
            ?? true
        else { return nil }
      }
    }
    for family in group.families
    where slopes(of: family.name, by: variable.name).flatMap({ groups[$0] }) == nil {
      return nil
    }
    return group.isRecursive
      ? try group.level(elaboration.theory)?.terms : group.families.map { _ in IndexTerm(0) }
  }

  // MARK: The variable with one element moved

  /// What the moved element is called.
  private var number: String { text[.fact("z.moved")] }

  /// The name of the variable with another number at one place, of which the other families are functions.
  private mutating func writeMoved(_ variable: Variable) throws -> String {
    let name = text[.family(variable.name)]
    let arity = variable.indices.count
    if arity == 0 { return "" }
    let moved = text.unique("moved_" + variable.name)
    let places = (1...arity).map { text.unique("i\($0)") }
    let here = (1...arity).map { text.unique("j\($0)") }
    let same = zip(here, places).map { "(\($0) =? \($1))%Z" }.joined(separator: " && ")
    let (i, j) = (places.joined(separator: " "), here.joined(separator: " "))
    let type = type(of: variable.name)
    write(
      script.comment("\(variable.name) with another number at one place."),
      "Definition \(moved) (\(name) : \(type)) (\(i) : Z) (\(number) : R) : \(type) :=",
      "  fun \(j) : Z => if \(same) then \(number) else \(name) \(j).",
      "Lemma \(moved)_same \(name) \(i) : \(moved) \(name) \(i) (\(name) \(i)) = \(name).",
      "Proof.",
      "  \(here.map { "apply FunctionalExtensionality.functional_extensionality; intro \($0). " }.joined())unfold \(moved).",
      "  \(zip(here, places).map { "destruct (Z.eqb_spec \($0) \($1)) as [->|?]; simpl; [|reflexivity]. " }.joined())reflexivity.",
      "Qed.",
      "Lemma \(moved)_slope \(name) \(i) \(j) :",
      "  derivable_pt_lim (fun \(number) => \(moved) \(name) \(i) \(number) \(j)) (\(name) \(i)) (if \(same) then 1 else 0).",
      "Proof. unfold \(moved). destruct (\(same)); [apply slope_variable | apply slope_constant]. Qed.", "")
    return moved
  }

  // MARK: Lemmas

  /// That the families of a group have the derivatives that are said to be theirs; returns the lemmas' names.
  private mutating func writeDerivative(
    _ group: EquationGroup, _ level: [IndexTerm], _ variable: Variable, _ moved: String,
    _ shown: [String: String]
  ) throws -> [String: String] {
    let x = text[.family(variable.name)]
    var pairs: [Pair] = []
    for family in group.families {
      guard let name = slopes(of: family.name, by: variable.name),
        let slopes = groups[name]?.families.first(where: { $0.name == name })
      else { return [:] }
      pairs.append(Pair(family: family, slopes: slopes))
    }
    let before = assumptions.filter { if case .fact = $0 { false } else { true } }
    var (binders, names): ([String], [String]) = ([], [])
    for assumption in before {
      switch assumption {
      case .whole(let size):
        names.append(text[.index(size)])
        binders.append("(\(names[names.count - 1]) : Z)")
      case .condition(_, let term):
        names.append(text.hypothesis())
        binders.append("(\(names[names.count - 1]) : \(try text.condition(term)))")
      case .family(let family):
        names.append(text[.family(family)])
        binders.append("(\(names[names.count - 1]) : \(type(of: family)))")
      case .fact: break
      }
    }
    let statements = try pairs.indices.map { k in try statement(pairs[k], variable, moved, levelBelow: nil) }
    let below = try pairs.indices.map { k in
      try statement(pairs[k], variable, moved, levelBelow: level[k].renamed(pairs[k].family, pairs[k].slopes))
    }
    let lemmas = pairs.map { text.unique($0.slopes.name + " is the derivative") }
    let all = text.unique(lemmas[0] + " all")
    let previous = pairs.map { _ in text.hypothesis() }
    write("Lemma \(all) \(binders.joined(separator: " ")) : forall depth : nat,")
    write(
      below.map { "  (\($0))" }.joined(separator: " /\\\n") + ".", "Proof.",
      "  induction depth as [|depth All]; [repeat match goal with |- _ /\\ _ => split end; intros; lia|].")
    write(
      pairs.count > 1 ? "  destruct All as \(conjunction(previous))." : "  rename All into \(previous[0]).")
    indentation = "  "
    let cite =
      previous.map { "(eapply \($0); lia)" }
      + shown.sorted { $0.key < $1.key }.map { "(eapply (\($0.value) \(names.joined(separator: " "))); lia)" }
    for (k, pair) in pairs.enumerated() {
      if k + 1 < pairs.count { write("split.") }
      let parameters = pair.slopes.parameters.map { text[.index($0)] }
      write(
        "{ intros \(parameters.joined(separator: " ")) below covered. "
          + (pair.slopes.rules.count == 1
            ? "" : CoqScript().distinguishing("covered", pair.slopes.rules.count, as: "covered") + ".")
      )
      indentation = "    "
      for k in pair.slopes.rules.indices { try writeCase(k, pair, x, variable, moved, cite) }
      indentation = "  "
      write("}")
    }
    indentation = ""
    write("Qed.", "")
    for (k, lemma) in lemmas.enumerated() {
      let arguments = pairs[k].slopes.parameters.map { text[.index($0)] }.joined(separator: " ")
      let bound = try text.index(try level[k].renamed(pairs[k].family, pairs[k].slopes))
      write(
        "Lemma \(lemma) \(binders.joined(separator: " ")) : \(statements[k]).",
        "Proof. intros \(arguments) covered. apply (\(all) \(names.joined(separator: " ")) (S (Z.to_nat (\(bound))))); [lia | exact covered]. Qed.",
        "")
    }
    return Dictionary(uniqueKeysWithValues: zip(pairs.map(\.family.name), lemmas))
  }

  private func conjunction(_ names: [String]) -> String {
    names.dropLast().reversed().reduce(names[names.count - 1]) { "[\($1) \($0)]" }
  }

  /// What is shown of one family, for indices where some equation covers it.
  private func statement(
    _ pair: Pair, _ variable: Variable, _ moved: String, levelBelow: IndexTerm?
  ) throws -> String {
    let rules = try pair.slopes.rules.map { rule in
      let conditions =
        try rule.equalities.map { try text.equality($0) }
        + rule.fact.guards.map { try text.condition(try $0.substituting(rule.values)) }
      return conditions.isEmpty ? "True" : conditions.joined(separator: " /\\ ")
    }
    let indices = pair.slopes.parameters.map { IndexTerm($0) }
    let (own, place) = (
      Array(indices.prefix(pair.family.parameters.count)),
      Array(indices.dropFirst(pair.family.parameters.count))
    )
    let here = try text.atom(Atom(variable.name, place))
    let function = try movedText(variable, moved, place) { text in try text.atom(Atom(pair.family.name, own))
    }
    let slope = try text.atom(Atom(pair.slopes.name, indices))
    return """
      \(text.quantifier(pair.slopes.parameters))\
      \(try levelBelow.map { "(Z.to_nat (\(try text.index($0))) < depth)%nat -> " } ?? "")\
      \(rules.map { "(\($0))" }.joined(separator: " \\/ ")) -> \
      derivable_pt_lim (fun \(number) => \(function)) \(here.contains(" ") ? "(\(here))" : here) (\(slope))
      """
  }

  /// A text in which the variable is moved to z at a place.
  private func movedText(
    _ variable: Variable, _ moved: String, _ place: [IndexTerm], _ write: (KernelTermText) throws -> String
  ) throws -> String {
    let x = text[.family(variable.name)]
    let arguments = try place.map { try text.argument($0) }
    let other = arguments.isEmpty ? number : "(\(moved) \(x) \(arguments.joined(separator: " ")) \(number))"
    let before = text.parameters
    defer { text.parameters = before }
    text.parameters = before.mapValues { $0.map { $0 == x ? other : $0 } }
    return try write(text)
  }

  /// One equation: the value's derivative by the rules for sums and products is the value of the derivative's equation.
  private mutating func writeCase(
    _ k: Int, _ pair: Pair, _ x: String, _ variable: Variable, _ moved: String, _ cite: [String]
  ) throws {
    let (rule, slope) = (pair.family.rules[k], pair.slopes.rules[k])
    let place = pair.slopes.parameters.dropFirst(pair.family.parameters.count).map { IndexTerm($0) }
    let raw = KernelTermText.Place(
      values: slope.values, isRaw: true,
      element: { [text, number] atom in
        guard atom.name == variable.name else { return nil }
        let arguments = try atom.indices.map {
          try text.argument($0, KernelTermText.Place(values: slope.values, isRaw: true))
        }
        if arguments.isEmpty { return number }
        let there = try place.map { try text.argument($0) }
        return "\(moved) \(x) \((there + [number] + arguments).joined(separator: " "))"
      })
    let value = try movedText(variable, moved, place) { text in try text.polynomial(rule.value, raw) }
    write("{")
    indentation += "  "
    for (parameter, index) in zip(pair.slopes.parameters, slope.head.indices) {
      let there = try text.index(index, KernelTermText.Place(values: slope.values, isRaw: true))
      if there != text[.index(parameter)] {
        write("replace \(text[.index(parameter)]) with (\(there))%Z by lia.")
      }
    }
    let equation = {
      [groups] (family: EquationGroup.Family, rule: EquationGroup.Rule, text: KernelTermText) in
      family.isPlain && groups[family.name]?.isRecursive == false
        ? "unfold \(text[.family(family.name)]); reflexivity" : "eapply \(text[.fact(rule.name)]); lia"
    }
    write(
      "apply slope_of with (f := fun \(number) => \(value)).",
      "{ intro \(number). symmetry. \(equation(pair.family, rule, text)). }",
      "eapply slope_same.",
      """
      { cbn [pow]. repeat first [eapply slope_constant | eapply slope_sum | eapply slope_difference | eapply slope_opposite \
      | eapply slope_product | eapply slope_variable\(moved.isEmpty ? "" : " | eapply \(moved)_slope")\
      \(cite.map { " | " + $0 }.joined())]. }
      """,
      "etransitivity; [|symmetry; \(equation(pair.slopes, slope, text))].",
      "cbv beta. \(moved.isEmpty ? "" : "rewrite ?\(moved)_same. unfold \(moved). ")",
      "repeat match goal with |- context [(?i =? ?j)%Z] => destruct (Z.eqb_spec i j) end; cbn [andb].")
    for delta in deltas {
      let name = text[.family(delta)]
      let (same, other) = (text[.fact(facts(of: delta)[0].name)], otherwise(delta))
      write(
        """
        all: repeat match goal with |- context [\(name) ?i ?j] => \
        first [rewrite (\(same) i j) by lia | rewrite (\(other) i j) by lia] end.
        """)
    }
    write("all: first [ring | exfalso; lia].")
    indentation.removeLast(2)
    write("}")
  }

  /// That it is 0 where they are not.
  private func otherwise(_ delta: String) -> String { text[.fact(delta + ".otherwise")] }

  private mutating func writeDeltas() throws {
    for delta in deltas {
      let list = facts(of: delta).map { text[.fact($0.name)] }
      write(
        "Lemma \(otherwise(delta)) i j : i <> j -> \(text[.family(delta)]) i j = 0.",
        "Proof. intro H. destruct (Z_lt_le_dec i j); [apply \(list[2]) | apply \(list[1])]; lia. Qed.", "")
    }
  }

  /// Families that tell whether indices are the same.
  private var deltas: [String] {
    familyOrder.filter { name in
      guard let rules = groups[name]?.families.first(where: { $0.name == name })?.rules, rules.count == 3
      else {
        return false
      }
      return rules.map { $0.value.constant } == [1, 0, 0]
    }
  }
}

extension IndexTerm {
  /// In the names that a family of derivatives has for the same indices.
  fileprivate func renamed(_ family: EquationGroup.Family, _ slopes: EquationGroup.Family) throws -> IndexTerm
  {
    try substituting(
      Dictionary(uniqueKeysWithValues: zip(family.parameters, slopes.parameters.map { IndexTerm($0) })))
  }
}
