import Foundation
import Inputs
import Numbers

extension TheoremSearch {
  /// What refuted the theorem before.
  mutating func reuse() throws(InputError) -> Shrinker.Found? {
    for instance in options.known(theorem) {
      let isAsked = zip(theorem.sizes, instance.sizes).allSatisfy { size, value in
        options.sizes[size.name]?.contains(value) ?? true
      }
      guard isAsked, var place = try open(instance.sizes) else { continue }
      if let found = try judge([try place.engine.ground.inputs(of: instance)], &place) { return found }
    }
    return nil
  }
}
