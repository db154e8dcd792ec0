extension Theorem {
  /// A step of the theorem's proof as a theorem: what the step states at all its indices, under the theorem's hypotheses and
  /// with the proof's `let`s. Nil where a range of it has no upper end.
  package func stating(_ step: Script.Step) -> Theorem? {
    guard let script else { return nil }
    var free: [IndexBinding] = []
    for range in step.free {
      guard let upper = range.upper else { return nil }
      free.append(
        IndexBinding(
          name: range.name, slot: range.slot, range: IndexRange(lower: range.lower, upper: upper)))
    }
    let statement = step.premise.map { Statement.implies($0, step.statement) } ?? step.statement
    var result = script.theorem
    result.conclusions = [Claim(free: free, statement: statement, position: step.position, file: script.file)]
    result.expectation = nil
    return result
  }
}
