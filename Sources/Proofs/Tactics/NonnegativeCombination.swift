import Numbers
import ProofKernel

/// A polynomial as a combination of others: nonnegative factors of some, any factors of others.
///
/// Doubles find which take part (nonnegative least squares, active sets), exact elimination finds the factors. What
/// comes out is exact; that nothing comes out proves nothing.
struct NonnegativeCombination {
  typealias Entry = (row: Int, value: Double)

  private let goal: NumberedPolynomial
  private let columns: [NumberedPolynomial]
  /// From here on columns may have negative factors.
  private let firstFree: Int
  /// Columns one of which has to take part; nil: none has to.
  private let strict: Set<Int>?
  private var rows: [Int] = []
  private var place: [Int: Int] = [:]
  private var entries: [[Entry]] = []
  private var alive: [Bool] = []
  /// Multiplications so far, and how many there may be.
  private(set) var effort = 0
  private let mostEffort: Int
  /// What was left of the goal, by monomial, when no column could take more from it: a linear function of polynomials that is at
  /// most 0 on all columns and above 0 on the goal.
  private(set) var residual: [Int: Double]?

  init(
    _ goal: NumberedPolynomial, of columns: [NumberedPolynomial], free: [NumberedPolynomial],
    strictly strict: [Int]?, upTo mostEffort: Int = .max
  ) {
    (self.goal, self.mostEffort) = (goal, mostEffort)
    self.columns = columns + free
    firstFree = columns.count
    self.strict = strict.map { Set($0) }
    var place: [Int: Int] = [:]
    for polynomial in [goal] + self.columns {
      for term in polynomial.terms where place[term.monomial] == nil {
        place[term.monomial] = rows.count
        rows.append(term.monomial)
      }
    }
    self.place = place
    entries = self.columns.map { column in
      column.terms.map { (place[$0.monomial] ?? 0, $0.coefficient.approximation) }
    }
    alive = entries.map { !$0.isEmpty && $0.allSatisfy { $0.value.isFinite } }
  }

  /// Factors by column, those that are not 0; nil where none are found.
  mutating func factors() -> [(column: Int, factor: Rational)]? {
    guard prune() else { return nil }
    prepare()
    guard let found = solved(goal) else { return nil }
    guard let strict else { return found }
    if found.contains(where: { strict.contains($0.column) }) { return found }
    for column in strict.sorted().filter({ alive[$0] }).prefix(ProofTuning.mostStrict) {
      for share in goal.isZero ? [1] : ProofTuning.strictShares {
        let share = Rational(1, share)
        guard var rest = solved(goal.adding(columns[column], times: -share)) else { continue }
        if let k = rest.firstIndex(where: { $0.column == column }) {
          rest[k].factor = rest[k].factor + share
        } else {
          rest.append((column, share))
        }
        return rest
      }
    }
    return nil
  }

  private mutating func solved(_ goal: NumberedPolynomial) -> [(column: Int, factor: Rational)]? {
    if goal.isZero { return [] }
    guard let support = support(goal) else { return nil }
    return exact(Set(support.map { origin[$0].column }).sorted(), goal)
  }

  /// Takes out columns that no solution has: those with a monomial that nothing cancels. False where the goal itself has one.
  private mutating func prune() -> Bool {
    var columnsOf = [[Int]](repeating: [], count: rows.count)
    var (above, below, open) = (
      [Int](repeating: 0, count: rows.count), [Int](repeating: 0, count: rows.count),
      [Int](repeating: 0, count: rows.count)
    )
    func count(_ column: Int, _ step: Int) {
      for (row, value) in entries[column] {
        if column >= firstFree {
          open[row] += step
        } else if value > 0 {
          above[row] += step
        } else {
          below[row] += step
        }
      }
    }
    for column in entries.indices where alive[column] {
      for (row, _) in entries[column] { columnsOf[row].append(column) }
      count(column, 1)
    }
    var sign = [Int](repeating: 0, count: rows.count)
    for term in goal.terms { sign[place[term.monomial] ?? 0] = term.coefficient.signum }
    var work = Array(rows.indices)
    while let row = work.popLast() {
      if open[row] == 0 {
        if sign[row] > 0 && above[row] == 0 || sign[row] < 0 && below[row] == 0 {
          residual = [rows[row]: Double(sign[row])]
          return false
        }
        guard sign[row] == 0, above[row] == 0 || below[row] == 0 else { continue }
      } else {
        guard sign[row] == 0, open[row] == 1, above[row] + below[row] == 0 else { continue }
      }
      for column in columnsOf[row] where alive[column] {
        alive[column] = false
        count(column, -1)
        work += entries[column].map(\.row)
      }
    }
    return true
  }

  /// Column by column, of length 1; a free one twice, with both signs.
  private var matrix: [[Entry]] = []
  private var origin: [(column: Int, sign: Double)] = []

  private mutating func prepare() {
    for column in entries.indices where alive[column] {
      let size = entries[column].reduce(0) { $0 + $1.value * $1.value }.squareRoot()
      guard size > 0, size.isFinite else { continue }
      for sign in column < firstFree ? [1.0] : [1, -1] {
        matrix.append(entries[column].map { ($0.row, sign * $0.value / size) })
        origin.append((column, sign))
      }
    }
  }

  /// The active set of the nonnegative least squares problem where the residual comes to nothing.
  private mutating func support(_ goal: NumberedPolynomial) -> [Int]? {
    var target = [Double](repeating: 0, count: rows.count)
    for term in goal.terms {
      if let row = place[term.monomial] { target[row] = term.coefficient.approximation }
    }
    let size = target.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard size > 0, size.isFinite else { return nil }
    let entryCount = matrix.reduce(0) { $0 + $1.count } + rows.count
    var basis = OrthogonalBasis(rows: rows.count, target: target)
    var values = [Double](repeating: 0, count: matrix.count)
    var isPassive = [Bool](repeating: false, count: matrix.count)
    var barred: Set<Int> = []
    for _ in 0..<ProofTuning.mostExchanges {
      effort += entryCount
      if effort > mostEffort { return nil }
      var residual = target
      for j in basis.columns { for (i, x) in matrix[j] { residual[i] -= values[j] * x } }
      if residual.reduce(0, { $0 + $1 * $1 }).squareRoot() <= ProofTuning.residual * size {
        return basis.columns.filter { values[$0] > 0 }
      }
      // The column that the residual grows along most.
      var (best, gain) = (-1, ProofTuning.leastGain * size)
      for j in matrix.indices where !isPassive[j] && !barred.contains(j) {
        var w = 0.0
        for (i, x) in matrix[j] { w += residual[i] * x }
        if w > gain { (best, gain) = (j, w) }
      }
      guard best >= 0 else {
        self.residual = Dictionary(uniqueKeysWithValues: zip(rows, residual.map { $0 / size }))
        return nil
      }
      effort += 2 * basis.columns.count * rows.count
      guard basis.append(best, matrix[best]) else {
        // It depends on the others.
        barred.insert(best)
        continue
      }
      isPassive[best] = true
      while true {
        let solution = basis.solution()
        if solution.allSatisfy({ $0 > ProofTuning.leastFactor }) {
          for (j, x) in zip(basis.columns, solution) { values[j] = x }
          barred = []
          break
        }
        // As far as all stay nonnegative.
        var step = 1.0
        for (j, x) in zip(basis.columns, solution) where x <= ProofTuning.leastFactor {
          step = min(step, values[j] / max(values[j] - x, .leastNormalMagnitude))
        }
        for (j, x) in zip(basis.columns, solution) { values[j] += step * (x - values[j]) }
        let leaving = basis.columns.filter { values[$0] <= ProofTuning.leastFactor }
        if leaving.isEmpty { break }
        if leaving.contains(best) { barred.insert(best) }
        for j in leaving { (values[j], isPassive[j]) = (0, false) }
        effort += 3 * leaving.count * basis.columns.count * rows.count
        basis.remove(Set(leaving))
      }
    }
    return nil
  }

  /// The factors of some columns, by elimination over the rationals.
  private func exact(_ chosen: [Int], _ goal: NumberedPolynomial) -> [(column: Int, factor: Rational)]? {
    var byRow: [Int: [Int: Rational]] = [:]
    for (k, column) in chosen.enumerated() {
      for term in columns[column].terms { byRow[term.monomial, default: [:]][k] = term.coefficient }
    }
    for term in goal.terms { byRow[term.monomial, default: [:]][-1] = term.coefficient }
    var equations = byRow.sorted { $0.key < $1.key }.map(\.value)
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
      guard chosen[unknown] >= firstFree || factor.signum >= 0 else { return nil }
      if !factor.isZero { result.append((chosen[unknown], factor)) }
    }
    return result.sorted { $0.column < $1.column }
  }
}
