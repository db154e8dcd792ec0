import Claims
import Inputs
import Numbers

/// Truths and choices: what is decided already is not asked again.
extension ProgramBuilder {
  func truth(_ value: Bool) -> Node { node(value ? .isTrue : .isFalse) }

  func compare(_ opcode: Opcode, _ x: Node, _ y: Node) -> Node {
    guard rewrites || areConstant(x, y) else { return node(opcode, x, y) }
    if x == y {
      return compare(opcode, zeroIfDefined(x), constant(0), same: true)
    }
    return compare(opcode, x, y, same: false)
  }

  private func compare(_ opcode: Opcode, _ x: Node, _ y: Node, same: Bool) -> Node {
    if let p = constantValue(x), let q = constantValue(y) {
      switch opcode {
      case .less: return truth(p < q)
      case .lessOrEqual: return truth(p <= q)
      default: return truth(p == q)
      }
    }
    if !same, let settled = SignFact.settles(opcode, x, y, builder: self) {
      // True wherever both sides are defined.
      return and(definedness(x), definedness(y), or: settled)
    }
    return node(opcode, x, y)
  }

  /// A truth that is true where `x` is defined and fails with it elsewhere.
  func definedness(_ x: Node) -> Node {
    isTotal[Int(x)] ? truth(true) : node(.lessOrEqual, zeroIfDefined(x), constant(0))
  }

  private func and(_ x: Node, _ y: Node, or settled: Bool) -> Node {
    let both = and(x, y)
    return settled ? both : not(both)
  }

  func not(_ x: Node) -> Node {
    guard rewrites || truthValue(x) != nil else { return node(.not, x) }
    if let value = truthValue(x) { return truth(!value) }
    let n = nodes[Int(x)]
    return n.opcode == .not ? n.a : node(.not, x)
  }

  func and(_ x: Node, _ y: Node) -> Node {
    guard rewrites || truthValue(x) != nil || truthValue(y) != nil else { return node(.and, x, y) }
    if let p = truthValue(x) { return p ? y : x }
    if let q = truthValue(y) { return q ? x : y }
    return x == y ? x : node(.and, Swift.min(x, y), Swift.max(x, y))
  }

  func or(_ x: Node, _ y: Node) -> Node {
    guard rewrites || truthValue(x) != nil || truthValue(y) != nil else { return node(.or, x, y) }
    if let p = truthValue(x) { return p ? x : y }
    if let q = truthValue(y) { return q ? y : x }
    return x == y ? x : node(.or, Swift.min(x, y), Swift.max(x, y))
  }

  /// `x`, unless `y` is vacuous.
  func unlessVacuous(_ x: Node, _ y: Node) -> Node {
    canBeVacuous[Int(y)] && x != y ? node(.unlessVacuous, x, y) : x
  }

  func select(_ condition: Node, _ x: Node, _ y: Node) -> Node {
    guard rewrites || truthValue(condition) != nil else { return node(.select, condition, x, y) }
    if let value = truthValue(condition) { return value ? x : y }
    if x == y && isTotal[Int(condition)] { return x }
    return node(.select, condition, x, y)
  }

  func agree(_ x: Node, _ y: Node, _ position: Position) -> Node {
    if x == y, rewrites { return x }
    return node(.agree, x, y, site(.undefined, position, "the derivatives on both sides differ"))
  }

  /// Values that differ at the switch make the derivative undefined where that `isCertain`, else
  /// indeterminate.
  func derivativeSwitch(_ list: [Node], isCertain: Bool, _ position: Position) -> Node {
    precondition(list.count == Instruction.pooledCount)
    let start = Int32(operands.count)
    operands += list
    return node(
      .derivativeSwitch, start, isCertain ? 1 : 0,
      site(.undefined, position, "a condition switches here and the values on both sides differ"))
  }
}
