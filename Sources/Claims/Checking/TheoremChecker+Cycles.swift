import Inputs

extension TheoremChecker {
  /// Refuses functions that call themselves and values that certainly rest on themselves.
  ///
  /// Certain are plain values, functions, and families of one equation `h[s, t] = …` that refer to
  /// each other with the very same indices, outside the branches of `if`. All other cycles are found
  /// where the evaluation meets them.
  func checkCycles(_ theorem: Theorem) throws(InputError) {
    // A fragment may lack definitions, and then its numbers do not fit.
    guard theorem.definitions.count == definitions.count else { return }
    let calls = theorem.definitions.map { definition -> [Int] in
      guard case .function(_, let body) = definition.kind else { return [] }
      var references = References(isCertain: false)
      references.visit(body)
      return references.functions
    }
    if case .cycle(let cycle) = Cycles.order(count: calls.count, dependencies: { calls[$0] }) {
      let first = definitions[cycle[0]]
      here = first.parts[0].source
      throw error(
        at: first.parts[0].position, "the function '\(first.name)' calls itself: \(chain(cycle))")
    }
    let certain = theorem.definitions.map { definition -> References in
      var references = References(isCertain: true)
      switch definition.kind {
      case .function(_, let body): references.visit(body)
      case .family(let equations):
        guard equations.count == 1, let equation = equations.first else { return references }
        for pattern in equation.patterns {
          guard case .index(let binding, .number(0)) = pattern else { return References(isCertain: true) }
          references.slots.append(binding.slot)
        }
        references.visit(equation.value)
      }
      return references
    }
    let order = Cycles.order(count: certain.count) { certain[$0].definitions + certain[$0].functions }
    if case .cycle(let cycle) = order {
      let first = definitions[cycle[0]]
      here = first.parts[0].source
      throw error(at: first.parts[0].position, "'\(first.name)' is defined by itself: \(chain(cycle))")
    }
    try checkDrawing(theorem, certain)
  }

  /// Refuses variables that certainly are drawn by themselves, `certain` being what definitions rest on.
  private func checkDrawing(_ theorem: Theorem, _ certain: [References]) throws(InputError) {
    guard theorem.variables.count == variables.count else { return }
    let drawn = theorem.variables.map { variable -> References in
      var references = References(isCertain: true, slots: variable.indices.map(\.slot))
      variable.distribution?.forEachTerm { references.visit($0) }
      return references
    }
    // Variables come before definitions.
    let count = variables.count
    let all = drawn + certain
    let order = Cycles.order(count: all.count) { k in
      all[k].variables + (all[k].definitions + all[k].functions).map { count + $0 }
    }
    guard case .cycle(let cycle) = order, let start = cycle.firstIndex(where: { $0 < count }) else { return }
    let turned = Array(cycle[start...] + cycle[..<start])
    let first = variables[turned[0]]
    let names = turned.map { $0 < count ? variables[$0].syntax.name.text : definitions[$0 - count].name }
    here = first.source
    throw error(
      at: first.syntax.name.position,
      "'\(first.syntax.name.text)' is drawn by itself: \(chain(names)); a distribution speaks of what is drawn before"
        + (first.syntax.indices.isEmpty ? "" : ", such as earlier elements"))
  }

  private func chain(_ cycle: [Int]) -> String { chain(cycle.map { definitions[$0].name }) }

  private func chain(_ cycle: [String]) -> String {
    var names = cycle + cycle.prefix(1)
    if names.count > 12 { names.replaceSubrange(6..<(names.count - 5), with: ["..."]) }
    return names.joined(separator: " → ")
  }
}

/// The definitions and variables that a term refers to.
private struct References {
  /// Only references that are reached whenever the term is, with the indices `slots`.
  var isCertain: Bool
  var slots: [Int] = []
  var definitions: [Int] = []
  var functions: [Int] = []
  var variables: [Int] = []

  init(isCertain: Bool, slots: [Int] = []) {
    self.isCertain = isCertain
    self.slots = slots
  }

  /// Whether the indices are the very `slots`.
  private func isSame(_ indices: [Term]) -> Bool {
    indices.count == slots.count
      && zip(indices, slots).allSatisfy { if case .index($1) = $0 { true } else { false } }
  }

  mutating func visit(_ term: Term) {
    switch term {
    case .number, .imaginaryUnit, .pi, .size, .index, .slot: break
    case .variable(let number, let indices, _): if isSame(indices) { variables.append(number) }
    case .definition(let number, let indices, _): if isSame(indices) { definitions.append(number) }
    case .call(let number, let arguments, _):
      functions.append(number)
      for argument in arguments { visit(argument) }
    case .sum(let summands): for summand in summands { visit(summand.term) }
    case .product(let factors): for factor in factors { visit(factor.term) }
    case .negation(let operand), .function(_, let operand, _), .gaussian(_, let operand, _):
      visit(operand)
    case .derivative(let operand, _, _): visit(operand)
    case .power(let base, let exponent, _):
      visit(base)
      visit(exponent)
    case .extremum(_, let operands): for operand in operands { visit(operand) }
    case .aggregate(_, let binders, let body, _):
      if !isCertain, let filter = binders.filter { visit(filter) }
      visit(body)
    case .conditional(let condition, let first, let second):
      visit(condition)
      if !isCertain {
        visit(first)
        visit(second)
      }
    }
  }

  mutating func visit(_ statement: Statement) {
    switch statement {
    case .comparison(let first, let links, _):
      visit(first)
      for link in links { visit(link.term) }
    // Later parts may be settled by the first.
    case .and(let parts), .or(let parts):
      for part in isCertain ? parts.prefix(1) : parts[...] { visit(part) }
    case .not(let operand): visit(operand)
    case .implies(let premise, let conclusion):
      visit(premise)
      if !isCertain { visit(conclusion) }
    case .quantified(_, let binders, let body):
      if !isCertain, let filter = binders.filter { visit(filter) }
      visit(body)
    case .forallReal(let quantification):
      if !isCertain, let filter = quantification.filter { visit(filter) }
      visit(quantification.body)
    }
  }
}
