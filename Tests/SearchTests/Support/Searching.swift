import Claims
import Evaluation
import Foundation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Search

func ground(_ items: String, sizes: [Int] = []) throws -> GroundTheorem {
  try GroundTheorem.lower(try theorem(items), sizes: sizes)
}

func search(
  _ theorem: Theorem, instances: Int? = 400, seed: UInt64 = 1,
  _ change: (inout SearchOptions) -> Void = { _ in }
) throws -> SearchResult {
  var options = SearchOptions()
  options.instances = instances
  options.seed = seed
  change(&options)
  return try TheoremSearch.run(theorem, options)
}

/// What of a result must not depend on anything but theorem, options and seed.
func fingerprint(_ result: SearchResult) -> String {
  let instance = result.counterexample.map { "\($0.instance.sizes) \($0.instance.values)" } ?? "-"
  return
    "\(result.verdict) \(result.counts) \(result.smallestMargin?.description ?? "-") \(instance) \(result.sizesTried)"
}
