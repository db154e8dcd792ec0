import Numbers

/// What is known of a node's sign from its form alone, wherever the node is defined.
///
/// Enclosures cannot tell `exp(x) > 0` from `exp(x) >= 0` where the exponential underflows or x is not
/// bounded; the form can.
enum SignFact: UInt8 {
  case unknown, nonnegative, positive

  init(of n: Instruction, builder: ProgramBuilder) {
    func fact(_ x: ProgramBuilder.Node) -> SignFact { builder.facts[Int(x)] }
    switch n.opcode {
    case .constant:
      let sign = builder.constants[Int(n.a)].signum
      self = sign > 0 ? .positive : sign == 0 ? .nonnegative : .unknown
    case .pi, .exp, .sigmoid, .softplus: self = .positive
    case .abs, .zeroIfDefined: self = .nonnegative
    case .sqrt: self = fact(n.a) == .positive ? .positive : .nonnegative
    // What `diff` differentiates by is a number of its own: that its value here cannot be negative says nothing of beside.
    case .alias: self = fact(n.a) == .positive ? .positive : .unknown
    case .add:
      let (x, y) = (fact(n.a), fact(n.b))
      self = x == .unknown || y == .unknown ? .unknown : max(x, y)
    case .mul:
      self = n.a == n.b ? max(.nonnegative, fact(n.a)) : min(fact(n.a), fact(n.b))
    case .div: self = min(fact(n.a), fact(n.b))
    case .min, .max:
      let (x, y) = (fact(n.a), fact(n.b))
      self = n.opcode == .min ? min(x, y) : max(x, y)
    case .powInt:
      if fact(n.a) == .positive || n.b == 0 {
        self = .positive
      } else {
        self = n.b.isMultiple(of: 2) ? .nonnegative : fact(n.a)
      }
    case .pow: self = fact(n.a) == .positive ? .positive : .unknown
    case .select: self = min(fact(n.b), fact(n.c))
    default: self = .unknown
    }
  }

  /// The truth of a comparison that the forms of both sides settle; nil where they do not.
  static func settles(
    _ opcode: Opcode, _ x: ProgramBuilder.Node, _ y: ProgramBuilder.Node, builder: ProgramBuilder
  ) -> Bool? {
    let (low, high) = (builder.facts[Int(x)], builder.facts[Int(y)])
    if let p = builder.constantValue(x), p.signum <= 0 {
      // p ≤ 0 against a number of known sign.
      let isBelow = high == .positive || (high == .nonnegative && p.signum < 0)
      if isBelow { return opcode != .equal }
      if high == .nonnegative, opcode == .lessOrEqual { return true }
    }
    if let q = builder.constantValue(y), q.signum <= 0 {
      let isAbove = low == .positive || (low == .nonnegative && q.signum < 0)
      if isAbove { return false }
      if low == .nonnegative, opcode == .less { return false }
    }
    // sigmoid < 1, |tanh| < 1.
    if let q = builder.constantValue(y), q >= 1, isBelowOne(x, builder) { return opcode != .equal }
    if let p = builder.constantValue(x), p >= 1, isBelowOne(y, builder) { return false }
    if let p = builder.constantValue(x), p <= -1, builder.nodes[Int(y)].opcode == .tanh {
      return opcode != .equal
    }
    return nil
  }

  private static func isBelowOne(_ x: ProgramBuilder.Node, _ builder: ProgramBuilder) -> Bool {
    let opcode = builder.nodes[Int(x)].opcode
    return opcode == .sigmoid || opcode == .tanh
  }
}

extension SignFact: Comparable {
  static func < (a: SignFact, b: SignFact) -> Bool { a.rawValue < b.rawValue }
}
