import Elaboration
import ProofKernel

extension ProofExport {
  /// An operation in the assistant's words, at indices that stand for its parameters.
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
      return "\(word) \(function(of: bound[0], texts[0])) \(ends.joined(separator: " "))"
    case .maximum: return "greatest (\(try list(of: texts[0], bound, guards)))"
    case .minimum: return "least (\(try list(of: texts[0], bound, guards)))"
    default: return function(definition, of: operands)
    }
  }

  /// A function of numbers in the assistant's words.
  func function(_ definition: FamilyDefinition, of operands: [String]) -> String {
    switch definition.kind {
    case .greatest, .least:
      var word = script.words.maximum
      if case .least = definition.kind { word = script.words.minimum }
      return operands.dropLast().reversed().reduce(operands[operands.count - 1]) { rest, x in
        "\(word) \(x) \(rest.contains(" ") && !rest.hasPrefix("(") ? "(\(rest))" : rest)"
      }
    case .modulus:
      // At equal indices the imaginary part may vanish; the definition says which it is.
      return definition.kind.isReal
        ? "\(script.words.magnitude) \(operands[0])"
        : "modulus \(operands[0]) \(operands.count > 1 ? operands[1] : "0")"
    case .inverse: return script.inverse(operands[0])
    case .squareRoot: return "\(script.words.root) \(operands[0])"
    case .exponential: return "\(script.words.exponential) \(operands[0])"
    default: return "\(script.words.logarithm) \(operands[0])"
    }
  }

  private func function(of name: String, _ body: String) -> String {
    "(fun \(text[.index(name)]) : \(script.words.whole) => \(body))"
  }

  /// All values of a body where the guards hold.
  private func list(of body: String, _ bound: [String], _ guards: [IndexTerm]) throws -> String {
    let range = try IndexRange(bound, guards)
    var list = script.list([body])
    for guarding in range.rest.reversed() {
      list = "such_that \(script.scoped(try text.index(guarding))) (\(list))"
    }
    for end in range.ends.reversed() {
      list =
        "over \(try text.argument(end.low)) \(try text.argument(end.high)) \(function(of: end.name, list))"
    }
    return list
  }

  /// A definition and the facts that the kernel has of it.
  mutating func writeOperation(_ definition: FamilyDefinition) throws {
    let name = definition.name
    let parts = definition.kind.parts
    define(name, definition.parameters, try body(definition), parts.bodies, parts.guards)
    let bodies = try parts.bodies.map { try text.operand($0) }
    switch definition.kind {
    case .sum(let bound, let body): try writeRange(definition, bound, body, isSum: true)
    case .product(let bound, let body): try writeRange(definition, bound, body, isSum: false)
    case .maximum: try writeExtremum(definition, isMaximum: true)
    case .minimum: try writeExtremum(definition, isMaximum: false)
    case .greatest, .least: try writeOneOf(definition, bodies)
    case .modulus(_, let im) where im.isZero:
      try writeOneOf(definition, [bodies[0], "- \(bodies[0])"])
      try writeFacts(definition, ["above", "below", "nonnegative", "square"], bodies)
    case .modulus: try writeFacts(definition, ["above", "below", "nonnegative", "square"], bodies)
    case .inverse: try writeFacts(definition, ["product"], bodies)
    case .squareRoot: try writeFacts(definition, ["nonnegative", "square"], bodies)
    case .exponential: try writeFacts(definition, ["positive", "tangent"], bodies)
    case .logarithm: try writeFacts(definition, ["tangent"], bodies)
    }
  }

  private func element(_ definition: FamilyDefinition) throws -> String {
    try text.atom(Atom(definition.name, definition.parameters.map { IndexTerm($0) }))
  }

  private mutating func writeFacts(
    _ definition: FamilyDefinition, _ suffixes: [String], _ bodies: [String]
  ) throws {
    for suffix in suffixes {
      guard let fact = checker.theory.facts["\(definition.name).\(suffix)"] else { continue }
      let operation = OperationFact(
        suffix: suffix, kind: definition.kind, word: text[.family(definition.name)],
        me: try element(definition), bodies: bodies, fact: fact)
      try writeFact(
        "\(definition.name).\(suffix)", fact, premises: fact.premises.map { _ in "H" },
        try script.operationFact(operation, text))
    }
  }

  /// The facts of a sum or product: over no index, without the last, without the first.
  private mutating func writeRange(
    _ definition: FamilyDefinition, _ bound: String, _ body: RealPolynomial, isSum: Bool
  ) throws {
    let ends = definition.parameters.suffix(2).map { IndexTerm($0) }
    let rest = definition.parameters.dropLast(2).map { IndexTerm($0) }
    func me(_ low: IndexTerm, _ high: IndexTerm) throws -> String {
      try text.atom(Atom(definition.name, rest + [low, high]))
    }
    for suffix in ["empty", "last", "first"] {
      guard let fact = checker.theory.facts["\(definition.name).\(suffix)"] else { continue }
      let range = RangeFact(
        suffix: suffix, isSum: isSum, word: text[.family(definition.name)], whole: try me(ends[0], ends[1]),
        shorter: try me(ends[0], try ends[1].adding(IndexTerm(-1))),
        later: try me(try ends[0].adding(IndexTerm(1)), ends[1]), bound: bound, body: body,
        ends: Array(definition.parameters.suffix(2)), fact: fact)
      try writeFact("\(definition.name).\(suffix)", fact, try script.rangeFact(range, text))
    }
  }

  // MARK: Extrema

  /// That an extremum is no less, or no greater, than its body, and that it is its body somewhere.
  private mutating func writeExtremum(_ definition: FamilyDefinition, isMaximum: Bool) throws {
    let (bound, guards, bodies) = definition.kind.parts
    let witness = bound.map { "some." + $0 }
    let values = Dictionary(uniqueKeysWithValues: zip(bound, witness.map { IndexTerm($0) }))
    let value = try text.polynomial(bodies[0])
    let extremum = RangeExtremum(
      isMaximum: isMaximum, name: definition.name, word: text[.family(definition.name)],
      me: try element(definition), value: value, here: try text.polynomial(bodies[0], .init(values: values)),
      range: try IndexRange(bound, guards), bound: bound, witness: witness,
      parameters: definition.parameters, guards: guards.count, list: try list(of: value, bound, guards))
    if let fact = checker.theory.facts["\(definition.name).bound"] {
      try writeFact("\(definition.name).bound", fact, try script.extremumBound(extremum, fact, text))
    }
    // At some indices of which the witness shows that there are such.
    let words = script.words
    let given = try guards.map { try text.condition(try $0.substituting(values)) + " \(words.implies) " }
    let found = try guards.map { try text.condition($0) + " \(words.and) " }
    let names =
      (definition.parameters + witness).map { text[.index($0)] } + guards.map { _ in words.unnamed }
    writeLemma(
      attained(definition.name),
      """
      \(text.quantifier(definition.parameters + witness))\(given.joined())\(text.quantifier(bound, exists: true))\
      \(found.joined())\(extremum.me) = \(value)
      """, names, try script.extremumAttained(extremum, text))
  }

  /// The lemma that an extremum over a range is its body somewhere.
  func attained(_ family: String) -> String { text[.fact(family + ".attained somewhere")] }

  /// The lemma that one of a few numbers is the value.
  func oneOf(_ family: String) -> String { text[.fact(family + ".one of them")] }

  /// That the greatest or least of a few numbers is one of them, and no less or no greater than any.
  private mutating func writeOneOf(_ definition: FamilyDefinition, _ values: [String]) throws {
    let few = FewNumbers(
      definition: definition, word: text[.family(definition.name)], me: try element(definition),
      values: values, names: definition.parameters.map { text[.index($0)] })
    let cases = values.map { "\(few.me) = \($0)" }.joined(separator: " \(script.words.or) ")
    let one = oneOf(definition.name)
    writeLemma(one, text.quantifier(definition.parameters) + cases, few.names, script.oneOf(few))
    for k in values.indices {
      guard let fact = checker.theory.facts["\(definition.name).bound\(k + 1)"] else { continue }
      try writeFact("\(definition.name).bound\(k + 1)", fact, script.boundOfFew(few, k, fact))
    }
    if let fact = checker.theory.facts["\(definition.name).attained"] {
      try writeFact("\(definition.name).attained", fact, script.attainedOfFew(few, by: lemma(named: one)))
    }
  }
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
