import Claims
import Evaluation
import Numbers
import TestSupport
import Testing

@testable import Search

@Suite struct QuickDrawingTests {
  private static let draws = 400

  /// Hypotheses, and at which sizes.
  static let separable: [(items: String, sizes: [Int])] = [
    ("size T >= 1 index t in 1..T real A[t] in [0, 1), D[t] in [0, 1] assume A[t] + D[t] <= 1", [5]),
    ("size T >= 1 index t in 1..T real A[t] in [0, 1), D[t] in [0, 1] assume A[t] + D[t] < 1", [5]),
    ("size T >= 1 index t in 1..T real A[t] in (0, 1], D[t] in [0, 1 - A[t]]", [4]),
    ("size T >= 1 index t in 1..T real A[t] in [0, 1], D[t] in [0, 1] assume A[t] + D[t] = 1", [4]),
    ("size T >= 1 index t in 1..T real w[t] >= 0 assume sum(t: w[t]) <= 1", [6]),
    ("size T >= 1 index t in 1..T real w[t] >= 0 assume sum(t: w[t]) = 1", [6]),
    ("size T >= 1 index t in 1..T real w[t] assume sum(t: abs(w[t])) <= 3/2", [6]),
    ("size T >= 1 index t in 1..T real w[t] assume sum(t: w[t]^2) < 2", [6]),
    ("size T >= 1 index t in 1..T complex z[t] assume forall t: abs(z[t]) <= 1", [3]),
    ("size T >= 1 index t in 1..T real x[t] assume forall t in 2..T: x[t] >= x[t-1]", [4]),
    ("size T >= 1 index t in 1..T real x[t] in [1000, 1001] assume 3*x[1] <= 3001 + x[2]/1000", [3]),
    ("size T >= 1 index t in 1..T real x[t] in [1/1000000000, 1/1000000] assume x[1] > x[2]", [3]),
    ("real x > 0, y > 0, z > 0 assume x + 2*y <= 3*z - 1 assume z < 4", []),
  ]

  private func draw(_ items: String, _ sizes: [Int], seed: UInt64 = 3) throws -> (
    Engine, [[Rational]], Set<UInt64>
  ) {
    let ground = try ground(items + " conclude 0 <= 1 or 1 <= 0", sizes: sizes)
    let drawing = try #require(QuickDrawing(InstanceGenerator(ground)))
    var random = SplitMix64(seed: seed)
    let drawn = (0..<Self.draws).compactMap { _ in drawing.draw(&random) }
    return (Engine(ground), drawn.map(\.inputs), Set(drawn.map(\.mark)))
  }

  /// Every draw meets hypotheses that are separable, and hardly any fails on the way.
  @Test(arguments: separable) func separableHypothesesAreMet(_ items: String, _ sizes: [Int]) throws {
    let (engine, drawn, marks) = try draw(items, sizes)
    #expect(drawn.count > Self.draws / 3)
    #expect(Set(drawn).count == marks.count)
    var missed = 0
    for inputs in drawn where try engine.verdict(inputs) != .holds { missed += 1 }
    // Sums with thirds and tenths are rounded.
    #expect(missed * 20 <= drawn.count, "\(missed) of \(drawn.count) miss the hypotheses")
  }

  @Test func endsAreDrawnAndOpenOnesAreNot() throws {
    let (_, drawn, _) = try draw("real x in [0, 1), y in (0, 1], z in [-1, 2]", [])
    #expect(drawn.contains { $0[0] == 0 } && drawn.contains { $0[1] == 1 })
    #expect(drawn.contains { $0[2] == -1 } && drawn.contains { $0[2] == 2 } && drawn.contains { $0[2] == 0 })
    #expect(drawn.allSatisfy { $0[0] < 1 && $0[0] >= 0 && $0[1] > 0 && $0[1] <= 1 })
  }

  @Test func theSameSeedDrawsTheSame() throws {
    let items = Self.separable[0]
    #expect(try draw(items.items, items.sizes).1 == draw(items.items, items.sizes).1)
    #expect(try draw(items.items, items.sizes).1 != draw(items.items, items.sizes, seed: 4).1)
  }

  /// Room that is all used up leaves the last input its least value, and nothing where even that is too much.
  @Test func whatHasNoPointIsGivenUp() throws {
    #expect(
      try draw("real x in [0, 1], y in [0, 1], z in [0, 1] assume x + y + z <= 0", []).1.allSatisfy {
        $0 == [0, 0, 0]
      })
    #expect(try draw("real x in [0, 1], y in [0, 1], z in [0, 1] assume x + y + z < 0", []).1.isEmpty)
  }

  /// Nothing else of a search changes: neither what is found nor the careful draws.
  @Test func aSearchFindsTheSameWithThem() throws {
    let items = """
      size T in 2..4 index t in 1..T real A[t] in [0, 1], b[t] in [-1, 1], c in [0, 1]
      let h[0] = 0 let h[t] = A[t]*h[t-1] + (1 - A[t])*b[t]
      conclude forall t: abs(h[t]) <= 1
      """
    var options = SearchOptions()
    options.workFactor = 0.02
    let all = try TheoremSearch.run(try theorem(items), options, [Generate(), Climb()])
    #expect(all.verdict == .survived && all.counts.tried > 500)
    let few = try TheoremSearch.run(try theorem(items), options, [Generate(), Climb(draws: 0)])
    #expect(few.counts.tried * 2 < all.counts.tried)
    #expect(few.sizesTried == all.sizesTried && few.limitMet == all.limitMet)
  }

  /// False at one place in a billion of each input's range together: only many draws come by.
  @Test func manyDrawsFindWhatFewMiss() throws {
    let items = """
      real x in [0, 1], y in [0, 1], z in [0, 1], w in [0, 1]
      conclude abs(x - 137/512) >= 1/20 or abs(y - 411/1024) >= 1/20 or abs(z - 93/256) >= 1/20 or abs(w - 301/512) >= 1/20
      """
    #expect(try search(try theorem(items), instances: nil).verdict == .refuted)
  }
}
