import Elaboration
import ProofKernel

/// Conclusions about the last time, as lemmas about every time.
extension InvariantSearch {
  /// What a conclusion says of h[T], said of h[t] and shown by induction on t; whether all conclusions are instances of what was
  /// shown so.
  mutating func generalise(_ recurrences: [Recurrence]) -> Bool {
    if (2...ProofTuning.mostTogether).contains(goals.count), isGeneralised(goals, recurrences) { return true }
    var areAllInstances = true
    for goal in goals.map(opened) {
      if effort.isSpent { return false }
      let isInstance =
        isGeneralised([goal], recurrences)
        || unfolded(goal).map { isGeneralised([$0], recurrences) } ?? false
      areAllInstances = areAllInstances && isInstance
    }
    return areAllInstances
  }

  /// Goals about one size, all by one induction.
  mutating func isGeneralised(_ goals: [Fact], _ recurrences: [Recurrence]) -> Bool {
    for size in checker.theory.constants
    where goals.allSatisfy({ $0.literal.polynomial.indexNames.contains(size) }) {
      var firsts = firsts(recurrences, endingAt: size)
      for first in starts(of: goals[0], endingAt: size) where !firsts.contains(first) { firsts.append(first) }
      for first in firsts where generalise(goals, size, from: first) { return true }
    }
    return false
  }

  /// Whether all goals are shown by one induction on one of their variables, each step from the hypotheses of all: an
  /// equation of complex numbers is two of real ones. Induction begins at the first element of a recurrence where that is
  /// before what the conclusions speak of: h[0] is simpler than h[1].
  mutating func showTogether(_ goals: [Fact], _ recurrences: [Recurrence]) -> Bool {
    guard goals.count <= ProofTuning.mostTogether,
      goals.allSatisfy({ $0.premises.isEmpty && $0.variables == goals[0].variables }),
      goals.allSatisfy({ $0.guards == goals[0].guards })
    else { return false }
    for variable in goals[0].variables {
      // One goal by itself was tried as it stands.
      if goals != self.goals || goals.count > 1,
        attempt("general", goals, by: .induction(on: variable, from: nil)) != nil
      {
        return true
      }
      for first in Set(recurrences.map(\.first)).sorted() {
        guard let low = try? IndexTerm(variable).subtracting(IndexTerm(first + 1)),
          let lower = try? IndexTerm(variable).subtracting(IndexTerm(first)), goals[0].guards.contains(low)
        else { continue }
        let facts = goals.map { goal in
          var fact = goal
          fact.guards = goal.guards.map { $0 == low ? lower : $0 }
          return fact
        }
        if attempt("general", facts, by: .induction(on: variable, from: IndexTerm(first))) != nil {
          return true
        }
      }
    }
    return false
  }

  /// What is said of a greatest or least value over a range, said of all values there.
  func opened(_ goal: Fact) -> Fact {
    guard goal.literal.relation != .zero,
      let (atom, definition) = goal.literal.polynomial.variables.sorted().lazy.compactMap({ atom in
        checker.theory.definitions[atom.name].map { (atom, $0) }
      }).first(where: { atom, definition in
        switch definition.kind {
        case .maximum: goal.literal.polynomial[Monomial(atom)] < 0
        case .minimum: goal.literal.polynomial[Monomial(atom)] > 0
        default: false
        }
      })
    else { return goal }
    guard
      let inside = OpenedExtremum(
        definition, at: atom,
        besides: Set(goal.variables + checker.theory.constants + atom.indices.flatMap(\.names)))
    else {
      return goal
    }
    let factor = goal.literal.polynomial[Monomial(atom)]
    return opened(
      Fact(
        for: goal.variables + inside.names, where: goal.guards + inside.guards, given: goal.premises,
        Literal(
          goal.literal.polynomial + factor * (inside.value - RealPolynomial(atom)), goal.literal.relation)))
  }

  /// The goal with what outputs are in their place, y[t] = Σ_n c[n]·h[t,n], which may bring sizes into sight; nil where there are none.
  func unfolded(_ goal: Fact) -> Fact? {
    guard let context = try? goal.context(checker.theory) else { return nil }
    let sighting = Sighting(checker: checker, context: context)
    let rewrites = goal.literal.polynomial.variables.sorted().filter { atom in
      checker.theory.definitions[atom.name] == nil && checker.theory.equations(of: atom.name).count == 1
    }.compactMap { sighting.unfoldings(of: $0).first }
    guard !rewrites.isEmpty,
      let polynomial = try? checker.rewrite(goal.literal.polynomial, rewrites, context)
    else { return nil }
    var result = goal
    result.literal = Literal(polynomial, goal.literal.relation)
    return result
  }

  /// The times of the first elements of the recurrences whose elements at a size a goal may be about.
  private func firsts(_ recurrences: [Recurrence], endingAt size: String) -> [Int] {
    var found: [Int] = []
    for recurrence in recurrences
    where wanted.contains(recurrence.name)
      && recurrence.conditions.contains(where: { $0.names.contains(size) })
      && !found.contains(recurrence.first)
    {
      found.append(recurrence.first)
    }
    return found.sorted()
  }

  /// Where sums and products up to a size are empty.
  private func starts(of goal: Fact, endingAt size: String) -> [Int] {
    var found: [Int] = []
    var open = goal.literal.polynomial.variables.sorted()
    while let atom = open.popLast() {
      guard let definition = checker.theory.definitions[atom.name] else { continue }
      switch definition.kind {
      case .sum, .product:
        let ends = atom.indices.suffix(2)
        if let low = ends.first, ends.last == IndexTerm(size), low.parts.isEmpty,
          !found.contains(low.constant - 1)
        {
          found.append(low.constant - 1)
        }
      case .maximum, .minimum: continue
      default:
        open += definition.bodies(at: atom).flatMap { $0.variables.sorted() }
      }
    }
    return found
  }

  private mutating func generalise(_ goals: [Fact], _ size: String, from first: Int) -> Bool {
    let time = freshTime(besides: goals.flatMap(\.variables))
    var facts: [Fact] = []
    for goal in goals {
      guard let fact = try? generalised(goal, size, to: time, from: first) else { return false }
      facts.append(fact)
    }
    guard facts.allSatisfy({ $0.variables == facts[0].variables && $0.guards == facts[0].guards }) else {
      return false
    }
    for family in Self.families(in: facts, checker.theory).sorted() {
      guard let definition = checker.theory.definitions[family] else { continue }
      show([.empty, .shift], of: definition)
    }
    // From the first time, or from another index that is not later.
    let starts =
      facts[0].guards.dropLast(2).filter { $0.factor(of: time) == 1 }.compactMap {
        try? IndexTerm(time).subtracting($0)
      } + [IndexTerm(first)]
    return starts.contains { start in
      attempt("general", facts, by: .induction(on: time, from: start), isQuick: false) != nil
    }
  }

  /// A name that no definition has for what it runs over or rests on.
  func freshTime(besides taken: [String]) -> String {
    let inside = checker.theory.definitions.values.flatMap { $0.parameters + $0.kind.parts.bound }
    return freshIndex("t", besides: taken + inside)
  }

  /// What is said of a size, said of every time from the first on.
  mutating func generalised(
    _ goal: Fact, _ size: String, to time: String, from first: Int
  ) throws(KernelError) -> Fact? {
    guard goal.premises.isEmpty else { return nil }
    let polynomial = try generalised(goal.literal.polynomial, size, to: time)
    var guards: [IndexTerm] = []
    for condition in goal.guards { guards.append(try condition.substituting([size: IndexTerm(time)])) }
    guards += [
      try IndexTerm(time).subtracting(IndexTerm(first)), try IndexTerm(size).subtracting(IndexTerm(time)),
    ]
    return Fact(
      for: goal.variables + [time], where: guards, Literal(polynomial, goal.literal.relation))
  }

  /// A polynomial with a time in the place of a size, also in the operations that it is made of; not in the ranges of extrema,
  /// which are those of all times.
  private mutating func generalised(
    _ polynomial: RealPolynomial, _ size: String, to time: String
  ) throws(KernelError) -> RealPolynomial {
    var values: [Atom: RealPolynomial] = [:]
    for atom in polynomial.variables.sorted() {
      let value = try RealPolynomial(atom).substituting([size: IndexTerm(time)])
      guard let definition = checker.theory.definitions[atom.name] else {
        values[atom] = value
        continue
      }
      let (bound, guards, bodies) = definition.kind.parts
      var isOfTime = false
      var there: [RealPolynomial] = []
      if !definition.kind.isExtremum {
        for body in bodies { there.append(try generalised(body, size, to: time)) }
        isOfTime = there != bodies
      }
      guard isOfTime, !definition.parameters.contains(time), !bound.contains(time) else {
        values[atom] = value
        continue
      }
      let name = try family(
        definition.name, [time] + definition.parameters, definition.kind.with(bound, guards, there))
      show([.same], of: definition)
      values[atom] = RealPolynomial(Atom(name, [IndexTerm(time)] + (value.variables.first?.indices ?? [])))
    }
    return polynomial.substituting { atom in values[atom].map { .polynomial($0) } ?? .atom(atom) }
  }
}

extension FamilyDefinition.Kind {
  /// Whether it is the greatest or least value over a range.
  fileprivate var isExtremum: Bool {
    switch self {
    case .maximum, .minimum: true
    default: false
    }
  }
}
