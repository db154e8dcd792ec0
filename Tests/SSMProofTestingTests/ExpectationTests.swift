import Foundation
import SSMProof
import SSMProofTesting
import TestSupport
import Testing

/// Claims in a test: what passes, what is recorded, and what is kept.
@Suite struct ExpectationTests {
  static let gain = "real x in [0, 1], a in [0, 2]\nconclude a*x <= 1"

  @Test func whatHoldsRecordsNothing() async throws {
    let found = try await recorded {
      let results = try await expectSurvives("real x in [0, 1] conclude x*x <= x", failures: .none)
      #expect(results.map(\.verdict) == [.survived])
      let refuted = try await expectRefuted(Self.gain, failures: .none)
      #expect(refuted.count == 1)
    }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aRefutationIsRecordedKeptAndTriedFirst() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("failures"))
    let line = #line + 2
    let found = try await recorded {
      try await expectSurvives(Self.gain, failures: folder)
    }
    #expect(found.map(\.line) == [line])
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path("failures"))
    let file = try #require(files.first)
    #expect(
      files.count == 1 && file.hasPrefix("ExpectationTests.aRefutationIsRecordedKeptAndTriedFirst.claim."))
    let path = scratch.path("failures/\(file)")
    #expect(
      found.first?.text == """
        refuted   claim
          instances: 6 tried, 5 held
          counterexample:
            x = 1
            a = 2
          every hypothesis holds; the conclusion fails:
            left  = 2
            right = 1
            and left <= right is false
        seed 1
        kept in \(path), tried first next time
        reproduce: SSMPROOF_SEED=1 swift test --filter \
        'SSMProofTestingTests.ExpectationTests/aRefutationIsRecordedKeptAndTriedFirst'
               or: ssmproof replay '\(path)'
        """)

    // It replays, and is the first instance of the next search, whatever the seed.
    let certificate = try RefutationCertificate.load(path: path)
    #expect("\(try certificate.replay())" == "accepted")
    var options = SearchOptions()
    options.seed = 99
    options.instances = 1
    let (again, asked) = (
      try await recorded { [options] in
        try await expectSurvives(Self.gain, options: options, failures: folder)
      }, options
    )
    #expect(again.count == 1 && asked.instances == 1)
  }

  /// What was kept goes when it passes.
  @Test func whatPassesIsKeptNoLonger() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("failures"))
    for (bound, count) in [("1", 1), ("2", 0)] {
      let text = "theorem gain real x in [0, 1], a in [0, 2] conclude a*x <= \(bound) end"
      let found = try await recorded { try await expectSurvives(text, failures: folder) }
      #expect(found.count == count)
      let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path("failures"))
      #expect(files.count == count)
    }
  }

  @Test func whatIsNotRefutedIsRecorded() async throws {
    let found = try await recorded {
      try await expectRefuted("real x in [0, 1] conclude x*x <= x", failures: .none)
    }
    #expect(found.first?.text.hasPrefix("expected to be refuted:\nsurvived  claim\n") == true)
  }

  @Test func nothingKnownIsNotSurvived() async throws {
    let found = try await recorded {
      try await expectSurvives("real x assume x < 0 and x > 0 conclude x = 1", failures: .none)
    }
    #expect(
      found.first?.text.hasPrefix("expected to survive, and nothing is known:\nundecided claim\n") == true)
  }

  @Test func oneInstance() async throws {
    let theorem = try Theorem.parse("theorem gain \(Self.gain) end", file: "gain.claim")[0]
    let half = try Instance(for: theorem, ["x": 0.5, "a": 2])
    let more = try Instance(for: theorem, ["x": "3/4", "a": 2])
    let outside = try Instance(for: theorem, ["x": 2, "a": 2])
    let found = try await recorded {
      let decision = try await expectHolds(theorem, on: half, failures: .none)
      #expect(decision.margin?.exact == 0)
      try await expectHolds(theorem, on: more, failures: .none)
      try await expectHolds(theorem, on: outside, failures: .none)
    }
    #expect(
      found.map { $0.text.components(separatedBy: "\nreproduce")[0] } == [
        """
        gain is violated at the instance
          x = 3/4
          a = 2
          violated, decided by double balls; conclusion 1: left 3/2, right 1, wanted left <= right
        """,
        """
        gain does not hold at the instance: vacuous, decided by double balls; \
        the domain x in [0, 1] fails: 2 <= 1 is false
          x = 2
          a = 2
        """,
      ])
  }

  /// Places are those of the text in the test, whether it has a head of its own or not.
  @Test func aMistakeHasItsPlace() async throws {
    for (text, place) in [
      ("real x in [0, 1]\nconclude y <= 1", "the claim in ExpectationTests.swift:2:10: unknown name 'y'"),
      (
        "theorem a\nreal x in [0, 1]\nconclude y <= 1 end",
        "the claim in ExpectationTests.swift:3:10: unknown name 'y'"
      ),
      ("real x in [0, 1]", "no 'conclude'"), ("# nothing", ""),
    ] {
      do {
        try await expectSurvives(text, failures: .none)
        #expect(place.isEmpty, "\(text)")
      } catch {
        #expect("\(error)".contains(place) && error is InputError, "\(error)")
      }
    }
    let two = "theorem a real x conclude x = x end theorem b real x conclude x = x end"
    let error = await #expect(throws: InputError.self) {
      try await expectHolds(two, on: Instance(sizes: [], values: [[1]]), failures: .none)
    }
    #expect(error?.message.hasPrefix("the claim has 2 theorems (a, b), and one is asked for") == true)
  }

  @Test func cancellingStopsTheSearch() async throws {
    var options = SearchOptions()
    options.workFactor = 1e9
    let task = Task { [options] in
      try await expectSurvives("real x in [0, 1] conclude x*x <= x", options: options, failures: .none)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  /// Many at once, in one folder.
  @Test func parallelExpectationsDoNotDisturbEachOther() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("failures"))
    let found = try await recorded {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for k in 1...12 {
          group.addTask {
            try await expectSurvives(
              "theorem t\(k) real x in [0, \(k)] conclude x < \(k) end", failures: folder)
          }
        }
        try await group.waitForAll()
      }
    }
    #expect(found.count == 12)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("failures")).count == 12)
  }
}
