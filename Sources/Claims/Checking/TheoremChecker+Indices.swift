import Inputs

extension TheoremChecker {
  func newIndexSlot() -> Int {
    defer { indexSlotCount += 1 }
    return indexSlotCount
  }

  func newValueSlot() -> Int {
    defer { valueSlotCount += 1 }
    return valueSlotCount
  }

  // MARK: Index arithmetic

  func range(_ range: Syntax.Range, _ scope: Scope) throws(InputError) -> IndexRange {
    IndexRange(lower: try indexTerm(range.lower, scope), upper: try indexTerm(range.upper, scope))
  }

  /// Resolves index arithmetic: whole numbers, sizes, indices, `+ - * ^`, `min` and `max`.
  func indexTerm(_ value: Syntax.Expression, _ scope: Scope) throws(InputError) -> Term {
    switch value {
    case .number(let number, let mark):
      guard number.value.isInteger else {
        throw error(
          at: mark.position, "'\(number.text)' is not whole; index arithmetic takes whole numbers")
      }
      guard number.value.word != nil else {
        throw error(at: mark.position, "a whole number beyond 2^63 in index arithmetic")
      }
      return .number(number.value)
    case .name(let name): return try indexName(name, scope)
    case .sum(let summands, _):
      return .sum(
        try summands.map { summand throws(InputError) in
          Term.Summand(isNegated: summand.isNegated, term: try indexTerm(summand.value, scope))
        })
    case .product(let factors, _):
      return .product(
        try factors.map { factor throws(InputError) in
          guard !factor.isDivisor else {
            throw error(at: factor.value.position, "index arithmetic has no division, only + - * ^ min max")
          }
          return Term.Factor(
            isDivisor: false, term: try indexTerm(factor.value, scope), position: factor.value.position)
        })
    case .negation(let operand, _): return .negation(try indexTerm(operand, scope))
    case .power(let base, let exponent, let mark):
      if case .negation(.number(let number, _), let minus) = exponent, !number.value.isZero {
        throw error(at: minus.position, "index arithmetic has no negative exponents")
      }
      return .power(try indexTerm(base, scope), try indexTerm(exponent, scope), mark.position)
    case .extremum(let extremum, let operands, _):
      return .extremum(
        extremum, try operands.map { operand throws(InputError) in try indexTerm(operand, scope) })
    case .element(let name, _), .application(let name, _):
      if scope.locals[name.text] == nil, globals[name.text] == nil {
        throw unknownName(name, scope, kind: "function")
      }
      throw notIndexArithmetic(value, "'\(name.text)' is a real quantity")
    case .constant(.infinity, let mark): throw misplacedInfinity(mark)
    default: throw notIndexArithmetic(value, "this is a real quantity")
    }
  }

  private func notIndexArithmetic(_ value: Syntax.Expression, _ what: String) -> InputError {
    error(
      at: value.position,
      "index arithmetic is wanted here (whole numbers, sizes, indices, + - * ^ min max), and \(what)")
  }

  func misplacedInfinity(_ mark: Syntax.Mark) -> InputError {
    isDrawing || drawnSize != nil
      ? error(at: mark.position, "'inf' is no parameter of a distribution: its parameters are finite numbers")
      : error(at: mark.position, "'inf' stands only at the end of a domain, as in 'real x in [0, inf)'")
  }

  private func indexName(_ name: Syntax.Name, _ scope: Scope) throws(InputError) -> Term {
    switch scope.locals[name.text] {
    case .index(let slot)?: return .index(slot)
    case .value?: throw notIndexArithmetic(.name(name), "'\(name.text)' is a real number")
    case nil: break
    }
    switch globals[name.text] {
    case .size(let number)?:
      try known(number, name)
      return .size(number)
    case .index(let number)?: return .index(try freeSlot(number, at: name.position, scope))
    case .variable(let number)?:
      let kind = variables[number].isComplex ? "complex" : "real"
      throw notIndexArithmetic(.name(name), "'\(name.text)' is a \(kind) variable")
    case .definition?: throw notIndexArithmetic(.name(name), "'\(name.text)' is defined by a 'let'")
    case nil: throw unknownName(name, scope, kind: "size")
    }
  }

  // MARK: Free names

  /// The slot of a declared index that nothing around binds.
  func freeSlot(_ number: Int, at position: Position, _ scope: Scope) throws(InputError) -> Int {
    let declaration = indices[number]
    if case .forbidden(let remedy) = scope.freeIndices {
      let remedy = remedy.replacing("(t: ", with: "(\(declaration.name): ")
      throw error(at: position, "the index '\(declaration.name)' is not bound here; \(remedy)")
    }
    if let known = free.first(where: { $0.name == declaration.name }) { return known.slot }
    // The range is read in a scope of its own: what it names is free too.
    let range = try declaredRange(number, Scope(locals: bindings, freeIndices: .quantified))
    let slot = newIndexSlot()
    free.append(IndexBinding(name: declaration.name, slot: slot, range: range))
    return slot
  }

  /// The range of an index declaration, its names resolved in the scope of the use.
  func declaredRange(_ number: Int, _ scope: Scope) throws(InputError) -> IndexRange {
    let outer = here
    here = indices[number].source
    defer { here = outer }
    return try range(indices[number].range, scope)
  }

  /// The free names of the claim just resolved, outermost first.
  func takeFree() -> [IndexBinding] {
    defer { free = [] }
    func rank(_ binding: IndexBinding) -> Int {
      if case .index(let number)? = globals[binding.name] { indices[number].rank } else { 0 }
    }
    return free.sorted { rank($0) < rank($1) }
  }

  // MARK: Binding

  /// Binds a declared index name, and nothing but that; `wanted` are names still to be bound beside it.
  func bindDeclared(
    _ name: Syntax.Name, _ scope: inout Scope, before later: some Sequence<Syntax.Name>,
    kind: String = "index"
  ) throws(InputError) -> IndexBinding {
    guard case .index(let number)? = globals[name.text] else {
      if globals[name.text] != nil || scope.locals[name.text] != nil { throw shadowing(name, scope) }
      throw unknownName(name, scope, kind: kind)
    }
    for dependency in indices[number].dependencies {
      let needed = indices[dependency].name
      if later.contains(where: { $0.text == needed }) {
        throw error(
          at: name.position,
          "the range of '\(name.text)' uses '\(needed)', which comes after it: put '\(needed)' first")
      }
      if scope.locals[needed] == nil, case .forbidden = scope.freeIndices {
        throw error(
          at: name.position,
          "the range of '\(name.text)' uses the index '\(needed)', which is not bound here: put '\(needed)' before '\(name.text)'"
        )
      }
    }
    let range = try declaredRange(number, scope)
    let slot = newIndexSlot()
    scope.locals[name.text] = .index(slot: slot)
    return IndexBinding(name: name.text, slot: slot, range: range)
  }

  func binders(
    _ binders: Syntax.Binders, _ scope: Scope
  ) throws(InputError) -> (typed: Binders, scope: Scope) {
    var inner = scope
    var bindings: [IndexBinding] = []
    for (k, binder) in binders.names.enumerated() {
      let name = binder.name
      if binders.names[..<k].contains(where: { $0.name.text == name.text }) {
        throw error(at: name.position, "the binder '\(name.text)' is repeated")
      }
      guard let range = binder.range else {
        bindings.append(
          try bindDeclared(name, &inner, before: binders.names[(k + 1)...].lazy.map(\.name), kind: "binder"))
        continue
      }
      // A new name, or a declared index's own name with another range.
      if case .index? = globals[name.text] {
      } else if globals[name.text] != nil || scope.locals[name.text] != nil {
        throw shadowing(name, scope)
      }
      let typed = try self.range(range, inner)
      let slot = newIndexSlot()
      inner.locals[name.text] = .index(slot: slot)
      bindings.append(IndexBinding(name: name.text, slot: slot, range: typed))
    }
    let filter = try binders.filter.map { filter throws(InputError) in try statement(filter, inner) }
    return (Binders(bindings: bindings, filter: filter), inner)
  }

  /// Binds a name that no other name may hide or be hidden by.
  func bindValue(
    _ name: Syntax.Name, _ scope: inout Scope, parameter: (definition: Int, number: Int)? = nil
  ) throws(InputError) -> Int {
    guard globals[name.text] == nil, scope.locals[name.text] == nil else { throw shadowing(name, scope) }
    let slot = newValueSlot()
    scope.locals[name.text] = .value(slot: slot, parameter: parameter)
    return slot
  }

  func shadowing(_ name: Syntax.Name, _ scope: Scope) -> InputError {
    let first = scope.locals[name.text] == nil ? places[name.text] : nil
    let origin = first.map { "declared in \(place($0.source, $0.position))" } ?? "bound around this place"
    return error(
      at: name.position, "'\(name.text)' would hide the name \(origin); choose another name")
  }
}
