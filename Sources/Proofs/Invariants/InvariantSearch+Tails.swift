import Numbers
import ProofKernel

/// What is left of inputs long ago: Σ_{s≤t-K} Π_{s<u≤t} A[u]·c[s] is the product of the last K gates times the whole sum at t - K,
/// and at most r^K·B where the gates are at most r and the whole sum is at most B.
extension InvariantSearch {
  /// Whether all goals are shown so.
  mutating func areTails(_ goals: [Fact], _ recurrences: [Recurrence]) -> Bool {
    goals.allSatisfy { goal in
      if isTail(goal, recurrences) { return true }
      // Of the last time, as an instance of any.
      for recurrence in recurrences {
        for size in checker.theory.constants where goal.literal.polynomial.indexNames.contains(size) {
          let (time, before) = (freshTime(besides: goal.variables), shown.count)
          guard let sum = share(in: goal)?.sum,
            let fact = try? generalised(goal, size, to: time, from: recurrence.first),
            isTail(fact, [recurrence])
          else { continue }
          let hints = shown.dropFirst(before).filter { $0.hasPrefix("same") } + closing.suffix(1)
          if (try? isShown(goal, sum, because: hints, upTo: 0)) ?? false { return true }
        }
      }
      return false
    }
  }

  private mutating func isTail(_ goal: Fact, _ recurrences: [Recurrence]) -> Bool {
    guard let (sum, power, bound) = share(in: goal) else { return false }
    for recurrence in recurrences where (try? isTail(goal, sum, power, bound, recurrence)) ?? false {
      return true
    }
    return false
  }

  private mutating func isTail(
    _ goal: Fact, _ atom: Atom, _ power: RealPolynomial, _ bound: RealPolynomial, _ recurrence: Recurrence
  ) throws(KernelError) -> Bool {
    guard let sum = checker.theory.definitions[atom.name], let range = atom.range,
      range.low == IndexTerm(recurrence.first + 1),
      let (time, lemma, product) = try shift(of: sum, by: recurrence)
    else { return false }
    let values = [recurrence.time: IndexTerm(time)]
    let (high, whole) = (IndexTerm(sum.range.high), RealPolynomial(sum.element))
    let last = try product.value.substituting(values).substituting([product.from: high])
    let split = Fact(
      for: lemma.fact.variables, where: lemma.fact.guards,
      Literal(whole - last * (try whole.substituting([time: high])), .zero))
    let ends = [sum.range.low: range.low, sum.range.high: IndexTerm(time)]
    // The gate's conditions, whatever else the family rests on.
    let known = Set([time] + sum.range.inner + checker.theory.constants)
    var guards: [IndexTerm] = []
    for condition in try recurrence.range(from: recurrence.first) {
      let here = try condition.substituting(values)
      if known.isSuperset(of: here.names) { guards.append(here) }
    }
    let total = Fact(
      for: sum.range.inner, where: guards, Literal(bound - (try whole.substituting(ends)), .nonnegative))
    guard let first = attempt("split", split, by: .induction(on: time, from: high)),
      let second = attempt("total", total, by: .induction(on: time, from: IndexTerm(recurrence.first)))
    else { return false }
    let before = shown.count
    try compare(product, recurrence)
    let compared = shown.dropFirst(before)
    return try isShown(
      goal, atom, because: [first, second] + compared, upTo: power.degree + bound.degree + 1)
  }

  /// Whether a goal follows from facts: where some input is that long ago, and where none is and the sum is empty.
  private mutating func isShown(
    _ goal: Fact, _ sum: Atom, because hints: [String], upTo degree: Int
  ) throws(KernelError) -> Bool {
    guard let range = sum.range else { return false }
    let length = try range.high.subtracting(range.low).adding(IndexTerm(1))
    var fact = goal
    let isLong = try goal.context(checker.theory).entails(length)
    if !isLong { fact.guards.append(length) }
    guard
      let tail = attempt("general", [fact], by: .outright, because: hints, upTo: degree, isQuick: false)?
        .first
    else { return false }
    return isLong || attempt("general", [goal], by: .outright, because: [tail], isQuick: false) != nil
  }

  /// A sum that a goal says to be at most a power times a number.
  private func share(in goal: Fact) -> (sum: Atom, power: RealPolynomial, bound: RealPolynomial)? {
    let polynomial = goal.literal.polynomial
    for sum in polynomial.variables.sorted() where isSum(sum) && polynomial[Monomial(sum)] < 0 {
      let times = -polynomial[Monomial(sum)]
      let rest = (polynomial + RealPolynomial(times) * RealPolynomial(sum)) * RealPolynomial(1 / times)
      for atom in rest.variables.sorted() where checker.theory.power(atom.name) != nil {
        guard let bound = rest.factor(of: atom), bound * RealPolynomial(atom) == rest,
          bound.indexNames.isSubset(of: checker.theory.constants)
        else { continue }
        return (sum, RealPolynomial(atom), bound)
      }
    }
    return nil
  }

  /// How a sum goes on with an index as a recurrence does with its time, or with the moduli of its gates, and the product of these.
  private mutating func shift(
    of sum: FamilyDefinition, by recurrence: Recurrence
  ) throws(KernelError) -> (time: String, lemma: RangeLemma, product: GateProduct)? {
    let before = try IndexTerm(recurrence.time).subtracting(IndexTerm(1))
    for lemma in RangeLemma.all(of: sum, [.shift], checker) {
      guard let factor = lemma.fact.literal.polynomial.factor(of: sum.element) else { continue }
      for time in sum.range.inner {
        let gate = try -factor.substituting([time: before])
        let isSigned = gate != recurrence.gate
        if isSigned, try gate != modulus(of: recurrence.gate) { continue }
        var product = try product(of: recurrence)
        if isSigned {
          guard let moduli = try modulus(ofProduct: product.value)?.value, let family = moduli.variables.first
          else { continue }
          product = GateProduct(from: product.from, family: family.name, value: moduli)
        }
        if attempt(lemma.kind.rawValue, lemma.fact, by: lemma.method) != nil { return (time, lemma, product) }
      }
    }
    return nil
  }
}
