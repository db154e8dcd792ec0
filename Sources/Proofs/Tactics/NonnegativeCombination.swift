import Algebra
import Numbers
import ProofKernel

/// A polynomial as a combination of others: nonnegative factors of some, any factors of others.
///
/// Doubles find which take part (nonnegative least squares, active sets), exact elimination finds the factors. What
/// comes out is exact; that nothing comes out proves nothing.
struct NonnegativeCombination {
  struct Column {
    var polynomial: RealPolynomial
    /// Whether its factor may be negative.
    var isFree: Bool
  }

  private let rows: [Monomial<Atom>]
  private let columns: [Column]
  private let goal: RealPolynomial
  /// Column by column; a free one twice, with both signs.
  private var matrix: [[Double]] = []
  private var origin: [(column: Int, sign: Double)] = []

  init(_ goal: RealPolynomial, of columns: [Column]) {
    var rows: Set<Monomial<Atom>> = []
    for polynomial in [goal] + columns.map(\.polynomial) { rows.formUnion(polynomial.terms.map(\.monomial)) }
    let sorted = rows.sorted()
    let place = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    for (k, column) in columns.enumerated() {
      var entries = [Double](repeating: 0, count: sorted.count)
      for (monomial, coefficient) in column.polynomial.terms {
        if let row = place[monomial] { entries[row] = coefficient.approximation }
      }
      let size = entries.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard size > 0, size.isFinite else { continue }
      matrix.append(entries.map { $0 / size })
      origin.append((k, 1))
      if column.isFree {
        matrix.append(entries.map { -$0 / size })
        origin.append((k, -1))
      }
    }
    (self.rows, self.columns, self.goal) = (sorted, columns, goal)
  }

  /// Factors by column, those that are not 0; nil where none are found.
  func factors() -> [(column: Int, factor: Rational)]? {
    if goal.isZero { return [] }
    guard let support = support() else { return nil }
    return exact(Set(support.map { origin[$0].column }).sorted())
  }

  /// The active set of the nonnegative least squares problem where the residual comes to nothing.
  private func support() -> [Int]? {
    let target = rows.map { goal[$0].approximation }
    let size = target.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard size > 0, size.isFinite else { return nil }
    let tolerance = ProofTuning.residual * size
    var passive: [Int] = []
    var values = [Double](repeating: 0, count: matrix.count)
    var barred: Set<Int> = []
    for _ in 0..<ProofTuning.mostExchanges {
      var residual = target
      for j in passive { for i in residual.indices { residual[i] -= values[j] * matrix[j][i] } }
      if residual.reduce(0, { $0 + $1 * $1 }).squareRoot() <= tolerance {
        return passive.filter { values[$0] > 0 }
      }
      // The column that the residual grows along most.
      var (best, gain) = (-1, ProofTuning.leastGain * size)
      for j in matrix.indices where values[j] == 0 && !barred.contains(j) && !passive.contains(j) {
        var w = 0.0
        for i in residual.indices { w += residual[i] * matrix[j][i] }
        if w > gain { (best, gain) = (j, w) }
      }
      guard best >= 0 else { return nil }
      passive.append(best)
      while true {
        guard let solution = leastSquares(passive, target) else {
          // It depends on the others.
          passive.removeLast()
          barred.insert(best)
          break
        }
        if solution.allSatisfy({ $0 > ProofTuning.leastFactor }) {
          for (j, x) in zip(passive, solution) { values[j] = x }
          barred = []
          break
        }
        // As far as all stay nonnegative.
        var step = 1.0
        for (j, x) in zip(passive, solution) where x <= ProofTuning.leastFactor {
          step = min(step, values[j] / max(values[j] - x, .leastNormalMagnitude))
        }
        for (j, x) in zip(passive, solution) { values[j] += step * (x - values[j]) }
        let leaving = passive.filter { values[$0] <= ProofTuning.leastFactor }
        if leaving.contains(best) { barred.insert(best) }
        for j in leaving { values[j] = 0 }
        passive.removeAll { leaving.contains($0) }
        if leaving.isEmpty { break }
      }
    }
    return nil
  }

  /// The least squares solution on some columns, by Gram and Schmidt's orthogonalisation; nil where they depend on each other.
  private func leastSquares(_ chosen: [Int], _ target: [Double]) -> [Double]? {
    var basis: [[Double]] = []
    var upper: [[Double]] = []
    var right: [Double] = []
    var rest = target
    for j in chosen {
      var column = matrix[j]
      var coefficients = [Double](repeating: 0, count: basis.count)
      // Twice, for what rounding leaves.
      for _ in 0..<2 {
        for (k, q) in basis.enumerated() {
          var dot = 0.0
          for i in q.indices { dot += q[i] * column[i] }
          coefficients[k] += dot
          for i in q.indices { column[i] -= dot * q[i] }
        }
      }
      let size = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard size > ProofTuning.dependence else { return nil }
      let q = column.map { $0 / size }
      var dot = 0.0
      for i in q.indices { dot += q[i] * rest[i] }
      for i in q.indices { rest[i] -= dot * q[i] }
      basis.append(q)
      upper.append(coefficients + [size])
      right.append(dot)
    }
    var solution = right
    for k in chosen.indices.reversed() {
      for later in (k + 1)..<max(chosen.count, k + 1) { solution[k] -= upper[later][k] * solution[later] }
      solution[k] /= upper[k][k]
    }
    return solution
  }

  /// The factors of some columns, by elimination over the rationals.
  private func exact(_ chosen: [Int]) -> [(column: Int, factor: Rational)]? {
    var equations: [[Int: Rational]] = rows.compactMap { row in
      var equation: [Int: Rational] = [:]
      for (k, column) in chosen.enumerated() {
        let x = columns[column].polynomial[row]
        if !x.isZero { equation[k] = x }
      }
      let x = goal[row]
      if !x.isZero { equation[-1] = x }
      return equation.isEmpty ? nil : equation
    }
    var pivots: [(unknown: Int, equation: [Int: Rational])] = []
    while let next = equations.indices.min(by: { equations[$0].count < equations[$1].count }) {
      let equation = equations.remove(at: next)
      guard let unknown = equation.keys.filter({ $0 >= 0 }).min(), let pivot = equation[unknown] else {
        return nil
      }
      let scaled = equation.mapValues { $0 / pivot }
      func eliminated(_ other: [Int: Rational]) -> [Int: Rational] {
        guard let factor = other[unknown] else { return other }
        var result = other
        for (k, x) in scaled {
          let rest = (result[k] ?? 0) - factor * x
          result[k] = rest.isZero ? nil : rest
        }
        return result
      }
      equations = equations.map(eliminated).filter { !$0.isEmpty }
      pivots = pivots.map { ($0.unknown, eliminated($0.equation)) } + [(unknown, scaled)]
    }
    var result: [(column: Int, factor: Rational)] = []
    for (unknown, equation) in pivots {
      // What the equations leave open is 0.
      let factor = equation[-1] ?? 0
      guard columns[chosen[unknown]].isFree || factor.signum >= 0 else { return nil }
      if !factor.isZero { result.append((chosen[unknown], factor)) }
    }
    return result.sorted { $0.column < $1.column }
  }
}
