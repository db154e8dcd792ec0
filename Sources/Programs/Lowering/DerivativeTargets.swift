import Claims

/// Finds the value slots by which a theorem differentiates.
enum DerivativeTargets {
  static func slots(of theorem: Theorem) -> Set<Int> {
    var found: Set<Int> = []
    for definition in theorem.definitions {
      switch definition.kind {
      case .family(let equations): for equation in equations { visit(equation.value, &found) }
      case .function(_, let body): visit(body, &found)
      }
    }
    for claim in theorem.hypotheses + theorem.conclusions { visit(claim.statement, &found) }
    for variable in theorem.variables {
      visit(variable.domain, &found)
      variable.distribution?.forEachTerm { visit($0, &found) }
    }
    return found
  }

  private static func visit(_ domain: Domain?, _ found: inout Set<Int>) {
    if let end = domain?.lower { visit(end.value, &found) }
    if let end = domain?.upper { visit(end.value, &found) }
  }

  private static func visit(_ term: Term, _ found: inout Set<Int>) {
    switch term {
    case .number, .imaginaryUnit, .pi, .size, .index, .slot, .variable, .definition: break
    case .call(_, let arguments, _): for argument in arguments { visit(argument, &found) }
    case .sum(let summands): for summand in summands { visit(summand.term, &found) }
    case .product(let factors): for factor in factors { visit(factor.term, &found) }
    case .negation(let x), .function(_, let x, _), .gaussian(_, let x, _): visit(x, &found)
    case .power(let x, let y, _):
      visit(x, &found)
      visit(y, &found)
    case .extremum(_, let terms): for term in terms { visit(term, &found) }
    case .aggregate(_, let binders, let body, _):
      if let filter = binders.filter { visit(filter, &found) }
      visit(body, &found)
    case .conditional(let condition, let then, let otherwise):
      visit(condition, &found)
      visit(then, &found)
      visit(otherwise, &found)
    case .derivative(let body, let target, _):
      if case .slot(let slot) = target { found.insert(slot) }
      visit(body, &found)
    }
  }

  private static func visit(_ statement: Statement, _ found: inout Set<Int>) {
    switch statement {
    case .comparison(let first, let links, _):
      visit(first, &found)
      for link in links { visit(link.term, &found) }
    case .not(let x): visit(x, &found)
    case .and(let parts), .or(let parts): for part in parts { visit(part, &found) }
    case .implies(let x, let y):
      visit(x, &found)
      visit(y, &found)
    case .quantified(_, let binders, let body):
      if let filter = binders.filter { visit(filter, &found) }
      visit(body, &found)
    case .forallReal(let quantification):
      visit(quantification.domain, &found)
      if let filter = quantification.filter { visit(filter, &found) }
      visit(quantification.body, &found)
    }
  }
}
