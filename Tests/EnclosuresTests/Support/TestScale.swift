import Foundation

/// How long randomised tests run, by the environment variable SSMPROOF_TEST_SCALE.
///
/// A number multiplies the default count; `full` makes `fullCount` operations per function and rung, meant
/// for a release build.
enum TestScale {
  static let defaultCount = 1000
  static let fullCount = 1_000_000

  static let count: Int = {
    guard let text = ProcessInfo.processInfo.environment["SSMPROOF_TEST_SCALE"] else { return defaultCount }
    if text == "full" { return fullCount }
    return max(1, Int(Double(defaultCount) * (Double(text) ?? 1)))
  }()
}
