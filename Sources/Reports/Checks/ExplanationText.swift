import Search

/// What a refutation is about, in a few short lines.
enum ExplanationText {
  private static let width = TextLines.columns
  /// Facts longer than this are left to the JSON.
  private static let longest = 70
  /// Of states that are no fractions; the JSON has more.
  private static let stateDigits = 5

  static func lines(_ result: SearchResult) -> [String] {
    var lines: [String] = []
    if let explanation = result.explanation {
      lines += wrapped("why", facts(explanation).joined(separator: "; "))
    }
    if let repair = result.suggestion {
      lines += wrapped(repair.kind == .hypothesis ? "perhaps missing" : "perhaps meant", "\(repair)")
    }
    return lines
  }

  static func facts(_ explanation: Explanation) -> [String] {
    var facts: [String] = []
    if explanation.isEquality { facts.append("the sides are equal") }
    if let first = explanation.firstFailure {
      facts.append("the bound first fails at \(first.indices.map(\.description).joined(separator: ", "))")
    }
    let states = explanation.states.map { "\($0.name) = \($0.value.text(digits: stateDigits))" }.joined(
      separator: ", ")
    if !states.isEmpty, states.count <= longest { facts.append(states) }
    for tight in explanation.tight.prefix(2) where tight.text.count <= longest {
      facts.append("\(tight.text) is tight\(place(tight))")
    }
    if let size = explanation.criticalSize, size.value > 2 || facts.isEmpty {
      facts.append("no violation at smaller \(size.name): \(explanation.heldAtSmallerSizes) instances held")
    }
    return facts
  }

  private static func place(_ tight: Explanation.TightHypothesis) -> String {
    if tight.isEverywhere { return "" }
    guard let first = tight.places.first, !first.isEmpty else { return "" }
    return " at " + first.map(\.description).joined(separator: ", ")
  }

  /// `label: text`, broken at blanks where it is long.
  private static func wrapped(_ label: String, _ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines: [String] = []
    var line = "  \(label):"
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > width {
        lines.append(line)
        line = "     "
      }
      line += " \(word)"
    }
    return lines + [line]
  }
}
