import Claims
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Search

/// Claims of the folder BlindSpots: what random draws hardly ever meet. Here are the quick ones among them; all are
/// run by `ssmproof check Tests/SearchTests/BlindSpots --seconds 20`.
@Suite struct BlindSpotTests {
  private static let quick: Set<String> = [
    "growing_gates_1", "slew_1", "vast_4", "vast_7", "needle_1", "needle_2",
  ]
  /// As with `--work 1`.
  private static func asked(_ options: inout SearchOptions) {
    (options.workFactor, options.shrinks) = (1, false)
  }
  private static let fewInstancesOfTrueClaims = 60

  private static func all() throws -> [Theorem] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "BlindSpots")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap {
      try Theorem.load(path: folder.appendingPathComponent($0).path)
    }
  }

  @Test func everyKindHasTenFalseAndFiveTrueClaims() throws {
    let all = try Self.all()
    for claims in Dictionary(grouping: all, by: \.file).values {
      #expect(claims.count { $0.expectation == .refuted } >= 10)
      #expect(claims.count { $0.expectation == .holds } >= 5)
    }
    #expect(Set(all.map(\.name)).count == all.count)
  }

  @Test func theQuickOnesAreRefuted() throws {
    let chosen = try Self.all().filter { Self.quick.contains($0.name) }
    #expect(chosen.count == Self.quick.count)
    for theorem in chosen {
      #expect(
        try search(theorem, instances: nil, Self.asked).verdict == .refuted, "\(theorem.name)")
    }
  }

  @Test func noTrueOneIsRefuted() throws {
    for theorem in try Self.all() where theorem.expectation == .holds {
      let result = try search(theorem, instances: Self.fewInstancesOfTrueClaims) { $0.workFactor = 0.2 }
      #expect(result.verdict != .refuted, "\(theorem.name)")
    }
  }

  /// Recipes go where hypotheses have no value; that leaves a theorem as it is.
  @Test(arguments: [
    "real x in [-1, 1] assume max(sqrt(x), x - 2) >= 0 conclude x >= 0",
    "size T >= 1 index t in 1..T real a[t] in [-1, 1] assume log(a[t]) <= 0 conclude a[t] > 0",
    "real x in [-2, 2], y in [-2, 2] assume 1/(x - y) >= 0 conclude x > y",
  ])
  func hypothesesWithoutValueLeaveSurvivorsAsTheyAre(items: String) throws {
    let result = try search(try theorem(items), instances: nil)
    #expect(result.verdict == .survived && result.counts.undefined == 0)
  }

  /// Claims that are false at one size alone, by an instance that needs no search.
  @Test(arguments: [7, 24, 33]) func holesAreFoundAtEverySize(size: Int) throws {
    for conclusion in [
      "abs(sum(t: x[t])) + (T - \(size))^2 >= 1", "sqrt(2*sum(t: x[t]^2)) + abs(T - \(size)) >= 1/2",
      "prod(t: x[t]) < 1 or T /= \(size)",
    ] {
      let result = try search(
        try theorem("size T >= 1 index t in 1..T real x[t] in [-1, 1] conclude \(conclusion)"),
        instances: nil,
        Self.asked)
      #expect(result.counterexample?.instance.sizes == [size], "\(conclusion)")
    }
  }
}
