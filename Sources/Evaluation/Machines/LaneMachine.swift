import Enclosures
import Numbers
import Programs

/// Runs a program on eight instances at once, in double balls.
///
/// The same instructions and the same rules as the `Interpreter`, lane by lane. In lanes whose status is not
/// `defined` the value is computed, too, and means nothing.
final class LaneMachine {
  /// The raw values of `Status` and `Truth`, as doubles: comparing and choosing among those is one
  /// instruction on every processor, which it is not for whole numbers of 64 bits.
  typealias Codes = SIMD8<Double>
  typealias Mask = BallLanes.Mask

  let program: Program
  /// The last run's values by slot. Statuses and truths hold the raw values of `Status` and `Truth`.
  let reals: UnsafeMutablePointer<BallLanes>
  let statuses: UnsafeMutablePointer<Codes>
  let truths: UnsafeMutablePointer<Codes>
  private let plan: LanePlan
  /// Whether powers with negative or unknown exponents are computed. A search does without: what it finds first would change,
  /// and they are rare.
  private let takesPowers: Bool
  private let conclusionTruths: [Int32]

  // Computed, since a stored one would be asked each time whether it was set.
  private static var indeterminate: Double { Double(Status.indeterminate.raw) }
  private static var yes: Double { Double(Truth.yes.raw) }
  private static var no: Double { Double(Truth.no.raw) }
  private static var unknown: Double { Double(Truth.unknown.raw) }

  /// - Parameter keepsAll: Whether every register can be asked for after a run; else only those of traces.
  init(_ program: Program, keepsAll: Bool = false, takesPowers: Bool = false) {
    self.program = program
    self.takesPowers = takesPowers
    plan = LanePlan(program, keepsAll: keepsAll)
    conclusionTruths = program.conclusions.map(\.truth)
    let count = plan.count
    reals = .allocate(capacity: count)
    reals.initialize(repeating: BallLanes(repeating: .wholeLine), count: count)
    statuses = .allocate(capacity: count)
    statuses.initialize(repeating: Codes(repeating: 0), count: count)
    truths = .allocate(capacity: count)
    truths.initialize(repeating: Codes(repeating: Self.unknown), count: count)
    statuses[0] = Codes(repeating: Self.indeterminate)
    truths[0] = Codes(repeating: Self.indeterminate)
    for n in plan.fixed { execute(n) }
  }

  /// A register's numbers after a run, and in which lanes they are defined.
  func numbers(_ register: Int32) -> (balls: BallLanes, isDefined: Mask) {
    let slot = slot(register)
    return (
      reals[slot],
      plan.isTotal[Int(register)] ? Mask(repeating: true) : statuses[slot] .== Codes(repeating: 0)
    )
  }

  /// Where a register's value is after a run.
  func slot(_ register: Int32) -> Int { Int(plan.slots[Int(register)]) }

  deinit {
    reals.deallocate()
    statuses.deallocate()
    truths.deallocate()
  }

  /// Runs up to eight instances; lanes beyond them repeat the first.
  func run(_ instances: ArraySlice<[Rational]>) {
    precondition(!instances.isEmpty && instances.count <= BallLanes.count)
    precondition(instances.allSatisfy { $0.count == program.inputCount }, "one number per input")
    BallLanes.enclose(instances, into: inputs)
    run()
  }

  /// Where the inputs of the next `run()` are to be put.
  var inputs: UnsafeMutablePointer<BallLanes> { reals + LanePlan.reservedCount }

  /// Runs what stands in `inputs`.
  func run() {
    var allHold = Mask(repeating: true)
    var anyFails = Mask(repeating: false)
    for step in plan.steps {
      switch step.kind {
      case .partial: execute(step.instruction)
      case .total: if !executeTotal(step.instruction) { execute(step.instruction) }
      case .check:
        let (a, b) = (Int(step.instruction.a), Int(step.instruction.b))
        let answer =
          step.instruction.opcode == .less
          ? reals[a].isLess(than: reals[b]) : reals[a].isLessOrEqual(to: reals[b])
        allHold = allHold .& answer.yes
        anyFails = anyFails .| answer.no
      }
    }
    truths[1] = Self.truth(yes: allHold, no: anyFails)
  }

  /// The truth of all hypotheses together, by lane; of all conclusions.
  func hypotheses() -> Codes {
    conjunction(plan.hypotheses, truths[1])
  }
  func conclusions() -> Codes { conjunction(conclusionTruths, Codes(repeating: Self.yes)) }

  private func conjunction(_ registers: [Int32], _ start: Codes) -> Codes {
    var result = start
    var isTotal = true
    for register in registers {
      let truth = truths[slot(register)]
      isTotal = isTotal && plan.isTotal[Int(register)]
      result = isTotal ? Self.larger(result, truth) : Self.and(result, truth)
    }
    return result
  }

  // MARK: Codes

  @inline(__always)
  static func larger(_ x: Codes, _ y: Codes) -> Codes { x.replacing(with: y, where: y .> x) }

  @inline(__always)
  static func lesser(_ x: Codes, _ y: Codes) -> Codes { x.replacing(with: y, where: y .< x) }

  private static func and(_ x: Codes, _ y: Codes) -> Codes {
    let (yes, no) = (Codes(repeating: Self.yes), Codes(repeating: Self.no))
    var result = undecided(x, y)
    result = result.replacing(with: x, where: y .== yes .| x .== no)
    return result.replacing(with: y, where: x .== yes .| y .== no)
  }

  /// See `Truth.unlessVacuous`: the codes of vacuous failures lie together.
  private static func unlessVacuous(_ x: Codes, _ y: Codes) -> Codes {
    let first = Double(Status(.vacuous, site: 0).raw)
    let end = Double(Status(.outOfRange, site: 0).raw)
    let isVacuous = y .>= Codes(repeating: first) .& y .< Codes(repeating: end)
    return x.replacing(with: y, where: isVacuous .| y .== Codes(repeating: indeterminate))
  }

  private static func or(_ x: Codes, _ y: Codes) -> Codes { not(and(not(x), not(y))) }

  @inline(__always)
  private static func not(_ x: Codes) -> Codes {
    let (yes, no) = (Codes(repeating: Self.yes), Codes(repeating: Self.no))
    return x.replacing(with: no, where: x .== yes).replacing(with: yes, where: x .== no)
  }

  /// See `Truth.undecided`.
  private static func undecided(_ x: Codes, _ y: Codes) -> Codes {
    let larger = larger(x, y)
    let bothFail = larger .< Codes(repeating: indeterminate)
    return Codes(repeating: indeterminate).replacing(with: larger, where: bothFail .| x .== y)
  }

  /// The status of a number that needs an undecided truth.
  private static func status(_ truth: Codes) -> Codes { lesser(truth, Codes(repeating: indeterminate)) }

  @inline(__always)
  static func truth(_ answer: BallLanes.Answer) -> Codes { truth(yes: answer.yes, no: answer.no) }

  @inline(__always)
  static func truth(yes: Mask, no: Mask) -> Codes {
    Codes(repeating: Self.unknown).replacing(with: Self.yes, where: yes).replacing(with: Self.no, where: no)
  }

  // MARK: Steps

  @inline(__always)
  private func unary(_ n: Instruction, _ operation: (BallLanes) -> BallLanes) {
    statuses[Int(n.target)] = statuses[Int(n.a)]
    reals[Int(n.target)] = operation(reals[Int(n.a)])
  }

  @inline(__always)
  private func binary(_ n: Instruction, _ operation: (BallLanes, BallLanes) -> BallLanes) {
    statuses[Int(n.target)] = Self.larger(statuses[Int(n.a)], statuses[Int(n.b)])
    reals[Int(n.target)] = operation(reals[Int(n.a)], reals[Int(n.b)])
  }

  @inline(__always)
  private func compare(_ n: Instruction, _ relation: (BallLanes, BallLanes) -> BallLanes.Answer) {
    let status = Self.larger(statuses[Int(n.a)], statuses[Int(n.b)])
    let truth = Self.truth(relation(reals[Int(n.a)], reals[Int(n.b)]))
    truths[Int(n.target)] = status.replacing(with: truth, where: status .== Codes(repeating: 0))
  }

  /// The status of a partial operation, from where its operands are certainly outside its domain and
  /// where certainly inside.
  @inline(__always)
  private func partial(_ status: Codes, site: Int32, outside: Mask, inside: Mask) -> Codes {
    let failed = Double(Status(.undefined, site: site).raw)
    let own = Codes(repeating: Self.indeterminate)
      .replacing(with: 0, where: inside).replacing(with: failed, where: outside)
    return status.replacing(with: own, where: status .== Codes(repeating: 0))
  }

  private func execute(_ n: Instruction) {
    let (a, b, c, target) = (Int(n.a), Int(n.b), Int(n.c), Int(n.target))
    switch n.opcode {
    case .input: break
    case .constant: reals[target] = BallLanes(repeating: Ball(program.constants[a]))
    case .pi: reals[target] = BallLanes(repeating: Ball(0).constantPi())
    case .bound: break
    case .failure:
      statuses[target] = Codes(repeating: Double(Status(program.sites[a].kind, site: n.a).raw))
    case .indeterminate, .gaussian: statuses[target] = Codes(repeating: Self.indeterminate)

    case .add: binary(n, +)
    case .sub: binary(n, -)
    case .mul: binary(n, *)
    case .div:
      let zero = reals[b].isZero
      statuses[target] = partial(
        Self.larger(statuses[a], statuses[b]), site: n.c, outside: zero.yes, inside: zero.no)
      reals[target] = reals[a] / reals[b]
    case .neg: unary(n, -)
    case .abs: unary(n) { $0.magnitude }
    case .min: binary(n) { BallLanes.minimum($0, $1) }
    case .max: binary(n) { BallLanes.maximum($0, $1) }
    case .zeroIfDefined: unary(n) { _ in BallLanes(repeating: Ball(0)) }
    case .alias: unary(n) { $0 }
    case .powInt where n.b >= 0: unary(n) { $0.power(Int(n.b)) }
    case .exp: unary(n) { $0.exp() }
    case .sin: unary(n) { $0.sin() }
    case .cos: unary(n) { $0.cos() }
    case .tanh: unary(n) { $0.tanh() }
    case .sigmoid: unary(n) { $0.sigmoid() }
    case .softplus: unary(n) { $0.softplus() }
    case .silu: unary(n) { $0.silu() }
    case .sqrt:
      let negative = reals[a].isNegative
      statuses[target] = partial(statuses[a], site: n.c, outside: negative.yes, inside: negative.no)
      reals[target] = reals[a].squareRoot()
    case .log:
      let nonpositive = reals[a].isNonpositive
      statuses[target] = partial(statuses[a], site: n.c, outside: nonpositive.yes, inside: nonpositive.no)
      reals[target] = reals[a].log()
    case .powInt where takesPowers:
      let zero = reals[a].isZero
      statuses[target] = partial(statuses[a], site: n.c, outside: zero.yes, inside: zero.no)
      reals[target] = BallLanes(repeating: Ball(1)) / reals[a].power(-Int(n.b))
    // exp(y log x) where x is positive for certain; all else is left to the rungs above.
    case .pow where takesPowers:
      statuses[target] = partial(
        Self.larger(statuses[a], statuses[b]), site: n.c, outside: Mask(repeating: false),
        inside: reals[a].isNonpositive.no)
      reals[target] = (reals[b] * reals[a].log()).exp()
    // Rare operations are left to the rungs above.
    case .powInt, .pow, .atan2, .withSign, .agree, .derivativeSwitch:
      statuses[target] = Codes(repeating: Self.indeterminate)

    case .select:
      let truth = truths[a]
      let (yes, no) = (truth .== Codes(repeating: Self.yes), truth .== Codes(repeating: Self.no))
      let bothDefined = statuses[b] .== Codes(repeating: 0) .& statuses[c] .== Codes(repeating: 0)
      let either = truth .== Codes(repeating: Self.unknown) .& bothDefined
      statuses[target] = Self.status(truth).replacing(with: statuses[b], where: yes)
        .replacing(with: statuses[c], where: no).replacing(with: 0, where: either)
      let hull = reals[b].hull(reals[c])
      reals[target] = hull.replacing(with: reals[b], where: yes).replacing(with: reals[c], where: no)

    case .isTrue: truths[target] = Codes(repeating: Self.yes)
    case .isFalse: truths[target] = Codes(repeating: Self.no)
    case .isUndecided, .forallReal: truths[target] = Codes(repeating: Self.indeterminate)
    case .less: compare(n) { $0.isLess(than: $1) }
    case .lessOrEqual: compare(n) { $0.isLessOrEqual(to: $1) }
    case .equal: compare(n) { $0.isEqual(to: $1) }
    case .not: truths[target] = Self.not(truths[a])
    case .and: truths[target] = Self.and(truths[a], truths[b])
    case .or: truths[target] = Self.or(truths[a], truths[b])
    case .unlessVacuous: truths[target] = Self.unlessVacuous(truths[a], truths[b])
    }
  }
}
