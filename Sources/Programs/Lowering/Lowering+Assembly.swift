/// The last step of lowering: what is not needed is dropped, the rest numbered and sorted into the
/// main list and the blocks.
extension Lowering {
  func assemble(hypotheses: [Subformula], conclusions: [Subformula], measures: [Node] = []) -> Program {
    let nodes = builder.nodes
    var isLive = Array(repeating: false, count: nodes.count)
    var liveBlocks: Set<Int32> = []
    var stack: [Node] = []
    func mark(_ x: Node) {
      if !isLive[Int(x)] {
        isLive[Int(x)] = true
        stack.append(x)
      }
    }
    for trace in hypotheses + conclusions { trace.forEachRegister(mark) }
    measures.forEach(mark)
    while let x = stack.popLast() {
      let n = nodes[Int(x)]
      builder.forEachOperand(n, mark)
      guard n.opcode.hasBlock || n.opcode == .bound else { continue }
      liveBlocks.insert(n.a)
      let block = builder.blocks[Int(n.a)]
      for part in [block.lower?.register, block.upper?.register, block.filter, block.parameter, block.body] {
        if let part, part >= 0 { mark(part) }
      }
    }

    var number = Array(repeating: Int32(-1), count: nodes.count)
    var count: Int32 = 0
    for (x, live) in isLive.enumerated() where live {
      number[x] = count
      count += 1
    }
    let blockOrder = liveBlocks.sorted()
    var blockNumber = Array(repeating: Int32(-1), count: builder.blocks.count)
    for (k, block) in blockOrder.enumerated() { blockNumber[Int(block)] = Int32(k) }

    var program = Program()
    program.registerCount = Int(count)
    program.inputCount = inputs.count
    program.constants = builder.constants
    program.sites = builder.sites
    program.blocks = blockOrder.map { builder.blocks[Int($0)] }
    for k in program.blocks.indices {
      program.blocks[k].parameter = number[Int(program.blocks[k].parameter)]
      if program.blocks[k].body >= 0 { program.blocks[k].body = number[Int(program.blocks[k].body)] }
      program.blocks[k].filter = program.blocks[k].filter.map { number[Int($0)] }
      program.blocks[k].lower?.register = number[Int(builder.blocks[Int(blockOrder[k])].lower!.register)]
      program.blocks[k].upper?.register = number[Int(builder.blocks[Int(blockOrder[k])].upper!.register)]
    }
    for (x, live) in isLive.enumerated() where live {
      let n = renumbered(nodes[x], number, blockNumber, &program.operands)
      let owner = builder.owner[x]
      if owner < 0 {
        program.instructions.append(n)
      } else if n.opcode != .bound {
        program.blocks[Int(blockNumber[Int(owner)])].instructions.append(n)
      }
    }
    registers = number
    let map = { (x: Int32) in number[Int(x)] }
    let blocks = { (x: Int32) in blockNumber[Int(x)] }
    program.hypotheses = hypotheses.map { $0.mapped(map, blocks: blocks) }
    program.conclusions = conclusions.map { $0.mapped(map, blocks: blocks) }
    program.measures = measures.map(map)
    return program
  }

  /// What the registers of the assembled program are called in the theorem, as far as they hold a defined
  /// element: `h[2,1]`, and for complex ones `re h[2]` and `im h[2]`.
  func labels() -> [Int32: String] {
    var labels: [Int32: String] = [:]
    for (element, value) in elements.sorted(by: { ($0.key.owner, $0.value.re) < ($1.key.owner, $1.value.re) })
    {
      let name = Self.elementName(theorem.definitions[element.owner].name, element.indices)
      func label(_ node: Node, _ text: String) {
        let register = registers[Int(node)]
        if register >= 0, labels[register] == nil { labels[register] = text }
      }
      label(value.re, value.im == nil ? name : "re " + name)
      if let im = value.im { label(im, "im " + name) }
    }
    return labels
  }

  private func renumbered(
    _ n: Instruction, _ number: [Int32], _ blockNumber: [Int32], _ operands: inout [Int32]
  ) -> Instruction {
    var result = n
    result.target = number[Int(n.target)]
    switch n.shape {
    case .leaf:
      if n.opcode == .bound || n.opcode.hasBlock {
        result.a = blockNumber[Int(n.a)]
      }
    case .one: result.a = number[Int(n.a)]
    case .two:
      result.a = number[Int(n.a)]
      result.b = number[Int(n.b)]
    case .three:
      result.a = number[Int(n.a)]
      result.b = number[Int(n.b)]
      result.c = number[Int(n.c)]
    case .pooled:
      result.a = Int32(operands.count)
      for k in 0..<Instruction.pooledCount { operands.append(number[Int(builder.operands[Int(n.a) + k])]) }
    }
    return result
  }
}

extension Subformula {
  /// Calls `body` with every register that the trace names.
  package func forEachRegister(_ body: (Int32) -> Void) {
    body(truth)
    switch kind {
    case .comparison(_, let left, let right):
      body(left)
      body(right)
    case .all(let parts), .any(let parts): for part in parts { part.forEachRegister(body) }
    case .implies(let left, let right), .element(let left, let right):
      left.forEachRegister(body)
      right.forEachRegister(body)
    case .forallReal(_, let inner): inner.forEachRegister(body)
    case .opaque: break
    }
  }
}
