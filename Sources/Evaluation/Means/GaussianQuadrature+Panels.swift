import Enclosures
import Numbers
import Programs

/// Panels, cut further where needed, and what is left of the singular ones.
extension GaussianQuadrature {
  func integral(from p: Rational, to q: Rational) throws(Failure) -> Interval {
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
      let (value, status, arithmetic) = body(
        .near(point, fromRight: fromRight), from: Rational(1) / (q - p))
      if status.failure != nil { throw failure(status) }
      guard status.isDefined else { continue }
      if arithmetic.reciprocalIntegralDiverges(value) { throw divergent }
      if let integral = arithmetic.reciprocalIntegral(value) { return integral * weight(p, q) }
    }
    return nil
  }
}
