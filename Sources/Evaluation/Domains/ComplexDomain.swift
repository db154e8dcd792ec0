import Enclosures
import Numbers
import Programs

/// What a function is on a box of the complex plane, where it is analytic, and on the panel of the real line in it.
struct ComplexValue {
  var box: Complex<Interval>
  var onPanel: Interval
}

/// Functions of the bound real on a box of the complex plane, where every operation is analytic.
///
/// Choices (`abs`, `max`, `if`, …) are those that hold on a panel of the real line: the result is the analytic function
/// that agrees with the block there. A machine must have run the block on the panel before; its truths are put into the
/// registers, its numbers stand beside those on the box.
final class ComplexDomain: NumberDomain {
  typealias Value = ComplexValue
  typealias Interrupt = Never
  typealias Box = Complex<Interval>

  let precision: Int
  /// The registers of the machine that has run the panel.
  private let panel: UnsafeMutablePointer<Interval>

  init(panel: UnsafeMutablePointer<Interval>, precision: Int) {
    (self.panel, self.precision) = (panel, precision)
  }

  var nothing: ComplexValue {
    let line = Interval.wholeLine(precision: precision)
    return ComplexValue(box: Box(line, line), onPanel: line)
  }

  func recorded(_ x: ComplexValue, in register: Int32) -> ComplexValue {
    ComplexValue(box: x.box, onPanel: panel[Int(register)])
  }

  /// What it is on the panel, `recorded` adds.
  private func value(_ z: Box?) -> ComplexValue? { z.map { ComplexValue(box: $0, onPanel: $0.re) } }

  func constant(_ x: Rational) -> ComplexValue {
    let x = Interval(x, precision: precision)
    return ComplexValue(box: Box(x), onPanel: x)
  }
  func pi() -> ComplexValue {
    let pi = Interval(0, precision: precision).constantPi()
    return ComplexValue(box: Box(pi), onPanel: pi)
  }
  func zero(like x: ComplexValue) -> ComplexValue { constant(0) }
  func exactValue(of x: ComplexValue) -> Rational? { x.onPanel.exactValue }

  // MARK: Arithmetic

  private static func excludesZero(_ z: Box) -> Bool { z.re.isZero == .no || z.im.isZero == .no }

  /// Whether the box avoids the cut (−∞, 0].
  private static func avoidsCut(_ z: Box) -> Bool { z.re.isPositive == .yes || z.im.isZero == .no }

  private func quotient(_ z: Box, _ w: Box) -> Box? { Self.excludesZero(w) ? z / w : nil }
  private func log(_ z: Box) -> Box? { Self.avoidsCut(z) ? z.log() : nil }

  func sum(_ x: ComplexValue, _ y: ComplexValue) -> ComplexValue? { value(x.box + y.box) }
  func difference(_ x: ComplexValue, _ y: ComplexValue) -> ComplexValue? { value(x.box - y.box) }
  func product(_ x: ComplexValue, _ y: ComplexValue) -> ComplexValue? { value(x.box * y.box) }
  func square(_ x: ComplexValue) -> ComplexValue? { value(x.box.power(2)) }
  func quotient(_ x: ComplexValue, _ y: ComplexValue) -> ComplexValue? { value(quotient(x.box, y.box)) }
  func negated(_ x: ComplexValue) -> ComplexValue? { value(-x.box) }

  func power(_ x: ComplexValue, _ n: Int) -> ComplexValue? {
    n >= 0 || Self.excludesZero(x.box) ? value(x.box.power(n)) : nil
  }
  func power(_ x: ComplexValue, whole n: Rational, _ y: ComplexValue) -> ComplexValue? {
    n.word.map { power(x, $0) } ?? power(x, y)
  }
  func power(_ x: ComplexValue, _ y: ComplexValue) -> ComplexValue? {
    value(log(x.box).map { (y.box * $0).exp() })
  }

  // MARK: Choices

  func magnitude(_ x: ComplexValue, at place: Int32) -> ComplexValue? {
    if x.onPanel.isNonnegative == .yes { return x }
    return x.onPanel.isNonpositive == .yes ? value(-x.box) : nil
  }

  /// Whether x ≤ y throughout the panel, or y ≤ x; nil where it has both.
  private func isFirstLess(_ x: ComplexValue, _ y: ComplexValue) -> Bool? {
    if x.onPanel.isLessOrEqual(to: y.onPanel) == .yes { return true }
    return y.onPanel.isLessOrEqual(to: x.onPanel) == .yes ? false : nil
  }
  func minimum(_ x: ComplexValue, _ y: ComplexValue, at place: Int32) -> ComplexValue? {
    isFirstLess(x, y).map { $0 ? x : y }
  }
  func maximum(_ x: ComplexValue, _ y: ComplexValue, at place: Int32) -> ComplexValue? {
    isFirstLess(x, y).map { $0 ? y : x }
  }

  func withSign(_ x: ComplexValue, of s: ComplexValue) -> ComplexValue? {
    let isNegative = s.onPanel.isNegative
    guard isNegative != .unknown, let size = magnitude(x, at: 0) else { return nil }
    return isNegative == .yes ? value(-size.box) : size
  }

  /// Two functions are not one that is analytic.
  func hull(_ x: ComplexValue, _ y: ComplexValue) -> ComplexValue? { nil }

  // MARK: Functions

  func squareRoot(_ x: ComplexValue) -> ComplexValue? {
    Self.avoidsCut(x.box) ? value(x.box.squareRoot()) : nil
  }
  func exp(_ x: ComplexValue) -> ComplexValue? { value(x.box.exp()) }
  func log(_ x: ComplexValue) -> ComplexValue? { value(log(x.box)) }
  func sin(_ x: ComplexValue) -> ComplexValue? { value(x.box.sin()) }
  func cos(_ x: ComplexValue) -> ComplexValue? { value(x.box.cos()) }
  func tanh(_ x: ComplexValue) -> ComplexValue? {
    value(sigmoid(x.box + x.box).map { $0 + $0 - $0.constant(1) })
  }
  func sigmoid(_ x: ComplexValue) -> ComplexValue? { value(sigmoid(x.box)) }
  func silu(_ x: ComplexValue) -> ComplexValue? { value(sigmoid(x.box).map { x.box * $0 }) }

  /// 1/(1 + exp(−z)), or exp(z)/(1 + exp(z)) on the left.
  private func sigmoid(_ z: Box) -> Box? {
    let one = z.constant(1)
    let isLeft = z.re.isNonpositive == .yes
    let e = (isLeft ? z : -z).exp()
    return quotient(isLeft ? e : one, one + e)
  }

  /// log(1 + exp(z)), on the right z + log(1 + exp(−z)): both agree on the real line.
  func softplus(_ x: ComplexValue) -> ComplexValue? {
    let (z, one) = (x.box, x.box.constant(1))
    if z.re.isNonnegative == .yes { return value(log(one + (-z).exp()).map { z + $0 }) }
    return value(log(one + z.exp()))
  }

  /// (log(1 + iz) − log(1 − iz))/(2i).
  private func arctangent(_ z: Box) -> Box? {
    let (one, iz) = (z.constant(1), Box(-z.im, z.re))
    guard let a = log(one + iz), let b = log(one - iz) else { return nil }
    let d = a - b
    return Box(d.im, -d.re) / d.re.constant(2)
  }

  func atan2(y: ComplexValue, x: ComplexValue) -> ComplexValue? {
    let halfTurn = y.box.re.constantPi()
    let quarter = halfTurn / halfTurn.constant(2)
    if x.onPanel.isPositive == .yes { return value(quotient(y.box, x.box).flatMap(arctangent)) }
    guard let turned = quotient(x.box, y.box).flatMap(arctangent) else { return nil }
    if y.onPanel.isPositive == .yes { return value(Box(quarter) - turned) }
    return y.onPanel.isNegative == .yes ? value(Box(-quarter) - turned) : nil
  }

  // MARK: Questions

  // Of what a function is on the box: certainly not 0, certainly off the cut, else nothing.
  func isZero(_ x: ComplexValue) -> Trilean { Self.excludesZero(x.box) ? .no : .unknown }
  func isNegative(_ x: ComplexValue) -> Trilean { Self.avoidsCut(x.box) ? .no : .unknown }
  func isNonpositive(_ x: ComplexValue) -> Trilean { Self.avoidsCut(x.box) ? .no : .unknown }

  // Of what functions are on the panel.
  func isLess(_ x: ComplexValue, _ y: ComplexValue, at place: Int32) -> Trilean {
    x.onPanel.isLess(than: y.onPanel)
  }
  func isLessOrEqual(_ x: ComplexValue, _ y: ComplexValue, at place: Int32) -> Trilean {
    x.onPanel.isLessOrEqual(to: y.onPanel)
  }
  func isEqual(_ x: ComplexValue, _ y: ComplexValue, at place: Int32) -> Trilean {
    x.onPanel.isEqual(to: y.onPanel)
  }
}

extension ScalarMachine where Number == Interval {
  /// An interpreter over boxes whose choices are those of the machine's registers.
  func makeComplexInterpreter() -> Interpreter<ComplexDomain> {
    Interpreter(program, ComplexDomain(panel: reals, precision: precision))
  }

  /// An enclosure of the number of block `k` on a box; nil where it may not be analytic there.
  ///
  /// The machine must have run the panel before, the block's number being defined there.
  func body(_ run: Interpreter<ComplexDomain>, block k: Int, on box: Complex<Interval>) -> Complex<Interval>?
  {
    let block = program.blocks[k]
    load(run, block: k) { ComplexValue(box: Complex($0), onPanel: $0) }
    run.set(block.parameter, ComplexValue(box: box, onPanel: box.re))
    runNumbers(run, block: k)
    return run.value(at: block.body)?.box
  }
}
