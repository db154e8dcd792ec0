import Numbers
import ProofKernel

/// Recurrences of complex numbers whose gates have moduli up to a rate below 1: |h| <= d/(1-r).
extension InvariantSearch {
  /// Bounds of the modulus of a recurrence, given its real and imaginary parts: of the gate's modulus by a rate, of the drive's by
  /// a size, and with them of the states'.
  mutating func stayBounded(_ parts: [Recurrence]) throws(KernelError) {
    let (real, imaginary) = (parts[0], parts[1])
    let earlier = try IndexTerm(real.time).subtracting(IndexTerm(1))
    guard let before = real.element(at: earlier).variables.first,
      let turning = imaginary.drive.factor(of: before)
    else { return }
    let drives = parts.map { drive(of: $0, beside: Set(parts.map(\.name))) }
    let range = try real.range(from: real.first + 1)
    let gate = try modulus(of: real.gate, turning)
    let driving = try modulus(of: drives[0], drives[1])
    let state = try modulus(of: real.now, imaginary.now)
    for (rate, inverse) in candidates(for: real) {
      guard let inverse, let first = attempt("rate", bound(rate, of: gate, real, range)) else { continue }
      let asked = goals.compactMap { goal in
        inverse.variables.first.flatMap { goal.literal.polynomial.factor(of: $0) }
      }
      for size in asked + (try bounds(of: drives[0], real, range)) {
        guard Set(real.others + checker.theory.constants).isSuperset(of: size.indexNames),
          let second = attempt("drive", bound(size, of: driving, real, range))
        else { continue }
        let all = try real.range(from: real.first)
        let byTime = ProofPlan.Method.induction(on: real.time, from: IndexTerm(real.first))
        if attempt(
          "general", bound(size * inverse, of: state, real, all), by: byTime, because: [first, second])
          != nil
        {
          return
        }
      }
    }
  }

  /// That a modulus is at most a bound, for a recurrence's indices within a range; what rests on no time holds at any.
  func bound(
    _ bound: RealPolynomial, of modulus: RealPolynomial, _ recurrence: Recurrence, _ range: [IndexTerm]
  ) -> Fact {
    let difference = bound - modulus
    let known = difference.indexNames.union(checker.theory.constants)
    return Fact(
      for: recurrence.indices.filter(known.contains), where: range.filter { known.isSuperset(of: $0.names) },
      Literal(difference, .nonnegative))
  }
}
