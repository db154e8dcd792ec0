import Numbers
import ProofKernel

/// The elimination of one element from what is left, by its bounds.
extension CellProof {
  /// An element bounded from below where its factor is at least 0, from above where it is not.
  mutating func bound(_ atom: Atom, _ reduction: inout Reduction) -> Bool {
    var powers = reduction.rest.powers(of: atom)
    if powers.count > 2 {
      guard lower(atom, &reduction) else { return false }
      powers = reduction.rest.powers(of: atom)
    }
    guard powers.count == 2 else { return powers.count < 2 }
    guard let (above, below) = signs(of: powers[1]) else { return false }
    let me = RealPolynomial(atom)
    if let above {
      guard let bound = bound(of: atom, isLower: true) else { return false }
      take(above, Reduction.Factor(bound.fact, me - bound.polynomial), &reduction)
    }
    if let below {
      guard let bound = bound(of: atom, isLower: false) else { return false }
      take(below, Reduction.Factor(bound.fact, bound.polynomial - me), &reduction)
    }
    return !reduction.rest.variables.contains(atom)
  }

  private func take(_ weight: Weight, _ factor: Reduction.Factor, _ reduction: inout Reduction) {
    switch weight {
    case .number(let number): reduction.take(number, [factor])
    case .fact(let reference, let polynomial):
      reduction.take(1, [Reduction.Factor(reference, polynomial), factor])
    }
  }

  /// A polynomial as the difference of two that are at least 0 in the cell: itself, its negative, or one and a number.
  private mutating func signs(of factor: RealPolynomial) -> (above: Weight?, below: Weight?)? {
    if let constant = factor.constant {
      return constant.signum >= 0 ? (.number(constant), nil) : (nil, .number(-constant))
    }
    let values = samples.map { theory.value(factor, at: $0) }
    guard let least = values.min(), let most = values.max(), least.isFinite, most.isFinite else { return nil }
    let tiny = BoxTuning.equality * max(least.magnitude, most.magnitude)
    if least >= -tiny, let weight = weight(factor) { return (weight, nil) }
    if most <= tiny, let weight = weight(-factor) { return (nil, weight) }
    for slack in [1.0 / 8, 1.0] {
      let reach = slack * (most - least)
      let isAbove = -least <= most
      guard let shift = Rational(near: max(isAbove ? -least : most, 0) + reach, places: 20) else {
        return nil
      }
      let whole = (isAbove ? factor : -factor) + RealPolynomial(shift)
      guard let weight = weight(whole) else { continue }
      return isAbove ? (weight, .number(shift)) : (.number(shift), weight)
    }
    return nil
  }

  /// Squares of an element by its ends: f² >= 2·m·f - m², f² <= (low + high)·f - low·high.
  private mutating func lower(_ atom: Atom, _ reduction: inout Reduction) -> Bool {
    let powers = reduction.rest.powers(of: atom)
    let me = RealPolynomial(atom)
    guard powers.count == 3, let (above, below) = signs(of: powers[2]) else { return false }
    if let above {
      let values = samples.map { theory.value(me, at: $0) }
      guard let low = values.min(), let high = values.max(),
        let middle = Rational(near: (low + high) / 2, places: 12)
      else { return false }
      take(above, Reduction.Factor(squareOf: me - RealPolynomial(middle)), &reduction)
    }
    if let below {
      guard let low = bound(of: atom, isLower: true), let high = bound(of: atom, isLower: false) else {
        return false
      }
      let factors = [
        Reduction.Factor(low.fact, me - low.polynomial), Reduction.Factor(high.fact, high.polynomial - me),
      ]
      switch below {
      case .number(let number): reduction.take(number, factors)
      case .fact(let reference, let polynomial):
        reduction.take(1, [Reduction.Factor(reference, polynomial)] + factors)
      }
    }
    return true
  }
}
