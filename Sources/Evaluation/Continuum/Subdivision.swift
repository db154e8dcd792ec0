import Enclosures

/// Decides `forall real` by rigorous subdivision: boxes on which the body certainly holds are done,
/// points at which it certainly fails are witnesses, the rest is halved. Where the body has a period
/// (`Periodicity`) one period stands for the line. Half lines are evaluated by `TailEvaluation`, boxes that values alone do not decide by `JetEvaluation`, which decides equality
/// too where a side touches the other at a point of few digits.
struct Subdivision {
  /// How many boxes and points one decision may evaluate.
  var budget = 400

  /// What an instruction costs on numbers with derivatives or powers of the bound real.
  private static let jetCost = 40

  typealias Box = (lower: Rational?, upper: Rational?)

  func decide<Number: RealEnclosure>(_ machine: ScalarMachine<Number>, _ k: Int) -> Truth {
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

    if let periodicity = Periodicity(machine.program, block, constant: { Self.constant(machine, $0) }) {
      box = periodicity.reduced(box)
    }

    var left = budget
    for point in Self.firstPoints(box) {
      left -= 1
      if fails(machine, k, at: point) { return .no }
    }
    var queue = [box]
    var head = 0
    while head < queue.count {
      guard left > 0, !machine.isInterrupted else { return .indeterminate }
      left -= 1
      let next = queue[head]
      head += 1
      machine.run(block: k, at: Number(from: next.lower, to: next.upper, precision: machine.precision))
      if holds(machine, k) == .yes { continue }
      if decidesTail(machine, k, next) || (left < budget - 40 && decidesJet(machine, k, next)) {
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

  private static func constant<Number>(_ machine: ScalarMachine<Number>, _ register: Int32) -> Rational? {
    machine.statuses[Int(register)].isDefined ? machine.reals[Int(register)].exactValue : nil
  }

  /// Whether the body holds on a half line that begins beyond 3.
  private func decidesTail<Number: RealEnclosure>(
    _ machine: ScalarMachine<Number>, _ k: Int, _ box: Box
  ) -> Bool {
    let place: TailEvaluation.Place
    let start: Rational
    switch (box.lower, box.upper) {
    case (let lower?, nil) where lower >= 3: (place, start) = (.right, lower)
    case (nil, let upper?) where upper <= -3: (place, start) = (.left, -upper)
    default: return false
    }
    let block = machine.program.blocks[k]
    guard !block.instructions.contains(where: { $0.opcode == .gaussian || $0.opcode == .forallReal }) else {
      return false
    }
    let precision = Self.precision(machine)
    machine.charge(block.instructions.count * Self.jetCost)
    var evaluation = TailEvaluation(
      machine.program, arithmetic: TailArithmetic(start: start, precision: precision), place: place,
      external: { Self.external(machine, $0, precision) }, externalTruth: { machine.truths[Int($0)] })
    evaluation.run(block: k, forms: nil)
    let body = evaluation.truth(block.body)
    return (block.filter.map { !evaluation.truth($0) || body } ?? body) == .yes
  }

  /// Whether the body holds on a bounded box by derivatives.
  private func decidesJet<Number: RealEnclosure>(
    _ machine: ScalarMachine<Number>, _ k: Int, _ box: Box
  ) -> Bool {
    guard let lower = box.lower, let upper = box.upper, lower < upper else { return false }
    let precision = Self.precision(machine)
    let block = machine.program.blocks[k]
    machine.charge(block.instructions.count * Self.jetCost)
    var evaluation = JetEvaluation(
      machine.program, block: block, external: { Self.external(machine, $0, precision) })
    let exactMachine = machine as? ScalarMachine<ExactReal>
    return evaluation.truth(
      on: Interval(from: lower, to: upper, precision: precision),
      points: [lower, upper, (lower + upper) * Rational(1, 2)],
      externalTruth: { machine.truths[Int($0)] },
      exact: exactMachine.map { machine in { (machine.reals[Int($0)], machine.statuses[Int($0)]) } }) == .yes
  }

  private static func precision<Number>(_ machine: ScalarMachine<Number>) -> Int {
    min(max(machine.precision, 96), 192)
  }

  private static func external<Number: RealEnclosure>(
    _ machine: ScalarMachine<Number>, _ register: Int32, _ precision: Int
  ) -> (Interval, Status) {
    let status = machine.statuses[Int(register)]
    guard status.isDefined else { return (.wholeLine(precision: precision), status) }
    let x = machine.reals[Int(register)]
    if let x = x as? Interval { return (x, status) }
    if let x = x as? ExactReal { return (x.enclosure(precision: precision), status) }
    return (Interval(from: x.lower, to: x.upper, precision: precision), status)
  }

  /// with implies body, over the enclosure last run.
  private func holds<Number>(_ machine: ScalarMachine<Number>, _ k: Int) -> Truth {
    let block = machine.program.blocks[k]
    let body = machine.truths[Int(block.body)]
    guard let filter = block.filter else { return body }
    return !machine.truths[Int(filter)] || body
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
    guard holds(machine, k) == .no else { return false }
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
    case (let lower?, let upper?): (lower + upper) * Rational(1, 2)
    }
  }
}
