import Numbers
import ProofKernel

/// Recurrences whose gates are no larger than a rate below 1: geometric sums.
extension InvariantSearch {
  /// Bounds of moduli: |h| <= d/(1-r), and with the factor 1 - r^t where the recurrence starts from 0.
  mutating func stayBounded(_ recurrence: Recurrence) throws(KernelError) {
    let range = try recurrence.range(from: recurrence.first + 1)
    let rates = try rates(of: recurrence)
    guard !rates.isEmpty else { return }
    func within(_ p: RealPolynomial, _ bound: RealPolynomial, _ range: [IndexTerm]) -> [Fact] {
      [bound - p, bound + p].map { Fact(for: recurrence.indices, where: range, Literal($0, .nonnegative)) }
    }
    var sizes: [RealPolynomial] = []
    for size in try bounds(of: recurrence.drive, recurrence, range) {
      if sizes.isEmpty, attempt("drive", within(recurrence.drive, size, range), by: .outright) != nil {
        sizes.append(size)
      }
    }
    let all = try recurrence.range(from: recurrence.first)
    let byTime = ProofPlan.Method.induction(on: recurrence.time, from: IndexTerm(recurrence.first))
    let degree = recurrence.gate.degree
    for size in sizes {
      for (rate, inverse) in rates {
        guard let inverse else {
          let scaled = (RealPolynomial(1) - rate) * recurrence.now
          attempt("state", within(scaled, size, all), by: byTime)
          continue
        }
        let bound = size * inverse
        if attempt("state", within(recurrence.now, bound, all), by: byTime, upTo: degree + bound.degree)
          != nil
        {
          stateBounds[recurrence.name, default: []].append((recurrence, bound))
        }
        for power in checker.theory.powers where wanted.contains(power.name) && power.base == rate {
          let sum = bound * (RealPolynomial(1) - RealPolynomial(power.element(IndexTerm(recurrence.time))))
          try fall(power, recurrence)
          if attempt("state", within(recurrence.now, sum, all), by: byTime, upTo: degree + sum.degree) != nil
          {
            stateBounds[recurrence.name, default: []].append((recurrence, sum))
          }
        }
      }
    }
  }

  /// What a gate's modulus may not exceed: bases of powers, and what the claim takes from 1 in a divisor.
  func candidates(for recurrence: Recurrence) -> [(rate: RealPolynomial, inverse: RealPolynomial?)] {
    var candidates: [(RealPolynomial, RealPolynomial?)] = []
    for definition in checker.theory.definitions.values.sorted(by: { $0.name < $1.name })
    where wanted.contains(definition.name) && Set(definition.parameters).isSubset(of: recurrence.others) {
      guard case .inverse(let argument) = definition.kind else { continue }
      let inverse = RealPolynomial(Atom(definition.name, definition.parameters.map { IndexTerm($0) }))
      candidates.append((RealPolynomial(1) - argument, inverse))
    }
    for power in checker.theory.powers
    where wanted.contains(power.name) && !candidates.contains(where: { $0.0 == power.base }) {
      candidates.append((power.base, nil))
    }
    let known = Set(recurrence.others + checker.theory.constants)
    return candidates.filter { rate, _ in known.isSuperset(of: rate.indexNames) }
  }

  /// Those candidates that the gate's modulus does not exceed.
  mutating func rates(
    of recurrence: Recurrence
  ) throws(KernelError) -> [(rate: RealPolynomial, inverse: RealPolynomial?)] {
    let range = try recurrence.range(from: recurrence.first + 1)
    return candidates(for: recurrence).filter { rate, _ in
      [rate - recurrence.gate, rate + recurrence.gate].allSatisfy { side in
        holds("rate", Fact(for: recurrence.indices, where: range, Literal(side, .nonnegative)))
      }
    }
  }

  /// Numbers that a polynomial's modulus may not exceed: extrema and moduli in sight that rest on no time, then sums of the
  /// moduli of its terms.
  mutating func bounds(
    of polynomial: RealPolynomial, _ recurrence: Recurrence, _ range: [IndexTerm]
  ) throws(KernelError) -> [RealPolynomial] {
    var found: [RealPolynomial] = []
    for definition in checker.theory.definitions.values.sorted(by: { $0.name < $1.name })
    where wanted.contains(definition.name) && Set(definition.parameters).isSubset(of: recurrence.others) {
      switch definition.kind {
      case .greatest, .maximum, .modulus:
        found.append(RealPolynomial(Atom(definition.name, definition.parameters.map { IndexTerm($0) })))
      default: continue
      }
    }
    var sum = RealPolynomial.zero
    for (monomial, coefficient) in polynomial.terms {
      var product = RealPolynomial(coefficient.magnitude)
      for power in monomial.powers {
        guard let size = try size(of: power.variable, recurrence, range),
          let next = product.times(size, power.exponent)
        else { return found }
        product = next
      }
      sum = sum + product
    }
    found.append(sum)
    return found
  }

  /// The modulus of an element or a number that it does not exceed, free of the time; itself where it is at least 0.
  private mutating func size(
    of atom: Atom, _ recurrence: Recurrence, _ range: [IndexTerm]
  ) throws(KernelError) -> RealPolynomial? {
    let me = RealPolynomial(atom)
    let isFixed = !me.indexNames.contains(recurrence.time)
    func fact(_ p: RealPolynomial) -> Fact {
      Fact(for: recurrence.indices, where: range, Literal(p, .nonnegative))
    }
    if isFixed {
      return holds("sign", fact(me)) ? me : try modulus(of: me)
    }
    if let bound = stateBounds[atom.name]?.last {
      return try bound.value.substituting([bound.recurrence.time: atom.indices[bound.recurrence.place]])
    }
    return numbers(bounding: [atom]).map(\.magnitude).sorted().first { number in
      let end = RealPolynomial(number)
      return holds("size", fact(end - me)) && holds("size", fact(end + me))
    }.map { RealPolynomial($0) }
  }

  /// The modulus of a number as the claim has it, or its negative's, or a new family.
  mutating func modulus(
    of re: RealPolynomial, _ im: RealPolynomial = .zero
  ) throws(KernelError) -> RealPolynomial {
    let names = re.indexNames.union(im.indexNames)
    for definition in checker.theory.definitions.values.sorted(by: { $0.name < $1.name }) {
      guard case .modulus(let x, let y) = definition.kind else { continue }
      let (pattern, atoms) = x.variables.isEmpty ? (y, im.variables) : (x, re.variables)
      for values in matches(pattern, Set(definition.parameters), atoms, in: Array(names)) {
        let indices = definition.parameters.compactMap { values[$0] }
        guard indices.count == definition.parameters.count, let u = try? x.substituting(values),
          let v = try? y.substituting(values), (u, v) == (re, im) || (u, v) == (-re, -im)
        else { continue }
        return RealPolynomial(Atom(definition.name, indices))
      }
    }
    let parameters = names.subtracting(checker.theory.constants).sorted()
    let name = try family("modulus", parameters, .modulus(re: re, im: im))
    return RealPolynomial(Atom(name, parameters.map { IndexTerm($0) }))
  }
}
