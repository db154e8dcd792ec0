import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Algebra

@Suite struct RandomExpressionTests {
  /// The decomposition of the line by a random expression, against interval evaluation inside every
  /// cell, and continuity where an (often irrational) point meets its neighbours.
  @Test func decompositionsAgreeWithIntervalEvaluation() throws {
    var random = SplitMix64(seed: 51)
    var (decided, undecided, irrational, zeros) = (0, 0, 0, 0)
    for _ in 0..<TestScale.count(150) {
      let expression = Expression.random(depth: Int.random(in: 2...4, using: &random), &random)
      var limits = AlgebraLimits()
      limits.degree = 60
      limits.steps = 3_000_000
      let cells: [(cell: Cell, sign: Int?)]
      do {
        cells = try decompose(context: AlgebraContext(limits: limits), expression.sign)
      } catch is AlgebraError {
        undecided += 1
        continue
      }
      decided += 1
      for (i, (cell, sign)) in cells.enumerated() {
        switch cell {
        case .interval(let lower, let upper):
          for x in Self.samples(lower, upper, &random) {
            let value = expression.enclosure(at: x, bits: 300)
            Self.check(sign, value, "\(expression) at \(x) in \(cell)")
          }
        case .point(.rational(let x)):
          let value = expression.enclosure(at: x, bits: 300)
          Self.check(sign, value, "\(expression) at \(x)")
        case .point(let x):
          irrational += 1
          guard let sign else { continue }
          for neighbour in [cells[i - 1], cells[i + 1]] {
            guard let beside = neighbour.sign else { continue }
            // Continuous where it has a value: only 0 may stand beside another sign.
            #expect(sign == 0 || sign == beside, "\(expression) at \(x)")
          }
          if sign == 0, cells[i - 1].sign != nil {
            zeros += 1
            let near = x.refined(toWidth: .powerOfTwo(-260)).bounds.lower
            let value = try #require(expression.enclosure(at: near, bits: 600))
            #expect(
              max(value.upper.magnitude, value.lower.magnitude) < .powerOfTwo(-40), "\(expression) at \(x)")
          }
        }
      }
    }
    #expect(decided > 6 * undecided, "\(decided) decided, \(undecided) not")
    #expect(irrational > 20 && zeros > 5, "\(irrational) irrational points, \(zeros) zeros")
  }

  private static func samples(
    _ lower: AlgebraicNumber?, _ upper: AlgebraicNumber?, _ random: inout SplitMix64
  ) -> [Rational] {
    let sample = Cell.sample(lower, upper, meter: Unmetered())
    // Points to the left and right of it, inside the cell.
    let low = lower.map { AlgebraicNumber.rational(between: $0, and: .rational(sample)) } ?? sample - 7
    let high = upper.map { AlgebraicNumber.rational(between: $0, and: .rational(sample)) } ?? sample + 9
    let part = Rational(Int.random(in: 1...98, using: &random), 99)
    return [sample, low, high, low + part * (high - low)]
  }

  private static func check(_ sign: Int?, _ value: RationalInterval?, _ comment: Comment) {
    switch (sign, value) {
    case (nil, nil): break
    case (nil, let value?):
      // No value there: intervals may miss only the root of a number that is 0 or a hair above it.
      Issue.record("\(comment): no value, but \(value)")
    case (let sign?, nil):
      Issue.record("\(comment): sign \(sign), but no value")
    case (let sign?, let value?):
      if let expected = value.sign { #expect(sign == expected, comment) }
      if sign == 0 { #expect(value.lower.signum <= 0 && value.upper.signum >= 0, comment) }
    }
  }
}
