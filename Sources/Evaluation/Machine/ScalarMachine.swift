import Enclosures
import ExactReals
import Numbers
import Programs

/// Runs a program on one instance, with one number representation.
///
/// Registers are kept between runs, so that a machine serves many instances without allocating.
final class ScalarMachine<Number: RealEnclosure> {
  let program: Program
  let precision: Int
  /// Decides `forall real` blocks on this rung; without it they stay unknown.
  var quantifier: ((ScalarMachine, Int) -> Truth)?
  /// The effort at which the outermost decision of a quantifier that is under way ends: what is decided within it ends
  /// there too.
  var decisionCeiling = Int.max
  /// The mean of a `gaussian` block on this rung; without it means stay unknown.
  var mean: ((ScalarMachine, Int) -> (Number, Status))?
  /// A real at which block k fails, where one was found in the last run.
  var witnesses: [Rational?]

  /// The work done since the machine was made, in units of some tens of nanoseconds. It is
  /// counted, never timed, so that it is the same on every machine.
  private(set) var effort = 0
  /// What one run may spend on exact numbers, which can grow without end; what comes after it in the
  /// program is not computed.
  var largestRunEffort = EvaluationLimits.searchWork
  private var effortCeiling = Int.max
  /// Whether the last run was broken off at that limit, or by an interrupt.
  private(set) var isBeyondEffort = false
  private var wasLeft = false
  /// Whether the registers are those of a whole run.
  private var isWhole = false

  /// Ends long runs early; what comes after is indeterminate.
  var interruption: Interruption?
  /// After so many instructions a list asks.
  private static var interruptible: Int { 2000 }
  private static var exactInterruptible: Int { 50 }
  private static var interruptibleEffort: Int { 1_000_000 }

  private(set) var inputs: [Rational] = []
  let reals: UnsafeMutablePointer<Number>
  let statuses: UnsafeMutablePointer<Status>
  let truths: UnsafeMutablePointer<Truth>
  private let steps: [Instruction]

  init(_ program: Program, precision: Int) {
    self.program = program
    self.precision = precision
    let count = max(program.registerCount, 1)
    reals = .allocate(capacity: count)
    reals.initialize(repeating: .wholeLine(precision: precision), count: count)
    statuses = .allocate(capacity: count)
    statuses.initialize(repeating: .defined, count: count)
    truths = .allocate(capacity: count)
    truths.initialize(repeating: .unknown, count: count)
    witnesses = Array(repeating: nil, count: program.blocks.count)
    // Leaves that are the same for every instance are set once.
    steps = program.instructions.filter { !$0.opcode.isFixed }
    for n in program.instructions where n.opcode.isFixed { execute(n) }
    for block in program.blocks {
      for n in block.instructions where n.opcode.isFixed { execute(n) }
    }
  }

  deinit {
    let count = max(program.registerCount, 1)
    reals.deinitialize(count: count)
    reals.deallocate()
    statuses.deallocate()
    truths.deallocate()
  }

  /// Whether the registers already say all there is to say about an instance.
  func isRun(for inputs: [Rational]) -> Bool { isWhole && !wasLeft && self.inputs == inputs }

  func run(_ inputs: [Rational]) {
    precondition(inputs.count == program.inputCount, "an instance has one number per input")
    self.inputs = inputs
    for k in witnesses.indices { witnesses[k] = nil }
    begin()
    execute(steps)
    isWhole = !isInterrupted
  }

  /// Runs part of the main list: a cone, in running order.
  func run(_ inputs: [Rational], only cone: [Instruction]) {
    self.inputs = inputs
    begin()
    execute(cone)
    // Callers change their inputs one at a time; a copy kept here would make each change a copy.
    self.inputs = []
  }

  private func begin() {
    (isWhole, wasLeft, isBeyondEffort) = (false, false, false)
    effortCeiling = effort + largestRunEffort
  }

  /// Runs block `k` with its bound real enclosed by `parameter`.
  func run(block k: Int, at parameter: Number) {
    let block = program.blocks[k]
    reals[Int(block.parameter)] = parameter
    statuses[Int(block.parameter)] = .defined
    execute(block.instructions)
  }

  private func execute(_ list: [Instruction]) {
    if Number.self == ExactReal.self {
      executeMetered(list)
    } else {
      let (arithmetic, function) = Self.units(precision)
      for (k, n) in list.enumerated() {
        if k % Self.interruptible == Self.interruptible - 1, isInterrupted { return leave(list[k...]) }
        execute(n)
        effort += n.opcode.isTranscendental ? function : arithmetic
      }
    }
  }

  /// Runs the list as long as the numbers stay of a size that can be computed with.
  private func executeMetered(_ list: [Instruction]) {
    var asked = effort
    for (k, n) in list.enumerated() {
      if k % Self.exactInterruptible == Self.exactInterruptible - 1
        || effort - asked > Self.interruptibleEffort
      {
        if isInterrupted { return leave(list[k...]) }
        asked = effort
      }
      let target = Int(n.target)
      guard effort <= effortCeiling else {
        isBeyondEffort = true
        statuses[target] = .indeterminate
        truths[target] = .indeterminate
        continue
      }
      if n.opcode == .add || n.opcode == .sub || n.opcode == .mul || n.opcode == .div,
        let x = reals[Int(n.a)] as? ExactReal, let y = reals[Int(n.b)] as? ExactReal
      {
        effort += 10 + ExactReal.workload(x, y)
        execute(n)
        continue
      }
      execute(n)
      effort += 10
      switch n.opcode {
      // Comparisons and choices take no greatest common divisor.
      case .less, .lessOrEqual, .equal, .not, .and, .or, .min, .max, .select, .neg, .abs: break
      default: effort += (reals[target] as? ExactReal)?.workload ?? 0
      }
    }
  }

  /// What one instruction costs.
  private static func units(_ precision: Int) -> (arithmetic: Int, function: Int) {
    Number.self == Ball.self ? (1, 1) : (3 + precision / 64, 40 + precision / 2)
  }

  /// Whether the work is no longer wanted.
  var isInterrupted: Bool { interruption?.isRequested ?? false }

  private func leave(_ rest: ArraySlice<Instruction>) {
    wasLeft = true
    for n in rest {
      statuses[Int(n.target)] = .indeterminate
      truths[Int(n.target)] = .indeterminate
    }
  }

  /// Takes note of work that was done for the machine elsewhere.
  func charge(_ units: Int) { effort += units }

  @inline(__always)
  private func unary(_ n: Instruction, _ operation: (Number) -> Number) {
    let status = statuses[Int(n.a)]
    statuses[Int(n.target)] = status
    if status.isDefined { reals[Int(n.target)] = operation(reals[Int(n.a)]) }
  }

  @inline(__always)
  private func binary(_ n: Instruction, _ operation: (Number, Number) -> Number) {
    let status = Status.merge(statuses[Int(n.a)], statuses[Int(n.b)])
    statuses[Int(n.target)] = status
    if status.isDefined { reals[Int(n.target)] = operation(reals[Int(n.a)], reals[Int(n.b)]) }
  }

  @inline(__always)
  private func comparison(_ n: Instruction, _ relation: (Number, Number) -> Trilean) {
    let status = Status.merge(statuses[Int(n.a)], statuses[Int(n.b)])
    truths[Int(n.target)] =
      status.isDefined ? Truth(relation(reals[Int(n.a)], reals[Int(n.b)])) : Truth(status)
  }

  /// Writes the value where `admissible` is certain, the failure of `site` where it certainly is not.
  @inline(__always)
  private func partial(
    _ n: Instruction, _ status: Status, _ site: Int32, _ admissible: Trilean, _ value: () -> Number
  ) {
    guard status.isDefined else {
      statuses[Int(n.target)] = status
      return
    }
    switch admissible {
    case .yes:
      statuses[Int(n.target)] = .defined
      reals[Int(n.target)] = value()
    case .no: statuses[Int(n.target)] = Status(.undefined, site: site)
    case .unknown: statuses[Int(n.target)] = .indeterminate
    }
  }

  func execute(_ n: Instruction) {
    let (a, b, target) = (Int(n.a), Int(n.b), Int(n.target))
    switch n.opcode {
    case .input: reals[target] = Number(inputs[a], precision: precision)
    case .constant: reals[target] = Number(program.constants[a], precision: precision)
    case .pi: reals[target] = reals[target].constantPi()
    case .bound: break
    case .failure: statuses[target] = Status(program.sites[a].kind, site: n.a)
    case .indeterminate: statuses[target] = .indeterminate
    case .gaussian:
      statuses[target] = .indeterminate
      if let mean { (reals[target], statuses[target]) = mean(self, a) }

    case .add: binary(n, +)
    case .sub: binary(n, -)
    case .mul: binary(n, *)
    case .div:
      partial(n, .merge(statuses[a], statuses[b]), n.c, !reals[b].isZero) { reals[a] / reals[b] }
    case .neg: unary(n, -)
    case .abs: unary(n) { $0.magnitude }
    case .min: binary(n) { Number.minimum($0, $1) }
    case .max: binary(n) { Number.maximum($0, $1) }
    case .zeroIfDefined: unary(n) { $0.constant(0) }
    case .alias: unary(n) { $0 }
    case .powInt:
      partial(n, statuses[a], n.c, n.b >= 0 ? .yes : !reals[a].isZero) { reals[a].power(Int(n.b)) }
    case .pow: power(n)
    case .sqrt: partial(n, statuses[a], n.c, reals[a].isNonnegative) { reals[a].squareRoot() }
    case .exp: unary(n) { $0.exp() }
    case .log: partial(n, statuses[a], n.c, reals[a].isPositive) { reals[a].log() }
    case .sin: unary(n) { $0.sin() }
    case .cos: unary(n) { $0.cos() }
    case .tanh: unary(n) { $0.tanh() }
    case .sigmoid: unary(n) { $0.sigmoid() }
    case .softplus: unary(n) { $0.softplus() }
    case .silu: unary(n) { $0.silu() }
    case .atan2:
      partial(n, .merge(statuses[a], statuses[b]), n.c, !(reals[a].isZero && reals[b].isZero)) {
        Number.atan2(y: reals[a], x: reals[b])
      }
    case .withSign: binary(n) { $0.withSign(of: $1) }

    case .select: select(n)
    case .agree: agree(n)
    case .derivativeSwitch: derivativeSwitch(n)

    case .isTrue: truths[target] = .yes
    case .isFalse: truths[target] = .no
    case .isUndecided: truths[target] = .indeterminate
    case .less: comparison(n) { $0.isLess(than: $1) }
    case .lessOrEqual: comparison(n) { $0.isLessOrEqual(to: $1) }
    case .equal: comparison(n) { $0.isEqual(to: $1) }
    case .not: truths[target] = !truths[a]
    case .and: truths[target] = truths[a] && truths[b]
    case .or: truths[target] = truths[a] || truths[b]
    case .unlessVacuous: truths[target] = .unlessVacuous(truths[a], truths[b])
    case .forallReal: truths[target] = quantifier?(self, a) ?? .indeterminate
    }
  }

  /// x^y: positive x; x = 0 with y ≥ 0 (0^0 = 1); any x with whole y (x ≠ 0 if y < 0).
  private func power(_ n: Instruction) {
    let (x, y) = (reals[Int(n.a)], reals[Int(n.b)])
    let status = Status.merge(statuses[Int(n.a)], statuses[Int(n.b)])
    if status.isDefined, let exponent = y.exactValue, exponent.isInteger {
      partial(n, status, n.c, exponent.signum >= 0 ? .yes : !x.isZero) { x.power(whole: exponent, y) }
      return
    }
    // An exponent that is known exactly and not whole admits no negative base.
    var admissible = x.isPositive
    if admissible != .yes {
      let zeroBase = x.isZero && y.isPositive
      if zeroBase == .yes || (x.isNonnegative && y.isPositive) == .yes {
        admissible = .yes
      } else if y.exactValue != nil, x.isNegative == .yes || (x.isZero == .yes && y.isNegative == .yes) {
        admissible = .no
      } else {
        admissible = .unknown
      }
    }
    partial(n, status, n.c, admissible) { x.power(y) }
  }

  private func select(_ n: Instruction) {
    let (b, c, target) = (Int(n.b), Int(n.c), Int(n.target))
    let condition = truths[Int(n.a)]
    if condition == .yes {
      reals[target] = reals[b]
      statuses[target] = statuses[b]
    } else if condition == .no {
      reals[target] = reals[c]
      statuses[target] = statuses[c]
    } else if condition == .unknown, statuses[b].isDefined, statuses[c].isDefined {
      reals[target] = reals[b].hull(reals[c])
      statuses[target] = .defined
    } else {
      statuses[target] = condition.status
    }
  }

  private func agree(_ n: Instruction) {
    let (x, y) = (reals[Int(n.a)], reals[Int(n.b)])
    let status = Status.merge(statuses[Int(n.a)], statuses[Int(n.b)])
    partial(n, status, n.c, status.isDefined ? x.isEqual(to: y) : .unknown) { x }
  }

  private func derivativeSwitch(_ n: Instruction) {
    let target = Int(n.target)
    let o = (0..<Instruction.pooledCount).map { Int(program.operands[Int(n.a) + $0]) }
    let (here, beside) = (truths[o[0]], truths[o[1]])
    for truth in [here, beside] where !truth.isDecided {
      statuses[target] = truth.status
      return
    }
    let slope = beside == .yes ? o[4] : o[5]
    if here == beside {
      reals[target] = reals[slope]
      statuses[target] = statuses[slope]
      return
    }
    // The function goes on beside the instance with the other branch: it must start at the same
    // value. A branch without a value here may still have a limit, which is not looked for.
    let isDefined = statuses[o[2]].isDefined && statuses[o[3]].isDefined && statuses[slope].isDefined
    var agrees = isDefined ? reals[o[2]].isEqual(to: reals[o[3]]) : .unknown
    if agrees == .no && n.b == 0 { agrees = .unknown }
    partial(n, .defined, n.c, agrees) { reals[slope] }
  }
}
