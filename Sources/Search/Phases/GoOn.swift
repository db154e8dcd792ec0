import Foundation
import Inputs
import Numbers

extension TheoremSearch {
  /// Draws, climbs and pushes by turns, at sizes that become more.
  mutating func goOn(_ further: inout FurtherSizes) throws(InputError) -> Shrinker.Found? {
    // Moved, not copied: what is known of a place grows long.
    var places: [Place] = []
    swap(&places, &self.places)
    var round = 0
    repeat {
      // Where time is given, it is used.
      while hasBudget,
        options.seconds != nil && places.contains(where: \.isVaried)
          || places.contains(where: { !$0.isExhausted || $0.isClimbable })
      {
        round += 1
        let isAnyMet = places.contains { $0.held > 0 }
        // Ever more rarely: where the first climbs at large sizes lead nowhere, later ones hardly do.
        if round < 4 || round.nonzeroBitCount == 1, let found = try searchPromising() {
          return found
        }
        for k in places.indices
        where hasBudget && (options.seconds != nil || !places[k].isExhausted || places[k].isClimbable) {
          // Where the hypotheses are hardly ever met, time is better spent elsewhere.
          if isAnyMet, places[k].held == 0, !round.isMultiple(of: 4) { continue }
          let share = min(SearchTuning.laterShare, instanceLimit - counts.tried)
          if let found = try search(&places[k], share: share) { return found }
          if let found = try climb(&places[k]) { return found }
          if let found = try push(&places[k]) { return found }
          if let found = try climbInFamily(&places[k]) { return found }
        }
        // What holds at the sizes of the plan may fail at one between them.
        for _ in 0..<max(1, plan.combinations.count / 4) {
          guard let next = try searchNext(&further, share: SearchTuning.batch) else { break }
          if let found = next.found { return found }
        }
      }
      // Nothing is left to try at these sizes.
      guard let (found, place) = try searchNext(&further, share: SearchTuning.laterShare) else { break }
      if let found { return found }
      if !place.isExhausted || place.isClimbable { places.append(place) }
    } while hasBudget
    return nil
  }

  /// A few instances at the next sizes that the plan leaves out; nil where the budget or the sizes have come to an
  /// end, or programs become too long.
  mutating func searchNext(
    _ further: inout FurtherSizes, share: Int
  ) throws(InputError) -> (found: Shrinker.Found?, place: Place)? {
    for _ in 0..<SearchTuning.largestSkip where hasBudget {
      guard let sizes = further.next() else { return nil }
      guard var place = try open(sizes) else { continue }
      let share = min(share, instanceLimit - counts.tried)
      if let found = try search(&place, share: share) { return (found, place) }
      return (try climb(&place), place)
    }
    return nil
  }

  /// Climbs again at the large size that came closest to a violation, and at the largest.
  mutating func searchPromising() throws(InputError) -> Shrinker.Found? {
    var larger: [Place] = []
    swap(&larger, &self.larger)
    defer { swap(&larger, &self.larger) }
    guard let best = larger.indices.min(by: { larger[$0].gap < larger[$1].gap }) else { return nil }
    for k in Set([best, larger.count - 1]).sorted() where larger[k].gap < 0.5 && hasBudget {
      if let found = try climb(&larger[k]) { return found }
    }
    return nil
  }
}
