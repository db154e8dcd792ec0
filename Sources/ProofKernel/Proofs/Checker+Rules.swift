import Numbers

extension Checker {
  /// Checks that a proof shows a literal.
  package mutating func check(_ goal: Literal, _ proof: Proof, _ context: Context) throws(KernelError) {
    count()
    switch proof {
    case .combination(let combination): try check(goal, combination, context)
    case .steps(let list, let rest):
      var context = context
      for step in list {
        try theory.validate(step.literal.polynomial, context.scope, "'\(step.name)'")
        try check(step.literal, step.proof, context)
        context = try context.adding(step.name, step.literal, theory)
      }
      try check(goal, rest, context)
    case .indexCases(let term, let yes, let no):
      try context.requireScope([term])
      try check(goal, yes, context.adding(term))
      try check(goal, no, context.adding(try IndexTerm(-1).subtracting(term)))
    case .signCases(let polynomial, let name, let yes, let no):
      try theory.validate(polynomial, context.scope, "'\(name)'")
      try check(goal, yes, try context.adding(name, Literal(polynomial, .nonnegative), theory))
      try check(goal, no, try context.adding(name, Literal(-polynomial, .positive), theory))
    case .bound(let atom, let witness, let names, let inner):
      try require(goal.relation == .nonnegative, "a bound of an extremum is shown with >=")
      let (isMaximum, inside, body) = try opened(atom, witness, names, goal, context)
      let me = RealPolynomial(atom)
      // p ≥ 0 for p + max - body ≥ 0 at every index: where p does not rest on the fresh names.
      try check(Literal(goal.polynomial + (isMaximum ? me - body : body - me), .nonnegative), inner, inside)
    case .attained(let atom, let witness, let names, let equation, let inner):
      let (_, inside, body) = try opened(atom, witness, names, goal, context)
      try check(goal, inner, try inside.adding(equation, Literal(RealPolynomial(atom) - body, .zero), theory))
    case .bounds(let atom, let proofs):
      let (definition, values) = try definition(of: atom, context)
      let me = RealPolynomial(atom)
      let (list, isGreatest): ([RealPolynomial], Bool)
      switch definition.kind {
      case .greatest(let bodies): (list, isGreatest) = (bodies, true)
      case .least(let bodies): (list, isGreatest) = (bodies, false)
      case .modulus(let re, let im) where im.isZero: (list, isGreatest) = ([re, -re], true)
      default: throw .refused("\(atom) is not one of a few numbers")
      }
      try require(proofs.count == list.count, "\(atom) is one of \(list.count) numbers")
      // One of them is the value.
      for (body, proof) in zip(list, proofs) {
        let value = try body.substituting(values)
        try require(goal.relation == .nonnegative, "a bound of an extremum is shown with >=")
        try check(
          Literal(goal.polynomial + (isGreatest ? me - value : value - me), .nonnegative), proof, context)
      }
    case .modulus(let whole, let terms, let rewrites): try checkModulus(goal, whole, terms, rewrites, context)
    case .exponentials(let whole, let parts, let rewrites):
      var (sum, product) = (try exponent(of: whole, context), RealPolynomial(1))
      for part in parts {
        sum = sum - (try exponent(of: part, context))
        product = try self.product(product, RealPolynomial(part))
      }
      try require(try rewrite(sum, rewrites, context).isZero, "the exponents do not add up")
      try require(goal == Literal(RealPolynomial(whole) - product, .zero), "this shows \(whole) = \(product)")
    case .exponentialOfLogarithm(let atom, let positive):
      let argument = try exponent(of: atom, context)
      guard argument.termCount == 1, let inner = argument.variables.first, argument == RealPolynomial(inner),
        case (let definition, let values) = try definition(of: inner, context),
        case .logarithm(let body) = definition.kind
      else { throw .refused("\(atom) is not the exponential of a logarithm") }
      let x = try body.substituting(values)
      try require(
        try instance(positive, context) == Literal(x, .positive),
        "the logarithm's argument may not be positive")
      try require(goal == Literal(RealPolynomial(atom) - x, .zero), "this shows \(atom) = \(x)")
    case .series(let atom, let degree, let argument):
      let x = try exponent(of: atom, context)
      let difference = RealPolynomial(atom) - (try series(x, degree))
      let isAbove = goal == Literal(difference, .nonnegative)
      let isOdd = degree % 2 == 1
      // exp x - Σ xᵏ/k! is xⁿ⁺¹/(n+1)! times the exponential of a number between 0 and x.
      try require(
        isAbove || !isOdd && goal == Literal(-difference, .nonnegative),
        "this shows \(atom) \(isOdd ? ">=" : ">= or <=") its series up to the degree \(degree)")
      try require(
        (argument == nil) == isOdd,
        isOdd
          ? "a series of odd degree asks for no sign of its argument"
          : "a series of even degree rests on the sign of its argument")
      if let argument { try check(Literal(isAbove ? x : -x, .nonnegative), argument, context) }
    case .root(let x, let y, let nonnegative, let squares):
      try theory.validate(x, context.scope, "a root")
      try theory.validate(y, context.scope, "a root")
      try require(goal == Literal(y - x, .nonnegative), "this shows \(x) <= \(y)")
      try check(Literal(y, .nonnegative), nonnegative, context)
      let difference = try product(y, y) - (try product(x, x))
      try check(Literal(difference, .nonnegative), squares, context)
    case .both(let above, let below):
      try require(goal.relation == .zero, "two inequalities show an equation")
      try check(Literal(goal.polynomial, .nonnegative), above, context)
      try check(Literal(-goal.polynomial, .nonnegative), below, context)
    case .apart(let isNegative, let inner):
      try require(goal.relation == .nonzero, "a sign shows that something is not 0")
      try check(Literal(isNegative ? -goal.polynomial : goal.polynomial, .positive), inner, context)
    }
  }

  private func check(_ goal: Literal, _ combination: Proof.Combination, _ context: Context)
    throws(KernelError)
  {
    var sum = RealPolynomial.zero
    var isStrict = false
    for term in combination.terms {
      try require(term.coefficient.signum >= 0, "a coefficient is negative")
      let (factors, isPositive) = try weight(term.factors, combination.rewrites, context)
      let product = term.coefficient * factors
      sum = sum + product
      isStrict = isStrict || isPositive && !term.coefficient.isZero
      try limit(sum)
    }
    for equation in combination.equations {
      try theory.validate(equation.multiplier, context.scope, "a multiplier")
      let literal = try instance(equation.equation, context)
      try require(literal.relation == .zero, "\(literal) is no equation")
      sum =
        sum
        + (try product(equation.multiplier, try rewrite(literal.polynomial, combination.rewrites, context)))
      try limit(sum)
    }
    if combination.isAbsurd {
      // A sum of what is at least 0 would be below 0; or one of what is above 0 would be 0.
      let isBelow = sum.constant.map { $0.signum < 0 } ?? false
      try require(isBelow || isStrict && sum.isZero, "\(sum) is no contradiction")
      return
    }
    switch goal.relation {
    case .nonnegative: break
    case .positive: try require(isStrict, "no term is above 0")
    case .zero: try require(combination.terms.isEmpty, "an equation does not follow from inequalities")
    case .nonzero: throw .refused("a combination does not show that something is not 0")
    }
    let shown = try rewrite(goal.polynomial, combination.rewrites, context)
    try require(sum == shown, "the identity fails: \(shown - sum) is left")
  }

  /// A product of squares and of facts that say that something is at least 0, and whether it is above 0.
  private func weight(
    _ factors: [Proof.Combination.Factor], _ rewrites: [Rewrite], _ context: Context
  ) throws(KernelError) -> (product: RealPolynomial, isPositive: Bool) {
    var (product, isPositive) = (RealPolynomial(1), true)
    for factor in factors {
      switch factor {
      case .square(let root):
        try theory.validate(root, context.scope, "a square")
        product = try self.product(product, try self.product(root, root))
        isPositive = false
      case .fact(let reference):
        let literal = try instance(reference, context)
        try require(
          literal.relation == .nonnegative || literal.relation == .positive, "\(literal) is no inequality")
        product = try self.product(product, try rewrite(literal.polynomial, rewrites, context))
        isPositive = isPositive && literal.relation == .positive
      }
    }
    return (product, isPositive)
  }

  // MARK: Definitions at indices

  /// What defines an element, and what its parameters are there.
  private func definition(
    of atom: Atom, _ context: Context
  ) throws(KernelError) -> (definition: FamilyDefinition, values: [String: IndexTerm]) {
    guard let definition = theory.definitions[atom.name] else {
      throw .refused("\(atom) has no definition of this kind")
    }
    try theory.validate(RealPolynomial(atom), context.scope, "a rule")
    return (definition, Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices)))
  }

  private func exponent(of atom: Atom, _ context: Context) throws(KernelError) -> RealPolynomial {
    let (definition, values) = try definition(of: atom, context)
    guard case .exponential(let argument) = definition.kind else {
      throw .refused("\(atom) is no exponential")
    }
    return try argument.substituting(values)
  }

  /// Σ xᵏ/k! for k from 0 to the degree.
  private func series(_ x: RealPolynomial, _ degree: Int) throws(KernelError) -> RealPolynomial {
    try require(
      (0...Self.longestSeries).contains(degree),
      "a series goes up to a degree from 0 to \(Self.longestSeries), not \(degree)")
    var (sum, term) = (RealPolynomial(1), RealPolynomial(1))
    for k in 0..<degree {
      term = Rational(1, k + 1) * (try product(term, x))
      sum = sum + term
      try limit(sum)
    }
    return sum
  }

  /// The body of a maximum or minimum at fresh names, where these meet its guards; a witness shows that some do.
  private func opened(
    _ atom: Atom, _ witness: [IndexTerm], _ names: [String], _ goal: Literal, _ context: Context
  ) throws(KernelError) -> (isMaximum: Bool, inside: Context, body: RealPolynomial) {
    let (definition, values) = try definition(of: atom, context)
    let (bound, guards, body): ([String], [IndexTerm], RealPolynomial)
    let isMaximum: Bool
    switch definition.kind {
    case .maximum(let n, let g, let b): (bound, guards, body, isMaximum) = (n, g, b, true)
    case .minimum(let n, let g, let b): (bound, guards, body, isMaximum) = (n, g, b, false)
    default: throw .refused("\(atom) is no maximum or minimum over a range")
    }
    try require(
      witness.count == bound.count && names.count == bound.count, "\(atom) binds \(bound.count) names")
    try context.requireScope(witness)
    let there = values.merging(zip(bound, witness)) { $1 }
    for guarding in guards {
      let condition = try guarding.substituting(there)
      try require(
        context.entails(condition), "\(condition) >= 0 does not follow: the range of \(atom) may be empty")
    }
    // In scope is all that the goal, the guards and the facts rest on.
    try require(
      Set(names).count == names.count && context.scope.isDisjoint(with: names),
      "the names for \(atom) are not fresh")
    let here = values.merging(zip(bound, names.map { IndexTerm($0) })) { $1 }
    var inside = context
    inside.scope.formUnion(names)
    inside.guards += try guards.map { guarding throws(KernelError) in try guarding.substituting(here) }
    return (isMaximum, inside, try body.substituting(here))
  }

  private func checkModulus(
    _ goal: Literal, _ whole: Atom, _ terms: [Proof.ComplexTerm], _ rewrites: [Rewrite], _ context: Context
  ) throws(KernelError) {
    func parts(_ atom: Atom) throws(KernelError) -> (RealPolynomial, RealPolynomial) {
      let (definition, values) = try definition(of: atom, context)
      guard case .modulus(let re, let im) = definition.kind else { throw .refused("\(atom) is no modulus") }
      return (try re.substituting(values), try im.substituting(values))
    }
    var (re, im) = try parts(whole)
    var bound = RealPolynomial.zero
    for term in terms {
      let weight = try weight(term.weight, [], context).product
      var (x, y) = (term.coefficient * weight, RealPolynomial.zero)
      var size = term.coefficient.magnitude * weight
      for factor in term.factors {
        let (a, b) = try parts(factor)
        (x, y) = (try product(x, a) - product(y, b), try product(x, b) + product(y, a))
        size = try product(size, RealPolynomial(factor))
      }
      (re, im, bound) = (re - x, im - y, bound + size)
    }
    for part in [re, im] {
      let rest = try rewrite(part, rewrites, context)
      try require(rest.isZero, "the parts of \(whole) do not add up: \(rest) is left")
    }
    try require(
      goal == Literal(bound - RealPolynomial(whole), .nonnegative), "this shows \(whole) <= \(bound)")
  }
}
