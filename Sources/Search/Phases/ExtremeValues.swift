import Claims
import Evaluation
import Inputs
import Numbers
import Programs

/// Tries values that hardly any draw gives, in one input, in all of one variable, in several at random.
///
/// What it learns of a space is not kept: draws go on as they would have without it.
struct ExtremeValues: SearchPhase {
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    try search.openSpaces()
    var random = SplitMix64(seed: search.options.seed, purpose: "ladder " + search.theorem.name)
    let share = search.share(PhaseTuning.extremeValues)
    let chosen = search.spaces.filter {
      $0.isVaried && (1...PhaseTuning.mostExtremeInputs).contains($0.generator.intervals.count)
    }.prefix(PhaseTuning.extremeSpaces)
    for (n, space) in chosen.enumerated() {
      var space = space
      let left = chosen.count - n
      // What one leaves is for the next.
      let part = search.budget.share(work: share.workLeft - (left - 1) * share.workLeft / 2)
      if let found = try run(&search, &space, part, &random) { return found }
    }
    return nil
  }

  private func run(
    _ search: inout TheoremSearch, _ space: inout InstanceSpace, _ share: Budget,
    _ random: inout SplitMix64
  ) throws(InputError) -> Violation? {
    let generator = space.generator
    let ladder = Ladder(generator.ground.program)
    let values = generator.intervals.map(ladder.values)
    let groups = groups(generator, search.theorem)
    var bases: [[Rational]] = []
    for base in [space.base, generator.instance(.level(.zero)), generator.instance(.level(.one))] {
      if let base, !bases.contains(base) { bases.append(base) }
    }
    var seen: Set<[Rational]> = []
    var batch: [[Rational]] = []
    func take(_ trial: [Rational], frozen: [Int]) {
      var trial = trial
      if !generator.generalConstraints.isEmpty { _ = generator.repair(&trial, frozen: Set(frozen), &random) }
      if seen.insert(trial).inserted { batch.append(trial) }
    }
    let longest = values.map(\.count).max() ?? 0
    for base in bases.prefix(PhaseTuning.extremeBases) {
      for n in 0..<longest {
        for group in groups {
          let effort = space.effort
          var trial = base
          for input in group where n < values[input].count { trial[input] = values[input][n] }
          take(trial, frozen: group)
          // Several at once, each from its own place on the ladder.
          if generator.intervals.count > 1, n.isMultiple(of: PhaseTuning.severalEvery) {
            trial = base
            var moved: [Int] = []
            for input in trial.indices
            where random.chance(PhaseTuning.severalPercent) && !values[input].isEmpty {
              trial[input] = random.pick(values[input])
              moved.append(input)
            }
            take(trial, frozen: moved)
          }
          search.budget.spend(space.effort - effort + SearchTuning.bookkeeping)
          guard batch.count >= SearchTuning.batch || n == longest - 1 else { continue }
          if let found = try search.decide(&batch, &space) { return found }
          guard share.workLeft > 0, search.budget.isLeft else { return nil }
        }
      }
    }
    return try search.decide(&batch, &space)
  }

  /// Single inputs, those of one variable, all of them.
  private func groups(_ generator: InstanceGenerator, _ theorem: Theorem) -> [[Int]] {
    var groups = generator.intervals.indices.map { [$0] }
    for v in theorem.variables.indices {
      let members = generator.ground.inputs.indices.filter { generator.ground.inputs[$0].variable == v }
      if members.count > 1 { groups.append(members) }
    }
    if groups.count > 1 { groups.append(Array(generator.intervals.indices)) }
    return groups
  }
}
