import Claims
import Numbers

/// Derivatives by the rules of textbooks, as numbers of their own: that each is the limit of difference quotients is
/// for the proof assistant to accept.
///
/// At a switch (equal sides of a maximum, a modulus of 0, a condition that turns there) no slope is given.
extension Unroller {
  func derivative(_ body: Term, _ target: Term.DerivativeTarget) throws -> Parts {
    guard differentiationDepth == 0 else {
      throw NoValue.untold("a derivative of a derivative is not stated")
    }
    let variable: Parts
    switch target {
    case .variable(let v, let indices): variable = try input(v, try indices.map(index))
    case .slot(let slot):
      guard let parts = values[slot] else {
        throw ExportError(description: "diff by a name outside its scope")
      }
      variable = parts
    }
    differentiationDepth += 1
    let function = try { () throws -> Parts in
      defer { differentiationDepth -= 1 }
      return try value(body)
    }()
    func slope(_ x: NodeID) throws -> NodeID {
      let slope = try self.slope(of: x, by: variable.re) ?? number(0)
      let result = try node(.same, [slope], value(slope), requirements: [x])
      claim.nodes[result].derivative = .init(function: x, target: variable.re, slope: slope)
      return result
    }
    return Parts(re: try slope(function.re), im: try function.im.map(slope))
  }

  /// The slope of `x` as `target` moves; nil where it does not depend on it.
  private func slope(of x: NodeID, by target: NodeID) throws -> NodeID? {
    // Operands come first, so that no recursion is needed.
    var seen: Set<NodeID> = []
    var stack = [x]
    while let next = stack.popLast() {
      guard seen.insert(next).inserted, slopes[target]?[next] == nil else { continue }
      // What must have a value must have one beside the instance too: it is asked for a slope like the rest.
      stack += claim.nodes[next].operands + claim.nodes[next].requirements
      if let alternative = claim.nodes[next].alternative { stack += [alternative.left, alternative.right] }
    }
    for next in seen.sorted() where slopes[target]?[next] == nil {
      let made = try next == target ? number(1) : rule(next, target)
      slopes[target, default: [:]][next] = .some(made)
      if let made { claim.slopes[target, default: [:]][next] = made }
    }
    return slopes[target]?[x] ?? nil
  }

  private func rule(_ x: NodeID, _ target: NodeID) throws -> NodeID? {
    let node = claim.nodes[x]
    func known(_ x: NodeID) -> NodeID? { slopes[target]?[x] ?? nil }
    func depends(_ formula: Formula) -> Bool {
      var result = false
      formula.forEachNode { result = result || known($0) != nil || $0 == target }
      return result
    }
    let isChosen = node.operation == .same || isPower(node.operation)
    if isChosen, node.alternative == nil, node.conditions.contains(where: depends) {
      throw NoValue.untold("a derivative through a condition that depends on the variable is not stated")
    }
    let dependsOnChoice = node.alternative.map { known($0.left) != nil || known($0.right) != nil } ?? false
    guard node.operands.contains(where: { known($0) != nil }) || dependsOnChoice else { return nil }
    let operands = node.operands
    func d(_ k: Int) throws -> NodeID { try known(operands[k]) ?? number(0) }
    func times(_ factor: NodeID) throws -> NodeID { try multiply(factor, try d(0)) }
    let a = operands[0]
    switch node.operation {
    case .add: return try add(try d(0), try d(1))
    case .subtract: return try subtract(try d(0), try d(1))
    case .negate: return try negate(try d(0))
    case .multiply:
      return try add(try multiply(try d(0), operands[1]), try multiply(a, try d(1)))
    case .divide:
      let b = operands[1]
      let numerator = try subtract(try multiply(try d(0), b), try multiply(a, try d(1)))
      return try divide(numerator, try multiply(b, b))
    case .power(0): return try number(0)
    case .power(let n): return try times(try multiply(try number(Rational(n)), try power(a, n - 1)))
    case .magnitude: return try sign(of: a) > 0 ? d(0) : negate(try d(0))
    case .maximum: return try order(a, operands[1]) > 0 ? d(0) : d(1)
    case .minimum: return try order(a, operands[1]) < 0 ? d(0) : d(1)
    case .squareRoot:
      guard value(a).isPositive == .yes else { throw NoValue.undefined("the slope of a root at 0") }
      return try divide(try d(0), try multiply(try number(2), x))
    case .exp: return try times(x)
    case .log: return try divide(try d(0), a)
    case .sin: return try times(try cos(a))
    case .cos: return try times(try negate(try sin(a)))
    case .tanh: return try times(try subtract(try number(1), try multiply(x, x)))
    case .sigmoid: return try times(try bend(x))
    case .softplus: return try times(try sigmoid(a))
    case .silu:
      let s = try sigmoid(a)
      return try times(try add(s, try multiply(a, try bend(s))))
    case .realPower:
      let b = operands[1]
      let growth = try add(
        try multiply(try d(1), try log(a)), try multiply(b, try divide(try d(0), a)))
      return try multiply(x, growth)
    case .same:
      if let alternative = node.alternative, dependsOnChoice {
        _ = try order(alternative.left, alternative.right)
      }
      return try d(0)
    case .arctangent: throw NoValue.untold("a derivative of a complex logarithm is not stated")
    case .number, .input, .point, .pi: return nil
    }
  }

  private func isPower(_ operation: Operation) -> Bool {
    if case .power = operation { return true }
    return false
  }

  /// s·(1 − s).
  private func bend(_ s: NodeID) throws -> NodeID { try multiply(s, try subtract(try number(1), s)) }

  /// The sign of x − y, which is not 0.
  private func order(_ x: NodeID, _ y: NodeID) throws -> Int {
    if value(x).isLess(than: value(y)) == .yes { return -1 }
    if value(y).isLess(than: value(x)) == .yes { return 1 }
    throw NoValue.untold("a derivative at a switch is not stated")
  }

  private func sign(of x: NodeID) throws -> Int { try order(x, try number(0)) }
}
