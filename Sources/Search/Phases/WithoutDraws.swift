import Foundation
import Inputs
import Numbers

/// Phases that draw nothing at random: values of every magnitude, every size, great lengths.
///
/// Each takes a small part of the budget. What they try was chosen by the search alone, so that what stays undecided
/// there says nothing of the theorem.
extension TheoremSearch {
  /// What the phases may take: more where the caller gave time or work, less where few instances are asked for.
  var parts: (ladder: Int, sweep: Int, lengths: Int, vertices: Int) {
    if options.seconds != nil || options.workFactor != nil {
      // A long time is not for the phases alone.
      let times = options.workFactor == nil ? min(max((options.seconds ?? 10) / 10, 1), 20) : 1
      let given = Int(Double(budget) * times)
      return (given / 24, given / 8, given / 6, given / 4)
    }
    let whole = min(options.instances ?? SearchTuning.usualInstances, SearchTuning.usualInstances)
    let given = budget / SearchTuning.usualInstances * whole
    return (given / 50, given / 10, given / 10, given / 100)
  }
  var levels: [Recipe] {
    theorem.variables.contains(where: \.isComplex) ? Recipe.complexLevels : Recipe.levels
  }

  /// Decides optional instances, and empties the list.
  mutating func decide(
    _ batch: inout [[Rational]], _ place: inout Place
  ) throws(InputError) -> Shrinker.Found? {
    let room = max(instanceLimit - counts.tried, 0)
    let effort = place.effort
    defer {
      workLeft -= place.effort - effort
      batch = []
    }
    return try judge(Array(batch.prefix(room)), &place, isOptional: true)
  }

  mutating func decide(
    _ batch: inout [(Recipe, [Rational])], _ place: inout Place
  ) throws(InputError) -> (recipe: Recipe, found: Shrinker.Found)? {
    let tried = batch
    var list = batch.map(\.1)
    batch = []
    guard !list.isEmpty, let found = try decide(&list, &place) else { return nil }
    return tried.first { $0.1 == found.inputs }.map { ($0.0, found) }
  }
}
