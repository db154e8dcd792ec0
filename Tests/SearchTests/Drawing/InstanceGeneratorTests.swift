import Evaluation
import Numbers
import Testing

@testable import Search

@Suite struct InstanceGeneratorTests {
  private static let draws = 200

  private func draw(_ items: String, sizes: [Int], seed: UInt64 = 7) throws -> [[Rational]] {
    let generator = InstanceGenerator(try ground(items, sizes: sizes))
    var random = SplitMix64(seed: seed)
    return (0..<Self.draws).map { _ in generator.draw(&random).inputs }
  }

  /// The part of the draws that meets every hypothesis, by the engine.
  private func share(_ items: String, sizes: [Int], seed: UInt64 = 7) throws -> Double {
    let engine = Engine(try ground(items + " conclude 0 <= 1 or 1 <= 0", sizes: sizes))
    let drawn = try draw(items + " conclude 0 <= 1 or 1 <= 0", sizes: sizes, seed: seed)
    let met = try drawn.count { try engine.verdict($0) == .holds }
    return Double(met) / Double(drawn.count)
  }

  @Test func constantDomainsAreRespected() throws {
    let items = """
      size T >= 1 index t in 1..T
      real p[t] in [0, 1), q[t] in (0, 1], r > 0, s <= -2, u in [1/3, 1/3]
      conclude r > s
      """
    var ends = Set<String>()
    for inputs in try draw(items, sizes: [2]) {
      let (p, q) = (inputs[0..<2], inputs[2..<4])
      #expect(p.allSatisfy { $0 >= 0 && $0 < 1 } && q.allSatisfy { $0 > 0 && $0 <= 1 })
      #expect(inputs[4] > 0 && inputs[5] <= -2 && inputs[6] == Rational(1, 3))
      if p.contains(0) { ends.insert("closed lower") }
      if q.contains(1) { ends.insert("closed upper") }
    }
    // Ends are where claims fail; they must be drawn.
    #expect(ends.count == 2)
  }

  @Test func domainsThatRestOnOtherVariablesAreRespected() throws {
    let items = """
      real x in [-1, 1], y in [x, 1], z in (-abs(x), abs(x)]
      assume x /= 0
      conclude x <= y
      """
    #expect(try share(items.replacingOccurrences(of: "conclude x <= y", with: ""), sizes: []) > 0.9)
  }

  @Test(arguments: [
    "size T >= 1 index t in 1..T real A[t] in [0, 1], D[t] in [0, 1] assume A[t] + D[t] = 1",
    "size T >= 1 index t in 1..T real w[t] >= 0 assume sum(t: w[t]) = 1",
    "size T >= 1 index t in 1..T real a[t] in [-1, 1], d[t] >= 0 assume a[t]^2 + d[t]^2 = 1",
    "size T >= 1 index t in 1..T real b[t] in [-1, 1], first assume min(t: b[t]) <= first <= max(t: b[t])",
    "size T >= 1 index t in 1..T real b[t] assume min(t: b[t]) <= 0 <= max(t: b[t])",
    "size T >= 1 index t in 1..T real A[t] in [0, 1), D[t] in [0, 1] assume A[t] + D[t] <= 1",
    "size T >= 1 complex z assume abs(z) <= 1",
    "size T >= 1 index t in 1..T real b[t] in [-1, 1] assume sum(t: t^2*b[t]^2) <= 1",
    "size T >= 1 index t in 1..T real x[t] assume forall t in 2..T: x[t] >= x[t-1]",
  ])
  func atLeastHalfOfTheDrawsMeetTheHypotheses(_ items: String) throws {
    for size in 1...4 {
      let share = try share(items, sizes: [size])
      #expect(share >= 0.5, "\(share) of the draws at T = \(size): \(items)")
    }
  }

  /// exp(-71000) was beyond the precision limit and left true theorems undecided.
  @Test func argumentsOfExponentialsStayModerate() throws {
    let drawn = try draw("real g, x conclude sigmoid(g) <= 1 + abs(x)", sizes: [])
    #expect(drawn.allSatisfy { $0[0].magnitude <= 30 } && drawn.contains { $0[1].magnitude > 30 })
  }

  @Test func theFlagOfARepairedDrawIsTrue() throws {
    let items = """
      size T >= 1 index t in 1..T
      real w[t] >= 0
      assume sum(t: w[t]) = 1
      conclude 0 <= 1 or 1 <= 0
      """
    let ground = try ground(items, sizes: [3])
    let (generator, engine) = (InstanceGenerator(ground), Engine(ground))
    var random = SplitMix64(seed: 3)
    for _ in 0..<Self.draws {
      let (inputs, isRepaired) = generator.draw(&random)
      #expect(try (engine.verdict(inputs) == .holds) == isRepaired)
    }
  }

  @Test func equalSeedsDrawEqualInstances() throws {
    let items = """
      size T >= 1 index t in 1..T
      real A[t] in [0, 1], b[t] complex z
      assume sum(t: A[t]) = 1
      conclude abs(z) >= b[t]
      """
    #expect(try draw(items, sizes: [3], seed: 5) == draw(items, sizes: [3], seed: 5))
    #expect(try draw(items, sizes: [3], seed: 5) != draw(items, sizes: [3], seed: 6))
    #expect(Set(try draw(items, sizes: [3])).count > Self.draws / 2)
  }

  /// A repaired variation was once handed back as it had been before the repair.
  @Test func variationsStayInTheDomains() throws {
    let generator = InstanceGenerator(
      try ground("real x in [0, 1), y in [x, 2] assume x + y <= 5/2 conclude x <= y"))
    var random = SplitMix64(seed: 9)
    var changed = 0
    for _ in 0..<Self.draws {
      let (varied, isRepaired) = generator.vary([Rational(1, 2), 1], &random)
      if varied != [Rational(1, 2), 1] { changed += 1 }
      guard isRepaired else { continue }
      #expect(varied[0] >= 0 && varied[0] < 1 && varied[1] >= varied[0] && varied[1] <= 2)
      #expect(varied[0] + varied[1] <= Rational(5, 2))
    }
    #expect(changed > Self.draws / 2)
  }

  /// A modulus is no polynomial, its square is one.
  @Test func rootsOfAModulusAreThoseOfItsSquare() throws {
    let generator = InstanceGenerator(
      try ground("complex z assume abs(z) <= 5/4 conclude re(z) <= 1", sizes: []))
    #expect(Set(generator.roots(0, 0, [7, Rational(3, 4)])) == [1, -1])
    #expect(Set(generator.roots(0, 1, [Rational(-3, 4), 7])) == [1, -1])
  }
}
