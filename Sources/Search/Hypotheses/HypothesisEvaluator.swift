import Claims
import Evaluation
import ExactReals
import Numbers
import Programs

/// One hypothesis of a ground theorem as the search sees it: conjunctions are taken apart, so that
/// each constraint depends on few inputs.
struct Constraint: Sendable {
  /// Whether it comes from a variable's domain.
  var isDomain: Bool
  /// The inputs that it depends on, ascending.
  var support: [Int]
  /// The comparison, where the constraint is a single one.
  var relation: Relation?
  /// Whether its sides are not algebraic as a rule.
  var isTranscendental: Bool
  /// The end of an input's domain, where the constraint is one.
  var bound: Bound?

  /// One end of the domain of one input.
  struct Bound: Sendable {
    var input: Int
    var isLower: Bool
    var isClosed: Bool
    /// The end, where it does not depend on other inputs.
    var end: Rational?
  }
  var truth: Int32
  var left: Int32
  var right: Int32
  fileprivate var cone: [Instruction]

  /// Where an end of a domain is computed.
  func place(of bound: Bound) -> Int32 { bound.isLower ? left : right }
}

/// Looks at single hypotheses of a ground theorem, for search: which hold, and by how much.
///
/// What a evaluator says is exact where it is rational, but nothing here is a verdict.
final class HypothesisEvaluator {
  let ground: GroundTheorem
  let constraints: [Constraint]
  private let evaluation: PartialEvaluation
  /// Ends that hypotheses other than domains imply for single inputs.
  let impliedBounds: [Constraint.Bound]
  /// What hypotheses say of inputs beside constant ends, where they are separable.
  let separableRows: [SeparableForm.Row]
  /// Constraints by input.
  let constraintsOfInput: [[Int]]

  init(_ ground: GroundTheorem) {
    self.ground = ground
    let program = ground.program
    evaluation = PartialEvaluation(program, precision: DrawTuning.precision, boxes: DrawTuning.boxes)

    let finder = ConeFinder(program)
    var parts: [(Subformula, Bool)] = []
    // Conditions on indices alone are settled: what they guard is looked into.
    func take(_ trace: Subformula, _ isDomain: Bool) {
      switch trace.kind {
      case .all(let inner): for part in inner { take(part, isDomain) }
      case .element(let filter, let body):
        take(filter, isDomain)
        take(body, isDomain)
      case .implies(let left, let right) where finder.settled(left.truth) == true: take(right, isDomain)
      case .any(let inner):
        let open = inner.filter { finder.settled($0.truth) != false }
        if open.count == 1 { take(open[0], isDomain) } else { parts.append((trace, isDomain)) }
      default: parts.append((trace, isDomain))
      }
    }
    for (k, trace) in program.hypotheses.enumerated() { take(trace, k < ground.domainCount) }

    let nonnegative = Set(
      parts.compactMap { trace, isDomain -> Int? in
        guard isDomain, case .comparison(let relation, let left, let right) = trace.kind,
          let bound = finder.bound(relation, left, right), bound.isLower, let end = bound.end, end >= 0
        else { return nil }
        return bound.input
      })
    var implied = ImpliedBounds(program, writer: finder.writer) { nonnegative.contains($0) }
    for case (let trace, false) in parts {
      if case .comparison(let relation, let left, let right) = trace.kind {
        implied.take(relation, left, right)
      }
    }
    impliedBounds = implied.bounds
    constraints = parts.compactMap { trace, isDomain in
      let (cone, support) = finder.cone(of: trace.truth)
      guard !support.isEmpty else { return nil }
      var constraint = Constraint(
        isDomain: isDomain, support: support, relation: nil,
        isTranscendental: cone.contains { $0.opcode.isTranscendental }, truth: trace.truth, left: -1,
        right: -1,
        cone: cone)
      if case .comparison(let relation, let left, let right) = trace.kind {
        constraint.relation = relation
        constraint.left = left
        constraint.right = right
        if isDomain { constraint.bound = finder.bound(relation, left, right) }
      }
      return constraint
    }
    let reader = SeparableReader(program: program, writer: finder.writer)
    separableRows = constraints.compactMap {
      guard let relation = $0.relation, $0.bound?.end == nil else { return nil }
      return reader.row(relation, $0.left, $0.right)
    }
    var byInput = Array(repeating: [Int](), count: program.inputCount)
    for (k, constraint) in constraints.enumerated() {
      for input in constraint.support { byInput[input].append(k) }
    }
    constraintsOfInput = byInput
  }

  /// The inputs that functions of exponential growth or decay rest on.
  var exponents: [Int] {
    let program = ground.program
    var isBelow = Array(repeating: false, count: program.registerCount)
    var inputs: Set<Int> = []
    for n in program.blocks.reversed().flatMap({ $0.instructions.reversed() })
      + program.instructions.reversed()
    {
      switch n.opcode {
      case .input where isBelow[Int(n.target)]: inputs.insert(Int(n.a))
      case .exp, .tanh, .sigmoid, .softplus, .silu: isBelow[Int(n.a)] = true
      default:
        guard isBelow[Int(n.target)] else { continue }
        n.forEachOperand(in: program.operands) { isBelow[Int($0)] = true }
      }
    }
    return inputs.sorted()
  }

  /// The work done so far; see `Engine.effort`.
  var effort: Int { evaluation.effort }

  /// Whether a constraint holds at the inputs (`unknown` also where it is undefined).
  func truth(of k: Int, at inputs: [Rational]) -> Trilean {
    if let bound = constraints[k].bound, let end = bound.end {
      let x = inputs[bound.input]
      let isInside = bound.isLower ? end < x : x < end
      return Trilean(isInside || (bound.isClosed && x == end))
    }
    let constraint = constraints[k]
    // Most constraints are decided by balls.
    evaluation.runBalls(inputs, only: constraint.cone)
    var truth = evaluation.truthByBalls(constraint.truth)
    if !truth.isDecided {
      evaluation.runExactly(inputs, only: constraint.cone)
      truth = evaluation.exactTruth(constraint.truth)
    }
    return truth == .yes ? .yes : truth == .no ? .no : .unknown
  }

  /// The end of a domain at the inputs, where it is rational.
  func end(of k: Int, at inputs: [Rational]) -> Rational? {
    guard let bound = constraints[k].bound else { return nil }
    if let end = bound.end { return end }
    evaluation.runExactly(inputs, only: constraints[k].cone)
    guard let value = evaluation.exactValue(constraints[k].place(of: bound)) else { return nil }
    return value.exactValue ?? (bound.isLower ? value.upper : value.lower)
  }

  /// left² − right² of a constraint that is one comparison, where it is rational: what a modulus or another
  /// square root says without the root.
  func differenceOfSquares(of k: Int, at inputs: [Rational]) -> Rational? {
    sides(of: k, at: inputs).flatMap { ($0 * $0 - $1 * $1).exactValue }
  }

  /// left − right of a constraint that is one comparison, roughly.
  func roughDifference(of k: Int, at inputs: [Rational]) -> Double? {
    let constraint = constraints[k]
    guard constraint.relation != nil else { return nil }
    evaluation.runBalls(inputs, only: constraint.cone)
    guard let left = evaluation.ball(constraint.left), let right = evaluation.ball(constraint.right)
    else { return nil }
    let difference = left.midpoint - right.midpoint
    return difference.isFinite ? difference : nil
  }

  /// left − right of a constraint that is one comparison, where it is rational; else a number close to it.
  func difference(of k: Int, at inputs: [Rational]) -> Rational? {
    sides(of: k, at: inputs).flatMap(Self.difference)
  }

  /// left − right at several points; where one of them is not rational and the differences of the squares all
  /// are, these.
  func differences(of k: Int, at points: [[Rational]]) -> [Rational]? {
    let sides = points.compactMap { self.sides(of: k, at: $0) }
    guard sides.count == points.count else { return nil }
    let differences = sides.compactMap { ($0 - $1).exactValue }
    if differences.count == points.count { return differences }
    let squares = sides.compactMap { ($0 * $0 - $1 * $1).exactValue }
    if squares.count == points.count { return squares }
    let close = sides.compactMap(Self.difference)
    return close.count == points.count ? close : nil
  }

  private static func difference(_ left: ExactReal, _ right: ExactReal) -> Rational? {
    let difference = left - right
    return difference.exactValue ?? difference.lower
  }

  private func sides(of k: Int, at inputs: [Rational]) -> (ExactReal, ExactReal)? {
    let constraint = constraints[k]
    guard constraint.relation != nil else { return nil }
    evaluation.runExactly(inputs, only: constraint.cone)
    guard let left = evaluation.exactValue(constraint.left),
      let right = evaluation.exactValue(constraint.right)
    else { return nil }
    return (left, right)
  }
}

/// Finds what a register depends on.
private struct ConeFinder {
  private let program: Program
  /// The instruction that writes a register of the main list, by register.
  private(set) var writer: [Int32: Instruction] = [:]

  init(_ program: Program) {
    self.program = program
    for n in program.instructions { writer[n.target] = n }
    for block in program.blocks {
      for n in block.instructions { writer[n.target] = n }
    }
  }

  /// The truth of a register that is the same at all inputs.
  func settled(_ register: Int32) -> Bool? {
    switch writer[register]?.opcode {
    case .isTrue: true
    case .isFalse: false
    default: nil
    }
  }

  /// `end <= x` is a lower end, `x <= end` an upper one.
  func bound(_ relation: Relation, _ left: Int32, _ right: Int32) -> Constraint.Bound? {
    func input(_ register: Int32) -> Int? {
      guard let n = writer[register], n.opcode == .input else { return nil }
      return Int(n.a)
    }
    func constant(_ register: Int32) -> Rational? {
      guard let n = writer[register], n.opcode == .constant else { return nil }
      return program.constants[Int(n.a)]
    }
    let isClosed = relation == .lessOrEqual
    // An end may itself be an input (`real y in [x, 1]`); the constant, or the later input, decides.
    let (x, y) = (input(left), input(right))
    if let y, x == nil || y > (x ?? -1) {
      return Constraint.Bound(input: y, isLower: true, isClosed: isClosed, end: constant(left))
    }
    guard let x else { return nil }
    return Constraint.Bound(input: x, isLower: false, isClosed: isClosed, end: constant(right))
  }

  /// The main-list instructions below `register`, in running order, and the inputs among them.
  func cone(of register: Int32) -> (cone: [Instruction], support: [Int]) {
    var seen: Set<Int32> = []
    var stack = [register]
    var support: Set<Int> = []
    while let x = stack.popLast() {
      guard seen.insert(x).inserted, let n = writer[x] else { continue }
      if n.opcode == .input { support.insert(Int(n.a)) }
      n.forEachOperand(in: program.operands) { stack.append($0) }
      if n.opcode.hasBlock {
        let block = program.blocks[Int(n.a)]
        stack += [block.lower?.register, block.upper?.register, block.filter, block.body].compactMap { $0 }
      }
    }
    let blockTargets = Set(program.blocks.flatMap { $0.instructions.map(\.target) })
    let cone = seen.sorted().compactMap { blockTargets.contains($0) ? nil : writer[$0] }
    return (cone, support.sorted())
  }
}
