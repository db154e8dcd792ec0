/// Which equation of a family gives an element. All evaluators ask here.
extension Definition {
  /// An equation that covers an element, with the values of its indices there.
  package struct Covering: Sendable {
    package var equation: Equation
    package var bound: [(slot: Int, value: Int)]
    /// Whether another equation with as many numbers covers the element too: an error of the claim.
    package var isTied: Bool
  }

  /// The equation that covers the element with these indices, the one with more numbers where several do; nil where none does.
  ///
  /// Throws what its patterns and ranges throw.
  package func covering(_ indices: [Int], sizes: [Int], slotCount: Int) throws(IndexArithmeticError)
    -> Covering?
  {
    guard case .family(let equations) = kind else { return nil }
    var best: Covering?
    for equation in equations {
      guard
        let bound = try equation.match(
          indices, sizes: sizes, slotCount: slotCount, anyIndex: coversAllIndices)
      else { continue }
      let (count, known) = (equation.constantCount, best?.equation.constantCount ?? -1)
      if count > known {
        best = Covering(equation: equation, bound: bound, isTied: false)
      } else if count == known {
        best?.isTied = true
      }
    }
    return best
  }
}

extension Equation {
  /// The values of the equation's indices where it covers the element with these indices; nil where it does not.
  ///
  /// - Parameter anyIndex: Whether ranges are of no account.
  package func match(
    _ indices: [Int], sizes: [Int], slotCount: Int, anyIndex: Bool = false
  ) throws(IndexArithmeticError) -> [(slot: Int, value: Int)]? {
    guard patterns.count == indices.count else { return nil }
    var slots = [Int](repeating: 0, count: slotCount)
    var bound: [(slot: Int, value: Int)] = []
    for (pattern, wanted) in zip(patterns, indices) {
      switch pattern {
      case .constant(let term):
        if try term.evaluateIndex(sizes: sizes, slots: slots) != wanted { return nil }
      case .index(let binding, let offset):
        let (value, isTooFar) = wanted.subtractingReportingOverflow(
          try offset.evaluateIndex(sizes: sizes, slots: slots))
        guard !isTooFar else { throw .overflow }
        if !anyIndex {
          let (lower, upper) = try binding.range.bounds(sizes: sizes, slots: slots)
          guard lower <= value, value <= upper else { return nil }
        }
        slots[binding.slot] = value
        bound.append((binding.slot, value))
      }
    }
    return bound
  }
}
