import Enclosures
import ExactReals
import Numbers
import Programs

/// Runs a program on one instance, with one number representation: an interpreter with a count of its work.
///
/// Registers are kept between runs, so that a machine serves many instances without allocating.
final class ScalarMachine<Number: RungNumber> {
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

  private let interpreter: Interpreter<RealDomain<Number>>
  private let steps: [Instruction]
  // The interpreter's registers.
  let reals: UnsafeMutablePointer<Number>
  let statuses: UnsafeMutablePointer<Status>
  let truths: UnsafeMutablePointer<Truth>

  /// What each block reads from outside it.
  private(set) lazy var surroundings = program.surroundings(program.writers)
  /// Blocks over half lines. Whoever runs one reads its registers before the machine goes on.
  private(set) lazy var tails: Interpreter<TailDomain> = {
    let tails = Interpreter(program, TailDomain())
    tails.mean = { [unowned tails] k in tails.closedMean(k) }
    return tails
  }()

  /// Blocks as Taylor series over a box, and at points of it. The same holds.
  private(set) lazy var series: Interpreter<TaylorDomain<Interval>> = Self.series(program)
  private(set) lazy var seriesAtPoint: Interpreter<TaylorDomain<Interval>> = Self.series(program)
  private(set) lazy var exactSeries: Interpreter<TaylorDomain<ExactReal>> = Self.series(program)

  private static func series<N>(_ program: Program) -> Interpreter<TaylorDomain<N>> {
    let series = Interpreter(program, TaylorDomain<N>())
    series.mean = { [unowned series] k in series.closedMean(k) }
    return series
  }

  private(set) var inputs: [Rational] {
    get { interpreter.inputs }
    set { interpreter.inputs = newValue }
  }

  init(_ program: Program, precision: Int) {
    self.program = program
    self.precision = precision
    interpreter = Interpreter(program, RealDomain(precision: precision), isWholeProgram: true)
    (reals, statuses, truths) = (interpreter.values, interpreter.statuses, interpreter.truths)
    witnesses = Array(repeating: nil, count: program.blocks.count)
    steps = program.instructions.filter { !$0.opcode.isFixed }
    // Leaves that are the same for every instance are set once.
    for n in program.instructions where n.opcode.isFixed { interpreter.execute(n) }
    for block in program.blocks {
      for n in block.instructions where n.opcode.isFixed { interpreter.execute(n) }
    }
    interpreter.mean = { [unowned self] k in self.mean?(self, k) ?? (self.reals[0], .indeterminate) }
    interpreter.quantifier = { [unowned self] k in self.quantifier?(self, k) ?? .indeterminate }
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

  /// What block `k` says of the enclosure it was last run at.
  func truth(ofBlock k: Int) -> Truth { interpreter.truth(ofBlock: k) }

  private func execute(_ list: [Instruction]) { Number.execute(list, on: self) }

  /// Runs the list: called by the number type, so that it is compiled for it.
  @inline(__always)
  func executeList(_ list: [Instruction]) {
    if Number.isMetered { return executeMetered(list) }
    let (arithmetic, function) = Number.cost(precision: precision)
    for (k, n) in list.enumerated() {
      if k % Self.interruptible == Self.interruptible - 1, isInterrupted { return leave(list[k...]) }
      interpreter.execute(n)
      effort += n.opcode.isTranscendental ? function : arithmetic
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
      effort += 10
      switch n.opcode {
      case .add, .sub, .mul, .div:
        effort += Number.workload(reals[Int(n.a)], reals[Int(n.b)])
        interpreter.execute(n)
      // Comparisons and choices take no greatest common divisor.
      case .less, .lessOrEqual, .equal, .not, .and, .or, .min, .max, .select, .neg, .abs:
        interpreter.execute(n)
      default:
        interpreter.execute(n)
        effort += reals[target].workload
      }
    }
  }

  /// Runs one instruction, by an order of one's own.
  func execute(_ n: Instruction) { interpreter.execute(n) }

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
}
