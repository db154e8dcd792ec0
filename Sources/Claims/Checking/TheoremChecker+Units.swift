import Inputs

extension TheoremChecker {
  /// A part of the theorem that is resolved by itself. Definitions come first, numbered as in
  /// `definitions`; then the variables; then the claims, by their items.
  enum Unit {
    case definition(Int)
    case variable(Int)
    case claim(Int)
    /// Of the script: its lemmas and, after them, what is said of the conclusion.
    case step(Int)
  }

  private var claimItems: [Int] {
    items.indices.filter { k in
      switch items[k].item {
      case .assume, .conclude: true
      default: false
      }
    }
  }

  func markPending(_ unit: Int) {
    guard !isPending[unit] else { return }
    isPending[unit] = true
    pending.append(unit)
  }

  /// Resolves everything, in order of the text, until no definition becomes complex any more.
  func settleComplexity() throws(InputError) {
    let claims = claimItems
    let units =
      definitions.indices.map { Unit.definition($0) } + variables.indices.map { Unit.variable($0) }
      + claims.map { Unit.claim($0) } + (script?.units ?? 0..<0).map { Unit.step($0) }
    readers = definitions.map { _ in [] }
    isPending = units.map { _ in true }
    pending = units.indices.sorted { start(of: units[$0]) < start(of: units[$1]) }
    var next = 0
    while next < pending.count {
      let number = pending[next]
      next += 1
      isPending[number] = false
      unit = number
      try tolerantly { () throws(InputError) in
        switch units[number] {
        case .definition(let k): try settle(k)
        case .variable(let k): _ = try variable(k)
        case .claim(let k): _ = try claim(k)
        case .step(let k): try settleStep(k)
        }
      }
    }
  }

  private func start(of unit: Unit) -> (String, Position) {
    switch unit {
    case .definition(let k):
      (definitions[k].parts[0].source.file, definitions[k].parts[0].position)
    case .variable(let k): (variables[k].source.file, variables[k].syntax.name.position)
    case .claim(let k):
      switch items[k].item {
      case .assume(_, let mark), .conclude(_, let mark): (items[k].source.file, mark.position)
      default: ("", Position(line: 0, column: 0))
      }
    case .step(let k): (script?.source.file ?? "", script?.position(of: k) ?? Position(line: 0, column: 0))
    }
  }

  /// Resolves a definition and passes on what was learnt about its complexity.
  private func settle(_ k: Int) throws(InputError) {
    let isComplex = try definition(k).isComplex
    var isComplexForReals = false
    if definitions[k].parameters != nil {
      takesParametersAsReal = true
      defer { takesParametersAsReal = false }
      isComplexForReals = try definition(k).isComplex
    }
    if isComplex != definitions[k].isComplex || isComplexForReals != definitions[k].isComplexForReals {
      definitions[k].isComplex = isComplex
      definitions[k].isComplexForReals = isComplexForReals
      for reader in readers[k].sorted() { markPending(reader) }
    }
  }

  // MARK: The parts

  func variable(_ k: Int) throws(InputError) -> Variable {
    let declaration = variables[k]
    here = declaration.source
    show(definitionsBefore: script?.firstDefinition)
    var scope = Scope(
      freeIndices: .forbidden(remedy: "a domain or distribution may use the indices of its own variable"))
    let names = declaration.syntax.indices
    var bindings: [IndexBinding] = []
    for (j, name) in names.enumerated() {
      if names[..<j].contains(where: { $0.text == name.text }) {
        throw error(
          at: name.position,
          "the index '\(name.text)' is repeated; declare a second index with the same range")
      }
      bindings.append(try bindDeclared(name, &scope, before: names[(j + 1)...]))
    }
    let domain = try declaration.syntax.domain.flatMap { domain throws(InputError) in
      try self.domain(domain, scope)
    }
    return Variable(
      name: declaration.syntax.name.text, isComplex: declaration.isComplex, indices: bindings,
      domain: domain, position: declaration.syntax.name.position, file: foreignFile,
      distribution: try distribution(of: declaration, scope))
  }

  func claim(_ k: Int) throws(InputError) -> Claim {
    here = items[k].source
    let (formula, mark, isHypothesis): (Syntax.Formula, Syntax.Mark, Bool)
    switch items[k].item {
    case .assume(let value, let place): (formula, mark, isHypothesis) = (value, place, true)
    case .conclude(let value, let place): (formula, mark, isHypothesis) = (value, place, false)
    default: preconditionFailure("only claims are claims")
    }
    show(definitionsBefore: script?.firstDefinition)
    free = []
    mentionCount = 0
    let typed = try statement(formula, Scope(freeIndices: .quantified))
    if isHypothesis, mentionCount == 0 {
      throw error(
        at: mark.position,
        isOfAddition
          ? "a condition made of indices and sizes alone says nothing about what is drawn; sizes are chosen (--sizes)"
          : "a hypothesis made of indices and sizes alone says nothing about the variables; 'with' is meant, as in 'forall s, t with s < t: ...'"
      )
    }
    return Claim(free: takeFree(), statement: typed, position: mark.position, file: foreignFile)
  }

  // MARK: The whole

  func assemble() throws(InputError) -> Theorem {
    reportsComplexity = true
    indexSlotCount = 0
    valueSlotCount = 0
    var typedVariables = [Variable?](repeating: nil, count: variables.count)
    var typedDefinitions = [Definition?](repeating: nil, count: definitions.count)
    var theorem = Theorem(
      name: block.name.text, title: block.title, file: blockSource.file, position: block.name.position,
      sources: [], notes: [], expectation: nil,
      syntax: Syntax.Block(
        name: block.name, title: block.title,
        items: items.compactMap { entry in
          switch entry.item {
          case .use, .proof: nil
          default: entry.item
          }
        }), sizes: sizes, variables: [], definitions: [],
      hypotheses: [], conclusions: [], indexSlotCount: 0, valueSlotCount: 0)
    var hasConclusion = false
    for (k, entry) in items.enumerated() {
      here = entry.source
      switch entry.item {
      case .source(let text, _): theorem.sources.append(text)
      case .note(let text, _): theorem.notes.append(text)
      case .expect(let expectation, _): theorem.expectation = expectation
      case .use, .sizes, .indices, .proof: break
      case .variables(_, let list):
        for variable in list {
          guard case .variable(let number)? = globals[variable.name.text] else { continue }
          typedVariables[number] = try tolerantly { () throws(InputError) in try self.variable(number) }
        }
      case .equation(let name, _, _), .function(let name, _, _):
        show(definitionsBefore: nil)
        guard case .definition(let number)? = globals[name.text], typedDefinitions[number] == nil else {
          continue
        }
        typedDefinitions[number] = try tolerantly { () throws(InputError) in
          try definition(number).definition
        }
      case .assume:
        if let claim = try tolerantly({ () throws(InputError) in try claim(k) }) {
          theorem.hypotheses.append(claim)
        }
      case .conclude:
        hasConclusion = true
        if let claim = try tolerantly({ () throws(InputError) in try claim(k) }) {
          theorem.conclusions.append(claim)
        }
      }
    }
    guard hasConclusion || isFragment else {
      here = blockSource
      throw error(at: block.name.position, "the theorem '\(block.name.text)' has no 'conclude'")
    }
    theorem.variables = typedVariables.compactMap(\.self)
    for k in theorem.sizes.indices { theorem.sizes[k].distribution = try sizeDistribution(k) }
    theorem.definitions = typedDefinitions.compactMap(\.self)
    theorem.indexSlotCount = indexSlotCount
    theorem.valueSlotCount = valueSlotCount
    return theorem
  }
}
