import Claims
import Inputs
import Numbers

/// Elements of variables and families, and calls of functions.
extension Lowering {
  // MARK: Variables

  /// Numbers the inputs: every variable's elements in the order of their enumeration, the real part
  /// of a complex one before the imaginary.
  func declareInputs() throws {
    for (v, variable) in theorem.variables.enumerated() {
      var count = 0
      try forEach(variable.indices, variable.position) {
        let indices = variable.indices.map { slots[$0.slot] }
        inputIndex[Element(owner: v, indices: indices)] = Int32(inputs.count)
        inputs.append(InputElement(variable: v, element: count, indices: indices, part: .real))
        if variable.isComplex {
          inputs.append(InputElement(variable: v, element: count, indices: indices, part: .imaginary))
        }
        count += 1
        if inputs.count > Self.largestInputCount {
          throw fail(
            variable.position,
            "at these sizes the variables have more than \(Self.largestInputCount) elements; use smaller sizes",
            .tooLarge)
        }
      }
    }
  }

  private static var largestInputCount: Int { 2_000_000 }

  func input(_ v: Int, _ indices: [Int], _ position: Position) throws -> Value {
    let variable = theorem.variables[v]
    guard let first = inputIndex[Element(owner: v, indices: indices)] else {
      let name = Self.elementName(variable.name, indices)
      return Value(
        re: builder.failure(
          .outOfRange, position, Self.outside(variable, name)),
        im: variable.isComplex ? builder.constant(0) : nil)
    }
    try willRead?(first, Element(owner: v, indices: indices), position)
    return Value(
      re: builder.node(.input, first), im: variable.isComplex ? builder.node(.input, first + 1) : nil)
  }

  /// The value of a plain definition.
  func measure(_ definition: Int) throws -> Node {
    try withDeferredElements { try element(definition, [], theorem.definitions[definition].position) }.re
  }

  static func elementName(_ name: String, _ indices: [Int]) -> String {
    indices.isEmpty ? name : "\(name)[\(indices.map(String.init).joined(separator: ","))]"
  }

  // MARK: Families

  func element(_ d: Int, _ indices: [Int], _ position: Position) throws -> Value {
    let key = Element(owner: d, indices: indices)
    if let value = elements[key] { return value }
    if inProgressSet.contains(key) || deferredSet.contains(key) { throw cycle(at: key, position) }
    if inProgress.count >= Self.recursionLimit { throw Interrupt.needs(key) }
    inProgress.append(key)
    inProgressSet.insert(key)
    defer {
      inProgress.removeLast()
      inProgressSet.remove(key)
    }
    let value = try lowered(key, position)
    elements[key] = value
    return value
  }

  private func lowered(_ key: Element, _ position: Position) throws -> Value {
    let definition = theorem.definitions[key.owner]
    guard case .family(let equations) = definition.kind else {
      throw fail(position, "'\(definition.name)' is a function; call it as \(definition.name)(…)")
    }
    let covering: Definition.Covering?
    do {
      covering = try definition.covering(key.indices, sizes: sizes, slotCount: slots.count)
    } catch {
      throw fail(equations.first?.position ?? position, "\(error)")
    }
    let name = Self.elementName(definition.name, key.indices)
    guard let covering else {
      return Value(
        re: builder.failure(.outOfRange, position, missing(definition, key.indices, equations)),
        im: definition.isComplex ? builder.constant(0) : nil)
    }
    if covering.isTied {
      throw fail(
        covering.equation.position,
        "\(name) is given by two equations with equally many numbers; leave one of them, or narrow a range")
    }
    // A family's value depends on its indices alone: names of the place of use do not reach it.
    let saved = covering.bound.map { slots[$0.slot] }
    let outer = builder.currentBlock
    builder.currentBlock = -1
    defer {
      for (old, bound) in zip(saved, covering.bound) { slots[bound.slot] = old }
      builder.currentBlock = outer
    }
    for bound in covering.bound { slots[bound.slot] = bound.value }
    var value = try value(covering.equation.value)
    if definition.isComplex && value.im == nil { value.im = builder.constant(0) }
    return value
  }

  private func cycle(at key: Element, _ position: Position) -> Interrupt {
    let path = deferred + inProgress
    let start = path.firstIndex(of: key) ?? 0
    var names = (path[start...] + [key]).map {
      Self.elementName(theorem.definitions[$0.owner].name, $0.indices)
    }
    if names.count > 8 { names = names.prefix(4) + ["…"] + names.suffix(3) }
    return fail(position, "a definition refers back to itself: \(names.joined(separator: " -> "))")
  }

  /// Runs `body`, lowering elements that it finds too deep to reach first.
  ///
  /// Long recurrences would otherwise need a call stack as deep as the sequence is long.
  func withDeferredElements<Result>(_ body: () throws -> Result) throws -> Result {
    while true {
      do {
        return try body()
      } catch Interrupt.needs(let key) {
        deferred = [key]
        deferredSet = [key]
        while let next = deferred.popLast() {
          deferredSet.remove(next)
          do {
            _ = try element(next.owner, next.indices, theorem.definitions[next.owner].position)
          } catch Interrupt.needs(let earlier) {
            deferred.append(next)
            deferredSet.insert(next)
            if deferredSet.contains(earlier) {
              throw cycle(at: earlier, theorem.definitions[earlier.owner].position)
            }
            deferred.append(earlier)
            deferredSet.insert(earlier)
          }
        }
      }
    }
  }

  // MARK: Functions

  func call(_ d: Int, _ arguments: [Term], _ position: Position) throws -> Value {
    let definition = theorem.definitions[d]
    guard case .function(let parameters, let body) = definition.kind else {
      throw fail(position, "'\(definition.name)' is not a function")
    }
    let arguments = try arguments.map { try value($0) }
    let key = CallKey(definition: d, arguments: arguments, held: held)
    if let known = calls[key] { return known }
    let saved = parameters.map { values[$0.slot] }
    defer { for (old, parameter) in zip(saved, parameters) { values[parameter.slot] = old } }
    let forms = arguments.map { $0.im != nil }
    let parameterForms = Theorem.parameterForms(parameters, arguments: forms)
    for ((argument, isComplex), parameter) in zip(zip(arguments, parameterForms), parameters) {
      var argument = argument
      if isComplex, argument.im == nil { argument.im = builder.constant(0) }
      // Told apart from its argument, so that `diff` by it sees only this function's dependence.
      if differentiatedSlots.contains(parameter.slot) {
        argument.re = builder.alias(argument.re)
        argument.im = argument.im.map { builder.alias($0) }
      }
      values[parameter.slot] = argument
    }
    var result = try value(body)
    if theorem.callIsComplex(d, anyComplex: forms.contains(true)) {
      result.im = result.im ?? builder.constant(0)
    }
    // A call has a value only where its arguments have one, used or not.
    for argument in arguments {
      result.re = builder.add(result.re, builder.zeroIfDefined(argument.re))
      if let im = argument.im { result.re = builder.add(result.re, builder.zeroIfDefined(im)) }
    }
    calls[key] = result
    return result
  }
}
