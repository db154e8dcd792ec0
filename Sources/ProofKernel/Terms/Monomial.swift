/// A product of powers of different atoms; of none, 1.
package struct Monomial: Hashable, Sendable {
  package struct Power: Hashable, Sendable {
    package var variable: Atom
    /// At least 1.
    package var exponent: Int
  }

  /// In the order of the atoms.
  package internal(set) var powers: [Power]

  package static var one: Self { Self(powers: []) }

  init(powers: [Power]) { self.powers = powers }

  package init(_ variable: Atom, _ exponent: Int = 1) {
    powers = exponent > 0 ? [Power(variable: variable, exponent: exponent)] : []
  }

  /// The sum of the exponents.
  package var degree: Int {
    var sum = 0
    for power in powers { sum += power.exponent }
    return sum
  }

  /// The monomial that gives this one with another; nil where there is none.
  package func dividing(by other: Self) -> Self? {
    if other.powers.isEmpty { return self }
    if other.powers.count > powers.count { return nil }
    var result: [Power] = []
    var k = 0
    for power in powers {
      guard k < other.powers.count, other.powers[k].variable == power.variable else {
        result.append(power)
        continue
      }
      let rest = power.exponent - other.powers[k].exponent
      if rest < 0 { return nil }
      if rest > 0 { result.append(Power(variable: power.variable, exponent: rest)) }
      k += 1
    }
    return k == other.powers.count ? Self(powers: result) : nil
  }

  package static func * (a: Self, b: Self) -> Self {
    var result: [Power] = []
    result.reserveCapacity(a.powers.count + b.powers.count)
    var (i, j) = (0, 0)
    while i < a.powers.count, j < b.powers.count {
      let (x, y) = (a.powers[i], b.powers[j])
      if x.variable == y.variable {
        result.append(Power(variable: x.variable, exponent: x.exponent + y.exponent))
        (i, j) = (i + 1, j + 1)
      } else if x.variable < y.variable {
        result.append(x)
        i += 1
      } else {
        result.append(y)
        j += 1
      }
    }
    result += a.powers[i...]
    result += b.powers[j...]
    return Self(powers: result)
  }
}

extension Monomial: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    for (x, y) in zip(a.powers, b.powers) {
      if x.variable != y.variable { return x.variable < y.variable }
      if x.exponent != y.exponent { return x.exponent < y.exponent }
    }
    return a.powers.count < b.powers.count
  }
}
