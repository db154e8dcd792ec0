import Claims
import Inputs
import Numbers
import ProofKernel

extension Elaborator {
  // MARK: Variables

  mutating func variable(
    _ v: Int, _ indices: [IndexTerm], _ place: Place, _ position: Position
  ) throws(Refusal) -> ComplexPolynomial {
    let variable = theorem.variables[v]
    guard try isCovered([try conditions(of: variable.indices, at: indices)], theory.guards + place.guards)
    else {
      throw Refusal("'\(variable.name)' may be asked for outside its ranges", position)
    }
    return self.element(of: variable.name, variable.isComplex, indices)
  }

  func element(of name: String, _ isComplex: Bool, _ indices: [IndexTerm]) -> ComplexPolynomial {
    isComplex
      ? ComplexPolynomial(
        RealPolynomial(Atom("\(name).re", indices)), RealPolynomial(Atom("\(name).im", indices)))
      : ComplexPolynomial(RealPolynomial(Atom(name, indices)))
  }

  /// That indices lie in the ranges of bindings.
  private func conditions(of bindings: [IndexBinding], at indices: [IndexTerm]) throws(Refusal) -> [IndexTerm]
  {
    try conditions(bindings.map { .index($0, offset: .number(0)) }, at: indices)
  }

  /// That an equation with these patterns covers the element with these indices.
  private func conditions(_ patterns: [Equation.Pattern], at indices: [IndexTerm]) throws(Refusal)
    -> [IndexTerm]
  {
    var place = Place()
    var conditions: [IndexTerm] = []
    for (pattern, wanted) in zip(patterns, indices) {
      switch pattern {
      case .constant(let term):
        let there = try index(term, place)
        conditions += [try difference(wanted, there), try difference(there, wanted)]
      case .index(let binding, let offset):
        let value = try difference(wanted, try index(offset, place))
        conditions.append(try difference(value, try index(binding.range.lower, place)))
        conditions.append(try difference(try index(binding.range.upper, place), value))
        place.indices[binding.slot] = value
      }
    }
    return conditions
  }

  // MARK: Families of equations

  /// An element of a `let`. A definition that is no more than two numbers with factors stands for itself.
  mutating func element(
    _ d: Int, _ indices: [IndexTerm], _ place: Place, _ position: Position
  ) throws(Refusal) -> ComplexPolynomial {
    let definition = theorem.definitions[d]
    guard case .family(let equations) = definition.kind else {
      throw Refusal("'\(definition.name)' is a function", position)
    }
    var lists: [[IndexTerm]] = []
    for equation in equations { lists.append(try conditions(equation.patterns, at: indices)) }
    // A script's definitions stand for their values wherever they are named.
    let isCovered = try isCovered(lists, theory.guards + place.guards)
    guard isCovered || d >= firstOfScript else {
      throw Refusal("'\(definition.name)' may be asked for where no equation covers it", position)
    }
    if families[d] == nil { try elaborate(d, equations) }
    use(definition.name)
    if let (at, element) = current.last {
      references.append(Descent(from: at, element, place.guards, to: d, indices))
    }
    switch families[d] {
    case .inlined(let names, let value)?:
      let values = Dictionary(uniqueKeysWithValues: zip(names, indices))
      return try value.map { part throws(Refusal) in
        try kernel { () throws(KernelError) in try part.substituting(values) }
      }
    case .begun?:
      try declare(d, indices.count)
      families[d] = .declared
    default: break
    }
    return self.element(of: definition.name, definition.isComplex, indices)
  }

  private mutating func declare(_ d: Int, _ arity: Int) throws(Refusal) {
    let definition = theorem.definitions[d]
    for name in definition.isComplex ? ["\(definition.name).re", "\(definition.name).im"] : [definition.name]
    {
      try kernel { () throws(KernelError) in try theory.declare(name, indices: arity) }
      origins[name] = .equations([])
    }
  }

  private mutating func elaborate(_ d: Int, _ equations: [Equation]) throws(Refusal) {
    let definition = theorem.definitions[d]
    families[d] = .begun
    var found: [(place: Place, indices: [IndexTerm], value: ComplexPolynomial)] = []
    for (k, equation) in equations.enumerated() {
      var place = Place()
      var indices: [IndexTerm] = []
      for pattern in equation.patterns {
        switch pattern {
        case .constant(let term): indices.append(try index(term, place))
        case .index(let binding, let offset):
          place = try bind(binding, in: place)
          let name = IndexTerm(place.variables[place.variables.count - 1])
          let offset = try index(offset, place)
          indices.append(try kernel { () throws(KernelError) in try name.adding(offset) })
        }
      }
      for inside in try places(of: k, of: equations, place, indices) {
        current.append((d, indices))
        defer { current.removeLast() }
        let value = try owned(by: definition.name) { elaborator throws(Refusal) in
          try elaborator.value(equation.value, inside)
        }
        found.append((inside, indices, value))
      }
    }
    if case .begun? = families[d] {
      if let only = found.first, found.count == 1,
        only.indices == only.place.variables.map({ IndexTerm($0) }),
        d >= firstOfScript || isPlain(only.value.re) && isPlain(only.value.im)
      {
        families[d] = .inlined(only.place.variables, only.value)
        return
      }
      try declare(d, found.first?.indices.count ?? 0)
    }
    families[d] = .declared
    for (place, indices, value) in found {
      let element = self.element(of: definition.name, definition.isComplex, indices)
      try assumeEquation(element.re, value.re, place)
      if definition.isComplex { try assumeEquation(element.im, value.im, place) }
    }
  }

  /// Families that nothing rests on so far.
  mutating func elaborateLet(_ name: String) throws(Refusal) {
    guard let d = theorem.definitions.firstIndex(where: { $0.name == name }),
      case .family(let equations) = theorem.definitions[d].kind
    else { throw Refusal("'\(name)' is no 'let' of the claim that has equations") }
    if families[d] == nil { try elaborate(d, equations) }
    obligations = []
  }

  private func isPlain(_ value: RealPolynomial) -> Bool { value.degree <= 1 && value.termCount <= 2 }

  /// The place of an equation as several, without what equations with more numbers cover.
  private func places(
    of k: Int, of equations: [Equation], _ place: Place, _ indices: [IndexTerm]
  ) throws(Refusal) -> [Place] {
    var places = [place]
    for (m, other) in equations.enumerated() where m != k && other.constantCount >= equations[k].constantCount
    {
      let conditions = try conditions(other.patterns, at: indices)
      var next: [Place] = []
      for place in places {
        let isApart = entailsFalse(theory.guards + place.guards + conditions)
        if isApart {
          next.append(place)
          continue
        }
        guard other.constantCount > equations[k].constantCount else {
          throw Refusal("two equations may cover the same element", equations[k].position)
        }
        for condition in conditions where !entails(place, condition) {
          var outside = place
          outside.guards.append(try negation(condition))
          next.append(outside)
        }
      }
      places = next
    }
    return places
  }

  private func entailsFalse(_ guards: [IndexTerm]) -> Bool { Entailment.follows(IndexTerm(-1), from: guards) }

  /// The fact that an element is its value at a place.
  mutating func assumeEquation(_ element: RealPolynomial, _ value: RealPolynomial, _ place: Place)
    throws(Refusal)
  {
    guard let head = element.variables.first else { return }
    let count = (equationCounts[head.name] ?? 0) + 1
    equationCounts[head.name] = count
    let fact = place.fact(Literal(element - value, .zero))
    try kernel { () throws(KernelError) in try theory.assume("\(head.name).\(count)", fact) }
    if case .equations(let list)? = origins[head.name] {
      origins[head.name] = .equations(list + [(head, fact)])
    }
  }

  // MARK: Conditions

  /// `if`: a family of which is known what it is where the condition holds and where it does not.
  mutating func conditional(
    _ condition: Statement, _ then: Term, _ otherwise: Term, _ place: Place
  ) throws(Refusal) -> ComplexPolynomial {
    var list: [(place: Place, value: ComplexPolynomial)] = []
    for (branch, condition) in [(then, condition), (otherwise, try negated(condition))] {
      for inside in try cases(condition, place) where !entailsFalse(theory.guards + inside.guards) {
        guard inside.variables == place.variables else {
          throw Refusal("a quantifier in the condition of an 'if'")
        }
        list.append((inside, try value(branch, inside)))
      }
    }
    if let first = list.first, list.allSatisfy({ $0.value == first.value }) { return first.value }
    // Only what the condition adds: the family is total. Values are read with what is known here, so that cases which may
    // meet agree only here.
    for k in list.indices { list[k].place.premises.removeFirst(place.premises.count) }
    var total = list
    for k in list.indices { total[k].place.guards.removeFirst(place.guards.count) }
    let isTotal = total.indices.allSatisfy { k in
      total[..<k].allSatisfy { $0.value == total[k].value || areApart($0.place, total[k].place) }
    }
    if isTotal { list = total }
    var names: Set<String> = []
    for k in list.indices {
      names.formUnion(list[k].place.guards.flatMap(\.names))
      names.formUnion(list[k].place.premises.flatMap { $0.polynomial.indexNames })
      names.formUnion(list[k].value.re.indexNames.union(list[k].value.im.indexNames))
    }
    let parameters = names.subtracting(theory.constants).sorted()
    for k in list.indices { list[k].place.variables = parameters }
    let isComplex = list.contains { !$0.value.isReal }
    return try family("if", .conditional, isComplex, parameters, list)
  }

  /// Whether what places add excludes each other by its form.
  private func areApart(_ a: Place, _ b: Place) -> Bool {
    entailsFalse(theory.guards + a.guards + b.guards)
      || a.premises.contains { p in b.premises.contains { p.excludes($0) || $0.excludes(p) } }
  }

  /// Π of complex numbers: a family by its recurrence.
  mutating func complexProduct(
    over name: String, from low: IndexTerm, to high: IndexTerm, _ body: ComplexPolynomial
  ) throws(Refusal) -> ComplexPolynomial {
    let free = body.re.indexNames.union(body.im.indexNames).subtracting(theory.constants).subtracting([name])
    let end = fresh(name, besides: free)
    let start = fresh("from", besides: free.union([end]))
    let parameters = free.sorted() + [start, end]
    var (empty, more) = (Place(), Place())
    (empty.variables, more.variables) = (parameters, parameters)
    empty.guards = [try negation(try difference(IndexTerm(end), IndexTerm(start)))]
    more.guards = [try difference(IndexTerm(end), IndexTerm(start))]
    let last = try body.map { part throws(Refusal) in
      try kernel { () throws(KernelError) in try part.substituting([name: IndexTerm(end)]) }
    }
    let before = parameters.dropLast().map { IndexTerm($0) } + [try difference(IndexTerm(end), IndexTerm(1))]
    let elements = try family(
      "cprod", .product(parameters, over: name, body), true, parameters,
      [(empty, ComplexPolynomial(RealPolynomial(1)))],
      recurrence: (more, last, before))
    let values: [String: IndexTerm] = [start: low, end: high]
    return try elements.map { part throws(Refusal) in
      try kernel { () throws(KernelError) in try part.substituting(values) }
    }
  }

  /// A family by cases, the same for the same cases.
  private mutating func family(
    _ prefix: String, _ addition: Elaboration.Addition, _ isComplex: Bool, _ parameters: [String],
    _ list: [(place: Place, value: ComplexPolynomial)],
    recurrence: (place: Place, factor: ComplexPolynomial, before: [IndexTerm])? = nil
  ) throws(Refusal) -> ComplexPolynomial {
    let facts =
      list.map { $0.place.fact(Literal($0.value.re, .zero)) }
      + list.map { $0.place.fact(Literal($0.value.im, .zero)) }
      + (recurrence.map {
        [$0.place.fact(Literal($0.factor.re, .zero)), $0.place.fact(Literal($0.factor.im, .zero))]
      } ?? [])
    func key(_ order: [String]) -> FamilyKey {
      FamilyKey(facts.map { Fact(for: order, where: $0.guards, given: $0.premises, $0.literal) })
    }
    // The ends of a range stay where they are.
    let ends = recurrence == nil ? [] : Array(parameters.suffix(2))
    for order in Self.orders(of: parameters.dropLast(ends.count)).map({ $0 + ends }) {
      if let name = caseFamilies[key(order)] {
        return element(of: name, isComplex, order.map { IndexTerm($0) })
      }
    }
    let indices = parameters.map { IndexTerm($0) }
    let name = newName(prefix)
    caseFamilies[key(parameters)] = name
    additions[name] = addition
    for part in isComplex ? ["\(name).re", "\(name).im"] : [name] {
      try kernel { () throws(KernelError) in try theory.declare(part, indices: parameters.count) }
      origins[part] = .equations([])
    }
    let me = element(of: name, isComplex, indices)
    for (place, value) in list {
      try assumeEquation(me.re, value.re, place)
      if isComplex { try assumeEquation(me.im, value.im, place) }
    }
    if let recurrence {
      let value = try times(element(of: name, true, recurrence.before), recurrence.factor)
      try assumeEquation(me.re, value.re, recurrence.place)
      try assumeEquation(me.im, value.im, recurrence.place)
    }
    return me
  }
}

extension Literal {
  /// Whether it is the negation of another, by its form.
  fileprivate func excludes(_ other: Literal) -> Bool {
    switch (relation, other.relation) {
    case (.positive, .nonnegative): polynomial == -other.polynomial
    case (.zero, .nonzero): polynomial == other.polynomial || polynomial == -other.polynomial
    default: false
    }
  }
}
