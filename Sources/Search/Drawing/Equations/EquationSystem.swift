import Evaluation
import Numbers
import Programs

/// Equations of the hypotheses that belong together and are of second degree at most, as polynomials: spheres and
/// ellipsoids, moduli, means and variances, orthogonal matrices.
///
/// Its exact points come from lines through known ones where one equation is quadratic, else from turns that leave
/// all equations as they are. Coordinates here are places in `inputs`.
struct EquationSystem {
  let inputs: [Int]
  let affine: [QuadraticForm]
  let quadratics: [QuadraticForm]
  private(set) var turns: [Turn] = []
  /// Exact points with small numbers, few.
  private(set) var bases: [[Rational]] = []

  /// The systems among the equations of a ground theorem, and the numbers of all equations that are of second
  /// degree at most. One affine equation alone needs no system.
  static func systems(_ evaluator: HypothesisEvaluator, _ equalities: [Int]) -> (
    [EquationSystem], quadratic: Set<Int>
  ) {
    var parts: [(inputs: Set<Int>, forms: [QuadraticForm])] = []
    var quadratic: Set<Int> = []
    for k in equalities {
      guard let form = QuadraticForm(evaluator, k) else { continue }
      quadratic.insert(k)
      var part = (inputs: Set(evaluator.constraints[k].support), forms: [form])
      parts.removeAll { other in
        guard !other.inputs.isDisjoint(with: part.inputs) else { return false }
        part.inputs.formUnion(other.inputs)
        part.forms = other.forms + part.forms
        return true
      }
      parts.append(part)
    }
    let systems = parts.compactMap { part -> EquationSystem? in
      var seen: Set<QuadraticForm> = []
      let forms = part.forms.filter { seen.insert($0).inserted }
      guard part.inputs.count <= DrawTuning.mostSystemInputs,
        forms.count > 1 || forms.contains(where: { !$0.isAffine }),
        forms.count <= DrawTuning.mostSystemEquations
      else { return nil }
      return EquationSystem(part.inputs.sorted(), forms, evaluator)
    }
    return (systems, quadratic)
  }

  private init?(_ inputs: [Int], _ forms: [QuadraticForm], _ evaluator: HypothesisEvaluator) {
    self.inputs = inputs
    let place = Dictionary(uniqueKeysWithValues: inputs.enumerated().map { ($1, $0) })
    let local = forms.compactMap { $0.renamed(place) }
    affine = local.filter(\.isAffine)
    quadratics = local.filter { !$0.isAffine }
    // The same at every seed: what is found is a property of the theorem.
    var random = SplitMix64(seed: 1)
    turns = foundTurns(evaluator.ground)
    bases = quadratics.count > 1 ? reducedBases(&random) : quadratics.isEmpty ? [] : lineBases(&random)
  }

  func isMet(by x: [Rational]) -> Bool {
    affine.allSatisfy { $0.value(x).isZero } && quadratics.allSatisfy { $0.value(x).isZero }
  }

  // MARK: Affine equations

  /// x with some coordinates changed so that the affine equations hold, or, for directions, their linear parts.
  /// Those late in `order` are changed rather than others; nil where the equations have no solution.
  func projected(_ x: [Rational], isDirection: Bool, order: [Int]) -> [Rational]? {
    guard !affine.isEmpty else { return x }
    var rows = affine.map { form in
      var row = Array(repeating: Rational.zero, count: inputs.count + 1)
      for term in form.terms { row[term.i] = row[term.i] + term.factor }
      row[inputs.count] = isDirection ? 0 : form.constant
      return row
    }
    var pivots: [(row: Int, column: Int)] = []
    for column in order.reversed() {
      let used = Set(pivots.map(\.row))
      guard let r = rows.indices.first(where: { !used.contains($0) && !rows[$0][column].isZero }) else {
        continue
      }
      let scale = 1 / rows[r][column]
      rows[r] = rows[r].map { $0 * scale }
      for other in rows.indices where other != r && !rows[other][column].isZero {
        let factor = rows[other][column]
        for k in rows[other].indices { rows[other][k] -= factor * rows[r][k] }
      }
      pivots.append((r, column))
      if pivots.count == rows.count { break }
    }
    let used = Set(pivots.map(\.row))
    guard rows.indices.allSatisfy({ used.contains($0) || rows[$0][inputs.count].isZero }) else { return nil }
    var result = x
    let bound = Set(pivots.map(\.column))
    for (r, column) in pivots {
      var value = -rows[r][inputs.count]
      for k in inputs.indices where !bound.contains(k) && !rows[r][k].isZero { value -= rows[r][k] * x[k] }
      result[column] = value
    }
    return result
  }

  // MARK: One quadratic equation

  /// Where the line from a point of the system towards another meets the system again.
  func second(from base: [Rational], towards x: [Rational], order: [Int]) -> [Rational]? {
    let way = zip(x, base).map { $0 - $1 }
    guard quadratics.count == 1, let d = projected(way, isDirection: true, order: order) else { return nil }
    let (bend, slope) = (quadratics[0].curvature(d), quadratics[0].slope(base, d))
    if bend.isZero { return slope.isZero ? zip(base, d).map { $0 + $1 } : nil }
    let t = -slope / bend
    return t.isZero ? nil : zip(base, d).map { $0 + t * $1 }
  }

  /// Points with small numbers: all coordinates but one are tried, the last is a root.
  private func lineBases(_ random: inout SplitMix64) -> [[Rational]] {
    let form = quadratics[0]
    var found: [[Rational]] = []
    let small: [Rational] = [
      0, 0, 1, -1, Rational(1, 2), Rational(-1, 2), 2, -2, 3, Rational(1, 3), Rational(3, 2),
    ]
    var order = Array(inputs.indices)
    for attempt in 0..<SystemTuning.lineAttempts where found.count < DrawTuning.systemPoints {
      if attempt >= 2 * inputs.count { order.shuffle(using: &random) }
      // At first the points of the axes, then few numbers other than 0, then more.
      let axis = attempt < 2 * inputs.count ? attempt / 2 : order[random.below(order.count)]
      let count =
        attempt < 2 * inputs.count ? 0 : min(1 + attempt / SystemTuning.attemptsPerInput, inputs.count)
      var x = Array(repeating: Rational.zero, count: inputs.count)
      for k in order.prefix(count) { x[k] = random.pick(small) }
      var d = Array(repeating: Rational.zero, count: inputs.count)
      d[axis] = 1
      // The axis is free, as it comes first.
      let free = [axis] + order.filter { $0 != axis }
      guard let start = projected(x, isDirection: false, order: free),
        let way = projected(d, isDirection: true, order: free)
      else { return [] }
      let along = Parabola(a: form.curvature(way), b: form.slope(start, way), c: form.value(start))
      for t in along.roots where t.bitCount < SystemTuning.rootBits {
        let point = zip(start, way).map { $0 + t * $1 }
        if !found.contains(point), isMet(by: point) { found.append(point) }
      }
    }
    return found
  }

  // MARK: Several quadratic equations

  /// Points of the system in plain doubles, turned until few numbers are left, which are simple as a rule.
  private func reducedBases(_ random: inout SplitMix64) -> [[Rational]] {
    var found: [[Rational]] = []
    for _ in 0..<SystemTuning.solutions where found.count < DrawTuning.systemPoints {
      guard var point = solved(&random) else { continue }
      _ = reduce(&point)
      if let base = simple(point), !found.contains(base) { found.append(base) }
    }
    return found
  }

  /// A solution by projections from a random start.
  private func solved(_ random: inout SplitMix64) -> [Double]? {
    var x = inputs.map { _ in Double(random.int(-100...100)) / 70 }
    for _ in 0..<SystemTuning.projections {
      var worst = 0.0
      for form in affine + quadratics {
        let residual = form.value(x)
        worst = max(worst, residual.magnitude)
        let gradient = form.gradient(x)
        let square = gradient.reduce(0) { $0 + $1 * $1 }
        guard square > SystemTuning.flat else { continue }
        for k in x.indices { x[k] -= residual / square * gradient[k] }
      }
      if worst < SystemTuning.solved { return x }
    }
    return nil
  }

  /// Turns coordinates to 0 as far as turns lead; returns the way back.
  private func reduce(_ x: inout [Double]) -> [(turn: Turn, c: Double, s: Double)] {
    var way: [(turn: Turn, c: Double, s: Double)] = []
    var isMoving = true
    while isMoving, way.count < SystemTuning.longestWay {
      isMoving = false
      for turn in turns {
        guard let (c, s) = turn.straighten(&x) else { continue }
        way.append((turn, c, s))
        isMoving = true
      }
    }
    return way
  }

  private func simple(_ x: [Double]) -> [Rational]? {
    let room = SystemTuning.room
    let point = x.compactMap {
      Rational(exactly: $0).map { Rational.simplest(between: $0 - room, and: $0 + room) }
    }
    return point.count == x.count && isMet(by: point) ? point : nil
  }

  /// An exact point near one of plain doubles.
  func turned(near target: [Double], _ reach: Int) -> [Rational]? {
    var x = target
    let way = reduce(&x)
    guard var point = simple(x) else { return nil }
    for (turn, c, s) in way.reversed() {
      guard let (c, s) = Turn.circlePoint(near: c, s, reach) else { return nil }
      turn.apply(c, s, &point)
    }
    return point
  }

  // MARK: Turns

  /// All turns of a few kinds that leave every equation as it is: of two coordinates, of two slices of the inputs at
  /// values of one index, of the parts of complex numbers.
  private func foundTurns(_ ground: GroundTheorem) -> [Turn] {
    struct Key: Hashable {
      var variable: Int
      var indices: [Int]
      var part: InputElement.Part
    }
    /// A slice: places by what tells them apart within it.
    typealias Slice = [Key: Int]
    var kinds: [[Slice]] = []
    let elements = inputs.map { ground.inputs[$0] }
    func slices(_ chosen: [Int], _ name: (InputElement) -> [Int]?, _ rest: (InputElement) -> Key) {
      var byName: [[Int]: Slice] = [:]
      for k in chosen {
        if let name = name(elements[k]) { byName[name, default: [:]][rest(elements[k])] = k }
      }
      kinds.append(byName.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { byName[$0] })
    }
    func isReal(_ element: InputElement) -> Int { element.part == .real ? 0 : 1 }
    let all = Array(inputs.indices)
    let depth = elements.map(\.indices.count).max() ?? 0
    // Phases first: of single numbers, of slices, of all.
    if elements.contains(where: { $0.part == .imaginary }) {
      for k in all where elements[k].part == .real {
        let same = all.filter {
          elements[$0].variable == elements[k].variable && elements[$0].indices == elements[k].indices
        }
        slices(same, { [isReal($0)] }, { Key(variable: $0.variable, indices: $0.indices, part: .real) })
      }
      for position in 0..<depth {
        for value in Set(elements.compactMap { $0.indices.dropFirst(position).first }).sorted() {
          let chosen = all.filter { elements[$0].indices.dropFirst(position).first == value }
          slices(chosen, { [isReal($0)] }, { Key(variable: $0.variable, indices: $0.indices, part: .real) })
        }
      }
      slices(all, { [isReal($0)] }, { Key(variable: $0.variable, indices: $0.indices, part: .real) })
    }
    for position in 0..<depth {
      slices(all, { $0.indices.count > position ? [$0.indices[position]] : nil }) { element in
        var rest = element.indices
        rest[position] = 0
        return Key(variable: element.variable, indices: rest, part: element.part)
      }
    }
    for variable in Set(elements.map(\.variable)).sorted() {
      for position in 0..<depth {
        slices(
          all.filter { elements[$0].variable == variable },
          {
            $0.indices.count > position ? [$0.indices[position]] : nil
          }
        ) { element in
          var rest = element.indices
          rest[position] = 0
          return Key(variable: element.variable, indices: rest, part: element.part)
        }
      }
    }
    // Vectors that are variables of their own, and single coordinates.
    slices(all, { [$0.variable] }, { Key(variable: 0, indices: $0.indices, part: $0.part) })
    kinds.append(all.map { [Key(variable: 0, indices: [], part: .real): $0] })

    var result: [Turn] = []
    var seen: Set<[Int]> = []
    var trials = 0
    for kind in kinds {
      for (p, first) in kind.enumerated() {
        for second in kind[(p + 1)...] where trials < SystemTuning.mostTurns {
          guard first.count == second.count, first.keys.allSatisfy({ second[$0] != nil }) else { continue }
          let pairs = first.compactMap { key, a in second[key].map { (a, $0) } }.sorted { $0 < $1 }
          guard seen.insert(pairs.flatMap { [$0.0, $0.1] }).inserted else { continue }
          trials += 1
          if let turn = confirmed(pairs) { result.append(turn) }
        }
      }
    }
    return result
  }

  /// The turn of these pairs, where it leaves every equation as it is.
  private func confirmed(_ pairs: [(Int, Int)]) -> Turn? {
    let (a, b) = pairs[0]
    var ratio = Rational(1)
    for form in quadratics {
      let (p, q) = (form.square(of: a), form.square(of: b))
      if p.isZero != q.isZero { return nil }
      if !p.isZero {
        guard let root = (q / p).exactRoot(2) else { return nil }
        ratio = root
        break
      }
    }
    let turn = Turn(pairs, ratio: ratio)
    for n in 1...2 {
      let x = inputs.indices.map { Rational(($0 * 13 * n + 5 * n) % 17 - 8, n) }
      var y = x
      turn.apply(Rational(3, 5), Rational(4, 5), &y)
      guard (affine + quadratics).allSatisfy({ $0.value(x) == $0.value(y) }) else { return nil }
    }
    return turn
  }
}
