import Numbers
import ProofKernel

/// Signs and simple bounds of a theory's families, shown without being asked for: what every proof needs and nobody states.
///
/// Products of what lies in [0, 1] lie in [0, 1], inverses of positive numbers are positive, and the like.
struct SignLemmas {
  var checker: Checker
  var lemmas: [Lemma] = []
  /// Families that lemmas speak of and the claim does not.
  private(set) var definitions: [FamilyDefinition] = []
  /// Values of the exponential function so far.
  var exponentials: [ExponentialValue]
  /// Whether exponentials or logarithms stand in the claim.
  let isTranscendental: Bool
  /// The functions that were compared with one another, and the guards of their elements.
  private var compared: [String: [IndexTerm]] = [:]
  /// By family, the conditions on each index under which something is known of its elements.
  var ranges: [String: [[IndexTerm]]] = [:]

  let effort: ProofEffort

  static let place = "index"

  /// - Parameter exponentials: Values of the exponential function of which something was shown before.
  init(
    _ checker: Checker, _ exponentials: [ExponentialValue] = [], within effort: ProofEffort
  ) {
    (self.checker, self.exponentials, self.effort) = (checker, exponentials, effort)
    isTranscendental = checker.theory.definitions.values.contains { $0.kind.isTranscendental }
    let spoken = elements()
    for (name, arity) in checker.theory.arities where name != Atom.realName {
      ranges[name] = ranges(of: spoken[name] ?? [], arity: arity)
    }
  }

  /// Shows what can be shown of families, in the order of what they rest on.
  mutating func run() {
    showEnds()
    showBounds()
    showNonzero()
    for family in ordered() {
      if effort.isSpent { return }
      if let definition = checker.theory.definitions[family] {
        inheritRanges(definition)
        show(definition)
      } else {
        showEquations(family)
      }
    }
  }

  /// Divisors that are not 0 and the like, as the goals of a stage ask for them: steps before these goals need them too.
  mutating func show(_ obligations: [Fact]) {
    for (k, fact) in obligations.enumerated() where fact.premises.isEmpty && !isKnown(fact) {
      // Other indices of the place do not matter, as far as that can be shown.
      let own = Set(fact.literal.polynomial.variables.flatMap { $0.indices.flatMap(\.names) })
      let known = own.union(checker.theory.constants)
      if attempt(
        AuxiliaryName.of("defined", k + 1), fact.literal, for: fact.variables.filter(own.contains),
        where: fact.guards.filter { known.isSuperset(of: $0.names) })
      {
        continue
      }
      _ = attempt(AuxiliaryName.of("defined", k + 1), fact.literal, for: fact.variables, where: fact.guards)
    }
  }

  /// Whether some fact says it, whatever its variables.
  func isKnown(_ wanted: Fact) -> Bool {
    var context = Context(checker.theory, for: wanted.variables, where: wanted.guards)
    context.scope.formUnion(wanted.variables)
    return Sighting(checker: checker, context: context).witness(wanted.literal) != nil
  }

  /// Families after those that they rest on, as far as that goes.
  private func ordered() -> [String] {
    var done: [String] = []
    var seen: Set<String> = []
    func visit(_ name: String) {
      guard seen.insert(name).inserted else { return }
      var below: Set<String> = []
      if let definition = checker.theory.definitions[name] {
        below = Set(definition.kind.parts.bodies.flatMap { $0.variables.map(\.name) })
      } else {
        for (fact, _) in equations(name) { below.formUnion(fact.literal.polynomial.variables.map(\.name)) }
      }
      for next in below.sorted() { visit(next) }
      done.append(name)
    }
    for name in checker.theory.arities.keys.sorted() where name != Atom.realName { visit(name) }
    return done
  }

  /// The equations that say what elements of a family are.
  func equations(_ name: String) -> [(fact: Fact, head: Atom)] {
    checker.theory.equations(of: name).compactMap { fact in
      guard
        let head = fact.literal.polynomial.variables.first(where: { atom in
          atom.name == name && fact.literal.polynomial[Monomial(atom)] == 1
            && fact.variables.allSatisfy { v in atom.indices.contains { $0 == IndexTerm(v) } }
        })
      else { return nil }
      return (fact, head)
    }
  }

  // MARK: Attempts

  mutating func attempt(
    _ name: String, _ literal: Literal, for variables: [String], where guards: [IndexTerm],
    by method: ProofPlan.Method = .outright, because hints: Set<String> = []
  ) -> Bool {
    let fact = Fact(for: variables, where: guards, literal)
    if effort.isSpent { return false }
    effort.spend(ProofTuning.costOfLook * checker.theory.facts.count)
    let little = ProofEffort(limit: ProofTuning.effortOfSign, outer: effort)
    guard checker.theory.facts[name] == nil,
      case .success(let lemma) = LemmaTactic(checker, isQuick: true, effort: little)
        .lemma(name, fact, by: method, because: hints),
      (try? checker.prove(lemma)) != nil
    else { return false }
    lemmas.append(lemma)
    return true
  }

  private mutating func show(_ definition: FamilyDefinition) {
    let (bound, _, bodies) = definition.kind.parts
    let me = RealPolynomial(Atom(definition.name, definition.parameters.map { IndexTerm($0) }))
    let name = definition.name
    var guards = definition.parameters.flatMap { conditions(on: $0, in: bodies) }
    let parameters = definition.parameters
    switch definition.kind {
    case .sum, .product:
      let (low, high) = (parameters[parameters.count - 2], parameters[parameters.count - 1])
      guards = parameters.dropLast(2).flatMap { conditions(on: $0, in: bodies) }
      guards += conditions(on: bound[0], in: bodies, from: IndexTerm(low), to: IndexTerm(high))
      guard let isRange = try? IndexTerm(high).subtracting(IndexTerm(low)).adding(IndexTerm(1)),
        let before = try? IndexTerm(low).subtracting(IndexTerm(1))
      else { return }
      guards.append(isRange)
      let (method, isProduct) = (ProofPlan.Method.induction(on: high, from: before), isProduct(definition))
      signs(name, me, parameters, guards, by: method, upTo1: bound.count == 1 && isProduct)
      let inside = lengths(in: bodies, over: bound[0], from: IndexTerm(low), to: IndexTerm(high))
      if !inside.isEmpty, checker.theory.facts[AuxiliaryName.of(name, "positive")] == nil {
        signs(name, me, parameters, guards + inside, by: method, upTo1: false)
      }
      if isProduct { compareFactors(of: definition) }
      showRanges(definition)
    case .maximum(let names, let range, _), .minimum(let names, let range, _):
      signs(name, me, parameters, guards + open(names, range, guards), by: .outright, upTo1: true)
    case .greatest, .least:
      signs(name, me, parameters, guards, by: .outright, upTo1: true)
    case .inverse:
      let argument = bodies[0]
      // Elements of recurrences may be 0 before the first step, sums are without terms.
      let known = [guards, guards.map(later), guards + beyond0(parameters, in: argument)]
      let some = guards + someTerm(in: argument).filter { !guards.contains($0) }
      for guards in known.contains(some) ? known : known + [some] {
        if attempt(
          AuxiliaryName.of(name, "argument"), Literal(argument, .positive), for: parameters, where: guards)
        {
          _ = attempt(
            AuxiliaryName.of(name, "positive"), Literal(me, .positive), for: parameters, where: guards,
            by: .contradiction)
          if isTranscendental {
            _ = attempt(
              AuxiliaryName.of(name, "upTo1"), Literal(RealPolynomial(1) - me, .nonnegative), for: parameters,
              where: guards)
          }
        } else if attempt(
          AuxiliaryName.of(name, "argument"), Literal(-argument, .positive), for: parameters, where: guards)
        {
          _ = attempt(
            AuxiliaryName.of(name, "negative"), Literal(-me, .positive), for: parameters, where: guards,
            by: .contradiction)
        } else {
          continue
        }
        compare(definition, guards)
        return
      }
      showSquare(ofInverse: definition)
    case .squareRoot:
      if attempt(
        AuxiliaryName.of(name, "argument"), Literal(bodies[0], .nonnegative), for: parameters, where: guards)
      {
        _ = attempt(
          AuxiliaryName.of(name, "upTo1"), Literal(RealPolynomial(1) - me, .nonnegative), for: parameters,
          where: guards)
      }
    case .logarithm:
      guard
        attempt(
          AuxiliaryName.of(name, "argument"), Literal(bodies[0], .positive), for: parameters, where: guards)
      else {
        return
      }
      showLogarithm(definition, bodies[0], where: guards)
      _ =
        attempt(
          AuxiliaryName.of(name, "positive"), Literal(me, .positive), for: parameters, where: guards,
          by: .contradiction)
        || attempt(
          AuxiliaryName.of(name, "nonnegative"), Literal(me, .nonnegative), for: parameters, where: guards,
          by: .contradiction
        )
        || attempt(
          AuxiliaryName.of(name, "negative"), Literal(-me, .positive), for: parameters, where: guards,
          by: .contradiction)
        || attempt(
          AuxiliaryName.of(name, "nonpositive"), Literal(-me, .nonnegative), for: parameters, where: guards,
          by: .contradiction)
      compare(definition, guards)
    case .exponential:
      guard !AuxiliaryName.isWithinProofs(name) else { return }
      if !exponentials.contains(where: { $0.name == name }) { showExponential(definition, bodies[0]) }
      let one = RealPolynomial(1)
      _ =
        attempt(
          AuxiliaryName.of(name, "below1"), Literal(one - me, .positive), for: parameters, where: guards)
        || attempt(
          AuxiliaryName.of(name, "upTo1"), Literal(one - me, .nonnegative), for: parameters, where: guards)
      compare(definition, guards)
    case .modulus: return
    }
  }

  /// Whether the kernel accepts a family of the proof's own.
  mutating func define(_ definition: FamilyDefinition) -> Bool {
    guard (try? checker.define(definition)) != nil else { return false }
    definitions.append(definition)
    return true
  }

  /// Whether the kernel accepts a lemma with its proof.
  mutating func add(_ name: String, _ fact: Fact, _ proof: Proof) -> Bool {
    let lemma = Lemma(name, fact, .direct(proof))
    guard checker.theory.facts[name] == nil, (try? checker.prove(lemma)) != nil else { return false }
    lemmas.append(lemma)
    return true
  }

  /// What makes a range have elements, where that is not known.
  private func open(_ names: [String], _ range: [IndexTerm], _ guards: [IndexTerm]) -> [IndexTerm] {
    let known = checker.theory.guards + guards
    return names.flatMap { name in
      range.filter { $0.factor(of: name) == 1 }.flatMap { low in
        range.filter { $0.factor(of: name) == -1 }.compactMap { high in
          guard let width = try? high.adding(low), Set(names).isDisjoint(with: width.names),
            !Entailment.follows(width, from: known)
          else { return nil }
          return width
        }
      }
    }
  }

  /// A lower end, one further on.
  private func later(_ condition: IndexTerm) -> IndexTerm {
    guard condition.parts.count == 1, condition.parts[0].factor == 1 else { return condition }
    return (try? condition.subtracting(IndexTerm(1))) ?? condition
  }

  /// That index terms are at least 1 whose numbers stand in a polynomial.
  private func beyond0(_ names: [String], in polynomial: RealPolynomial) -> [IndexTerm] {
    let numbers = Set(
      polynomial.variables.filter { $0.name == Atom.realName }.flatMap { $0.indices.flatMap(\.names) })
    return names.filter(numbers.contains).compactMap { try? IndexTerm($0).subtracting(IndexTerm(1)) }
  }

  /// That the sums in a polynomial have a term, and that something is known of all their terms.
  private func someTerm(in polynomial: RealPolynomial) -> [IndexTerm] {
    var found: [IndexTerm] = []
    for atom in polynomial.variables.sorted() {
      guard case .sum(let bound, let body)? = checker.theory.definitions[atom.name]?.kind,
        let (low, high) = atom.range
      else { continue }
      let some = [try? high.subtracting(low)].compactMap(\.self)
      for condition in some + conditions(on: bound, in: [body], from: low, to: high)
      where !condition.parts.isEmpty && !found.contains(condition) {
        found.append(condition)
      }
    }
    return found
  }

  private func isProduct(_ definition: FamilyDefinition) -> Bool {
    if case .product = definition.kind { return true }
    return false
  }

  /// Whether elements of functions of one kind, such as exponentials, are at most, or at least, those of others.
  private mutating func compare(_ definition: FamilyDefinition, _ guards: [IndexTerm]) {
    guard !exponentials.isEmpty, compared[definition.name] == nil else { return }
    let all = compared.filter { checker.theory.definitions[$0.key]?.kind.isLike(definition.kind) ?? false }
    compared[definition.name] = guards
    for (name, conditions) in all.sorted(by: { $0.key < $1.key }) {
      guard let other = checker.theory.definitions[name],
        functions(in: other.kind.parts.bodies) == functions(in: definition.kind.parts.bodies)
      else { continue }
      let fresh = other.parameters.fresh(besides: Set(definition.parameters))
      let names = definition.parameters + fresh
      let values = Dictionary(uniqueKeysWithValues: zip(other.parameters, fresh.map { IndexTerm($0) }))
      guard let there = try? conditions.map({ try $0.substituting(values) }) else { continue }
      let (a, b) = (
        RealPolynomial(Atom(definition.name, definition.parameters.map { IndexTerm($0) })),
        RealPolynomial(Atom(name, other.parameters.compactMap { values[$0] }))
      )
      for (small, large, order) in [(a, b, "atMost"), (b, a, "atLeast")] {
        let fact = Literal(large - small, .nonnegative)
        if attempt(
          AuxiliaryName.of("\(definition.name).\(name)", order), fact, for: names, where: guards + there,
          by: definition.kind.isLogarithm ? .contradiction : .outright)
        {
          break
        }
      }
    }
  }

  /// The first words of the names of the functions in bodies: what is not alike is hardly ever comparable.
  private func functions(in bodies: [RealPolynomial]) -> Set<String> {
    Set(
      bodies.flatMap(\.variables).compactMap { atom in
        guard checker.theory.definitions[atom.name] != nil else { return nil }
        return String(atom.name.prefix { $0.isLetter })
      })
  }

  mutating func signs(
    _ name: String, _ me: RealPolynomial, _ variables: [String], _ guards: [IndexTerm],
    by method: ProofPlan.Method,
    upTo1: Bool
  ) {
    if !attempt(
      AuxiliaryName.of(name, "positive"), Literal(me, .positive), for: variables, where: guards, by: method)
    {
      guard
        attempt(
          AuxiliaryName.of(name, "nonnegative"), Literal(me, .nonnegative), for: variables, where: guards,
          by: method)
      else { return }
    }
    if upTo1 {
      _ = attempt(
        AuxiliaryName.of(name, "upTo1"), Literal(RealPolynomial(1) - me, .nonnegative), for: variables,
        where: guards,
        by: method)
    }
  }
}

extension FamilyDefinition.Kind {
  fileprivate var isTranscendental: Bool {
    switch self {
    case .exponential, .logarithm: true
    default: false
    }
  }

  fileprivate var isLogarithm: Bool {
    if case .logarithm = self { true } else { false }
  }

  fileprivate func isLike(_ other: Self) -> Bool {
    switch (self, other) {
    case (.exponential, .exponential), (.logarithm, .logarithm), (.inverse, .inverse): true
    default: false
    }
  }
}
