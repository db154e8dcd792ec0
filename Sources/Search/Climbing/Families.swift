import Evaluation
import Numbers
import Programs

/// Instances that few numbers describe: values that are alike along an index, or but for the first or the last.
///
/// A claim about long sequences often has its extreme at such an instance, in a valley that a climb over
/// all values by themselves does not follow to the end.
enum Families {
  /// The groups of inputs that are alike, one list of groups for each family.
  static func partitions(of ground: GroundTheorem) -> [[[Int]]] {
    var first: [Int: Int] = [:]
    var last: [Int: Int] = [:]
    for input in ground.inputs {
      guard let i = input.indices.first else { continue }
      first[input.variable] = min(first[input.variable] ?? i, i)
      last[input.variable] = max(last[input.variable] ?? i, i)
    }
    let depth = ground.inputs.map(\.indices.count).max() ?? 0
    guard depth > 0 else { return [] }
    var keys: [(InputElement) -> [Int]] = [
      { _ in [] },
      { [$0.indices.first == first[$0.variable] ? 1 : 0] },
      { [$0.indices.first == last[$0.variable] ? 1 : 0] },
      { [($0.indices.first ?? 0) & 1] },
    ]
    if depth > 1 {
      // Alike along all indices but one.
      for k in 0..<depth {
        keys.append { $0.indices.count > 1 && k < $0.indices.count ? [$0.indices[k]] : [] }
      }
    }
    var result: [[[Int]]] = []
    for key in keys {
      var groups: [[Int]: [Int]] = [:]
      for (k, input) in ground.inputs.enumerated() {
        groups[[input.variable, input.part == .real ? 0 : 1] + key(input), default: []].append(k)
      }
      let partition = groups.values.sorted { $0[0] < $1[0] }
      if partition.count <= ClimbTuning.largestFamily, partition.count < ground.inputs.count,
        !result.contains(partition)
      {
        result.append(partition)
      }
    }
    return result
  }
}

extension Families {
  /// Climbs in a family; where it ended promisingly, best first, and the work that it took.
  static func summits(
    in family: [[Int]], _ generator: InstanceGenerator, from start: [Rational]?, within budget: Budget,
    _ random: inout SplitMix64
  ) -> (summits: [Climber.Summit], work: Int) {
    guard var climber = Climber(generator), climber.tie(family) else { return ([], 0) }
    climber.machine.isRelative = true
    climber.machine.penalty = ClimbTuning.familyPenalty
    var starts = (start.map { [$0] } ?? []) + climber.structuredStarts()
    // Hypotheses over the reals cost too much to be repaired.
    let repairs = climber.machine.semiInfinite.isEmpty
    while starts.count < Climber.Lanes.scalarCount {
      starts.append(generator.draw(repairs: repairs, &random).inputs)
    }
    let summits = climber.climb(
      from: starts, steps: ClimbTuning.familySteps, gentle: ClimbTuning.firstGentle, within: budget, &random
    ).sorted { $0.merit > $1.merit }.prefix(ClimbTuning.familySummits).filter {
      $0.violation > -SearchTuning.promisingGap && $0.infeasibility < ClimbTuning.feasible
    }
    return (summits, Climber.work(passing: climber.effort))
  }

  /// Instances of a family near a point, the simplest first; where rounding broke a hypothesis, one of
  /// the family's numbers is set to where it begins to hold.
  static func alike(_ point: [Double], _ partition: [[Int]], _ generator: InstanceGenerator) -> [[Rational]] {
    var result: [[Rational]] = []
    for reach in ClimbTuning.familyReaches {
      var inputs = Array(repeating: Rational.zero, count: point.count)
      for group in partition {
        guard let x = Rational(exactly: point[group[0]]) else { return result }
        var interval = generator.intervals[group[0]]
        for k in group.dropFirst() {
          let other = generator.intervals[k]
          if let end = other.lower { interval.intersect(end, isLower: true, isClosed: other.lowerIsClosed) }
          if let end = other.upper { interval.intersect(end, isLower: false, isClosed: other.upperIsClosed) }
        }
        let value = rounded(x, in: interval, reach)
        for k in group { inputs[k] = value }
      }
      var trials = [inputs]
      for k in generator.evaluator.constraints.indices
      where generator.evaluator.truth(of: k, at: inputs) != .yes {
        for group in partition {
          for root in roots(k, group, inputs, generator) where root.bitCount < ClimbTuning.longestRoot {
            var trial = inputs
            for input in group { trial[input] = root }
            if !trials.contains(trial) { trials.append(trial) }
          }
        }
        break
      }
      result += trials.filter { trial in
        !result.contains(trial)
          && generator.evaluator.constraints.indices.allSatisfy {
            generator.evaluator.truth(of: $0, at: trial) == .yes
          }
      }
    }
    return result
  }

  private static func rounded(_ x: Rational, in interval: DrawInterval, _ reach: Int) -> Rational {
    let room = max(1, x.magnitude) * Rational(1, 1 << reach)
    if let lower = interval.lower, interval.lowerIsClosed, x - lower <= room { return lower }
    if let upper = interval.upper, interval.upperIsClosed, upper - x <= room { return upper }
    var (low, high) = (x - room, x + room)
    if let lower = interval.lower { low = max(low, lower) }
    if let upper = interval.upper { high = min(high, upper) }
    return low < high ? .simplest(between: low, and: high) : x
  }

  /// Rational roots of a constraint's difference when the inputs of a group move as one, where it is at
  /// most quadratic there.
  private static func roots(_ k: Int, _ group: [Int], _ inputs: [Rational], _ generator: InstanceGenerator)
    -> [Rational]
  {
    guard generator.evaluator.constraints[k].relation != nil else { return [] }
    var trial = inputs
    func difference(_ x: Rational) -> Rational? {
      for input in group { trial[input] = x }
      return generator.evaluator.difference(of: k, at: trial)
    }
    let x = inputs[group[0]]
    let step = SettleTuning.probe
    guard let f0 = difference(x), let f1 = difference(x + step), let f2 = difference(x - step) else {
      return []
    }
    return Parabola(f0, (step, f1), (-step, f2)).roots.map { x + $0 }
  }
}
