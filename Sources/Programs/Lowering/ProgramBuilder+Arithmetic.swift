import Claims
import Inputs
import Numbers

/// Real nodes: constants folded, neutral operands passed over (Documentation/rewritings.md).
extension ProgramBuilder {
  func add(_ x: Node, _ y: Node) -> Node {
    guard rewrites || areConstant(x, y) else { return node(.add, x, y) }
    if let p = constantValue(x) {
      if let q = constantValue(y), let sum = folded(p + q) { return sum }
      if p.isZero { return y }
    }
    if let q = constantValue(y), q.isZero { return x }
    return x <= y ? node(.add, x, y) : node(.add, y, x)
  }

  func sub(_ x: Node, _ y: Node) -> Node {
    guard rewrites || areConstant(x, y) else { return node(.sub, x, y) }
    if x == y { return zeroIfDefined(x) }
    if let q = constantValue(y) {
      if let p = constantValue(x), let difference = folded(p - q) { return difference }
      if q.isZero { return x }
    }
    if let p = constantValue(x), p.isZero { return neg(y) }
    return node(.sub, x, y)
  }

  func mul(_ x: Node, _ y: Node) -> Node {
    guard rewrites || areConstant(x, y) else { return node(.mul, x, y) }
    if let p = constantValue(x) {
      if let q = constantValue(y), let product = folded(p * q) { return product }
      if p.isZero { return zeroIfDefined(y) }
      if p == 1 { return y }
      if p == -1 { return neg(y) }
    }
    if let q = constantValue(y) {
      if q.isZero { return zeroIfDefined(x) }
      if q == 1 { return x }
      if q == -1 { return neg(x) }
    }
    return x <= y ? node(.mul, x, y) : node(.mul, y, x)
  }

  func div(_ x: Node, _ y: Node, _ position: Position) -> Node {
    if rewrites, let q = constantValue(y) {
      // A dividend that may fail in another way keeps the division: the stronger failure prevails.
      if q.isZero && isTotal[Int(x)] { return failure(.undefined, position, "division by zero") }
      if q.isZero { return node(.div, x, y, site(.undefined, position, "division by zero")) }
      if let p = constantValue(x), let quotient = folded(p / q) { return quotient }
      if q == 1 { return x }
    }
    return node(.div, x, y, site(.undefined, position, "division by zero"))
  }

  func neg(_ x: Node) -> Node {
    guard rewrites || areConstant(x, x) else { return node(.neg, x) }
    if let p = constantValue(x) { return constant(-p) }
    let n = nodes[Int(x)]
    if n.opcode == .neg { return n.a }
    if n.opcode == .sub { return node(.sub, n.b, n.a) }
    return node(.neg, x)
  }

  func abs(_ x: Node) -> Node {
    guard rewrites else { return node(.abs, x) }
    if let p = constantValue(x) { return constant(p.magnitude) }
    let n = nodes[Int(x)]
    switch n.opcode {
    case .neg: return abs(n.a)
    case .abs, .zeroIfDefined: return x
    case .sub where n.a > n.b: return node(.abs, node(.sub, n.b, n.a))
    default: return node(.abs, x)
    }
  }

  func extremum(_ kind: Extremum, _ x: Node, _ y: Node) -> Node {
    guard rewrites || areConstant(x, y) else { return node(kind == .max ? .max : .min, x, y) }
    if x == y { return x }
    if let p = constantValue(x), let q = constantValue(y) {
      return constant(kind == .max ? Swift.max(p, q) : Swift.min(p, q))
    }
    let opcode: Opcode = kind == .max ? .max : .min
    return x <= y ? node(opcode, x, y) : node(opcode, y, x)
  }

  func zeroIfDefined(_ x: Node) -> Node {
    guard rewrites else { return node(.zeroIfDefined, x) }
    if isTotal[Int(x)] { return constant(0) }
    let n = nodes[Int(x)]
    if n.opcode == .zeroIfDefined || n.opcode == .failure { return x }
    return node(.zeroIfDefined, x)
  }

  func powInt(_ x: Node, _ k: Int32, _ position: Position) -> Node {
    let place = site(.undefined, position, "zero to a negative power")
    guard rewrites || areConstant(x, x) else { return node(.powInt, x, k, place) }
    if k == 1 { return x }
    if let p = constantValue(x) {
      if p.isZero && k < 0 { return failure(.undefined, position, "zero to a negative power") }
      if p.bitCount * Int(k.magnitude) <= Self.largestFoldedBits { return constant(p.power(Int(k))) }
    }
    if k == 0 && isTotal[Int(x)] { return constant(1) }
    return node(.powInt, x, k, place)
  }

  func sqrt(_ x: Node, _ position: Position) -> Node {
    if rewrites, let p = constantValue(x) {
      if p.signum < 0 { return failure(.undefined, position, "the square root of a negative number") }
      if let root = p.exactRoot(2) { return constant(root) }
    }
    return node(.sqrt, x, 0, site(.undefined, position, "the square root of a negative number"))
  }

  func log(_ x: Node, _ position: Position) -> Node {
    node(.log, x, 0, site(.undefined, position, "the logarithm of a number that is not positive"))
  }

  func pow(_ x: Node, _ y: Node, _ position: Position) -> Node {
    node(
      .pow, x, y,
      site(
        .undefined, position,
        "a power that is not whole of a number that is not positive"))
  }

  func atan2(_ y: Node, _ x: Node, _ position: Position) -> Node {
    node(.atan2, y, x, site(.undefined, position, "the logarithm of zero"))
  }
}
