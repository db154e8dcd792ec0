/// Draws expressions and formulas of the claim language: few distinct numbers, so that zeros, ties and values
/// that do not exist are common.
package struct ExpressionGenerator {
  private var state: UInt64
  /// The names that numbers come from.
  package let names: [String]
  /// Whether aggregates over indices occur, some of them empty.
  package let hasAggregates: Bool

  package init(seed: UInt64, names: [String], hasAggregates: Bool = false) {
    state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    self.names = names
    self.hasAggregates = hasAggregates
  }

  package mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  private mutating func leaf() -> String {
    below(3) > 0 ? pick(names) : pick(["0", "1", "2", "(-1)", "1/2", "(-2)", "3"])
  }

  package mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else { return leaf() }
    func e(_ g: inout Self) -> String { g.expression(depth - 1) }
    let (a, b) = (e(&self), e(&self))
    switch below(hasAggregates ? 26 : 22) {
    case 0, 1: return "(\(a) + \(b))"
    case 2, 3: return "(\(a) - \(b))"
    case 4, 5: return "(\(a)*\(b))"
    case 6: return "(\(a)/(\(b)))"
    case 7, 8: return "sqrt(\(a))"
    case 9, 10: return "abs(\(a))"
    case 11: return "max(\(a), \(b))"
    case 12: return "min(\(a), \(b))"
    case 13: return "max(sqrt(\(a)), sqrt(\(b)), \(pick(names)))"
    case 14: return "(\(a))^\(pick(["0", "1", "2", "3", "(-1)", "(-2)"]))"
    case 15: return "(\(a))^(\(pick(["1/2", "3/2", "1/3", "2/3", "-1/2"])))"
    case 16: return "(\(a))^(\(b))"
    case 17, 18: return "(if \(comparison(depth - 1)) then \(a) else \(b))"
    case 19: return "log(\(a))"
    case 20: return pick(["exp", "tanh", "sigmoid"]) + "(\(a))"
    case 21: return "(-(\(a)))"
    case 22: return "max(k in 1..2 with \(comparison(depth - 1)): \(a))"
    case 23: return "\(pick(["sum", "prod", "min"]))(k in 1..\(below(3)): \(a))"
    case 24: return "max(j in 1..2, k in 1..2: abs(if j = k then \(a) else \(b)))"
    default: return "abs(\(a) + i*(\(b)))"
    }
  }

  package mutating func comparison(_ depth: Int) -> String {
    "\(expression(depth)) \(pick(["<", "<=", "=", "/=", ">", ">="])) \(expression(depth))"
  }

  package mutating func formula(_ depth: Int) -> String {
    guard depth > 0 else { return comparison(2) }
    let (a, b) = (formula(depth - 1), formula(depth - 1))
    switch below(hasAggregates ? 9 : 5) {
    case 0: return "(\(a) and \(b))"
    case 1: return "(\(a) or \(b))"
    case 2: return "(\(a) implies \(b))"
    case 3: return "not (\(a))"
    case 4: return comparison(3)
    case 5, 6:
      return "(forall k in 1..2: if k = 1 then \(expression(1)) else \(expression(1)) >= \(expression(1)))"
    case 7: return "(exists k in 1..2 with \(comparison(1)): \(a))"
    default: return "(forall k in 1..2 with \(comparison(1)): \(b))"
    }
  }
}
