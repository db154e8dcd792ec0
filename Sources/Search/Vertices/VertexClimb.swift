import Numbers

/// Climbs from vertex to vertex of what the hypotheses allow, where they are linear piece by piece: limited slopes and
/// curvatures, equations on the last state, sums. Of many values at once no derivative of the merit leads along the edges
/// of such a body; a linear program goes there at once.
///
/// A step goes to the vertex that is farthest in the direction of the violation's gradient. What comes out is made exact by
/// solving for what is tight.
struct VertexClimb {
  typealias Lanes = GradientMachine.Lanes

  let generator: InstanceGenerator
  let machine: GradientMachine
  let coordinates: [Coordinate]
  /// Hypotheses that are tied to more than a constant end, by their number among the evaluator's constraints.
  private let constraints: [Int]
  /// The machine's equations, by their number among the constraints.
  private let equations: [Int: Int]
  private(set) var cuts: [Cut] = []
  private var program: LinearProgram?
  private(set) var effort = 0
  private let budget: Budget

  /// A row of the linear program and the hypothesis that it comes from.
  struct Cut {
    var constraint: Int
    var row: LinearProgram.Row
  }

  /// Nil where hypotheses are not concave and linear piece by piece, where they ask for more than numbers, or where they tie nothing.
  init?(
    _ generator: InstanceGenerator, along direction: Coordinate.Direction, _ budget: Budget,
    _ random: inout SplitMix64
  ) {
    self.budget = budget
    let machine = GradientMachine(generator.ground, evaluator: generator.evaluator)
    guard machine.isComplete, machine.semiInfinite.isEmpty, machine.coordinateCount == machine.inputCount
    else {
      return nil
    }
    self.generator = generator
    self.machine = machine
    machine.isRelative = false
    machine.penalty = 0
    let constraints = generator.evaluator.constraints.indices.filter {
      generator.evaluator.constraints[$0].bound?.end == nil
    }
    self.constraints = constraints
    let equalities = constraints.indices.filter {
      generator.evaluator.constraints[constraints[$0]].relation == .equal
    }
    equations = Dictionary(uniqueKeysWithValues: zip(equalities, 0...))
    guard constraints.count == machine.hypothesisCount,
      let coordinates = Coordinate.all(generator, direction, machine, &random),
      (2...VertexTuning.mostCoordinates).contains(coordinates.count)
    else { return nil }
    self.coordinates = coordinates
    guard sample(&random) else { return nil }
  }

  /// Whether what was done, which is spent at the end, is all that may be done.
  private var isCancelled: Bool {
    !budget.allows((effort + ClimbTuning.passesPerUnit - 1) / ClimbTuning.passesPerUnit)
  }

  private func value(_ coordinate: Coordinate, _ part: Double) -> Double {
    let (low, high) = (coordinate.reachLow, coordinate.reachHigh)
    return low + part * (high - low)
  }

  /// Rows from random points inside the box, where moduli have slopes; false where one hypothesis is not concave.
  private mutating func sample(_ random: inout SplitMix64) -> Bool {
    let count = Lanes.scalarCount
    let points = (0..<count).map { _ in
      coordinates.map { value($0, Double(2 * random.below(512) + 1) / 1024) }
    }
    run(at: points)
    for n in constraints.indices {
      if n.isMultiple(of: VertexTuning.hypothesesPerLook), isCancelled { return false }
      let isEquation = equations[n] != nil
      let here = equations[n].map { machine.residual($0) } ?? machine.robustness(hypothesis: n)
      let slopes = differentiate(n)
      var mine: [Cut] = []
      for lane in 0..<count {
        guard here[lane].isFinite, let cut = cut(n, lane, here, slopes, points[lane], isEquation) else {
          return false
        }
        for other in 0..<count {
          let bound = cut.row.coefficients.reduce(-cut.row.bound) {
            $0 + $1.factor * points[other][$1.column]
          }
          let room = VertexTuning.tolerance * (1 + here[other].magnitude + here[lane].magnitude)
          if isEquation ? (bound - here[other]).magnitude > room : bound < here[other] - room { return false }
        }
        if !mine.contains(where: { Self.isSame($0.row, cut.row) }) { mine.append(cut) }
      }
      // What bends everywhere has no vertices.
      if mine.count > VertexTuning.mostPieces { return false }
      cuts += isEquation ? Array(mine.prefix(1)) : mine
    }
    return true
  }

  private mutating func run(at points: [[Double]]) {
    for (k, coordinate) in coordinates.enumerated() {
      var x = Lanes(repeating: points[0][k])
      for lane in points.indices { x[lane] = points[lane][k] }
      for part in coordinate.parts { machine.coordinates[part.input] = x * part.factor.approximation }
    }
    machine.run()
    effort += machine.length
  }

  private mutating func differentiate(_ n: Int) -> [Lanes] {
    if let equation = equations[n] {
      machine.differentiate(equation: equation)
    } else {
      machine.differentiate(hypothesis: n)
    }
    effort += machine.length
    return slopes()
  }

  private func slopes() -> [Lanes] {
    coordinates.map { coordinate in
      coordinate.parts.reduce(Lanes(repeating: 0)) {
        $0 + machine.gradient[$1.input] * $1.factor.approximation
      }
    }
  }

  private func cut(
    _ n: Int, _ lane: Int, _ here: Lanes, _ slopes: [Lanes], _ point: [Double], _ isEquation: Bool
  ) -> Cut? {
    var row = LinearProgram.Row(coefficients: [], bound: -here[lane], isEquation: isEquation)
    for (k, slope) in slopes.enumerated() where slope[lane] != 0 {
      guard slope[lane].isFinite else { return nil }
      row.coefficients.append((k, slope[lane]))
      row.bound += slope[lane] * point[k]
    }
    return Cut(constraint: constraints[n], row: row)
  }

  private static func isSame(_ a: LinearProgram.Row, _ b: LinearProgram.Row) -> Bool {
    func isNear(_ x: Double, _ y: Double) -> Bool {
      (x - y).magnitude <= VertexTuning.sameRow * (1 + x.magnitude)
    }
    return a.coefficients.count == b.coefficients.count && isNear(a.bound, b.bound)
      && zip(a.coefficients, b.coefficients).allSatisfy {
        $0.column == $1.column && isNear($0.factor, $1.factor)
      }
  }

  // MARK: Climbing

  /// Where VertexTuning.steps along the violation's gradient ended, from many starts; instances near those that are violated or all
  /// but so, the worst violations first.
  mutating func instances(_ random: inout SplitMix64) -> [[Rational]] {
    guard build() else { return [] }
    var found: [(vertex: LinearProgram.Vertex, violation: Double)] = []
    var seen: Set<[Double]> = []
    let shapes = shapes()
    for first in stride(from: 0, to: shapes.count, by: Lanes.scalarCount) {
      if isCancelled || found.count(where: { $0.violation > VertexTuning.tolerance }) >= VertexTuning.enough {
        break
      }
      let group = Array(shapes[first..<min(first + Lanes.scalarCount, shapes.count)])
      // The gradient at the shape itself, and at the vertex in its direction.
      let directions = group.map { shape in
        zip(shape, coordinates).map { $0 - ($1.reachLow + $1.reachHigh) / 2 }
      }
      let vertices = directions.compactMap { vertex(towards: $0) }
      for starts in [group, vertices.map(\.point)] where !starts.isEmpty {
        climb(from: starts, &found, &seen)
      }
    }
    found.sort { $0.violation > $1.violation }
    var result: [[Rational]] = []
    for (vertex, _) in found.prefix(VertexTuning.enough) {
      if isCancelled { break }
      if let exact = exact(vertex) { result.append(exact) }
    }
    return result
  }

  private mutating func climb(
    from starts: [[Double]], _ found: inout [(vertex: LinearProgram.Vertex, violation: Double)],
    _ seen: inout Set<[Double]>
  ) {
    var points = starts
    var best = Array(repeating: -Double.infinity, count: points.count)
    for step in 0...VertexTuning.steps where !points.isEmpty && !isCancelled {
      run(at: points)
      machine.differentiate()
      effort += machine.length
      let (violation, slopes) = (machine.violation, slopes())
      var next: [LinearProgram.Vertex] = []
      var nextBest: [Double] = []
      for lane in points.indices {
        if step > 0 {
          if violation[lane] <= best[lane] { continue }
          best[lane] = violation[lane]
        }
        let objective = slopes.map { $0[lane] }
        guard step < VertexTuning.steps, objective.contains(where: { $0 != 0 }),
          seen.insert(objective).inserted,
          let vertex = vertex(towards: objective)
        else { continue }
        next.append(vertex)
        nextBest.append(best[lane])
      }
      if next.isEmpty { break }
      (points, best) = (next.map(\.point), nextBest)
      // What the vertices are worth.
      run(at: points)
      let worth = machine.violation
      for (lane, vertex) in next.enumerated() where worth[lane] > -VertexTuning.tolerance {
        found.append((vertex, worth[lane]))
      }
    }
  }

  /// Starts: alike, one that differs, one end up to an index and the other from there on, in three runs, rising, falling.
  private func shapes() -> [[Double]] {
    let firsts = coordinates.map { Double($0.index) }
    let (first, last) = (firsts.min() ?? 0, firsts.max() ?? 0)
    func place(_ k: Int) -> Double { last > first ? (firsts[k] - first) / (last - first) : 0 }
    var result: [[Double]] = []
    func take(_ part: (Double) -> Double) {
      result.append(coordinates.indices.map { value(coordinates[$0], part(place($0))) })
    }
    for level in VertexTuning.levels { take { _ in level } }
    take { $0 }
    take { 1 - $0 }
    let width = 0.5 / max(last - first, 1)
    for middle in VertexTuning.places {
      for level in [1.0, 0] {
        for rest in [0.5, 1 - level] {
          take { ($0 - middle).magnitude <= width ? level : rest }
        }
      }
    }
    for middle in VertexTuning.changes {
      for isHigh in [true, false] { take { ($0 < middle) == isHigh ? 1 : 0 } }
    }
    for (a, b) in VertexTuning.runs {
      for isHigh in [true, false] { take { ($0 < a || $0 > b) == isHigh ? 1 : 0 } }
    }
    return result
  }

  // MARK: The linear program

  private mutating func build() -> Bool {
    var next = LinearProgram(
      low: coordinates.map(\.low.approximation), high: coordinates.map(\.high.approximation),
      rows: cuts.map(\.row), hint: coordinates.map { value($0, 0.5) })
    let isFeasible = next.makeFeasible(within: budget)
    effort += next.effort / VertexTuning.tableauPart
    program = isFeasible ? next : nil
    return isFeasible
  }

  /// The vertex farthest in a direction; rows are added while it breaks hypotheses.
  private mutating func vertex(
    towards objective: [Double]
  ) -> LinearProgram.Vertex? {
    let scale = objective.map(\.magnitude).max() ?? 0
    guard scale > 0, scale.isFinite else { return nil }
    for _ in 0..<VertexTuning.rounds where !isCancelled {
      guard var present = program else { return nil }
      let before = present.effort
      let vertex = present.maximise(objective.map { $0 / scale }, within: budget)
      effort += (present.effort - before) / VertexTuning.tableauPart
      program = present
      guard addCuts(at: vertex.point) else { return vertex }
      guard build() else { return nil }
    }
    return nil
  }

  /// Rows for what fails at a point; false where nothing does.
  private mutating func addCuts(at point: [Double]) -> Bool {
    run(at: [point])
    var isBroken = false
    let failing = constraints.indices.filter {
      equations[$0] == nil && machine.robustness(hypothesis: $0)[0] < -VertexTuning.tolerance
    }
    for n in failing {
      let here = machine.robustness(hypothesis: n)
      let slopes = differentiate(n)
      guard here[0].isFinite, let cut = cut(n, 0, here, slopes, point, false),
        !cuts.contains(where: { $0.constraint == cut.constraint && Self.isSame($0.row, cut.row) })
      else { continue }
      cuts.append(cut)
      isBroken = true
    }
    return isBroken
  }

  // MARK: Exact vertices

  /// The instance that solves what is tight at a vertex.
  private func exact(_ vertex: LinearProgram.Vertex) -> [Rational]? {
    var system = SparseSystem(unknowns: coordinates.count)
    for k in vertex.atLow { system.fix(k, at: coordinates[k].low) }
    for k in vertex.atHigh { system.fix(k, at: coordinates[k].high) }
    for r in vertex.tight {
      guard let row = exactRow(cuts[r]) else { return nil }
      system.add(row.coefficients, row.bound)
    }
    guard let y = system.solved(near: vertex.point) else { return nil }
    var inputs = Array(repeating: Rational.zero, count: generator.ground.inputs.count)
    for (k, coordinate) in coordinates.enumerated() {
      for part in coordinate.parts { inputs[part.input] = y[k] * part.factor }
    }
    return inputs
  }

  private func exactRow(_ cut: Cut) -> (coefficients: [(Int, Rational)], bound: Rational)? {
    guard cut.row.isEquation else {
      var coefficients: [(Int, Rational)] = []
      for (k, factor) in cut.row.coefficients { coefficients.append((k, Self.simple(factor))) }
      return (coefficients, Self.simple(cut.row.bound))
    }
    // An equation's coefficients, from its values at 0 and at the units.
    var inputs = Array(repeating: Rational.zero, count: generator.ground.inputs.count)
    guard let origin = generator.evaluator.difference(of: cut.constraint, at: inputs) else { return nil }
    var coefficients: [(Int, Rational)] = []
    for (k, _) in cut.row.coefficients {
      for part in coordinates[k].parts { inputs[part.input] = part.factor }
      guard let x = generator.evaluator.difference(of: cut.constraint, at: inputs) else { return nil }
      coefficients.append((k, x - origin))
      for part in coordinates[k].parts { inputs[part.input] = 0 }
    }
    return (coefficients, -origin)
  }

  private static func simple(_ x: Double) -> Rational {
    SparseSystem.simplest(near: x, atLeast: VertexTuning.leastFactor, bits: VertexTuning.factorBits)
  }
}
