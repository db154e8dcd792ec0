import Enclosures
import ExactReals
import Numbers
import Programs

/// Decides `forall real` by rigorous subdivision: boxes on which the body certainly holds are done,
/// points at which it certainly fails are witnesses, the rest is halved. Where the body has a period
/// (`Periodicity`) one period stands for the line. Half lines, and boxes from an end at which something has no bound,
/// are run over `TailDomain`; boxes that values alone do not decide by `TaylorDecision`, which decides
/// equality too where a side touches the other at a point of few digits.
struct Subdivision {
  /// How many boxes and points one decision may evaluate.
  var budget = 400
  /// What it may cost, in units of the machine's effort: a mean inside takes long at each box.
  var largestEffort = 100_000_000
  /// What is left to the decisions with a mean or another quantifier inside, where several precisions share it: each box
  /// may cost what is a whole decision elsewhere, and more digits make it dearer.
  private let nested: NestedAllowance

  /// What an instruction costs on numbers with derivatives or powers of the bound real.
  private static let jetCost = 40

  typealias Box = (lower: Rational?, upper: Rational?)

  func decide<Number: RungNumber>(_ machine: ScalarMachine<Number>, _ k: Int) -> Truth {
    let block = machine.program.blocks[k]
    var box: Box = (nil, nil)
    for (end, isLower) in [(block.lower, true), (block.upper, false)] {
      guard let end else { continue }
      let status = machine.statuses[Int(end.register)]
      guard status.isDefined else { return Truth(status) }
      let value = machine.reals[Int(end.register)]
      if isLower { box.lower = value.lower } else { box.upper = value.upper }
    }
    if let lower = block.lower, let upper = block.upper {
      let (x, y) = (machine.reals[Int(lower.register)], machine.reals[Int(upper.register)])
      let isNonempty = lower.isClosed && upper.isClosed ? x.isLessOrEqual(to: y) : x.isLess(than: y)
      if isNonempty == .no { return .yes }
    }

    // Only at an open end of the range itself is a point left out, not where a period ends.
    var ends = OpenEnds(
      lower: block.lower?.isClosed == false ? box.lower : nil,
      upper: block.upper?.isClosed == false ? box.upper : nil)
    ends.irrational = Self.irrationalEnds(machine, block, box)
    if let periodicity = Periodicity(machine.program, block, constant: { Self.constant(machine, $0) }) {
      let period = periodicity.reduced(box)
      if period.lower != box.lower || period.upper != box.upper { ends = OpenEnds() }
      box = period
    }
    let isNested = block.instructions.contains { $0.opcode.hasBlock }
    let (outer, start) = (machine.decisionCeiling, machine.effort)
    let ceiling = min(outer, start + (isNested ? nested.left : largestEffort))
    machine.decisionCeiling = ceiling
    defer {
      machine.decisionCeiling = outer
      if isNested { nested.take(machine.effort - start) }
    }
    var left = budget
    for point in Self.firstPoints(box) {
      left -= 1
      if fails(machine, k, at: point) { return .no }
    }
    var queue = [box]
    var head = 0
    while head < queue.count {
      guard left > 0, machine.effort <= ceiling, !machine.isInterrupted else { return .indeterminate }
      left -= 1
      let next = queue[head]
      head += 1
      machine.run(block: k, at: Number(from: next.lower, to: next.upper, precision: machine.precision))
      if machine.truth(ofBlock: k) == .yes { continue }
      if decidesTail(machine, k, next)
        || (left < budget - 30 && decidesBounded(machine, k, next, ends, isLate: left < budget - 60))
      {
        left -= 1
        continue
      }
      let middle = Self.middle(next)
      left -= 1
      if fails(machine, k, at: middle) { return .no }
      // A single point; a half line and the whole line go on.
      if let lower = next.lower, lower == next.upper { return .indeterminate }
      queue.append((next.lower, middle))
      queue.append((middle, next.upper))
    }
    return .yes
  }

  /// Bounds of the range's open ends, which lie at them or outside the range.
  private struct OpenEnds {
    var lower: Rational?
    var upper: Rational?
    var irrational: [IrrationalEnd] = []

    /// An end of the box that does not belong to the range.
    func excluded(_ box: Box) -> Rational? {
      if let lower, box.lower == lower { return lower }
      if let upper, box.upper == upper { return upper }
      return nil
    }
  }

  private static func irrationalEnds<Number>(
    _ machine: ScalarMachine<Number>, _ block: Program.Block, _ box: Box
  ) -> [IrrationalEnd] {
    [(block.lower, box.lower, true), (block.upper, box.upper, false)].compactMap { end, bound, isLower in
      guard let end, let bound, let value = machine.reals[Int(end.register)].exactNumber, value.isExact,
        value.exactValue == nil
      else { return nil }
      return IrrationalEnd(value: value, isLower: isLower, isClosed: end.isClosed, bound: bound)
    }
  }

  private static func constant<Number>(_ machine: ScalarMachine<Number>, _ register: Int32) -> Rational? {
    machine.statuses[Int(register)].isDefined ? machine.reals[Int(register)].exactValue : nil
  }

  /// Whether the body holds on a half line that begins beyond 3.
  private func decidesTail<Number: RungNumber>(
    _ machine: ScalarMachine<Number>, _ k: Int, _ box: Box
  ) -> Bool {
    switch (box.lower, box.upper) {
    case (let lower?, nil) where lower >= 3: holds(machine, k, .right, from: lower)
    case (nil, let upper?) where upper <= -3: holds(machine, k, .left, from: -upper)
    default: false
    }
  }

  /// Whether the body holds for all reals at a place, by `TailDomain`.
  private func holds<Number: RungNumber>(
    _ machine: ScalarMachine<Number>, _ k: Int, _ place: TailDomain.Place, from start: Rational
  ) -> Bool {
    // A logarithm without bound is seen as what grows slowly, or as what is at least so great.
    let hasLogarithm = machine.program.blocks[k].instructions.contains { $0.opcode == .log }
    return (hasLogarithm ? [false, true] : [false]).contains {
      holds(machine, k, place, from: start, takesLogarithmsAsRanges: $0)
    }
  }

  private func holds<Number: RungNumber>(
    _ machine: ScalarMachine<Number>, _ k: Int, _ place: TailDomain.Place, from start: Rational,
    takesLogarithmsAsRanges: Bool
  ) -> Bool {
    let block = machine.program.blocks[k]
    guard !block.instructions.contains(where: { $0.opcode == .forallReal }) else { return false }
    let precision = Self.precision(machine)
    machine.charge(Self.size(block, machine.program) * Self.jetCost)
    let arithmetic = TailArithmetic(
      start: start, precision: precision, takesLogarithmsAsRanges: takesLogarithmsAsRanges)
    return machine.runTail(block: k, at: place, arithmetic, forms: forms(machine, k)).truth(ofBlock: k)
      == .yes
  }

  /// Made once for each decision.
  private final class Memory {
    var forms: PolynomialForms?
  }
  private let memory = Memory()

  init(budget: Int = 400, nested: NestedAllowance = NestedAllowance()) {
    self.budget = budget
    self.nested = nested
  }

  private func forms<Number>(_ machine: ScalarMachine<Number>, _ k: Int) -> PolynomialForms {
    if let forms = memory.forms { return forms }
    let forms = PolynomialForms(
      machine.program, writers: machine.program.writers, inputs: machine.inputs, block: k)
    memory.forms = forms
    return forms
  }

  /// Whether the body holds on a bounded box by derivatives, or beside one of its ends.
  private func decidesBounded<Number: RungNumber>(
    _ machine: ScalarMachine<Number>, _ k: Int, _ box: Box, _ ends: OpenEnds, isLate: Bool
  ) -> Bool {
    guard let lower = box.lower, let upper = box.upper, lower < upper else { return false }
    let excluded = ends.excluded(box)
    // Without exact numbers no contact is seen, and a higher order is of little use.
    for order in isLate && Number.hasExactNumbers ? [2, 8] : [2] {
      if decidesTaylor(machine, k, (lower, upper), order, excluded, ends.irrational) { return true }
    }
    guard isLate, upper - lower <= Rational(1, 3) else { return false }
    let reach = Rational(1) / (upper - lower)
    for (point, fromRight) in [(lower, true), (upper, false)] where point.bitCount <= Self.fewDigits {
      guard holds(machine, k, .near(point, fromRight: fromRight), from: reach) else { continue }
      if point == excluded { return true }
      machine.run(block: k, at: Number(point, precision: machine.precision))
      if machine.truth(ofBlock: k) == .yes { return true }
    }
    return false
  }

  private static let fewDigits = 64

  /// How many instructions a block has, those of means inside included.
  private static func size(_ block: Program.Block, _ program: Program) -> Int {
    block.instructions.reduce(0) { count, n in
      count + 1 + (n.opcode == .gaussian ? program.blocks[Int(n.a)].instructions.count : 0)
    }
  }

  private func decidesTaylor<Number: RungNumber>(
    _ machine: ScalarMachine<Number>, _ k: Int, _ box: (lower: Rational, upper: Rational), _ order: Int,
    _ excluded: Rational?, _ irrational: [IrrationalEnd]
  ) -> Bool {
    let precision = Self.precision(machine)
    let block = machine.program.blocks[k]
    machine.charge(Self.size(block, machine.program) * Self.jetCost * max(1, order * order / 16))
    machine.run(block: k, at: Number(from: box.lower, to: box.upper, precision: machine.precision))
    let decision = TaylorDecision(machine: machine, block: k, order: order, precision: precision)
    return decision.truth(
      on: box, points: [box.lower, box.upper, .simplest(between: box.lower, and: box.upper)],
      excluded: excluded,
      irrational: irrational.filter { $0.bound == ($0.isLower ? box.lower : box.upper) }) == .yes
  }

  private static func precision<Number>(_ machine: ScalarMachine<Number>) -> Int {
    min(max(machine.precision, 96), 192)
  }

  /// Whether the body certainly fails at a point certainly inside the domain; notes the witness.
  func fails<Number>(_ machine: ScalarMachine<Number>, _ k: Int, at point: Rational) -> Bool {
    let block = machine.program.blocks[k]
    let x = Number(point, precision: machine.precision)
    if let end = block.lower {
      let value = machine.reals[Int(end.register)]
      if (end.isClosed ? value.isLessOrEqual(to: x) : value.isLess(than: x)) != .yes { return false }
    }
    if let end = block.upper {
      let value = machine.reals[Int(end.register)]
      if (end.isClosed ? x.isLessOrEqual(to: value) : x.isLess(than: value)) != .yes { return false }
    }
    machine.run(block: k, at: x)
    guard machine.truth(ofBlock: k) == .no else { return false }
    machine.witnesses[k] = point
    return true
  }

  private static func firstPoints(_ box: Box) -> [Rational] {
    var points: [Rational] = [0, 1, -1, Rational(1, 2), 2, -2, 10, -10, 1000, -1000]
    if let lower = box.lower { points += [lower, lower + Rational(1, 1024), lower + 1] }
    if let upper = box.upper { points += [upper, upper - Rational(1, 1024), upper - 1] }
    return points.filter { point in
      (box.lower.map { $0 <= point } ?? true) && (box.upper.map { point <= $0 } ?? true)
    }
  }

  private static func middle(_ box: Box) -> Rational {
    switch (box.lower, box.upper) {
    case (nil, nil): 0
    case (let lower?, nil): max(lower + lower, lower + 1, 1)
    case (nil, let upper?): min(upper + upper, upper - 1, -1)
    // The simplest number of the middle third: kinks and points of contact are often simple.
    case (let lower?, let upper?) where lower < upper:
      .simplest(between: (lower + lower + upper) / 3, and: (lower + upper + upper) / 3)
    case (let lower?, _): lower
    }
  }
}

/// The work that decisions with a mean or another quantifier inside may take together.
final class NestedAllowance {
  private static let whole = 1_500_000
  /// Of many such decisions each may take so much.
  private static let least = 100_000
  private var rest = whole

  var left: Int { max(rest, Self.least) }

  func take(_ work: Int) { rest -= work }

  /// For another instance.
  func renew() { rest = Self.whole }
}
