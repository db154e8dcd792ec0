import Claims
import Evaluation
import Foundation
import Numbers
import Programs
import Testing

@testable import Search

/// The only theorem of a text whose items are given without `theorem … end`.
func theorem(_ items: String, name: String = "claim") throws -> Theorem {
  try #require(try Theorem.parse("theorem \(name)\n\(items)\nend", file: "test.claim").first)
}

func ground(_ items: String, sizes: [Int] = []) throws -> GroundTheorem {
  try GroundTheorem.lower(try theorem(items), sizes: sizes)
}

/// A theorem of the repository's own folder of theorems.
func published(_ name: String, in file: String) throws -> Theorem {
  var folder = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { folder.deleteLastPathComponent() }
  let theorems = try Theorem.load(path: folder.appendingPathComponent("Theorems/\(file)").path)
  return try #require(theorems.first { $0.name == name })
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
