import Foundation
import Inputs
import Numbers

extension TheoremSearch {
  /// Draws and climbs at each of the plan's sizes, from small to large; later rounds go on where this one leaves off.
  mutating func generate() throws(InputError) -> Shrinker.Found? {
    for sizes in plan.combinations {
      guard hasBudget else { break }
      guard var place = try open(sizes) else { continue }
      if let near = options.near, near.sizes == sizes {
        if let found = try judge([try place.engine.ground.inputs(of: near)], &place) {
          return found
        }
        if let found = try climb(&place, again: true) { return found }
      }
      let share = min(SearchTuning.firstShare, instanceLimit - counts.tried)
      if let found = try search(&place, share: share) { return found }
      if let found = try climb(&place) { return found }
      places.append(place)
    }
    return nil
  }
}
