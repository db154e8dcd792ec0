import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Algebra

extension RadicalTower {
  /// The root, where the radicand's sign is constant.
  func root(_ x: RadicalElement) throws -> RadicalElement {
    guard case .value(let root) = try squareRoot(of: x) else { throw AlgebraError.divisionByZero }
    return root
  }

  func polynomial(_ coefficients: Rational...) -> RadicalElement { polynomial(Polynomial(coefficients)) }

  func polynomial(_ p: Polynomial) -> RadicalElement {
    if case .point(.rational(let x)) = cell { return RadicalElement(p(x)) }
    return RadicalElement(RationalFunction(p))
  }
}

/// The constant sign; nil for splits and undefined.
func constant(_ sign: CellSign) -> Int? {
  if case .constant(let value) = sign { return value }
  return nil
}

func splits(_ sign: CellSign) -> [AlgebraicNumber] {
  if case .splits(let points) = sign { return points }
  return []
}

@Suite struct RadicalTowerTests {
  @Test func constantsAndDependentRoots() throws {
    for cell in [Cell.line, .point(.rational(3)), .point(Polynomial([-2, 0, 1]).realRoots()[1])] {
      let tower = RadicalTower(on: cell, context: AlgebraContext())
      let root2 = try tower.root(RadicalElement(2))
      let root3 = try tower.root(RadicalElement(3))
      // √6 = √2·√3 and √(8/9) = 2√2/3 need no generators of their own.
      #expect(try tower.root(RadicalElement(6)) == tower.product(root2, root3))
      #expect(
        try tower.root(RadicalElement(Rational(8, 9))) == tower.product(root2, RadicalElement(Rational(2, 3)))
      )
      #expect(tower.radicands.count == 2)
      #expect(try tower.root(RadicalElement(Rational(49, 4))) == RadicalElement(Rational(7, 2)))
      // √(5 + 2√6) = √2 + √3, a nested root that is equal though it is not written so.
      let inner = try tower.sum(
        RadicalElement(5), tower.product(RadicalElement(2), tower.root(RadicalElement(6))))
      let nested = try tower.root(inner)
      let difference = try tower.difference(nested, tower.sum(root2, root3))
      #expect(constant(try tower.sign(of: difference)) == 0)
      #expect(try tower.isZero(difference))
      let off = try tower.sum(difference, RadicalElement(Rational(1, 1_000_000_000)))
      #expect(constant(try tower.sign(of: off)) == 1)
      // Its inverse goes over a norm that is zero although the element is not.
      let twice = try tower.sum(nested, tower.sum(root2, root3))
      let inverse = try tower.inverse(of: twice)
      let one = try tower.difference(tower.product(twice, inverse), .one)
      #expect(constant(try tower.sign(of: one)) == 0)
    }
  }

  @Test func squareRootOfASquareIsTheAbsoluteValue() throws {
    let context = AlgebraContext()
    let tower = RadicalTower(on: .line, context: context)
    let square = tower.polynomial(1, -2, 1)
    guard case .splits(let points) = try tower.squareRoot(of: square) else {
      Issue.record("(w − 1)² vanishes on the line")
      return
    }
    #expect(points == [.rational(1)])
    for cell in Cell.line.split(at: points) {
      let tower = RadicalTower(on: cell, context: context)
      let root = try tower.root(tower.polynomial(1, -2, 1))
      let line = tower.polynomial(-1, 1)
      let sign = constant(try tower.sign(of: line)) ?? 9
      #expect(root == (sign < 0 ? tower.negated(line) : sign == 0 ? .zero : line))
      #expect(tower.radicands.isEmpty)
    }
  }

  @Test func signsAtAnIrrationalPoint() throws {
    let root2 = Polynomial([-2, 0, 1]).realRoots()[1]
    let tower = RadicalTower(on: .point(root2), context: AlgebraContext())
    #expect(constant(try tower.sign(of: tower.polynomial(-2, 0, 1))) == 0)
    let root = try tower.root(tower.variable)
    #expect(constant(try tower.sign(of: tower.difference(root, .one))) == 1)
    // √w · √w · w = 2 and ⁴√w² …
    let product = try tower.product(tower.product(root, root), tower.variable)
    #expect(constant(try tower.sign(of: tower.difference(product, RadicalElement(2)))) == 0)
    // √√2 against √w at w = √2: two different generators, one value.
    let fourth = try tower.root(tower.root(RadicalElement(2)))
    #expect(constant(try tower.sign(of: tower.difference(root, fourth))) == 0)
    // 1/(√w + ⁴√2): the norm w − √2 vanishes here.
    let sum = try tower.sum(root, fourth)
    let one = try tower.difference(tower.product(sum, tower.inverse(of: sum)), .one)
    #expect(constant(try tower.sign(of: one)) == 0)
    #expect(throws: AlgebraError.divisionByZero) {
      try tower.inverse(of: tower.polynomial(-2, 0, 1))
    }
    guard case .undefined = try tower.squareRoot(of: tower.polynomial(1, -1)) else {
      Issue.record("√(1 − w) has no value at √2")
      return
    }
  }

  @Test func inverseWhoseConjugateVanishesInTheCell() throws {
    // x = w + √(2w + 1) > 0 for w > 0, while w − √(2w + 1) vanishes at 1 + √2.
    let context = AlgebraContext()
    let cells = try decompose(.interval(lower: .rational(0), upper: nil), context: context) { tower in
      try withRoot(tower, tower.polynomial(1, 2)) { root in
        let sum = try tower.sum(tower.variable, root)
        guard case .constant(1) = try tower.sign(of: sum) else {
          Issue.record("the sum is positive")
          return .undefined
        }
        // 1/x − 1/5 is positive up to w = 6 − √12.
        return try tower.sign(of: tower.difference(tower.inverse(of: sum), RadicalElement(Rational(1, 5))))
      }
    }
    let zero = Polynomial([24, -12, 1]).realRoots()[0]
    // At 1 + √2, where the norm vanishes, the inverse is 1/(2w).
    #expect(cells.map(\.sign) == [1, 1, 1, 0, -1])
    #expect(cells.contains { if case .point(let x) = $0.cell { x == zero && $0.sign == 0 } else { false } })
  }

  @Test func manyDependentConstantRoots() throws {
    // (√2 + √3 + √5 + √7)² and its expansion; then a root of the square is the sum again.
    let tower = RadicalTower(on: .line, context: AlgebraContext())
    var sum = RadicalElement.zero
    for p in [2, 3, 5, 7] { sum = try tower.sum(sum, tower.root(RadicalElement(Rational(p)))) }
    let root = try tower.root(tower.product(sum, sum))
    #expect(constant(try tower.sign(of: tower.difference(root, sum))) == 0)
    let shifted = try tower.sum(
      tower.difference(root, sum), RadicalElement(Rational(-1, Integer(10).power(90))))
    #expect(constant(try tower.sign(of: shifted)) == -1)
    #expect(try tower.isZero(tower.difference(root, sum)))
    #expect(try !tower.isZero(shifted))
  }

  @Test func hugeConstantsAreRefused() throws {
    let tower = RadicalTower(on: .line, context: AlgebraContext())
    var x = RadicalElement(Rational(3, 2))
    #expect(throws: AlgebraError.self) {
      for _ in 0..<60 { x = try tower.product(x, x) }
    }
  }

  @Test func polesInsideTheCellAreSplitPoints() throws {
    let tower = RadicalTower(on: .line, context: AlgebraContext())
    let pole = RadicalElement(RationalFunction(.one, Polynomial([-2, 0, 1])))
    let expected = Polynomial([-2, 0, 1]).realRoots()
    #expect(splits(try tower.sign(of: pole)) == expected)
    #expect(splits(try tower.sign(of: tower.product(pole, pole))) == expected)
    let root = try tower.root(tower.polynomial(1, 0, 1))
    #expect(splits(try tower.sign(of: tower.sum(tower.product(pole, pole), root))) == expected)
    guard case .splits(let points) = try tower.squareRoot(of: tower.product(pole, pole)) else {
      Issue.record("1/(w² − 2)² has poles on the line")
      return
    }
    #expect(points == expected)
  }

  @Test func poleAtAPoint() throws {
    let root2 = Polynomial([-2, 0, 1]).realRoots()[1]
    let tower = RadicalTower(on: .point(root2), context: AlgebraContext())
    guard
      case .undefined = try tower.sign(of: RadicalElement(RationalFunction(.one, Polynomial([-2, 0, 1]))))
    else {
      Issue.record("1/(w² − 2) has a pole at √2")
      return
    }
  }

  @Test func fieldIdentitiesInRandomTowers() throws {
    var random = SplitMix64(seed: 31)
    for _ in 0..<TestScale.count(12) {
      let tower = RadicalTower(
        on: .interval(lower: .rational(0), upper: .rational(1)), context: AlgebraContext())
      var pool = [tower.variable, RadicalElement(random.rational()), tower.polynomial(1, 1)]
      for _ in 0..<3 {
        let base = try #require(pool.randomElement(using: &random))
        // b² + 1 is positive everywhere.
        let radicand = try tower.sum(tower.product(base, base), .one)
        if case .value(let root) = try tower.squareRoot(of: radicand) { pool.append(root) }
        let a = try #require(pool.randomElement(using: &random))
        let b = try #require(pool.randomElement(using: &random))
        pool.append(try tower.sum(a, tower.product(b, RadicalElement(random.rational(3)))))
      }
      let (x, y, z) = (pool[pool.count - 1], pool[pool.count - 2], pool[pool.count - 3])
      let left = try tower.product(x, tower.sum(y, z))
      let right = try tower.sum(tower.product(x, y), tower.product(x, z))
      #expect(left == right)
      #expect(try tower.product(tower.product(x, y), z) == tower.product(x, tower.product(y, z)))
      if !(try tower.isZero(x)) {
        let one = try tower.product(x, tower.inverse(of: x))
        #expect(try tower.isZero(tower.difference(one, .one)))
      }
    }
  }

  @Test func limitsThrow() throws {
    var limits = AlgebraLimits()
    limits.radicals = 2
    let tower = RadicalTower(on: .line, context: AlgebraContext(limits: limits))
    _ = try tower.root(RadicalElement(2))
    _ = try tower.root(RadicalElement(3))
    #expect(throws: AlgebraError.tooManyRadicals(limit: 2)) { try tower.squareRoot(of: RadicalElement(5)) }
    var x = try tower.sum(tower.variable, .one)
    #expect(throws: AlgebraError.self) {
      for _ in 0..<40 { x = try tower.product(x, x) }
    }
    limits.steps = 100
    let poor = RadicalTower(on: .line, context: AlgebraContext(limits: limits))
    #expect(throws: AlgebraError.outOfSteps(allowance: 100)) {
      try poor.sign(of: poor.polynomial(Polynomial(roots: (1...9).map { Rational($0) })))
    }
  }
}
