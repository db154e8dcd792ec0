import Claims
import Inputs
import Numbers
import ProofKernel

extension Elaborator {
  /// The mean over a standard normal number of a polynomial in it, by its moments: the number's n-th power has the mean
  /// 1·3·…·(n - 1) where n is even, else 0.
  ///
  /// Nothing that has to hold may rest on the number: in a mean it has to hold for almost all numbers, and not beside an
  /// instance because it does there.
  mutating func mean(
    over slot: Int, _ body: Term, _ place: Place, _ position: Position
  ) throws(Refusal) -> ComplexPolynomial {
    let name = newName("normal")
    try kernel { () throws(KernelError) in try theory.declare(name, indices: 0) }
    origins[name] = .free
    meanNames.insert(name)
    let number = Atom(name)
    var inside = place
    inside.values[slot] = ComplexPolynomial(RealPolynomial(number))
    let known = obligations.count
    let value = try value(body, inside)
    let restsOnIt = obligations[known...].contains { goal in
      (goal.fact.premises + [goal.fact.literal]).contains { depends($0.polynomial, on: name) }
    }
    guard !restsOnIt else {
      throw Refusal("the mean of what is not defined at each value of its variable", position)
    }
    return try value.map { part throws(Refusal) in
      var sum = RealPolynomial.zero
      for (monomial, coefficient) in part.terms {
        var (factor, exponent) = (RealPolynomial(coefficient), 0)
        for power in monomial.powers {
          if power.variable == number {
            exponent = power.exponent
          } else {
            guard !depends(power.variable.name, on: name) else {
              throw Refusal("the mean of what is no polynomial", position)
            }
            factor = factor * RealPolynomial(power.variable).power(power.exponent)
          }
        }
        sum = sum + Self.moment(exponent) * factor
      }
      return sum
    }
  }

  /// The mean of a power of a standard normal number.
  private static func moment(_ exponent: Int) -> Rational {
    exponent.isMultiple(of: 2)
      ? stride(from: 1, to: exponent, by: 2).reduce(Rational(1)) { $0 * Rational($1) } : 0
  }
}
