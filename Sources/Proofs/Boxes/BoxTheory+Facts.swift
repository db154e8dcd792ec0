import Numbers
import ProofKernel

/// What facts say of the numbers that vary.
extension BoxTheory {
  /// The ends that facts give a number: rational ones, the best of them.
  func ends(of atom: Atom) -> (low: Box.End?, high: Box.End?) {
    var (low, high): (Box.End?, Box.End?)
    let sighting = Sighting(checker: checker, context: context, index)
    func look(_ literal: Literal, _ reference: Reference) {
      let factor = literal.polynomial[Monomial(atom)]
      guard factor.magnitude == 1, literal.relation == .nonnegative || literal.relation == .positive,
        let rest = (literal.polynomial - factor * RealPolynomial(atom)).constant
      else { return }
      let end = Box.End(
        value: factor == 1 ? -rest : rest, fact: reference, isStrict: literal.relation == .positive)
      func isBetter(_ old: Box.End?, _ sign: Int) -> Bool {
        guard let old else { return true }
        return old.value == end.value ? end.isStrict && !old.isStrict : (end.value - old.value).signum == sign
      }
      if factor == 1 {
        if isBetter(low, 1) { low = end }
      } else if isBetter(high, -1) {
        high = end
      }
    }
    for (name, literal) in context.facts.sorted(by: { $0.key < $1.key }) { look(literal, .local(name)) }
    for (name, fact) in checker.theory.facts.sorted(by: { $0.key < $1.key }) where fact.premises.isEmpty {
      let polynomial = fact.literal.polynomial
      guard polynomial.termCount <= 2, polynomial.degree == 1, polynomial.variables.count == 1,
        let pattern = polynomial.variables.first, pattern.name == atom.name,
        let values = context.match(pattern, atom, Set(fact.variables), [:]),
        values.count == fact.variables.count, sighting.isAdmitted(fact, values)
      else { continue }
      let reference = Reference.fact(name, fact.variables.compactMap { values[$0] }, [])
      guard let literal = try? checker.instance(reference, context) else { continue }
      look(literal, reference)
    }
    return (low, high)
  }

  /// Facts about some numbers that are no ends.
  func conditions(on base: Set<Atom>) -> [(reference: Reference, literal: Literal)] {
    guard !base.isEmpty else { return [] }
    var found: [(reference: Reference, literal: Literal)] = []
    for (name, literal) in context.facts.sorted(by: { $0.key < $1.key }) {
      found.append((.local(name), literal))
    }
    for (name, fact) in checker.theory.facts.sorted(by: { $0.key < $1.key })
    where fact.premises.isEmpty && fact.variables.isEmpty && hypotheses.contains(name) {
      found.append((.fact(name, [], []), fact.literal))
    }
    return found.filter { _, literal in
      (literal.relation == .nonnegative || literal.relation == .positive)
        && literal.polynomial.variables.count > 1 && literal.polynomial.variables.isSubset(of: base)
    }
  }
}
