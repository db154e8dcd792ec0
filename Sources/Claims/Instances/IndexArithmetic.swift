import Numbers

/// Why index arithmetic has no value.
package enum IndexArithmeticError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A value does not fit in 64 bits.
  case overflow
  /// `2^-1` and the like.
  case negativeExponent
  /// The term has a part that is no index arithmetic; a checked theorem has none in such a place.
  case notIndexArithmetic

  package var description: String {
    switch self {
    case .overflow:
      "index arithmetic overflows 64 bits; a size is at most 10^6, and ranges are counted one by one"
    case .negativeExponent: "a negative exponent in index arithmetic"
    case .notIndexArithmetic: "not index arithmetic"
    }
  }
}

extension Term {
  /// The value of index arithmetic: whole numbers, sizes, indices, `+ - * ^`, `min` and `max`.
  ///
  /// `sizes` are in the order of `Theorem.sizes`; `slots` hold the current values of the index names.
  /// x^0 = 1, also for x = 0. Recurses with the term: see `withDeepStack`. Throws where a value or an
  /// intermediate value does not fit in 64 bits, and for negative exponents.
  package func evaluateIndex(sizes: [Int], slots: [Int]) throws(IndexArithmeticError) -> Int {
    switch self {
    case .number(let value):
      guard let word = value.word else { throw value.isInteger ? .overflow : .notIndexArithmetic }
      return word
    case .size(let number):
      guard sizes.indices.contains(number) else { throw .notIndexArithmetic }
      return sizes[number]
    case .index(let slot):
      guard slots.indices.contains(slot) else { throw .notIndexArithmetic }
      return slots[slot]
    case .negation(let operand):
      return try Self.checked(
        0.subtractingReportingOverflow(try operand.evaluateIndex(sizes: sizes, slots: slots)))
    case .sum(let summands):
      var total = 0
      for summand in summands {
        let value = try summand.term.evaluateIndex(sizes: sizes, slots: slots)
        total = try Self.checked(
          summand.isNegated
            ? total.subtractingReportingOverflow(value) : total.addingReportingOverflow(value))
      }
      return total
    case .product(let factors):
      var total = 1
      for factor in factors {
        guard !factor.isDivisor else { throw .notIndexArithmetic }
        let value = try factor.term.evaluateIndex(sizes: sizes, slots: slots)
        total = try Self.checked(total.multipliedReportingOverflow(by: value))
      }
      return total
    case .power(let base, let exponent, _):
      return try Self.power(
        try base.evaluateIndex(sizes: sizes, slots: slots),
        try exponent.evaluateIndex(sizes: sizes, slots: slots))
    case .extremum(let extremum, let operands):
      var best: Int?
      for operand in operands {
        let value = try operand.evaluateIndex(sizes: sizes, slots: slots)
        best = best.map { extremum == .max ? max($0, value) : min($0, value) } ?? value
      }
      guard let best else { throw .notIndexArithmetic }
      return best
    default: throw .notIndexArithmetic
    }
  }

  private static func checked(
    _ result: (partialValue: Int, overflow: Bool)
  ) throws(IndexArithmeticError) -> Int {
    guard !result.overflow else { throw .overflow }
    return result.partialValue
  }

  private static func power(_ base: Int, _ exponent: Int) throws(IndexArithmeticError) -> Int {
    guard exponent >= 0 else { throw .negativeExponent }
    if exponent == 0 || base == 1 { return 1 }
    if base == 0 { return 0 }
    if base == -1 { return exponent.isMultiple(of: 2) ? 1 : -1 }
    var result = 1
    // Beyond 63 factors of magnitude 2 or more nothing fits.
    for _ in 0..<min(exponent, 64) { result = try checked(result.multipliedReportingOverflow(by: base)) }
    return result
  }
}

extension IndexRange {
  /// The ends of the range; empty where `upper < lower`.
  package func bounds(
    sizes: [Int], slots: [Int]
  ) throws(IndexArithmeticError) -> (lower: Int, upper: Int) {
    (
      try lower.evaluateIndex(sizes: sizes, slots: slots), try upper.evaluateIndex(sizes: sizes, slots: slots)
    )
  }
}

extension [IndexBinding] {
  /// Runs `body` for every assignment of the bindings, the first outermost, each range from its lower
  /// end up; `slots` hold the assignment meanwhile.
  ///
  /// Without bindings `body` runs once. Throws what the ranges and `body` throw.
  package func forEachAssignment(
    sizes: [Int], slots: inout [Int], _ body: (inout [Int]) throws -> Void
  ) throws {
    try assign(from: startIndex, sizes: sizes, slots: &slots, body)
  }

  private func assign(
    from k: Int, sizes: [Int], slots: inout [Int], _ body: (inout [Int]) throws -> Void
  ) throws {
    guard k < endIndex else { return try body(&slots) }
    let (lower, upper) = try self[k].range.bounds(sizes: sizes, slots: slots)
    guard slots.indices.contains(self[k].slot) else { throw IndexArithmeticError.notIndexArithmetic }
    guard lower <= upper else { return }
    for value in lower...upper {
      slots[self[k].slot] = value
      try assign(from: k + 1, sizes: sizes, slots: &slots, body)
    }
  }

  /// How many assignments there are; nil where there are more than `limit`, or where so many partial
  /// ones would have to be looked at to know.
  package func assignmentCount(sizes: [Int], slots: inout [Int], limit: Int) throws -> Int? {
    var (count, steps) = (0, 0)
    return try add(from: startIndex, sizes, &slots, limit, &count, &steps) ? count : nil
  }

  private func add(
    from k: Int, _ sizes: [Int], _ slots: inout [Int], _ limit: Int, _ count: inout Int, _ steps: inout Int
  ) throws -> Bool {
    guard k < endIndex else {
      count += 1
      return count <= limit
    }
    let (lower, upper) = try self[k].range.bounds(sizes: sizes, slots: slots)
    guard slots.indices.contains(self[k].slot) else { throw IndexArithmeticError.notIndexArithmetic }
    guard lower <= upper else { return true }
    if k == endIndex - 1 {
      let (width, isHuge) = upper.subtractingReportingOverflow(lower)
      guard !isHuge, width < limit else { return false }
      count += width + 1
      return count <= limit
    }
    for value in lower...upper {
      steps += 1
      guard steps <= limit else { return false }
      slots[self[k].slot] = value
      guard try add(from: k + 1, sizes, &slots, limit, &count, &steps) else { return false }
    }
    return true
  }
}

extension Variable {
  /// Runs `body` for every element in enumeration order: outermost index first, each from its lower
  /// end up. `slots` (`Theorem.indexSlotCount` of them) hold the element's indices meanwhile.
  package func forEachElement(
    sizes: [Int], slots: inout [Int], _ body: (inout [Int]) throws -> Void
  ) throws {
    try indices.forEachAssignment(sizes: sizes, slots: &slots, body)
  }

  /// The number of elements; nil where it is beyond `limit`.
  package func elementCount(sizes: [Int], slotCount: Int, limit: Int) throws -> Int? {
    var slots = [Int](repeating: 0, count: max(slotCount, 0))
    return try indices.assignmentCount(sizes: sizes, slots: &slots, limit: limit)
  }
}
