import Elaboration
import ProofKernel

extension ProofExport {
  /// An operation in Coq's words, at indices that stand for its parameters.
  func body(
    _ definition: FamilyDefinition, at values: [String: IndexTerm] = [:],
    element: @escaping (Atom) throws -> String? = { _ in nil }
  ) throws -> String {
    let (kind, bound, guards, bodies) = try definition.opened(at: values)
    let place = KernelTermText.Place(element: element)
    let texts = try bodies.map { try text.polynomial($0, place) }
    let operands = try bodies.map { try text.operand($0, place) }
    switch kind {
    case .sum, .product:
      let ends = try definition.parameters.suffix(2).map { try text.argument(values[$0] ?? IndexTerm($0)) }
      var word = "product_of"
      if case .sum = kind { word = "sum_of" }
      return "\(word) (fun \(text[.index(bound[0])]) : Z => \(texts[0])) \(ends.joined(separator: " "))"
    case .maximum: return "greatest (\(try list(of: texts[0], bound, guards)))"
    case .minimum: return "least (\(try list(of: texts[0], bound, guards)))"
    case .greatest, .least:
      var word = "Rmax"
      if case .least = kind { word = "Rmin" }
      return operands.dropLast().reversed().reduce(operands[operands.count - 1]) { rest, x in
        "\(word) \(x) \(rest.contains(" ") && !rest.hasPrefix("(") ? "(\(rest))" : rest)"
      }
    case .modulus:
      // At equal indices the imaginary part may vanish; the definition says which it is.
      return definition.kind.isReal
        ? "Rabs \(operands[0])" : "modulus \(operands[0]) \(operands.count > 1 ? operands[1] : "0")"
    case .inverse: return "/ \(operands[0])"
    case .squareRoot: return "sqrt \(operands[0])"
    case .exponential: return "exp \(operands[0])"
    case .logarithm: return "ln \(operands[0])"
    }
  }

  /// All values of a body where the guards hold.
  private func list(of body: String, _ bound: [String], _ guards: [IndexTerm]) throws -> String {
    let range = try IndexRange(bound, guards)
    var list = "[\(body)]"
    for guarding in range.rest.reversed() { list = "such_that (\(try text.index(guarding)))%Z (\(list))" }
    for end in range.ends.reversed() {
      list =
        "over \(try text.argument(end.low)) \(try text.argument(end.high)) (fun \(text[.index(end.name)]) : Z => \(list))"
    }
    return list
  }

  /// A definition and the facts that the kernel has of it.
  mutating func writeOperation(_ definition: FamilyDefinition) throws {
    let name = definition.name
    let parts = definition.kind.parts
    define(name, definition.parameters, try body(definition), parts.bodies, parts.guards)
    let me = try text.atom(Atom(name, definition.parameters.map { IndexTerm($0) }))
    let bodies = try parts.bodies.map { try text.operand($0) }
    let word = text[.family(name)]
    func facts(_ shown: [String: (statement: String, proof: String)]) throws {
      for (suffix, (statement, proof)) in shown.sorted(by: { $0.key < $1.key }) {
        guard let fact = checker.theory.facts["\(name).\(suffix)"] else { continue }
        try writeFact(
          "\(name).\(suffix)", fact, premises: fact.premises.map { _ in "H" },
          "assert (X : \(statement)) by (unfold \(word); \(proof)). lra.")
      }
    }
    switch definition.kind {
    case .sum: try writeRange(definition, "sum", empty: "0", join: "+")
    case .product: try writeRange(definition, "product", empty: "1", join: "*")
    case .maximum, .minimum: try writeExtremum(definition)
    case .greatest, .least: try writeOneOf(definition, bodies)
    case .modulus(_, let im) where im.isZero:
      try writeOneOf(definition, [bodies[0], "- \(bodies[0])"])
      let proof = "unfold Rabs; destruct (Rcase_abs \(bodies[0])); lra"
      try facts([
        "nonnegative": ("0 <= \(me)", proof), "above": ("\(bodies[0]) <= \(me)", proof),
        "below": ("- \(bodies[0]) <= \(me)", proof),
        "square": ("\(me) * \(me) = \(bodies[0]) * \(bodies[0])", proof),
      ])
    case .modulus:
      try facts([
        "nonnegative": ("0 <= \(me)", "apply modulus_nonnegative"),
        "above": ("\(bodies[0]) <= \(me)", "apply modulus_above"),
        "below": ("- \(bodies[0]) <= \(me)", "apply modulus_below"),
        "square": (
          "\(me) * \(me) = \(bodies[0]) * \(bodies[0]) + \(bodies[1]) * \(bodies[1])", "apply modulus_square"
        ),
      ])
    case .inverse: try facts(["product": ("\(bodies[0]) * \(me) = 1", "apply Rinv_r; weaken H")])
    case .squareRoot:
      try facts([
        "nonnegative": ("0 <= \(me)", "apply sqrt_pos"),
        "square": ("\(me) * \(me) = \(bodies[0])", "apply sqrt_sqrt; weaken H"),
      ])
    case .exponential:
      try facts([
        "positive": ("0 < \(me)", "apply exp_pos"),
        "tangent": ("1 + \(bodies[0]) <= \(me)", "apply exp_ineq1_le"),
      ])
    case .logarithm: try facts(["tangent": ("\(me) <= \(bodies[0]) - 1", "apply ln_tangent; weaken H")])
    }
  }

  /// The facts of a sum or product: over no index, without the last, without the first.
  private mutating func writeRange(
    _ definition: FamilyDefinition, _ word: String, empty: String, join: String
  ) throws {
    let ends = definition.parameters.suffix(2).map { IndexTerm($0) }
    let rest = definition.parameters.dropLast(2).map { IndexTerm($0) }
    let (bound, body) = (definition.kind.parts.bound[0], definition.kind.parts.bodies[0])
    func me(_ low: IndexTerm, _ high: IndexTerm) throws -> String {
      try text.atom(Atom(definition.name, rest + [low, high]))
    }
    func value(_ index: IndexTerm) throws -> String {
      try text.polynomial(body, .init(values: [bound: index]))
    }
    let whole = try me(ends[0], ends[1])
    let shorter = try me(ends[0], try ends[1].adding(IndexTerm(-1)))
    let later = try me(try ends[0].adding(IndexTerm(1)), ends[1])
    let unfold = "unfold \(text[.family(definition.name)])"
    for (suffix, statement, proof) in [
      ("empty", "\(whole) = \(empty)", "\(unfold); apply \(word)_empty; lia"),
      (
        "last", "\(whole) = \(shorter) \(join) (\(try value(ends[1])))",
        "\(unfold); etransitivity; [apply \(word)_last; lia | cbv beta; same_values I I]"
      ),
      (
        "first", "\(whole) = (\(try value(ends[0]))) \(join) \(later)",
        "\(unfold); etransitivity; [apply \(word)_first; lia | cbv beta; same_values I I]"
      ),
    ] {
      guard let fact = checker.theory.facts["\(definition.name).\(suffix)"] else { continue }
      try writeFact("\(definition.name).\(suffix)", fact, "assert (X : \(statement)) by (\(proof)). lra.")
    }
  }

  // MARK: Extrema

  /// That an extremum is no less, or no greater, than its body, and that it is its body somewhere.
  private mutating func writeExtremum(_ definition: FamilyDefinition) throws {
    let (bound, guards, bodies) = definition.kind.parts
    let range = try IndexRange(bound, guards)
    var (word, order) = ("greatest", { (body: String, me: String) in "\(body) <= \(me)" })
    if case .minimum = definition.kind { (word, order) = ("least", { "\($1) <= \($0)" }) }
    let me = try text.atom(Atom(definition.name, definition.parameters.map { IndexTerm($0) }))
    let value = try text.polynomial(bodies[0])
    let unfold = "unfold \(text[.family(definition.name)])"
    func member(_ names: [String]) -> String {
      (names.map { "apply (in_over \(text[.index($0)])); [lia | lia | cbv beta]; " }
        + range.rest.map { _ in "apply in_such; [lia |]; " }).joined() + "left; reflexivity"
    }
    if let fact = checker.theory.facts["\(definition.name).bound"] {
      try writeFact(
        "\(definition.name).bound", fact,
        "assert (X : \(order(value, me))) by (\(unfold); apply \(word)_bound; \(member(bound))). lra.")
    }
    // At some indices of which the witness shows that there are such.
    let witness = bound.map { "some." + $0 }
    let values = Dictionary(uniqueKeysWithValues: zip(bound, witness.map { IndexTerm($0) }))
    let given = try guards.map { try text.condition(try $0.substituting(values)) + " -> " }.joined()
    let found = try guards.map { try text.condition($0) + " /\\ " }.joined()
    let names = (definition.parameters + witness).map { text[.index($0)] } + guards.map { _ in "?" }
    let here = try text.polynomial(bodies[0], .init(values: values))
    let opening =
      range.ends.map {
        "apply over_in in X; destruct X as (\(text[.index($0.name)]) & ? & X); cbv beta in X. "
      }
      + range.rest.map { _ in "apply such_in in X; destruct X as (? & X). " }
    write(
      """
      Lemma \(attained(definition.name)) : \(text.quantifier(definition.parameters + witness))\(given)\
      \(text.quantifier(bound, "exists"))\(found)\(me) = \(value).
      """,
      """
      Proof. intros \(names.joined(separator: " ")). assert (X : In (\(me)) (\(try list(of: value, bound, guards)))) by \
      (\(unfold); apply (\(word)_attained _ (\(here))); \(member(witness))). \
      \(opening.joined())destruct X as [X | []]. \
      exists \(bound.map { text[.index($0)] }.joined(separator: ", ")). \
      repeat split; first [lia | symmetry; exact X]. Qed.
      """)
  }

  /// The lemma that an extremum over a range is its body somewhere.
  func attained(_ family: String) -> String { text[.fact(family + ".attained somewhere")] }

  /// The lemma that one of a few numbers is the value.
  func oneOf(_ family: String) -> String { text[.fact(family + ".one of them")] }

  /// That the greatest or least of a few numbers is one of them, and no less or no greater than any.
  private mutating func writeOneOf(_ definition: FamilyDefinition, _ values: [String]) throws {
    let me = try text.atom(Atom(definition.name, definition.parameters.map { IndexTerm($0) }))
    let names = definition.parameters.map { text[.index($0)] }.joined(separator: " ")
    let intros = names.isEmpty ? "" : "intros \(names). "
    let unfold = "unfold \(text[.family(definition.name)])"
    let cases = values.map { "\(me) = \($0)" }.joined(separator: " \\/ ")
    var (proof, isGreatest) = ("\(unfold); apply Rabs_one.", true)
    switch definition.kind {
    case .greatest: proof = "\(unfold), Rmax; repeat destruct (Rle_dec _ _); auto 10."
    case .least: (proof, isGreatest) = ("\(unfold), Rmin; repeat destruct (Rle_dec _ _); auto 10.", false)
    default: break
    }
    write(
      "Lemma \(oneOf(definition.name)) : \(text.quantifier(definition.parameters))\(cases).",
      "Proof. \(intros)\(proof) Qed.")
    for (k, value) in values.enumerated() {
      guard let fact = checker.theory.facts["\(definition.name).bound\(k + 1)"] else { continue }
      try writeFact(
        "\(definition.name).bound\(k + 1)", fact,
        """
        assert (X : \(isGreatest ? "\(value) <= \(me)" : "\(me) <= \(value)")) by \
        (\(unfold), \(isGreatest ? "Rmax" : "Rmin"); repeat destruct (Rle_dec _ _); lra). lra.
        """)
    }
    if let fact = checker.theory.facts["\(definition.name).attained"] {
      try writeFact(
        "\(definition.name).attained", fact,
        distinguishing(
          "(\(oneOf(definition.name))\(names.isEmpty ? "" : " " + names))", values.count, as: "E")
          + "; rewrite E; ring."
      )
    }
  }
}

/// Takes a disjunction of so many parts apart; each has the same name.
func distinguishing(_ disjunction: String, _ count: Int, as name: String) -> String {
  if count == 1 { return "pose proof \(disjunction) as \(name)" }
  return "destruct \(disjunction) as \((1..<count).reduce(name) { rest, _ in "[\(name) | \(rest)]" })"
}

/// Ranges for the names that an extremum binds, from its guards, and the guards that are left.
struct IndexRange {
  private(set) var ends: [(name: String, low: IndexTerm, high: IndexTerm)] = []
  private(set) var rest: [IndexTerm]

  init(_ bound: [String], _ guards: [IndexTerm]) throws {
    rest = guards
    var open = Set(bound)
    for name in bound {
      open.remove(name)
      func end(_ sign: Int) throws -> IndexTerm {
        guard
          let k = rest.firstIndex(where: { $0.factor(of: name) == sign && open.isDisjoint(with: $0.names) })
        else {
          throw ExportError(description: "a range whose ends are no plain index terms")
        }
        let guarding = rest.remove(at: k)
        // name + r >= 0, or r - name >= 0
        let other = try guarding.adding(IndexTerm(name), times: -sign)
        return sign > 0 ? try IndexTerm(0).subtracting(other) : other
      }
      ends.append((name, try end(1), try end(-1)))
    }
  }
}

extension FamilyDefinition {
  /// The definition with index terms in the place of its parameters; bound names that occur in these are renamed.
  func opened(
    at values: [String: IndexTerm], besides names: Set<String> = []
  ) throws -> (kind: Kind, bound: [String], guards: [IndexTerm], bodies: [RealPolynomial]) {
    var (bound, guards, bodies) = kind.parts
    let taken = names.union(values.values.flatMap(\.names))
    var all = values
    for (k, name) in bound.enumerated() where taken.contains(name) {
      var other = name
      while taken.contains(other) || bound.contains(other) || parameters.contains(other) { other += "'" }
      all[name] = IndexTerm(other)
      bound[k] = other
    }
    guards = try guards.map { try $0.substituting(all) }
    bodies = try bodies.map { try $0.substituting(all) }
    return (kind.with(bound, guards, bodies), bound, guards, bodies)
  }
}

extension FamilyDefinition.Kind {
  /// Whether it is the modulus of real numbers.
  var isReal: Bool {
    if case .modulus(_, let im) = self { im.isZero } else { false }
  }
}
