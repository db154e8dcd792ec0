import Claims
import ExactReals
import Numbers

/// Expressions of real and complex numbers.
extension Unroller {
  func value(_ term: Term) throws -> Parts {
    switch term {
    case .number(let number): return Parts(re: try self.number(number))
    case .imaginaryUnit: return Parts(re: try number(0), im: try number(1))
    case .pi: return Parts(re: try node(.pi, [], ExactReal(0, precision: Self.bits).constantPi()))
    case .size(let k): return Parts(re: try number(Rational(instance.sizes[k])))
    case .index(let slot): return Parts(re: try number(Rational(slots[slot])))
    case .slot(let slot):
      guard let parts = values[slot] else { throw ExportError(description: "a name outside its scope") }
      return parts
    case .variable(let v, let indices, _): return try input(v, try indices.map(index))
    case .definition(let d, let indices, _): return try element(d, try indices.map(index))
    case .call(let d, let arguments, _): return try call(d, arguments)
    case .sum(let summands): return try sum(summands)
    case .product(let factors): return try product(factors)
    case .negation(let x): return try negate(try value(x))
    case .power(let base, let exponent, _): return try power(try value(base), try value(exponent))
    case .function(let function, let x, _): return try apply(function, try value(x))
    case .extremum(let kind, let terms):
      let list = try terms.map { try value($0).re }
      guard let result = try extremum(kind, list) else {
        throw NoValue.vacuous("an empty \(kind.rawValue)")
      }
      return Parts(re: result)
    case .aggregate(let aggregate, let binders, let body, _):
      return try self.aggregate(aggregate, binders, body)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise)
    case .derivative(let body, let target, _): return try derivative(body, target)
    case .gaussian: throw NoValue.untold("a mean over a normal variable ('gaussian') is not stated")
    }
  }

  // MARK: Arithmetic

  func add(_ x: NodeID, _ y: NodeID) throws -> NodeID { try node(.add, [x, y], value(x) + value(y)) }
  func subtract(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try node(.subtract, [x, y], value(x) - value(y))
  }
  func multiply(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try node(.multiply, [x, y], value(x) * value(y))
  }
  func negate(_ x: NodeID) throws -> NodeID { try node(.negate, [x], -value(x)) }

  func divide(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    let condition = try require(y, .notEqual, else: "a division by zero")
    return try node(.divide, [x, y], value(x) / value(y), conditions: [condition])
  }

  /// That a number stands in a relation to 0, as a condition; without it there is no value.
  func require(_ x: NodeID, _ relation: Relation, else message: String) throws -> Formula {
    let condition = try compare(x, relation, try number(0))
    guard condition.isTrue else { throw NoValue.undefined(message) }
    return condition
  }

  /// A whole power of a real number.
  func power(_ x: NodeID, _ exponent: Int, conditions: [Formula] = []) throws -> NodeID {
    guard exponent.magnitude <= 100_000 else { throw NoValue.untold("a power beyond 100000") }
    let size = Int(exponent.magnitude)
    let power = try node(.power(size), [x], value(x).power(size), conditions: conditions)
    return exponent < 0 ? try divide(try number(1), power) : power
  }

  func squareRoot(_ x: NodeID) throws -> NodeID {
    let condition = try require(x, .greaterOrEqual, else: "the square root of a negative number")
    return try node(.squareRoot, [x], value(x).squareRoot(), conditions: [condition])
  }

  func log(_ x: NodeID) throws -> NodeID {
    let condition = try require(x, .greater, else: "the logarithm of a number that is not positive")
    return try node(.log, [x], value(x).log(), conditions: [condition])
  }

  func exp(_ x: NodeID) throws -> NodeID { try node(.exp, [x], value(x).exp()) }
  func sin(_ x: NodeID) throws -> NodeID { try node(.sin, [x], value(x).sin()) }
  func cos(_ x: NodeID) throws -> NodeID { try node(.cos, [x], value(x).cos()) }
  func sigmoid(_ x: NodeID) throws -> NodeID { try node(.sigmoid, [x], value(x).sigmoid()) }

  private func negate(_ x: Parts) throws -> Parts {
    Parts(re: try negate(x.re), im: try x.im.map { try negate($0) })
  }

  private func add(_ x: Parts, _ y: Parts) throws -> Parts {
    guard x.im != nil || y.im != nil else { return Parts(re: try add(x.re, y.re)) }
    return Parts(re: try add(x.re, y.re), im: try add(try imaginary(x), try imaginary(y)))
  }

  private func subtract(_ x: Parts, _ y: Parts) throws -> Parts {
    guard x.im != nil || y.im != nil else { return Parts(re: try subtract(x.re, y.re)) }
    return Parts(re: try subtract(x.re, y.re), im: try subtract(try imaginary(x), try imaginary(y)))
  }

  private func multiply(_ x: Parts, _ y: Parts) throws -> Parts {
    guard x.im != nil || y.im != nil else { return Parts(re: try multiply(x.re, y.re)) }
    return try multiplyComplex(x, y)
  }

  func imaginary(_ x: Parts) throws -> NodeID { try x.im ?? number(0) }

  private func sum(_ summands: [Term.Summand]) throws -> Parts {
    var total: Parts?
    for summand in summands {
      let next = try value(summand.term)
      guard let sofar = total else {
        total = summand.isNegated ? try negate(next) : next
        continue
      }
      total = try summand.isNegated ? subtract(sofar, next) : add(sofar, next)
    }
    return try total ?? Parts(re: number(0))
  }

  private func product(_ factors: [Term.Factor]) throws -> Parts {
    var total: Parts?
    for factor in factors {
      let next = try value(factor.term)
      if factor.isDivisor {
        let dividend = try total ?? Parts(re: number(1))
        total =
          next.im == nil
          ? Parts(
            re: try divide(dividend.re, next.re), im: try dividend.im.map { try divide($0, next.re) })
          : try divideComplex(dividend, next)
      } else {
        total = try total.map { try multiply($0, next) } ?? next
      }
    }
    return try total ?? Parts(re: number(1))
  }

  private func power(_ base: Parts, _ exponent: Parts) throws -> Parts {
    guard base.im == nil, exponent.im == nil else { return try powerComplex(base, exponent) }
    let (x, y) = (base.re, exponent.re)
    if let exact = value(y).exactValue, exact.isInteger {
      guard let k = exact.word else { throw NoValue.untold("a power beyond 100000") }
      return Parts(re: try power(x, k, conditions: try isNumber(y, exact)))
    }
    if value(x).isZero == .yes {
      let conditions = [
        try require(x, .equal, else: ""),
        try require(y, .greater, else: "a power that is not whole of a number that is not positive"),
      ]
      return Parts(re: try same(try number(0), conditions: conditions, requirements: [x, y]))
    }
    let condition = try require(
      x, .greater, else: "a power that is not whole of a number that is not positive")
    return Parts(
      re: try node(.realPower, [x, y], value(x).power(value(y)), conditions: [condition]))
  }

  /// That an exponent is the whole number it is, where it does not stand in the claim as one.
  func isNumber(_ x: NodeID, _ number: Rational) throws -> [Formula] {
    if claim.nodes[x].operation == .number { return [] }
    return [try compare(x, .equal, try self.number(number))]
  }

  private func apply(_ function: BuiltInFunction, _ x: Parts) throws -> Parts {
    guard x.im == nil else { return try applyComplex(function, x) }
    let (re, v) = (x.re, value(x.re))
    let result: NodeID =
      switch function {
      case .abs: try node(.magnitude, [re], v.magnitude)
      case .re, .conj: re
      case .im: try same(try number(0), requirements: [re])
      case .sqrt: try squareRoot(re)
      case .exp: try exp(re)
      case .log: try log(re)
      case .sin: try sin(re)
      case .cos: try cos(re)
      case .tanh: try node(.tanh, [re], v.tanh())
      case .sigmoid: try sigmoid(re)
      case .softplus: try node(.softplus, [re], v.softplus())
      case .silu: try node(.silu, [re], v.silu())
      }
    return Parts(re: result)
  }

  // MARK: Calls, choices

  private func call(_ d: Int, _ arguments: [Term]) throws -> Parts {
    guard case .function(let parameters, let body) = theorem.definitions[d].kind else {
      throw ExportError(description: "'\(theorem.definitions[d].name)' is not a function")
    }
    let arguments = try arguments.map { try value($0) }
    let saved = parameters.map { values[$0.slot] }
    defer { for (old, parameter) in zip(saved, parameters) { values[parameter.slot] = old } }
    // A parameter is a number of its own: `diff` by it sees only what the function makes of it.
    let forms = arguments.map { $0.im != nil }
    let parameterForms = Theorem.parameterForms(parameters, arguments: forms)
    for ((argument, isComplex), parameter) in zip(zip(arguments, parameterForms), parameters) {
      func own(_ x: NodeID) throws -> NodeID { try node(.same, [x], value(x)) }
      let im = isComplex ? try argument.im ?? number(0) : nil
      values[parameter.slot] = Parts(re: try own(argument.re), im: try im.map(own))
    }
    var result = try value(body)
    if result.im == nil, theorem.callIsComplex(d, anyComplex: forms.contains(true)) {
      result.im = try number(0)
    }
    // A call has a value only where its arguments have one, used or not.
    let required = arguments.flatMap { [$0.re] + ($0.im.map { [$0] } ?? []) }
    return Parts(
      re: try same(result.re, requirements: required),
      im: try result.im.map { try same($0, requirements: required) })
  }

  /// A condition in an expression: nothing in it may be stronger or weaker than it stands.
  private func condition(_ statement: Statement) throws -> Formula {
    try self.statement(statement, isUp: false).get()
  }

  private func conditional(_ condition: Statement, _ then: Term, _ otherwise: Term) throws -> Parts {
    let decided = try self.condition(condition)
    let (taken, other) = decided.isTrue ? (then, otherwise) : (otherwise, then)
    let conditions =
      isNumeric(decided) ? [] : [decided.isTrue ? decided : Formula(.not(decided), isTrue: true)]
    var parts = try value(taken)
    if parts.im == nil, canBeComplex(other) { parts.im = try number(0) }
    func chosen(_ x: NodeID) throws -> NodeID { try same(x, conditions: conditions) }
    let result = Parts(re: try chosen(parts.re), im: try parts.im.map(chosen))
    // What is differentiated is the whole conditional: with the other branch, where a comparison chose.
    if differentiationDepth > 0, !conditions.isEmpty,
      case .comparison(let relation, let x, let y) = decided.kind,
      relation != .equal, relation != .notEqual, let rest = try? value(other)
    {
      func note(_ x: NodeID, _ alternative: Node.Alternative) { claim.nodes[x].alternative = alternative }
      note(
        result.re,
        .init(relation: relation, left: x, right: y, isThen: decided.isTrue, other: rest.re))
      if let im = result.im {
        note(
          im,
          .init(
            relation: relation, left: x, right: y, isThen: decided.isTrue, other: try imaginary(rest)))
      }
    }
    return result
  }

  // MARK: Aggregates

  /// Runs `visit` with every element that the filter admits; returns what the filter said, as far as it speaks of
  /// the instance.
  private func forEachAdmitted(_ binders: Binders, _ visit: () throws -> Void) throws -> [Formula] {
    var conditions: [Formula] = []
    try forEach(binders.bindings) {
      if let filter = binders.filter {
        let formula = try condition(filter)
        if !isNumeric(formula) {
          conditions.append(formula.isTrue ? formula : Formula(.not(formula), isTrue: true))
        }
        guard formula.isTrue else { return }
      }
      try visit()
    }
    return conditions
  }

  private func aggregate(_ aggregate: Aggregate, _ binders: Binders, _ body: Term) throws -> Parts {
    switch aggregate {
    case .max, .min:
      var list: [NodeID] = []
      let conditions = try forEachAdmitted(binders) { list.append(try value(body).re) }
      guard let result = try extremum(aggregate == .max ? .max : .min, list) else {
        throw NoValue.vacuous("an empty \(aggregate.rawValue)")
      }
      return Parts(re: try same(result, conditions: conditions))
    case .sum, .prod:
      var total: Parts?
      let conditions = try forEachAdmitted(binders) {
        let next = try value(body)
        total = try total.map { aggregate == .sum ? try add($0, next) : try multiply($0, next) } ?? next
      }
      var result = try total ?? Parts(re: number(aggregate == .sum ? 0 : 1))
      if result.im == nil, canBeComplex(body) { result.im = try number(0) }
      return Parts(
        re: try same(result.re, conditions: conditions),
        im: try result.im.map { try same($0, conditions: conditions) })
    }
  }

  private func extremum(_ kind: Extremum, _ list: [NodeID]) throws -> NodeID? {
    guard var result = list.first else { return nil }
    for next in list.dropFirst() {
      let (x, y) = (value(result), value(next))
      result =
        kind == .max
        ? try node(.maximum, [result, next], .maximum(x, y))
        : try node(.minimum, [result, next], .minimum(x, y))
    }
    return result
  }

  private func canBeComplex(_ term: Term) -> Bool { theorem.canBeComplex(term) { values[$0]?.im != nil } }
}
