import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Algebra

@Suite struct RealRootTests {
  @Test func rootsAgreeWithFLINT() throws {
    for row in try Fixture.rows("real-roots.txt") {
      let p = Fixture.polynomial(row[0])
      let expected = row[1].compactMap { Rational($0) }
      let roots = p.realRoots()
      #expect(roots.count == expected.count, "\(p)")
      for (root, value) in zip(roots, expected) {
        let slack = max(value.magnitude, Rational("1e-30") ?? 0) * (Rational("1e-38") ?? 0)
        #expect(root.compared(to: value - slack) >= 0 && root.compared(to: value + slack) <= 0)
        #expect(p.sign(at: root) == 0)
      }
      if p.degree <= 20 { #expect(p.rootCount() == expected.count) }
    }
  }

  @Test func knownRationalRootsWithMultiplicities() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<TestScale.count(60) {
      let roots = (0..<Int.random(in: 1...6, using: &random)).map { _ in random.rational(9, denominator: 9) }
      var p = Polynomial(roots: roots) * Polynomial(roots: [roots[0], roots[0]])
      // A factor without real roots must not matter.
      p = p * Polynomial([3, 1, 2])
      let found = p.realRoots().map(\.rational)
      #expect(found == Set(roots).sorted().map(Optional.some))
      let (low, high) = (random.rational(9), random.rational(9))
      #expect(p.rootCount(from: low, to: high) == Set(roots).count { $0 > low && $0 < high })
      #expect(p.realRoots(from: low, to: high).count == p.rootCount(from: low, to: high))
    }
  }

  @Test func sturmCountsAgreeWithIsolation() {
    var random = SplitMix64(seed: 12)
    for _ in 0..<TestScale.count(60) {
      let p = random.polynomial(degree: Int.random(in: 1...12, using: &random), size: 6)
      let roots = p.realRoots()
      #expect(p.rootCount() == roots.count)
      #expect(zip(roots, roots.dropFirst()).allSatisfy { $0 < $1 })
      for root in roots {
        guard case .root(let isolated) = root else { continue }
        #expect(isolated.polynomial.rootCount(from: isolated.lower, to: isolated.upper) == 1)
        #expect(
          isolated.polynomial.sign(at: isolated.lower) * isolated.polynomial.sign(at: isolated.upper) == -1)
      }
    }
  }

  @Test func degenerateInputs() {
    #expect(Polynomial.zero.realRoots().isEmpty)
    #expect(Polynomial(7).realRoots().isEmpty)
    #expect(Polynomial.variable.realRoots() == [.rational(0)])
    #expect(Polynomial([0, 0, 1]).realRoots() == [.rational(0)])
    #expect(Polynomial([0, -1, 0, 1]).realRoots() == [-1, 0, 1].map { .rational($0) })
    #expect(Polynomial.zero.rootCount() == 0)
    #expect(Polynomial([-1, 0, 1]).rootCount(from: -1, to: 1) == 0)
    #expect(Polynomial([-1, 0, 1]).rootCount(from: -2, to: 1) == 1)
    // An end with a multiple root.
    #expect(Polynomial(roots: [1, 1, 2]).rootCount(from: 1, to: 3) == 1)
  }

  @Test func tinyAndHugeRoots() throws {
    let tiny = try #require(Rational("1e-200"))
    let huge = try #require(Rational("1e200"))
    let p = Polynomial(roots: [tiny, -tiny, huge, 0])
    #expect(p.realRoots() == [-tiny, 0, tiny, huge].map { .rational($0) })
    let square = Polynomial([-2 * tiny * tiny, 0, 1]).realRoots()
    #expect(square.count == 2)
    #expect(square[1].compared(to: tiny) > 0 && square[1].compared(to: 2 * tiny) < 0)
  }
}
