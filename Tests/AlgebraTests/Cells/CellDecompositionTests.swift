import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Algebra

/// Decomposes the line into cells on which the expression has a constant sign, as a client does;
/// nil for a cell where it has no value.
func decompose(
  _ start: Cell = .line, context: AlgebraContext = AlgebraContext(),
  _ expression: (RadicalTower) throws -> CellSign
) throws -> [(cell: Cell, sign: Int?)] {
  var pending = [start]
  var done: [(Cell, Int?)] = []
  while let cell = pending.popLast() {
    switch try expression(RadicalTower(on: cell, context: context)) {
    case .constant(let sign): done.append((cell, sign))
    case .undefined: done.append((cell, nil))
    case .splits(let points):
      let pieces = cell.split(at: points)
      #expect(pieces.count > 1)
      pending += pieces.reversed()
    }
  }
  return done
}

/// A square root inside an expression: goes on with the value, or hands up what stands against it.
func withRoot(
  _ tower: RadicalTower, _ x: RadicalElement, _ body: (RadicalElement) throws -> CellSign
) throws -> CellSign {
  switch try tower.squareRoot(of: x) {
  case .value(let root): try body(root)
  case .undefined: .undefined
  case .splits(let points): .splits(points)
  }
}

@Suite struct CellDecompositionTests {
  @Test func lowPassTheorem() throws {
    // K(w) = 3/(i w + 1 − 2i), |K(w)| = √(9/((w − 2)² + 1)) against 1/2: equal at w = 2 ± √35.
    let cells = try decompose { tower in
      let modulus = RationalFunction(Polynomial(9), Polynomial([5, -4, 1]))
      return try withRoot(tower, RadicalElement(modulus)) {
        try tower.sign(of: tower.difference($0, RadicalElement(Rational(1, 2))))
      }
    }
    #expect(cells.map(\.sign) == [-1, 0, 1, 0, -1])
    let ends = Polynomial([-31, -4, 1]).realRoots()
    guard case .point(let first) = cells[1].cell, case .point(let second) = cells[3].cell else {
      Issue.record("\(cells)")
      return
    }
    #expect([first, second] == ends)
    // (w − 2)² against 35 at the same cells.
    for (cell, sign) in cells {
      let tower = RadicalTower(on: cell, context: AlgebraContext())
      let square = constant(try tower.sign(of: tower.polynomial(-31, -4, 1)))
      #expect(square == sign.map { -$0 })
    }
  }

  @Test func zerosOfSumsAndNestedRootsAgreeWithMpmath() throws {
    for row in try Fixture.rows("radical-zeros.txt") {
      let (p, q, r) = (Fixture.polynomial(row[1]), Fixture.polynomial(row[2]), Fixture.polynomial(row[3]))
      let expected = row[4].compactMap { Rational($0) }
      let cells = try decompose { tower in
        let (p, q, r) = (tower.polynomial(p), tower.polynomial(q), tower.polynomial(r))
        return try withRoot(tower, q) { rootQ in
          if row[0] == ["sum"] {
            return try withRoot(tower, p) {
              try tower.sign(of: tower.difference(tower.sum($0, rootQ), r))
            }
          }
          return try withRoot(tower, tower.sum(p, rootQ)) { try tower.sign(of: tower.difference($0, r)) }
        }
      }
      // Where the sign changes: the oracle sees those zeros only, within |w| ≤ 60.
      var zeros: [AlgebraicNumber] = []
      for (i, (cell, sign)) in cells.enumerated() {
        guard case .point(let x) = cell, sign == 0, cells[i - 1].sign != cells[i + 1].sign else { continue }
        if x.compared(to: -60) > 0 && x.compared(to: 60) < 0 { zeros.append(x) }
      }
      #expect(zeros.count == expected.count, "\(row)")
      for (zero, value) in zip(zeros, expected) {
        let slack: Rational = Rational("1e-25") ?? 0
        #expect(zero.compared(to: value - slack) > 0 && zero.compared(to: value + slack) < 0)
      }
    }
  }

  @Test func signsHoldAtManySamples() throws {
    // √(w² + 1) + √(w² − 2w + 3) − 2|w| against its value at rational points.
    var random = SplitMix64(seed: 41)
    let cells = try decompose { tower in
      let sign = try tower.sign(of: tower.variable)
      guard case .constant(let side) = sign else { return sign }
      return try withRoot(tower, tower.polynomial(1, 0, 1)) { first in
        try withRoot(tower, tower.polynomial(3, -2, 1)) { second in
          let size = try tower.product(tower.variable, RadicalElement(Rational(2 * side)))
          return try tower.sign(of: tower.difference(tower.sum(first, second), size))
        }
      }
    }
    for _ in 0..<TestScale.count(200) {
      let x = random.rational(60, denominator: 30)
      let a = RationalInterval(x * x + 1).squareRoot(200)
      let b = RationalInterval(x * x - 2 * x + 3).squareRoot(200)
      let value = a.plus(b, 400).plus(RationalInterval(-2 * x.magnitude), 400).sign
      let cell = cells.first { $0.cell.contains(.rational(x)) }
      #expect(cell?.sign == value)
    }
  }

  @Test func rationalFunctionWithPoles() throws {
    // (w² − 2)/(w(w − 1)²): signs and places without a value.
    let cells = try decompose { tower in
      let below = try tower.product(tower.variable, tower.polynomial(1, -2, 1))
      let sign = try tower.sign(of: below)
      switch sign {
      case .constant(0): return .undefined
      case .constant:
        return try tower.sign(of: tower.product(tower.polynomial(-2, 0, 1), tower.inverse(of: below)))
      default: return sign
      }
    }
    #expect(cells.map(\.sign) == [-1, 0, 1, nil, -1, nil, -1, 0, 1])
  }

  @Test func splitsKeepToTheInterval() {
    let points = [3, 1, 2, 2, 7].map { AlgebraicNumber.rational(Rational($0)) }
    let cell = Cell.interval(lower: .rational(1), upper: .rational(5))
    let pieces = cell.split(at: points)
    #expect(pieces.map(\.description) == ["(1, 2)", "{2}", "(2, 3)", "{3}", "(3, 5)"])
    #expect(Cell.point(.rational(2)).split(at: points).count == 1)
    #expect(pieces.allSatisfy { $0.contains($0.samplePoint) })
    #expect(!cell.contains(.rational(1)) && !cell.contains(.rational(5)))
    #expect(Cell.line.split(at: []).count == 1)
  }

  @Test func zerosThatTouch() throws {
    // √(w² + 1) ≥ 1 with equality at 0; √((w² − 2)² + 1) ≥ 1 with equality at ±√2.
    for (radicand, signs) in [
      ([2, 0, 1], [1]), ([1, 0, 1], [1, 0, 1]), ([5, 0, -4, 0, 1], [1, 0, 1, 0, 1]),
    ] {
      let cells = try decompose { tower in
        try withRoot(tower, tower.polynomial(Polynomial(radicand.map { Rational($0) }))) {
          try tower.sign(of: tower.difference($0, .one))
        }
      }
      #expect(cells.map(\.sign) == signs)
    }
  }

  @Test func twoRootsThatTouchAtIrrationalPoints() throws {
    // √((w² − 2)² + 1) + √((w² − 2)² + 4) ≥ 3 with equality at ±√2 alone.
    let cells = try decompose { tower in
      try withRoot(tower, tower.polynomial(5, 0, -4, 0, 1)) { first in
        try withRoot(tower, tower.polynomial(8, 0, -4, 0, 1)) { second in
          try tower.sign(of: tower.difference(tower.sum(first, second), RadicalElement(3)))
        }
      }
    }
    #expect(cells.map(\.sign) == [1, 0, 1, 0, 1])
    guard case .point(let x) = cells[1].cell, case .point(let y) = cells[3].cell else {
      Issue.record("\(cells)")
      return
    }
    #expect([x, y] == Polynomial([-2, 0, 1]).realRoots())
  }

  @Test func dependentRadicalsOnTheLine() throws {
    let tower = RadicalTower(on: .line, context: AlgebraContext())
    let (p, q) = (tower.polynomial(1, 0, 1), tower.polynomial(4, 0, 1))
    let (first, second) = (try tower.root(p), try tower.root(q))
    // √(pq) = √p·√q without a generator of its own.
    let both = try tower.root(tower.product(p, q))
    #expect(try both == tower.product(first, second))
    #expect(tower.radicands.count == 2)
    // √(p + q + 2√(pq)) = √p + √q, equal as functions though not as written.
    let square = try tower.sum(tower.sum(p, q), tower.product(RadicalElement(2), both))
    let root = try tower.root(square)
    let difference = try tower.difference(root, tower.sum(first, second))
    #expect(!difference.isZero)
    #expect(try tower.isZero(difference))
    #expect(constant(try tower.sign(of: difference)) == 0)
    // √(p + q − 2√(pq)) = √q − √p, and not √p − √q.
    let other = try tower.root(tower.difference(square, tower.product(RadicalElement(4), both)))
    #expect(constant(try tower.sign(of: tower.difference(other, tower.difference(second, first)))) == 0)
    #expect(constant(try tower.sign(of: tower.difference(other, tower.difference(first, second)))) == 1)
    // √(pq³/4) is found too.
    let cube = try tower.product(tower.product(p, tower.power(q, 3)), RadicalElement(Rational(1, 4)))
    let half = try tower.product(tower.product(both, q), RadicalElement(Rational(1, 2)))
    #expect(try tower.root(cube) == half)
  }

  @Test func radicandThatChangesSign() throws {
    // √(1 − w²) − w on the line: no value outside [−1, 1], zero at 1/√2.
    let cells = try decompose { tower in
      try withRoot(tower, tower.polynomial(1, 0, -1)) {
        try tower.sign(of: tower.difference($0, tower.variable))
      }
    }
    #expect(cells.map(\.sign) == [nil, 1, 1, 0, -1, -1, nil])
  }
}
