import Inputs
import Numbers

/// Means of polynomials in a standard normal variable, as nodes free of it: E x^(2k) = (2k − 1)!!, odd
/// moments vanish. Coefficients may be anything that does not depend on the variable.
final class GaussianMoments {
  typealias Node = ProgramBuilder.Node

  private let builder: ProgramBuilder
  private let parameter: Node
  private let block: Int32
  private var dependence: [Node: Bool] = [:]
  /// Coefficients, constant term first.
  private var polynomials: [Node: [Node]] = [:]
  private var work = 0

  private static let largestDegree = 512
  /// How many products of coefficients one mean may take.
  private static let largestWork = 200_000

  init(_ builder: ProgramBuilder, block: Int32) {
    self.builder = builder
    self.block = block
    parameter = builder.blocks[Int(block)].parameter
  }

  /// The mean of `node` over the block's variable; nil where it is not a polynomial in it, or too large.
  func mean(of node: Node, _ position: Position) -> Node? {
    for x in cone(of: node) {
      guard let polynomial = polynomial(builder.nodes[Int(x)], x, position) else { return nil }
      polynomials[x] = polynomial
    }
    let b = builder
    var sum: Node?
    var moment = Rational(1)
    for (k, c) in coefficients(node).enumerated() {
      let term: Node
      if k.isMultiple(of: 2) {
        if k > 0 { moment *= Rational(k - 1) }
        term = b.mul(b.constant(moment), c)
      } else {
        // What is not defined stays so.
        term = b.zeroIfDefined(c)
      }
      sum = sum.map { b.add($0, term) } ?? term
    }
    return sum ?? b.constant(0)
  }

  // MARK: Dependence

  /// The nodes below `node` that depend on the variable, operands first.
  private func cone(of node: Node) -> [Node] {
    var result: [Node] = []
    var stack: [(Node, Bool)] = [(node, false)]
    while let (x, isDone) = stack.popLast() {
      if isDone {
        var depends = x == parameter
        let n = builder.nodes[Int(x)]
        forEachPart(n) { depends = depends || dependence[$0] == true }
        dependence[x] = depends
        if depends { result.append(x) }
        continue
      }
      guard dependence[x] == nil else { continue }
      dependence[x] = false
      // Outside every block nothing depends on a bound real.
      guard builder.owner[Int(x)] >= 0 || x == parameter else { continue }
      stack.append((x, true))
      forEachPart(builder.nodes[Int(x)]) { if dependence[$0] == nil { stack.append(($0, false)) } }
    }
    // Operands have smaller numbers.
    return result.sorted()
  }

  private func forEachPart(_ n: Instruction, _ body: (Node) -> Void) {
    builder.forEachOperand(n, body)
    guard n.opcode.hasBlock else { return }
    let block = builder.blocks[Int(n.a)]
    for part in [block.lower?.register, block.upper?.register, block.filter, block.body] {
      if let part, part >= 0 { body(part) }
    }
  }

  // MARK: Polynomials

  private func coefficients(_ x: Node) -> [Node] { polynomials[x] ?? [x] }

  /// The polynomial of a node that depends on the variable.
  private func polynomial(_ n: Instruction, _ x: Node, _ position: Position) -> [Node]? {
    let b = builder
    if x == parameter { return [b.constant(0), b.constant(1)] }
    switch n.opcode {
    case .add: return combine(n) { b.add($0, $1) }
    case .sub: return combine(n) { b.sub($0, $1) }
    case .neg: return coefficients(n.a).map { b.neg($0) }
    case .alias: return coefficients(n.a)
    case .zeroIfDefined: return coefficients(n.a).map { b.zeroIfDefined($0) }
    case .mul: return product(coefficients(n.a), coefficients(n.b))
    case .div:
      guard dependence[n.b] != true else { return nil }
      return coefficients(n.a).map { b.div($0, n.b, position) }
    case .powInt:
      guard n.b >= 0 else { return nil }
      var (result, square, rest) = ([b.constant(1)], coefficients(n.a), n.b)
      guard (square.count - 1) * Int(n.b) <= Self.largestDegree else { return nil }
      while rest > 0 {
        if rest & 1 == 1 {
          guard let next = product(result, square) else { return nil }
          result = next
        }
        rest >>= 1
        if rest > 0 {
          guard let next = product(square, square) else { return nil }
          square = next
        }
      }
      // x^0 needs x to be defined.
      return n.b == 0
        ? combined(result, coefficients(n.a).map { b.zeroIfDefined($0) }) { b.add($0, $1) } : result
    case .select:
      guard dependence[n.a] != true else { return nil }
      return combine(n.b, n.c) { b.select(n.a, $0, $1) }
    default: return nil
    }
  }

  private func combine(_ n: Instruction, _ operation: (Node, Node) -> Node) -> [Node] {
    combine(n.a, n.b, operation)
  }

  private func combine(_ x: Node, _ y: Node, _ operation: (Node, Node) -> Node) -> [Node] {
    combined(coefficients(x), coefficients(y), operation)
  }

  private func combined(_ x: [Node], _ y: [Node], _ operation: (Node, Node) -> Node) -> [Node] {
    let zero = builder.constant(0)
    return (0..<max(x.count, y.count)).map {
      operation($0 < x.count ? x[$0] : zero, $0 < y.count ? y[$0] : zero)
    }
  }

  private func product(_ x: [Node], _ y: [Node]) -> [Node]? {
    work += x.count * y.count
    guard work <= Self.largestWork, x.count + y.count - 2 <= Self.largestDegree else { return nil }
    var result = Array(repeating: builder.constant(0), count: x.count + y.count - 1)
    for (i, a) in x.enumerated() {
      for (j, c) in y.enumerated() { result[i + j] = builder.add(result[i + j], builder.mul(a, c)) }
    }
    return result
  }
}
