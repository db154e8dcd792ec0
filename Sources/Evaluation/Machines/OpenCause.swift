import Numbers
import Programs

/// What keeps a formula open that no rung decides.
package enum OpenCause: Sendable {
  /// A mean that is not enclosed, or too widely.
  case mean
  /// A quantifier over the reals.
  case quantifier
  /// A derivative one of whose sides cannot be told.
  case derivative
  /// Numbers that the precision does not tell apart.
  case precision
}

extension ScalarMachine {
  /// Where what stayed open in the last run begins: the first operation in the program that is open though nothing
  /// is that it depends on.
  var openCause: OpenCause {
    let list = program.instructions
    var writers = [Int?](repeating: nil, count: program.registerCount)
    for (k, n) in list.enumerated() { writers[Int(n.target)] = k }
    var stack = (program.hypotheses + program.conclusions).map(\.truth)
    var seen: Set<Int32> = []
    var first: Int?
    while let register = stack.popLast() {
      guard let k = writers[Int(register)], isOpen(list[k]), seen.insert(register).inserted else { continue }
      let operands = list[k].operandRegisters(in: program.operands)
      let open = operands.filter { writers[Int($0)].map { isOpen(list[$0]) } ?? false }
      stack += open
      if open.isEmpty { first = min(first ?? k, k) }
    }
    return first.map { cause(list[$0], writers) } ?? .precision
  }

  private func isOpen(_ n: Instruction) -> Bool {
    if n.opcode.isTruth {
      let truth = truths[Int(n.target)]
      return !truth.isDecided && truth.failure == nil
    }
    return statuses[Int(n.target)] == .indeterminate
  }

  private func cause(_ n: Instruction, _ writers: [Int?]) -> OpenCause {
    switch n.opcode {
    case .gaussian: return .mean
    case .forallReal: return .quantifier
    case .agree, .derivativeSwitch, .isUndecided, .indeterminate: return .derivative
    default:
      // Numbers that are too wide because a mean below is.
      var stack = n.operandRegisters(in: program.operands)
      var seen: Set<Int32> = []
      while let register = stack.popLast() {
        guard seen.insert(register).inserted, let k = writers[Int(register)] else { continue }
        if program.instructions[k].opcode == .gaussian { return .mean }
        stack += program.instructions[k].operandRegisters(in: program.operands)
      }
      return .precision
    }
  }
}
