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
    let certain = theorem.definitions.map { definition -> [Int] in
      var references = References(isCertain: true)
      switch definition.kind {
      case .function(_, let body): references.visit(body)
      case .family(let equations):
        guard equations.count == 1, let equation = equations.first else { return [] }
        for pattern in equation.patterns {
          guard case .index(let binding, .number(0)) = pattern else { return [] }
          references.slots.append(binding.slot)
        }
        references.visit(equation.value)
      }
      return references.definitions + references.functions
    }
    if case .cycle(let cycle) = Cycles.order(count: certain.count, dependencies: { certain[$0] }) {
      let first = definitions[cycle[0]]
      here = first.parts[0].source
      throw error(at: first.parts[0].position, "'\(first.name)' is defined by itself: \(chain(cycle))")
    }
  }

  private func chain(_ cycle: [Int]) -> String {
    var names = (cycle + [cycle[0]]).map { definitions[$0].name }
    if names.count > 12 { names.replaceSubrange(6..<(names.count - 5), with: ["..."]) }
    return names.joined(separator: " → ")
  }
}

/// The definitions that a term refers to.
private struct References {
  /// Only references that are reached whenever the term is, with the indices `slots`.
  var isCertain: Bool
  var slots: [Int] = []
  var definitions: [Int] = []
  var functions: [Int] = []

  init(isCertain: Bool) { self.isCertain = isCertain }

  mutating func visit(_ term: Term) {
    switch term {
    case .number, .imaginaryUnit, .pi, .size, .index, .slot, .variable: break
    case .definition(let number, let indices, _):
      let given = indices.compactMap { if case .index(let slot) = $0 { slot } else { nil } }
      if given.count == indices.count, given == slots { definitions.append(number) }
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
