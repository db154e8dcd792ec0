import Claims
import Evaluation
import Inputs
import Numbers
import Programs

/// A few instances that need no draw at every size along each axis, as far as a share of the work reaches.
struct EverySize: SearchPhase {
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    guard !search.theorem.sizes.isEmpty else { return nil }
    let share = search.share(PhaseTuning.everySize)
    var random = SplitMix64(seed: search.options.seed, purpose: "sweep " + search.theorem.name)
    // Where programs have become too long, along each axis.
    var ends: [Int: Int] = [:]
    for (axis, sizes) in search.plan.axes(named: search.theorem.numbers) {
      guard share.workLeft > 0, search.budget.isLeft else { return nil }
      guard sizes[axis] < ends[axis] ?? .max else { continue }
      guard var space = try search.open(sizes, isLong: true) else {
        ends[axis] = sizes[axis]
        continue
      }
      // A size that is named may be long; it may not take what the nearer ones need.
      let cost = PhaseTuning.glanceCost * space.length
      if cost > search.work(PhaseTuning.everySize) / PhaseTuning.visits { ends[axis] = sizes[axis] }
      var batch: [[Rational]] = []
      for recipe in search.levels {
        if let inputs = space.generator.instance(recipe), !batch.contains(inputs) { batch.append(inputs) }
      }
      search.swept[sizes] = Set(batch)
      if let found = try search.decide(&batch, &space) { return found }
      // Where few numbers meet many sizes, the vertices are few too.
      if search.options.isThorough,
        (2...PhaseTuning.mostExtremeInputs).contains(space.generator.intervals.count)
      {
        let part = search.budget.share(work: share.workLeft / PhaseTuning.vertexVisits)
        if let found = try search.climbVertices(&space, along: .real, part, &random).0 { return found }
      }
      search.tellProgress()
    }
    return nil
  }
}
