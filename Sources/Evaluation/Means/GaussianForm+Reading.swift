import Claims
import Numbers
import Programs

/// Which side of a switch a closed form lies on: chosen where signs are certain throughout, as on a box, and kept for
/// the points of it, where a sign alone may not tell which of two functions goes on.
final class FormChoices {
  /// An instruction that switches, on one of the pieces that its operands have.
  struct Place: Hashable {
    struct Side: Hashable {
      var origin: Place
      var isBeyond: Bool
    }

    var instruction: Int32
    var sides: [Side] = []

    func side(_ origin: Place, isBeyond: Bool) -> Place {
      Place(instruction: instruction, sides: sides + [Side(origin: origin, isBeyond: isBeyond)])
    }
  }

  enum Question: Hashable {
    /// Whether the slope of what is compared is positive.
    case slope(Place)
    /// Whether what is compared, free of the variable, is as the instruction asks.
    case level(Place)
    /// Whether the first of two switches is the greater.
    case order(Place, Place)
  }

  private var known: [Question: Bool] = [:]
  private let isFrozen: Bool

  init() { isFrozen = false }

  private init(known: [Question: Bool]) {
    self.known = known
    isFrozen = true
  }

  /// The same choices, to which none is added.
  var frozen: FormChoices { FormChoices(known: known) }

  func choose(_ question: Question, _ decide: () -> Bool?) -> Bool? {
    if let known = known[question] { return known }
    if case .order(let s, let t) = question, let known = known[.order(t, s)] { return !known }
    guard !isFrozen, let decided = decide() else { return nil }
    known[question] = decided
    return decided
  }
}

extension GaussianForm where Number: RungNumber {
  /// What an instruction costs on forms.
  private static var instructionCost: Int { 40 }

  /// The mean of block `k` in closed form at the instance that the machine holds; nil where none is seen.
  static func mean(_ machine: ScalarMachine<Number>, _ k: Int) -> (Number, Status)? {
    let block = machine.program.blocks[k]
    guard !block.instructions.contains(where: { $0.opcode.hasBlock }) else {
      return nil
    }
    let like = Number(0, precision: machine.precision)
    machine.run(block: k, at: like)
    machine.charge(block.instructions.count * instructionCost)
    let reader = FormReader(
      machine.program, block, like: like, choices: FormChoices(), hasRun: true,
      external: {
        let r = Int($0)
        return machine.statuses[r].isDefined ? machine.reals[r] : nil
      }, truth: { machine.truths[Int($0)] })
    return reader.mean().map { ($0, .defined) }
  }
}

/// Reads a block as a `GaussianForm`.
final class FormReader<Number: MeanCoefficient> {
  typealias Form = GaussianForm<Number>

  private let program: Program
  private let block: Program.Block
  private let like: Number
  private let choices: FormChoices
  /// Whether the block has been run with 0 for its variable: what does not depend on it has its value then.
  private let hasRun: Bool
  private let external: (Int32) -> Number?
  private let externalTruth: (Int32) -> Truth
  private var forms: [Int32: Form]
  /// Truths as functions that are 0 or 1 but for single points.
  private var indicators: [Int32: Form] = [:]
  /// Registers of the block that depend on x as far as is seen, or have no value.
  private var open: Set<Int32> = []

  init(
    _ program: Program, _ block: Program.Block, like: Number, choices: FormChoices, hasRun: Bool,
    external: @escaping (Int32) -> Number?, truth: @escaping (Int32) -> Truth
  ) {
    self.program = program
    self.block = block
    self.like = like
    self.choices = choices
    self.hasRun = hasRun
    self.external = external
    externalTruth = truth
    forms = [block.parameter: .parameter(like: like)]
  }

  func mean() -> Number? {
    for n in block.instructions where n.opcode != .bound {
      guard !n.opcode.hasBlock else { return nil }
      read(n)
    }
    return form(block.body)?.mean(like: like)
  }

  /// Nil where the register has no such form, or no value that is certain.
  private func form(_ register: Int32) -> Form? {
    if let known = forms[register] { return known }
    return open.contains(register) ? nil : external(register).map { Form(constant: $0) }
  }

  private func isConstant(_ register: Int32) -> Bool {
    if let form = forms[register] { return form.isConstant }
    return !open.contains(register) && indicators[register] == nil
  }

  private func read(_ n: Instruction) {
    if hasRun {
      var areConstant = true
      n.forEachOperand(in: program.operands) { areConstant = areConstant && isConstant($0) }
      if areConstant {
        if !n.opcode.isTruth, external(n.target) == nil { open.insert(n.target) }
        return
      }
    }
    if n.opcode.isTruth {
      if let indicator = indicator(n) { indicators[n.target] = indicator } else { open.insert(n.target) }
    } else if let form = combined(n) {
      forms[n.target] = form
    } else {
      open.insert(n.target)
    }
  }

  private var one: Form { Form(constant: like.constant(1)) }
  private func negative(_ x: Form) -> Form { x.scaled(by: like.constant(-1)) }
  private func difference(_ x: Form, _ y: Form) -> Form? { .sum(x, negative(y)) }

  // MARK: Switches

  private func indicator(of register: Int32) -> Form? {
    if let known = indicators[register] { return known }
    guard !open.contains(register) else { return nil }
    let truth = externalTruth(register)
    return truth.isDecided ? Form(constant: like.constant(truth == .yes ? 1 : 0)) : nil
  }

  private func indicator(_ n: Instruction) -> Form? {
    switch n.opcode {
    case .isTrue: return one
    case .isFalse: return Form([])
    case .not: return indicator(of: n.a).flatMap { difference(one, $0) }
    case .and, .or:
      guard let x = indicator(of: n.a), let y = indicator(of: n.b), let both = Form.product(x, y, choices)
      else { return nil }
      return n.opcode == .and ? both : Form.sum(x, y).flatMap { difference($0, both) }
    case .less, .lessOrEqual, .equal:
      guard let x = form(n.a), let y = form(n.b) else { return nil }
      return sign(x, y, n)
    default: return nil
    }
  }

  /// 1 where y − x is as the instruction asks, greater than 0 where it asks nothing; nil where it is not linear in the
  /// variable piece by piece, or a slope has no certain sign.
  private func sign(_ x: Form, _ y: Form, _ n: Instruction) -> Form? {
    difference(y, x).flatMap { sign(of: $0, n, .init(instruction: n.target)) }
  }

  private func sign(of form: Form, _ n: Instruction, _ place: FormChoices.Place) -> Form? {
    guard let (before, beyond, side) = sides(of: form), let origin = side.terms.first?.cut?.origin else {
      return linearSign(of: form, n, place)
    }
    guard place.sides.count < Self.largestSideCount else { return nil }
    guard let x = sign(of: before, n, place.side(origin, isBeyond: false)),
      let y = sign(of: beyond, n, place.side(origin, isBeyond: true))
    else { return nil }
    return choice(side, y, x)
  }

  /// What a form with a cut is up to it and beyond it, and 1 where it is beyond.
  private func sides(of form: Form) -> (before: Form, beyond: Form, side: Form)? {
    guard let cut = form.terms.lazy.compactMap(\.cut).first else { return nil }
    var (before, beyond, side) = (form, form, one)
    before.terms.removeAll { $0.cut?.origin == cut.origin }
    for k in beyond.terms.indices where beyond.terms[k].cut?.origin == cut.origin {
      beyond.terms[k].cut = nil
    }
    side.terms[0].cut = cut
    return (before, beyond, side)
  }

  private static var largestSideCount: Int { 4 }

  private func linearSign(of form: Form, _ n: Instruction, _ place: FormChoices.Place) -> Form? {
    guard let linear = form.linear else { return nil }
    guard let slope = linear.1 else {
      let level = linear.0 ?? like.constant(0)
      let isSo = choices.choose(.level(place)) {
        switch n.opcode {
        case .equal:
          level.isPositive == .yes || (-level).isPositive == .yes ? false : level.exactValue == 0 ? true : nil
        case .less: level.isPositive.decided
        default: level.isNonnegative.decided
        }
      }
      return isSo.map { $0 ? one : Form([]) }
    }
    let isRising = choices.choose(.slope(place)) {
      slope.isPositive == .yes ? true : (-slope).isPositive == .yes ? false : nil
    }
    guard let isRising else { return nil }
    if n.opcode == .equal { return Form([]) }
    guard let point = (-(linear.0 ?? like.constant(0))).quotient(by: slope) else { return nil }
    var beyond = one
    beyond.terms[0].cut = Form.Cut(point: point, origin: place)
    return isRising ? beyond : difference(one, beyond)
  }

  /// y where the indicator is 1, x elsewhere.
  private func choice(_ indicator: Form?, _ y: Form, _ x: Form) -> Form? {
    guard let indicator, let step = difference(y, x), let part = Form.product(indicator, step, choices)
    else { return nil }
    return .sum(x, part)
  }

  // MARK: Numbers

  private func combined(_ n: Instruction) -> Form? {
    if n.opcode == .constant { return Form(constant: like.constant(program.constants[Int(n.a)])) }
    if n.opcode == .select {
      if isConstant(n.a) {
        let truth = externalTruth(n.a)
        return truth.isDecided ? form(truth == .yes ? n.b : n.c) : nil
      }
      guard let y = form(n.b), let x = form(n.c) else { return nil }
      return choice(indicator(of: n.a), y, x)
    }
    guard !n.opcode.isTruth, n.shape != .leaf, let x = form(n.a) else { return nil }
    switch n.opcode {
    case .neg: return negative(x)
    case .alias: return x
    case .zeroIfDefined: return Form([])
    case .abs: return choice(sign(Form([]), x, n), x, negative(x))
    case .powInt: return n.b >= 1 ? x.power(Int(n.b), choices) : n.b == 0 ? one : nil
    case .exp, .sin, .cos: return function(n.opcode, x)
    default: break
    }
    guard let y = form(n.b) else { return nil }
    switch n.opcode {
    case .add: return .sum(x, y)
    case .sub: return difference(x, y)
    case .mul: return .product(x, y, choices)
    case .max: return choice(sign(x, y, n), y, x)
    case .min: return choice(sign(x, y, n), x, y)
    case .div:
      guard y.isConstant, let divisor = y.linear?.0 else { return nil }
      return like.constant(1).quotient(by: divisor).map { x.scaled(by: $0) }
    default: return nil
    }
  }

  /// exp of a + b·x + c·x², sin or cos of a + b·x, piece by piece.
  private func function(_ opcode: Opcode, _ x: Form, depth: Int = 0) -> Form? {
    if let (before, beyond, side) = sides(of: x) {
      guard depth < Self.largestSideCount, let before = function(opcode, before, depth: depth + 1),
        let beyond = function(opcode, beyond, depth: depth + 1)
      else { return nil }
      return choice(side, beyond, before)
    }
    guard let (constant, slope, square) = x.quadratic, opcode == .exp || square == nil else { return nil }
    let zero = like.constant(0)
    let (a, b) = (constant ?? zero, slope ?? zero)
    if opcode == .exp {
      return a.exponential().map {
        Form([Form.Term(coefficient: $0, rate: b, frequency: zero, square: square)])
      }
    }
    guard let (cosineOfA, sineOfA) = a.cosineAndSine() else { return nil }
    guard slope != nil else { return Form(constant: opcode == .sin ? sineOfA : cosineOfA) }
    let cosine = Form.Term(coefficient: cosineOfA, rate: zero, frequency: b)
    let sine = Form.Term(coefficient: sineOfA, rate: zero, frequency: b)
    var (first, second) = opcode == .sin ? (sine, cosine) : (cosine, sine)
    second.isSine = true
    first.isSine = false
    if opcode == .cos { second.coefficient = -second.coefficient }
    return Form.sum(Form([first]), Form([second]))
  }
}

extension Trilean {
  /// Nil where it is unknown.
  fileprivate var decided: Bool? { self == .unknown ? nil : self == .yes }
}
