import Numbers
import ProofKernel

/// What may bound the elements of a recurrence: numbers that do not rest on the time.
extension InvariantSearch {
  struct Ends {
    var lower: [RealPolynomial] = []
    var upper: [RealPolynomial] = []
  }

  /// Extrema of what drives the recurrence: those that the claim has, then extrema over all times, then numbers.
  mutating func ends(of recurrence: Recurrence) throws(KernelError) -> Ends {
    let inputs = recurrence.drive.variables.union(recurrence.start.variables)
    var ends = Ends(
      lower: extrema(of: inputs, recurrence, isUpper: false),
      upper: extrema(of: inputs, recurrence, isUpper: true))
    if ends.lower.isEmpty { ends.lower = try newExtrema(of: inputs, recurrence, isUpper: false) }
    if ends.upper.isEmpty { ends.upper = try newExtrema(of: inputs, recurrence, isUpper: true) }
    // The closest first.
    let numbers = numbers(bounding: inputs).map { RealPolynomial($0) }
    ends.lower += numbers.reversed()
    ends.upper += numbers
    return ends
  }

  private func extrema(
    of inputs: Set<Atom>, _ recurrence: Recurrence, isUpper: Bool
  ) -> [RealPolynomial] {
    var found: [Atom] = []
    let fixed = inputs.filter { !$0.indices.contains { $0.names.contains(recurrence.time) } }
    func add(_ definition: FamilyDefinition, _ values: [String: IndexTerm]) {
      let indices = definition.parameters.compactMap { values[$0] }
      guard indices.count == definition.parameters.count,
        Set(recurrence.others).union(checker.theory.constants).isSuperset(of: indices.flatMap(\.names))
      else { return }
      let atom = Atom(definition.name, indices)
      if !found.contains(atom) { found.append(atom) }
    }
    // One more round for extrema of extrema.
    for _ in 0..<2 {
      for definition in checker.theory.definitions.values.sorted(by: { $0.name < $1.name }) {
        switch definition.kind {
        case .maximum(let names, _, let body) where isUpper, .minimum(let names, _, let body) where !isUpper:
          for values in matches(body, Set(definition.parameters + names), inputs, in: recurrence.indices) {
            add(definition, values)
          }
        case .greatest(let bodies) where isUpper, .least(let bodies) where !isUpper:
          for body in bodies where body.constant == nil {
            let known = fixed.union(found)
            for values in matches(body, Set(definition.parameters), known, in: recurrence.indices) {
              add(definition, values)
            }
          }
        default: continue
        }
      }
    }
    return found.map { RealPolynomial($0) }
  }

  /// Extrema over all times at which elements come from those before, of inputs of the claim's own.
  private mutating func newExtrema(
    of inputs: Set<Atom>, _ recurrence: Recurrence, isUpper: Bool
  ) throws(KernelError) -> [RealPolynomial] {
    var found: [RealPolynomial] = []
    for input in inputs.sorted()
    where checker.theory.definitions[input.name] == nil && input.indices.contains(IndexTerm(recurrence.time))
    {
      let names = input.indices.flatMap(\.names)
      let others = recurrence.others.filter(names.contains)
      let lower = try IndexTerm(recurrence.time).adding(IndexTerm(-recurrence.first - 1))
      let range = [lower] + recurrence.conditions.filter { $0.names.contains(recurrence.time) }
      guard Set(names).isSubset(of: recurrence.indices),
        range.allSatisfy({
          Set(others + checker.theory.constants + [recurrence.time]).isSuperset(of: $0.names)
        })
      else { continue }
      let (body, over) = (RealPolynomial(input), [recurrence.time])
      let name = try family(
        isUpper ? "highest" : "lowest", others,
        isUpper ? .maximum(over: over, where: range, body) : .minimum(over: over, where: range, body))
      found.append(RealPolynomial(Atom(name, others.map { IndexTerm($0) })))
    }
    return found
  }

  /// The numbers that the claim bounds elements of some families by.
  func numbers(bounding inputs: Set<Atom>) -> [Rational] {
    let names = Set(inputs.map(\.name))
    var found: Set<Rational> = []
    for fact in checker.theory.facts.values where fact.premises.isEmpty {
      let polynomial = fact.literal.polynomial
      guard polynomial.degree == 1, polynomial.variables.count == 1, let atom = polynomial.variables.first,
        names.contains(atom.name), [1, -1].contains(polynomial[Monomial(atom)])
      else { continue }
      found.insert(-polynomial[Monomial(atom)] * polynomial[.one])
    }
    return found.sorted()
  }
}
