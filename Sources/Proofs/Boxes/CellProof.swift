import Algebra
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
    return Proof.steps(needed(for: .combination(sum)), then: .combination(sum)).flattened
  }

  /// The steps that a proof rests on.
  func needed(for last: Proof) -> [Proof.Step] {
    var names = last.localNames
    var kept: [Proof.Step] = []
    for step in steps.reversed() where names.contains(step.name) {
      names.formUnion(step.proof.localNames)
      kept.append(step)
    }
    return kept.reversed()
  }

  // MARK: Facts

  /// A step of the proof, under a name.
  mutating func add(_ literal: Literal, _ proof: Proof) -> Reference? {
    guard steps.count < BoxTuning.mostSteps else { return nil }
    let name = "s\(steps.count + 1)'"
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

  /// An element bounded from below where its factor is at least 0, from above where it is not.
  private mutating func bound(_ atom: Atom, _ reduction: inout Reduction) -> Bool {
    var powers = reduction.rest.powers(of: atom)
    if powers.count > 2 {
      guard lower(atom, &reduction) else { return false }
      powers = reduction.rest.powers(of: atom)
    }
    guard powers.count == 2 else { return powers.count < 2 }
    guard let (above, below) = signs(of: powers[1]) else { return false }
    let me = RealPolynomial(atom)
    if let above {
      guard let bound = bound(of: atom, isLower: true) else { return false }
      take(above, Reduction.Factor(bound.fact, me - bound.polynomial), &reduction)
    }
    if let below {
      guard let bound = bound(of: atom, isLower: false) else { return false }
      take(below, Reduction.Factor(bound.fact, bound.polynomial - me), &reduction)
    }
    return !reduction.rest.variables.contains(atom)
  }

  private func take(_ weight: Weight, _ factor: Reduction.Factor, _ reduction: inout Reduction) {
    switch weight {
    case .number(let number): reduction.take(number, [factor])
    case .fact(let reference, let polynomial):
      reduction.take(1, [Reduction.Factor(reference, polynomial), factor])
    }
  }

  /// A polynomial as the difference of two that are at least 0 in the cell: itself, its negative, or one and a number.
  private mutating func signs(of factor: RealPolynomial) -> (above: Weight?, below: Weight?)? {
    if let constant = factor.constant {
      return constant.signum >= 0 ? (.number(constant), nil) : (nil, .number(-constant))
    }
    let values = samples.map { theory.value(factor, at: $0) }
    guard let least = values.min(), let most = values.max(), least.isFinite, most.isFinite else { return nil }
    let tiny = BoxTuning.equality * max(least.magnitude, most.magnitude)
    if least >= -tiny, let weight = weight(factor) { return (weight, nil) }
    if most <= tiny, let weight = weight(-factor) { return (nil, weight) }
    for slack in [1.0 / 8, 1.0] {
      let reach = slack * (most - least)
      let isAbove = -least <= most
      guard let shift = Rational(near: max(isAbove ? -least : most, 0) + reach, places: 20) else {
        return nil
      }
      let whole = (isAbove ? factor : -factor) + RealPolynomial(shift)
      guard let weight = weight(whole) else { continue }
      return isAbove ? (weight, .number(shift)) : (.number(shift), weight)
    }
    return nil
  }

  /// Squares of an element by its ends: f² >= 2·m·f - m², f² <= (low + high)·f - low·high.
  private mutating func lower(_ atom: Atom, _ reduction: inout Reduction) -> Bool {
    let powers = reduction.rest.powers(of: atom)
    let me = RealPolynomial(atom)
    guard powers.count == 3, let (above, below) = signs(of: powers[2]) else { return false }
    if let above {
      let values = samples.map { theory.value(me, at: $0) }
      guard let low = values.min(), let high = values.max(),
        let middle = Rational(near: (low + high) / 2, places: 12)
      else { return false }
      take(above, Reduction.Factor(squareOf: me - RealPolynomial(middle)), &reduction)
    }
    if let below {
      guard let low = bound(of: atom, isLower: true), let high = bound(of: atom, isLower: false) else {
        return false
      }
      let factors = [
        Reduction.Factor(low.fact, me - low.polynomial), Reduction.Factor(high.fact, high.polynomial - me),
      ]
      switch below {
      case .number(let number): reduction.take(number, factors)
      case .fact(let reference, let polynomial):
        reduction.take(1, [Reduction.Factor(reference, polynomial)] + factors)
      }
    }
    return true
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

extension Proof {
  /// Without a list of no steps.
  var flattened: Proof {
    if case .steps(let list, let then) = self, list.isEmpty { return then }
    return self
  }

  /// The names of literals that it takes from its context.
  var localNames: Set<String> {
    var names: Set<String> = []
    func visit(_ reference: Reference) {
      switch reference {
      case .local(let name): names.insert(name)
      case .fact(_, _, let premises): premises.forEach(visit)
      case .index, .same: break
      }
    }
    func visit(_ proof: Proof) {
      switch proof {
      case .combination(let sum):
        for term in sum.terms {
          for case .fact(let reference) in term.factors { visit(reference) }
        }
        for equation in sum.equations { visit(equation.equation) }
        for rewrite in sum.rewrites { visit(rewrite.equation) }
      case .steps(let list, let then):
        for step in list { visit(step.proof) }
        visit(then)
      case .indexCases(_, let yes, let no), .signCases(_, _, let yes, let no), .both(let yes, let no):
        visit(yes)
        visit(no)
      case .bound(_, _, _, let inner), .attained(_, _, _, _, let inner), .apart(_, let inner): visit(inner)
      case .bounds(_, let list): list.forEach(visit)
      case .modulus(_, _, let rewrites), .exponentials(_, _, let rewrites):
        for rewrite in rewrites { visit(rewrite.equation) }
      case .exponentialOfLogarithm(_, let positive): visit(positive)
      case .root(_, _, let nonnegative, let squares):
        visit(nonnegative)
        visit(squares)
      }
    }
    visit(self)
    return names
  }
}
