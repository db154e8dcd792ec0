import Numbers
import ProofKernel

/// Recurrences as sums: h[t] = Π A·start + Σ_r Π_{r<u≤t} A[u]·g[r].
extension InvariantSearch {
  /// The unrolled forms of recurrences, of complex numbers both parts by one induction, where the claim has sums of products or
  /// of sums: what these are follows from them, whatever order they are taken in.
  mutating func unroll(_ recurrences: [Recurrence]) throws(KernelError) {
    var sums = wanted.sorted().compactMap { checker.theory.definitions[$0] }.filter(\.kind.isSum)
    for sum in sums { sums += try straightened(sum).compactMap { checker.theory.definitions[$0.name] } }
    let areNested = sums.contains { sum in
      sum.kind.parts.bodies.contains { body in
        body.variables.contains { checker.theory.definitions[$0.name]?.kind.isSum ?? false }
      }
    }
    guard
      areNested || recurrences.contains(where: \.keepsAll) && !sums.isEmpty
        || sums.contains(where: { SumShift.goesOn($0, checker) })
    else { return }
    for parts in numbers(recurrences) { try unroll(parts: parts) }
    // What the claim's sums are of those that are there now.
    for sum in sums { show([.linear], of: sum) }
  }

  private mutating func unroll(parts: [Recurrence]) throws(KernelError) {
    let recurrence = parts[0]
    let bound = freshIndex("r", besides: recurrence.indices)
    let ends = ["lo", "hi"].map { freshIndex($0, besides: recurrence.indices + [bound]) }
    let names = Set(parts.map(\.name))
    guard let weights = try weights(of: parts, from: IndexTerm(bound)) else { return }
    var drives: [RealPolynomial] = []
    for part in parts {
      drives.append(try drive(of: part, beside: names).substituting([recurrence.time: IndexTerm(bound)]))
    }
    let range = [IndexTerm(recurrence.first + 1), IndexTerm(recurrence.time)]
    var before = [RealPolynomial](repeating: .zero, count: parts.count)
    if parts.contains(where: { !$0.start.isZero }),
      let all = try self.weights(of: parts, from: IndexTerm(recurrence.first))
    {
      before = Self.product(all, parts.map(\.start))
    }
    var (facts, families): ([Fact], [String]) = ([], [])
    for (k, body) in Self.product(weights, drives).enumerated() {
      let used = recurrence.indices.filter(body.indexNames.contains)
      let sum = FamilyDefinition("", used + ends, .sum(over: bound, body))
      let element = try self.element(sum)
      let now = try element.substituting(Dictionary(uniqueKeysWithValues: zip(ends, range)))
      families.append(element.name)
      facts.append(
        Fact(
          for: recurrence.indices, where: try recurrence.range(from: recurrence.first),
          Literal(parts[k].now - RealPolynomial(now) - before[k], .zero)))
    }
    for definition in families.compactMap({ checker.theory.definitions[$0] }) {
      show([.empty, .shift], of: definition)
    }
    attempt(
      "unrolled", facts, by: .induction(on: recurrence.time, from: IndexTerm(recurrence.first)))
  }

  /// The claim's own element for a sum, or one of a new family.
  mutating func element(_ sum: FamilyDefinition) throws(KernelError) -> Atom {
    if let known = SameRange.all(of: sum, checker).first { return known.other }
    return Atom(try family("unrolled", sum.parameters, sum.kind), sum.parameters.map { IndexTerm($0) })
  }

  /// The product of two real numbers, or the parts of that of two complex ones.
  private static func product(_ a: [RealPolynomial], _ b: [RealPolynomial]) -> [RealPolynomial] {
    a.count == 1 ? [a[0] * b[0]] : [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
  }

  /// Recurrences of real numbers by themselves, of complex numbers both parts.
  func numbers(_ recurrences: [Recurrence]) -> [[Recurrence]] {
    let named = Dictionary(uniqueKeysWithValues: recurrences.map { ($0.name, $0) })
    return recurrences.compactMap { recurrence in
      if recurrence.keepsAll { return [recurrence] }
      if recurrence.name.hasSuffix(".im"), named[recurrence.name.dropLast(2) + "re"] != nil { return nil }
      guard recurrence.name.hasSuffix(".re"), let other = named[recurrence.name.dropLast(2) + "im"] else {
        return [recurrence]
      }
      return other.indices == recurrence.indices && other.place == recurrence.place
        ? [recurrence, other] : nil
    }
  }

  /// What an element has that does not come from the one before it.
  func drive(of recurrence: Recurrence, beside names: Set<String>) -> RealPolynomial {
    RealPolynomial(
      recurrence.drive.terms.filter { !$0.monomial.powers.contains { names.contains($0.variable.name) } }
        .map { ($0.monomial, $0.coefficient) })
  }

  /// Lemmas of some kinds on a sum or product over a range.
  mutating func show(_ kinds: [RangeLemma.Kind], of family: FamilyDefinition) {
    for lemma in RangeLemma.all(of: family, kinds, checker) {
      attempt(lemma.kind.rawValue, lemma.fact, by: lemma.method)
    }
  }

  /// The product of a recurrence's gates after an earlier time, of complex numbers its parts.
  private mutating func weights(
    of parts: [Recurrence], from earlier: IndexTerm
  ) throws(KernelError) -> [RealPolynomial]? {
    let (recurrence, time) = (parts[0], IndexTerm(parts[0].time))
    if recurrence.keepsAll { return [RealPolynomial(1)] }
    if parts.count == 1 {
      if let weight = try exponential(of: recurrence, from: earlier) { return [weight] }
      let product = try product(of: recurrence)
      return [try product.value.substituting([product.from: earlier])]
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
          ? [IndexTerm(1), try time.subtracting(earlier)]
          : [try earlier.adding(IndexTerm(1)), time]
        let indices = inner.compactMap { values[$0] } + range
        return [RealPolynomial(Atom(name, indices)), RealPolynomial(Atom(other, indices))]
      }
    }
    return nil
  }

  /// An exponential that is the product of a recurrence's gates after an earlier time, exp(A·Σ_{r<u≤t} δ[u]): 1 where the times
  /// are the same, and the gate times itself from each time to the next.
  private func exponential(
    of recurrence: Recurrence, from earlier: IndexTerm
  ) throws(KernelError) -> RealPolynomial? {
    let (now, names) = (
      IndexTerm(recurrence.time), recurrence.indices + earlier.names + checker.theory.constants
    )
    for definition in checker.theory.definitions.values.sorted(by: { $0.name < $1.name }) {
      guard case .exponential = definition.kind, !AuxiliaryName.isWithinProofs(definition.name) else {
        continue
      }
      for time in definition.parameters {
        for from in definition.parameters where from != time {
          guard let gate = try gate(of: definition, from, time),
            var values = try SameRange.values(
              of: Set(definition.parameters).subtracting([time, from]),
              [time: try now.subtracting(IndexTerm(1))], in: gate.factor, as: recurrence.gate, checker)
          else { continue }
          (values[time], values[from]) = (now, try earlier.adding(IndexTerm(gate.offset)))
          let weight = try definition.element.substituting(values)
          if weight.indexNames.isSubset(of: names) { return RealPolynomial(weight) }
        }
      }
    }
    return nil
  }

  /// What an exponential is multiplied with when a time goes on by 1, where it is 1 when another index is the time or the one after it.
  private func gate(
    of definition: FamilyDefinition, _ from: String, _ time: String
  ) throws(KernelError) -> (factor: RealPolynomial, offset: Int)? {
    let (atom, next) = (definition.element, try IndexTerm(time).adding(IndexTerm(1)))
    let later = try atom.substituting([time: next])
    let guards = try SumShift.lengths(later, from, at: time, checker)
    let context = Context(checker.theory, for: definition.parameters, where: guards)
    let sighting = Sighting(checker: checker, context: context)
    func is1(_ atom: Atom) -> Bool {
      sighting.unfoldings(of: atom).contains {
        (try? checker.rewrite(RealPolynomial(atom), [$0], context)) == RealPolynomial(1)
      }
    }
    let starts = [try atom.substituting([from: IndexTerm(time)]), try atom.substituting([from: next])]
    guard let offset = starts.firstIndex(where: is1),
      let rewrite = SumShift.step(to: later, from: atom, sighting)
    else { return nil }
    return try checker.rewrite(RealPolynomial(later), [rewrite], context).factor(of: atom).map {
      ($0, offset)
    }
  }

  /// What elements of a family of products are where the range is empty: 1, or a part of it; nil of other families.
  func emptyProduct(_ name: String) -> Rational? {
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
