import Inputs

extension TheoremChecker {
  func statement(_ value: Syntax.Formula, _ scope: Scope) throws(InputError) -> Statement {
    switch value {
    case .comparison(let first, let links, let mark): return try comparison(first, links, mark, scope)
    case .not(let operand, _): return .not(try statement(operand, scope))
    case .and(let parts, _):
      return .and(try parts.map { part throws(InputError) in try statement(part, scope) })
    case .or(let parts, _):
      return .or(try parts.map { part throws(InputError) in try statement(part, scope) })
    case .implies(let premise, let conclusion, _):
      return .implies(try statement(premise, scope), try statement(conclusion, scope))
    case .quantified(let quantifier, let binders, let body, _):
      let (typed, inner) = try self.binders(binders, scope)
      return .quantified(quantifier, typed, try statement(body, inner))
    case .forallReal(let name, let domain, let filter, let body, let mark):
      // The domain is read outside: it cannot speak of the name itself.
      let typed = try domain.flatMap { domain throws(InputError) in try self.domain(domain, scope) }
      var inner = scope
      let slot = try bindValue(name, &inner)
      let condition = try filter.map { filter throws(InputError) in try statement(filter, inner) }
      return .forallReal(
        .init(
          name: name.text, slot: slot, domain: typed, filter: condition, body: try statement(body, inner),
          position: mark.position))
    }
  }

  private func comparison(
    _ first: Syntax.Expression, _ links: [Syntax.Formula.Link], _ mark: Syntax.Mark, _ scope: Scope
  ) throws(InputError) -> Statement {
    var left = (syntax: first, typed: try term(first, scope))
    let start = left.typed.term
    var typed: [Statement.Link] = []
    for link in links {
      let right = (syntax: link.value, typed: try term(link.value, scope))
      if reportsComplexity, link.relation != .equal, link.relation != .notEqual {
        for side in [left, right] where side.typed.isComplex {
          throw canBeComplex(side.syntax, "'\(link.relation.rawValue)' compares reals")
        }
      }
      typed.append(Statement.Link(relation: link.relation, term: right.typed.term))
      left = right
    }
    return .comparison(start, typed, mark.position)
  }

  // MARK: Domains

  func domain(_ domain: Syntax.Domain, _ scope: Scope) throws(InputError) -> Domain? {
    var lower: (value: Syntax.Expression, isClosed: Bool)?
    var upper: (value: Syntax.Expression, isClosed: Bool)?
    switch domain {
    case .interval(let low, let isLowerClosed, let high, let isUpperClosed, _):
      lower = (low, isLowerClosed)
      upper = (high, isUpperClosed)
    case .half(.less, let end, _): upper = (end, false)
    case .half(.lessOrEqual, let end, _): upper = (end, true)
    case .half(.greater, let end, _): lower = (end, false)
    case .half(_, let end, _): lower = (end, true)
    }
    let empty = error(at: domain.position, "the domain is empty: no number lies in it")
    switch lower.flatMap({ Self.infinity($0.value) }) ?? 0 {
    case 1: throw empty
    case -1: lower = nil
    default: break
    }
    switch upper.flatMap({ Self.infinity($0.value) }) ?? 0 {
    case 1: upper = nil
    case -1: throw empty
    default: break
    }
    if let low = lower, let high = upper, let a = ConstantValue(low.value)?.realValue,
      let b = ConstantValue(high.value)?.realValue
    {
      guard a < b || (a == b && low.isClosed && high.isClosed) else { throw empty }
    }
    let rule = "the end of a domain is real"
    let typedLower = try lower.map { end throws(InputError) in
      Domain.End(value: try real(end.value, scope, rule), isClosed: end.isClosed)
    }
    let typedUpper = try upper.map { end throws(InputError) in
      Domain.End(value: try real(end.value, scope, rule), isClosed: end.isClosed)
    }
    return Domain(lower: typedLower, upper: typedUpper, position: domain.position)
  }

  /// 1 for `inf`, −1 for `-inf`, nil for anything else.
  private static func infinity(_ value: Syntax.Expression) -> Int? {
    switch value {
    case .constant(.infinity, _): 1
    case .negation(.constant(.infinity, _), _): -1
    default: nil
    }
  }
}
