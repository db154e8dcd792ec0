import Evaluation
import Foundation
import Inputs
import Numbers
import Programs

extension TheoremSearch {
  /// Instances that recipes make at great lengths, as long as programs grow with the length; a violation is followed
  /// down to the least length at which its recipe makes one.
  mutating func lengthen() throws(InputError) -> Shrinker.Found? {
    let end = workLeft - (options.seconds == nil ? parts.lengths : budget)
    let indexed = theorem.variables.map { !$0.indices.isEmpty }
    let all = Recipe.all(
      variables: indexed.count, isIndexed: indexed, isComplex: theorem.variables.contains(where: \.isComplex))
    var (next, visit) = (0, 0)
    var low = plan.combinations.map { $0.first ?? 0 }.max() ?? 0
    var length = 0.0
    for sizes in plan.larger + plan.longest {
      let growth = Double(sizes[0]) / Double(max(low, 1))
      let expected = Double(SearchTuning.loweringCost + 16) * length * growth
      guard hasBudget, expected < Double(workLeft - end), var place = try open(sizes, isLong: true) else {
        return nil
      }
      let now = Double(Self.length(place.engine.ground.program))
      // Programs that grow with the square of the length soon cost too much.
      if length > 0, now > 3000, now > length * pow(growth, 1.5) { return nil }
      length = now
      let isShort = place.drawer.intervals.count <= SearchTuning.manyInputs
      let part = workLeft - max((workLeft - end) / SearchTuning.visits, Int(16 * now))
      var recipes = levels
      // From the first by turns with where the last visit ended.
      visit += 1
      let begin = visit.isMultiple(of: 2) ? next : 0
      if isShort { recipes += all.indices.map { all[(begin + $0) % all.count] } }
      var seen = swept[sizes] ?? []
      var batch: [(Recipe, [Rational])] = []
      for (n, recipe) in recipes.enumerated() {
        guard workLeft > part, hasBudget else { break }
        if n >= levels.count { next = max(next, begin + n - levels.count + 1) % all.count }
        let effort = place.effort
        let inputs = place.drawer.instance(recipe)
        workLeft -= place.effort - effort + 4 * place.drawer.intervals.count
        if let inputs, seen.insert(inputs).inserted { batch.append((recipe, inputs)) }
        guard batch.count >= 8 || n == recipes.count - 1 else { continue }
        if let found = try decide(&batch, &place) { return least(found.recipe, found.found, above: low) }
      }
      if let found = try decide(&batch, &place) { return least(found.recipe, found.found, above: low) }
      low = sizes[0]
      options.progress(progress)
    }
    return nil
  }

  /// The violation that the recipe makes at the least length found by halving.
  private mutating func least(_ recipe: Recipe, _ found: Shrinker.Found, above length: Int) -> Shrinker.Found
  {
    var (low, best) = (length, found)
    while best.ground.sizes[0] - low > 1, !isOutOfTime {
      var sizes = best.ground.sizes
      sizes[0] = (sizes[0] + low) / 2
      guard let ground = try? GroundTheorem.lower(theorem, sizes: sizes) else { return best }
      workLeft -= SearchTuning.loweringCost * ground.program.instructions.count
      let (drawer, engine) = (Drawer(ground), Engine(ground, limits: options.limits))
      engine.isCancelled = clock
      let effort = engine.effort + drawer.probe.effort
      if let inputs = drawer.instance(recipe), (try? engine.verdict(inputs)) == .violated {
        best = Shrinker.Found(drawer: drawer, engine: engine, inputs: inputs)
      } else {
        low = sizes[0]
      }
      workLeft -= engine.effort + drawer.probe.effort - effort
    }
    return best
  }
}
