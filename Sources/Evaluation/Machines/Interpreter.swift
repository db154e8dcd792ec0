import Numbers
import Programs

/// Runs the instructions of a program over one domain of numbers.
///
/// Here alone it is said when an operation has a value and which failure prevails (`Status`), what truths of three
/// values amount to (`Truth`), and which branch a choice takes. Domains answer questions about numbers; the lane machine
/// alone, which lives from speed, has these rules once more, and is held against this. The search's gradient machine
/// has rules of its own, for it only proposes. What reads off coefficients (`PolynomialForms`, `GaussianForm`) or adds
/// up nodes (`GaussianQuadrature`) evaluates the little that it needs by itself.
final class Interpreter<Domain: NumberDomain> {
  typealias Value = Domain.Value
  typealias Interrupt = Domain.Interrupt

  let program: Program
  let domain: Domain
  /// The instance.
  var inputs: [Rational] = []
  /// The mean of a `gaussian` block; without it means stay open.
  var mean: ((Int) throws(Interrupt) -> (Value, Status))?
  /// The truth of a `forall real` block; without it quantifiers stay open.
  var quantifier: ((Int) throws(Interrupt) -> Truth)?

  let values: UnsafeMutablePointer<Value>
  let statuses: UnsafeMutablePointer<Status>
  let truths: UnsafeMutablePointer<Truth>

  /// - Parameter isWholeProgram: Whether all registers are written before any is read. Where parts of a program are run
  ///   alone, what was not run has no value that is known.
  init(_ program: Program, _ domain: Domain, isWholeProgram: Bool = false) {
    self.program = program
    self.domain = domain
    let count = max(program.registerCount, 1)
    values = .allocate(capacity: count)
    values.initialize(repeating: domain.nothing, count: count)
    statuses = .allocate(capacity: count)
    statuses.initialize(repeating: isWholeProgram ? .defined : .indeterminate, count: count)
    truths = .allocate(capacity: count)
    truths.initialize(repeating: isWholeProgram ? .unknown : .indeterminate, count: count)
  }

  deinit {
    let count = max(program.registerCount, 1)
    values.deinitialize(count: count)
    values.deallocate()
    statuses.deallocate()
    truths.deallocate()
  }

  // MARK: Registers

  func set(_ register: Int32, _ value: Value) {
    values[Int(register)] = domain.recorded(value, in: register)
    statuses[Int(register)] = .defined
  }

  /// The number in a register, where it is defined.
  func value(at register: Int32) -> Value? {
    statuses[Int(register)].isDefined ? values[Int(register)] : nil
  }

  /// What block `k` says of the reals that it was run over: `with` implies the body.
  func truth(ofBlock k: Int) -> Truth {
    let block = program.blocks[k]
    let body = truths[Int(block.body)]
    return block.filter.map { !truths[Int($0)] || body } ?? body
  }

  @inline(__always)
  private func write(_ n: Instruction, _ value: Value?) {
    let target = Int(n.target)
    guard let value else { return statuses[target] = .indeterminate }
    values[target] = domain.recorded(value, in: n.target)
    statuses[target] = .defined
  }

  // MARK: Rules

  @inline(__always)
  private func unary(_ n: Instruction, _ operation: (Value) throws(Interrupt) -> Value?) throws(Interrupt) {
    let status = statuses[Int(n.a)]
    if status.isDefined {
      write(n, try operation(values[Int(n.a)]))
    } else {
      statuses[Int(n.target)] = status
    }
  }

  @inline(__always)
  private func binary(
    _ n: Instruction, _ operation: (Value, Value) throws(Interrupt) -> Value?
  ) throws(Interrupt) {
    let status = Status.merge(statuses[Int(n.a)], statuses[Int(n.b)])
    if status.isDefined {
      write(n, try operation(values[Int(n.a)], values[Int(n.b)]))
    } else {
      statuses[Int(n.target)] = status
    }
  }

  @inline(__always)
  private func comparison(
    _ n: Instruction, _ relation: (Value, Value) throws(Interrupt) -> Trilean
  ) throws(Interrupt) {
    if let known = try domain.knownTruth(n) { return truths[Int(n.target)] = known }
    let status = Status.merge(statuses[Int(n.a)], statuses[Int(n.b)])
    truths[Int(n.target)] =
      status.isDefined
      ? Truth(try relation(values[Int(n.a)], values[Int(n.b)])) : Truth(status)
  }

  /// Of defined operands: the value where it is certainly admitted, the failure of `site` where it certainly is not.
  @inline(__always)
  private func partial(
    _ n: Instruction, _ status: Status, _ admits: () throws(Interrupt) -> Trilean,
    _ value: () throws(Interrupt) -> Value?
  ) throws(Interrupt) {
    let target = Int(n.target)
    guard status.isDefined else { return statuses[target] = status }
    switch try admits() {
    case .yes: write(n, try value())
    case .no: statuses[target] = Status(.undefined, site: n.c)
    case .unknown: statuses[target] = .indeterminate
    }
  }

  func execute(_ n: Instruction) throws(Interrupt) {
    if let known = try domain.known(n) { return write(n, known) }
    let (a, b, target) = (Int(n.a), Int(n.b), Int(n.target))
    switch n.opcode {
    case .input: write(n, try domain.constant(inputs[a]))
    case .constant: write(n, try domain.constant(program.constants[a]))
    case .pi: write(n, try domain.pi())
    case .bound: break
    case .failure: statuses[target] = Status(program.sites[a].kind, site: n.a)
    case .indeterminate: statuses[target] = .indeterminate
    case .gaussian:
      statuses[target] = .indeterminate
      if let (value, status) = try mean?(a) {
        if status.isDefined { write(n, value) }
        statuses[target] = status
      }

    case .add: try binary(n) { x, y throws(Interrupt) in try domain.sum(x, y) }
    case .sub: try binary(n) { x, y throws(Interrupt) in try domain.difference(x, y) }
    case .mul:
      if n.a == n.b {
        try unary(n) { x throws(Interrupt) in try domain.square(x) }
      } else {
        try binary(n) { x, y throws(Interrupt) in try domain.product(x, y) }
      }
    case .div:
      try partial(n, .merge(statuses[a], statuses[b])) { () throws(Interrupt) in
        !(try domain.isZero(values[b]))
      } _: { () throws(Interrupt) in
        try domain.quotient(values[a], values[b])
      }
    case .neg: try unary(n) { x throws(Interrupt) in try domain.negated(x) }
    case .abs: try unary(n) { x throws(Interrupt) in try domain.magnitude(x, at: n.target) }
    case .min: try binary(n) { x, y throws(Interrupt) in try domain.minimum(x, y, at: n.target) }
    case .max: try binary(n) { x, y throws(Interrupt) in try domain.maximum(x, y, at: n.target) }
    case .zeroIfDefined: try unary(n) { x throws(Interrupt) in domain.zero(like: x) }
    case .alias: try unary(n) { x throws(Interrupt) in x }
    case .powInt:
      try partial(n, statuses[a]) { () throws(Interrupt) in
        n.b >= 0 ? .yes : !(try domain.isZero(values[a]))
      } _: { () throws(Interrupt) in
        try domain.power(values[a], Int(n.b))
      }
    case .pow: try power(n)
    case .sqrt:
      try partial(n, statuses[a]) { () throws(Interrupt) in
        try domain.admitsSquareRoot(values[a])
      } _: { () throws(Interrupt) in
        try domain.squareRoot(values[a])
      }
    case .exp: try unary(n) { x throws(Interrupt) in try domain.exp(x) }
    case .log:
      try partial(n, statuses[a]) { () throws(Interrupt) in
        try domain.admitsLogarithm(values[a])
      } _: { () throws(Interrupt) in
        try domain.log(values[a])
      }
    case .sin: try unary(n) { x throws(Interrupt) in try domain.sin(x) }
    case .cos: try unary(n) { x throws(Interrupt) in try domain.cos(x) }
    case .tanh: try unary(n) { x throws(Interrupt) in try domain.tanh(x) }
    case .sigmoid: try unary(n) { x throws(Interrupt) in try domain.sigmoid(x) }
    case .softplus: try unary(n) { x throws(Interrupt) in try domain.softplus(x) }
    case .silu: try unary(n) { x throws(Interrupt) in try domain.silu(x) }
    case .atan2:
      try partial(n, .merge(statuses[a], statuses[b])) { () throws(Interrupt) in
        !(try domain.isZero(values[a]) && domain.isZero(values[b]))
      } _: { () throws(Interrupt) in
        try domain.atan2(y: values[a], x: values[b])
      }
    case .withSign: try binary(n) { x, s throws(Interrupt) in try domain.withSign(x, of: s) }

    case .select: select(n)
    case .agree:
      try partial(n, .merge(statuses[a], statuses[b])) { () throws(Interrupt) in
        try domain.isEqual(values[a], values[b], at: n.target)
      } _: { () throws(Interrupt) in
        values[a]
      }
    case .derivativeSwitch: try derivativeSwitch(n)

    case .isTrue: truths[target] = .yes
    case .isFalse: truths[target] = .no
    case .isUndecided: truths[target] = .indeterminate
    case .less: try comparison(n) { x, y throws(Interrupt) in try domain.isLess(x, y, at: n.target) }
    case .lessOrEqual:
      try comparison(n) { x, y throws(Interrupt) in try domain.isLessOrEqual(x, y, at: n.target) }
    case .equal: try comparison(n) { x, y throws(Interrupt) in try domain.isEqual(x, y, at: n.target) }
    case .not: truths[target] = !truths[a]
    case .and: truths[target] = truths[a] && truths[b]
    case .or: truths[target] = truths[a] || truths[b]
    case .unlessVacuous: truths[target] = .unlessVacuous(truths[a], truths[b])
    case .forallReal: truths[target] = try quantifier?(a) ?? .indeterminate
    }
  }

  /// x^y: positive x; x = 0 with y ≥ 0 (0^0 = 1); any x with whole y (x ≠ 0 if y < 0).
  private func power(_ n: Instruction) throws(Interrupt) {
    let status = Status.merge(statuses[Int(n.a)], statuses[Int(n.b)])
    guard status.isDefined else { return statuses[Int(n.target)] = status }
    let (x, y) = (values[Int(n.a)], values[Int(n.b)])
    let exponent = try domain.exactValue(of: y)
    if let exponent, exponent.isInteger {
      return try partial(n, .defined) { () throws(Interrupt) in
        exponent.signum >= 0 ? .yes : !(try domain.isZero(x))
      } _: { () throws(Interrupt) in
        try domain.power(x, whole: exponent, y)
      }
    }
    try partial(n, .defined) { () throws(Interrupt) in
      try admitsPower(x, y, isExact: exponent != nil)
    } _: { () throws(Interrupt) in
      try domain.power(x, y)
    }
  }

  /// Whether x^y is defined for an exponent that is not known to be whole.
  private func admitsPower(_ x: Value, _ y: Value, isExact: Bool) throws(Interrupt) -> Trilean {
    if try domain.isPositive(x) == .yes { return .yes }
    if try (domain.isZero(x) && domain.isPositive(y)) == .yes { return .yes }
    if try (domain.isNonnegative(x) && domain.isPositive(y)) == .yes { return .yes }
    // An exponent that is known exactly and not whole admits no negative base.
    guard isExact else { return .unknown }
    if try domain.isNegative(x) == .yes { return .no }
    return try (domain.isZero(x) && domain.isNegative(y)) == .yes ? .no : .unknown
  }

  private func select(_ n: Instruction) {
    let (b, c, target) = (Int(n.b), Int(n.c), Int(n.target))
    let condition = truths[Int(n.a)]
    if condition.isDecided {
      let chosen = condition == .yes ? b : c
      if statuses[chosen].isDefined { write(n, values[chosen]) }
      statuses[target] = statuses[chosen]
    } else if condition == .unknown, statuses[b].isDefined, statuses[c].isDefined {
      write(n, domain.hull(values[b], values[c]))
    } else {
      statuses[target] = condition.status
    }
  }

  private func derivativeSwitch(_ n: Instruction) throws(Interrupt) {
    let target = Int(n.target)
    let o = (0..<Instruction.pooledCount).map { Int(program.operands[Int(n.a) + $0]) }
    let (here, beside) = (truths[o[0]], truths[o[1]])
    for truth in [here, beside] where !truth.isDecided { return statuses[target] = truth.status }
    let slope = beside == .yes ? o[4] : o[5]
    if here == beside {
      if statuses[slope].isDefined { write(n, values[slope]) }
      statuses[target] = statuses[slope]
      return
    }
    // The function goes on beside the instance with the other branch: it must start at the same
    // value. A branch without a value here may still have a limit, which is not looked for.
    let isDefined = statuses[o[2]].isDefined && statuses[o[3]].isDefined && statuses[slope].isDefined
    try partial(n, .defined) { () throws(Interrupt) in
      guard isDefined else { return .unknown }
      let agrees = try domain.isEqual(values[o[2]], values[o[3]], at: n.target)
      return agrees == .no && n.b == 0 ? .unknown : agrees
    } _: { () throws(Interrupt) in
      values[slope]
    }
  }
}
