import Numbers
import ProofKernel

/// Products of exponentials, which become one.
extension CellProof {
  // MARK: Products

  /// whole - Π parts = 0, by the exponents.
  mutating func join(_ parts: [Atom], to whole: Atom) -> Reference? {
    let product = parts.reduce(RealPolynomial(1)) { $0 * RealPolynomial($1) }
    let literal = Literal(RealPolynomial(whole) - product, .zero)
    return shown(literal) ?? add(literal, .exponentials(whole, parts, rewrites: []))
  }

  /// Each term has one exponential at most, beside inverses of what logarithms stand in its exponent.
  mutating func joinExponentials(_ reduction: inout Reduction) -> Bool {
    // What a logarithm was taken of may be a sum with exponentials, to be joined in turn.
    var isOpen = false
    for (monomial, coefficient) in reduction.rest.terms {
      var (parts, rest): ([Atom], Monomial) = ([], .one)
      var exponent = RealPolynomial.zero
      var isNormal = true
      for power in monomial.powers {
        guard case .exponential(let own) = theory.kind(of: power.variable) else {
          rest = rest * Monomial(power.variable, power.exponent)
          continue
        }
        if theory.logarithm(inverted: own) == nil {
          isNormal =
            isNormal && power.exponent == 1 && !parts.contains { !isInverted($0) }
            && wholeLogarithms(in: own).isEmpty && !own.isZero
        }
        parts += Array(repeating: power.variable, count: power.exponent)
        exponent = exponent + Rational(power.exponent) * own
      }
      if isNormal { continue }
      let others = coefficient * RealPolynomial([(rest, 1)])
      guard let target = normal(exponent) else { return false }
      let before = parts.reduce(RealPolynomial(1)) { $0 * RealPolynomial($1) }
      if target.parts.isEmpty && target.logarithms.isEmpty {
        guard let one = theory.exponentialOf0() else { return false }
        let me = RealPolynomial(one.atom)
        if parts != [one.atom] {
          guard let equation = join(parts, to: one.atom) else { return false }
          reduction.use(-others, equation, me - before)
        }
        reduction.use(others, one.fact, me - RealPolynomial(1))
        continue
      }
      let after = target.parts.reduce(RealPolynomial(1)) { $0 * RealPolynomial($1) }
      if target.parts.count == 1 {
        guard let equation = join(parts, to: target.parts[0]) else { return false }
        reduction.use(-others, equation, after - before)
      } else {
        guard let whole = theory.exponential(of: exponent) else { return false }
        if parts != [whole] {
          guard let equation = join(parts, to: whole) else { return false }
          reduction.use(-others, equation, RealPolynomial(whole) - before)
        }
        guard let equation = join(target.parts, to: whole) else { return false }
        reduction.use(others, equation, RealPolynomial(whole) - after)
      }
      for (back, argument, equation) in target.logarithms where reduction.rest.variables.contains(back) {
        reduction.replace(back, by: argument, equation)
        isOpen = true
      }
    }
    return !isOpen || joinExponentials(&reduction)
  }

  private func isInverted(_ atom: Atom) -> Bool {
    if case .exponential(let own) = theory.kind(of: atom) {
      theory.logarithm(inverted: own) != nil
    } else {
      false
    }
  }

  /// The logarithms in an exponent with whole factors.
  private func wholeLogarithms(in exponent: RealPolynomial) -> [(Atom, Int)] {
    exponent.terms.compactMap { monomial, coefficient in
      guard monomial.degree == 1, let atom = monomial.powers.first?.variable,
        case .logarithm = theory.kind(of: atom), let times = coefficient.word,
        abs(times) <= BoxTuning.mostPower
      else { return nil }
      return (atom, times)
    }
  }

  /// Exponentials whose product is that of an exponent: of what has no whole logarithm in it, of logarithms and their negatives.
  private mutating func normal(
    _ exponent: RealPolynomial
  ) -> (parts: [Atom], logarithms: [(Atom, RealPolynomial, Reference)])? {
    var (parts, backs): ([Atom], [(Atom, RealPolynomial, Reference)]) = ([], [])
    var rest = exponent
    for (log, times) in wholeLogarithms(in: exponent) {
      rest = rest - Rational(times) * RealPolynomial(log)
      guard case .logarithm(let argument) = theory.kind(of: log) else { return nil }
      if times > 0 {
        guard let back = exponentialOfLogarithm(log, argument) else { return nil }
        backs.append((back.atom, argument, back.equation))
        parts += Array(repeating: back.atom, count: times)
      } else {
        guard let inverse = theory.exponential(of: -RealPolynomial(log)) else { return nil }
        parts += Array(repeating: inverse, count: -times)
      }
    }
    if !rest.isZero {
      guard let plain = theory.exponential(of: rest) else { return nil }
      parts.append(plain)
    }
    return (parts, backs)
  }
}

/// Sums of exponentials, divided by one of them.
extension CellProof {
  /// Σ B exp U is exp V times Σ B exp(U - V): shown so where the exponents lie closer together then.
  mutating func divide(_ reduction: inout Reduction, isStrict: Bool) -> Bool? {
    guard !divided.contains(reduction.rest) else { return nil }
    divided.insert(reduction.rest)
    var exponents: [RealPolynomial] = []
    var atoms: [RealPolynomial: Atom] = [:]
    for (monomial, _) in reduction.rest.terms {
      var found = RealPolynomial.zero
      for power in monomial.powers {
        switch theory.kind(of: power.variable) {
        case .base: continue
        case .exponential(let exponent) where theory.logarithm(inverted: exponent) == nil:
          if theory.isClosed(power.variable) { continue }
          found = exponent
          atoms[exponent] = power.variable
        default: return nil
        }
      }
      if !exponents.contains(found) { exponents.append(found) }
    }
    guard exponents.count > 1 else { return nil }
    if !box.isBounded {
      guard let k = manner.division, k < exponents.count else { return nil }
      // In the order in which they grow.
      let far = samples.max { distance($0) < distance($1) } ?? [:]
      let values = exponents.map { theory.value($0, at: far) }
      let order = exponents.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
      guard let atom = atoms[exponents[order[k]]] else { return nil }
      return divide(&reduction, by: atom, exponents[order[k]], isStrict: isStrict)
    }
    func spread(_ centre: RealPolynomial) -> Double {
      exponents.reduce(0) { sum, exponent in
        let values = samples.map { theory.value(exponent - centre, at: $0) }
        let reach = values.map(\.magnitude).max() ?? 0
        return sum + reach * reach
      }
    }
    let spreads = exponents.map(spread)
    guard let best = exponents.indices.min(by: { spreads[$0] < spreads[$1] }), !exponents[best].isZero,
      let atom = atoms[exponents[best]],
      spreads[best] < 0.9 * spread(.zero)
    else { return nil }
    return divide(&reduction, by: atom, exponents[best], isStrict: isStrict)
  }

  /// How far a point is from the corner that is looked at, along numbers without an end.
  private func distance(_ point: [Atom: Double]) -> Double {
    box.sides.reduce(0) { sum, side in
      side.value.isBounded
        ? sum : sum + abs((point[side.key] ?? 0) - (side.value.places.first ?? 0).approximation)
    }
  }

  private mutating func divide(
    _ reduction: inout Reduction, by atom: Atom, _ divisor: RealPolynomial, isStrict: Bool
  ) -> Bool {
    let me = RealPolynomial(atom)
    var whole = RealPolynomial.zero
    for (monomial, coefficient) in reduction.rest.terms {
      var (others, exponent): (Monomial, RealPolynomial) = (.one, -divisor)
      var old: [Atom] = []
      for power in monomial.powers {
        if case .exponential(let own) = theory.kind(of: power.variable), !theory.isClosed(power.variable) {
          exponent = exponent + own
          old.append(power.variable)
        } else {
          others = others * Monomial(power.variable, power.exponent)
        }
      }
      let factor = RealPolynomial([(others, coefficient)])
      if exponent.isZero {
        whole = whole + factor
        continue
      }
      guard let quotient = theory.exponential(of: exponent) else { return false }
      whole = whole + factor * RealPolynomial(quotient)
      if let before = old.first {
        guard let equation = join([atom, quotient], to: before) else { return false }
        reduction.use(factor, equation, RealPolynomial(before) - me * RealPolynomial(quotient))
      } else {
        guard let one = theory.exponentialOf0(), let equation = join([atom, quotient], to: one.atom) else {
          return false
        }
        let e = RealPolynomial(one.atom)
        reduction.use(factor, equation, e - me * RealPolynomial(quotient))
        reduction.use(-factor, one.fact, e - RealPolynomial(1))
      }
    }
    divided.insert(whole)
    guard let quotient = fact(whole, isStrict: isStrict) else { return false }
    reduction.take(
      1, [Reduction.Factor(theory.positive(atom), me), Reduction.Factor(quotient, whole)])
    return reduction.rest.isZero
  }
}
