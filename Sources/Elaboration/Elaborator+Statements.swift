import Claims
import Inputs
import Numbers
import ProofKernel

extension Elaborator {
  /// The facts that say together what a statement says at a place.
  ///
  /// The left sides of implications, and the negations of all parts of an `or` but the last, become premises. `forall real`
  /// becomes a family of which nothing is known, which only a conclusion may do (`isGoal`).
  mutating func facts(_ statement: Statement, _ place: Place, isGoal: Bool) throws(Refusal) -> [Fact] {
    switch statement {
    case .comparison(let first, let links, _):
      var left = try value(first, place)
      var found: [Fact] = []
      for link in links {
        let right = try value(link.term, place)
        found += literals(left, link.relation, right).map(place.fact)
        left = right
      }
      return found
    case .and(let parts):
      var found: [Fact] = []
      for part in parts { found += try facts(part, place, isGoal: isGoal) }
      return found
    case .or(let parts):
      guard parts.count > 1 else { return try facts(parts[0], place, isGoal: isGoal) }
      guard parts.count <= 1000 else { throw Refusal("an 'or' of more than 1000 parts") }
      return try facts(
        .implies(.not(parts[0]), .or(Array(parts.dropFirst()))), place, isGoal: isGoal)
    case .implies(let premise, let conclusion):
      var found: [Fact] = []
      for inside in try cases(premise, place) { found += try facts(conclusion, inside, isGoal: isGoal) }
      return found
    case .not(let inner): return try facts(try negated(inner), place, isGoal: isGoal)
    case .quantified(.forall, let binders, let body):
      let inside = try bind(binders.bindings, in: place)
      let conclusion = binders.filter.map { Statement.implies($0, body) } ?? body
      return try facts(conclusion, inside, isGoal: isGoal)
    case .quantified(.exists, _, _): throw Refusal("'exists' in what is to be shown")
    case .forallReal(let quantification):
      guard isGoal else { throw Refusal("'forall real' in a hypothesis", quantification.position) }
      return try facts(quantification, place)
    }
  }

  /// A number of which nothing is known but its domain and filter.
  private mutating func facts(
    _ quantification: Statement.RealQuantification, _ place: Place
  ) throws(Refusal) -> [Fact] {
    var name = quantification.name
    while theory.arities[name] != nil || theory.constants.contains(name) { name += "'" }
    try kernel { () throws(KernelError) in try theory.declare(name, indices: place.variables.count) }
    origins[name] = .free
    let number = RealPolynomial(Atom(name, place.variables.map { IndexTerm($0) }))
    var inside = place
    inside.values[quantification.slot] = ComplexPolynomial(number)
    if let domain = quantification.domain {
      inside.premises += try ends(of: domain, number, place).map(\.literal)
    }
    let body = quantification.filter.map { Statement.implies($0, quantification.body) } ?? quantification.body
    return try facts(body, inside, isGoal: true)
  }

  /// What a domain says of a number.
  mutating func ends(
    of domain: Domain, _ number: RealPolynomial, _ place: Place
  ) throws(Refusal) -> [(name: String, literal: Literal)] {
    var found: [(String, Literal)] = []
    if let end = domain.lower {
      found.append(
        ("low", Literal(number - (try value(end.value, place).re), end.isClosed ? .nonnegative : .positive)))
    }
    if let end = domain.upper {
      found.append(
        ("high", Literal((try value(end.value, place).re) - number, end.isClosed ? .nonnegative : .positive)))
    }
    return found
  }

  private func literals(
    _ left: ComplexPolynomial, _ relation: Relation, _ right: ComplexPolynomial
  ) -> [Literal] {
    let difference = right - left
    switch relation {
    case .lessOrEqual: return [Literal(difference.re, .nonnegative)]
    case .less: return [Literal(difference.re, .positive)]
    case .greaterOrEqual: return [Literal(-difference.re, .nonnegative)]
    case .greater: return [Literal(-difference.re, .positive)]
    case .equal:
      return [Literal(difference.re, .zero)] + (difference.isReal ? [] : [Literal(difference.im, .zero)])
    case .notEqual:
      return [Literal(difference.isReal ? difference.re : difference.square, .nonzero)]
    }
  }

  // MARK: Cases

  /// The place where a statement holds, as several that cover it: conditions on indices become guards, those on numbers
  /// premises.
  mutating func cases(_ statement: Statement, _ place: Place) throws(Refusal) -> [Place] {
    switch statement {
    case .comparison(let first, let links, _):
      var places = [place]
      var left = first
      for link in links {
        places = try refined(places, left, link.relation, link.term)
        left = link.term
      }
      return places
    case .and(let parts):
      var places = [place]
      for part in parts {
        var next: [Place] = []
        for inside in places { next += try cases(part, inside) }
        places = next
      }
      return places
    case .or(let parts):
      var places: [Place] = []
      for part in parts { places += try cases(part, place) }
      return places
    case .implies(let premise, let conclusion):
      return try cases(try negated(premise), place) + cases(conclusion, place)
    case .not(let inner): return try cases(try negated(inner), place)
    case .quantified(.exists, let binders, let body):
      let inside = try bind(binders.bindings, in: place)
      return try cases(binders.filter.map { .and([$0, body]) } ?? body, inside)
    case .quantified(.forall, _, _): throw Refusal("'forall' in a premise")
    case .forallReal(let quantification): throw Refusal("'forall real' in a premise", quantification.position)
    }
  }

  /// The places with one more condition.
  private mutating func refined(
    _ places: [Place], _ left: Term, _ relation: Relation, _ right: Term
  ) throws(Refusal) -> [Place] {
    var refined: [Place] = []
    for place in places {
      guard let a = linear(left, place), let b = linear(right, place) else {
        var inside = place
        let conditions = literals(try value(left, place), relation, try value(right, place))
        note { $0.conditions.formUnion(conditions.map(\.polynomial)) }
        inside.premises += conditions
        refined.append(inside)
        continue
      }
      let (difference, opposite) = (try difference(b, a), try difference(a, b))
      let (less, more) = (try negation(opposite), try negation(difference))
      for conditions in relation.conditions(difference, opposite, less: less, more: more) {
        var inside = place
        inside.guards += conditions
        refined.append(inside)
      }
    }
    return refined
  }

  /// What a statement's negation says, with `not` before nothing that it can be taken into.
  func negated(_ statement: Statement) throws(Refusal) -> Statement {
    switch statement {
    case .comparison(let first, let links, let position):
      var parts: [Statement] = []
      var left = first
      for link in links {
        parts.append(.comparison(left, [.init(relation: link.relation.negated, term: link.term)], position))
        left = link.term
      }
      return parts.count == 1 ? parts[0] : .or(parts)
    case .not(let inner): return inner
    case .and(let parts): return .or(parts.map { .not($0) })
    case .or(let parts): return .and(parts.map { .not($0) })
    case .implies(let premise, let conclusion): return .and([premise, .not(conclusion)])
    case .quantified(let quantifier, let binders, let body):
      return .quantified(quantifier == .forall ? .exists : .forall, binders, .not(body))
    case .forallReal(let quantification):
      throw Refusal("the negation of 'forall real'", quantification.position)
    }
  }
}

extension Relation {
  var negated: Relation {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// What it says of whole numbers a and b, one of the lists: from b - a, a - b, b - a - 1 and a - b - 1.
  func conditions(_ difference: IndexTerm, _ opposite: IndexTerm, less: IndexTerm, more: IndexTerm)
    -> [[IndexTerm]]
  {
    switch self {
    case .equal: [[difference, opposite]]
    case .notEqual: [[less], [more]]
    case .less: [[less]]
    case .lessOrEqual: [[difference]]
    case .greater: [[more]]
    case .greaterOrEqual: [[opposite]]
    }
  }
}
