import Evaluation
import Foundation
import Inputs
import Numbers
import Programs

/// Instances that recipes make at great lengths, as long as programs grow with the length; a violation is followed
/// down to the least length at which its recipe makes one.
struct GreatLengths: SearchPhase {
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    let share =
      search.options.seconds == nil
      ? search.share(PhaseTuning.greatLengths) : search.budget.share(work: search.usualWork)
    let levels = search.levels
    let all = Recipe.all(search.theorem)
    var (next, visit) = (0, 0)
    var low = search.plan.combinations.map { $0.first ?? 0 }.max() ?? 0
    var length = 0.0
    for sizes in search.plan.larger + search.plan.longest {
      let growth = Double(sizes[0]) / Double(max(low, 1))
      let expected = Double(PhaseTuning.glanceCost) * length * growth
      guard search.budget.isLeft, expected < Double(share.workLeft),
        var space = try search.open(sizes, isLong: true)
      else { return nil }
      let now = Double(space.length)
      // Programs that grow with the square of the length soon cost too much.
      if length > 0, now > PhaseTuning.shortLength, now > length * pow(growth, PhaseTuning.mostGrowth) {
        return nil
      }
      length = now
      let isShort = space.generator.intervals.count <= PhaseTuning.manyInputs
      let part = search.budget.share(
        work: max(share.workLeft / PhaseTuning.visits, Int(PhaseTuning.leastVisit * now)))
      var recipes = levels
      // From the first by turns with where the last visit ended.
      visit += 1
      let begin = visit.isMultiple(of: 2) ? next : 0
      if isShort { recipes += all.indices.map { all[(begin + $0) % all.count] } }
      var seen = search.swept[sizes] ?? []
      var batch: [(recipe: Recipe, inputs: [Rational])] = []
      for (n, recipe) in recipes.enumerated() {
        guard part.workLeft > 0, search.budget.isLeft else { break }
        if n >= levels.count { next = max(next, begin + n - levels.count + 1) % all.count }
        let effort = space.effort
        let inputs = space.generator.instance(recipe)
        search.budget.spend(space.effort - effort + PhaseTuning.recipeCost * space.generator.intervals.count)
        if let inputs, seen.insert(inputs).inserted { batch.append((recipe, inputs)) }
        guard batch.count >= SearchTuning.batch || n == recipes.count - 1 else { continue }
        if let found = try decide(&batch, &space, above: low, &search) { return found }
      }
      if let found = try decide(&batch, &space, above: low, &search) { return found }
      low = sizes[0]
      search.tellProgress()
    }
    return nil
  }

  /// Decides what recipes made, and empties the list; of a violation the least of its recipe.
  private func decide(
    _ batch: inout [(recipe: Recipe, inputs: [Rational])], _ space: inout InstanceSpace, above low: Int,
    _ search: inout TheoremSearch
  ) throws(InputError) -> Violation? {
    let tried = batch
    var list = batch.map(\.inputs)
    batch = []
    guard !list.isEmpty, let found = try search.decide(&list, &space),
      let recipe = tried.first(where: { $0.inputs == found.inputs })?.recipe
    else { return nil }
    return least(recipe, found, above: low, &search)
  }

  /// The violation that the recipe makes at the least length found by halving.
  private func least(
    _ recipe: Recipe, _ found: Violation, above length: Int, _ search: inout TheoremSearch
  ) -> Violation {
    var (low, best) = (length, found)
    while best.ground.sizes[0] - low > 1, !search.budget.isInterrupted {
      var sizes = best.ground.sizes
      sizes[0] = (sizes[0] + low) / 2
      guard let ground = try? GroundTheorem.lower(search.theorem, sizes: sizes) else { return best }
      search.budget.spend(SearchTuning.loweringCost * ground.program.instructions.count)
      let space = InstanceSpace(ground, search.options.limits, search.budget)
      let effort = space.effort
      if let inputs = space.generator.instance(recipe), (try? space.engine.verdict(inputs)) == .violated {
        best = Violation(generator: space.generator, engine: space.engine, inputs: inputs)
      } else {
        low = sizes[0]
      }
      search.budget.spend(space.effort - effort)
    }
    return best
  }
}
