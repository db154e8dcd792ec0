import Algebra
import Numbers
import Programs

/// Runs the part of a program that a `forall real` needs on one cell of the line, symbolically.
///
/// Numbers are elements of a tower of square roots over the rational functions of the bound real.
/// Every question about a sign is answered for the whole cell, or interrupts with the points at which
/// the cell must be split.
final class CellEvaluation {
  enum Interrupt: Error {
    case splits([AlgebraicNumber])
    /// An operation that is not algebraic, or a nested quantifier.
    case unsupported
  }

  private enum Value {
    case element(RadicalElement)
    case failed(Status)
  }

  private let program: Program
  private let writers: [Instruction?]
  private let inputs: [Rational]
  private let block: Program.Block
  private let tower: RadicalTower
  /// Where the block is looked at on the circle, the tower's variable being t = tan(g·w/2), and whether
  /// the cell is the point t = ∞ (then the tower's variable is not used).
  private let circle: CircleForm?
  private let isAtInfinity: Bool
  private var values: [Int32: Value] = [:]
  private var truths: [Int32: Truth] = [:]
  private var depth = 0

  /// How deep the evaluation may recurse.
  private static let largestDepth = 20_000

  init(
    _ program: Program, _ writers: [Instruction?], inputs: [Rational], block: Int, tower: RadicalTower,
    circle: CircleForm? = nil, isAtInfinity: Bool = false
  ) {
    self.circle = circle
    self.isAtInfinity = isAtInfinity
    self.program = program
    self.writers = writers
    self.inputs = inputs
    self.block = program.blocks[block]
    self.tower = tower
  }

  /// domain and with implies body, on the cell.
  func blockTruth() throws -> Truth {
    let x = tower.variable
    // On the circle the domain has been seen to.
    for (end, isLower) in [(block.lower, true), (block.upper, false)] {
      guard let end, circle == nil else { continue }
      switch try value(end.register) {
      case .failed(let status): return Truth(status)
      case .element(let y):
        let sign = try self.sign(isLower ? tower.difference(x, y) : tower.difference(y, x))
        if sign < 0 || (sign == 0 && !end.isClosed) { return .yes }
      }
    }
    if let filter = block.filter {
      let admitted = try truth(filter)
      return admitted == .no ? .yes : !admitted || (try truth(block.body))
    }
    return try truth(block.body)
  }

  private func sign(_ x: RadicalElement) throws -> Int {
    switch try tower.sign(of: x) {
    case .constant(let sign): return sign
    case .splits(let points): throw Interrupt.splits(points)
    case .undefined: throw Interrupt.unsupported
    }
  }

  // MARK: Truths

  private func truth(_ register: Int32) throws -> Truth {
    if let known = truths[register] { return known }
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.largestDepth, let n = writers[Int(register)] else { throw Interrupt.unsupported }
    let result: Truth
    switch n.opcode {
    case .isTrue: result = .yes
    case .isFalse: result = .no
    case .not: result = !(try truth(n.a))
    case .and:
      let x = try truth(n.a)
      result = x == .no ? .no : x && (try truth(n.b))
    case .or:
      let x = try truth(n.a)
      result = x == .yes ? .yes : x || (try truth(n.b))
    case .unlessVacuous: result = .unlessVacuous(try truth(n.a), try truth(n.b))
    case .less: result = try compare(n) { $0 < 0 }
    case .lessOrEqual: result = try compare(n) { $0 <= 0 }
    case .equal: result = try compare(n) { $0 == 0 }
    default: throw Interrupt.unsupported
    }
    truths[register] = result
    return result
  }

  private func compare(_ n: Instruction, _ admits: (Int) -> Bool) throws -> Truth {
    switch (try value(n.a), try value(n.b)) {
    case (.element(let x), .element(let y)):
      return admits(try sign(tower.difference(x, y))) ? .yes : .no
    case (.failed(let s), .failed(let t)): return Truth(.merge(s, t))
    case (.failed(let s), _), (_, .failed(let s)): return Truth(s)
    }
  }

  // MARK: Numbers

  private func value(_ register: Int32) throws -> Value {
    if let known = values[register] { return known }
    if register == block.parameter {
      guard circle == nil else { throw Interrupt.unsupported }
      return .element(tower.variable)
    }
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.largestDepth, let n = writers[Int(register)] else { throw Interrupt.unsupported }
    let result = try evaluate(n)
    values[register] = result
    return result
  }

  private func unary(_ n: Instruction, _ operation: (RadicalElement) throws -> Value) throws -> Value {
    switch try value(n.a) {
    case .element(let x): return try operation(x)
    case .failed(let status): return .failed(status)
    }
  }

  private func binary(
    _ n: Instruction, _ operation: (RadicalElement, RadicalElement) throws -> Value
  ) throws -> Value {
    switch (try value(n.a), try value(n.b)) {
    case (.element(let x), .element(let y)): return try operation(x, y)
    case (.failed(let s), .failed(let t)): return .failed(.merge(s, t))
    case (.failed(let s), _), (_, .failed(let s)): return .failed(s)
    }
  }

  private func evaluate(_ n: Instruction) throws -> Value {
    switch n.opcode {
    case .input: return .element(RadicalElement(inputs[Int(n.a)]))
    case .constant: return .element(RadicalElement(program.constants[Int(n.a)]))
    case .failure: return .failed(Status(program.sites[Int(n.a)].kind, site: n.a))
    case .add: return try binary(n) { .element(try tower.sum($0, $1)) }
    case .sub: return try binary(n) { .element(try tower.difference($0, $1)) }
    case .mul: return try binary(n) { .element(try tower.product($0, $1)) }
    case .div:
      return try binary(n) { x, y in
        if try sign(y) == 0 { return .failed(Status(.undefined, site: n.c)) }
        return .element(try tower.product(x, tower.inverse(of: y)))
      }
    case .neg: return try unary(n) { .element(tower.negated($0)) }
    case .abs: return try unary(n) { .element(try sign($0) < 0 ? tower.negated($0) : $0) }
    case .min: return try binary(n) { .element(try sign(tower.difference($0, $1)) <= 0 ? $0 : $1) }
    case .max: return try binary(n) { .element(try sign(tower.difference($0, $1)) >= 0 ? $0 : $1) }
    case .zeroIfDefined: return try unary(n) { _ in .element(.zero) }
    case .alias: return try value(n.a)
    case .powInt:
      return try unary(n) { x in
        if n.b >= 0 { return .element(try tower.power(x, Int(n.b))) }
        if try sign(x) == 0 { return .failed(Status(.undefined, site: n.c)) }
        return .element(try tower.power(tower.inverse(of: x), -Int(n.b)))
      }
    case .sqrt: return try unary(n) { try squareRoot($0, n.c) }
    case .pow: return try power(n)
    case .cos, .sin: return .element(try onCircle(n))
    case .exp:
      // What exp(i·w) leaves of its real part.
      return try unary(n) {
        guard try sign($0) == 0 else { throw Interrupt.unsupported }
        return .element(RadicalElement(1))
      }
    case .withSign:
      return try binary(n) { x, s in
        .element((try sign(x) < 0) == (try sign(s) < 0) ? x : tower.negated(x))
      }
    case .select:
      let condition = try truth(n.a)
      if condition == .yes { return try value(n.b) }
      if condition == .no { return try value(n.c) }
      return .failed(condition.status)
    case .agree:
      return try binary(n) { x, y in
        try sign(tower.difference(x, y)) == 0 ? .element(x) : .failed(Status(.undefined, site: n.c))
      }
    default: throw Interrupt.unsupported
    }
  }

  /// cos or sin of k·g·w: the real or imaginary part of ((1 + it)²/(1 + t²))^k.
  private func onCircle(_ n: Instruction) throws -> RadicalElement {
    guard let k = circle?.multiples[n.a] else {
      guard case .element(let x) = try value(n.a), try sign(x) == 0 else { throw Interrupt.unsupported }
      return RadicalElement(n.opcode == .cos ? 1 : 0)
    }
    if isAtInfinity { return RadicalElement(n.opcode == .sin ? 0 : k.isMultiple(of: 2) ? 1 : -1) }
    let t = tower.variable
    let (one, square) = (RadicalElement(1), try tower.power(t, 2))
    let inverse = try tower.inverse(of: try tower.sum(one, square))
    let c = try tower.product(try tower.difference(one, square), inverse)
    let s = try tower.product(try tower.sum(t, t), inverse)
    var (re, im) = (one, RadicalElement.zero)
    for _ in 0..<k.magnitude {
      (re, im) = (
        try tower.difference(try tower.product(re, c), try tower.product(im, s)),
        try tower.sum(try tower.product(re, s), try tower.product(im, c))
      )
    }
    if n.opcode == .cos { return re }
    return k < 0 ? tower.negated(im) : im
  }

  private func squareRoot(_ x: RadicalElement, _ site: Int32) throws -> Value {
    switch try tower.squareRoot(of: x) {
    case .value(let root): return .element(root)
    case .undefined: return .failed(Status(.undefined, site: site))
    case .splits(let points): throw Interrupt.splits(points)
    }
  }

  /// x^(p/2) for a constant exponent; other powers are left to subdivision.
  private func power(_ n: Instruction) throws -> Value {
    guard let writer = writers[Int(n.b)], writer.opcode == .constant || writer.opcode == .input else {
      throw Interrupt.unsupported
    }
    let exponent = writer.opcode == .constant ? program.constants[Int(writer.a)] : inputs[Int(writer.a)]
    guard let twice = (exponent * 2).word, twice.magnitude < 1 << 10 else { throw Interrupt.unsupported }
    return try unary(n) { x in
      let sign = try sign(x)
      let isWhole = twice.isMultiple(of: 2)
      if sign < 0 && !isWhole || sign == 0 && twice < 0 { return .failed(Status(.undefined, site: n.c)) }
      if isWhole {
        let k = twice / 2
        return .element(try tower.power(k < 0 ? tower.inverse(of: x) : x, abs(k)))
      }
      guard case .element(let root) = try squareRoot(x, n.c) else { throw Interrupt.unsupported }
      return .element(try tower.power(twice < 0 ? tower.inverse(of: root) : root, abs(twice)))
    }
  }
}
