import Claims
import Enclosures

/// Formulas.
extension Walk {
  func truth(_ statement: Statement) throws -> Truth {
    try spend(10)
    switch statement {
    case .comparison(let first, let links, _):
      var (parts, left) = ([Truth](), try outcome(first))
      for link in links {
        let right = try outcome(link.term)
        parts.append(try compare(left, link.relation, right))
        left = right
      }
      return .all(parts)
    case .not(let x): return try !truth(x)
    case .and(let parts): return .all(try parts.map(truth))
    case .or(let parts): return .any(try parts.map(truth))
    case .implies(let x, let y): return .any([try !truth(x), try truth(y)])
    case .quantified(let quantifier, let binders, let body):
      let isUniversal = quantifier == .forall
      var parts: [Truth] = []
      try forEach(binders.bindings) {
        // The filter comes first: what it excludes is not evaluated.
        let admitted = try binders.filter.map(truth) ?? .yes
        if case .no = admitted { return }
        parts.append(isUniversal ? .any([!admitted, try truth(body)]) : .all([admitted, try truth(body)]))
      }
      return isUniversal ? .all(parts, isQuantified: true) : .any(parts, isQuantified: true)
    case .forallReal(let quantification): return try forallReal(quantification)
    }
  }

  private func outcome(_ term: Term) throws -> Result<Real, Lack> {
    do { return .success(try value(term)) } catch let lack as Lack { return .failure(lack) }
  }

  private func compare(
    _ left: Result<Real, Lack>, _ relation: Relation, _ right: Result<Real, Lack>
  ) throws -> Truth {
    switch (left, right) {
    case (.failure(let x), .failure(let y)): return .open(.worse(x, y))
    case (.failure(let x), .success), (.success, .failure(let x)): return .open(x)
    case (.success(let x), .success(let y)):
      do { return Truth(try compare(x, relation, y)) } catch let lack as Lack { return .open(lack) }
    }
  }

  /// x ⋈ y, on a side of the instance beside it.
  func compare(_ x: Real, _ relation: Relation, _ y: Real) throws -> Trilean {
    if x.isComplex || y.isComplex {
      let parts = [\Complex<Number>.re, \.im].map { part in
        (Real(x.value[keyPath: part]), Real(y.value[keyPath: part]))
      }
      guard x.isConstant, y.isConstant else {
        throw Lack.untold("complex numbers compared beside the instance")
      }
      let isEqual = try compare(parts[0].0, .equal, parts[0].1) && compare(parts[1].0, .equal, parts[1].1)
      return relation == .notEqual ? !isEqual : isEqual
    }
    if !x.isConstant || !y.isConstant, x.re.isEqual(to: y.re) != .no {
      let order = try orderBeside(x, y)
      return switch relation {
      case .less: Trilean(order < 0)
      case .lessOrEqual: Trilean(order <= 0)
      case .greater: Trilean(order > 0)
      case .greaterOrEqual: Trilean(order >= 0)
      case .equal: Trilean(order == 0)
      case .notEqual: Trilean(order != 0)
      }
    }
    return switch relation {
    case .less: x.re.isLess(than: y.re)
    case .lessOrEqual: x.re.isLessOrEqual(to: y.re)
    case .greater: y.re.isLess(than: x.re)
    case .greaterOrEqual: y.re.isLessOrEqual(to: x.re)
    case .equal: x.re.isEqual(to: y.re)
    case .notEqual: !x.re.isEqual(to: y.re)
    }
  }

  private func forallReal(_ quantification: Statement.RealQuantification) throws -> Truth {
    let bounds = try [quantification.domain?.lower, quantification.domain?.upper].map { end in
      try end.map { (value: try value($0.value), isClosed: $0.isClosed) }
    }
    if let low = bounds[0], let high = bounds[1] {
      let isEmpty = try compare(high.value, low.isClosed && high.isClosed ? .less : .lessOrEqual, low.value)
      if isEmpty == .yes { return .yes }
    }
    let none = Truth.open(
      .undecided("a quantifier over the reals that is not seen to fail at a real", mayBeEmpty: true))
    guard side == nil, let point = replay.points[quantification.name] else { return none }
    return try atPoint(quantification, point) { isInside in
      guard case .yes = isInside, case .no = try truth(quantification.body) else { return none }
      return .no
    }
  }

  /// Runs `body` with the name bound to the point; it is told whether that lies in the range and passes the filter.
  private func atPoint<Value>(
    _ quantification: Statement.RealQuantification, _ point: Rational, _ body: (Truth) throws -> Value
  ) throws -> Value {
    let saved = values[quantification.slot]
    defer { values[quantification.slot] = saved }
    let x = Real(number(point))
    values[quantification.slot] = x
    let isInside = try quantification.domain.map { try within($0, x) } ?? .yes
    return try body(.all([isInside, try quantification.filter.map(truth) ?? .yes]))
  }

  func within(_ domain: Domain, _ x: Real) throws -> Truth {
    .all([
      try domain.lower.map {
        try compare(try outcome($0.value), $0.isClosed ? .lessOrEqual : .less, .success(x))
      }
        ?? .yes,
      try domain.upper.map {
        try compare(.success(x), $0.isClosed ? .lessOrEqual : .less, try outcome($0.value))
      }
        ?? .yes,
    ])
  }

  // MARK: What fails

  /// Calls `body` with the comparisons that make a false formula false, until it answers false; returns whether it never did.
  func forEachFailure(
    _ statement: Statement, _ sofar: Replay.Failure, _ body: (Replay.Failure) -> Bool
  ) throws -> Bool {
    guard case .no = try truth(statement) else { return true }
    switch statement {
    case .comparison(let first, let links, _):
      var left = try outcome(first)
      for link in links {
        let right = try outcome(link.term)
        defer { left = right }
        guard case .no = try compare(left, link.relation, right), let x = try? left.get(),
          let y = try? right.get()
        else { continue }
        var failure = sofar
        if !x.isComplex && !y.isComplex {
          (failure.left, failure.right) = (Self.bounds(x.re), Self.bounds(y.re))
        }
        guard body(failure) else { return false }
      }
      return true
    case .and(let parts), .or(let parts): return try parts.allSatisfy { try forEachFailure($0, sofar, body) }
    case .implies(_, let y): return try forEachFailure(y, sofar, body)
    case .quantified(_, let binders, let inner):
      var isWanted = true
      try forEach(binders.bindings) {
        guard isWanted else { return }
        if let filter = binders.filter, case .no = try truth(filter) { return }
        var failure = sofar
        failure.indices += named(binders.bindings)
        isWanted = try forEachFailure(inner, failure, body)
      }
      return isWanted
    case .forallReal(let quantification):
      guard let point = replay.points[quantification.name] else { return true }
      return try atPoint(quantification, point) { isInside in
        guard case .yes = isInside else { return true }
        var failure = sofar
        failure.reals.append((quantification.name, point))
        return try forEachFailure(quantification.body, failure, body)
      }
    case .not: return true
    }
  }

  private static func bounds(_ x: Number) -> Replay.Bounds {
    let exact = x.exactValue ?? (x.isZero == .yes ? 0 : nil)
    return Replay.Bounds(lower: exact ?? x.lower, upper: exact ?? x.upper)
  }
}
