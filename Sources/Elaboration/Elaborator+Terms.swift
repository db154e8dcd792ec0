import Claims
import Inputs
import Numbers
import ProofKernel

extension Elaborator {
  /// A term in the kernel's terms; what has to hold for it to be defined goes to `obligations`.
  mutating func value(_ term: Term, _ place: Place) throws(Refusal) -> ComplexPolynomial {
    switch term {
    case .number(let number): return ComplexPolynomial(RealPolynomial(number))
    case .imaginaryUnit: return ComplexPolynomial(.zero, RealPolynomial(1))
    case .pi: return ComplexPolynomial(try pi())
    case .size, .index:
      return ComplexPolynomial(RealPolynomial(atom: Atom(Atom.realName, [try index(term, place)])))
    case .slot(let slot):
      guard let value = place.values[slot] else { throw Refusal("a name that has no value here") }
      if let owner = place.arguments[slot] { use(owner) }
      return value
    case .variable(let v, let indices, let position):
      return try variable(v, try indices.map { x throws(Refusal) in try index(x, place) }, place, position)
    case .definition(let d, let indices, let position):
      return try element(d, try indices.map { x throws(Refusal) in try index(x, place) }, place, position)
    case .call(let d, let arguments, let position):
      guard case .function(let parameters, let body) = theorem.definitions[d].kind else {
        throw Refusal("'\(theorem.definitions[d].name)' is no function", position)
      }
      var inside = place
      // Nothing of the caller's but what it passes.
      (inside.values, inside.arguments) = ([:], [:])
      for (parameter, argument) in zip(parameters, arguments) {
        let owner = newOwner("argument")
        inside.arguments[parameter.slot] = owner
        inside.values[parameter.slot] = try owned(by: owner) { elaborator throws(Refusal) in
          try elaborator.value(argument, place)
        }
      }
      return try value(body, inside)
    case .sum(let summands):
      var sum = ComplexPolynomial(.zero)
      for summand in summands {
        let x = try value(summand.term, place)
        sum = try limited(summand.isNegated ? sum - x : sum + x)
      }
      return sum
    case .product(let factors):
      var product = ComplexPolynomial(RealPolynomial(1))
      for factor in factors {
        let x = try value(factor.term, place)
        product = try times(product, factor.isDivisor ? try reciprocal(x, place, factor.position) : x)
      }
      return product
    case .negation(let x): return ComplexPolynomial(.zero) - (try value(x, place))
    case .power(let base, let exponent, let position):
      return try power(try value(base, place), exponent, place, position)
    case .function(let function, let x, let position):
      return try apply(function, try value(x, place), place, position)
    case .extremum(let extremum, let list):
      var values: [RealPolynomial] = []
      for x in list {
        let next = try value(x, place).re
        if !values.contains(next) { values.append(next) }
      }
      if values.count == 1 { return ComplexPolynomial(values[0]) }
      return ComplexPolynomial(
        try symbol(extremum.rawValue, extremum == .max ? .greatest(values) : .least(values)))
    case .aggregate(let aggregate, let binders, let body, let position):
      return try value(of: aggregate, binders, body, place, position)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, place)
    case .derivative(let inner, let target, let position):
      return try derivative(of: inner, by: target, place, position)
    case .gaussian(let slot, let body, let position): return try mean(over: slot, body, place, position)
    }
  }

  // MARK: Products and powers

  func limited(_ z: ComplexPolynomial) throws(Refusal) -> ComplexPolynomial {
    let (count, degree) = (max(z.re.termCount, z.im.termCount), max(z.re.degree, z.im.degree))
    guard count <= Self.mostTerms else {
      throw Refusal(
        "an expression is too large: \(count) terms when multiplied out, of at most \(Self.mostTerms)")
    }
    guard degree <= Checker.mostDegree else {
      throw Refusal("an expression is too large: of degree \(degree), and at most \(Checker.mostDegree)")
    }
    return z
  }

  func times(_ a: ComplexPolynomial, _ b: ComplexPolynomial) throws(Refusal) -> ComplexPolynomial {
    let (count, other) = (a.re.termCount + a.im.termCount, b.re.termCount + b.im.termCount)
    guard count * other <= 4 * Self.mostTerms else {
      throw Refusal(
        "an expression is too large: a product of \(count) and \(other) terms, of at most \(4 * Self.mostTerms) together"
      )
    }
    return try limited(a * b)
  }

  /// Something that has to hold here.
  mutating func oblige(_ literal: Literal, _ place: Place, _ what: String, _ position: Position?) {
    if let value = literal.polynomial.constant {
      switch literal.relation {
      case .nonnegative where value.signum >= 0, .positive where value.signum > 0,
        .nonzero where !value.isZero:
        return
      default: break
      }
    }
    let fact = place.fact(literal)
    if obliged.insert(fact).inserted { obligations.append(Goal(what, fact, position)) }
    note { $0.isPartial = true }
  }

  /// 1/z, with the obligation that z is not 0: the conjugate over the square of the modulus where z is not real.
  mutating func reciprocal(
    _ z: ComplexPolynomial, _ place: Place, _ position: Position?
  ) throws(Refusal) -> ComplexPolynomial {
    let divisor = z.isReal ? z.re : try times(z, ComplexPolynomial(z.re, -z.im)).re
    oblige(Literal(divisor, .nonzero), place, "the divisor is not 0", position)
    let inverse: RealPolynomial
    if let constant = divisor.constant, !constant.isZero {
      inverse = RealPolynomial(1 / constant)
    } else {
      inverse = try symbol("inv", .inverse(divisor))
    }
    if z.isReal { return ComplexPolynomial(inverse) }
    return try times(ComplexPolynomial(z.re, -z.im), ComplexPolynomial(inverse))
  }

  mutating func power(
    _ base: ComplexPolynomial, _ exponent: Term, _ place: Place, _ position: Position
  ) throws(Refusal) -> ComplexPolynomial {
    if let n = linear(exponent, place) {
      if n.parts.isEmpty ? n.constant >= 0 : entails(place, n) { return try power(base, n) }
      let opposite = try difference(IndexTerm(0), n)
      guard n.parts.isEmpty || entails(place, opposite) else {
        throw Refusal("the sign of the exponent \(n) is not known", position)
      }
      return try power(try reciprocal(base, place, position), opposite)
    }
    let exponent = try value(exponent, place)
    guard base.isReal, exponent.isReal else { throw Refusal("a complex power", position) }
    oblige(Literal(base.re, .positive), place, "the base of a power is above 0", position)
    let logarithm = try symbol("log", .logarithm(base.re))
    return ComplexPolynomial(
      try symbol("exp", .exponential(try times(exponent, ComplexPolynomial(logarithm)).re)))
  }

  /// The power to a whole number that is at least 0: the product of as many factors.
  private mutating func power(_ base: ComplexPolynomial, _ n: IndexTerm) throws(Refusal) -> ComplexPolynomial
  {
    if n.parts.isEmpty, n.constant <= 64 {
      var result = ComplexPolynomial(RealPolynomial(1))
      for _ in 0..<n.constant { result = try times(result, base) }
      return result
    }
    if let constant = base.re.constant, base.isReal, constant == 1 { return base }
    let name = fresh("k", besides: base.re.indexNames.union(base.im.indexNames))
    return try run(over: name, from: IndexTerm(1), to: n, base, isSum: false)
  }

  // MARK: Functions

  private mutating func apply(
    _ function: BuiltInFunction, _ z: ComplexPolynomial, _ place: Place, _ position: Position
  ) throws(Refusal) -> ComplexPolynomial {
    func real() throws(Refusal) -> RealPolynomial {
      guard z.isReal else { throw Refusal("'\(function.rawValue)' of a complex number", position) }
      return z.re
    }
    let one = RealPolynomial(1)
    switch function {
    case .re: return ComplexPolynomial(z.re)
    case .im: return ComplexPolynomial(z.im)
    case .conj: return ComplexPolynomial(z.re, -z.im)
    case .abs: return ComplexPolynomial(try modulus(z))
    case .sqrt:
      let x = try real()
      let root = Literal(x, .nonnegative)
      oblige(root, place, "the number under the root is at least 0", position)
      let fact = place.fact(root)
      let number = roots.firstIndex(of: fact) ?? roots.count
      if number == roots.count { roots.append(fact) }
      note { $0.roots.insert(number) }
      return ComplexPolynomial(try symbol("sqrt", .squareRoot(x)))
    case .log:
      let x = try real()
      oblige(Literal(x, .positive), place, "the logarithm's argument is above 0", position)
      return ComplexPolynomial(try symbol("log", .logarithm(x)))
    case .exp:
      let size = ComplexPolynomial(z.re.isZero ? one : try symbol("exp", .exponential(z.re)))
      return z.isReal
        ? size : try times(size, ComplexPolynomial(try wave("cos", z.im), try wave("sin", z.im)))
    case .sin: return ComplexPolynomial(try wave("sin", try real()))
    case .cos: return ComplexPolynomial(try wave("cos", try real()))
    case .sigmoid: return ComplexPolynomial(try sigmoid(try real()))
    case .silu: return try times(z, ComplexPolynomial(try sigmoid(try real())))
    case .tanh: return ComplexPolynomial(2 * (try sigmoid(2 * (try real()))) - one)
    case .softplus:
      return ComplexPolynomial(
        try symbol("log", .logarithm(one + (try symbol("exp", .exponential(try real()))))))
    }
  }

  private mutating func sigmoid(_ x: RealPolynomial) throws(Refusal) -> RealPolynomial {
    try symbol("inv", .inverse(RealPolynomial(1) + (try symbol("exp", .exponential(-x)))))
  }

  mutating func modulus(_ z: ComplexPolynomial) throws(Refusal) -> RealPolynomial {
    if let constant = z.re.constant, z.isReal { return RealPolynomial(constant.magnitude) }
    // |z| and |-z| are one symbol.
    let leading = (z.re.isZero ? z.im : z.re).terms[0].coefficient
    return try symbol(
      "abs", leading.signum < 0 ? .modulus(re: -z.re, im: -z.im) : .modulus(re: z.re, im: z.im))
  }

  // MARK: Binders

  private mutating func value(
    of aggregate: Aggregate, _ binders: Binders, _ body: Term, _ place: Place, _ position: Position
  ) throws(Refusal) -> ComplexPolynomial {
    switch aggregate {
    case .sum, .prod:
      let neutral = Term.number(aggregate == .sum ? 0 : 1)
      let inner = binders.filter.map { Term.conditional($0, then: body, else: neutral) } ?? body
      return try total(binders.bindings[...], inner, place, isSum: aggregate == .sum)
    case .max, .min:
      var inside = try bind(binders.bindings, in: place)
      if let filter = binders.filter {
        let cases = try cases(filter, inside)
        guard cases.count == 1, cases[0].premises == inside.premises, cases[0].variables == inside.variables
        else {
          throw Refusal(
            "the filter of a '\(aggregate.rawValue)' is no conjunction of conditions on indices", position)
        }
        inside = cases[0]
      }
      let value = try value(body, inside).re
      let names = Array(inside.variables[place.variables.count...])
      let guards = Array(inside.guards[place.guards.count...])
      return ComplexPolynomial(
        try symbol(
          aggregate.rawValue,
          aggregate == .max
            ? .maximum(over: names, where: guards, value) : .minimum(over: names, where: guards, value)))
    }
  }

  private mutating func total(
    _ bindings: ArraySlice<IndexBinding>, _ body: Term, _ place: Place, isSum: Bool
  ) throws(Refusal) -> ComplexPolynomial {
    guard let binding = bindings.first else { return try value(body, place) }
    let inside = try bind(binding, in: place)
    let value = try total(bindings.dropFirst(), body, inside, isSum: isSum)
    return try run(
      over: inside.variables[place.variables.count], from: try index(binding.range.lower, place),
      to: try index(binding.range.upper, place), value, isSum: isSum)
  }

  /// Σ or Π of a value for a name from one number to another.
  mutating func run(
    over name: String, from low: IndexTerm, to high: IndexTerm, _ value: ComplexPolynomial, isSum: Bool
  ) throws(Refusal) -> ComplexPolynomial {
    if isSum {
      return try value.map { part throws(Refusal) in
        part.isZero ? part : try symbol("sum", .sum(over: name, part), range: [low, high])
      }
    }
    if value.isReal {
      return ComplexPolynomial(try symbol("prod", .product(over: name, value.re), range: [low, high]))
    }
    return try complexProduct(over: name, from: low, to: high, value)
  }
}
