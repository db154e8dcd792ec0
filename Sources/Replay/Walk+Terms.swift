import Claims
import Numbers

/// Expressions.
extension Walk {
  func value(_ term: Term, _ scope: Scope) throws -> Value {
    try spend(5)
    switch term {
    case .number(let x): return Value(number(x))
    case .imaginaryUnit: return Value(number(0), number(1))
    case .pi: return Value(number(0).constantPi())
    case .size(let k): return Value(number(Rational(replay.instance.sizes[k])))
    case .index(let slot): return Value(number(Rational(scope.slots[slot])))
    case .slot(let slot): return try value(of: scope.bindings[slot])
    case .variable(let v, let indices, _): return try variable(v, try indices.map { try index($0, scope) })
    case .definition(let d, let indices, _): return try element(d, try indices.map { try index($0, scope) })
    case .call(let d, let arguments, _): return try call(d, arguments, scope)
    case .sum(let summands):
      let list = zip(summands, try all(summands.map(\.term), scope)).map { $0.isNegated ? -$1 : $1 }
      return try fold(list) { $0 + $1 }
    case .product(let factors):
      let list = try all(factors.map(\.term), scope)
      var total = factors[0].isDivisor ? try divide(Value(number(1)), list[0]) : list[0]
      for (factor, next) in zip(factors, list).dropFirst() {
        total = try charged(factor.isDivisor ? divide(total, next) : total * next)
      }
      return total
    case .negation(let x): return -(try value(x, scope))
    case .power(let base, let exponent, _):
      let list = try all([base, exponent], scope)
      return try charged(power(list[0], list[1]))
    case .function(let function, let x, _): return try charged(apply(function, try value(x, scope)))
    case .extremum(let kind, let terms): return try extremum(kind, try all(terms, scope))
    case .aggregate(let aggregate, let binders, let body, _):
      return try self.aggregate(aggregate, binders, body, scope)
    case .conditional(let condition, let then, let otherwise):
      let result: Value
      switch try truth(condition, scope) {
      case .yes: result = try value(then, scope)
      case .no: result = try value(otherwise, scope)
      case .open(let absence): throw Self.mayBeEmpty(absence)
      }
      return result.im != nil
        ? result : result.complexIf(canBeComplex(then, scope) || canBeComplex(otherwise, scope))
    case .derivative(let body, let target, _): return try derivative(body, target, scope)
    case .gaussian: throw NoValue.undecided("a mean over a normal variable", mayBeEmpty: true)
    }
  }

  /// What is not evaluated for want of a condition may be empty.
  private static func mayBeEmpty(_ absence: NoValue) -> NoValue {
    if case .undecided(let reason, _) = absence { return .undecided(reason, mayBeEmpty: true) }
    return absence
  }

  private func charged(_ x: Value) throws -> Value {
    try spend(x.re.number.workload + (x.im?.number.workload ?? 0))
    return x
  }

  private func fold(_ list: [Value], _ operation: (Value, Value) -> Value) throws -> Value {
    try list.dropFirst().reduce(list[0]) { try charged(operation($0, $1)) }
  }

  func canBeComplex(_ term: Term, _ scope: Scope) -> Bool {
    theorem.canBeComplex(term) { scope.bindings[$0]?.isComplex ?? false }
  }

  /// All of them; where some have no value, the absence that prevails.
  private func all(_ terms: [Term], _ scope: Scope) throws -> [Value] {
    var (list, worst) = ([Value](), NoValue?.none)
    for term in terms {
      do { list.append(try value(term, scope)) } catch let absence as NoValue {
        worst = .worse(worst, absence)
      }
    }
    if let worst { throw worst }
    return list
  }

  /// A call has a value only where its arguments have one, used or not; the body is looked at all the same, for the absence
  /// that prevails may be there.
  private func call(_ d: Int, _ arguments: [Term], _ scope: Scope) throws -> Value {
    guard case .function(let parameters, let body) = theorem.definitions[d].kind else {
      throw NoValue.untold("a call of what is no function")
    }
    let forms = arguments.map { canBeComplex($0, scope) }
    var inner = Scope(slots: scope.slots)
    var worst: NoValue?
    for ((term, form), parameter) in zip(
      zip(arguments, Theorem.parameterForms(parameters, arguments: forms)), parameters)
    {
      let binding = Binding(term, scope, isComplex: form)
      inner.bindings[parameter.slot] = binding
      do { _ = try value(of: binding) } catch let absence as NoValue { worst = .worse(worst, absence) }
    }
    do {
      let result = try value(body, inner)
      if let worst { throw worst }
      return result.complexIf(theorem.callIsComplex(d, anyComplex: forms.contains(true)))
    } catch let absence as NoValue {
      throw NoValue.worse(worst, absence)
    }
  }

  private func aggregate(_ aggregate: Aggregate, _ binders: Binders, _ body: Term, _ scope: Scope) throws
    -> Value
  {
    var (list, worst) = ([Value](), NoValue?.none)
    try forEach(binders.bindings, scope) { scope in
      do {
        // The filter comes first: what it excludes is not evaluated.
        switch try binders.filter.map({ try truth($0, scope) }) ?? .yes {
        case .no: return
        case .open(let absence): throw Self.mayBeEmpty(absence)
        case .yes: list.append(try value(body, scope))
        }
      } catch let absence as NoValue { worst = .worse(worst, absence) }
    }
    if let worst { throw worst }
    switch aggregate {
    case .max, .min:
      guard !list.isEmpty else { throw NoValue.vacuous }
      return try extremum(aggregate == .max ? .max : .min, list)
    case .sum, .prod:
      if list.isEmpty { list = [Value(number(aggregate == .sum ? 0 : 1))] }
      return try fold(list) { aggregate == .sum ? $0 + $1 : $0 * $1 }.complexIf(canBeComplex(body, scope))
    }
  }

  private func extremum(_ kind: Extremum, _ list: [Value]) throws -> Value {
    var result = list[0].re
    for next in list.dropFirst().map(\.re) {
      if case .plain(let x) = result, case .plain(let y) = next {
        result = .plain(kind == .max ? .maximum(x, y) : .minimum(x, y))
      } else if isFlat(result - next) {
        // Either has the slope; but a number that stands still would have a sign that is not that beside.
        if !result.moves { result = next }
      } else {
        // Beside the instance the one that is greater there counts.
        result = (try sign(result - next) > 0) == (kind == .max) ? result : next
      }
    }
    return Value(result)
  }
}
