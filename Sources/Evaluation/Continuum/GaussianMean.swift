import Enclosures
import ExactReals
import Numbers
import Programs

/// Means over a standard normal variable, by certified quadrature.
///
/// The line is cut at the points where something in the block vanishes or a choice may switch, and
/// further where needed. On a panel on which the block agrees with a function that is analytic and
/// bounded by M on the Bernstein ellipse E_ρ about it, the Gauss–Legendre rule of n ≥ 2 points errs, per
/// half width r, by at most (64/15)·M·ρ^(−2n)/(1 − ρ⁻²): the Chebyshev coefficients are at most 2M·ρ^(−k),
/// the rule is exact up to degree 2n − 1 and, by symmetry, for odd k, and for even k ≥ 2n it errs on T_k by at
/// most 2 + 2/(k² − 1) ≤ 32/15. M comes from evaluating the block over a box of the complex plane.
/// What remains are panels too small to matter, enclosed by range times width, one-sided
/// neighbourhoods of singular points and the two tails, all three by `TailEvaluation`.
final class GaussianMean {
  /// Beyond this many bits no accuracy is sought.
  static let largestAim = 256
  private static let leastAim = 20
  let program: Program
  private let writers: [Instruction?]
  let worker: ScalarMachine<Interval>
  private let aim: Int

  init(_ program: Program, precision: Int) {
    self.program = program
    aim = min(precision, Self.largestAim)
    writers = program.writers
    worker = ScalarMachine(program, precision: aim + 40)
  }

  /// The mean of block `k`, the registers outside it being those of `machine`.
  func mean<Number: RealEnclosure>(_ machine: ScalarMachine<Number>, _ k: Int) -> (Interval, Status) {
    let block = program.blocks[k]
    let nothing = Interval.wholeLine(precision: aim)
    for n in block.instructions where n.opcode.hasBlock {
      return (nothing, .indeterminate)
    }
    load(machine, block)
    var best: Interval?
    worker.interruption = machine.interruption
    let effort = worker.effort
    defer { machine.charge(worker.effort - effort) }
    let forms = PolynomialForms(program, writers: writers, inputs: machine.inputs, block: k)
    var aim = aim
    // Under a quantifier one mean is part of a decision that has to end.
    let room =
      machine.decisionCeiling == .max
      ? .max : max(machine.decisionCeiling - machine.effort, Self.leastEffort)
    while true {
      do {
        let quadrature = GaussianQuadrature(
          worker, block: k, aim: aim, forms: forms, ceiling: room == .max ? .max : effort + room)
        let mean = try quadrature.mean()
        best = best.map { Self.common($0, mean) } ?? mean
        if !quadrature.isExhausted { break }
      } catch {
        guard error.isTooMuchWork else { return (nothing, error.status) }
      }
      // Less accuracy may be within reach.
      guard aim > Self.leastAim, !machine.isInterrupted,
        worker.effort - effort < min(Self.largestEffort, room)
      else {
        break
      }
      aim /= 2
    }
    return best.map { ($0, .defined) } ?? (nothing, .indeterminate)
  }

  /// What two enclosures of one number have in common.
  private static func common(_ x: Interval, _ y: Interval) -> Interval {
    let lower = [x.lower, y.lower].compactMap { $0 }.max()
    let upper = [x.upper, y.upper].compactMap { $0 }.min()
    return Interval(from: lower, to: upper, precision: max(x.precision, y.precision))
  }

  /// The work on one mean after which no other accuracy is tried.
  private static let largestEffort = 30_000_000
  private static let leastEffort = 20_000

  /// Copies the registers that the block reads.
  private func load<Number: RealEnclosure>(_ machine: ScalarMachine<Number>, _ block: Program.Block) {
    var own: Set<Int32> = [block.parameter]
    for n in block.instructions { own.insert(n.target) }
    func copy(_ register: Int32) {
      guard own.insert(register).inserted else { return }
      let r = Int(register)
      worker.statuses[r] = machine.statuses[r]
      worker.truths[r] = machine.truths[r]
      if machine.statuses[r].isDefined {
        worker.reals[r] = Self.interval(machine.reals[r], precision: worker.precision)
      }
    }
    for n in block.instructions { n.forEachOperand(in: program.operands, copy) }
    copy(block.body)
  }

  private static func interval<Number: RealEnclosure>(_ x: Number, precision: Int) -> Interval {
    if let x = x as? Interval { return x }
    if let x = x as? ExactReal { return x.enclosure(precision: precision) }
    return Interval(from: x.lower, to: x.upper, precision: precision)
  }
}

extension Program {
  var allInstructions: [Instruction] { instructions + blocks.flatMap(\.instructions) }

  /// The instruction that writes each register, in the main list or a block.
  var writers: [Instruction?] {
    var writers = [Instruction?](repeating: nil, count: registerCount)
    for n in instructions { writers[Int(n.target)] = n }
    for block in blocks {
      for n in block.instructions { writers[Int(n.target)] = n }
    }
    return writers
  }
}

/// One mean at one instance.
final class GaussianQuadrature {
  /// Why there is no mean: it is undefined, or it was not found.
  struct Failure: Error {
    var status: Status
    var isTooMuchWork = false
  }

  /// What stands for an instruction on a panel.
  private enum Rule {
    case plain
    /// The exact range of a + b·x + c·x².
    case quadratic([Rational])
    /// A comparison by the sign of right − left inside the panel.
    case compare([Rational])
  }

  private let machine: ScalarMachine<Interval>
  private let block: Program.Block
  private let blockIndex: Int
  private let aim: Int
  private let forms: PolynomialForms
  private var complex: ComplexEvaluation
  private let rules: [Rule]
  /// 1/√(2π).
  private let density: Interval
  private var breakpoints: Set<Rational> = []
  /// Whether a number outside the block is known but roughly, as under a quantifier.
  private let hasWideInputs: Bool
  /// What one panel may contribute to the width.
  private var tolerance = Rational(1)
  private var nodeCount = 0
  private var panelCount = 0

  /// Whether the work ended before the accuracy was reached: what remained was enclosed by its range.
  private(set) var isExhausted = false

  /// The effort at which what remains is enclosed by its range.
  private let ceiling: Int

  private static let largestNodeCount = 20_000
  private static let largestPanelCount = 4000
  private static let largestBreakpointCount = 64

  init(
    _ machine: ScalarMachine<Interval>, block k: Int, aim: Int, forms: PolynomialForms, ceiling: Int = .max
  ) {
    self.machine = machine
    self.ceiling = ceiling
    self.aim = aim
    self.forms = forms
    blockIndex = k
    let block = machine.program.blocks[k]
    self.block = block
    complex = ComplexEvaluation(machine, block: block)
    let one = Interval(1, precision: machine.precision)
    density = one / one.rootOfTwoPi()
    rules = block.instructions.map { n in
      if let form = forms[n.target] { return form.count <= 3 ? .quadratic(form) : .plain }
      switch n.opcode {
      case .less, .lessOrEqual, .equal:
        if let form = forms.difference(n.b, n.a), form.count <= 3 { return .compare(form) }
        return .plain
      default: return .plain
      }
    }
    var own = Set(block.instructions.map(\.target))
    own.insert(block.parameter)
    var isWide = false
    for n in block.instructions {
      n.forEachOperand(in: machine.program.operands) { register in
        guard !own.contains(register), machine.statuses[Int(register)].isDefined else { return }
        let x = machine.reals[Int(register)]
        guard let lower = x.lower, let upper = x.upper else { return }
        isWide = isWide || (upper - lower) * Rational(1 << 40) > max(lower.magnitude, upper.magnitude)
      }
    }
    hasWideInputs = isWide
    findBreakpoints()
  }

  private func number(_ x: Rational) -> Interval { Interval(x, precision: machine.precision) }

  private func failure(_ status: Status) -> Failure { Failure(status: status) }

  /// The place that a mean which diverges is reported at.
  private var divergent: Failure {
    let writer = machine.program.allInstructions.first { $0.opcode == .gaussian && $0.a == blockIndex }
    return failure(writer.map { Status(.undefined, site: $0.c) } ?? .indeterminate)
  }

  // MARK: Breakpoints

  private func findBreakpoints() {
    func note(_ form: [Rational]?) {
      guard var form, breakpoints.count < Self.largestBreakpointCount else { return }
      if form.count > 1, form[0].isZero {
        breakpoints.insert(0)
        while form.count > 1, form[0].isZero { form.removeFirst() }
      }
      if form.count == 2 { breakpoints.insert(-form[0] / form[1]) }
      if form.count == 3, let root = (form[1] * form[1] - form[0] * form[2] * 4).exactRoot(2) {
        for sign in [1, -1] { breakpoints.insert((root * Rational(sign) - form[1]) / (form[2] * 2)) }
      }
    }
    for n in block.instructions {
      switch n.opcode {
      case .abs, .log, .sqrt, .pow: note(forms[n.a])
      case .powInt where n.b < 0: note(forms[n.a])
      case .div, .withSign: note(forms[n.b])
      case .atan2:
        note(forms[n.a])
        note(forms[n.b])
      case .max, .min, .less, .lessOrEqual, .equal: note(forms.difference(n.a, n.b))
      default: break
      }
    }
  }

  // MARK: The mean

  func mean() throws(Failure) -> Interval {
    tolerance = scale() / Rational(Integer(1).shifted(by: aim + 6))
    var reach = Rational(Int((1.4 * Double(aim + 20)).squareRoot().rounded(.up)) + 1)
    for point in breakpoints where point.magnitude < 64 { reach = max(reach, point.magnitude + 1) }
    let near = reach
    // Where something vanishes far out the tail begins beyond it.
    for point in breakpoints where point.bitCount < 512 {
      reach = max(reach, Rational(point.magnitude.ceiling) + 1)
    }
    var total = number(0)
    var ends: [Rational] = []
    for place in [TailEvaluation.Place.left, .right] {
      let (end, integral) = try tail(place, from: reach)
      ends.append(end)
      total = total + integral
    }
    var cuts = [-ends[0], ends[1]] + breakpoints.filter { -ends[0] < $0 && $0 < ends[1] }
    var grid = Rational(0)
    while grid < max(ends[0], ends[1]) {
      for x in [grid, -grid] where -ends[0] < x && x < ends[1] { cuts.append(x) }
      grid = grid < near ? grid + 2 : grid * 2
    }
    cuts = Set(cuts).sorted()
    for (p, q) in zip(cuts, cuts.dropFirst()) { total = total + (try integral(from: p, to: q)) }
    return total.rounded(toPrecision: aim)
  }

  /// A power of two near the integrand's greatest value, by samples: only the tolerance depends on it.
  private func scale() -> Rational {
    var greatest = 0.0
    for k in -13...13 {
      let x = Rational(k * 7 + 1, 16)
      machine.run(block: blockIndex, at: number(x))
      guard machine.statuses[Int(block.body)].isDefined else { continue }
      let size = machine.reals[Int(block.body)].magnitude.upper?.approximation ?? 0
      let weight = (number(-x * x * Rational(1, 2)).exp().upper?.approximation ?? 0)
      if (size * weight).isFinite { greatest = max(greatest, size * weight) }
    }
    guard greatest > 0 else { return 1 }
    let exponent = Int(greatest.exponent)
    let power = Rational(Integer(1).shifted(by: abs(exponent)))
    return exponent >= 0 ? power : Rational(1) / power
  }

  private func width(_ x: Interval) -> Rational? {
    guard let lower = x.lower, let upper = x.upper else { return nil }
    return upper - lower
  }

  private func evaluate(_ place: TailEvaluation.Place, from start: Rational) -> TailEvaluation {
    let machine = machine
    var evaluation = TailEvaluation(
      machine.program, arithmetic: TailArithmetic(start: start, precision: machine.precision), place: place,
      external: { (machine.reals[Int($0)], machine.statuses[Int($0)]) },
      externalTruth: { machine.truths[Int($0)] })
    evaluation.run(block: blockIndex, forms: forms)
    return evaluation
  }

  /// The integral beyond some R, and that R.
  private func tail(
    _ place: TailEvaluation.Place, from reach: Rational
  ) throws(Failure) -> (Rational, Interval) {
    var start = reach
    var found: (Rational, Interval)?
    for _ in 0..<16 {
      let evaluation = evaluate(place, from: start)
      let status = evaluation.status(block.body)
      // A failure everywhere on the half line is one on a set of positive measure.
      if status.failure != nil { throw failure(status) }
      if status.isDefined {
        let value = evaluation.value(block.body)
        if evaluation.arithmetic.gaussianIntegralDiverges(value) { throw divergent }
        if let integral = evaluation.arithmetic.gaussianIntegral(value), let width = width(integral) {
          found = (start, integral)
          if width <= tolerance { break }
        }
      }
      start = Rational((start * Rational(5, 4)).ceiling + 1)
      if start > max(600, reach * 4) { break }
    }
    guard let found else { throw failure(.indeterminate) }
    return found
  }

  // MARK: Panels

  private func integral(from p: Rational, to q: Rational) throws(Failure) -> Interval {
    var total = number(0)
    var waiting = [(p, q)]
    while let (p, q) = waiting.popLast() {
      panelCount += 1
      let touches = breakpoints.contains(p) || breakpoints.contains(q)
      let status = runPanel(p, q)
      if status.failure != nil { throw failure(status) }
      let range = status.isDefined ? machine.reals[Int(block.body)] : nil
      let crude = range.map { $0 * number(q - p) * weight(p, q) }
      if isExhausted || nodeCount > Self.largestNodeCount || panelCount > Self.largestPanelCount
        || machine.effort > ceiling || machine.isInterrupted
      {
        isExhausted = true
        guard let crude, width(crude) != nil else {
          throw Failure(status: .indeterminate, isTooMuchWork: true)
        }
        total = total + crude
        continue
      }
      if status.isDefined, let integral = gauss(p, q) {
        total = total + integral
        continue
      }
      if let crude, let width = width(crude), width <= tolerance || isAsNarrowAsInside(width, p, q) {
        total = total + crude
        continue
      }
      if touches, q - p <= Rational(1, 4), let integral = try singular(p, q),
        let width = width(integral), width <= tolerance
      {
        total = total + integral
        continue
      }
      let depth = aim * (touches ? 8 : 2) + 40 + (q - p > 4 ? (q - p).numerator.bitCount : 0)
      if (q - p) * Rational(Integer(1).shifted(by: depth)) < 1 {
        throw Failure(status: .indeterminate, isTooMuchWork: true)
      }
      let middle = (p + q) * Rational(1, 2)
      waiting += [(middle, q), (p, middle)]
    }
    return total
  }

  /// Whether an enclosure of a panel's integral is hardly wider than what the numbers outside the block leave open
  /// at one point of it, so that smaller panels would not help.
  private func isAsNarrowAsInside(_ width: Rational, _ p: Rational, _ q: Rational) -> Bool {
    guard hasWideInputs else { return false }
    machine.run(block: blockIndex, at: number((p + q) * Rational(1, 2)))
    nodeCount += 1
    guard machine.statuses[Int(block.body)].isDefined,
      let inside = self.width(machine.reals[Int(block.body)] * number(q - p) * weight(p, q))
    else { return false }
    return width <= inside * 3
  }

  /// The range of the density on a panel.
  private func weight(_ p: Rational, _ q: Rational) -> Interval {
    let x = Interval(from: p, to: q, precision: machine.precision)
    return (-x.power(2) / x.constant(2)).exp() * density
  }

  /// Runs the block on (p, q); what happens at single points is left out where the forms allow it.
  private func runPanel(_ p: Rational, _ q: Rational) -> Status {
    let parameter = Int(block.parameter)
    machine.reals[parameter] = Interval(from: p, to: q, precision: machine.precision)
    machine.statuses[parameter] = .defined
    for (n, rule) in zip(block.instructions, rules) {
      let target = Int(n.target)
      switch rule {
      case .plain: machine.execute(n)
      case .quadratic(let form):
        let (low, high) = Self.range(of: form, p, q)
        machine.reals[target] = Interval(from: low, to: high, precision: machine.precision)
        machine.statuses[target] = .defined
      case .compare(let form):
        let (low, high) = Self.range(of: form, p, q)
        // A polynomial that is not 0 throughout is 0 at single points only, which do not matter.
        guard low.signum * high.signum >= 0 else {
          machine.truths[target] = .unknown
          continue
        }
        let sign = low.signum + high.signum
        let truth =
          switch n.opcode {
          case .less: sign > 0
          case .lessOrEqual: sign >= 0
          default: sign == 0
          }
        machine.truths[target] = truth ? .yes : .no
      }
    }
    return machine.statuses[Int(block.body)]
  }

  /// The exact range of a polynomial of degree 2 at most.
  private static func range(of form: [Rational], _ p: Rational, _ q: Rational) -> (Rational, Rational) {
    var values = [PolynomialForms.value(form, at: p), PolynomialForms.value(form, at: q)]
    if form.count == 3 {
      let vertex = -form[1] / (form[2] * 2)
      if p < vertex, vertex < q { values.append(PolynomialForms.value(form, at: vertex)) }
    }
    return (values.min() ?? 0, values.max() ?? 0)
  }

  /// The integral over a small panel one end of which may be singular; nil where it is not bounded.
  private func singular(_ p: Rational, _ q: Rational) throws(Failure) -> Interval? {
    for (point, fromRight) in [(p, true), (q, false)] where breakpoints.contains(point) {
      let evaluation = evaluate(.near(point, fromRight: fromRight), from: Rational(1) / (q - p))
      let status = evaluation.status(block.body)
      if status.failure != nil { throw failure(status) }
      guard status.isDefined else { continue }
      let value = evaluation.value(block.body)
      if evaluation.arithmetic.reciprocalIntegralDiverges(value) { throw divergent }
      if let integral = evaluation.arithmetic.reciprocalIntegral(value) { return integral * weight(p, q) }
    }
    return nil
  }

  // MARK: Gauss–Legendre

  /// ρ and about log ρ: what the choice of a rule goes by.
  private static let ellipses: [(Rational, Double)] = [
    (12, 2.4849), (7, 1.9459), (Rational(9, 2), 1.5041), (3, 1.0986), (Rational(9, 4), 0.8109),
    (Rational(7, 4), 0.5596),
  ]

  /// The rule on a panel that has just been run; nil where it is not certainly accurate enough.
  private func gauss(_ p: Rational, _ q: Rational) -> Interval? {
    let (c, r) = ((p + q) * Rational(1, 2), (q - p) * Rational(1, 2))
    guard let (count, error) = bestRule(c, r) else { return nil }
    let rule = LegendreRule.rule(count, bits: machine.precision)
    let (center, radius) = (number(c), number(r))
    var sum = number(0)
    for (index, (node, weight)) in rule.half.enumerated() {
      let offset = radius * node
      let isCenter = rule.isOdd && index == rule.half.count - 1
      for x in isCenter ? [center] : [center + offset, center - offset] {
        machine.run(block: blockIndex, at: x)
        nodeCount += 1
        guard machine.statuses[Int(block.body)].isDefined else { return nil }
        let density = (-x.power(2) / x.constant(2)).exp()
        sum = sum + weight * density * machine.reals[Int(block.body)]
      }
    }
    return sum * radius * density + error
  }

  /// The least number of points that suffices, with the error's enclosure.
  private func bestRule(_ c: Rational, _ r: Rational) -> (Int, Interval)? {
    let bits = machine.precision
    let limit = aim / 2 + 24
    var best: (Int, Interval)?
    for (rho, logarithm) in Self.ellipses {
      let (a, b) = (r * (rho + Rational(1) / rho) / 2, r * (rho - Rational(1) / rho) / 2)
      let box = Complex(
        Interval(from: c - a, to: c + a, precision: bits), Interval(from: -b, to: b, precision: bits))
      guard let body = complex.body(on: box) else { continue }
      let least = max(c.magnitude - a, 0)
      let weight = Interval((b * b - least * least) / 2, precision: bits).exp()
      let scale = body.magnitude * weight * Interval(r * Rational(64, 15), precision: bits)
      let ratio = Interval(Rational(1) - Rational(1) / (rho * rho), precision: bits)
      guard let size = (scale / ratio).upper else { continue }
      if size.signum <= 0 { return (LegendreRule.counts[0], Interval(0, precision: bits)) }
      let need = (Interval(size / tolerance, precision: bits).log().upper?.approximation ?? .infinity)
      let step = 2 * logarithm
      guard need < step * Double(limit) * 2 else { continue }
      let wanted = max(Int((need / step).rounded(.up)), 2)
      guard let count = LegendreRule.counts.first(where: { $0 >= wanted }), count <= limit else { continue }
      if let best, best.0 <= count { break }
      let error =
        Interval(size, precision: bits) * Interval(Rational(1) / rho, precision: bits).power(2 * count)
      best = (count, error.hull(-error))
    }
    return best
  }
}
