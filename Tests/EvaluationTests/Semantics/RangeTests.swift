import Claims
import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Maxima of distances over all pairs become ranges; that must not change what they are.
@Suite struct RangeTests {
  private func numbers(_ seed: UInt64, _ count: Int) -> [Rational] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Rational(Int(state >> 40) % 19 - 9, 4)
    }
  }

  @Test func theRangeIsTheGreatestDistance() throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      real x[t], m
      conclude max(s, t: abs(x[t] - x[s])) = m
      """
    for count in 1...7 {
      let x = numbers(UInt64(count), count)
      let distances = x.flatMap { a in x.map { (a - $0).magnitude } }
      let greatest = try #require(distances.max())
      #expect(try verdict(items, sizes: [count], x + [greatest]) == .holds)
      #expect(try verdict(items, sizes: [count], x + [greatest + 1]) == .violated)
    }
  }

  @Test func programsGrowWithTheLengthNotWithThePairs() throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      real x[t]
      conclude max(s, t: abs(x[t] - x[s])) <= 1
      """
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [100])
    #expect(ground.program.instructions.count < 500)
  }

  @Test func pairsThatAreMissingStayPairs() throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      real x[t], m
      conclude max(s, t with s < t <= s + 1: abs(x[t] - x[s])) = m
      """
    #expect(try verdict(items, sizes: [4], [0, 1, 2, 3, 1]) == .holds)
    #expect(try verdict(items, sizes: [4], [0, 1, 3, 3, 2]) == .holds)
  }

  @Test func severalSetsAndOtherElementsKeepApart() throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      real x[t], y[t], m
      conclude max(max(s, t: abs(x[t] - x[s])), max(s, t: abs(y[t] - y[s])), 1/8) = m
      """
    #expect(try verdict(items, sizes: [3], [0, 1, 3, 0, 7, 2, 7]) == .holds)
    #expect(try verdict(items, sizes: [3], [1, 1, 1, 2, 2, 2, Rational(1, 8)]) == .holds)
  }

  @Test func anUndefinedMemberIsNotLost() throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      real x[t]
      conclude max(s, t: abs(1/x[t] - 1/x[s])) >= 0
      """
    #expect(try verdict(items, sizes: [3], [1, 0, 2]) == .undefined)
    #expect(try verdict(items, sizes: [1], [0]) == .undefined)
  }

  @Test func derivativesOfARange() throws {
    let items = """
      size T >= 1
      index s, t in 1..T
      real x[t]
      conclude diff(max(s, t: abs(x[t] - x[s])), x[1]) = -1
      """
    #expect(try verdict(items, sizes: [3], [0, 1, 2]) == .holds)
    #expect(try verdict(items, sizes: [3], [1, 0, 2]) == .violated)
    #expect(try verdict(items, sizes: [3], [0, 0, 2]) == .undefined)
  }
}
