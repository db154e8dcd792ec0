import Enclosures
import ExactReals
import Numbers
import Programs

/// Which of two functions an absolute value, a minimum, a maximum or a choice is throughout a box.
private enum Branch { case first, second }

/// Runs a block over a box with Taylor coefficients, where every operation is smooth there.
struct TaylorEvaluation<Number: RealEnclosure & MeanCoefficient> {
  let program: Program
  let block: Program.Block
  let order: Int
  let external: (Int32) -> (Number, Status)
  /// Truths on the whole box, of the block's registers too.
  let truthOnBox: (Int32) -> Truth
  fileprivate var series: [Int32: TaylorSeries<Number>] = [:]
  fileprivate var branches: [Int32: Branch] = [:]
  /// The same of what switches inside means.
  fileprivate var choices = FormChoices()
  private let local: Set<Int32>

  init(
    _ program: Program, block: Program.Block, order: Int, truthOnBox: @escaping (Int32) -> Truth,
    external: @escaping (Int32) -> (Number, Status)
  ) {
    self.program = program
    self.block = block
    self.order = order
    self.truthOnBox = truthOnBox
    self.external = external
    local = Set(block.instructions.map(\.target) + [block.parameter])
  }

  fileprivate mutating func run(on box: Number) {
    var parameter = TaylorSeries(box, order: order)
    parameter.coefficients[1] = box.constant(1)
    series = [block.parameter: parameter]
    for n in block.instructions where n.opcode != .bound && !n.opcode.isTruth {
      series[n.target] = evaluate(n, box)
    }
  }

  /// right − left of every comparison that has both.
  fileprivate var differences: [Int32: TaylorSeries<Number>] {
    var result: [Int32: TaylorSeries<Number>] = [:]
    for n in block.instructions {
      switch n.opcode {
      case .less, .lessOrEqual, .equal:
        if let a = function(n.a), let b = function(n.b) { result[n.target] = b - a }
      default: break
      }
    }
    return result
  }

  private func function(_ register: Int32) -> TaylorSeries<Number>? {
    if let known = series[register] { return known }
    if local.contains(register) { return nil }
    let (value, status) = external(register)
    return status.isDefined ? TaylorSeries(value, order: order) : nil
  }

  /// The branch of an instruction, chosen before for the box or now; nil where the box has both.
  private mutating func branch(_ n: Instruction, isFirst: Trilean) -> Branch? {
    if let chosen = branches[n.target] { return chosen }
    guard isFirst != .unknown else { return nil }
    let branch: Branch = isFirst == .yes ? .first : .second
    branches[n.target] = branch
    return branch
  }

  private mutating func evaluate(_ n: Instruction, _ box: Number) -> TaylorSeries<Number>? {
    if n.opcode == .constant {
      return TaylorSeries(box.constant(program.constants[Int(n.a)]), order: order)
    }
    if n.opcode == .pi { return TaylorSeries(box.constantPi(), order: order) }
    if n.opcode == .select {
      let truth = truthOnBox(n.a)
      guard truth.isDecided else { return nil }
      return function(truth == .yes ? n.b : n.c)
    }
    if n.opcode == .gaussian { return mean(Int(n.a), box) }
    guard let x = function(n.a) else { return nil }
    let v = x.value
    switch n.opcode {
    case .neg: return -x
    case .alias: return x
    case .zeroIfDefined: return TaylorSeries(v.constant(0), order: order)
    case .abs:
      let isFirst: Trilean = v.isNonnegative == .yes ? .yes : v.isNonpositive == .yes ? .no : .unknown
      return branch(n, isFirst: isFirst).map { $0 == .first ? x : -x }
    case .powInt: return x.power(Int(n.b))
    case .sqrt: return x.squareRoot()
    case .exp: return x.exp()
    case .log: return x.log()
    case .sin: return x.sineAndCosine().0
    case .cos: return x.sineAndCosine().1
    case .tanh: return x.tanh()
    case .sigmoid: return x.sigmoid()
    case .softplus: return x.softplus()
    case .silu: return x * x.sigmoid()
    default: break
    }
    guard let y = function(n.b) else { return nil }
    switch n.opcode {
    case .add: return x + y
    case .sub: return x - y
    case .mul: return n.a == n.b ? x.power(2) : x * y
    case .div: return x / y
    case .pow:
      guard !local.contains(n.b), let exponent = y.value.exactValue else {
        return x.log().map { (y * $0).exp() }
      }
      return exponent.word.map { x.power($0) } ?? x.power(y.value)
    case .min, .max:
      let order = x.value.isLessOrEqual(to: y.value)
      let isFirst = n.opcode == .min ? order : !order
      return branch(n, isFirst: isFirst).map { $0 == .first ? x : y }
    default: return nil
    }
  }
}

extension TaylorEvaluation {
  /// The mean of a block in closed form, which is smooth where its coefficients are.
  private func mean(_ k: Int, _ box: Number) -> TaylorSeries<Number>? {
    FormReader(
      program, program.blocks[k], like: TaylorSeries(box.constant(0), order: order), choices: choices,
      hasRun: false, external: function, truth: truthOnBox
    ).mean()
  }
}

/// An end of a range that is no rational: what is looked at lies on one side of it.
struct IrrationalEnd {
  let value: ExactReal
  let isLower: Bool
  let isClosed: Bool
  /// What boxes that reach it end at.
  let bound: Rational
}

/// What a function is known to be on a box.
private struct Signs {
  /// f > 0, f ≥ 0, f < 0, f ≤ 0 throughout.
  var isPositive = false
  var isNonnegative = false
  var isNegative = false
  var isNonpositive = false

  mutating func take(_ x: Interval) {
    if x.isPositive == .yes { isPositive = true }
    if x.isNonnegative == .yes { isNonnegative = true }
    if x.isNegative == .yes { isNegative = true }
    if x.isNonpositive == .yes { isNonpositive = true }
  }

  var less: Trilean { isPositive ? .yes : isNonpositive ? .no : .unknown }
  var lessOrEqual: Trilean { isNonnegative ? .yes : isNegative ? .no : .unknown }
  var equal: Trilean {
    isPositive || isNegative ? .no : isNonnegative && isNonpositive ? .yes : .unknown
  }
}

extension TaylorEvaluation where Number == Interval {
  /// The truth of the body, or of `with` implies body, over the box without the point `excluded`. Comparisons are
  /// decided by Taylor's formula about each of the points, all of which lie in the box; its remainder is enclosed
  /// over the whole box.
  ///
  /// - Parameter exact: The block's surroundings as exact numbers, where they are known: sides that touch at a point
  ///   of few digits, to any order below the evaluation's, are then found to touch, whatever the other numbers.
  mutating func truth(
    on ends: (lower: Rational, upper: Rational), precision: Int, points: [Rational], excluded: Rational?,
    irrational: [IrrationalEnd],
    externalTruth: (Int32) -> Truth, exact: ((Int32) -> (ExactReal, Status))?
  ) -> Truth {
    let box = Interval(from: ends.lower, to: ends.upper, precision: precision)
    run(on: box)
    // Steps are of the ends themselves, which may be rounded to beyond the point in the enclosure of the box.
    var expansions = points.map { point in
      let step = Interval(from: ends.lower - point, to: ends.upper - point, precision: precision)
      var expansion = Expansion(
        step: step, isExcluded: point == excluded,
        differences: differences(at: Interval(point, precision: precision)))
      if let exact, point.bitCount <= Self.fewDigits {
        sharpen(&expansion, at: ExactReal(point, precision: precision), exact)
      }
      return expansion
    }
    for end in irrational {
      let point = end.value.enclosure(precision: precision)
      guard let exact, let low = point.lower, let high = point.upper,
        end.isLower ? low < ends.upper : ends.lower < high
      else { continue }
      var expansion = Expansion(
        step: end.isLower
          ? Interval(from: 0, to: ends.upper - low, precision: precision)
          : Interval(from: ends.lower - high, to: 0, precision: precision),
        isExcluded: !end.isClosed, differences: differences(at: point))
      sharpen(&expansion, at: end.value, exact)
      expansions.append(expansion)
    }
    var truths: [Int32: Truth] = [:]
    func truth(_ register: Int32) -> Truth { truths[register] ?? externalTruth(register) }
    for n in block.instructions where n.opcode.isTruth {
      switch n.opcode {
      case .less, .lessOrEqual, .equal:
        truths[n.target] = compare(n, expansions)
      case .isTrue: truths[n.target] = .yes
      case .isFalse: truths[n.target] = .no
      case .not: truths[n.target] = !truth(n.a)
      case .and: truths[n.target] = truth(n.a) && truth(n.b)
      case .or: truths[n.target] = truth(n.a) || truth(n.b)
      case .unlessVacuous: truths[n.target] = .unlessVacuous(truth(n.a), truth(n.b))
      default: truths[n.target] = .indeterminate
      }
    }
    let body = truth(block.body)
    guard let filter = block.filter else { return body }
    return !truth(filter) || body
  }

  /// Points of more binary digits are not looked at exactly.
  static var fewDigits: Int { 40 }

  /// What comparisons compare, right less left, by Taylor coefficients at a point of the box.
  private struct Expansion {
    /// From the point to what is looked at.
    let step: Interval
    /// Whether the point itself is left out.
    let isExcluded: Bool
    var differences: [Int32: TaylorSeries<Interval>]
  }

  /// At a point, of the same functions as on the box: where two of them meet, the point alone does not tell which.
  private func differences(at point: Interval) -> [Int32: TaylorSeries<Interval>] {
    var other = TaylorEvaluation(
      program, block: block, order: order, truthOnBox: truthOnBox, external: external)
    other.branches = branches
    other.choices = choices.frozen
    other.run(on: point)
    return other.differences
  }

  /// How many leading coefficients may be 0.
  private static func possibleContact(_ f: TaylorSeries<Interval>) -> Int {
    f.coefficients.prefix { $0.isZero != .no }.count
  }

  /// Makes those leading coefficients 0 that are exactly 0, looked at only where they may be.
  private func sharpen(
    _ expansion: inout Expansion, at point: ExactReal, _ external: @escaping (Int32) -> (ExactReal, Status)
  ) {
    let contact = expansion.differences.values.map(Self.possibleContact).max() ?? 0
    guard contact > 0 else { return }
    var other = TaylorEvaluation<ExactReal>(
      program, block: block, order: min(contact, order, Self.largestContact), truthOnBox: truthOnBox,
      external: external)
    other.branches = branches
    other.choices = choices.frozen
    other.run(on: point)
    for (register, f) in other.differences {
      guard var known = expansion.differences[register] else { continue }
      for (k, c) in f.coefficients.enumerated() {
        guard known.coefficients[k].isZero != .no, c.isZero == .yes else { break }
        known.coefficients[k] = known.value.constant(0)
      }
      expansion.differences[register] = known
    }
  }

  /// Sides that touch to a higher order stay open.
  private static var largestContact: Int { 8 }

  private func compare(_ n: Instruction, _ expansions: [Expansion]) -> Truth {
    guard let a = function(n.a), let b = function(n.b) else { return .indeterminate }
    let difference = b - a
    var signs = Signs()
    signs.take(difference.value)
    for expansion in expansions {
      guard let at = expansion.differences[n.target] else { continue }
      let step = expansion.step
      // f = c₀ + c₁·s + … + c·s^m with the last coefficient over the box, divided by the power of s that
      // certainly divides it.
      let contact = at.coefficients.prefix(order).prefix { $0.isZero == .yes }.count
      for last in max(contact, 1)...order {
        var rest = difference[last]
        for k in stride(from: last - 1, through: contact, by: -1) { rest = at[k] + rest * step }
        if contact == 0 {
          signs.take(rest)
        } else {
          take(rest, contact, step, isExcluded: expansion.isExcluded, &signs)
        }
      }
    }
    switch n.opcode {
    case .less: return Truth(signs.less)
    case .lessOrEqual: return Truth(signs.lessOrEqual)
    default: return Truth(signs.equal)
    }
  }

  /// Takes note of s^m·g, where s ≠ 0 if the point is excluded.
  private func take(_ g: Interval, _ m: Int, _ step: Interval, isExcluded: Bool, _ signs: inout Signs) {
    if g.isZero == .yes {
      signs.isNonnegative = true
      signs.isNonpositive = true
    }
    let isEven = m.isMultiple(of: 2)
    guard isEven || step.isNonnegative == .yes || step.isNonpositive == .yes else { return }
    let h = isEven || step.isNonnegative == .yes ? g : -g
    if h.isNonnegative == .yes { signs.isNonnegative = true }
    if h.isNonpositive == .yes { signs.isNonpositive = true }
    guard isExcluded else { return }
    if h.isPositive == .yes { signs.isPositive = true }
    if h.isNegative == .yes { signs.isNegative = true }
  }
}
