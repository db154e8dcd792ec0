import Claims
import Enclosures

/// Expressions.
extension Walk {
  func value(_ term: Term) throws -> Real {
    try spend(5)
    switch term {
    case .number(let x): return Real(number(x))
    case .imaginaryUnit: return Real(Complex(number(0), number(1)), isComplex: true)
    case .pi: return Real(number(0).constantPi())
    case .size(let k): return Real(number(Rational(replay.instance.sizes[k])))
    case .index(let slot): return Real(number(Rational(slots[slot])))
    case .slot(let slot):
      guard let value = values[slot] else {
        throw arguments[slot]?.lack ?? Lack.untold("a name outside its scope")
      }
      return value
    case .variable(let v, let indices, _): return try variable(v, try indices.map(index))
    case .definition(let d, let indices, _): return try element(d, try indices.map(index))
    case .call(let d, let arguments, _): return try call(d, arguments)
    case .sum(let summands):
      let list = try all(summands.map(\.term))
      var total = summands[0].isNegated ? -list[0] : list[0]
      for (summand, next) in zip(summands, list).dropFirst() {
        total = try charged(summand.isNegated ? .subtract(total, next) : .add(total, next))
      }
      return total
    case .product(let factors):
      let list = try all(factors.map(\.term))
      var total = factors[0].isDivisor ? try divide(Real(number(1)), list[0]) : list[0]
      for (factor, next) in zip(factors, list).dropFirst() {
        total = try charged(factor.isDivisor ? divide(total, next) : .multiply(total, next))
      }
      return total
    case .negation(let x): return -(try value(x))
    case .power(let base, let exponent, _):
      let list = try all([base, exponent])
      return try charged(power(list[0], list[1]))
    case .function(let function, let x, _): return try charged(apply(function, try value(x)))
    case .extremum(let kind, let terms): return try extremum(kind, try all(terms))
    case .aggregate(let aggregate, let binders, let body, _):
      return try self.aggregate(aggregate, binders, body)
    case .conditional(let condition, let then, let otherwise):
      var result: Real
      switch try truth(condition) {
      case .yes: result = try value(then)
      case .no: result = try value(otherwise)
      case .open(.undecided(let reason, _)): throw Lack.undecided(reason, mayBeEmpty: true)
      case .open(let lack): throw lack
      }
      // Complex or not is a matter of form: of both branches.
      if !result.isComplex { result.isComplex = canBeComplex(then) || canBeComplex(otherwise) }
      return result
    case .derivative(let body, let target, _): return try derivative(body, target)
    case .gaussian: throw Lack.undecided("a mean over a normal variable", mayBeEmpty: true)
    }
  }

  private func charged(_ x: Real) throws -> Real {
    try spend(x.re.workload + (x.isComplex ? x.value.im.workload : 0))
    return x
  }

  /// All of them; where some have no value, the lack that prevails.
  private func all(_ terms: [Term]) throws -> [Real] {
    var (list, worst) = ([Real](), Lack?.none)
    for term in terms {
      do { list.append(try value(term)) } catch let lack as Lack {
        worst = worst.map { .worse($0, lack) } ?? lack
      }
    }
    if let worst { throw worst }
    return list
  }

  private func call(_ d: Int, _ arguments: [Term]) throws -> Real {
    guard case .function(let parameters, let body) = theorem.definitions[d].kind else {
      throw Lack.untold("a call of what is no function")
    }
    // A call has a value only where its arguments have one, used or not; the body is looked at all the same, for the
    // lack that prevails may be there.
    let saved = (values, self.arguments)
    defer { (values, self.arguments) = saved }
    var (list, worst) = ([(Real?, Argument)](), Lack?.none)
    for term in arguments {
      var argument = Argument(term: term, slots: slots, values: values, arguments: self.arguments)
      do { list.append((try value(term), argument)) } catch let lack as Lack {
        worst = worst.map { .worse($0, lack) } ?? lack
        argument.lack = lack
        list.append((nil, argument))
      }
    }
    for ((value, argument), parameter) in zip(list, parameters) {
      values[parameter.slot] = value
      self.arguments[parameter.slot] = argument
    }
    do {
      let result = try value(body)
      if let worst { throw worst }
      return result
    } catch let lack as Lack {
      throw worst.map { .worse($0, lack) } ?? lack
    }
  }

  /// The values of all names, those of parameters by their arguments on the side that is looked at: `diff` by a
  /// variable sees through calls.
  private func putIn() throws -> [Real?] {
    var result = values
    for (slot, argument) in arguments where argument.lack == nil {
      let saved = (slots, values, arguments)
      defer { (slots, values, arguments) = saved }
      (slots, values, arguments) = (argument.slots, argument.values, argument.arguments)
      values = try putIn()
      result[slot] = try value(argument.term)
    }
    return result
  }

  // MARK: Aggregates

  private func aggregate(_ aggregate: Aggregate, _ binders: Binders, _ body: Term) throws -> Real {
    var (list, worst) = ([Real](), Lack?.none)
    func note(_ lack: Lack) { worst = worst.map { .worse($0, lack) } ?? lack }
    try forEach(binders.bindings) {
      switch try binders.filter.map(truth) ?? .yes {
      case .no: return
      case .open(.undecided(let reason, _)): note(.undecided(reason, mayBeEmpty: true))
      case .open(let lack): note(lack)
      case .yes:
        do { list.append(try value(body)) } catch let lack as Lack { note(lack) }
      }
    }
    if let worst { throw worst }
    switch aggregate {
    case .max, .min:
      guard !list.isEmpty else { throw Lack.vacuous("an empty \(aggregate.rawValue)") }
      return try extremum(aggregate == .max ? .max : .min, list)
    case .sum, .prod:
      let unit = Real(number(aggregate == .sum ? 0 : 1))
      var total = try list.dropFirst().reduce(list.first ?? unit) {
        try charged(aggregate == .sum ? .add($0, $1) : .multiply($0, $1))
      }
      total.isComplex = total.isComplex || canBeComplex(body)
      return total
    }
  }

  private func extremum(_ kind: Extremum, _ list: [Real]) throws -> Real {
    var result = list[0]
    for next in list.dropFirst() {
      if result.isConstant && next.isConstant {
        result = Real(kind == .max ? .maximum(result.re, next.re) : .minimum(result.re, next.re))
      } else {
        // Beside the instance the one that is greater there counts; where both have one slope, either.
        if case .known(let a) = result.slope, case .known(let b) = next.slope,
          (result.re.isEqual(to: next.re) && a.re.isEqual(to: b.re)) == .yes
        {
          continue
        }
        let isFirst = try orderBeside(result, next) > 0
        result = isFirst == (kind == .max) ? result : next
      }
    }
    return result
  }

  // MARK: Derivatives

  /// The two-sided derivative: there is a value at the instance and on both sides, the function does not jump, and the
  /// slopes on both sides are equal.
  private func derivative(_ body: Term, _ target: Term.DerivativeTarget) throws -> Real {
    guard side == nil else { throw Lack.untold("a derivative of a derivative") }
    let place: Target =
      switch target {
      case .variable(let v, let indices): .element(Element(owner: v, indices: try indices.map(index)))
      case .slot(let slot): .slot(slot)
      }
    if case .element(let element) = place { _ = try variable(element.owner, element.indices) }
    let here = try value(body)
    hasMetTie = false
    let right = try slope(of: body, by: place, direction: 1, here)
    // Without a tie both sides are one computation.
    let isOneComputation = !hasMetTie
    guard !isOneComputation else { return right }
    let left = try slope(of: body, by: place, direction: -1, here)
    try require(left, equals: right, "the derivatives on both sides differ")
    return right
  }

  private func slope(of body: Term, by target: Target, direction: Int, _ here: Real) throws -> Real {
    defer { side = nil }
    side = Side(target: target, direction: direction)
    let saved = values
    defer { values = saved }
    if case .element = target { values = try putIn() }
    if case .slot(let slot) = target, let value = values[slot] {
      values[slot] = Real(value.value, isComplex: false, slope: .known(value.zero.constant(1)))
    }
    let beside = try value(body)
    if case .steep = beside.slope { throw Lack.undefined("the slope is not finite") }
    if hasMetTie {
      try require(Real(beside.value, isComplex: here.isComplex), equals: here, "the function jumps")
    }
    return Real(try beside.finiteSlope(), isComplex: here.isComplex)
  }

  private func require(_ x: Real, equals y: Real, _ message: String) throws {
    let isEqual = x.value.re.isEqual(to: y.value.re) && x.value.im.isEqual(to: y.value.im)
    if isEqual == .no { throw Lack.undefined(message) }
    if isEqual == .unknown { throw Lack.untold("slopes closer than the precision limit") }
  }

  // MARK: Forms

  /// Whether an expression can be complex, judged by its form.
  private func canBeComplex(_ term: Term) -> Bool {
    switch term {
    case .imaginaryUnit: true
    case .number, .pi, .size, .index, .extremum: false
    case .slot(let slot): values[slot]?.isComplex ?? false
    case .variable(let v, _, _): theorem.variables[v].isComplex
    case .definition(let d, _, _): theorem.definitions[d].isComplex
    case .call(let d, let arguments, _): isComplexCall(d, arguments)
    case .sum(let summands): summands.contains { canBeComplex($0.term) }
    case .product(let factors): factors.contains { canBeComplex($0.term) }
    case .negation(let x): canBeComplex(x)
    case .power(let x, let y, _): canBeComplex(x) || canBeComplex(y)
    case .function(let function, let x, _): ![.abs, .re, .im].contains(function) && canBeComplex(x)
    case .aggregate(let aggregate, _, let body, _):
      (aggregate == .sum || aggregate == .prod) && canBeComplex(body)
    case .conditional(_, let then, let otherwise): canBeComplex(then) || canBeComplex(otherwise)
    case .derivative(let body, _, _), .gaussian(_, let body, _): canBeComplex(body)
    }
  }

  private func isComplexCall(_ d: Int, _ arguments: [Term]) -> Bool {
    guard case .function(let parameters, let body) = theorem.definitions[d].kind else { return false }
    let forms = arguments.map { Real(Complex(number(0), number(0)), isComplex: canBeComplex($0)) }
    let saved = parameters.map { values[$0.slot] }
    defer { for (old, parameter) in zip(saved, parameters) { values[parameter.slot] = old } }
    for (form, parameter) in zip(forms, parameters) { values[parameter.slot] = form }
    return canBeComplex(body)
  }
}
