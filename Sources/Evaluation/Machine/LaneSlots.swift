import Claims

/// Where a `LaneMachine` keeps a program's registers: a slot is used again once the last reader of its
/// value is done, so that what a long program works on stays in the nearest cache.
struct LaneSlots {
  /// By register; slot 0 stands for registers that the main list does not write.
  private(set) var slots: [Int32]
  /// Whether a register's instruction is total: neither its operands nor its result can fail, whatever the
  /// instance.
  private(set) var isTotal: [Bool]
  private(set) var count = 1

  /// - Parameter keepsAll: Whether every register keeps a slot of its own; else those alone that verdicts and
  ///   margins are read from.
  init(_ program: Program, keepsAll: Bool) {
    let registers = max(program.registerCount, 1)
    slots = Array(repeating: 0, count: registers)
    isTotal = Array(repeating: true, count: registers)
    var lastReader = Array(repeating: -1, count: registers)
    for (k, n) in program.instructions.enumerated() {
      var total = program.isTotal(n)
      n.forEachOperand(in: program.operands) { operand in
        total = total && isTotal[Int(operand)]
        lastReader[Int(operand)] = k
      }
      isTotal[Int(n.target)] = total
    }
    var isKept = Array(repeating: keepsAll, count: registers)
    for trace in program.hypotheses + program.conclusions {
      trace.forEachRegister { isKept[Int($0)] = true }
    }
    // What is written once, when the machine is made, stays; statuses of total values are never written, so
    // that a slot serves total values or others.
    for n in program.instructions where n.opcode.isFixed { isKept[Int(n.target)] = true }
    var free: [Bool: [Int32]] = [:]
    for (k, n) in program.instructions.enumerated() {
      let target = Int(n.target)
      if isKept[target] || lastReader[target] <= k {
        slots[target] = Int32(count)
        count += 1
      } else if let slot = free[isTotal[target]]?.popLast() {
        slots[target] = slot
      } else {
        slots[target] = Int32(count)
        count += 1
      }
      // Only now: an instruction may write part of its result before it has read all operands.
      n.forEachOperand(in: program.operands) { operand in
        let operand = Int(operand)
        guard !isKept[operand], lastReader[operand] == k else { return }
        lastReader[operand] = -1
        free[isTotal[operand], default: []].append(slots[operand])
      }
    }
  }

  /// The instruction with slots in the place of registers.
  func placed(_ n: Instruction) -> Instruction {
    var result = n
    result.target = slots[Int(n.target)]
    switch n.shape {
    case .leaf, .pooled: break
    case .one: result.a = slots[Int(n.a)]
    case .two:
      result.a = slots[Int(n.a)]
      result.b = slots[Int(n.b)]
    case .three:
      result.a = slots[Int(n.a)]
      result.b = slots[Int(n.b)]
      result.c = slots[Int(n.c)]
    }
    return result
  }
}

extension Program {
  /// Whether an instruction with a defined value in every operand has one too.
  fileprivate func isTotal(_ n: Instruction) -> Bool {
    switch n.opcode {
    case .failure, .indeterminate, .gaussian, .div, .pow, .sqrt, .log, .atan2, .withSign, .agree,
      .derivativeSwitch, .isUndecided, .forallReal, .bound:
      false
    case .powInt: n.b >= 0
    // An unknown choice between defined values is a defined value.
    default: true
    }
  }
}
