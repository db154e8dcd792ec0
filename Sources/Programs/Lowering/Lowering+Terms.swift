import Claims
import Inputs
import Numbers

extension Lowering {
  func node(_ node: Node, _ position: Position) -> ExpressionNode {
    ExpressionNode(builder: builder, node: node, position: position)
  }

  private static let nowhere = Position(line: 1, column: 1)

  /// Lowers an expression that is real by its type.
  func real(_ term: Term) throws -> Node { try value(term).re }

  func complex(_ v: Value, _ position: Position) -> Complex<ExpressionNode> {
    Complex(node(v.re, position), node(v.im ?? builder.constant(0), position))
  }

  private func value(_ z: Complex<ExpressionNode>) -> Value { Value(re: z.re.node, im: z.im.node) }

  func value(_ term: Term) throws -> Value {
    switch term {
    case .number(let number): return Value(re: builder.constant(number))
    case .imaginaryUnit: return Value(re: builder.constant(0), im: builder.constant(1))
    case .pi: return Value(re: builder.node(.pi))
    case .size(let k): return Value(re: builder.constant(Rational(sizes[k])))
    case .index(let slot): return Value(re: builder.constant(Rational(slots[slot])))
    case .slot(let slot):
      guard let value = values[slot] else {
        throw fail(theorem.position, "a bound name is used outside its scope")
      }
      return value
    case .variable(let v, let indices, let position):
      return try input(v, try indices.map { try index($0, position) }, position)
    case .definition(let d, let indices, let position):
      return try element(d, try indices.map { try index($0, position) }, position)
    case .call(let d, let arguments, let position):
      return try call(d, arguments, position)
    case .sum(let summands): return try sum(summands)
    case .product(let factors): return try product(factors)
    case .negation(let x): return negate(try value(x))
    case .power(let base, let exponent, let position):
      return power(try value(base), try value(exponent), position)
    case .function(let function, let x, let position):
      return apply(function, try value(x), position)
    case .extremum(let kind, let terms):
      guard let result = builder.extremum(kind, of: try terms.map { try real($0) }) else {
        throw fail(theorem.position, "max and min need at least two arguments")
      }
      return Value(re: result)
    case .aggregate(let aggregate, let binders, let body, let position):
      return try self.aggregate(aggregate, binders, body, position)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise)
    case .derivative(let body, let target, let position):
      return try derivative(body, target, position)
    case .gaussian(let slot, let body, let position):
      return try gaussian(slot, body, position)
    }
  }

  // MARK: Arithmetic

  private func negate(_ x: Value) -> Value {
    Value(re: builder.neg(x.re), im: x.im.map { builder.neg($0) })
  }

  func add(_ x: Value, _ y: Value) -> Value {
    let im: Node? =
      switch (x.im, y.im) {
      case (let a?, let b?): builder.add(a, b)
      case (let a, let b): a ?? b
      }
    return Value(re: builder.add(x.re, y.re), im: im)
  }

  private func subtract(_ x: Value, _ y: Value) -> Value {
    let im: Node? =
      switch (x.im, y.im) {
      case (let a?, let b?): builder.sub(a, b)
      case (let a?, nil): a
      case (nil, let b?): builder.neg(b)
      case (nil, nil): nil
      }
    return Value(re: builder.sub(x.re, y.re), im: im)
  }

  func multiply(_ x: Value, _ y: Value) -> Value {
    switch (x.im, y.im) {
    case (nil, nil): return Value(re: builder.mul(x.re, y.re))
    case (nil, let b?): return Value(re: builder.mul(x.re, y.re), im: builder.mul(x.re, b))
    case (let a?, nil): return Value(re: builder.mul(x.re, y.re), im: builder.mul(a, y.re))
    case (_?, _?): return value(complex(x, Self.nowhere) * complex(y, Self.nowhere))
    }
  }

  private func divide(_ x: Value, _ y: Value, _ position: Position) -> Value {
    if y.im == nil {
      return Value(
        re: builder.div(x.re, y.re, position), im: x.im.map { builder.div($0, y.re, position) })
    }
    return value(complex(x, position) / complex(y, position))
  }

  private func sum(_ summands: [Term.Summand]) throws -> Value {
    var total: Value?
    for summand in summands {
      let next = try value(summand.term)
      if let sofar = total {
        total = summand.isNegated ? subtract(sofar, next) : add(sofar, next)
      } else {
        total = summand.isNegated ? negate(next) : next
      }
    }
    return total ?? Value(re: builder.constant(0))
  }

  private func product(_ factors: [Term.Factor]) throws -> Value {
    var total: Value?
    for factor in factors {
      let next = try value(factor.term)
      if factor.isDivisor {
        total = divide(total ?? Value(re: builder.constant(1)), next, factor.position)
      } else {
        total = total.map { multiply($0, next) } ?? next
      }
    }
    return total ?? Value(re: builder.constant(1))
  }

  private func power(_ base: Value, _ exponent: Value, _ position: Position) -> Value {
    if exponent.im == nil, let q = builder.constantValue(exponent.re), let k = q.word,
      let k = Int32(exactly: k)
    {
      if base.im == nil, builder.rewrites || builder.constantValue(base.re) != nil {
        return Value(re: builder.powInt(base.re, k, position))
      }
      if base.im != nil, k == 0, let im = base.im {
        // 1 where the base has a value.
        let one = builder.add(builder.constant(1), builder.zeroIfDefined(base.re))
        return Value(re: builder.add(one, builder.zeroIfDefined(im)), im: builder.constant(0))
      }
      // A power of a complex number unrolls into its repeated squarings.
      if base.im != nil, k.magnitude <= 1 << 20 { return value(complex(base, position).power(Int(k))) }
    }
    if base.im == nil, exponent.im == nil {
      if builder.rewrites, let q = builder.constantValue(exponent.re), q == Rational(1, 2) {
        return Value(re: builder.sqrt(base.re, position))
      }
      return Value(re: builder.pow(base.re, exponent.re, position))
    }
    // z^w = exp(w·log z); 0 to a positive real exponent is 0.
    let zero = builder.constant(0)
    let general = value((complex(exponent, position) * complex(base, position).log()).exp())
    let baseIsZero = builder.and(
      builder.compare(.equal, base.re, zero), builder.compare(.equal, base.im ?? zero, zero))
    let positiveExponent = builder.and(
      builder.compare(.less, zero, exponent.re), builder.compare(.equal, exponent.im ?? zero, zero))
    let isZero = builder.and(baseIsZero, positiveExponent)
    let power = Value(
      re: builder.select(isZero, zero, general.re),
      im: builder.select(isZero, zero, general.im ?? zero))
    guard exponent.im == nil, let im = power.im else { return power }
    // A real exponent that is 0 at the instance: z^0 is 1 wherever z has a value.
    let isUnit = builder.compare(.equal, exponent.re, zero)
    let defined = builder.add(builder.zeroIfDefined(base.re), builder.zeroIfDefined(base.im ?? zero))
    return Value(
      re: builder.select(isUnit, builder.add(builder.constant(1), defined), power.re),
      im: builder.select(isUnit, zero, im))
  }

  private func apply(_ function: BuiltInFunction, _ x: Value, _ position: Position) -> Value {
    let zero = builder.constant(0)
    guard let im = x.im else {
      let re = node(x.re, position)
      let result =
        switch function {
        case .abs: re.magnitude
        case .re, .conj: re
        case .im: node(builder.zeroIfDefined(x.re), position)
        case .sqrt: re.squareRoot()
        case .exp: re.exp()
        case .log: re.log()
        case .sin: re.sin()
        case .cos: re.cos()
        case .tanh: re.tanh()
        case .sigmoid: re.sigmoid()
        case .softplus: re.softplus()
        case .silu: re.silu()
        }
      return Value(re: result.node)
    }
    let z = complex(x, position)
    switch function {
    case .abs:
      if builder.rewrites, im == zero { return Value(re: builder.abs(x.re)) }
      if builder.rewrites, x.re == zero { return Value(re: builder.abs(im)) }
      return Value(re: z.magnitude.node)
    // The whole number must be defined for a part of it to be.
    case .re: return Value(re: builder.add(x.re, builder.zeroIfDefined(im)))
    case .im: return Value(re: builder.add(im, builder.zeroIfDefined(x.re)))
    case .conj: return Value(re: x.re, im: builder.neg(im))
    case .sqrt: return value(z.squareRoot())
    case .exp: return value(z.exp())
    case .log: return value(z.log())
    case .sin: return value(z.sin())
    case .cos: return value(z.cos())
    // The checker admits real arguments only.
    case .tanh, .sigmoid, .softplus, .silu:
      return Value(
        re: builder.failure(.undefined, position, "\(function.rawValue) takes a real number"))
    }
  }

  // MARK: Choices

  private func conditional(_ condition: Statement, _ then: Term, _ otherwise: Term) throws -> Value {
    let truth = try statement(condition).truth
    if let decided = builder.truthValue(truth) {
      // The branch that is not taken has its say in the form.
      return ofForm(try value(decided ? then : otherwise)) { isComplex(then) || isComplex(otherwise) }
    }
    return select(truth, try value(then), try value(otherwise))
  }

  private func select(_ truth: Node, _ x: Value, _ y: Value) -> Value {
    let re = builder.select(truth, x.re, y.re)
    if x.im == nil && y.im == nil { return Value(re: re) }
    let zero = builder.constant(0)
    return Value(re: re, im: builder.select(truth, x.im ?? zero, y.im ?? zero))
  }

  // MARK: Aggregates

  private func aggregate(
    _ aggregate: Aggregate, _ binders: Binders, _ body: Term, _ position: Position
  ) throws -> Value {
    switch aggregate {
    case .sum, .prod: try total(aggregate, binders, body, position)
    case .max: Value(re: try extremum(.max, binders, body, position))
    case .min: Value(re: try extremum(.min, binders, body, position))
    }
  }

  /// Runs `visit` with every element that a filter admits or may admit, and the truth of that.
  private func forEachAdmitted(
    _ binders: Binders, _ body: Term, _ position: Position, _ visit: (Value, _ admitted: Node) -> Void
  ) throws {
    try forEach(binders.bindings, position) {
      let admitted = try binders.filter.map { try statement($0).truth } ?? builder.truth(true)
      if builder.truthValue(admitted) == false { return }
      visit(try value(body), admitted)
      try checkSize(position)
    }
  }

  private func total(
    _ aggregate: Aggregate, _ binders: Binders, _ body: Term, _ position: Position
  ) throws -> Value {
    let isSum = aggregate == .sum
    let unit = builder.constant(isSum ? 0 : 1)
    var total: Value?
    try forEachAdmitted(binders, body, position) { next, admitted in
      let neutral = Value(re: unit, im: next.im.map { _ in builder.constant(0) })
      let part = select(admitted, next, neutral)
      total = total.map { isSum ? add($0, part) : multiply($0, part) } ?? part
    }
    return ofForm(total ?? Value(re: unit)) { isComplex(body) }
  }

  private func extremum(
    _ kind: Extremum, _ binders: Binders, _ body: Term, _ position: Position
  ) throws -> Node {
    // Elements that are certainly there, and a running extremum of those that may be.
    var certain: [Node] = []
    var possible: Node?
    var isPresent = builder.truth(false)
    try forEachAdmitted(binders, body, position) { next, admitted in
      if builder.truthValue(admitted) == true {
        certain.append(next.re)
      } else if let sofar = possible {
        let extended = builder.select(isPresent, builder.extremum(kind, sofar, next.re), next.re)
        possible = builder.select(admitted, extended, sofar)
        isPresent = builder.or(isPresent, admitted)
      } else {
        (possible, isPresent) = (next.re, admitted)
      }
    }
    let empty = builder.failure(.vacuous, position, "an empty \(kind.rawValue)")
    guard let sure = builder.extremum(kind, of: certain) else {
      return builder.select(isPresent, possible ?? empty, empty)
    }
    guard let possible else { return sure }
    return builder.select(isPresent, builder.extremum(kind, sure, possible), sure)
  }

  // MARK: Calculus

  private func derivative(
    _ body: Term, _ target: Term.DerivativeTarget, _ position: Position
  ) throws -> Value {
    let variable: Value
    switch target {
    case .variable(let v, let indices):
      variable = try input(v, try indices.map { try index($0, position) }, position)
    case .slot(let slot):
      guard let value = values[slot] else {
        throw fail(position, "diff by a name outside its scope")
      }
      variable = value
    }
    guard variable.im == nil else {
      throw fail(position, "diff by a complex quantity; write it in terms of real variables")
    }
    let outer = held
    if builder.nodes[Int(variable.re)].opcode == .alias { held.insert(variable.re) }
    defer { held = outer }
    let value = try value(body)
    held = outer
    if builder.nodes[Int(variable.re)].opcode == .failure { return variable }
    return Value(
      re: derivative(of: value.re, by: variable.re, position),
      im: value.im.map { derivative(of: $0, by: variable.re, position) })
  }

  private func gaussian(_ slot: Int, _ body: Term, _ position: Position) throws -> Value {
    // One block a part: the mean of a complex quantity is taken part by part. What is real is lowered once, so that means
    // within means take no more than their depth.
    let lower = { (part: (Value) -> Node?) throws -> (node: Node?, isComplex: Bool) in
      try self.countStep(position)
      let (block, value) = try self.inBlock(name: "gaussian", slot: slot, position) {
        ($0, try self.value(body))
      }
      return (part(value).map { self.mean(of: $0, block, position) }, value.im != nil)
    }
    let re = try lower { $0.re }
    let im = re.isComplex ? try lower { $0.im }.node : nil
    return Value(re: re.node ?? builder.node(.indeterminate), im: im)
  }

  private func mean(of node: Node, _ block: Int32, _ position: Position) -> Node {
    if builder.rewrites, let moments = GaussianMoments(builder, block: block).mean(of: node, position) {
      return moments
    }
    builder.blocks[Int(block)].body = node
    return builder.node(.gaussian, block, 0, builder.site(.undefined, position, "a mean that diverges"))
  }

  /// Binds the value slot to the parameter of a new block and runs `body` inside it.
  func inBlock<Result>(
    name: String, slot: Int, _ position: Position, _ body: (Int32) throws -> Result
  ) throws -> Result {
    let block = builder.newBlock(name: name, position: position)
    let (outer, saved) = (builder.currentBlock, values[slot])
    defer {
      builder.currentBlock = outer
      values[slot] = saved
    }
    builder.currentBlock = block
    values[slot] = Value(re: builder.blocks[Int(block)].parameter)
    return try body(block)
  }
}
