import Inputs

extension TheoremChecker {
  /// Resolves all equations of a definition, or the body of a function.
  func definition(_ k: Int) throws(InputError) -> (definition: Definition, isComplex: Bool) {
    let declaration = definitions[k]
    show(definitionsBefore: script.map { max($0.firstDefinition, k) })
    let isOfScript = k >= script?.firstDefinition ?? .max
    if let parameters = declaration.parameters { return try function(k, parameters) }
    var equations: [Equation] = []
    var isComplex = false
    var seen: [String: Position] = [:]
    for part in declaration.parts {
      here = part.source
      var scope = Scope(
        freeIndices: .forbidden(
          remedy: declaration.name.hasPrefix(Theorem.measureName)
            ? "bind it, as in 'max(t: ...)'"
            : "put it on the left side, as in 'let \(declaration.name)[...] = ...', or bind it, as in 'sum(t: ...)'"
        ))
      let (patterns, key) = try self.patterns(part.patterns, &scope)
      let place = part.position
      if let first = seen[key] {
        throw error(
          at: place,
          "this equation of '\(declaration.name)' covers the same elements as the one in line \(first.line), and neither has more numbers"
        )
      }
      seen[key] = place
      let value = try term(part.value, scope)
      isComplex = isComplex || value.isComplex
      equations.append(Equation(patterns: patterns, value: value.term, position: part.position))
    }
    let typed = Definition(
      name: declaration.name, kind: .family(equations), isComplex: isComplex, coversAllIndices: isOfScript,
      position: declaration.parts[0].position, file: foreignFile)
    return (typed, isComplex)
  }

  private func function(
    _ k: Int, _ parameters: [Syntax.Name]
  ) throws(InputError) -> (definition: Definition, isComplex: Bool) {
    let part = definitions[k].parts[0]
    here = part.source
    var scope = Scope(
      freeIndices: .forbidden(remedy: "a function speaks of its parameters; bind it, as in 'sum(t: ...)'"))
    var typed: [Definition.Parameter] = []
    for (j, parameter) in parameters.enumerated() {
      if parameters[..<j].contains(where: { $0.text == parameter.text }) {
        throw error(at: parameter.position, "the parameter '\(parameter.text)' is repeated")
      }
      if case .index? = globals[parameter.text] {
        let list = parameters.map(\.text).joined(separator: ",")
        throw error(
          at: parameter.position,
          "'\(parameter.text)' is an index, and the parameters of a function are numbers; a family over indices is "
            + "written 'let \(definitions[k].name)[\(list)] = ...'")
      }
      let slot = try bindValue(parameter, &scope, parameter: (k, j))
      typed.append(
        Definition.Parameter(
          name: parameter.text, slot: slot, isComplex: definitions[k].parameterIsComplex[j]))
    }
    let body = try term(part.value, scope)
    let definition = Definition(
      name: definitions[k].name, kind: .function(parameters: typed, body: body.term),
      isComplex: body.isComplex, isComplexForReals: definitions[k].isComplexForReals, position: part.position,
      file: foreignFile)
    return (definition, body.isComplex)
  }

  // MARK: Left sides

  /// The patterns of a left side, whose index names they bind, and a key that is equal for two left
  /// sides that are certain to cover the same elements.
  private func patterns(
    _ list: [Syntax.Expression], _ scope: inout Scope
  ) throws(InputError) -> (patterns: [Equation.Pattern], key: String) {
    let names = list.map { indexName(in: $0) }
    var patterns: [Equation.Pattern] = []
    var key = ""
    let printer = CanonicalPrinter()
    for (k, value) in list.enumerated() {
      guard let name = names[k] else {
        let constant = try constantPattern(value, scope)
        patterns.append(.constant(constant))
        key += "\(ConstantValue(value)?.realValue?.description ?? printer.text(value)),"
        continue
      }
      if names[..<k].contains(where: { $0?.text == name.text }) {
        throw error(at: name.position, "the index '\(name.text)' is repeated on the left side")
      }
      let offset = try self.offset(value, name, scope)
      let later = names[(k + 1)...].compactMap(\.self)
      let binding = try bindDeclared(name, &scope, before: later)
      patterns.append(.index(binding, offset: offset.term))
      key += "\(rangeKey(name)):\(offset.key),"
    }
    return (patterns, key)
  }

  /// Two indices with one range are one for the comparison of left sides.
  private func rangeKey(_ name: Syntax.Name) -> String {
    guard case .index(let number)? = globals[name.text] else { return name.text }
    let range = indices[number].range
    let printer = CanonicalPrinter()
    return "\(printer.text(range.lower))..\(printer.text(range.upper))"
  }

  /// The index name that a pattern is built around; nil for a pattern without one.
  private func indexName(in value: Syntax.Expression) -> Syntax.Name? {
    func isIndex(_ name: Syntax.Name) -> Bool {
      if case .index? = globals[name.text] { true } else { false }
    }
    switch value {
    case .name(let name): return isIndex(name) ? name : nil
    case .sum(let summands, _):
      for summand in summands {
        if case .name(let name) = summand.value, !summand.isNegated, isIndex(name) { return name }
      }
      return nil
    default: return nil
    }
  }

  /// What a pattern adds to its index name.
  private func offset(
    _ value: Syntax.Expression, _ name: Syntax.Name, _ scope: Scope
  ) throws(InputError) -> (term: Term, key: String) {
    guard case .sum(let summands, _) = value else { return (.number(0), "0") }
    var rest: [Term.Summand] = []
    var sum: Syntax.Expression?
    var wasSkipped = false
    for summand in summands {
      if !wasSkipped, !summand.isNegated, case .name(let other) = summand.value, other.text == name.text {
        wasSkipped = true
        continue
      }
      let term = try constantPattern(summand.value, scope)
      // The first summand of a sum is not negated; a negation stands in for it.
      let isFirst = rest.isEmpty
      rest.append(
        isFirst && summand.isNegated
          ? .init(isNegated: false, term: .negation(term)) : .init(isNegated: summand.isNegated, term: term))
      let signed = summand.isNegated ? Syntax.Expression.negation(summand.value, .none) : summand.value
      sum = sum.map { .sum([.init(isNegated: false, $0), .init(isNegated: false, signed)], .none) } ?? signed
    }
    let key = sum.map { ConstantValue($0)?.realValue?.description ?? CanonicalPrinter().text($0) } ?? "0"
    return (rest.count == 1 ? rest[0].term : .sum(rest), key)
  }

  /// Index arithmetic without index names.
  private func constantPattern(
    _ value: Syntax.Expression, _ scope: Scope
  ) throws(InputError) -> Term {
    var names: Set<String> = []
    value.collectNames(&names)
    for name in names {
      if case .index? = globals[name] {
        throw error(
          at: value.position,
          "the left side of a 'let' takes a number, an index name, or an index name plus or minus a number (such as 't + 1')"
        )
      }
    }
    return try indexTerm(value, scope)
  }
}
