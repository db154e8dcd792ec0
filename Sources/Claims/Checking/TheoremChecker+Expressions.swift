import Inputs

extension TheoremChecker {
  /// A resolved expression, and whether its value can be complex.
  struct TypedTerm {
    var term: Term
    var isComplex: Bool
    /// The value, where the expression is made of numbers alone.
    var constant: ConstantValue?
  }

  func term(_ value: Syntax.Expression, _ scope: Scope) throws(InputError) -> TypedTerm {
    switch value {
    case .number(let number, _):
      return TypedTerm(
        term: .number(number.value), isComplex: false, constant: ConstantValue(re: number.value))
    case .constant(.imaginaryUnit, _):
      return TypedTerm(term: .imaginaryUnit, isComplex: true, constant: .imaginaryUnit)
    case .constant(.pi, _): return TypedTerm(term: .pi, isComplex: false)
    case .constant(.infinity, let mark): throw misplacedInfinity(mark)
    case .name(let name): return try reference(name, scope)
    case .element(let name, let indices): return try element(name, indices, scope)
    case .application(let name, let arguments): return try application(name, arguments, scope)
    case .builtIn(let function, let arguments, let mark):
      return try builtIn(function, arguments, mark, scope)
    case .sum(let summands, _):
      let parts = try summands.map { summand throws(InputError) in try term(summand.value, scope) }
      let signed = zip(summands, parts)
      return TypedTerm(
        term: .sum(signed.map { Term.Summand(isNegated: $0.isNegated, term: $1.term) }),
        isComplex: parts.contains(where: \.isComplex),
        constant: ConstantValue.sum(signed.lazy.map { ($0.isNegated, $1.constant) }))
    case .product(let factors, _): return try product(factors, scope)
    case .negation(let operand, _):
      let part = try term(operand, scope)
      return TypedTerm(
        term: .negation(part.term), isComplex: part.isComplex, constant: part.constant.map { -$0 })
    case .power(let base, let exponent, let mark):
      let (base, exponent) = (try term(base, scope), try term(exponent, scope))
      return TypedTerm(
        term: .power(base.term, exponent.term, mark.position),
        isComplex: base.isComplex || exponent.isComplex,
        constant: base.constant?.power(exponent.constant))
    case .extremum(let extremum, let operands, _):
      let parts = try operands.map { operand throws(InputError) in
        try realPart(operand, scope, "'\(extremum.rawValue)' compares reals")
      }
      return TypedTerm(
        term: .extremum(extremum, parts.map(\.term)), isComplex: false,
        constant: ConstantValue.extremum(extremum, parts.map(\.constant)))
    case .aggregate(let aggregate, let binders, let body, let mark):
      let (typed, inner) = try self.binders(binders, scope)
      let part = try term(body, inner)
      if aggregate == .max || aggregate == .min, part.isComplex, reportsComplexity {
        throw canBeComplex(body, "'\(aggregate.rawValue)' compares reals")
      }
      return TypedTerm(
        term: .aggregate(aggregate, typed, part.term, mark.position),
        isComplex: part.isComplex && (aggregate == .sum || aggregate == .prod))
    case .conditional(let condition, let first, let second, _):
      let condition = try statement(condition, scope)
      let (first, second) = (try term(first, scope), try term(second, scope))
      return TypedTerm(
        term: .conditional(condition, then: first.term, else: second.term),
        isComplex: first.isComplex || second.isComplex)
    case .derivative(let value, let target, let indices, let mark):
      let part = try term(value, scope)
      let by = try derivativeTarget(target, indices, scope)
      return TypedTerm(term: .derivative(part.term, by: by, mark.position), isComplex: part.isComplex)
    case .gaussian(let name, let body, let mark):
      var inner = scope
      let slot = try bindValue(name, &inner)
      let part = try term(body, inner)
      return TypedTerm(term: .gaussian(slot: slot, part.term, mark.position), isComplex: part.isComplex)
    }
  }

  // MARK: Complex numbers

  /// An expression that must be real; `rule` begins the message: "'<=' compares reals".
  func real(
    _ value: Syntax.Expression, _ scope: Scope, _ rule: String
  ) throws(InputError) -> Term {
    try realPart(value, scope, rule).term
  }

  private func realPart(
    _ value: Syntax.Expression, _ scope: Scope, _ rule: String
  ) throws(InputError) -> TypedTerm {
    let part = try term(value, scope)
    if part.isComplex, reportsComplexity { throw canBeComplex(value, rule) }
    return part
  }

  func canBeComplex(_ value: Syntax.Expression, _ rule: String) -> InputError {
    error(
      at: value.position,
      "\(rule), and this can be complex; take its real part 're(...)' or modulus 'abs(...)'")
  }

  private func builtIn(
    _ function: BuiltInFunction, _ arguments: [Syntax.Expression], _ mark: Syntax.Mark, _ scope: Scope
  ) throws(InputError) -> TypedTerm {
    guard let argument = arguments.first, arguments.count == 1 else {
      throw error(
        at: mark.position, "'\(function.rawValue)' takes 1 argument, not \(arguments.count)")
    }
    let part = try term(argument, scope)
    let isComplex: Bool
    switch function {
    case .abs, .re, .im: isComplex = false
    case .conj, .sqrt, .exp, .log, .sin, .cos: isComplex = part.isComplex
    case .tanh, .sigmoid, .softplus, .silu:
      if part.isComplex, reportsComplexity {
        throw canBeComplex(argument, "'\(function.rawValue)' takes a real argument")
      }
      isComplex = false
    }
    return TypedTerm(
      term: .function(function, part.term, mark.position), isComplex: isComplex,
      constant: part.constant?.applying(function))
  }

  private func product(
    _ factors: [Syntax.Expression.Factor], _ scope: Scope
  ) throws(InputError) -> TypedTerm {
    let parts = try factors.map { factor throws(InputError) in
      let part = try term(factor.value, scope)
      if factor.isDivisor, part.constant?.isZero == true {
        throw error(at: factor.value.position, "division by zero: the divisor is 0 whatever the instance")
      }
      return part
    }
    let marked = zip(factors, parts)
    return TypedTerm(
      term: .product(
        marked.map { Term.Factor(isDivisor: $0.isDivisor, term: $1.term, position: $0.value.position) }),
      isComplex: parts.contains(where: \.isComplex),
      constant: ConstantValue.product(marked.lazy.map { ($0.isDivisor, $1.constant) }))
  }

  // MARK: Names

  private func reference(_ name: Syntax.Name, _ scope: Scope) throws(InputError) -> TypedTerm {
    switch scope.locals[name.text] {
    case .index(let slot)?: return TypedTerm(term: .index(slot), isComplex: false)
    case .value(let slot, let parameter)?:
      mentionCount += 1
      let isComplex = parameter.map {
        !takesParametersAsReal && definitions[$0.definition].parameterIsComplex[$0.number]
      }
      return TypedTerm(term: .slot(slot), isComplex: isComplex ?? false)
    case nil: break
    }
    switch globals[name.text] {
    case .size(let number)?:
      try known(number, name)
      return TypedTerm(term: .size(number), isComplex: false)
    case .index(let number)?:
      return TypedTerm(term: .index(try freeSlot(number, at: name.position, scope)), isComplex: false)
    case .variable?, .definition?: return try element(name, [], scope)
    case nil: throw unknownName(name, scope)
    }
  }

  /// An element of a variable or of a family of equations.
  private func element(
    _ name: Syntax.Name, _ indices: [Syntax.Expression], _ scope: Scope
  ) throws(InputError) -> TypedTerm {
    let text = name.text
    if scope.locals[text] != nil {
      throw error(at: name.position, "'\(text)' is a single number here and takes no indices")
    }
    if drawnSize != nil, globals[text] != nil { throw notYetDrawn(name) }
    let declared: Int
    switch globals[text] {
    case nil: throw unknownName(name, scope)
    case .size?: throw error(at: name.position, "'\(text)' is a size and takes no indices")
    case .index?: throw error(at: name.position, "'\(text)' is an index and takes no indices of its own")
    case .variable(let number)?: declared = variables[number].syntax.indices.count
    case .definition(let number)?:
      if let parameters = definitions[number].parameters {
        let call = "\(text)(\(parameters.map(\.text).joined(separator: ", ")))"
        throw error(at: name.position, "'\(text)' is a function: write '\(call)'")
      }
      declared = definitions[number].arity
    }
    guard indices.count == declared else { throw wrongIndices(name, declared, indices.count) }
    let typed = try indices.map { index throws(InputError) in try indexTerm(index, scope) }
    mentionCount += 1
    if case .definition(let number)? = globals[text] {
      readers[number].insert(unit)
      return TypedTerm(
        term: .definition(number, typed, name.position), isComplex: definitions[number].isComplex)
    }
    guard case .variable(let number)? = globals[text] else { throw unknownName(name, scope) }
    return TypedTerm(term: .variable(number, typed, name.position), isComplex: variables[number].isComplex)
  }

  private func wrongIndices(_ name: Syntax.Name, _ declared: Int, _ given: Int) -> InputError {
    let text = name.text
    if declared == 0 { return error(at: name.position, "'\(text)' has no indices: write '\(text)' alone") }
    var example = ""
    if case .variable(let number)? = globals[text] {
      example = ": write '\(text)[\(variables[number].syntax.indices.map(\.text).joined(separator: ","))]'"
    }
    if case .definition(let number)? = globals[text] {
      // Of several equations the one with the fewest numbers shows the whole family.
      let patterns = definitions[number].parts.map(\.patterns).max { a, b in
        func names(_ list: [Syntax.Expression]) -> Int {
          list.count { if case .name = $0 { true } else { false } }
        }
        return names(a) < names(b)
      }
      let printer = CanonicalPrinter()
      example =
        patterns.map { ": write '\(text)[\($0.map { printer.text($0) }.joined(separator: ","))]'" } ?? ""
    }
    let has = Self.count(declared, "index", "indices")
    return error(
      at: name.position,
      given == 0 ? "'\(text)' has \(has)\(example)" : "'\(text)' has \(has), not \(given)\(example)")
  }

  /// `x[t-1]` for `x(t - 1)`.
  private func bracketed(_ name: Syntax.Name, _ arguments: [Syntax.Expression]) -> String {
    let printer = CanonicalPrinter()
    return "\(name.text)[\(arguments.map { Self.shortened(printer.text($0)) }.joined(separator: ","))]"
  }

  private func application(
    _ name: Syntax.Name, _ arguments: [Syntax.Expression], _ scope: Scope
  ) throws(InputError) -> TypedTerm {
    let text = name.text
    if drawnSize != nil, globals[text] != nil { throw notYetDrawn(name) }
    guard scope.locals[text] == nil else {
      throw error(at: name.position, "'\(text)' is not a function; a product is written '\(text)*(...)'")
    }
    guard case .definition(let number)? = globals[text], let parameters = definitions[number].parameters
    else {
      switch globals[text] {
      case nil where (isDrawing || drawnSize != nil) && Parser.names.contains(text):
        throw error(at: name.position, Parser.nested(text))
      case nil: throw unknownName(name, scope, kind: "function")
      case .variable(let k)? where !variables[k].syntax.indices.isEmpty:
        throw error(
          at: name.position, "'\(text)' is a variable, not a function: write '\(bracketed(name, arguments))'")
      case .definition(let k)? where definitions[k].arity > 0:
        throw error(
          at: name.position, "'\(text)' is no function, it has indices: write '\(bracketed(name, arguments))'"
        )
      default:
        throw error(at: name.position, "'\(text)' is not a function; a product is written '\(text)*(...)'")
      }
    }
    guard arguments.count == parameters.count else {
      let wanted = Self.count(parameters.count, "argument", "arguments")
      throw error(at: name.position, "'\(text)' takes \(wanted), not \(arguments.count)")
    }
    mentionCount += 1
    readers[number].insert(unit)
    var anyComplex = false
    var typed: [Term] = []
    for (k, argument) in arguments.enumerated() {
      let part = try term(argument, scope)
      typed.append(part.term)
      anyComplex = anyComplex || part.isComplex
      if part.isComplex, !isDrawing, !definitions[number].parameterIsComplex[k] {
        definitions[number].parameterIsComplex[k] = true
        markPending(number)
      }
    }
    let definition = definitions[number]
    return TypedTerm(
      term: .call(number, typed, name.position),
      isComplex: definition.isComplexForReals || (anyComplex && (definition.isComplex || isDrawing)))
  }

  private func derivativeTarget(
    _ name: Syntax.Name, _ indices: [Syntax.Expression], _ scope: Scope
  ) throws(InputError) -> Term.DerivativeTarget {
    func refuse(_ what: String) -> InputError {
      error(at: name.position, "'diff' cannot differentiate by '\(name.text)', \(what)")
    }
    switch scope.locals[name.text] {
    case .index?: throw refuse("an index; it takes a real variable, a parameter or a 'forall real' name")
    case .value(let slot, let parameter)?:
      guard indices.isEmpty else {
        throw error(at: name.position, "'\(name.text)' is a single number here and takes no indices")
      }
      if let parameter, !takesParametersAsReal, reportsComplexity,
        definitions[parameter.definition].parameterIsComplex[parameter.number]
      {
        throw refuse("which can be complex here; pass its real and imaginary parts as two parameters")
      }
      mentionCount += 1
      return .slot(slot)
    case nil: break
    }
    switch globals[name.text] {
    case nil: throw unknownName(name, scope)
    case .size?: throw refuse("a size; it takes a real variable, a parameter or a 'forall real' name")
    case .index?: throw refuse("an index; it takes a real variable, a parameter or a 'forall real' name")
    case .definition(let number)?:
      let what = definitions[number].parameters == nil ? "a 'let'" : "a function"
      throw refuse("which is \(what); differentiate by a variable that it is made of")
    case .variable(let number)?:
      guard !variables[number].isComplex else {
        throw refuse(
          "a complex variable; declare its parts ('real x, y'), write 'x + i*y' for it and differentiate by them"
        )
      }
      let declared = variables[number].syntax.indices.count
      guard indices.count == declared else { throw wrongIndices(name, declared, indices.count) }
      mentionCount += 1
      return .variable(
        number, try indices.map { index throws(InputError) in try indexTerm(index, scope) })
    }
  }
}
