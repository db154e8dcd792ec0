import Foundation
import SSMProof
import SSMProofTesting
import TestSupport
import Testing

/// Properties: what is recorded of those that fail.
@Suite struct ForAllTests {
  static let lists = Generator.integers(in: 0...99).array(count: 0...20)

  @Test func whatHoldsRecordsNothing() async throws {
    let found = try await recorded {
      try await forAll(Self.lists, failures: .none) { list in #expect(list.sorted().count == list.count) }
      try await expectTrue(forAll: Self.lists, failures: .none) { $0.reversed().reversed() == $0 }
    }
    #expect(found.isEmpty)
  }

  @Test func theSmallestFailureAloneIsRecorded() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("failures"))
    let line = #line + 2
    let found = try await recorded {
      try await forAll(Self.lists, failures: folder) { list in
        #expect(list.sorted() == list)
      }
    }
    #expect(found.map(\.line) == [line])
    let text = try #require(found.first?.text).components(separatedBy: "\n")
    #expect(text[0].hasPrefix("fails at value ") && text[1] == "  [1, 0]")
    #expect(text[2].hasPrefix("Expectation failed: (list.sorted() → [0, 1]) == (list → [1, 0])"))
    #expect(text[2].hasSuffix(" at ForAllTests.swift:\(line + 1)"))
    #expect(text[3] == "seed 1" && text[4].hasSuffix("tried first next time"))
    #expect(
      text[5] == "reproduce: SSMPROOF_SEED=1 swift test --filter "
        + "'SSMProofTestingTests.ForAllTests/theSmallestFailureAloneIsRecorded'")
  }

  @Test func whatWasKeptIsTriedFirst() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("failures"))
    // The same place three times: it fails, fails again whatever the seed, and passes.
    for (seed, bound, beginning) in [
      (1, 500_000, "fails at value"), (2, 500_000, "fails again"), (3, 9, nil),
    ] as [(UInt64, Int, String?)] {
      let found = try await recorded {
        try await forAll(Generator.integers(in: 0...500_000), trials: 400, seed: seed, failures: folder) {
          try Self.refuse($0, from: bound)
        }
      }
      #expect(beginning.map { found.first?.text.hasPrefix($0) == true } ?? (found.count == 1))
    }
    let none = try await recorded {
      try await forAll(Generator.integers(in: 0...8), seed: 1, failures: folder) {
        try Self.refuse($0, from: 9)
      }
    }
    #expect(none.isEmpty)
  }

  private struct Refusal: Error {}
  private static func refuse(_ number: Int, from bound: Int) throws { if number >= bound { throw Refusal() } }

  @Test func errorsAndFalseAreFailures() async throws {
    let found = try await recorded {
      try await forAll(Generator.integers(in: 0...99), failures: .none) { try Self.refuse($0, from: 17) }
      try await expectTrue(forAll: Generator.integers(in: 0...99), failures: .none) { $0 < 5 }
      try await forAll(Generator.integers(in: 0...99), failures: .none) { _ = try #require($0 < 9 ? 1 : nil) }
    }
    let lines = found.map { $0.text.components(separatedBy: "\n") }
    #expect(lines.map { $0[1] } == ["  17", "  5", "  9"])
    #expect(lines[0][2] == "the property throws: Refusal()" && lines[1][2] == "the property is false")
  }

  @Test func valuesThatSayNothingAreNotCounted() async throws {
    let found = try await recorded {
      try await forAll(Generator.integers(in: 0...99), failures: .none) { number in
        try assuming(number.isMultiple(of: 2), "even")
        #expect(number.isMultiple(of: 2))
      }
    }
    #expect(found.isEmpty)
  }

  @Test func cancellingEndsIt() async throws {
    let task = Task {
      try await forAll(Generator.bools, trials: .max, failures: .none) { _ in await Task.yield() }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
