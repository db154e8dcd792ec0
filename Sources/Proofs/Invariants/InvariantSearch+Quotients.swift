import Numbers
import ProofKernel

/// Conclusions about quotients, such as what normalised attention puts out: abs(S[t]/Z[t]) <= c as -c·Z[t] <= S[t] <= c·Z[t],
/// which goes on from one time to the next where the quotient does not.
extension InvariantSearch {
  /// Goals without divisors, and without the moduli of real numbers around them; nil where there is none to leave out.
  func undivided(_ goals: [Fact]) -> [Fact]? {
    var facts: [Fact] = []
    for goal in goals {
      guard goal.premises.isEmpty, goal.literal.relation != .nonzero, let list = undivided(goal) else {
        return nil
      }
      facts += list
    }
    return facts == goals ? nil : facts
  }

  /// Whether goals are shown with one number in the place of the greatest of some that they bound something by, or of the least.
  mutating func isShownByMember(_ goals: [Fact], _ recurrences: [Recurrence]) -> Bool {
    for stronger in withMembers(goals)
    where showTogether(stronger, recurrences) || isGeneralised(stronger, recurrences) {
      return true
    }
    return false
  }

  /// Such goals, by number: from those of any the goals follow.
  private func withMembers(_ goals: [Fact]) -> [[Fact]] {
    for atom in Set(goals.flatMap { $0.literal.polynomial.variables }).sorted() {
      let sign: Rational
      switch checker.theory.definitions[atom.name]?.kind {
      case .greatest: sign = 1
      case .least: sign = -1
      default: continue
      }
      let factors = goals.map { sign * $0.literal.polynomial[Monomial(atom)] }
      guard
        zip(goals, factors).allSatisfy({ goal, factor in
          goal.literal.relation != .zero && factor > 0
            && goal.literal.polynomial.factor(of: atom) == RealPolynomial(sign * factor)
        }), let members = checker.theory.definitions[atom.name]?.bodies(at: atom)
      else { continue }
      return members.map { member in
        zip(goals, factors).map { goal, factor in
          var fact = goal
          fact.literal = Literal(
            goal.literal.polynomial + RealPolynomial(sign * factor) * (member - RealPolynomial(atom)),
            goal.literal.relation)
          return fact
        }
      }
    }
    return []
  }

  /// What goals say of sums over one range, said of all its beginnings and shown by induction on the upper end: what a term adds to
  /// one side is at most what it adds to the other. Whether all goals are shown so.
  mutating func showBeginnings(of goals: [Fact], _ recurrences: [Recurrence]) -> Bool {
    let shorter = goals.compactMap { try? beginnings(of: $0) }
    guard shorter.count == goals.count else { return false }
    showStates(of: goals.compactMap { try? added(to: $0) }, recurrences)
    return shorter.allSatisfy { attempt("general", $0.fact, by: $0.method) != nil }
  }

  /// What a term adds to a goal about sums, without factors that all of it has.
  private func added(to goal: Fact) throws(KernelError) -> Fact? {
    let index = freshIndex("k", besides: goal.variables)
    var sum = RealPolynomial.zero
    for (monomial, coefficient) in goal.literal.polynomial.terms {
      guard
        let atom = monomial.powers.map(\.variable).first(where: isSum),
        let definition = checker.theory.definitions[atom.name],
        case .sum(let bound, let body) = definition.kind,
        let rest = monomial.dividing(by: Monomial(atom))
      else { continue }
      let there = definition.values(at: atom).merging([bound: IndexTerm(index)]) { $1 }
      sum = sum + RealPolynomial([(rest, coefficient)]) * (try body.substituting(there))
    }
    guard let first = sum.terms.first?.monomial else { return nil }
    for power in first.powers { sum = sum.divided(by: power.variable) ?? sum }
    return Fact(for: goal.variables + [index], where: goal.guards, Literal(sum, .nonnegative))
  }

  func isSum(_ atom: Atom) -> Bool { checker.theory.definitions[atom.name]?.kind.isSum ?? false }

  private mutating func beginnings(
    of goal: Fact
  ) throws(KernelError) -> (fact: Fact, method: ProofPlan.Method)? {
    let polynomial = goal.literal.polynomial
    let sums = polynomial.variables.filter(isSum).sorted()
    guard let first = sums.first, let low = first.range?.low, sums.allSatisfy({ $0.range?.low == low })
    else { return nil }
    // Sums that go on for longer than the first to end are at least their beginnings.
    let ends = sums.compactMap { $0.range?.high }
    let context = try goal.context(checker.theory)
    guard
      let high = ends.first(where: { end in
        ends.allSatisfy { (try? $0.subtracting(end)).map(context.entails) ?? false }
      })
    else { return nil }
    for sum in sums where sum.range?.high != high {
      guard let definition = checker.theory.definitions[sum.name] else { continue }
      try showGrowth(of: definition)
    }
    let end = freshIndex("m", besides: goal.variables)
    let before = try low.subtracting(IndexTerm(1))
    let (count, counted) = (try high.subtracting(before), try IndexTerm(end).subtracting(before))
    let value = polynomial.substituting { atom in
      if atom.name == Atom.realName, atom.indices == [count] { return .atom(Atom(atom.name, [counted])) }
      return sums.contains(atom)
        ? .atom(Atom(atom.name, atom.indices.dropLast() + [IndexTerm(end)])) : .atom(atom)
    }
    let fact = Fact(
      for: goal.variables + [end],
      where: goal.guards + [counted, try high.subtracting(IndexTerm(end))],
      Literal(value, goal.literal.relation))
    return (fact, .induction(on: end, from: before))
  }

  /// That a sum of terms that are not negative is at least its beginnings.
  private mutating func showGrowth(of sum: FamilyDefinition) throws(KernelError) {
    let range = sum.range
    let end = freshIndex("m", besides: sum.parameters + sum.kind.parts.bound)
    let part = try RealPolynomial(sum.element).substituting([range.high: IndexTerm(end)])
    let guards = [
      try IndexTerm(range.high).subtracting(IndexTerm(end)),
      try IndexTerm(end).subtracting(IndexTerm(range.low)).adding(IndexTerm(1)),
    ]
    attempt(
      "growth",
      Fact(
        for: sum.parameters + [end], where: guards, Literal(RealPolynomial(sum.element) - part, .nonnegative)),
      by: .induction(on: range.high, from: IndexTerm(end)))
  }

  /// What an undivided goal says of states alone, S[t-1] <= c·Z[t-1], said of every time.
  mutating func showStates(of goals: [Fact], _ recurrences: [Recurrence]) {
    for goal in goals {
      for recurrence in recurrences {
        guard let fact = try? states(of: goal, recurrence, recurrences) else { continue }
        attempt(
          "quotient", fact, by: .induction(on: recurrence.time, from: IndexTerm(recurrence.first)))
      }
    }
  }

  /// The terms of a goal with states at one time, those of a recurrence among them.
  private func states(
    of goal: Fact, _ recurrence: Recurrence, _ recurrences: [Recurrence]
  ) throws(KernelError) -> Fact? {
    let polynomial = goal.literal.polynomial
    guard let atom = polynomial.variables.sorted().first(where: { $0.name == recurrence.name }) else {
      return nil
    }
    let now = atom.indices[recurrence.place]
    let kin = Set(
      recurrences.filter { $0.place == recurrence.place && $0.first == recurrence.first }.map(\.name))
    let terms = polynomial.terms.filter { monomial, _ in
      monomial.powers.contains { kin.contains($0.variable.name) }
    }
    guard !goals.contains(goal), now.names.count == 1, let name = now.names.first,
      now.factor(of: name) == 1,
      terms.allSatisfy({ monomial, _ in
        monomial.powers.allSatisfy { power in
          !kin.contains(power.variable.name) || power.variable.indices[recurrence.place] == now
        }
      })
    else { return nil }
    var names = [name: try IndexTerm(recurrence.time).adding(IndexTerm(name), times: 1).subtracting(now)]
    for (own, index) in zip(recurrence.indices, atom.indices) where own != recurrence.time {
      guard index.names.count == 1, index == IndexTerm(index.names[0]), names[index.names[0]] == nil else {
        return nil
      }
      names[index.names[0]] = IndexTerm(own)
    }
    let value = try RealPolynomial(terms).substituting(names)
    guard Set(recurrence.indices + checker.theory.constants).isSuperset(of: value.indexNames) else {
      return nil
    }
    return Fact(
      for: recurrence.indices, where: try recurrence.range(from: recurrence.first),
      Literal(value, goal.literal.relation == .zero ? .zero : .nonnegative))
  }

  private func undivided(_ goal: Fact) -> [Fact]? {
    var (open, done, steps) = ([goal], [Fact](), 0)
    while let next = open.popLast() {
      guard let polynomials = opened(next) ?? multiplied(next.literal.polynomial) else {
        done.append(next)
        continue
      }
      steps += 1
      if steps > ProofTuning.clearings { return nil }
      open += polynomials.map { polynomial in
        var fact = next
        fact.literal = Literal(polynomial, next.literal.relation)
        return fact
      }
    }
    return done
  }

  /// p - c·|x| as p - c·x and p + c·x, of a real number that stands there alone and is a quotient or made of sums.
  private func opened(_ goal: Fact) -> [RealPolynomial]? {
    let polynomial = goal.literal.polynomial
    for atom in polynomial.variables.sorted() {
      guard let definition = checker.theory.definitions[atom.name],
        case .modulus(_, let im) = definition.kind, im.isZero,
        let factor = polynomial.factor(of: atom)?.constant, factor < 0,
        var value = definition.bodies(at: atom).first
      else { continue }
      var inside = goal
      inside.literal = Literal(value, .nonnegative)
      if !isDivided(value), let there = unfolded(inside) { value = there.literal.polynomial }
      guard isDivided(value) || value.variables.contains(where: isSum) else { continue }
      let rest = polynomial - factor * RealPolynomial(atom)
      return [rest + factor * value, rest - factor * value]
    }
    return nil
  }

  /// A polynomial times a divisor in it: at least 0 where that is above 0.
  private func multiplied(_ polynomial: RealPolynomial) -> [RealPolynomial]? {
    for atom in polynomial.variables.sorted() {
      guard let divisor = checker.theory.divisor(atom), let factor = polynomial.factor(of: atom)
      else { continue }
      return [(polynomial - factor * RealPolynomial(atom)) * divisor + factor]
    }
    return nil
  }

  private func isDivided(_ polynomial: RealPolynomial) -> Bool {
    polynomial.variables.contains { checker.theory.divisor($0) != nil }
  }
}
