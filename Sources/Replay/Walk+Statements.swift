import Claims
import Numbers

/// Formulas, and the verdict.
extension Walk {
  func verdict() -> Replay.Verdict {
    do {
      try declareInputs()
      var parts: [Truth] = []
      for (v, variable) in theorem.variables.enumerated() {
        guard let domain = variable.domain else { continue }
        parts += try every(variable.indices) { scope in
          let x = try self.variable(v, variable.indices.map { scope.slots[$0.slot] })
          return try self.within(domain, x, scope)
        }
      }
      for claim in theorem.hypotheses {
        parts += try every(claim.free) { try self.truth(claim.statement, $0) }
      }
      let hypotheses = Truth.all(parts)
      guard case .yes = hypotheses else { return Self.verdict(hypotheses, ifFalse: .vacuous) }
      parts = []
      for claim in theorem.conclusions {
        parts += try every(claim.free) { try self.truth(claim.statement, $0) }
      }
      return Self.verdict(.all(parts, isQuantified: true), ifFalse: .violated)
    } catch let absence as NoValue {
      return Self.verdict(.open(absence), ifFalse: .violated)
    } catch {
      return .undecided("\(error)")
    }
  }

  private static func verdict(_ truth: Truth, ifFalse: Replay.Verdict) -> Replay.Verdict {
    switch truth {
    case .yes: .holds
    case .no: ifFalse
    case .open(.undefined(let reason)): .undefined(reason)
    case .open(.vacuous): .vacuous
    case .open(.undecided(let reason, _)): .undecided(reason)
    }
  }

  private func every(_ bindings: [IndexBinding], _ body: (Scope) throws -> Truth) throws -> [Truth] {
    var parts: [Truth] = []
    try forEach(bindings, outside) { scope in parts.append(try attempt { try body(scope) }) }
    return parts
  }

  func truth(_ statement: Statement, _ scope: Scope) throws -> Truth {
    try spend(10)
    switch statement {
    case .comparison(let first, let links, _):
      var (parts, left) = ([Truth](), try outcome(first, scope))
      for link in links {
        let right = try outcome(link.term, scope)
        parts.append(try compare(left, link.relation, right))
        left = right
      }
      return .all(parts)
    case .not(let x): return try !truth(x, scope)
    case .and(let parts): return .all(try parts.map { try truth($0, scope) })
    case .or(let parts): return .any(try parts.map { try truth($0, scope) })
    case .implies(let x, let y): return .any([try !truth(x, scope), try truth(y, scope)])
    case .quantified(let quantifier, let binders, let body):
      let isUniversal = quantifier == .forall
      var parts: [Truth] = []
      try forEach(binders.bindings, scope) { scope in
        // The filter comes first: what it excludes is not evaluated.
        let admitted = try binders.filter.map { try truth($0, scope) } ?? .yes
        if case .no = admitted { return }
        let inner = try truth(body, scope)
        parts.append(isUniversal ? .any([!admitted, inner]) : .all([admitted, inner]))
      }
      return isUniversal ? .all(parts, isQuantified: true) : .any(parts, isQuantified: true)
    case .forallReal(let quantification): return try forallReal(quantification, scope)
    }
  }

  func outcome(_ term: Term, _ scope: Scope) throws -> Result<Value, NoValue> {
    do { return .success(try value(term, scope)) } catch let absence as NoValue { return .failure(absence) }
  }

  func compare(
    _ left: Result<Value, NoValue>, _ relation: Relation, _ right: Result<Value, NoValue>
  ) throws -> Truth {
    switch (left, right) {
    case (.failure(let x), .failure(let y)): return .open(.worse(x, y))
    case (.failure(let x), .success), (.success, .failure(let x)): return .open(x)
    case (.success(let x), .success(let y)):
      do {
        guard x.im != nil || y.im != nil else { return Truth(try compare(x.re, relation, y.re)) }
        let (z, w) = (x.whole, y.whole)
        let isEqual = try compare(z.re, .equal, w.re) && compare(z.im, .equal, w.im)
        return Truth(relation == .notEqual ? !isEqual : isEqual)
      } catch let absence as NoValue { return .open(absence) }
    }
  }

  /// x ⋈ y, beside the instance on the side that is looked at.
  private func compare(_ x: Real, _ relation: Relation, _ y: Real) throws -> Trilean {
    func isLess(_ x: Real, _ y: Real) throws -> Trilean {
      x.moves || y.moves ? Trilean(try sign(x - y) < 0) : x.number.isLess(than: y.number)
    }
    func isEqual() throws -> Trilean {
      x.moves || y.moves ? Trilean(try sign(x - y) == 0) : x.number.isEqual(to: y.number)
    }
    return switch relation {
    case .less: try isLess(x, y)
    case .lessOrEqual: try !isLess(y, x)
    case .greater: try isLess(y, x)
    case .greaterOrEqual: try !isLess(x, y)
    case .equal: try isEqual()
    case .notEqual: try !isEqual()
    }
  }

  private func within(_ domain: Domain, _ x: Value, _ scope: Scope) throws -> Truth {
    func relation(_ end: Domain.End) -> Relation { end.isClosed ? .lessOrEqual : .less }
    return .all([
      try domain.lower.map { try compare(try outcome($0.value, scope), relation($0), .success(x)) } ?? .yes,
      try domain.upper.map { try compare(.success(x), relation($0), try outcome($0.value, scope)) } ?? .yes,
    ])
  }

  // MARK: Quantifiers over the reals

  /// True over an empty range, false where the given real fails; there is no means for more.
  private func forallReal(_ quantification: Statement.RealQuantification, _ scope: Scope) throws -> Truth {
    if let lower = quantification.domain?.lower, let upper = quantification.domain?.upper {
      let isEmpty = try compare(
        try value(upper.value, scope).re, lower.isClosed && upper.isClosed ? .less : .lessOrEqual,
        try value(lower.value, scope).re)
      if isEmpty == .yes { return .yes }
    }
    if sides.isEmpty, let inner = try atPoint(quantification, scope),
      case .no = try truth(quantification.body, inner)
    {
      return .no
    }
    return .open(
      .undecided("a quantifier over the reals that is not seen to fail at a real", mayBeEmpty: true))
  }

  /// The scope with the name bound to the given real, where that lies in the range and passes the filter.
  func atPoint(_ quantification: Statement.RealQuantification, _ scope: Scope) throws -> Scope? {
    guard let point = replay.points[quantification.name] else { return nil }
    var inner = scope
    inner.bindings[quantification.slot] = Binding(number(point))
    let isInside = Truth.all([
      try quantification.domain.map { try within($0, Value(number(point)), scope) } ?? .yes,
      try quantification.filter.map { try truth($0, inner) } ?? .yes,
    ])
    if case .yes = isInside { return inner }
    return nil
  }
}
