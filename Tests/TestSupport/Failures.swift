/// Collects the failures of a randomised test, so that a broken function does not print a million lines.
package struct Failures: CustomStringConvertible {
  package private(set) var count = 0
  package private(set) var examples: [String] = []

  package init() {}

  package mutating func note(_ text: @autoclosure () -> String) {
    count += 1
    if examples.count < 3 { examples.append(text()) }
  }

  package var description: String {
    count == 0 ? "no failures" : "\(count) failures, e.g. \(examples.joined(separator: "\n"))"
  }
}
