import Numbers

/// Coordinates that belong together: those of one hypothesis, those of one token, those of a complex number.
struct Blocks {
  /// Groups of few coordinates.
  private(set) var small: [[Int]] = []
  /// The coordinates of a variable at one value of its first index, in the order of the others; rows of one
  /// variable lie side by side.
  private(set) var rows: [[[Int]]] = []

  init(_ generator: InstanceGenerator) {
    var seen: Set<[Int]> = []
    func take(_ group: [Int]) {
      if ClimbTuning.blockSizes.contains(group.count), seen.insert(group).inserted { small.append(group) }
    }
    for constraint in generator.evaluator.constraints { take(constraint.support) }
    let inputs = generator.ground.inputs
    var places: [[Int]: [Int]] = [:]
    var rows: [Int: [Int: [Int]]] = [:]
    for (k, input) in inputs.enumerated() {
      places[input.indices, default: []].append(k)
      if let first = input.indices.first { rows[input.variable, default: [:]][first, default: []].append(k) }
    }
    for group in places.values.sorted(by: { $0[0] < $1[0] }) { take(group) }
    for variable in rows.keys.sorted() {
      guard let byFirst = rows[variable], byFirst.count > 1 else { continue }
      let sorted = byFirst.keys.sorted().compactMap { byFirst[$0] }
      if Set(sorted.map(\.count)).count == 1 { self.rows.append(sorted) }
      for row in sorted { take(row) }
    }
  }
}

extension Climber {
  /// Walks among the ends of the domains, 0 and the values that other coordinates have: one coordinate,
  /// two, a block or a whole row at a time, each lane by itself. Worse points are passed through now and then,
  /// fewer as it goes on; the best one is kept.
  ///
  /// Claims that are affine or convex in each variable have their extremes at such points, beyond maxima that no
  /// derivative leads out of.
  mutating func walk(_ count: Int, within budget: Budget, _ random: inout SplitMix64) {
    let movable = (0..<machine.inputCount).filter { scales[$0] > 0 }
    guard !movable.isEmpty else { return }
    let small = blocks.small.filter { $0.allSatisfy { scales[$0] > 0 } }
    var best = (point: present, merit: merit, violation: violation, infeasibility: infeasibility)
    var heat = ClimbTuning.heat
    for step in 0..<count {
      if step.isMultiple(of: ClimbTuning.walkPerLook), budget.isInterrupted { break }
      heat *= ClimbTuning.cooling
      var changed: [(coordinate: Int, before: Lanes)] = []
      func change(_ k: Int, _ x: Lanes) {
        changed.append((k, present[k]))
        present[k] = x
      }
      switch random.below(10) {
      case 0..<4:
        let k = random.pick(movable)
        change(k, ends(k, &random))
      case 4..<6 where !small.isEmpty:
        for k in random.pick(small) { change(k, ends(k, &random)) }
      case 6 where !blocks.rows.isEmpty:
        // A row changes places with another, is copied or turned round.
        let rows = random.pick(blocks.rows)
        let (a, b) = (random.pick(rows), random.pick(rows))
        let kind = random.below(3)
        for (i, j) in zip(a, b) where scales[i] > 0 && scales[j] > 0 {
          let (x, y) = (present[i], present[j])
          change(i, kind == 2 ? -x : y)
          if kind == 0, i != j { change(j, x) }
        }
      default:
        for _ in 0..<2 {
          let k = random.pick(movable)
          if !changed.contains(where: { $0.coordinate == k }) { change(k, ends(k, &random)) }
        }
      }
      for (k, _) in changed { present[k] = clamped(present[k], k) }
      evaluate(present)
      effort += machine.length
      let threshold = merit - heat * Double(random.below(1000)) * 1e-3
      let isTaken = (machine.merit .>= threshold) .& (machine.merit .> Lanes(repeating: -.infinity))
      for (k, before) in changed.reversed() {
        present[k] = before.replacing(with: present[k], where: isTaken)
      }
      merit = merit.replacing(with: machine.merit, where: isTaken)
      violation = violation.replacing(with: machine.violation, where: isTaken)
      infeasibility = infeasibility.replacing(with: machine.infeasibility, where: isTaken)
      let isBest = merit .> best.merit
      if (0..<Lanes.scalarCount).contains(where: { isBest[$0] }) {
        for k in present.indices { best.point[k] = best.point[k].replacing(with: present[k], where: isBest) }
        best.merit = best.merit.replacing(with: merit, where: isBest)
      }
    }
    present = best.point
    evaluate(present)
    effort += machine.length
    (merit, violation, infeasibility) = (machine.merit, machine.violation, machine.infeasibility)
  }

  /// For each lane an end of the coordinate's domain, 0, or the negative.
  private func ends(_ k: Int, _ random: inout SplitMix64) -> Lanes {
    let (a, b) = (max(low[k], -1), min(high[k], 1))
    let choices = [
      low[k] > -.infinity ? low[k] : a, high[k] < .infinity ? high[k] : b, a <= 0 && b >= 0 ? 0 : (a + b) / 2,
    ]
    var x = present[k]
    var bits = random.next()
    for lane in 0..<Lanes.scalarCount {
      let n = Int(bits & 7)
      bits >>= 3
      x[lane] = n < 6 ? choices[n % 3] : n == 6 ? -x[lane] : (choices[0] + choices[1]) / 2
    }
    return x
  }

  private func clamped(_ x: Lanes, _ k: Int) -> Lanes {
    let above = x.replacing(with: low[k], where: x .< Lanes(repeating: low[k]))
    return above.replacing(with: high[k], where: above .> Lanes(repeating: high[k]))
  }
}
