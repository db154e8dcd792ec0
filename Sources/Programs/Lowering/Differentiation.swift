import Inputs
import Numbers

/// The exact partial derivatives of nodes by one real node, as nodes of the same program.
///
/// For either side three things are carried through the program: whether a node has a value beside the
/// instance (`exists`), whether it goes to its value here (`isContinuous`), and its slope there, taken
/// under these two. At the end the derivative is the slopes' common value where both sides have values,
/// and undefined where a side has none or the slopes differ. Where a side cannot be told (a square root of
/// something that vanishes with its derivative, sides that touch without crossing), the derivative is
/// indeterminate, never a guess.
final class Differentiation {
  typealias Node = ProgramBuilder.Node

  let builder: ProgramBuilder
  let target: Node
  /// Parameters that an enclosing `diff` differentiates by: they do not move with the target.
  private let held: Set<Node>
  let position: Position
  /// Whether a node depends on the target, for every node looked at so far.
  private var dependence: [Bool] = []
  /// Whether a node may jump as the target moves, for every node looked at so far.
  private var jumps: [Bool] = []
  private var known: [Side: [Node: Node]] = [.left: [:], .right: [:]]
  private var exposures: [Side: [Node: Node]] = [.left: [:], .right: [:]]
  enum Side { case left, right }
  /// The side that the rules are working on.
  private(set) var side = Side.right
  /// What the side's own questions were answered with.
  var existences: [Side: [Node: Node]] = [.left: [:], .right: [:]]
  var signs: [Side: [Sign: Node]] = [.left: [:], .right: [:]]

  init(_ builder: ProgramBuilder, by target: Node, holding held: Set<Node>, position: Position) {
    self.builder = builder
    self.target = target
    self.held = held
    self.position = position
  }

  func derivative(of node: Node) -> Node {
    // Ascending order of numbers puts operands first, so that no recursion is needed.
    for x in cone(of: node) {
      for next in [Side.left, .right] {
        side = next
        let derivative = rule(x)
        known[next]?[x] = derivative
        _ = exists(x)
      }
    }
    let b = builder
    side = .left
    let (left, existsLeft) = (exposed(node), exists(node))
    side = .right
    let (right, existsRight) = (exposed(node), exists(node))
    let slope = b.agree(right, left, position)
    if b.nodes[Int(slope)].opcode == .agree, b.derivatives[slope] == nil {
      b.derivatives[slope] = .init(source: node, by: self)
    }
    let exists = b.and(existsLeft, existsRight)
    // The rules drop what does not depend on the target; it must have a value all the same.
    if b.truthValue(exists) == true { return b.add(slope, b.zeroIfDefined(node)) }
    let absent = b.failure(
      .undefined, position, "a derivative where the function has no value on one side, or on both")
    // At the instance first: what has no value there says nothing about the sides.
    return b.select(b.definedness(node), b.select(exists, slope, absent), absent)
  }

  // MARK: Dependence

  func depends(_ x: Node) -> Bool {
    while dependence.count <= Int(x) {
      let next = Node(dependence.count)
      var result = next == target
      if !result, !held.contains(next) {
        let n = builder.nodes[Int(next)]
        builder.forEachOperand(n) { result = result || dependence[Int($0)] }
        if n.opcode.hasBlock {
          let block = builder.blocks[Int(n.a)]
          for part in [block.lower?.register, block.upper?.register, block.filter, block.body] {
            if let part, Int(part) < dependence.count { result = result || dependence[Int(part)] }
          }
        }
      }
      dependence.append(result)
    }
    return dependence[Int(x)]
  }

  /// Whether `x` may be discontinuous in the target where it is defined: a condition switches below it.
  private func mayJump(_ x: Node) -> Bool {
    while jumps.count <= Int(x) {
      let next = Node(jumps.count)
      let n = builder.nodes[Int(next)]
      var result = false
      switch n.opcode {
      case .select: result = depends(n.a)
      case .pow: result = depends(n.b)
      case .withSign, .atan2, .agree, .derivativeSwitch, .gaussian: result = depends(next)
      default: break
      }
      builder.forEachOperand(n) { result = result || jumps[Int($0)] }
      jumps.append(result)
    }
    return jumps[Int(x)]
  }

  /// True where `x` does not jump on the side at work; unknown where it may.
  func isContinuous(_ x: Node) -> Node {
    let b = builder
    guard mayJump(x) else { return b.truth(true) }
    // What has a one-sided derivative does not jump to that side.
    let hasSlope = b.compare(.equal, b.zeroIfDefined(d(x)), b.constant(0))
    return b.or(hasSlope, b.node(.isUndecided))
  }

  /// The real nodes below `node` that depend on the target, in ascending order.
  private func cone(of node: Node) -> [Node] {
    guard depends(node) else { return [] }
    var seen: Set<Node> = []
    var stack = [node]
    while let x = stack.popLast() {
      guard depends(x), known[.right]?[x] == nil, seen.insert(x).inserted else { continue }
      builder.forEachOperand(builder.nodes[Int(x)]) { stack.append($0) }
    }
    return seen.filter { !builder.nodes[Int($0)].opcode.isTruth }.sorted()
  }

  /// The slope of a node on the side at work.
  func d(_ x: Node) -> Node { depends(x) ? known[side]?[x] ?? rule(x) : builder.constant(0) }

  // MARK: Rules

  /// The derivative of the whole expression on the side at work.
  ///
  /// Below other operations a jump or the vertical slope of a root decides nothing (the factor of
  /// x·sqrt(|x|) or of x²·(if x > 0 then 1 else 2) smooths it), and the rules leave it indeterminate. Where
  /// only what has a derivative is added, the whole has none.
  private func exposed(_ x: Node) -> Node {
    // What is told already is not asked again, so that long sums are not walked.
    guard depends(x), x != target, builder.canBeIndeterminate[Int(d(x))] else { return d(x) }
    if let found = exposures[side]?[x] { return found }
    let b = builder
    let n = b.nodes[Int(x)]
    func isTold(_ y: Node) -> Bool { !b.canBeIndeterminate[Int(d(y))] }
    let result: Node
    switch n.opcode {
    case .neg: result = b.neg(exposed(n.a))
    case .alias: result = exposed(n.a)
    case .add where isTold(n.a) || isTold(n.b): result = b.add(exposed(n.a), exposed(n.b))
    case .sub where isTold(n.a) || isTold(n.b): result = b.sub(exposed(n.a), exposed(n.b))
    case .mul where !depends(n.a): result = multiple(n.b, by: n.a)
    case .mul where !depends(n.b): result = multiple(n.a, by: n.b)
    case .div where !depends(n.b): result = b.div(exposed(n.a), n.b, position)
    case .sqrt: result = root(x, n, isExposed: true)
    case .pow: result = power(x, n.a, n.b, isExposed: true)
    case .select: result = conditional(n, exposed(n.b), exposed(n.c), isExposed: true)
    default: result = d(x)
    }
    exposures[side]?[x] = result
    return result
  }

  /// The slope of a multiple; nothing times 0 has one that is not 0.
  private func multiple(_ x: Node, by factor: Node) -> Node {
    let (b, zero) = (builder, builder.constant(0))
    return b.select(b.compare(.equal, factor, zero), zero, b.mul(exposed(x), factor))
  }

  private func rule(_ x: Node) -> Node {
    let b = builder
    if x == target { return b.constant(1) }
    let n = b.nodes[Int(x)]
    switch n.opcode {
    case .add: return b.add(d(n.a), d(n.b))
    case .sub: return b.sub(d(n.a), d(n.b))
    case .mul: return product(n.a, n.b)
    case .div:
      // (a/c)' = (a' − (a/c)·c')/c
      return b.div(b.sub(d(n.a), b.mul(x, d(n.b))), n.b, position)
    case .neg: return b.neg(d(n.a))
    case .zeroIfDefined: return x
    case .alias: return d(n.a)
    case .abs:
      // At u = 0 the right derivative of |u| is |u'|, the left one −|u'|.
      let (u, du) = (n.a, d(n.a))
      let size = b.abs(du)
      return bySign(of: u, positive: du, negative: b.neg(du), zero: side == .right ? size : b.neg(size))
    case .max, .min:
      // Where both are equal, the right derivative of the maximum is that of the one that grows
      // faster, the left one that of the other; for the minimum the other way round.
      let (first, second) = n.opcode == .max ? (n.a, n.b) : (n.b, n.a)
      let (da, db) = (d(n.a), d(n.b))
      let takesGreater = (n.opcode == .max) == (side == .right)
      return bySign(
        of: b.sub(first, second), positive: da, negative: db,
        zero: b.extremum(takesGreater ? .max : .min, da, db))
    case .powInt:
      if n.b == 0 { return b.zeroIfDefined(n.a) }
      let scale = b.mul(b.constant(Rational(Int(n.b))), b.powInt(n.a, n.b - 1, position))
      return b.mul(scale, d(n.a))
    case .pow: return power(x, n.a, n.b, isExposed: false)
    case .sqrt: return root(x, n, isExposed: false)
    case .exp: return b.mul(x, d(n.a))
    case .log: return b.div(d(n.a), n.a, position)
    case .sin: return b.mul(b.node(.cos, n.a), d(n.a))
    case .cos: return b.mul(b.neg(b.node(.sin, n.a)), d(n.a))
    case .tanh: return b.mul(b.sub(b.constant(1), b.mul(x, x)), d(n.a))
    case .sigmoid: return b.mul(b.mul(x, b.sub(b.constant(1), x)), d(n.a))
    case .softplus: return b.mul(b.node(.sigmoid, n.a), d(n.a))
    case .silu:
      let s = b.node(.sigmoid, n.a)
      let slope = b.add(s, b.mul(n.a, b.mul(s, b.sub(b.constant(1), s))))
      return b.mul(slope, d(n.a))
    case .atan2:
      let (y, u) = (n.a, n.b)
      let numerator = b.sub(b.mul(u, d(y)), b.mul(y, d(u)))
      let slope = b.div(numerator, b.add(b.mul(y, y), b.mul(u, u)), position)
      guard depends(y) else { return slope }
      // On the cut y = 0 > u the angle is π; below it, −π.
      let zero = b.constant(0)
      let isOnCut = b.and(b.compare(.equal, y, zero), b.compare(.less, u, zero))
      let staysAbove = side == .right ? b.compare(.less, zero, d(y)) : b.compare(.less, d(y), zero)
      return b.select(
        isOnCut, b.select(staysAbove, slope, b.node(.indeterminate)), slope)
    case .withSign:
      return bySign(
        of: n.b, positive: d(n.a), negative: b.neg(d(n.a)), zero: b.node(.indeterminate))
    case .select: return conditional(n, d(n.b), d(n.c), isExposed: false)
    case .agree:
      // Off the switch both operands are the derivative; at it, they must agree to begin with.
      return b.add(d(n.a), b.zeroIfDefined(x))
    case .failure, .indeterminate: return x
    case .derivativeSwitch:
      let o = b.pooled(n)
      return b.select(isOff(condition: o[0]), b.select(o[0], d(o[4]), d(o[5])), b.node(.indeterminate))
    case .gaussian: return b.node(.indeterminate)
    default: return b.constant(0)
    }
  }

  private func bySign(of u: Node, positive: Node, negative: Node, zero: Node) -> Node {
    let b = builder
    let o = b.constant(0)
    // The sign beside the instance is that at it, or that of the slope, only where u does not jump.
    let slope =
      positive == negative
      ? b.add(positive, b.zeroIfDefined(u))
      : b.select(b.compare(.less, o, u), positive, b.select(b.compare(.less, u, o), negative, zero))
    return b.select(isContinuous(u), slope, b.node(.indeterminate))
  }

  /// (u·v)' = u'·v + u·v'; where u vanishes and v only goes to its value, u'·v.
  private func product(_ u: Node, _ v: Node) -> Node {
    let b = builder
    let (du, dv) = (d(u), d(v))
    var slope = b.add(b.mul(du, v), b.mul(u, dv))
    for (x, y, dx, dy) in [(u, v, du, dv), (v, u, dv, du)] where b.canBeIndeterminate[Int(dy)] {
      let vanishes = b.and(b.compare(.equal, x, b.constant(0)), isContinuous(y))
      slope = b.select(vanishes, b.mul(dx, y), slope)
    }
    return slope
  }

  /// (sqrt a)' = a'/(2 sqrt a); where the argument vanishes together with its derivative, that says nothing.
  private func root(_ x: Node, _ n: Instruction, isExposed: Bool) -> Node {
    let b = builder
    let slope = b.div(d(n.a), b.mul(b.constant(2), x), position)
    if b.facts[Int(n.a)] == .positive { return slope }
    let zero = b.constant(0)
    let vanishes = b.compare(.equal, n.a, zero)
    let isUntold = isExposed ? b.and(vanishes, b.compare(.equal, d(n.a), zero)) : vanishes
    return b.select(isUntold, b.node(.indeterminate), slope)
  }

  private func conditional(_ n: Instruction, _ dThen: Node, _ dElse: Node, isExposed: Bool) -> Node {
    let b = builder
    guard depends(n.a) else { return b.select(n.a, dThen, dElse) }
    return b.derivativeSwitch(
      [n.a, beside(n.a), n.b, n.c, dThen, dElse],
      isCertain: isExposed && !mayJump(n.b) && !mayJump(n.c), position)
  }
}
