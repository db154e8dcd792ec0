import Elaboration
import ProofKernel

/// Conclusions about the last time, as lemmas about every time.
extension InvariantSearch {
  /// What a conclusion says of h[T], said of h[t] and shown by induction on t; whether all conclusions are instances of what was
  /// shown so.
  mutating func generalise(_ recurrences: [Recurrence]) -> Bool {
    var areAllInstances = true
    for goal in goals.map(opened) {
      var isInstance = false
      for size in checker.theory.constants where goal.literal.polynomial.indexNames.contains(size) {
        let firsts = firsts(recurrences, endingAt: size) + starts(of: goal, endingAt: size)
        for (k, first) in firsts.enumerated() where !isInstance && !firsts[..<k].contains(first) {
          isInstance = generalise(goal, size, from: first)
        }
      }
      areAllInstances = areAllInstances && isInstance
    }
    return areAllInstances
  }

  /// Whether all conclusions are shown by one induction on one of their variables, each step from the hypotheses of all: an
  /// equation of complex numbers is two of real ones.
  mutating func showTogether() -> Bool {
    guard goals.count > 1, goals.allSatisfy({ $0.premises.isEmpty && $0.variables == goals[0].variables }),
      goals.allSatisfy({ $0.guards == goals[0].guards })
    else { return false }
    return goals[0].variables.contains {
      attempt("general", goals, by: .induction(on: $0, from: nil)) != nil
    }
  }

  /// What is said of a greatest or least value over a range, said of all values there.
  private func opened(_ goal: Fact) -> Fact {
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

  private mutating func generalise(_ goal: Fact, _ size: String, from first: Int) -> Bool {
    let time = freshIndex("t", besides: goal.variables)
    let here = [size: IndexTerm(time)]
    guard goal.premises.isEmpty,
      let polynomial = try? generalised(goal.literal.polynomial, size, to: time),
      let whole = try? IndexTerm(size).subtracting(IndexTerm(time)),
      let begun = try? IndexTerm(time).subtracting(IndexTerm(first))
    else { return false }
    let guards = goal.guards.compactMap { try? $0.substituting(here) }
    guard guards.count == goal.guards.count else { return false }
    let fact = Fact(
      for: goal.variables + [time], where: guards + [begun, whole], Literal(polynomial, goal.literal.relation)
    )
    for family in Self.families(in: [fact], checker.theory).sorted() {
      guard let definition = checker.theory.definitions[family] else { continue }
      showShifts(of: definition)
    }
    // From the first time, or from another index that is not later.
    let starts =
      guards.filter { $0.factor(of: time) == 1 }.compactMap { try? IndexTerm(time).subtracting($0) }
      + [IndexTerm(first)]
    for start in starts {
      if attempt("general", [fact], by: .induction(on: time, from: start), isQuick: false) != nil {
        return true
      }
    }
    return false
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
      for same in SameRange.all(of: definition, checker) { attempt("same", same.fact, by: same.method) }
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
