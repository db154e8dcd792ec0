import Numbers

/// A linear program in doubles: the greatest value of a linear form where rows `coefficients·x >= bound` hold (or `=`)
/// and every x lies in its box. Nothing about it is certified: what comes out is a proposal.
///
/// The simplex method on a dense tableau with bounded variables. A program that was made feasible stays so: further
/// objectives go on from where the last one ended.
struct LinearProgram {
  struct Row {
    var coefficients: [(column: Int, factor: Double)]
    var bound: Double
    var isEquation: Bool
  }

  /// A vertex: where it lies, and what holds it there.
  struct Vertex {
    var point: [Double]
    /// Columns at an end of their box.
    var atLow: [Int]
    var atHigh: [Int]
    /// Rows that hold with equality.
    var tight: [Int]
  }

  private let columns: Int
  private let rows: Int
  /// Ends of all variables: those of the columns, then how much each row holds by.
  private var low, high: [Double]
  /// d basic[i] / d free[j], row by row.
  private var tableau: [Double]
  private var basic: [Int]
  private var free: [Int]
  private var values: [Double]
  private(set) var isFeasible = false
  /// Numbers of the tableau that were touched.
  private(set) var effort = 0

  private static let infinity = Double.infinity

  /// - Parameter slack: How much rows are loosened, each by a part of its own, so that no two are tight at one place.
  init(low: [Double], high: [Double], rows list: [Row], hint: [Double], slack: Double = VertexTuning.slack) {
    columns = low.count
    rows = list.count
    self.low = low + Array(repeating: 0, count: list.count)
    self.high = high + list.map { $0.isEquation ? 0 : Self.infinity }
    tableau = Array(repeating: 0, count: rows * columns)
    basic = (0..<rows).map { low.count + $0 }
    free = Array(0..<columns)
    values = Array(repeating: 0, count: columns + rows)
    for k in 0..<columns {
      values[k] = hint[k] - low[k] <= high[k] - hint[k] ? low[k] : high[k]
    }
    for (i, row) in list.enumerated() {
      var sum = -row.bound
      for (column, factor) in row.coefficients {
        tableau[i * columns + column] += factor
        sum += factor * values[column]
      }
      if !row.isEquation { sum += slack * (1 + Double(i * 7919 % 101) / 101) }
      values[columns + i] = sum
    }
  }

  private var mostExchanges: Int {
    VertexTuning.exchangesEach * (rows + columns) + VertexTuning.exchanges
  }

  /// Moves to where all rows hold; false where that was not reached.
  mutating func makeFeasible(within budget: Budget) -> Bool {
    for _ in 0..<mostExchanges {
      if budget.isInterrupted { return false }
      var costs = Array(repeating: 0.0, count: columns)
      var isMet = true
      for i in 0..<rows {
        let x = values[basic[i]]
        let sign: Double =
          x < low[basic[i]] - VertexTuning.pivotTolerance
          ? 1 : x > high[basic[i]] + VertexTuning.pivotTolerance ? -1 : 0
        if sign == 0 { continue }
        isMet = false
        for j in 0..<columns { costs[j] += sign * tableau[i * columns + j] }
      }
      effort += rows * columns
      if isMet {
        isFeasible = true
        return true
      }
      var none: [Double] = []
      guard step(costs, &none) else { return false }
    }
    return false
  }

  /// Moves to where the objective is greatest among what the rows allow.
  mutating func maximise(_ objective: [Double], within budget: Budget) -> Vertex {
    var costs = free.map { $0 < columns ? objective[$0] : 0 }
    for i in 0..<rows where basic[i] < columns && objective[basic[i]] != 0 {
      for j in 0..<columns { costs[j] += objective[basic[i]] * tableau[i * columns + j] }
    }
    effort += rows * columns
    for _ in 0..<mostExchanges {
      if budget.isInterrupted { break }
      let entering = costs
      guard step(entering, &costs) else { break }
    }
    var vertex = Vertex(point: Array(values.prefix(columns)), atLow: [], atHigh: [], tight: [])
    for k in free {
      if k >= columns {
        vertex.tight.append(k - columns)
      } else if values[k] - low[k] <= high[k] - values[k] {
        vertex.atLow.append(k)
      } else {
        vertex.atHigh.append(k)
      }
    }
    return vertex
  }

  /// One exchange that raises the costs' form; false where there is none. `carried` is brought to the new basis.
  private mutating func step(_ costs: [Double], _ carried: inout [Double]) -> Bool {
    var best: (j: Int, sign: Double, rate: Double)?
    for j in 0..<columns {
      let k = free[j]
      if high[k] - low[k] <= 0 { continue }
      let isAtLow = values[k] - low[k] <= high[k] - values[k]
      let sign: Double = isAtLow ? 1 : -1
      let rate = sign * costs[j]
      if rate > VertexTuning.pivotTolerance, rate > best?.rate ?? 0 { best = (j, sign, rate) }
    }
    guard let (j, sign, _) = best else { return false }
    let entering = free[j]
    var length = high[entering] - low[entering]
    var leaving: (i: Int, pivot: Double, end: Double)?
    for i in 0..<rows {
      let rate = tableau[i * columns + j] * sign
      if rate.magnitude < VertexTuning.leastRate { continue }
      let k = basic[i]
      let x = values[k]
      let end: Double
      if rate > 0 {
        // What is too small stops where it begins to be enough.
        end = x < low[k] - VertexTuning.pivotTolerance ? low[k] : high[k]
      } else {
        end = x > high[k] + VertexTuning.pivotTolerance ? high[k] : low[k]
      }
      // What fails and goes on failing stops nothing.
      if rate > 0 ? x > end + VertexTuning.pivotTolerance : x < end - VertexTuning.pivotTolerance { continue }
      guard end.isFinite else { continue }
      let room = max((end - x) / rate, 0)
      if room < length - VertexTuning.sameLength || room <= length && rate.magnitude > leaving?.pivot ?? 0 {
        length = room
        leaving = (i, rate.magnitude, end)
      }
    }
    guard length.isFinite else { return false }
    for i in 0..<rows { values[basic[i]] += tableau[i * columns + j] * sign * length }
    effort += rows
    guard let (r, _, end) = leaving else {
      values[entering] = sign > 0 ? high[entering] : low[entering]
      return true
    }
    values[entering] += sign * length
    values[basic[r]] = end
    exchange(r, j, &carried)
    return true
  }

  private mutating func exchange(_ r: Int, _ j: Int, _ carried: inout [Double]) {
    let n = columns
    let pivot = tableau[r * n + j]
    (basic[r], free[j]) = (free[j], basic[r])
    effort += rows * n
    tableau.withUnsafeMutableBufferPointer { t in
      for k in 0..<n { t[r * n + k] = -t[r * n + k] / pivot }
      t[r * n + j] = 1 / pivot
      for i in 0..<rows where i != r {
        let factor = t[i * n + j]
        if factor == 0 { continue }
        t[i * n + j] = 0
        for k in 0..<n { t[i * n + k] += factor * t[r * n + k] }
      }
      guard !carried.isEmpty else { return }
      let factor = carried[j]
      carried[j] = 0
      for k in 0..<n { carried[k] += factor * t[r * n + k] }
    }
  }
}
