import Numbers
import ProofKernel

/// Recurrences whose elements are sums that the claim has: h[t] = Π A·start + Σ_r Π_{r<u≤t} A[u]·g[r].
extension InvariantSearch {
  /// The unrolled forms of recurrences, of complex numbers both parts by one induction.
  mutating func unroll(_ recurrences: [Recurrence]) throws(KernelError) {
    let sums = checker.theory.definitions.values.sorted { $0.name < $1.name }.filter {
      wanted.contains($0.name) && !SumShift.all(of: $0, checker).isEmpty
    }
    for parts in numbers(recurrences) where !sums.isEmpty {
      let recurrence = parts[0]
      var facts: [Fact] = []
      for part in parts {
        guard let fact = try unrolled(part, beside: Set(parts.map(\.name)), sums) else { break }
        facts.append(fact)
      }
      guard facts.count == parts.count else { continue }
      attempt(
        "unrolled", facts, by: .induction(on: recurrence.time, from: IndexTerm(recurrence.first)))
    }
  }

  /// Recurrences of real numbers by themselves, of complex numbers both parts.
  private func numbers(_ recurrences: [Recurrence]) -> [[Recurrence]] {
    let named = Dictionary(uniqueKeysWithValues: recurrences.map { ($0.name, $0) })
    return recurrences.compactMap { recurrence in
      if recurrence.name.hasSuffix(".im"), named[recurrence.name.dropLast(2) + "re"] != nil { return nil }
      guard recurrence.name.hasSuffix(".re"), let other = named[recurrence.name.dropLast(2) + "im"] else {
        return [recurrence]
      }
      return other.indices == recurrence.indices && other.place == recurrence.place
        ? [recurrence, other] : nil
    }
  }

  private mutating func unrolled(
    _ recurrence: Recurrence, beside names: Set<String>, _ sums: [FamilyDefinition]
  ) throws(KernelError) -> Fact? {
    let time = IndexTerm(recurrence.time)
    let drive = drive(of: recurrence, beside: names)
    guard names.count == 1 || recurrence.start.isZero else { return nil }
    for sum in sums {
      guard case .sum(let bound, let body) = sum.kind else { continue }
      // The last term is the drive itself: its products are empty.
      let last = body.substituting { atom in
        emptyProduct(atom.name).map { .polynomial(RealPolynomial($0)) } ?? .atom(atom)
      }
      let parameters = sum.parameters.dropLast(2)
      guard
        let values = try SameRange.values(
          of: Set(parameters), [bound: time], in: last, as: drive, checker, otherwise: time)
      else { continue }
      let ends = [IndexTerm(recurrence.first + 1), time]
      var value = RealPolynomial(Atom(sum.name, parameters.compactMap { values[$0] } + ends))
      if !recurrence.start.isZero {
        let product = try product(of: recurrence)
        value =
          value + recurrence.start
          * (try product.value.substituting([product.from: IndexTerm(recurrence.first)]))
      }
      return Fact(
        for: recurrence.indices, where: try recurrence.range(from: recurrence.first),
        Literal(recurrence.now - value, .zero))
    }
    return nil
  }

  /// What an element has that does not come from the one before it.
  private func drive(of recurrence: Recurrence, beside names: Set<String>) -> RealPolynomial {
    RealPolynomial(
      recurrence.drive.terms.filter { !$0.monomial.powers.contains { names.contains($0.variable.name) } }
        .map { ($0.monomial, $0.coefficient) })
  }

  // MARK: Sums of sums

  /// Families of what recurrences that start from 0 are unrolled, where the claim takes sums of sums: the order of these is
  /// changed by them.
  mutating func unrollAnew(_ recurrences: [Recurrence]) throws(KernelError) {
    let sums = wanted.filter {
      if case .sum? = checker.theory.definitions[$0]?.kind { true } else { false }
    }
    let areNested = sums.contains { name in
      checker.theory.definitions[name]?.kind.parts.bodies.contains { body in
        body.variables.contains { sums.contains($0.name) }
      } ?? false
    }
    guard areNested else { return }
    for parts in numbers(recurrences) where parts.allSatisfy({ wanted.contains($0.name) && $0.start.isZero })
    {
      let recurrence = parts[0]
      let bound = freshIndex("r", besides: recurrence.indices)
      let ends = ["lo", "hi"].map { freshIndex($0, besides: recurrence.indices + [bound]) }
      let names = Set(parts.map(\.name))
      guard let weights = try weights(of: parts, from: bound) else { continue }
      let drives = try parts.map { part throws(KernelError) in
        try drive(of: part, beside: names).substituting([recurrence.time: IndexTerm(bound)])
      }
      let bodies =
        parts.count == 1
        ? [weights[0] * drives[0]]
        : [
          weights[0] * drives[0] - weights[1] * drives[1], weights[0] * drives[1] + weights[1] * drives[0],
        ]
      let range = [IndexTerm(recurrence.first + 1), IndexTerm(recurrence.time)]
      var (facts, families): ([Fact], [String]) = ([], [])
      for (part, body) in zip(parts, bodies) {
        let used = part.indices.filter(body.indexNames.contains)
        let name = try family("unrolled", used + ends, .sum(over: bound, body))
        facts.append(
          Fact(
            for: part.indices, where: try part.range(from: part.first),
            Literal(part.now - RealPolynomial(Atom(name, used.map { IndexTerm($0) } + range)), .zero)))
        families.append(name)
      }
      for definition in families.compactMap({ checker.theory.definitions[$0] }) { showShifts(of: definition) }
      attempt("unrolled", facts, by: .induction(on: recurrence.time, from: IndexTerm(recurrence.first)))
    }
  }

  /// The lemmas on how a sum goes on, and where it is 0.
  mutating func showShifts(of sum: FamilyDefinition) {
    for empty in VanishingSum.all(of: sum, checker) { attempt("empty", empty.fact, by: empty.method) }
    for shift in SumShift.all(of: sum, checker) { attempt("shift", shift.fact, by: shift.method) }
  }

  /// The product of a recurrence's gates after an earlier time, of complex numbers its parts.
  private mutating func weights(
    of parts: [Recurrence], from earlier: String
  ) throws(KernelError) -> [RealPolynomial]? {
    let (recurrence, time) = (parts[0], IndexTerm(parts[0].time))
    if parts.count == 1 {
      let product = try product(of: recurrence)
      return [try product.value.substituting([product.from: IndexTerm(earlier)])]
    }
    for name in checker.theory.arities.keys.sorted() where name.hasSuffix(".re") && emptyProduct(name) == 1 {
      let other = String(name.dropLast(2) + "im")
      guard emptyProduct(other) == 0 else { continue }
      for equation in checker.theory.equations(of: name) {
        // P[lo,hi] = P[lo,hi-1]·A.re[hi] - ...
        let atoms = equation.literal.polynomial.variables.filter { $0.name == name }
        guard atoms.count == 2,
          let head = atoms.first(where: { equation.literal.polynomial[Monomial($0)] == 1 }),
          let before = atoms.first(where: { $0 != head }), let last = head.indices.last?.names.first,
          let gate = equation.literal.polynomial.factor(of: before).map({ -$0 })
        else { continue }
        let isPower = !gate.indexNames.contains(last)
        let inner = head.indices.dropLast(2).flatMap(\.names)
        guard
          let values = try SameRange.values(
            of: Set(inner), [last: time], in: gate, as: recurrence.gate, checker)
        else { continue }
        let range =
          isPower
          ? [IndexTerm(1), try time.subtracting(IndexTerm(earlier))]
          : [try IndexTerm(earlier).adding(IndexTerm(1)), time]
        let indices = inner.compactMap { values[$0] } + range
        return [RealPolynomial(Atom(name, indices)), RealPolynomial(Atom(other, indices))]
      }
    }
    return nil
  }

  /// What elements of a family of products are where the range is empty: 1, or a part of it; nil of other families.
  private func emptyProduct(_ name: String) -> Rational? {
    if let definition = checker.theory.definitions[name] {
      if case .product = definition.kind { return 1 }
      return nil
    }
    // Products of complex numbers are given by two equations, each of whose parts has one of its own.
    let equations = checker.theory.equations(of: name)
    guard equations.count == 2, equations.allSatisfy({ $0.premises.isEmpty }) else { return nil }
    return equations.lazy.compactMap { fact in
      let atoms = fact.literal.polynomial.variables
      guard atoms.count == 1, let atom = atoms.first, atom.name == name, atom.indices.count >= 2,
        let low = atom.indices.dropLast().last, let high = atom.indices.last,
        fact.guards.contains((try? low.subtracting(high).subtracting(IndexTerm(1))) ?? IndexTerm(0)),
        fact.literal.polynomial[Monomial(atom)] == 1
      else { return nil }
      return -fact.literal.polynomial[.one]
    }.first
  }
}
