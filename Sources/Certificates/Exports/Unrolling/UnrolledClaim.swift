import Claims
import ExactReals

/// A number of the claim at the instance, by its place in `UnrolledClaim.nodes`; operands come before their use.
typealias NodeID = Int

/// What a number is made of. Nothing is simplified: each operation of the claim is one node.
enum Operation: Equatable {
  /// A number that stands in the claim, or an index.
  case number
  /// An element of a variable, or one part of a complex one.
  case input
  /// The real at which a `forall real` fails.
  case point
  case pi
  case add, subtract, multiply, divide, negate, magnitude, maximum, minimum
  /// A whole power, not negative.
  case power(Int)
  /// exp(y·log x).
  case realPower
  case squareRoot, exp, log, sin, cos, tanh, sigmoid, softplus, silu, arctangent
  /// The operand, under the node's conditions: a definition's element, an argument, the branch that is taken.
  case same
}

/// One number of the claim at the instance.
struct Node {
  var operation: Operation
  var operands: [NodeID]
  var value: ExactReal
  /// What it is called in the claim, `h[2,1]`.
  var label: String?
  /// What has to hold for the number to have its value: a divisor that is not 0, a condition that chose the branch.
  var conditions: [Formula] = []
  /// Numbers that have to have a value too: the arguments of a call, the other part of a complex number.
  var requirements: [NodeID] = []
  /// Of the branch that a condition took: what decided, and the other branch where it has a value.
  var alternative: Alternative?
  /// Of a derivative: the function, the place, and the number that is said to be its slope there.
  var derivative: Derivative?

  struct Alternative {
    var relation: Relation
    var left: NodeID
    var right: NodeID
    var isThen: Bool
    var other: NodeID
  }

  struct Derivative {
    var function: NodeID
    var target: NodeID
    var slope: NodeID
  }
}

/// A formula of the claim at the instance whose truth is known.
final class Formula {
  enum Kind {
    case comparison(Relation, NodeID, NodeID)
    case not(Formula)
    case all([Formula])
    case any([Formula])
    case implies(Formula, Formula)
  }

  let kind: Kind
  let isTrue: Bool

  init(_ kind: Kind, isTrue: Bool) {
    self.kind = kind
    self.isTrue = isTrue
  }

  /// Calls `body` with every number that the formula compares.
  func forEachNode(_ body: (NodeID) -> Void) {
    switch kind {
    case .comparison(_, let x, let y):
      body(x)
      body(y)
    case .not(let x): x.forEachNode(body)
    case .all(let parts), .any(let parts): for part in parts { part.forEachNode(body) }
    case .implies(let x, let y):
      x.forEachNode(body)
      y.forEachNode(body)
    }
  }
}

/// Why a part of the claim has no number or truth that could be stated.
enum NoValue: Error {
  /// Undefined at the instance.
  case undefined(String)
  /// An empty `max` or `min`.
  case vacuous(String)
  /// Beyond what is decided or stated here.
  case untold(String)

  var reason: String {
    switch self {
    case .undefined(let text), .vacuous(let text), .untold(let text): text
    }
  }
}

/// Why a refutation has no export.
package struct ExportError: Error, CustomStringConvertible {
  package var description: String
  /// Whether only numbers that are not rational stand in the way.
  var leadsOutOfTheRationals = false
}

/// A claim at the instance of a certificate: every number and formula that is reached, as the theorem's tree has it.
struct UnrolledClaim {
  /// A hypothesis or conclusion, with the index values at which it is stated.
  struct Stated {
    var formula: Formula
    var place: String
  }

  var nodes: [Node] = []
  var domains: [Stated] = []
  var assumptions: [Stated] = []
  /// Those that can be stated; one of them at least is false.
  var conclusions: [Stated] = []
  /// Whether conclusions were left out: without them the statement is stronger.
  var isPartial = false
  /// By the number that is differentiated by: the slope of each number that depends on it.
  var slopes: [NodeID: [NodeID: NodeID]] = [:]

  /// The numbers below what is stated, in ascending order, and how often each is read.
  func reachable() -> (nodes: [NodeID], uses: [NodeID: Int]) {
    var uses: [NodeID: Int] = [:]
    var stack: [NodeID] = []
    func use(_ x: NodeID) {
      if uses.updateValue((uses[x] ?? 0) + 1, forKey: x) == nil { stack.append(x) }
    }
    for stated in domains + assumptions + conclusions { stated.formula.forEachNode(use) }
    while let x = stack.popLast() {
      let node = nodes[x]
      node.operands.forEach(use)
      node.requirements.forEach(use)
      for condition in node.conditions { condition.forEachNode(use) }
      if let derivative = node.derivative {
        use(derivative.function)
        use(derivative.target)
        for slope in slopes[derivative.target]?.values.sorted() ?? [] { use(slope) }
      }
      if let alternative = node.alternative {
        [alternative.left, alternative.right, alternative.other].forEach(use)
      }
    }
    return (uses.keys.sorted(), uses)
  }
}
