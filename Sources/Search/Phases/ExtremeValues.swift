import Foundation
import Inputs
import Numbers

extension TheoremSearch {
  /// Tries values that hardly any draw gives, in one input, in all of one variable, in several at random.
  ///
  /// What it learns of a place is not kept: draws go on as they would have without it.
  mutating func climbLadder() throws(InputError) -> Shrinker.Found? {
    var random = SplitMix64(seed: options.seed, purpose: "ladder " + theorem.name)
    let end = workLeft - parts.ladder
    let chosen = places.indices.filter {
      places[$0].isVaried && (1...SearchTuning.ladderInputs).contains(places[$0].drawer.intervals.count)
    }.prefix(2)
    for (n, k) in chosen.enumerated() {
      let last = end + (chosen.count - 1 - n) * (workLeft - end) / 2
      var place = places[k]
      if let found = try climbLadder(&place, end: last, &random) { return found }
    }
    return nil
  }

  private mutating func climbLadder(
    _ place: inout Place, end: Int, _ random: inout SplitMix64
  ) throws(InputError) -> Shrinker.Found? {
    let drawer = place.drawer
    let ladder = Ladder(drawer.ground.program)
    let values = drawer.intervals.map(ladder.values)
    var groups = drawer.intervals.indices.map { [$0] }
    for v in theorem.variables.indices {
      let members = drawer.ground.inputs.indices.filter { drawer.ground.inputs[$0].variable == v }
      if members.count > 1 { groups.append(members) }
    }
    if groups.count > 1 { groups.append(Array(drawer.intervals.indices)) }
    var bases: [[Rational]] = []
    for base in [place.base, drawer.instance(.level(.zero)), drawer.instance(.level(.one))] {
      if let base, !bases.contains(base) { bases.append(base) }
    }
    var seen: Set<[Rational]> = []
    var batch: [[Rational]] = []
    func take(_ trial: [Rational], frozen: [Int]) {
      var trial = trial
      if !drawer.walls.isEmpty { _ = drawer.repair(&trial, frozen: Set(frozen), &random) }
      if seen.insert(trial).inserted { batch.append(trial) }
    }
    let longest = values.map(\.count).max() ?? 0
    for base in bases.prefix(2) {
      for n in 0..<longest {
        for group in groups {
          let effort = place.effort
          var trial = base
          for input in group where n < values[input].count { trial[input] = values[input][n] }
          take(trial, frozen: group)
          // Several at once, each from its own place on the ladder.
          if drawer.intervals.count > 1, n.isMultiple(of: 3) {
            trial = base
            var moved: [Int] = []
            for input in trial.indices where random.chance(60) && !values[input].isEmpty {
              trial[input] = random.pick(values[input])
              moved.append(input)
            }
            take(trial, frozen: moved)
          }
          workLeft -= place.effort - effort + 200
          guard batch.count >= 8 || n == longest - 1 else { continue }
          if let found = try decide(&batch, &place) { return found }
          guard workLeft > end, hasBudget else { return nil }
        }
      }
    }
    return try decide(&batch, &place)
  }
}
