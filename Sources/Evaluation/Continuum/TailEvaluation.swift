import Enclosures
import Numbers
import Programs

/// Runs a block for all bound reals of a half line, or of one side of a point, at once.
///
/// See `TailValue`: the bound real is t, −t, or x₀ ± 1/t, for all t ≥ R.
struct TailEvaluation {
  enum Place {
    case right, left
    case near(Rational, fromRight: Bool)
  }

  let program: Program
  let arithmetic: TailArithmetic
  let place: Place
  /// What is known of the registers outside the block.
  let external: (Int32) -> (Interval, Status)
  let externalTruth: (Int32) -> Truth

  private var values: [Int32: TailValue] = [:]
  private var statuses: [Int32: Status] = [:]
  private var truths: [Int32: Truth] = [:]

  init(
    _ program: Program, arithmetic: TailArithmetic, place: Place,
    external: @escaping (Int32) -> (Interval, Status), externalTruth: @escaping (Int32) -> Truth
  ) {
    self.program = program
    self.arithmetic = arithmetic
    self.place = place
    self.external = external
    self.externalTruth = externalTruth
  }

  /// Runs the block; afterwards its registers can be asked for.
  mutating func run(block: Int, forms: PolynomialForms?) {
    let block = program.blocks[block]
    set(block.parameter, parameter)
    for n in block.instructions where n.opcode != .bound {
      if let form = forms?[n.target] {
        set(n.target, value(of: form))
      } else {
        execute(n, forms)
      }
    }
  }

  private var parameter: TailValue {
    let one = arithmetic.constant(1)
    switch place {
    case .right: return TailValue(m: one.m, p: 1)
    case .left: return TailValue(m: -one.m, p: 1)
    case .near(let point, let fromRight):
      let step = TailValue(m: fromRight ? one.m : -one.m, p: -1)
      return point.isZero ? step : arithmetic.add(arithmetic.constant(point), step)
    }
  }

  /// A polynomial in the bound real, by its coefficients about the place: nothing cancels.
  private func value(of form: [Rational]) -> TailValue {
    var coefficients = form
    var (sign, power) = (Rational(1), Rational(1))
    switch place {
    case .right: break
    case .left: sign = -1
    case .near(let point, let fromRight):
      coefficients = PolynomialForms.shifted(form, to: point)
      sign = fromRight ? 1 : -1
      power = -1
    }
    var sum: TailValue?
    for (j, c) in coefficients.enumerated() where !c.isZero {
      var term = arithmetic.constant(j.isMultiple(of: 2) ? c : c * sign)
      term.p = power * Rational(j)
      sum = sum.map { arithmetic.add($0, term) } ?? term
    }
    return sum ?? arithmetic.constant(0)
  }

  // MARK: Registers

  func status(_ register: Int32) -> Status { statuses[register] ?? external(register).1 }
  func value(_ register: Int32) -> TailValue { values[register] ?? TailValue(m: external(register).0) }
  func truth(_ register: Int32) -> Truth { truths[register] ?? externalTruth(register) }

  private mutating func set(_ register: Int32, _ value: TailValue) {
    values[register] = value
    statuses[register] = .defined
  }

  private mutating func set(_ register: Int32, _ status: Status) { statuses[register] = status }

  private mutating func unary(_ n: Instruction, _ operation: (TailValue) -> TailValue?) {
    let status = status(n.a)
    if status.isDefined, let result = operation(value(n.a)) {
      set(n.target, result)
    } else {
      set(n.target, status.isDefined ? .indeterminate : status)
    }
  }

  private mutating func binary(_ n: Instruction, _ operation: (TailValue, TailValue) -> TailValue?) {
    let status = Status.merge(status(n.a), status(n.b))
    if status.isDefined, let result = operation(value(n.a), value(n.b)) {
      set(n.target, result)
    } else {
      set(n.target, status.isDefined ? .indeterminate : status)
    }
  }

  /// Makes the result of the last operation undefined where `admissible` is certainly false.
  private mutating func admit(_ n: Instruction, _ operands: Status, _ admissible: Trilean) {
    guard operands.isDefined else { return }
    if admissible == .no { set(n.target, Status(.undefined, site: n.c)) }
    if admissible == .unknown { set(n.target, .indeterminate) }
  }

  // MARK: Instructions

  private mutating func execute(_ n: Instruction, _ forms: PolynomialForms?) {
    let x = arithmetic
    switch n.opcode {
    case .add: binary(n) { x.add($0, $1) }
    case .sub: binary(n) { x.subtract($0, $1) }
    case .mul:
      if n.a == n.b { unary(n) { x.power($0, 2) } } else { binary(n) { x.multiply($0, $1) } }
    case .div:
      binary(n) { $1.m.isZero == .no ? x.divide($0, $1) : x.constant(0) }
      let operands = Status.merge(status(n.a), status(n.b))
      if operands.isDefined { admit(n, operands, !value(n.b).m.isZero) }
    case .neg: unary(n) { x.negate($0) }
    case .abs: unary(n) { x.absolute($0) }
    case .min, .max: binary(n) { x.extremum($0, $1, isMaximum: n.opcode == .max) }
    case .zeroIfDefined: unary(n) { _ in x.constant(0) }
    case .alias: unary(n) { $0 }
    case .powInt:
      unary(n) { n.b >= 0 || $0.m.isZero == .no ? x.power($0, Int(n.b)) : x.constant(0) }
      if n.b < 0, status(n.a).isDefined { admit(n, .defined, !value(n.a).m.isZero) }
    case .pow: power(n)
    case .sqrt:
      unary(n) { $0.m.isNegative == .no ? x.power($0, Rational(1, 2)) : $0 }
      if status(n.a).isDefined { admit(n, .defined, value(n.a).m.isNonnegative) }
    case .log:
      unary(n) { $0.m.isPositive == .yes ? x.log($0) : $0 }
      if status(n.a).isDefined { admit(n, .defined, value(n.a).m.isPositive) }
    case .exp: unary(n) { x.exp($0) }
    case .sigmoid: unary(n) { x.sigmoid($0) }
    case .tanh: unary(n) { x.tanh($0) }
    case .softplus: unary(n) { x.softplus($0) }
    case .silu: unary(n) { x.multiply($0, x.sigmoid($0)) }
    case .sin: unary(n) { TailValue(m: x.range($0).sin()) }
    case .cos: unary(n) { TailValue(m: x.range($0).cos()) }
    case .atan2:
      binary(n) {
        let (a, b, _) = x.aligned($0, $1)
        return (a.isZero && b.isZero) == .no ? TailValue(m: .atan2(y: a, x: b)) : nil
      }
    case .withSign:
      binary(n) { u, s in
        switch s.m.isNegative {
        case .no: x.absolute(u)
        case .yes: x.negate(x.absolute(u))
        case .unknown: x.hull(x.absolute(u), x.negate(x.absolute(u)))
        }
      }
    case .select: select(n)
    case .agree:
      binary(n) { u, v in
        let (a, b, _) = x.aligned(u, v)
        return a.isEqual(to: b) == .yes ? u : nil
      }
    case .isTrue: truths[n.target] = .yes
    case .isFalse: truths[n.target] = .no
    case .less:
      compare(n, forms) {
        $0.isPositive
      } exact: {
        $0 > 0
      }
    case .lessOrEqual:
      compare(n, forms) {
        $0.isNonnegative
      } exact: {
        $0 >= 0
      }
    case .equal:
      compare(n, forms) {
        $0.isZero
      } exact: {
        $0 == 0
      }
    case .not: truths[n.target] = !truth(n.a)
    case .and: truths[n.target] = truth(n.a) && truth(n.b)
    case .or: truths[n.target] = truth(n.a) || truth(n.b)
    case .unlessVacuous: truths[n.target] = .unlessVacuous(truth(n.a), truth(n.b))
    case .constant: set(n.target, x.constant(program.constants[Int(n.a)]))
    case .gaussian:
      if let mean = mean(Int(n.a)) { set(n.target, mean) } else { set(n.target, .indeterminate) }
    default:
      if n.opcode.isTruth { truths[n.target] = .indeterminate } else { set(n.target, .indeterminate) }
    }
  }

  /// u^y for an exponent that is one rational number, or a base that is positive, or 0 with a positive exponent.
  private mutating func power(_ n: Instruction) {
    let x = arithmetic
    let operands = Status.merge(status(n.a), status(n.b))
    guard operands.isDefined else { return set(n.target, operands) }
    let base = value(n.a)
    if base.m.isZero == .yes, value(n.b).m.isPositive == .yes { return set(n.target, x.constant(0)) }
    guard let exponent = value(n.b).m.exactValue, value(n.b).isPlain, exponent.bitCount < 64 else {
      guard base.m.isPositive == .yes, let power = x.exp(x.multiply(value(n.b), x.log(base))) else {
        return set(n.target, .indeterminate)
      }
      return set(n.target, power)
    }
    if let k = exponent.word {
      if k < 0, base.m.isZero != .no { return set(n.target, .indeterminate) }
      return set(n.target, x.power(base, k))
    }
    if base.m.isNegative == .yes { return set(n.target, Status(.undefined, site: n.c)) }
    let isAdmissible = exponent.signum > 0 ? base.m.isNonnegative == .yes : base.m.isPositive == .yes
    if isAdmissible { set(n.target, x.power(base, exponent)) } else { set(n.target, .indeterminate) }
  }

  /// The mean of a block in closed form.
  private func mean(_ k: Int) -> TailValue? {
    func coefficient(_ value: TailValue) -> TailCoefficient {
      TailCoefficient(value: value, arithmetic: arithmetic)
    }
    return FormReader(
      program, program.blocks[k], like: coefficient(arithmetic.constant(0)), choices: FormChoices(),
      hasRun: false,
      external: { status($0).isDefined ? coefficient(value($0)) : nil }, truth: truth
    ).mean()?.value
  }

  private mutating func select(_ n: Instruction) {
    let condition = truth(n.a)
    if condition.isDecided {
      let chosen = condition == .yes ? n.b : n.c
      if status(chosen).isDefined { set(n.target, value(chosen)) } else { set(n.target, status(chosen)) }
    } else if condition == .unknown, status(n.b).isDefined, status(n.c).isDefined {
      set(n.target, arithmetic.hull(value(n.b), value(n.c)))
    } else {
      set(n.target, condition.status)
    }
  }

  /// The sign of right − left, by the polynomial forms where both have one.
  private mutating func compare(
    _ n: Instruction, _ forms: PolynomialForms?, _ admits: (Interval) -> Trilean, exact: (Int) -> Bool
  ) {
    let status = Status.merge(status(n.a), status(n.b))
    guard status.isDefined else {
      truths[n.target] = Truth(status)
      return
    }
    if let form = forms?.difference(n.b, n.a) {
      let value = value(of: form)
      if form.isEmpty {
        truths[n.target] = exact(0) ? .yes : .no
      } else {
        truths[n.target] = Truth(admits(value.m))
      }
      return
    }
    let (a, b, _) = arithmetic.aligned(value(n.a), value(n.b))
    truths[n.target] = Truth(admits(b - a))
  }
}
