import Sampling

/// What a reader of figures might miss, in the same words in text and JSON.
enum SampleNotes {
  /// One draw in so many that meets the hypotheses says too little.
  private static let rare = 50
  private static let remedy = "as in D[t] ~ uniform(0, 1 - A[t])"

  /// That draws met the hypotheses never, or too rarely; nil where enough did.
  static func unmet(_ group: SampleGroup, condition: String?) -> String? {
    let counts = group.counts
    let met = counts.held + counts.violated
    guard counts.unmet > 0 else { return nil }
    if met == 0, counts.undecided == 0 {
      let draws =
        counts.draws == 1 ? "the one draw does not meet" : "none of the \(counts.draws) draws meets"
      let further = condition.map { " and the condition \($0)" } ?? ""
      return
        "\(draws) the hypotheses\(further), so nothing is said of the conclusion; draw so that some do, \(remedy)"
        + (condition == nil ? "" : ", or ask for less")
    }
    guard rare * met < counts.draws, counts.draws >= rare else { return nil }
    return "hypotheses are met too rarely: draw so that they are, \(remedy)"
  }
}
