import Numbers
import ProofKernel

/// The proof of a literal in one cell of a box: functions are replaced by polynomials that bound them there, the outermost
/// first, until a polynomial in the numbers that vary is left, which Bernstein's form shows to be at least 0.
struct CellProof {
  let theory: BoxTheory
  let box: Box
  var context: Context
  /// The exponents of what is bounded are halved so often: each time a bound's error to second order is halved.
  let halvings: Int
  /// A corner at which bounds touch what they bound; nil: they do in the middle.
  let focus: [Atom: Rational]?
  /// How many binary places closed numbers are known to.
  let places: Int
  private(set) var steps: [Proof.Step] = []
  private var known: [Literal: Reference] = [:]
  private var failed: Set<Literal> = []
  /// Bounds that were shown of elements, by element, and whether from below.
  var bounds: [BoundKey: Bound] = [:]
  /// Sums with logarithms that were taken to exponentials.
  var tried: Set<RealPolynomial> = []
  /// Sums of exponentials that were divided, and what they were divided to.
  var divided: Set<RealPolynomial> = []
  /// Whether products of distances from a corner were taken to squares.
  var isCrossed = false
  private var level = 0
  let samples: [[Atom: Double]]

  struct BoundKey: Hashable {
    var atom: Atom
    var isLower: Bool
  }
  /// atom - polynomial >= 0, or polynomial - atom >= 0.
  struct Bound {
    var polynomial: RealPolynomial
    var fact: Reference
  }
  /// What is at least 0: a number, or by a fact.
  enum Weight {
    case number(Rational)
    case fact(Reference, RealPolynomial)
  }

  init(
    _ theory: BoxTheory, _ box: Box, _ context: Context, halvings: Int, focus: [Atom: Rational]?, places: Int
  ) {
    (self.theory, self.box, self.context) = (theory, box, context)
    (self.halvings, self.focus, self.places) = (halvings, focus, places)
    samples = box.samples
  }

  /// A proof of the literal that rests on the cell's facts.
  mutating func proof(of goal: Literal) -> Proof? {
    guard let sum = combination(goal.polynomial, isStrict: goal.relation == .positive) else { return nil }
    return steps.needed(then: .combination(sum))
  }

  // MARK: Facts

  /// The name of what is led to a contradiction.
  static let contrary = AuxiliaryName.of("contrary")

  /// A step of the proof, under a name.
  mutating func add(_ literal: Literal, _ proof: Proof) -> Reference? {
    guard steps.count < BoxTuning.mostSteps else { return nil }
    let name = AuxiliaryName.of("s", steps.count + 1)
    guard let next = try? context.adding(name, literal, theory.checker.theory) else { return nil }
    context = next
    steps.append(Proof.Step(name, literal, proof))
    known[literal] = .local(name)
    return .local(name)
  }

  /// A literal that was shown before.
  func shown(_ literal: Literal) -> Reference? { known[literal] }

  /// That a polynomial is at least 0, or above 0, in the cell.
  mutating func fact(_ polynomial: RealPolynomial, isStrict: Bool = false) -> Reference? {
    let literal = Literal(polynomial, isStrict ? .positive : .nonnegative)
    if let reference = known[literal] { return reference }
    if !isStrict, let reference = known[Literal(polynomial, .positive)] { return reference }
    guard !failed.contains(literal), level < BoxTuning.mostLevels else { return nil }
    level += 1
    defer { level -= 1 }
    guard let sum = combination(polynomial, isStrict: isStrict),
      let reference = add(literal, .combination(sum))
    else {
      failed.insert(literal)
      return nil
    }
    return reference
  }

  /// That a polynomial is at least 0, as a factor of products.
  mutating func weight(_ polynomial: RealPolynomial) -> Weight? {
    if let constant = polynomial.constant { return constant.signum >= 0 ? .number(constant) : nil }
    return fact(polynomial).map { .fact($0, polynomial) }
  }

  private mutating func combination(_ polynomial: RealPolynomial, isStrict: Bool) -> Proof.Combination? {
    // What is below 0 somewhere is not tried.
    for point in samples {
      var values = BoxValues(theory, at: point)
      let (value, size) = values.sum(polynomial)
      theory.effort.spend(BoxTuning.costOfTerm * polynomial.termCount)
      if value < -BoxTuning.rounding * size || value.isNaN { return nil }
    }
    var reduction = Reduction(polynomial)
    guard reduce(&reduction, isStrict: isStrict), reduction.rest.isZero else { return nil }
    return reduction.sum
  }

  // MARK: Reduction

  private mutating func reduce(_ reduction: inout Reduction, isStrict: Bool) -> Bool {
    var rounds = 0
    while true {
      rounds += 1
      theory.effort.spend(BoxTuning.costOfTerm * reduction.rest.termCount * 10)
      guard rounds <= BoxTuning.mostElements, reduction.rest.termCount <= BoxTuning.mostTerms,
        reduction.rest.degree <= BoxTuning.mostDegree, !theory.effort.isSpent,
        joinExponentials(&reduction)
      else { return false }
      guard let next = outermost(reduction.rest) else { break }
      switch theory.kind(of: next) {
      case .base: return false
      case .equal(let value, let equation): reduction.replace(next, by: value, equation)
      case .inverse(let divisor): return clear(next, divisor, &reduction, isStrict)
      case .exponential(let exponent):
        if let log = theory.logarithm(inverted: exponent),
          case .logarithm(let argument) = theory.kind(of: log)
        {
          return clear(next, argument, &reduction, isStrict)
        }
        if !theory.isClosed(next), let isShown = divide(&reduction, isStrict: isStrict) { return isShown }
        guard bound(next, &reduction) else { return false }
      case .logarithm:
        if takeLogarithms(&reduction) { continue }
        guard bound(next, &reduction) else { return false }
      case .root(let square, _):
        guard let equation = squareEquation(next, square) else { return false }
        reduction.reduceSquares(of: next, to: square, equation)
        guard reduction.rest.variables.contains(next) else { continue }
        guard bound(next, &reduction) else { return false }
      case .greatest, .least: guard bound(next, &reduction) else { return false }
      }
    }
    return showPolynomial(&reduction, isStrict: isStrict)
  }

  /// The element that is eliminated next: what varies before closed numbers, and then the deepest first.
  private func outermost(_ polynomial: RealPolynomial) -> Atom? {
    polynomial.variables.filter { !theory.isBase($0) }.max { a, b in
      func order(_ atom: Atom) -> (Int, Int, Int) {
        var isInverse = 0
        if case .inverse = theory.kind(of: atom) { isInverse = 1 }
        return (theory.isClosed(atom) ? 0 : 1, theory.depth(of: atom) ?? 0, isInverse)
      }
      let (x, y) = (order(a), order(b))
      return x == y ? b < a : x < y
    }
  }

  /// Where a polynomial lies in the cell, by the samples and some more.
  func range(of polynomial: RealPolynomial) -> (low: Rational, high: Rational)? {
    if let constant = polynomial.constant { return (constant, constant) }
    if polynomial.variables.allSatisfy(theory.isBase) { return bernsteinRange(of: polynomial) }
    let values = samples.map { theory.value(polynomial, at: $0) }
    guard let low = values.min(), let high = values.max(), low.isFinite, high.isFinite else { return nil }
    let isClosed = polynomial.variables.allSatisfy(theory.isClosed)
    let slack = isClosed ? max(low.magnitude, 1) * 1e-6 : (high - low) / 4 + 1e-9
    guard let below = Rational(near: low - slack, places: 40),
      let above = Rational(near: high + slack, places: 40)
    else { return nil }
    let digits = max(4, 4 - (high - low + slack).exponentOrZero)
    return (below.roundedDown(digits), above.roundedUp(digits))
  }
}
