import Foundation

/// How long randomised tests run, by the environment variable SSMPROOF_TEST_SCALE: a number multiplies what they
/// do; `full` stands for the counts of a long run, meant for a release build.
package enum TestScale {
  private static let text = ProcessInfo.processInfo.environment["SSMPROOF_TEST_SCALE"]

  package static let isFull = text == "full"

  /// How many times longer than usual; 1 where nothing is asked for.
  package static let factor = max(1, text.flatMap { Int($0) } ?? 1)

  /// Whether more than the usual is asked for.
  package static let isLarge = isFull || factor > 1

  /// A count of random cases, `full` in a long run.
  ///
  /// A factor below 1 makes it smaller.
  package static func count(_ usual: Int, full: Int? = nil) -> Int {
    if isFull, let full { return full }
    return max(1, Int(Double(usual) * (text.flatMap { Double($0) } ?? 1)))
  }

  /// How many random operations the tests of the rungs make on each function.
  package static let count = count(1000, full: 1_000_000)
}
