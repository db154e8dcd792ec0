import Claims
import Inputs
import Numbers

/// A theorem at given sizes: values and operations, no control flow.
///
/// Instructions stand in an order in which operands come before their use; every rung runs the same
/// list. The only nested parts are the blocks of `forall real` and `gaussian`, whose instructions
/// depend on a bound real and are run as often as the rung needs.
package struct Program: Sendable {
  /// The part of a `forall real` or `gaussian` that depends on the bound real.
  package struct Block: Sendable {
    package struct End: Sendable {
      package var register: Int32
      package var isClosed: Bool
    }
    package var name: String
    /// The register of the bound real.
    package var parameter: Int32
    package var instructions: [Instruction]
    package var lower: End?
    package var upper: End?
    /// The truth of `with`, or nil.
    package var filter: Int32?
    /// The truth (`forall real`) or the number (`gaussian`) that the block computes.
    package var body: Int32
    package var position: Position
  }

  package var instructions: [Instruction] = []
  package var registerCount = 0
  package var inputCount = 0
  package var constants: [Rational] = []
  package var sites: [FailureSite] = []
  /// Operand lists of instructions with more than three operands.
  package var operands: [Int32] = []
  package var blocks: [Block] = []

  /// The truth of each hypothesis: domains first, then `assume` items, one per combination of free
  /// indices.
  package var hypotheses: [Subformula] = []
  /// The truth of each conclusion, one per `conclude` item and combination of free indices.
  package var conclusions: [Subformula] = []
  /// Numbers that are asked for beside the verdict, real ones.
  package var measures: [Int32] = []
}

/// The structure of a formula over the registers that hold its parts: enough to say which comparison
/// fails, and by what margin a formula holds.
package final class Subformula: Sendable {
  package enum Kind: Sendable {
    case comparison(Relation, left: Int32, right: Int32)
    case all([Subformula])
    case any([Subformula])
    case implies(Subformula, Subformula)
    /// An element of an `exists` that a filter admits, and what is said of it. Where the filter does not admit it, neither
    /// is a part that fails.
    case element(Subformula, Subformula)
    case forallReal(block: Int32, body: Subformula)
    /// A part that is not looked into.
    case opaque
  }

  package let kind: Kind
  /// The register of the truth of this part.
  package let truth: Int32
  package let bindings: [IndexValue]
  /// Whether it compares only the real or the imaginary parts of two complex numbers.
  package let isPartOfComplex: Bool

  init(_ kind: Kind, truth: Int32, bindings: [IndexValue] = [], isPartOfComplex: Bool = false) {
    self.kind = kind
    self.truth = truth
    self.bindings = bindings
    self.isPartOfComplex = isPartOfComplex
  }

  package var isForallReal: Bool {
    if case .forallReal = kind { true } else { false }
  }

  func mapped(_ map: (Int32) -> Int32, blocks: (Int32) -> Int32) -> Subformula {
    let kind: Kind =
      switch self.kind {
      case .comparison(let relation, let left, let right):
        .comparison(relation, left: map(left), right: map(right))
      case .all(let parts): .all(parts.map { $0.mapped(map, blocks: blocks) })
      case .any(let parts): .any(parts.map { $0.mapped(map, blocks: blocks) })
      case .implies(let left, let right):
        .implies(left.mapped(map, blocks: blocks), right.mapped(map, blocks: blocks))
      case .element(let filter, let body):
        .element(filter.mapped(map, blocks: blocks), body.mapped(map, blocks: blocks))
      case .forallReal(let block, let body):
        .forallReal(block: blocks(block), body: body.mapped(map, blocks: blocks))
      case .opaque: .opaque
      }
    return Subformula(kind, truth: map(truth), bindings: bindings, isPartOfComplex: isPartOfComplex)
  }
}

extension Program {
  package var allInstructions: [Instruction] { instructions + blocks.flatMap(\.instructions) }

  /// The instruction that writes each register, in the main list or a block.
  package var writers: [Instruction?] {
    var writers = [Instruction?](repeating: nil, count: registerCount)
    for n in instructions { writers[Int(n.target)] = n }
    for block in blocks {
      for n in block.instructions { writers[Int(n.target)] = n }
    }
    return writers
  }
}
