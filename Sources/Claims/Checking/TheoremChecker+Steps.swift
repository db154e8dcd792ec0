import Inputs

/// The steps of a proof.
extension TheoremChecker {
  /// Resolves a step for what it says of complexity; see `settleComplexity`.
  func settleStep(_ k: Int) throws(InputError) {
    guard let script else { return }
    if k < script.lemmas.count { _ = try step(k) } else { _ = try reasoning(for: nil) }
  }

  func step(_ k: Int) throws(InputError) -> Script.Step {
    guard let script else { preconditionFailure("steps belong to a script") }
    let entry = script.lemmas[k]
    let lemma = entry.syntax
    begin(script, firstHidden: entry.firstHidden)
    defer { bindings = [:] }
    var scope = Scope(freeIndices: .quantified)
    let endless = try bind(lemma.ranges, &scope)
    let premise = try lemma.premise.map { premise throws(InputError) in try statement(premise, scope) }
    let typed = try statement(lemma.formula, scope)
    let ranges = free.map {
      Script.Range(
        name: $0.name, slot: $0.slot, lower: $0.range.lower,
        upper: endless.contains($0.slot) ? nil : $0.range.upper)
    }
    let what = lemma.isLemma ? "this lemma" : "this step"
    return Script.Step(
      name: entry.name, isLemma: lemma.isLemma, free: ranges, premise: premise, statement: typed,
      reasoning: try reasoning(lemma.reasoning, at: lemma.mark.position, scope, of: k, what),
      position: lemma.mark.position, text: CanonicalPrinter().text(lemma.formula))
  }

  /// How the conclusion follows. Nil: its free indices are not known yet, and are not asked for.
  func reasoning(for conclusions: [Claim]?) throws(InputError) -> Script.Reasoning {
    guard let script else { preconditionFailure("steps belong to a script") }
    begin(script, firstHidden: .max)
    for binding in conclusions?.flatMap(\.free) ?? [] where !free.contains(where: { $0.name == binding.name })
    {
      free.append(binding)
    }
    var last = script.last
    if conclusions == nil, case .induction? = last?.method { last?.method = nil }
    return try reasoning(
      last, at: script.position, Scope(freeIndices: .quantified),
      of: script.lemmas.count, "the conclusion")
  }

  private func begin(_ script: ScriptDeclarations, firstHidden: Int) {
    here = script.source
    show(definitionsBefore: firstHidden)
    free = []
    bindings = [:]
  }

  // MARK: Ranges

  /// Binds the names after `for`, which join the free ones, and returns the slots of those without an upper end.
  private func bind(_ ranges: [Syntax.LemmaRange], _ scope: inout Scope) throws(InputError) -> Set<Int> {
    var endless: Set<Int> = []
    for (k, entry) in ranges.enumerated() {
      let name = entry.name
      let waiting = ranges[k...].map(\.name)
      switch entry.bounds {
      case .declared:
        if case .index(let number)? = globals[name.text] {
          try requireReady(indices[number].dependencies.map { indices[$0].name }, waiting, name, scope)
        }
        free.append(try bindDeclared(name, &scope, before: waiting.dropFirst(), kind: "index"))
      case .range(let bounds):
        try requireNew(name, scope)
        try requireReady([bounds.lower, bounds.upper], waiting, name, scope)
        let range = try self.range(bounds, scope)
        free.append(bind(name, range, &scope))
      case .atLeast(let lower):
        try requireNew(name, scope)
        try requireReady([lower], waiting, name, scope)
        let term = try indexTerm(lower, scope)
        let binding = bind(name, IndexRange(lower: term, upper: term), &scope)
        endless.insert(binding.slot)
        free.append(binding)
      }
      bindings = scope.locals
    }
    return endless
  }

  private func bind(_ name: Syntax.Name, _ range: IndexRange, _ scope: inout Scope) -> IndexBinding {
    let slot = newIndexSlot()
    scope.locals[name.text] = .index(slot: slot)
    return IndexBinding(name: name.text, slot: slot, range: range)
  }

  /// A new name, or that of an index.
  private func requireNew(_ name: Syntax.Name, _ scope: Scope) throws(InputError) {
    switch globals[name.text] {
    case .index?, nil: return
    default: throw shadowing(name, scope)
    }
  }

  private func requireReady(
    _ values: [Syntax.Expression], _ waiting: [Syntax.Name], _ name: Syntax.Name, _ scope: Scope
  ) throws(InputError) {
    var names: Set<String> = []
    for value in values { value.collectNames(&names) }
    try requireReady(names.sorted(), waiting, name, scope)
  }

  /// Refuses a range that speaks, itself or through the declared ranges of what it names, of names still to be bound.
  private func requireReady(
    _ names: [String], _ waiting: [Syntax.Name], _ name: Syntax.Name, _ scope: Scope
  ) throws(InputError) {
    var seen: Set<String> = []
    var open = names.map { (name: $0, through: String?.none) }
    while let next = open.popLast() {
      guard scope.locals[next.name] == nil, seen.insert(next.name).inserted else { continue }
      if waiting.contains(where: { $0.text == next.name }) {
        let through = next.through.map { "'\($0)', whose range uses " } ?? ""
        throw error(
          at: name.position,
          next.name == name.text
            ? "the range of '\(name.text)' uses \(through)'\(name.text)' itself"
            : "the range of '\(name.text)' uses \(through)'\(next.name)', which comes after it: put '\(next.name)' first"
        )
      }
      if case .index(let number)? = globals[next.name] {
        open += indices[number].dependencies.map { (indices[$0].name, next.through ?? next.name) }
      }
    }
  }

  // MARK: How a step follows

  private func reasoning(
    _ syntax: Syntax.Reasoning?, at position: Position, _ scope: Scope, of step: Int, _ what: String
  ) throws(InputError) -> Script.Reasoning {
    guard let syntax else { return Script.Reasoning(method: nil, reasons: [], position: position) }
    let count = free.count
    let method = try syntax.method.map { value throws(InputError) in
      try self.method(value, scope, what)
    }
    for reason in syntax.reasons { try requireReason(reason, of: step, scope) }
    let bound = free[count...].map {
      Script.Range(name: $0.name, slot: $0.slot, lower: $0.range.lower, upper: $0.range.upper)
    }
    return Script.Reasoning(
      method: method, reasons: syntax.reasons.map(\.text), position: syntax.mark.position, bound: bound)
  }

  private func method(
    _ method: Syntax.Method, _ scope: Scope, _ what: String
  ) throws(InputError) -> Script.Method {
    switch method {
    case .contradiction: return .contradiction
    case .cases(let formulas):
      return .cases(try formulas.map { formula throws(InputError) in try statement(formula, scope) })
    case .squares(let values):
      return .squares(
        try values.map { value throws(InputError) in
          try real(value, scope, "'squares' are those of real numbers")
        })
    case .induction(let name, let start):
      let slot = try inductionSlot(name, scope, what)
      guard let start else { return .induction(on: slot, from: nil) }
      let count = free.count
      let term = try indexTerm(start, scope)
      var names: Set<String> = []
      start.collectNames(&names)
      if names.contains(name.text) {
        throw error(
          at: start.position, "'from' says where '\(name.text)' begins, and cannot use '\(name.text)' itself")
      }
      if free.count > count, let stranger = free.last {
        throw error(
          at: start.position, "'\(stranger.name)' is no index of \(what)\(list(free.prefix(count)))")
      }
      return .induction(on: slot, from: term)
    }
  }

  private func inductionSlot(
    _ name: Syntax.Name, _ scope: Scope, _ what: String
  ) throws(InputError) -> Int {
    if let binding = free.first(where: { $0.name == name.text }) { return binding.slot }
    switch globals[name.text] {
    case nil: throw unknownName(name, scope, kind: "index")
    case .index?:
      // A family may leave its conclusion to others.
      missedName = isFragment
      throw error(
        at: name.position,
        "'\(name.text)' is no free index of \(what)\(list(free[...]))"
          + (what == "the conclusion"
            ? "; state a lemma for it: 'lemma L for \(name.text) in ...: ... by induction on \(name.text)'"
            : ""))
    case .size?:
      throw error(
        at: name.position,
        "'\(name.text)' is a size; induction is on an index up to it, as in 'lemma L for t in 0..\(name.text): ... by induction on t'"
      )
    default: throw error(at: name.position, "'\(name.text)' is no index; induction is on an index")
    }
  }

  private func list(_ free: ArraySlice<IndexBinding>) -> String {
    free.isEmpty ? ", which has none" : ", whose indices are \(free.map(\.name).joined(separator: ", "))"
  }

  /// A step before this one, a variable with a domain or a definition.
  private func requireReason(_ name: Syntax.Name, of step: Int, _ scope: Scope) throws(InputError) {
    guard let script else { return }
    let shown = Self.shortened(name.text)
    if let number = script.numbers[name.text] {
      if number < step { return }
      let line = script.lemmas[number].syntax.mark.position.line
      throw error(
        at: name.position,
        number == step
          ? "'\(shown)' is what is shown here; a 'because' that is meant for the conclusion follows 'conclude'"
          : "'\(shown)' stands after this, in line \(line); a reason stands before what it is used for")
    }
    switch globals[name.text] {
    case .definition?: return
    case .variable(let number)?:
      guard variables[number].syntax.domain == nil else { return }
      throw error(
        at: name.position, "'\(shown)' has no domain, so that its name is no reason; hypotheses need no name")
    case .size?, .index?:
      throw error(
        at: name.position,
        "'\(shown)' is no reason; reasons are lemmas, variables (for their domains) and definitions")
    case nil:
      if let number = globals.hidden(name.text) { throw notYetDefined(name, number) }
      missedName = true
      let known =
        script.lemmas[..<min(step, script.lemmas.count)].compactMap { $0.syntax.name?.text }
        + variables.map(\.syntax.name.text)
        + definitions.prefix(globals.firstHidden).map(\.name)
      let near = NearestName.hint(for: name.text, among: known)
      throw error(
        at: name.position,
        "unknown lemma '\(shown)'"
          + (near.isEmpty ? "; reasons are lemmas, variables (for their domains) and definitions" : near))
    }
  }
}
