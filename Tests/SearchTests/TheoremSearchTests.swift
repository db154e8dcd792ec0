import Claims
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Search

@Suite struct TheoremSearchTests {
  private static let mixed = """
    size T >= 1
    index t in 1..T
    real a[t] in [0, 1), b[t]
    let h[0] = 0
    let h[t] = a[t]*h[t-1] + (1 - a[t])*b[t]
    assume sum(t: b[t]) = 1
    conclude h[T] <= max(t: abs(b[t]))
    """

  @Test func equalSeedsGiveEqualResults() throws {
    for items in [Self.mixed, Self.mixed.replacingOccurrences(of: "<= max", with: "< max")] {
      let theorem = try theorem(items)
      let first = try search(theorem, seed: 4)
      #expect(try fingerprint(search(theorem, seed: 4)) == fingerprint(first))
    }
  }

  /// What other searches run beside one makes no difference to it.
  @Test func resultsDoNotDependOnThreads() async throws {
    let theorems = try (1...6).map { try theorem(Self.mixed, name: "claim\($0)") }
    let alone = try theorems.map { fingerprint(try search($0, instances: 200)) }
    let together = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for (k, theorem) in theorems.enumerated() {
        group.addTask { (k, fingerprint(try search(theorem, instances: 200))) }
      }
      var found = Array(repeating: "", count: theorems.count)
      for try await (k, result) in group { found[k] = result }
      return found
    }
    #expect(together == alone)
  }

  @Test func verdictsFollowTheCounts() throws {
    let survived = try search(try theorem("real x conclude x^2 >= 0"))
    #expect(survived.verdict == .survived && survived.counts.held == survived.counts.tried)
    let undefined = try search(try theorem("real x conclude 1/x = 1/x"), instances: 300)
    #expect(undefined.verdict == .undecided && undefined.counts.undefined > 0)
    #expect(undefined.undefinedSite != nil)
    let vacuous = try search(try theorem("real x assume x < x - 1 conclude x = 1"), instances: 100)
    #expect(vacuous.verdict == .undecided && vacuous.counts.held == 0)
    #expect(vacuous.counts.vacuous == vacuous.counts.tried)
    let total = undefined.counts
    #expect(total.tried == total.held + total.vacuous + total.undefined + total.undecided)
  }

  @Test func aTheoremWithoutInputsIsDecidedOnce() throws {
    let result = try search(try theorem("conclude 1 + 1 = 2"))
    #expect(result.verdict == .survived && result.counts.tried == 1)
    #expect(try search(try theorem("conclude 1 + 1 = 3")).verdict == .refuted)
  }

  @Test func noMoreInstancesAreTriedThanAskedFor() throws {
    for count in [1, 7, 100] {
      #expect(try search(try theorem(Self.mixed), instances: count).counts.tried == count)
    }
  }

  @Test func theSmallestMarginIsExact() throws {
    let touching = try search(try theorem("real x in [0, 1] conclude x*(1 - x) <= 1/4"), instances: 600)
    #expect(touching.smallestMargin?.exact == 0)
    let apart = try search(try theorem("real x in [0, 1] conclude x <= 3/2"), instances: 600)
    #expect(apart.smallestMargin?.exact == Rational(1, 2))
    let root = try search(try theorem("real x in [0, 1] conclude sqrt(2) + x >= 1"), instances: 600)
    let margin = try #require(root.smallestMargin)
    let (lower, upper) = (try #require(margin.lower), try #require(margin.upper))
    #expect(margin.exact == nil && lower <= upper)
    #expect((lower + 1).power(2) <= 2 && (upper + 1).power(2) >= 2 && upper - lower < Rational(1, 1 << 40))
  }

  @Test func aCancelledSearchReportsWhatItHas() throws {
    let calls = Counter()
    let result = try search(try theorem(Self.mixed), instances: 1_000_000) {
      $0.isCancelled = { calls.next() > 60 }
    }
    #expect(result.isInterrupted)
    #expect(result.counts.tried > 0 && result.counts.tried < 1_000_000)
    #expect(result.counts.held > 0 && !result.sizesTried.isEmpty && result.smallestMargin != nil)
    let atOnce = try search(try theorem(Self.mixed)) { $0.isCancelled = { true } }
    #expect(atOnce.isInterrupted && atOnce.counts.tried == 0 && atOnce.verdict == .undecided)
  }

  @Test func theLimitInSecondsIsKept() throws {
    let start = Date()
    let result = try search(try theorem(Self.mixed), instances: .max / 4) { $0.seconds = 0.4 }
    let seconds = Date().timeIntervalSince(start)
    #expect(result.isInterrupted && result.counts.tried > 0)
    // The machine may be busy; the limit must not be missed by an order of magnitude.
    #expect(seconds > 0.35 && seconds < 6, "\(seconds) s")
  }

  @Test func progressIsToldInOrder() throws {
    let seen = Counter()
    _ = try search(try theorem(Self.mixed), instances: 640) {
      $0.progress = { progress in
        #expect(progress.theorem == "claim" && progress.tried <= 640)
        #expect(progress.limit == .instances && progress.share == Double(progress.tried) / 640)
        _ = seen.next()
      }
    }
    #expect(seen.next() > 2)
  }

  /// Once, sizes of the plan whose programs are too long were left out in silence: "every size was visited".
  @Test func sizesThatAreTooLargeAreSaid() throws {
    func claim(_ sizes: String) throws -> Theorem {
      try theorem("size \(sizes) real x in [0, 0] conclude sum(k in 1..80^T, j in 1..40^T: x^2 + j*k) >= 0")
    }
    let all = try search(try claim("T in 1..2"), instances: nil)
    #expect(Set(all.sizesTried) == [[1]] && all.endedBy == .programLength && all.verdict == .survived)
    #expect(try search(try claim("T in 1..1"), instances: nil).endedBy == .sizesExhausted)
  }

  @Test func theLimitThatEndedASearchIsTold() throws {
    let mixed = try theorem(Self.mixed)
    #expect(try search(mixed, instances: 50).endedBy == .instances)
    #expect(try search(mixed, instances: 50) { $0.isCancelled = { true } }.endedBy == .interrupted)
    #expect(try search(mixed, instances: nil) { $0.seconds = 0.05 }.endedBy == .seconds)
    let little = try search(mixed, instances: 1_000_000) { $0.workFactor = 0.005 }
    #expect(little.endedBy == .work && little.counts.tried < 1_000_000 && !little.isInterrupted)
    // Reproducible, and more work tries more.
    let more = try search(mixed, instances: nil) { $0.workFactor = 0.02 }
    let again = try search(mixed, instances: nil) { $0.workFactor = 0.02 }
    #expect(more.endedBy == .work && more.counts.tried > little.counts.tried)
    #expect(fingerprint(more) == fingerprint(again))
    #expect(try search(try theorem("conclude 1 + 1 = 3")).endedBy == .refuted)
    #expect(try search(try theorem("size T in 1..9 conclude T + 1 > T")).endedBy == .sizesExhausted)
  }

  @Test func publishedTheoremsComeOutAsExpected() throws {
    for (name, file) in [
      ("convex_gates_repaired", "convex-gates.claim"), ("convex_gates", "convex-gates.claim"),
    ] {
      #expect(try search(try published(name, in: file), instances: 1000).isAsExpected, "\(name)")
    }
  }
}

/// Counts calls from any thread.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0
  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}
