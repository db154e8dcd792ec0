import Enclosures
import Numbers
import Programs

/// One mean at one instance.
final class GaussianQuadrature {
  /// Why there is no mean: it is undefined, or it was not found.
  struct Failure: Error {
    var status: Status
    var isTooMuchWork = false
  }

  /// What stands for an instruction on a panel.
  enum Rule {
    case plain
    /// The exact range of a + b·x + c·x².
    case quadratic([Rational])
    /// A comparison by the sign of right − left inside the panel.
    case compare([Rational])
  }

  let machine: ScalarMachine<Interval>
  let block: Program.Block
  let blockIndex: Int
  let aim: Int
  let forms: PolynomialForms
  let complex: Interpreter<ComplexDomain>
  let rules: [Rule]
  /// 1/√(2π).
  let density: Interval
  var breakpoints: Set<Rational> = []
  /// Whether a number outside the block is known but roughly, as under a quantifier.
  let hasWideInputs: Bool
  /// What one panel may contribute to the width.
  var tolerance = Rational(1)
  var nodeCount = 0
  var panelCount = 0

  /// Whether the work ended before the accuracy was reached: what remained was enclosed by its range.
  var isExhausted = false

  /// The effort at which what remains is enclosed by its range.
  let ceiling: Int

  static let largestNodeCount = 20_000
  static let largestPanelCount = 4000
  private static let largestBreakpointCount = 64

  init(
    _ machine: ScalarMachine<Interval>, _ complex: Interpreter<ComplexDomain>, block k: Int, aim: Int,
    forms: PolynomialForms, ceiling: Int = .max
  ) {
    self.machine = machine
    self.ceiling = ceiling
    self.aim = aim
    self.forms = forms
    blockIndex = k
    let block = machine.program.blocks[k]
    self.block = block
    self.complex = complex
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

  func number(_ x: Rational) -> Interval { Interval(x, precision: machine.precision) }

  func failure(_ status: Status) -> Failure { Failure(status: status) }

  /// The place that a mean which diverges is reported at.
  var divergent: Failure {
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
    for place in [TailDomain.Place.left, .right] {
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

  func width(_ x: Interval) -> Rational? {
    guard let lower = x.lower, let upper = x.upper else { return nil }
    return upper - lower
  }

  /// The block's number for all reals of a place, and its status.
  func body(_ place: TailDomain.Place, from start: Rational) -> (TailValue, Status, TailArithmetic) {
    let arithmetic = TailArithmetic(start: start, precision: machine.precision)
    let run = machine.runTail(block: blockIndex, at: place, arithmetic, forms: forms)
    return (run.values[Int(block.body)], run.statuses[Int(block.body)], arithmetic)
  }

  /// The integral beyond some R, and that R.
  private func tail(
    _ place: TailDomain.Place, from reach: Rational
  ) throws(Failure) -> (Rational, Interval) {
    var start = reach
    var found: (Rational, Interval)?
    for _ in 0..<16 {
      let (value, status, arithmetic) = body(place, from: start)
      // A failure everywhere on the half line is one on a set of positive measure.
      if status.failure != nil { throw failure(status) }
      if status.isDefined {
        if arithmetic.gaussianIntegralDiverges(value) { throw divergent }
        if let integral = arithmetic.gaussianIntegral(value), let width = width(integral) {
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
}
