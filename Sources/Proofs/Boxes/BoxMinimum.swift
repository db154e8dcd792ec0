import Numbers
import ProofKernel

/// Points of a box where a polynomial is small, by descent along each number in turn; in doubles.
struct BoxMinimum {
  let points: [[Atom: Double]]

  init(_ box: Box, _ polynomial: RealPolynomial, _ theory: BoxTheory, _ conditions: [Literal]) {
    let atoms = box.atoms
    guard !atoms.isEmpty else {
      points = []
      return
    }
    func value(_ point: [Atom: Double]) -> Double {
      for condition in conditions where theory.value(condition.polynomial, at: point) < 0 { return .infinity }
      let value = theory.value(polynomial, at: point)
      return value.isNaN ? .infinity : value
    }
    func line(_ atom: Atom, _ point: [Atom: Double], _ low: Double, _ high: Double) -> [Atom: Double] {
      var (point, low, high) = (point, low, high)
      let ratio = 0.381966011250105
      func at(_ x: Double) -> Double {
        var other = point
        other[atom] = x
        return value(other)
      }
      var (x, y) = (low + ratio * (high - low), high - ratio * (high - low))
      var (f, g) = (at(x), at(y))
      for _ in 0..<36 {
        if f <= g {
          (high, y, g) = (y, x, f)
          x = low + ratio * (high - low)
          f = at(x)
        } else {
          (low, x, f) = (x, y, g)
          y = high - ratio * (high - low)
          g = at(y)
        }
      }
      let best = f <= g ? x : y
      if at(best) <= value(point) { point[atom] = best }
      return point
    }
    let start = box.samples.min { value($0) < value($1) } ?? [:]
    var point = start
    for _ in 0..<(atoms.count == 1 ? 1 : 4) {
      for atom in atoms {
        guard let side = box.sides[atom], let here = point[atom] else { continue }
        let (low, high) = (side.low.value.approximation, side.high.value.approximation)
        let reach = (high - low) * (atoms.count == 1 ? 0.25 : 0.5)
        point = line(atom, point, max(low, here - reach), min(high, here + reach))
      }
    }
    points = [start, point]
  }
}
