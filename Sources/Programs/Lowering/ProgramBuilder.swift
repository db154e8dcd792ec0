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
  static let largestFoldedBits = 4096

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
  var operands: [Int32] = []
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

  func areConstant(_ x: Node, _ y: Node) -> Bool {
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

  func folded(_ value: Rational) -> Node? {
    value.bitCount <= Self.largestFoldedBits ? constant(value) : nil
  }
}
