import Numbers
import Programs

/// A domain some of whose operations end a run, so that nothing is to be touched that is not needed.
protocol DemandedDomain: NumberDomain {
  /// Ends a run at what can't be told.
  var refusal: Interrupt { get }
}

/// Runs what a register needs and nothing else: operands before the instructions that use them, of a choice the branch
/// taken, of `and` and `or` the second part where the first doesn't settle it.
final class DemandRun<Domain: DemandedDomain> {
  typealias Interrupt = Domain.Interrupt

  let interpreter: Interpreter<Domain>
  private let writers: [Instruction?]
  /// The run in which each register was written last.
  private var runs: [UInt]
  private var run: UInt = 0
  private var depth = 0

  /// How deep the evaluation may recurse.
  private static var largestDepth: Int { 20_000 }

  init(_ program: Program, writers: [Instruction?], _ domain: Domain) {
    interpreter = Interpreter(program, domain)
    self.writers = writers
    runs = Array(repeating: 0, count: program.registerCount)
  }

  /// Forgets what was run.
  func begin() { (run, depth) = (run + 1, 0) }

  func set(_ register: Int32, _ value: Domain.Value) {
    interpreter.set(register, value)
    runs[Int(register)] = run
  }

  func truth(_ register: Int32) throws(Interrupt) -> Truth {
    try demand(register)
    return interpreter.truths[Int(register)]
  }

  func number(_ register: Int32) throws(Interrupt) -> (Domain.Value, Status) {
    try demand(register)
    return (interpreter.values[Int(register)], interpreter.statuses[Int(register)])
  }

  /// `with` implies the body, which is not looked at where it doesn't matter.
  func truth(ofBlock k: Int) throws(Interrupt) -> Truth {
    let block = interpreter.program.blocks[k]
    if let filter = block.filter, try truth(filter) == .no { return .yes }
    try demand(block.body)
    return interpreter.truth(ofBlock: k)
  }

  private func demand(_ register: Int32) throws(Interrupt) {
    guard runs[Int(register)] != run else { return }
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.largestDepth, let n = writers[Int(register)] else {
      throw interpreter.domain.refusal
    }
    if let known = try interpreter.domain.known(n) {
      interpreter.set(register, known)
    } else {
      try demandOperands(of: n)
      try interpreter.execute(n)
    }
    runs[Int(register)] = run
  }

  private func demandOperands(of n: Instruction) throws(Interrupt) {
    switch n.opcode {
    case .and: if try truth(n.a) != .no { try demand(n.b) }
    case .or: if try truth(n.a) != .yes { try demand(n.b) }
    case .select: try demandBranches(try truth(n.a), n.b, n.c)
    case .pow:
      // Of an exponent that the domain has no powers for, the base doesn't matter.
      let (exponent, status) = try number(n.b)
      if status.isDefined { _ = try interpreter.domain.exactValue(of: exponent) }
      try demand(n.a)
    case .derivativeSwitch:
      let o = (0..<Instruction.pooledCount).map { interpreter.program.operands[Int(n.a) + $0] }
      let (here, beside) = (try truth(o[0]), try truth(o[1]))
      guard here.isDecided, beside.isDecided else { return }
      if here != beside {
        try demand(o[2])
        try demand(o[3])
      }
      try demand(beside == .yes ? o[4] : o[5])
    default:
      switch n.shape {
      case .leaf: break
      case .one: try demand(n.a)
      case .two, .three, .pooled:
        try demand(n.a)
        try demand(n.b)
      }
    }
  }

  private func demandBranches(_ condition: Truth, _ first: Int32, _ second: Int32) throws(Interrupt) {
    if condition == .yes || condition == .unknown { try demand(first) }
    if condition == .no || condition == .unknown { try demand(second) }
  }
}
