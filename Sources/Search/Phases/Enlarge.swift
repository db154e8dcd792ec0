import Foundation
import Inputs
import Numbers

extension TheoremSearch {
  /// A few instances at sizes beyond the plan, as long as the program stays short.
  mutating func enlarge() throws(InputError) -> Shrinker.Found? {
    var length = places.last.map { Self.length($0.engine.ground.program) } ?? 0
    var size = places.last?.engine.ground.sizes.first ?? 1
    // Where exact arithmetic has to decide most instances, long ones would be beyond its means.
    guard let last = places.last,
      2 * last.climbed <= last.seen.count || last.lastCost < SearchTuning.costlyInstance / 10
    else { return nil }
    let familyEnd = workLeft - budget / SearchTuning.familyPart
    for next in plan.larger where hasBudget {
      // Programs grow with the square of the length at least as often as not.
      let growth = Double(next[0]) / Double(max(size, 1))
      guard Double(length) * growth * growth < Double(SearchTuning.comfortableLength),
        var place = try open(next)
      else {
        return nil
      }
      // Numbers drawn for a very long instance have a common denominator beyond exact arithmetic's means.
      if place.drawer.intervals.count < SearchTuning.longInstance,
        let found = try search(
          &place, share: min(SearchTuning.largerShare, instanceLimit - counts.tried), isOptional: true)
      {
        return found
      }
      if let found = try climb(&place) { return found }
      while hasBudget, workLeft > familyEnd, !place.families.isEmpty {
        if let found = try climbInFamily(&place) { return found }
      }
      larger.append(place)
      length = Self.length(place.engine.ground.program)
      size = next[0]
    }
    return nil
  }
}
