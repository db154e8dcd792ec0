import Search

/// What ended a search, and what would take it further.
enum LimitText {
  static func lines(_ result: SearchResult, _ run: CheckRun) -> [String] {
    var lines: [String] = []
    if result.verdict != .refuted, result.leftOpen > 0 {
      lines.append(
        "  left open: \(result.leftOpen) instances that the search alone chose (not counted)"
      )
    }
    if let text = text(result, run) { lines.append("  ended by: \(text)") }
    return lines
  }

  private static func text(_ result: SearchResult, _ run: CheckRun) -> String? {
    let more = "more with --work \(number(10 * (run.work ?? 1)))"
    switch result.endedBy {
    case nil, .refuted: return nil
    case .instances:
      return run.instances == nil
        ? "instances, the usual number; \(more)" : "instances; more with --instances"
    case .work:
      return run.instances == nil ? "work; \(more)" : "work, before the instances asked for; \(more)"
    case .seconds: return "seconds, before the whole budget was used; more with --seconds"
    case .sizesExhausted where result.theorem.sizes.isEmpty && result.theorem.variables.isEmpty:
      return "the one instance that there is: the theorem has no sizes and no variables"
    case .sizesExhausted: return "sizes exhausted: every size was visited, and nothing new is drawn at any"
    case .programLength:
      return "program length: nothing new is drawn at the sizes tried, and larger ones are beyond a search"
    case .interrupted: return "an interrupt, before the whole budget was used"
    }
  }

  private static func number(_ x: Double) -> String { x == x.rounded() && x < 1e15 ? String(Int(x)) : "\(x)" }
}
