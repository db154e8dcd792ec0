import Claims
import Inputs
import Numbers

/// Collects the nodes of a program: equal nodes once, constants folded.
///
/// Every rewriting here is exact in real arithmetic and keeps definedness: `x - x` becomes
/// `zeroIfDefined(x)`, not 0.
final class ProgramBuilder {
  typealias Node = Int32

  private struct Key: Hashable {
    var opcode: Opcode
    var a: Int32
    var b: Int32
    var c: Int32
  }

  /// A node that a theorem may not exceed: beyond it a program would not fit a usual memory.
  static let largestNodeCount = 2_000_000
  /// Constants larger than this are not folded but computed on the rung.
  private static let largestFoldedBits = 4096

  private(set) var nodes: [Instruction] = []
  private var known: [Key: Node] = [:]
  /// The node certainly has a value, whatever the inputs are.
  private(set) var isTotal: [Bool] = []
  /// What is known of a node's sign wherever it is defined.
  private(set) var facts: [SignFact] = []
  /// An empty extremum may be met below the node.
  private(set) var canBeVacuous: [Bool] = []
  /// Something below the node may be neither told nor certainly undefined, at any precision.
  private(set) var canBeIndeterminate: [Bool] = []
  /// Without its rewritings the builder only folds constants, which index arithmetic needs: what tests compare
  /// programs with.
  let rewrites: Bool
  /// The innermost block whose bound real the node depends on, or −1.
  private(set) var owner: [Int32] = []
  private(set) var constants: [Rational] = []
  private var constantIndex: [Rational: Int32] = [:]
  private(set) var sites: [FailureSite] = []
  private var siteIndex: [FailureSite: Int32] = [:]
  private(set) var operands: [Int32] = []
  var blocks: [Program.Block] = []
  /// The nesting depth of each block, to find the innermost owner.
  private(set) var blockDepth: [Int] = []
  /// The block that is being lowered, or −1.
  var currentBlock: Int32 = -1
  /// Derivatives whose sides may differ, by the node that makes them agree.
  var derivatives: [Node: Derivative] = [:]
  struct Derivative {
    let source: Node
    let by: Differentiation
  }
  private var aliasCount: Int32 = 0
  /// Set when the node limit was passed; the lowering turns it into an error.
  private(set) var isTooLarge = false

  init(rewrites: Bool = true) { self.rewrites = rewrites }

  // MARK: Leaves

  func site(_ kind: FailureKind, _ position: Position, _ message: String) -> Int32 {
    let site = FailureSite(kind: kind, position: position, message: message)
    if let index = siteIndex[site] { return index }
    let index = Int32(sites.count)
    sites.append(site)
    siteIndex[site] = index
    return index
  }

  func constant(_ value: Rational) -> Node {
    let index: Int32
    if let existing = constantIndex[value] {
      index = existing
    } else {
      index = Int32(constants.count)
      constants.append(value)
      constantIndex[value] = index
    }
    return node(.constant, index)
  }

  func failure(_ kind: FailureKind, _ position: Position, _ message: String) -> Node {
    node(.failure, site(kind, position, message))
  }

  func newBlock(name: String, position: Position) -> Int32 {
    let index = Int32(blocks.count)
    blocks.append(
      Program.Block(
        name: name, parameter: -1, instructions: [], lower: nil, upper: nil, filter: nil, body: -1,
        position: position))
    blockDepth.append(currentBlock < 0 ? 0 : blockDepth[Int(currentBlock)] + 1)
    blocks[Int(index)].parameter = node(.bound, index)
    return index
  }

  func alias(_ x: Node) -> Node {
    aliasCount += 1
    return node(.alias, x, aliasCount)
  }

  // MARK: Inspection

  func constantValue(_ x: Node) -> Rational? {
    let n = nodes[Int(x)]
    return n.opcode == .constant ? constants[Int(n.a)] : nil
  }

  func truthValue(_ x: Node) -> Bool? {
    switch nodes[Int(x)].opcode {
    case .isTrue: true
    case .isFalse: false
    default: nil
    }
  }

  private func areConstant(_ x: Node, _ y: Node) -> Bool {
    constantValue(x) != nil && constantValue(y) != nil
  }

  // MARK: Making nodes

  /// The node as it stands, without rewriting.
  func node(_ opcode: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) -> Node {
    // The place of a possible failure does not tell nodes apart: the first place stands for all.
    let key = Key(opcode: opcode, a: a, b: b, c: Self.namesSite(opcode) ? 0 : c)
    if let existing = known[key] { return existing }
    if nodes.count >= Self.largestNodeCount {
      isTooLarge = true
      return 0
    }
    let index = Int32(nodes.count)
    known[key] = index
    let instruction = Instruction(opcode: opcode, target: index, a: a, b: b, c: c)
    nodes.append(instruction)
    isTotal.append(computeTotality(instruction))
    facts.append(SignFact(of: instruction, builder: self))
    canBeVacuous.append(
      isAny(canBeVacuous, below: instruction) { $0.opcode == .failure && sites[Int($0.a)].kind == .vacuous })
    canBeIndeterminate.append(
      isAny(canBeIndeterminate, below: instruction) {
        $0.opcode == .indeterminate || $0.opcode == .isUndecided || $0.opcode == .derivativeSwitch
      })
    owner.append(computeOwner(instruction))
    return index
  }

  private static func namesSite(_ opcode: Opcode) -> Bool {
    switch opcode {
    case .div, .powInt, .pow, .sqrt, .log, .atan2, .agree: true
    default: false
    }
  }

  private func computeTotality(_ n: Instruction) -> Bool {
    switch n.opcode {
    case .failure, .indeterminate, .agree, .derivativeSwitch, .gaussian, .isUndecided, .forallReal:
      return false
    case .div, .pow, .sqrt, .log, .atan2: return false
    case .powInt: return isTotal[Int(n.a)] && n.b >= 0
    default:
      var total = true
      forEachOperand(n) { total = total && isTotal[Int($0)] }
      return total
    }
  }

  /// Whether a mark is on a node itself, on an operand, or in a block that it decides.
  private func isAny(_ marks: [Bool], below n: Instruction, _ isMarked: (Instruction) -> Bool) -> Bool {
    var result = isMarked(n)
    forEachOperand(n) { result = result || marks[Int($0)] }
    if n.opcode.hasBlock {
      let block = blocks[Int(n.a)]
      for part in [block.lower?.register, block.upper?.register, block.filter, block.body] {
        if let part, part >= 0 { result = result || marks[Int(part)] }
      }
    }
    return result
  }

  private func computeOwner(_ n: Instruction) -> Int32 {
    if n.opcode == .bound { return n.a }
    if n.opcode.hasBlock { return outerOwner(ofBlock: n.a) }
    var result: Int32 = -1
    var depth = -1
    forEachOperand(n) { x in
      let o = owner[Int(x)]
      if o >= 0, blockDepth[Int(o)] > depth { (result, depth) = (o, blockDepth[Int(o)]) }
    }
    return result
  }

  /// The innermost bound real outside the block that the block depends on, or −1.
  private func outerOwner(ofBlock block: Int32) -> Int32 {
    var inside: Set<Int32> = []
    var seen: Set<Node> = []
    var stack: [Node] = []
    var result: Int32 = -1
    var depth = -1
    func enter(_ b: Int32) {
      guard inside.insert(b).inserted else { return }
      let block = blocks[Int(b)]
      stack += [block.lower?.register, block.upper?.register, block.filter, block.body].compactMap { $0 }
    }
    enter(block)
    while let x = stack.popLast() {
      let o = owner[Int(x)]
      guard o >= 0, seen.insert(x).inserted else { continue }
      let n = nodes[Int(x)]
      if n.opcode == .bound {
        if !inside.contains(n.a), blockDepth[Int(n.a)] > depth {
          (result, depth) = (n.a, blockDepth[Int(n.a)])
        }
        continue
      }
      if n.opcode.hasBlock { enter(n.a) }
      forEachOperand(n) { stack.append($0) }
    }
    return result
  }

  /// Calls `body` with every operand that is a register (blocks' own registers not included).
  func forEachOperand(_ n: Instruction, _ body: (Node) -> Void) {
    n.forEachOperand(in: operands, body)
  }

  /// The operands of an instruction that has them in the pool.
  func pooled(_ n: Instruction) -> [Node] {
    (0..<Instruction.pooledCount).map { operands[Int(n.a) + $0] }
  }

  private func folded(_ value: Rational) -> Node? {
    value.bitCount <= Self.largestFoldedBits ? constant(value) : nil
  }

  // MARK: Arithmetic

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

  // MARK: Truths and choices

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
