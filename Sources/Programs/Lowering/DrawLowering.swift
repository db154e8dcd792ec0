import Claims
import Inputs
import Numbers

/// Lowers the distributions of a theorem's variables at given sizes.
///
/// An element is drawn as soon as all its parameters speak of is drawn: lowering a parameter schedules what it reads first.
final class DrawLowering {
  private typealias Element = Lowering.Element
  private let theorem: Theorem
  private let lowering: Lowering
  private var steps: [DrawPlan.Step] = []
  /// Inputs that are drawn, and those whose parameters are being lowered, in order.
  private var drawn: Set<Int32> = []
  private var open: [Element] = []
  private var openInputs: Set<Int32> = []

  /// How many draws may wait for each other.
  private static let chainLimit = 2_000

  private init(_ theorem: Theorem, _ lowering: Lowering) {
    self.theorem = theorem
    self.lowering = lowering
  }

  convenience init(_ theorem: Theorem, sizes: [Int]) throws {
    self.init(theorem, Lowering(theorem, sizes: sizes))
    try lowering.declareInputs()
    lowering.willRead = { [unowned self] input, element, position in
      try self.schedule(input, element, readAt: position)
    }
  }

  func plan() throws -> DrawPlan {
    for (v, variable) in theorem.variables.enumerated() {
      try lowering.forEach(variable.indices, variable.position) {
        let indices = variable.indices.map { lowering.slots[$0.slot] }
        let element = Element(owner: v, indices: indices)
        guard let input = lowering.inputIndex[element] else { return }
        try lowering.withDeferredElements { try schedule(input, element, readAt: variable.position) }
      }
    }
    let builder = lowering.builder
    if builder.isTooLarge { try lowering.checkSize(theorem.position) }
    return DrawPlan(
      instructions: builder.nodes, constants: builder.constants, operands: builder.operands,
      inputCount: lowering.inputs.count, steps: steps, isNeeded: try needed())
  }

  private func schedule(_ input: Int32, _ element: Element, readAt position: Position) throws {
    guard !drawn.contains(input) else { return }
    let variable = theorem.variables[element.owner]
    guard !openInputs.contains(input) else { throw circle(to: element, variable) }
    guard open.count < Self.chainLimit else {
      throw fail(
        variable, variable.position,
        "more than \(Self.chainLimit) draws wait for each other, which is the limit")
    }
    open.append(element)
    openInputs.insert(input)
    defer {
      open.removeLast()
      openInputs.remove(input)
    }
    let law = try inScope(of: variable, element.indices) { try self.law(of: variable, element) }
    drawn.insert(input)
    steps.append(
      DrawPlan.Step(
        instructionEnd: lowering.builder.nodes.count, input: Int(input), isComplex: variable.isComplex,
        variable: element.owner, indices: element.indices, law: law,
        position: variable.distribution?.position ?? variable.position))
  }

  /// Runs `body` with a variable's own indices, and nothing else of where it was read.
  private func inScope<Result>(
    of variable: Variable, _ indices: [Int], _ body: () throws -> Result
  ) throws -> Result {
    let saved = lowering.slots
    let (block, held) = (lowering.builder.currentBlock, lowering.held)
    lowering.builder.currentBlock = -1
    lowering.held = []
    defer {
      lowering.slots = saved
      lowering.builder.currentBlock = block
      lowering.held = held
    }
    for (binding, value) in zip(variable.indices, indices) { lowering.slots[binding.slot] = value }
    return try body()
  }

  // MARK: Laws

  private func law(of variable: Variable, _ element: Element) throws -> DrawPlan.Law {
    if let distribution = variable.distribution { return try law(distribution) }
    let standard = DrawPlan.Law.simple(.normal, [constant(0), constant(1)])
    if variable.isComplex {
      // Real and imaginary part with variance 1/2 each.
      let deviation = DrawPlan.Parameter(
        register: lowering.builder.sqrt(lowering.builder.constant(Rational(1, 2)), variable.position),
        exact: nil)
      let part = DrawPlan.Law.simple(.normal, [constant(0), deviation])
      return .pair(.parts, part, part)
    }
    let lower = try variable.domain?.lower.map { try parameter($0.value) }
    let upper = try variable.domain?.upper.map { try parameter($0.value) }
    switch (lower, upper) {
    case (let lower?, let upper?): return .simple(.uniform, [lower, upper])
    case (let lower?, nil): return .beside(lower, isAbove: true)
    case (nil, let upper?): return .beside(upper, isAbove: false)
    case (nil, nil): return standard
    }
  }

  private func law(_ distribution: Distribution) throws -> DrawPlan.Law {
    switch distribution {
    case .simple(.point, let terms, _), .simple(.choice, let terms, _):
      return .values(
        try terms.map { term in
          let value = try lowering.value(term)
          return DrawPlan.Value(re: parameter(value.re), im: value.im.map { parameter($0) })
        })
    case .simple(let kind, let terms, _): return .simple(kind, try terms.map { try parameter($0) })
    case .mixture(let components, _):
      return .mixture(try components.map { (try parameter($0.weight), try law($0.distribution)) })
    case .pair(let pair, let first, let second, _): return .pair(pair, try law(first), try law(second))
    }
  }

  private func parameter(_ term: Term) throws -> DrawPlan.Parameter { parameter(try lowering.real(term)) }

  private func parameter(_ node: Lowering.Node) -> DrawPlan.Parameter {
    DrawPlan.Parameter(register: node, exact: lowering.builder.constantValue(node))
  }

  private func constant(_ value: Int) -> DrawPlan.Parameter {
    parameter(lowering.builder.constant(Rational(value)))
  }

  // MARK: What is needed

  private func needed() throws -> [Bool] {
    let builder = lowering.builder
    var isNeeded = Array(repeating: false, count: builder.nodes.count)
    for step in steps { step.law.forEachParameter { isNeeded[Int($0.register)] = true } }
    for x in isNeeded.indices.reversed() where isNeeded[x] {
      let n = builder.nodes[x]
      if n.opcode.hasBlock || n.opcode == .bound || n.opcode == .indeterminate {
        let place = n.opcode.hasBlock ? builder.blocks[Int(n.a)].position : theorem.position
        throw InputError(
          file: theorem.file, position: place,
          message:
            "a distribution's parameter is computed in plain arithmetic; it cannot rest on 'gaussian' or 'forall real'"
        )
      }
      builder.forEachOperand(n) { isNeeded[Int($0)] = true }
    }
    return isNeeded
  }

  // MARK: Errors

  private func circle(to element: Element, _ variable: Variable) -> InputError {
    let start = open.firstIndex(of: element) ?? 0
    var names = (open[start...] + [element]).map {
      Lowering.elementName(theorem.variables[$0.owner].name, $0.indices)
    }
    if names.count > 8 { names = names.prefix(4) + ["..."] + names.suffix(3) }
    let place = variable.distribution?.position ?? variable.position
    return fail(
      variable, place,
      "what is drawn waits for itself: \(names.joined(separator: " -> ")); let one of the distributions speak of numbers and sizes alone"
    )
  }

  private func fail(_ variable: Variable, _ position: Position, _ message: String) -> InputError {
    InputError(file: variable.file ?? theorem.file, position: position, message: message)
  }
}

extension DrawPlan.Law {
  package func forEachParameter(_ body: (DrawPlan.Parameter) -> Void) {
    switch self {
    case .values(let values):
      for value in values {
        body(value.re)
        value.im.map(body)
      }
    case .simple(_, let parameters): parameters.forEach(body)
    case .beside(let end, _): body(end)
    case .mixture(let components):
      for component in components {
        body(component.weight)
        component.law.forEachParameter(body)
      }
    case .pair(_, let first, let second):
      first.forEachParameter(body)
      second.forEachParameter(body)
    }
  }
}

extension DrawPlan {
  /// Lowers a theorem's distributions at sizes.
  ///
  /// - Throws: an `InputError` where draws wait for each other in a circle, or a parameter rests on a mean or a quantifier
  ///   over the reals.
  package static func lower(_ theorem: Theorem, sizes: [Int]) throws(InputError) -> DrawPlan {
    try theorem.validate(sizes: sizes)
    do {
      return try withDeepStack { try DrawLowering(theorem, sizes: sizes).plan() }
    } catch Lowering.Interrupt.input(let error) {
      throw error
    } catch let error as InputError {
      throw error
    } catch {
      throw InputError(file: theorem.file, position: theorem.position, message: "\(error)")
    }
  }

  /// Lowers the distribution of size number `k`; the sizes before it are known.
  package static func lower(_ theorem: Theorem, size k: Int, after sizes: [Int]) throws(InputError)
    -> DrawPlan?
  {
    guard let distribution = theorem.sizes[k].distribution else { return nil }
    do {
      return try DrawLowering.sizePlan(theorem, distribution, sizes)
    } catch Lowering.Interrupt.input(let error) {
      throw error
    } catch let error as InputError {
      throw error
    } catch {
      throw InputError(file: theorem.file, position: theorem.position, message: "\(error)")
    }
  }
}

extension DrawLowering {
  /// The plan of one size, as its only input.
  fileprivate static func sizePlan(
    _ theorem: Theorem, _ distribution: Distribution, _ sizes: [Int]
  ) throws -> DrawPlan {
    let known = sizes + Array(repeating: 0, count: theorem.sizes.count - sizes.count)
    let lowering = DrawLowering(theorem, Lowering(theorem, sizes: known))
    let law = try lowering.law(distribution)
    let builder = lowering.lowering.builder
    lowering.steps = [
      DrawPlan.Step(
        instructionEnd: builder.nodes.count, input: 0, isComplex: false, variable: -1, indices: [], law: law,
        position: distribution.position)
    ]
    return DrawPlan(
      instructions: builder.nodes, constants: builder.constants, operands: builder.operands, inputCount: 1,
      steps: lowering.steps, isNeeded: try lowering.needed())
  }
}
