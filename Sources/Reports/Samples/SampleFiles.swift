import Claims
import Inputs
import Sampling

/// The instances that a report of draws keeps: of every comparison at all sizes the tightest and the loosest.
package enum SampleFiles {
  /// The name of an instance's file without its ending: sizes, number of the comparison, which extreme.
  package static func name(_ group: SampleGroup, _ comparison: Int, isTightest: Bool) -> String {
    let sizes = group.sizes.map { "\($0.name)\($0.value)" }.joined(separator: "-")
    return [sizes, comparison == 0 ? "" : "comparison\(comparison + 1)", isTightest ? "tightest" : "loosest"]
      .filter { !$0.isEmpty }.joined(separator: "-")
  }

  /// The texts of all of a result's instances by file name.
  package static func texts(_ result: SampleResult) throws -> [(name: String, text: String)] {
    var files: [(String, String)] = []
    for group in result.groups {
      for (k, comparison) in group.comparisons.enumerated() {
        for (instance, isTightest) in [(comparison.tightest, true), (comparison.loosest, false)] {
          guard let instance else { continue }
          files.append(
            (
              "\(result.theorem.name)-\(name(group, k, isTightest: isTightest)).json",
              try InstanceFile.text(instance, for: result.theorem)
            ))
        }
      }
    }
    return files
  }
}
