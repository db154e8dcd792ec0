import Enclosures
import ExactReals
import Numbers
import Programs

/// Functions of the bound real by their Taylor coefficients, enclosed over a box or known at a point of it. What is not
/// certainly smooth there has none.
///
/// The truths that choices go by are those of the whole box, put into the registers before. So are the branches of
/// `abs`, `min` and `max`: at a point of the box a sign alone may not tell which of two functions goes on.
final class TaylorDomain<Number: RungNumber & MeanCoefficient>: NumberDomain {
  typealias Value = TaylorSeries<Number>
  typealias Interrupt = Never

  private(set) var box = Number(0, precision: 64)
  private(set) var order = 1
  fileprivate var branches: [Int32: Branch] = [:]
  /// The same of what switches inside means.
  private(set) var choices = FormChoices()
  /// Adds to what is known of the sign of right − left where a truth is to be written.
  var refinement: ((_ place: Int32, _ difference: Value, inout Signs) -> Void)?

  /// Goes to a box, where branches are chosen.
  func begin(on box: Number, order: Int) {
    (self.box, self.order, branches, choices) = (box, order, [:], FormChoices())
  }

  /// Goes to a point, of the same functions as over a box.
  func begin<Other>(at point: Number, order: Int, choosingLike other: TaylorDomain<Other>) {
    (box, self.order, branches, choices) = (point, order, other.branches, other.choices.frozen)
  }

  /// The bound real.
  var parameter: Value {
    var parameter = Value(box, order: order)
    parameter.coefficients[1] = box.constant(1)
    return parameter
  }

  var nothing: Value { Value([]) }
  func constant(_ x: Rational) -> Value { Value(box.constant(x), order: order) }
  func pi() -> Value { Value(box.constantPi(), order: order) }
  func zero(like x: Value) -> Value { Value(x.value.constant(0), order: order) }
  func exactValue(of x: Value) -> Rational? { x.exactValue }

  func sum(_ x: Value, _ y: Value) -> Value? { x + y }
  func difference(_ x: Value, _ y: Value) -> Value? { x - y }
  func product(_ x: Value, _ y: Value) -> Value? { x * y }
  func square(_ x: Value) -> Value? { x.power(2) }
  func quotient(_ x: Value, _ y: Value) -> Value? { x / y }
  func negated(_ x: Value) -> Value? { -x }
  func power(_ x: Value, _ n: Int) -> Value? { x.power(n) }
  func power(_ x: Value, whole n: Rational, _ y: Value) -> Value? {
    n.word.map { x.power($0) } ?? x.power(y.value)
  }
  func power(_ x: Value, _ y: Value) -> Value? {
    y.exactValue != nil ? x.power(y.value) : x.log().map { (y * $0).exp() }
  }

  // MARK: Choices

  /// The branch chosen before for the box, or now; nil where the box has both.
  private func branch(_ place: Int32, isFirst: Trilean) -> Branch? {
    if let chosen = branches[place] { return chosen }
    guard isFirst != .unknown else { return nil }
    let branch: Branch = isFirst == .yes ? .first : .second
    branches[place] = branch
    return branch
  }

  func magnitude(_ x: Value, at place: Int32) -> Value? {
    let v = x.value
    let isFirst: Trilean = v.isNonnegative == .yes ? .yes : v.isNonpositive == .yes ? .no : .unknown
    return branch(place, isFirst: isFirst).map { $0 == .first ? x : -x }
  }

  func minimum(_ x: Value, _ y: Value, at place: Int32) -> Value? {
    branch(place, isFirst: x.value.isLessOrEqual(to: y.value)).map { $0 == .first ? x : y }
  }

  func maximum(_ x: Value, _ y: Value, at place: Int32) -> Value? {
    branch(place, isFirst: !x.value.isLessOrEqual(to: y.value)).map { $0 == .first ? x : y }
  }

  func withSign(_ x: Value, of s: Value) -> Value? { nil }
  func hull(_ x: Value, _ y: Value) -> Value? { nil }

  // MARK: Functions

  func squareRoot(_ x: Value) -> Value? { x.squareRoot() }
  func exp(_ x: Value) -> Value? { x.exp() }
  func log(_ x: Value) -> Value? { x.log() }
  func sin(_ x: Value) -> Value? { x.sineAndCosine().0 }
  func cos(_ x: Value) -> Value? { x.sineAndCosine().1 }
  func tanh(_ x: Value) -> Value? { x.tanh() }
  func sigmoid(_ x: Value) -> Value? { x.sigmoid() }
  func softplus(_ x: Value) -> Value? { x.softplus() }
  func silu(_ x: Value) -> Value? { x * x.sigmoid() }
  func atan2(y: Value, x: Value) -> Value? { nil }

  // MARK: Comparison

  func isZero(_ x: Value) -> Trilean { x.value.isZero }
  func isNegative(_ x: Value) -> Trilean { x.value.isNegative }
  func isNonpositive(_ x: Value) -> Trilean { x.value.isNonpositive }

  private func signs(_ x: Value, _ y: Value, _ place: Int32) -> Signs {
    let difference = y - x
    var signs = Signs()
    signs.take(difference.value)
    refinement?(place, difference, &signs)
    return signs
  }
  func isLess(_ x: Value, _ y: Value, at place: Int32) -> Trilean { signs(x, y, place).less }
  func isLessOrEqual(_ x: Value, _ y: Value, at place: Int32) -> Trilean { signs(x, y, place).lessOrEqual }
  func isEqual(_ x: Value, _ y: Value, at place: Int32) -> Trilean { signs(x, y, place).equal }
}

/// Which of two functions an absolute value, a minimum or a maximum is throughout a box.
private enum Branch { case first, second }

/// What is known of the sign of f = right − left throughout a box.
struct Signs {
  /// f > 0, f ≥ 0, f < 0, f ≤ 0.
  var isPositive = false
  var isNonnegative = false
  var isNegative = false
  var isNonpositive = false

  mutating func take(_ x: some RealEnclosure) {
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

extension Interpreter {
  /// The mean of a block in closed form, which is smooth where its coefficients are.
  func closedMean<Number>(_ k: Int) -> (Value, Status) where Domain == TaylorDomain<Number> {
    let reader = FormReader(
      program, program.blocks[k], like: domain.constant(0), choices: domain.choices, hasRun: false,
      external: { [self] in value(at: $0) }, truth: { [self] in truths[Int($0)] })
    return reader.mean().map { ($0, .defined) } ?? (domain.nothing, .indeterminate)
  }
}
