import Claims
import Evaluation
import ExactReals
import Numbers

/// Formulas: strong Kleene logic, with what is not decided left out where the rest settles the whole.
extension Unroller {
  typealias Outcome = Result<Formula, NoValue>

  /// - Parameter isUp: Whether a stronger formula in this place would make the whole statement say less: in a
  ///   conclusion, which is refuted, a `forall real` may stand for what it says at one point.
  func statement(_ statement: Statement, isUp: Bool) throws -> Outcome {
    switch statement {
    case .comparison(let first, let links, _): return try comparison(first, links)
    case .not(let x):
      return try self.statement(x, isUp: !isUp).map { Formula(.not($0), isTrue: !$0.isTrue) }
    case .and(let parts): return Self.all(try parts.map { try self.statement($0, isUp: isUp) })
    case .or(let parts): return Self.any(try parts.map { try self.statement($0, isUp: isUp) })
    case .implies(let x, let y):
      return Self.implies(try self.statement(x, isUp: !isUp), try self.statement(y, isUp: isUp))
    case .quantified(let quantifier, let binders, let body):
      return try quantified(quantifier, binders, body, isUp: isUp)
    case .forallReal(let quantification): return try forallReal(quantification, isUp: isUp)
    }
  }

  /// The outcome of a part whose numbers may lack a value.
  private func attempt(_ body: () throws -> Outcome) throws -> Outcome {
    do {
      return try body()
    } catch let absence as NoValue {
      return .failure(absence)
    }
  }

  // MARK: Connectives

  static func all(_ parts: [Outcome], isQuantified: Bool = false) -> Outcome {
    settle(parts, by: false, isQuantified: isQuantified) { .all($0) }
  }

  static func any(_ parts: [Outcome], isQuantified: Bool = false) -> Outcome {
    settle(parts, by: true, isQuantified: isQuantified) { .any($0) }
  }

  /// One part of the truth `settling` settles the whole, whatever those without a truth are; but every element of a
  /// quantifier is evaluated, and an empty maximum in one makes the instance vacuous.
  private static func settle(
    _ parts: [Outcome], by settling: Bool, isQuantified: Bool, _ kind: ([Formula]) -> Formula.Kind
  ) -> Outcome {
    var known: [Formula] = []
    var absence: NoValue?
    for part in parts {
      switch part {
      case .success(let formula): known.append(formula)
      case .failure(.vacuous(let reason)) where isQuantified: return .failure(.vacuous(reason))
      case .failure(let reason): absence = absence ?? reason
      }
    }
    let isSettled = known.contains { $0.isTrue == settling }
    if !isSettled, let absence { return .failure(absence) }
    if known.count == 1, let only = known.first { return .success(only) }
    return .success(Formula(kind(known), isTrue: isSettled == settling))
  }

  private static func implies(_ x: Outcome, _ y: Outcome) -> Outcome {
    switch (x, y) {
    case (.success(let x), .success(let y)):
      return .success(Formula(.implies(x, y), isTrue: !x.isTrue || y.isTrue))
    case (.success(let x), .failure(let absence)):
      return x.isTrue ? .failure(absence) : .success(Formula(.not(x), isTrue: true))
    case (.failure(let absence), .success(let y)): return y.isTrue ? .success(y) : .failure(absence)
    case (.failure(let absence), .failure): return .failure(absence)
    }
  }

  // MARK: Comparisons

  private func comparison(_ first: Term, _ links: [Statement.Link]) throws -> Outcome {
    var parts: [Outcome] = []
    var left = try attempt(first)
    for link in links {
      let right = try attempt(link.term)
      parts.append(
        try attempt { try compare(try left.get(), link.relation, try right.get()) })
      left = right
    }
    return Self.all(parts)
  }

  private func attempt(_ term: Term) throws -> Result<Parts, NoValue> {
    do {
      return .success(try value(term))
    } catch let absence as NoValue {
      return .failure(absence)
    }
  }

  private func compare(_ x: Parts, _ relation: Relation, _ y: Parts) throws -> Outcome {
    guard x.im != nil || y.im != nil else { return .success(try compare(x.re, relation, y.re)) }
    let (xi, yi) = (try x.im ?? number(0), try y.im ?? number(0))
    let parts = [
      try same(x.re, requirements: [xi]), try same(y.re, requirements: [yi]),
      try same(xi, requirements: [x.re]), try same(yi, requirements: [y.re]),
    ]
    let both = [
      Outcome.success(try compare(parts[0], relation, parts[1])),
      .success(try compare(parts[2], relation, parts[3])),
    ]
    return relation == .notEqual ? Self.any(both) : Self.all(both)
  }

  func compare(_ x: NodeID, _ relation: Relation, _ y: NodeID) throws -> Formula {
    let (a, b) = (value(x), value(y))
    let truth: Trilean =
      switch relation {
      case .less: a.isLess(than: b)
      case .lessOrEqual: a.isLessOrEqual(to: b)
      case .greater: b.isLess(than: a)
      case .greaterOrEqual: b.isLessOrEqual(to: a)
      case .equal: a.isEqual(to: b)
      case .notEqual: !a.isEqual(to: b)
      }
    guard truth != .unknown else {
      throw NoValue.untold("a comparison that exact arithmetic does not decide")
    }
    return Formula(.comparison(relation, x, y), isTrue: truth == .yes)
  }

  // MARK: Quantifiers

  private func quantified(
    _ quantifier: Quantifier, _ binders: Binders, _ body: Statement, isUp: Bool
  ) throws -> Outcome {
    let isUniversal = quantifier == .forall
    var parts: [Outcome] = []
    try forEach(binders.bindings) {
      let filter = try binders.filter.map { try statement($0, isUp: isUniversal ? !isUp : isUp) }
      // The filter comes first: what it excludes is not evaluated.
      if case .success(let excluded)? = filter, !excluded.isTrue {
        if !isNumeric(excluded) {
          parts.append(
            .success(
              isUniversal ? Formula(.not(excluded), isTrue: true) : excluded))
        }
        return
      }
      let element = try statement(body, isUp: isUp)
      guard let filter else { return parts.append(element) }
      if case .success(let admitted) = filter, isNumeric(admitted) { return parts.append(element) }
      parts.append(isUniversal ? Self.implies(filter, element) : Self.all([filter, element]))
    }
    return isUniversal ? Self.all(parts, isQuantified: true) : Self.any(parts, isQuantified: true)
  }

  /// Whether a formula compares numbers and indices alone.
  func isNumeric(_ formula: Formula) -> Bool {
    var isNumeric = true
    formula.forEachNode { isNumeric = isNumeric && isMadeOfNumbers($0) }
    return isNumeric
  }

  private func isMadeOfNumbers(_ x: NodeID) -> Bool {
    let node = claim.nodes[x]
    return node.operation != .input && node.operation != .point && node.label == nil
      && node.operands.allSatisfy(isMadeOfNumbers)
  }

  private func forallReal(_ quantification: Statement.RealQuantification, isUp: Bool) throws -> Outcome {
    guard isUp, let point = points[quantification.name] else {
      return .failure(
        .untold("a 'forall real' can be stated only in a conclusion that fails at a named point"))
    }
    let saved = values[quantification.slot]
    defer { values[quantification.slot] = saved }
    let x = try node(.point, [], ExactReal(point, precision: Self.bits), label: quantification.name)
    values[quantification.slot] = Parts(re: x)
    // What holds for every real in the range holds at the point, if that is in it.
    var conditions: [Outcome] = []
    if let domain = quantification.domain { conditions.append(try within(domain, x)) }
    if let filter = quantification.filter { conditions.append(try statement(filter, isUp: false)) }
    let body = try statement(quantification.body, isUp: isUp)
    return conditions.isEmpty ? body : Self.implies(Self.all(conditions), body)
  }

  /// That a number lies in a domain.
  func within(_ domain: Domain, _ x: NodeID) throws -> Outcome {
    var parts: [Outcome] = []
    if let end = domain.lower {
      parts.append(
        try attempt {
          .success(try compare(try value(end.value).re, end.isClosed ? .lessOrEqual : .less, x))
        })
    }
    if let end = domain.upper {
      parts.append(
        try attempt {
          .success(try compare(x, end.isClosed ? .lessOrEqual : .less, try value(end.value).re))
        })
    }
    return Self.all(parts)
  }
}
