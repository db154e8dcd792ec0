import Claims
import Inputs
import Numbers

/// Formulas.
extension Lowering {
  func statement(_ statement: Statement, bindings: [IndexValue] = []) throws -> Subformula {
    switch statement {
    case .comparison(let first, let links, _): return try comparison(first, links, bindings)
    case .not(let x):
      return Subformula(.opaque, truth: builder.not(try self.statement(x).truth), bindings: bindings)
    case .and(let parts): return try conjunction(parts, bindings)
    case .or(let parts):
      var traces: [Subformula] = []
      var truth = builder.truth(false)
      for part in parts {
        let trace = try self.statement(part)
        traces.append(trace)
        truth = builder.or(truth, trace.truth)
        if builder.truthValue(truth) == true { break }
      }
      return Subformula(.any(traces), truth: truth, bindings: bindings)
    case .implies(let x, let y):
      let left = try self.statement(x)
      if builder.truthValue(left.truth) == false {
        return Subformula(.all([]), truth: builder.truth(true), bindings: bindings)
      }
      let right = try self.statement(y)
      return Subformula(
        .implies(left, right), truth: builder.or(builder.not(left.truth), right.truth), bindings: bindings)
    case .quantified(let quantifier, let binders, let body):
      return try quantified(quantifier, binders, body, bindings)
    case .forallReal(let quantification): return try forallReal(quantification, bindings)
    }
  }

  private func conjunction(_ parts: [Statement], _ bindings: [IndexValue]) throws -> Subformula {
    var traces: [Subformula] = []
    var truth = builder.truth(true)
    for part in parts {
      let trace = try statement(part)
      traces.append(trace)
      truth = builder.and(truth, trace.truth)
      // A false part settles the whole; what follows is not reached.
      if builder.truthValue(truth) == false { break }
    }
    return Subformula(.all(traces), truth: truth, bindings: bindings)
  }

  private func comparison(
    _ first: Term, _ links: [Statement.Link], _ bindings: [IndexValue]
  ) throws -> Subformula {
    var left = try value(first)
    var traces: [Subformula] = []
    for link in links {
      let right = try value(link.term)
      traces.append(compare(left, link.relation, right, links.count == 1 ? bindings : []))
      left = right
    }
    if traces.count == 1 { return traces[0] }
    let truth = traces.reduce(builder.truth(true)) { builder.and($0, $1.truth) }
    return Subformula(.all(traces), truth: truth, bindings: bindings)
  }

  private func compare(
    _ x: Value, _ relation: Relation, _ y: Value, _ bindings: [IndexValue], isPart: Bool = false
  ) -> Subformula {
    if x.im != nil || y.im != nil {
      let (p, q) = (wholeParts(x), wholeParts(y))
      let re = compare(Value(re: p.re), relation, Value(re: q.re), [], isPart: true)
      let im = compare(Value(re: p.im), relation, Value(re: q.im), [], isPart: true)
      return relation == .notEqual
        ? Subformula(.any([re, im]), truth: builder.or(re.truth, im.truth), bindings: bindings)
        : Subformula(.all([re, im]), truth: builder.and(re.truth, im.truth), bindings: bindings)
    }
    return Subformula(
      .comparison(relation, left: x.re, right: y.re), truth: compare(x.re, relation, y.re),
      bindings: bindings, isPartOfComplex: isPart)
  }

  /// Both parts, each with a value only where the whole number has one.
  private func wholeParts(_ x: Value) -> (re: Node, im: Node) {
    let im = x.im ?? builder.constant(0)
    return (
      builder.add(x.re, builder.zeroIfDefined(im)), builder.add(im, builder.zeroIfDefined(x.re))
    )
  }

  func compare(_ x: Node, _ relation: Relation, _ y: Node) -> Node {
    switch relation {
    case .less: builder.compare(.less, x, y)
    case .lessOrEqual: builder.compare(.lessOrEqual, x, y)
    case .greater: builder.compare(.less, y, x)
    case .greaterOrEqual: builder.compare(.lessOrEqual, y, x)
    case .equal: builder.compare(.equal, min(x, y), max(x, y))
    case .notEqual: builder.not(builder.compare(.equal, min(x, y), max(x, y)))
    }
  }

  private func quantified(
    _ quantifier: Quantifier, _ binders: Binders, _ body: Statement, _ bindings: [IndexValue]
  ) throws -> Subformula {
    let isUniversal = quantifier == .forall
    var traces: [Subformula] = []
    var truth = builder.truth(isUniversal)
    try forEach(binders.bindings, Position(line: 1, column: 1)) {
      // Elements are looked at even where one has settled the truth: none may meet an empty extremum.
      let admitted = try binders.filter.map { try statement($0) }
      if let admitted, builder.truthValue(admitted.truth) == false { return }
      var trace = try statement(body, bindings: bindingValues(binders.bindings))
      if let admitted, builder.truthValue(admitted.truth) == nil {
        let combined =
          isUniversal
          ? builder.or(builder.not(admitted.truth), trace.truth)
          : builder.and(admitted.truth, trace.truth)
        trace = Subformula(
          isUniversal ? .implies(admitted, trace) : .element(admitted, trace), truth: combined)
      }
      traces.append(trace)
      truth = isUniversal ? builder.and(truth, trace.truth) : builder.or(truth, trace.truth)
    }
    for trace in traces { truth = builder.unlessVacuous(truth, trace.truth) }
    return Subformula(isUniversal ? .all(traces) : .any(traces), truth: truth, bindings: bindings)
  }

  private func forallReal(
    _ quantification: Statement.RealQuantification, _ bindings: [IndexValue]
  ) throws -> Subformula {
    // The ends stand outside the block: they do not depend on the bound real.
    let lower = try quantification.domain?.lower.map { (try real($0.value), $0.isClosed) }
    let upper = try quantification.domain?.upper.map { (try real($0.value), $0.isClosed) }
    let (block, body, filter) = try inBlock(
      name: quantification.name, slot: quantification.slot, quantification.position
    ) { block in
      let filter = try quantification.filter.map { try statement($0).truth }
      return (block, try statement(quantification.body), filter)
    }
    builder.blocks[Int(block)].lower = lower.map { Program.Block.End(register: $0.0, isClosed: $0.1) }
    builder.blocks[Int(block)].upper = upper.map { Program.Block.End(register: $0.0, isClosed: $0.1) }
    builder.blocks[Int(block)].filter = filter
    builder.blocks[Int(block)].body = body.truth
    return Subformula(
      .forallReal(block: block, body: body), truth: builder.node(.forallReal, block), bindings: bindings)
  }

  /// The conclusions, each vacuous where any of them is: all are evaluated, and an empty extremum met in one makes
  /// the instance vacuous whatever another says.
  func sharingVacuity(_ conclusions: [Subformula]) -> [Subformula] {
    guard conclusions.count > 1, conclusions.contains(where: { builder.canBeVacuous[Int($0.truth)] }) else {
      return conclusions
    }
    var shared = builder.truth(true)
    for trace in conclusions { shared = builder.unlessVacuous(shared, trace.truth) }
    return conclusions.map { trace in
      Subformula(
        trace.kind, truth: builder.unlessVacuous(trace.truth, shared), bindings: trace.bindings,
        isPartOfComplex: trace.isPartOfComplex)
    }
  }

  /// One trace per combination of the free indices.
  func claim(_ claim: Claim) throws -> [Subformula] {
    var traces: [Subformula] = []
    try forEach(claim.free, claim.position) {
      traces.append(
        try withDeferredElements { try statement(claim.statement, bindings: bindingValues(claim.free)) })
      try checkSize(claim.position)
    }
    return traces
  }

  /// The domains of the variables as hypotheses, one trace per element that has one.
  func domains() throws -> [Subformula] {
    var traces: [Subformula] = []
    for (v, variable) in theorem.variables.enumerated() {
      guard let domain = variable.domain else { continue }
      try forEach(variable.indices, variable.position) {
        let indices = variable.indices.map { slots[$0.slot] }
        let x = try input(v, indices, variable.position).re
        let trace = try withDeferredElements { () throws -> Subformula in
          var parts: [Subformula] = []
          if let end = domain.lower {
            let bound = try real(end.value)
            parts.append(
              compare(Value(re: bound), end.isClosed ? .lessOrEqual : .less, Value(re: x), []))
          }
          if let end = domain.upper {
            let bound = try real(end.value)
            parts.append(
              compare(Value(re: x), end.isClosed ? .lessOrEqual : .less, Value(re: bound), []))
          }
          let truth = parts.reduce(builder.truth(true)) { builder.and($0, $1.truth) }
          return Subformula(.all(parts), truth: truth, bindings: bindingValues(variable.indices))
        }
        traces.append(trace)
      }
    }
    return traces
  }
}
