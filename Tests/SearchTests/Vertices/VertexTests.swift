import Evaluation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Search

/// Climbs among the vertices of what hypotheses allow.
@Suite struct VertexTests {
  /// Against all vertices of boxes cut by random rows, in two and three dimensions.
  @Test func theLinearProgramFindsTheBestVertex() {
    var random = SplitMix64(seed: 3)
    var solved = 0
    for n in 0..<300 {
      let columns = 2 + n % 2
      let rows = (0..<random.int(1...4)).map { _ in
        LinearProgram.Row(
          coefficients: (0..<columns).map { ($0, Double(random.int(-3...3))) },
          bound: Double(random.int(-3...2)), isEquation: false)
      }
      let objective = (0..<columns).map { _ in Double(random.int(-4...4)) }
      let ends = Array(repeating: 1.0, count: columns)
      var program = LinearProgram(
        low: ends.map { -$0 }, high: ends, rows: rows, hint: ends.map { _ in Double(random.int(-1...1)) })
      let best = Self.best(objective, rows)
      #expect(program.makeFeasible(within: Budget()) == (best != nil))
      guard let best, program.isFeasible else { continue }
      let point = program.maximise(objective, within: Budget()).point
      let value = zip(point, objective).reduce(0) { $0 + $1.0 * $1.1 }
      #expect((value - best).magnitude < 1e-5)
      solved += 1
    }
    #expect(solved > 100)
  }

  /// The greatest value at an intersection of as many planes as there are dimensions.
  private static func best(_ objective: [Double], _ rows: [LinearProgram.Row]) -> Double? {
    let columns = objective.count
    var planes: [([Double], Double)] = rows.map { row in
      var normal = Array(repeating: 0.0, count: columns)
      for (k, x) in row.coefficients { normal[k] += x }
      return (normal, row.bound)
    }
    for k in 0..<columns {
      for sign in [1.0, -1] {
        var normal = Array(repeating: 0.0, count: columns)
        normal[k] = sign
        planes.append((normal, -1))
      }
    }
    var best: Double?
    func take(_ chosen: [Int], from next: Int) {
      if chosen.count == columns {
        guard let x = solve(chosen.map { planes[$0] }) else { return }
        let isInside = planes.allSatisfy { normal, bound in
          zip(normal, x).reduce(0) { $0 + $1.0 * $1.1 } >= bound - 1e-9
        }
        let value = zip(objective, x).reduce(0) { $0 + $1.0 * $1.1 }
        if isInside, value > best ?? -.infinity { best = value }
        return
      }
      for k in next..<planes.count { take(chosen + [k], from: k + 1) }
    }
    take([], from: 0)
    return best
  }

  private static func solve(_ planes: [([Double], Double)]) -> [Double]? {
    var a = planes.map { $0.0 + [$0.1] }
    let n = a.count
    for k in 0..<n {
      guard let pivot = (k..<n).max(by: { a[$0][k].magnitude < a[$1][k].magnitude }),
        a[pivot][k].magnitude > 1e-9
      else { return nil }
      a.swapAt(k, pivot)
      for i in 0..<n where i != k {
        let factor = a[i][k] / a[k][k]
        for j in k...n { a[i][j] -= factor * a[k][j] }
      }
    }
    return (0..<n).map { a[$0][n] / a[$0][$0] }
  }

  @Test func sparseSystemsAreSolvedExactly() {
    var random = SplitMix64(seed: 4)
    for n in 3...12 {
      let wanted = (0..<n).map { _ in Rational(random.int(-9...9), random.int(1...7)) }
      var system = SparseSystem(unknowns: n)
      system.fix(0, at: wanted[0])
      // A chain, and one row over all.
      for k in 1..<(n - 1) {
        let factor = Rational(random.int(1...5), 40)
        system.add([(k, 1), (k - 1, -factor)], wanted[k] - factor * wanted[k - 1])
      }
      let weights = (0..<n).map { Rational(1, $0 + 1) }
      system.add(
        Array(weights.enumerated()).map { ($0.offset, $0.element) },
        zip(weights, wanted).reduce(0) { $0 + $1.0 * $1.1 })
      #expect(system.solved(near: Array(repeating: 0, count: n)) == wanted)
    }
    var contradiction = SparseSystem(unknowns: 1)
    contradiction.fix(0, at: 1)
    contradiction.add([(0, 1)], 2)
    #expect(contradiction.solved(near: [0]) == nil)
  }

  /// The violated instance of a claim at one length.
  private func violated(
    _ items: String, _ length: Int, _ direction: Coordinate.Direction = .real
  ) throws -> [Rational]? {
    let ground = try GroundTheorem.lower(
      try theorem("size T >= 1 index t in 1..T " + items), sizes: [length])
    let engine = Engine(ground)
    var random = SplitMix64(seed: 1)
    guard
      var climb = VertexClimb(
        InstanceGenerator(ground), along: direction, Budget(), &random)
    else { return nil }
    return try climb.instances(&random).first { try engine.verdict($0) == .violated }
  }

  /// Just long enough, and one too short.
  @Test(arguments: [
    (
      "real x[t] in [-1, 1] assume t >= 2 implies abs(x[t] - x[t-1]) <= 1/10 assume x[1] = 0 assume x[T] = 0 "
        + "conclude max(t: x[t]) < 1", 21
    ),
    (
      "real x[t] in [-1, 1] let h[0] = 0 let h[t] = h[t-1] + x[t] let g[0] = 0 let g[t] = g[t-1] + h[t] "
        + "assume h[T] = 0 assume g[T] = 0 conclude max(t: g[t]) < 16", 16
    ),
    (
      "real x[t] assume t >= 3 implies abs(x[t] - 2*x[t-1] + x[t-2]) <= 1/10 assume x[1] = 0 "
        + "assume t = 2 implies x[t] = 0 assume t = T and t >= 2 implies x[t] = x[t-1] conclude x[T] < 1", 9
    ),
  ])
  func shortestLengthsAreExact(items: String, length: Int) throws {
    #expect(try violated(items, length) != nil)
    #expect(try violated(items, length - 1) == nil)
  }

  @Test func complexNumbersGoAlongADirection() throws {
    let chain =
      "complex z[t] assume t >= 2 implies abs(z[t]) <= 1.1*abs(z[t-1]) assume abs(z[1]) <= 1 "
    #expect(try violated(chain + "conclude re(z[T]) <= 4", 17) != nil)
    #expect(try violated(chain + "conclude im(z[T]) <= 4", 17, .imaginary) != nil)
    #expect(
      try violated(
        "complex z[t] assume abs(z[t]) <= 1 conclude re(z[T]) + im(z[T]) <= 7/5", 3, .diagonal) != nil)
  }

  @Test func whatIsNotConcaveIsLeftAside() throws {
    #expect(
      try violated("real x[t] in [-1, 1] assume abs(x[t]) >= 1/2 conclude sum(t: x[t]) < T", 8) == nil)
  }
}
