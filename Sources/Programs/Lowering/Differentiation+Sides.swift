import Numbers

/// What is beside the instance, on the side at work, when the target alone moves.
///
/// All answers are truths of the program: yes, no, or undecided where the rules cannot tell. They suppose that
/// the node has a value at the instance.
extension Differentiation {
  struct Sign: Hashable {
    var node: Node
    var isPositive: Bool
  }

  // MARK: Values

  /// Whether a node has values beside.
  func exists(_ x: Node) -> Node {
    guard depends(x), x != target else { return builder.truth(true) }
    if let found = existences[side]?[x] { return found }
    let result = existence(builder.nodes[Int(x)], x)
    existences[side]?[x] = result
    return result
  }

  private func existence(_ n: Instruction, _ x: Node) -> Node {
    let b = builder
    switch n.opcode {
    case .bound, .input, .constant, .pi: return b.truth(true)
    // Divisors and arguments that are not 0 here, or are positive here, are so beside.
    case .div: return b.and(b.and(exists(n.a), exists(n.b)), isContinuous(n.b))
    case .log: return b.and(exists(n.a), isContinuous(n.a))
    case .powInt where n.b < 0: return b.and(exists(n.a), isContinuous(n.a))
    case .atan2:
      return b.and(b.and(exists(n.a), exists(n.b)), b.and(isContinuous(n.a), isContinuous(n.b)))
    case .sqrt:
      return b.facts[Int(n.a)] == .unknown ? b.and(exists(n.a), b.not(negative(n.a))) : exists(n.a)
    case .pow: return existsPower(n.a, n.b)
    case .select: return existenceOfChoice(n)
    case .agree:
      guard let derivative = b.derivatives[x] else { return b.node(.isUndecided) }
      // Off every switch both slopes stay one.
      let operands = b.and(exists(n.a), exists(n.b))
      let differ = b.not(b.compare(.equal, d(n.a), d(n.b)))
      let isOff = isOff(derivative)
      let elsewhere = b.and(b.not(isOff), b.and(b.not(differ), b.node(.isUndecided)))
      return b.and(operands, b.or(isOff, elsewhere))
    case .derivativeSwitch:
      let o = b.pooled(n)
      let isOff = isOff(condition: o[0])
      let there = b.or(b.and(o[0], exists(o[4])), b.and(b.not(o[0]), exists(o[5])))
      return b.or(b.and(isOff, there), b.and(b.not(isOff), b.node(.isUndecided)))
    case .gaussian, .failure, .indeterminate: return b.node(.isUndecided)
    default:
      var result = b.truth(true)
      b.forEachOperand(n) { result = b.and(result, exists($0)) }
      return result
    }
  }

  /// A choice has the values of the branch that is taken beside. Of a branch that has no value here nothing is told.
  private func existenceOfChoice(_ n: Instruction) -> Node {
    let b = builder
    func isTold(_ branch: Node) -> Node {
      let isDefined = b.definedness(branch)
      return b.or(b.and(isDefined, exists(branch)), b.and(b.not(isDefined), b.node(.isUndecided)))
    }
    guard depends(n.a) else {
      return b.or(b.and(n.a, exists(n.b)), b.and(b.not(n.a), exists(n.c)))
    }
    let beside = beside(n.a)
    return b.or(b.and(beside, isTold(n.b)), b.and(b.not(beside), isTold(n.c)))
  }

  // MARK: Switches

  /// Whether no condition, `max`, `min` or `abs` below a derivative switches at the instance.
  private func isOff(_ derivative: ProgramBuilder.Derivative) -> Node {
    let b = builder
    var seen: Set<Node> = []
    var stack = [derivative.source]
    var result = b.truth(true)
    while let x = stack.popLast() {
      guard derivative.by.depends(x), seen.insert(x).inserted else { continue }
      let n = b.nodes[Int(x)]
      switch n.opcode {
      case .max, .min: result = b.and(result, isNonzero(b.sub(n.a, n.b)))
      case .abs: result = b.and(result, isNonzero(n.a))
      case .withSign: result = b.and(result, isNonzero(n.b))
      case .select where derivative.by.depends(n.a): result = b.and(result, isOff(condition: n.a))
      default: break
      }
      b.forEachOperand(n) { stack.append($0) }
    }
    return result
  }

  /// Whether no comparison of a condition is between equals.
  func isOff(condition x: Node) -> Node {
    let b = builder
    let n = b.nodes[Int(x)]
    switch n.opcode {
    case .isTrue, .isFalse: return b.truth(true)
    case .not: return isOff(condition: n.a)
    case .and, .or: return b.and(isOff(condition: n.a), isOff(condition: n.b))
    case .less, .lessOrEqual, .equal:
      if b.nodes[Int(n.a)].opcode == .zeroIfDefined { return isContinuous(n.a) }
      return isNonzero(b.sub(n.a, n.b))
    default: return b.node(.isUndecided)
    }
  }

  private func isNonzero(_ u: Node) -> Node {
    let b = builder
    return b.and(b.not(b.compare(.equal, u, b.constant(0))), isContinuous(u))
  }

  // MARK: Truths

  /// The truth just left or right of the instance.
  func beside(_ truth: Node) -> Node {
    let b = builder
    guard depends(truth) else { return truth }
    let n = b.nodes[Int(truth)]
    switch n.opcode {
    case .not: return b.not(beside(n.a))
    case .and: return b.and(beside(n.a), beside(n.b))
    case .or: return b.or(beside(n.a), beside(n.b))
    case .less: return told(n, positive(b.sub(n.b, n.a)))
    case .lessOrEqual:
      // What asks whether a number is defined.
      if b.nodes[Int(n.a)].opcode == .zeroIfDefined, n.b == b.constant(0) { return exists(n.a) }
      return told(n, b.not(positive(b.sub(n.a, n.b))))
    case .equal:
      let u = b.sub(n.a, n.b)
      return told(n, b.not(b.or(positive(u), negative(u))))
    default: return b.node(.isUndecided)
    }
  }

  /// A comparison's truth beside, which fails where a side of it has no value there.
  private func told(_ n: Instruction, _ truth: Node) -> Node {
    let b = builder
    let isDefined = b.and(exists(n.a), exists(n.b))
    if b.truthValue(isDefined) == true { return truth }
    let absent = b.definedness(
      b.failure(.undefined, position, "a derivative where a condition has no value on one side"))
    return b.or(b.and(isDefined, truth), b.and(b.not(isDefined), absent))
  }

  // MARK: Signs

  /// Whether a number is positive beside; negative.
  func positive(_ u: Node) -> Node { sign(Sign(node: u, isPositive: true)) }
  func negative(_ u: Node) -> Node { sign(Sign(node: u, isPositive: false)) }

  private func sign(_ sign: Sign) -> Node {
    let (b, u) = (builder, sign.node)
    let zero = b.constant(0)
    func has(_ x: Node) -> Node { sign.isPositive ? b.compare(.less, zero, x) : b.compare(.less, x, zero) }
    guard depends(u) else { return has(u) }
    if sign.isPositive ? b.facts[Int(u)] == .positive : b.facts[Int(u)] != .unknown {
      return b.truth(sign.isPositive)
    }
    if let found = signs[side]?[sign] { return found }
    // The sign here is that beside only where the number goes to its value.
    let continuous = isContinuous(u)
    let there = b.or(has(u), b.and(b.compare(.equal, u, zero), leaves(sign)))
    let result = b.or(
      b.and(continuous, there), b.and(b.not(continuous), b.node(.isUndecided)))
    signs[side]?[sign] = result
    return result
  }

  /// Whether a number that is 0 here takes a sign beside: by the signs of its parts, else by its slope.
  private func leaves(_ sign: Sign) -> Node {
    let b = builder
    let n = b.nodes[Int(sign.node)]
    let isPositive = sign.isPositive
    func same(_ x: Node) -> Node { self.sign(Sign(node: x, isPositive: isPositive)) }
    func other(_ x: Node) -> Node { self.sign(Sign(node: x, isPositive: !isPositive)) }
    func nonzero(_ x: Node) -> Node { b.or(positive(x), negative(x)) }
    switch n.opcode {
    case .zeroIfDefined: return b.truth(false)
    case .alias where sign.node != target: return same(n.a)
    case .neg: return other(n.a)
    case .abs: return isPositive ? nonzero(n.a) : b.truth(false)
    case .sqrt: return isPositive ? positive(n.a) : b.truth(false)
    case .mul where n.a == n.b: return isPositive ? nonzero(n.a) : b.truth(false)
    case .mul, .div:
      return b.or(b.and(positive(n.a), same(n.b)), b.and(negative(n.a), other(n.b)))
    case .powInt where n.b > 0:
      if n.b % 2 == 1 { return same(n.a) }
      return isPositive ? nonzero(n.a) : b.truth(false)
    case .max, .min:
      let takesEither = (n.opcode == .max) == isPositive
      return takesEither ? b.or(same(n.a), same(n.b)) : b.and(same(n.a), same(n.b))
    default:
      let (slope, zero) = (d(sign.node), b.constant(0))
      let (rises, falls) = (b.compare(.less, zero, slope), b.compare(.less, slope, zero))
      let (yes, no) = (side == .right) == isPositive ? (rises, falls) : (falls, rises)
      return b.or(yes, b.and(b.not(no), b.node(.isUndecided)))
    }
  }
}
