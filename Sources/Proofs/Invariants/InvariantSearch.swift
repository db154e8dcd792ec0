import Elaboration
import Numbers
import ProofKernel

/// Lemmas that nobody stated: instances of templates for recurrences, kept where the tactics show them.
///
/// What there is to show it reads off the equations: which families are recurrences, their gates and drives, which extrema,
/// powers and products the claim speaks of.
struct InvariantSearch {
  var checker: Checker
  private(set) var lemmas: [Lemma] = []
  private(set) var definitions: [FamilyDefinition] = []
  /// The names of the facts that were shown, by template.
  private(set) var shown: [String] = []
  /// Those that say something of the same form as a goal: the last before it.
  var closing: [String] { shown.filter { name in Self.closing.contains { name.hasPrefix($0) } } }
  private static let closing = ["general", "geometric", "pair", "quotient", "term", "width", "influence"]
  /// What has to follow from them.
  let goals: [Fact]
  /// Families that stand in the goals, or in the definitions of what does.
  let wanted: Set<String>
  /// What the elements of recurrences do not exceed in modulus.
  var stateBounds: [String: [(recurrence: Recurrence, value: RealPolynomial)]] = [:]
  /// What derivatives and their moduli are, by family; nil for what is none.
  var responses: [String: ResponseEquation?] = [:]
  /// The names of what was shown, nil for what was not.
  private var attempted: [Fact: String?] = [:]
  let effort: ProofEffort
  private var number = 0

  init(_ checker: Checker, for goals: [Fact], within effort: ProofEffort) {
    (self.checker, self.goals, self.effort) = (checker, goals, effort)
    wanted = Self.families(in: goals, checker.theory)
  }

  /// Families that stand in facts, or in the definitions of what does.
  static func families(in goals: [Fact], _ theory: Theory) -> Set<String> {
    var found: Set<String> = []
    var open = goals.flatMap { fact in
      ([fact.literal] + fact.premises).flatMap { $0.polynomial.variables.map(\.name) }
    }
    while let name = open.popLast() {
      guard found.insert(name).inserted, let definition = theory.definitions[name] else { continue }
      open += definition.kind.parts.bodies.flatMap { $0.variables.map(\.name) }
    }
    return found
  }

  /// Shows what it can of the recurrences.
  mutating func run() {
    let recurrences = Recurrence.all(in: checker.theory)
    if showTogether(goals, recurrences) { return }
    try? unroll(recurrences)
    for sum in wanted.sorted().compactMap({ checker.theory.definitions[$0] }) { show([.geometric], of: sum) }
    if generalise(recurrences) { return }
    let straightened = straightened()
    if let straightened,
      showTogether(straightened, recurrences) || isGeneralised(straightened, recurrences)
        || straightened.allSatisfy({ holds("general", $0) })
    {
      return
    }
    var forms = straightened ?? goals
    if isShownByMember(forms, recurrences) || areTails(forms, recurrences) { return }
    if let undivided = undivided(forms) {
      forms = undivided
      if showTogether(forms, recurrences) || isGeneralised(forms, recurrences) { return }
      if isShownByMember(forms, recurrences) { return }
      showStates(of: forms, recurrences)
    }
    if showBeginnings(of: forms, recurrences) { return }
    if let weighted = weighted(forms), showBeginnings(of: weighted, recurrences) { return }
    showTerms(of: forms)
    var impulses: [Impulse] = []
    for recurrence in recurrences {
      if let impulse = Impulse(recurrence, checker.theory) {
        impulses.append(impulse)
      } else {
        try? contract(recurrence)
        try? stayBounded(recurrence)
      }
    }
    for parts in numbers(recurrences) where parts.count == 2 { try? stayBounded(parts) }
    for impulse in impulses { try? respond(impulse) }
  }

  // MARK: Attempts

  /// A fact of its own name where the tactics show it; nil where they do not, or where it was tried before.
  @discardableResult
  mutating func attempt(
    _ template: String, _ fact: Fact, by method: ProofPlan.Method = .outright, because hints: [String] = []
  ) -> String? {
    attempt(template, [fact], by: method, because: hints)?.first
  }

  /// Facts about the same variables, each by itself or all by one induction; nil where one of them is not shown.
  @discardableResult
  mutating func attempt(
    _ template: String, _ facts: [Fact], by method: ProofPlan.Method, because hints: [String] = [],
    upTo degree: Int = 0, isQuick: Bool = true
  ) -> [String]? {
    let before = facts.map { attempted[$0] }
    // What was not shown by itself may be shown with others, or for a reason.
    if facts.count == 1, hints.isEmpty, before[0] == .some(nil) { return nil }
    let known = before.compactMap { $0 ?? nil }
    if known.count == facts.count { return known }
    if facts.count == 1 { attempted[facts[0]] = .some(nil) }
    let tactic = LemmaTactic(checker, isQuick: isQuick, degree: degree, effort: effort)
    let named = facts.map { (name: fresh(template), fact: $0) }
    var lemmas: [Lemma] = []
    if named.count > 1, case .induction(let v, let from) = method {
      guard case .success(let lemma) = tactic.together(named, on: v, from: from, because: Set(hints)) else {
        return nil
      }
      lemmas = [lemma]
    } else {
      for (name, fact) in named {
        guard case .success(let lemma) = tactic.lemma(name, fact, by: method, because: Set(hints)) else {
          return nil
        }
        lemmas.append(lemma)
      }
    }
    for lemma in lemmas {
      guard (try? checker.prove(lemma)) != nil else { return nil }
      self.lemmas.append(lemma)
    }
    shown += named.map(\.name)
    for (name, fact) in named { attempted[fact] = name }
    return named.map(\.name)
  }

  /// Whether a fact holds outright; where it does, it may be used from then on.
  mutating func holds(_ template: String, _ fact: Fact) -> Bool {
    attempt(template, fact) != nil
  }

  private mutating func fresh(_ name: String) -> String {
    repeat { number += 1 } while checker.theory.facts[AuxiliaryName.of(name, number)] != nil
    return AuxiliaryName.of(name, number)
  }

  /// A family of that definition, the one that is there or a new one.
  mutating func family(
    _ name: String, _ parameters: [String], _ kind: FamilyDefinition.Kind
  ) throws(KernelError) -> String {
    if let old = checker.theory.definitions.values.filter({ $0.parameters == parameters && $0.kind == kind })
      .min(
        by: { $0.name < $1.name })
    {
      return old.name
    }
    let fresh = AuxiliaryName.fresh(name) { checker.theory.arities[$0] != nil }
    let definition = FamilyDefinition(fresh, parameters, kind)
    try checker.define(definition)
    definitions.append(definition)
    return definition.name
  }

  /// A name for an index that is none of the sizes nor of those given.
  func freshIndex(_ name: String, besides taken: [String]) -> String {
    [name].fresh(besides: Set(taken + checker.theory.constants))[0]
  }

  /// Values of names that make the pattern's first atom one of the atoms, and then the pattern a polynomial of the wanted kind.
  func matches(
    _ pattern: RealPolynomial, _ names: Set<String>, _ atoms: Set<Atom>, in scope: [String]
  ) -> [[String: IndexTerm]] {
    let context = Context(checker.theory, for: scope)
    guard let first = pattern.variables.sorted().first else { return [[:]] }
    return atoms.sorted().compactMap { context.match(first, $0, names, [:]) }
  }
}
