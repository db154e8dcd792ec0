import Programs

/// How a `LaneMachine` runs a program: which instructions, and where it keeps their values.
///
/// A slot is used again once the last reader of its value is done, so that what a long program works
/// on stays in the nearest cache. Comparisons that serve as hypotheses and nothing else are not kept at
/// all: they are taken together as they come.
struct LanePlan {
  /// An instruction over slots.
  struct Step {
    enum Kind {
      /// Its operands or its result can fail.
      case partial
      /// Neither its operands nor its result can fail, whatever the instance. Statuses of total values are
      /// never written; total truths are yes, no or unknown.
      case total
      /// A total comparison of which only the conjunction with the other checks is asked for.
      case check
    }
    var instruction: Instruction
    var kind: Kind
  }

  /// Slot 0 stands for registers that are not kept, slot 1 for the conjunction of the checks; the inputs follow.
  static let reservedCount = 2

  /// By register.
  private(set) var slots: [Int32]
  private(set) var isTotal: [Bool]
  private(set) var count: Int
  private(set) var steps: [Step] = []
  /// What is written once, when the machine is made.
  private(set) var fixed: [Instruction] = []
  /// The truths whose conjunction, with the checks, the hypotheses are.
  private(set) var hypotheses: [Int32] = []

  /// - Parameter keepsAll: Whether every register keeps a slot of its own; else those alone that verdicts and
  ///   margins are read from.
  init(_ program: Program, keepsAll: Bool) {
    let registers = max(program.registerCount, 1)
    count = Self.reservedCount + program.inputCount
    slots = Array(repeating: 0, count: registers)
    isTotal = Array(repeating: true, count: registers)
    var writer = Array(repeating: -1, count: registers)
    var readers = Array(repeating: 0, count: registers)
    for (k, n) in program.instructions.enumerated() {
      writer[Int(n.target)] = k
      var total = program.isTotal(n)
      n.forEachOperand(in: program.operands) { operand in
        total = total && isTotal[Int(operand)]
        readers[Int(operand)] += 1
      }
      isTotal[Int(n.target)] = total
    }
    var isKept = Array(repeating: keepsAll, count: registers)
    for trace in program.conclusions { trace.forEachRegister { isKept[Int($0)] = true } }
    for register in program.measures { isKept[Int(register)] = true }

    // Hypotheses are taken apart as long as nothing else asks for the parts.
    var isDropped = Array(repeating: false, count: program.instructions.count)
    var isCheck = isDropped
    let roots = Set(program.hypotheses.map(\.truth))
    var open = roots.map { (register: $0, parents: 0) }
    while let (register, parents) = open.popLast() {
      let (x, k) = (Int(register), writer[Int(register)])
      let isOwn = k >= 0 && isTotal[x] && !isKept[x] && readers[x] == parents
      switch isOwn ? program.instructions[k].opcode : .isUndecided {
      case .and:
        isDropped[k] = true
        // A part that is a hypothesis by itself comes by itself.
        for part in [program.instructions[k].a, program.instructions[k].b] where !roots.contains(part) {
          open.append((part, 1))
        }
      case .less, .lessOrEqual: isCheck[k] = true
      default: if !hypotheses.contains(register) { hypotheses.append(register) }
      }
    }
    hypotheses.sort()
    for register in hypotheses { isKept[Int(register)] = true }
    for n in program.instructions where n.opcode.isFixed || n.opcode == .input {
      isKept[Int(n.target)] = true
    }

    var lastReader = Array(repeating: -1, count: registers)
    for (k, n) in program.instructions.enumerated() where !isDropped[k] {
      n.forEachOperand(in: program.operands) { lastReader[Int($0)] = k }
    }
    // A slot serves total values or others, never both: the statuses of total ones are not written.
    var free: [Bool: [Int32]] = [:]
    for (k, n) in program.instructions.enumerated() where !isDropped[k] {
      let target = Int(n.target)
      if n.opcode == .input {
        slots[target] = Int32(Self.reservedCount) + n.a
        continue
      }
      if !isCheck[k] {
        let isLasting = isKept[target] || lastReader[target] <= k
        if !isLasting, let slot = free[isTotal[target]]?.popLast() {
          slots[target] = slot
        } else {
          slots[target] = Int32(count)
          count += 1
        }
      }
      if n.opcode.isFixed {
        fixed.append(placed(n))
      } else {
        steps.append(
          Step(instruction: placed(n), kind: isCheck[k] ? .check : isTotal[target] ? .total : .partial))
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
  private func placed(_ n: Instruction) -> Instruction {
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
