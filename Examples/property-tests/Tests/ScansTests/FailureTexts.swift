import Foundation
import SSMProofTesting
import Scans
import Synchronization
import Testing

/// Three that fail on purpose: what they print.
@Suite struct FailureTexts {
  /// The failures that `body` records, in place of recording them.
  private func failures(_ body: @escaping @Sendable () async throws -> Void) async throws -> [String] {
    let caught = Mutex<[String]>([])
    let trait = IssueHandlingTrait.compactMapIssues { issue in
      caught.withLock { $0.append(issue.comments.map(\.rawValue).joined(separator: "\n")) }
      return nil
    }
    let test = try #require(Test.current)
    try await trait.provideScope(for: test, testCase: Test.Case.current, performing: body)
    return caught.withLock { $0 }
  }

  @Test func aClaimThatIsWrong() async throws {
    let texts = try await failures {
      try await expectSurvives(Scan.text.replacing("sum(t: x[t])", with: "1"), failures: .none)
    }
    #expect(
      texts == [
        """
        refuted   bounded_by_the_sum
                  "A scan with gates below 1 is at most the sum of its inputs"
                  (NOT as expected: holds)
          instances: 51 tried, 50 held
          counterexample:
            T = 2
            a[t] = [0, 1]
            x[t] = [1, 1]
          every hypothesis holds; the conclusion fails at t = 2:
            left  = 2
            right = 1
            and left <= right is false
        seed 1
        reproduce: SSMPROOF_SEED=1 swift test --filter 'ScansTests.FailureTexts/aClaimThatIsWrong'
        """
      ])
  }

  @Test func aPropertyThatIsFalse() async throws {
    let lists = Generator.floats(in: 0...1).array(count: 1...40)
    let texts = try await failures {
      try await forAll(lists, failures: .none) { x in
        let halves = Array(repeating: Float(0.5), count: x.count)
        #expect(Scans.blocked(halves, x) == Scans.sequential(halves, x))
      }
    }
    #expect(
      texts == [
        """
        fails at value 1 of 100, shrunk in 8 steps to
          [0.0, 0.0, 0.0, 1.0, 0.0]
        Expectation failed: (Scans.blocked(halves, x) → [0.0, 0.0, 0.0, 1.0, 1.0]) \
        == (Scans.sequential(halves, x) → [0.0, 0.0, 0.0, 1.0, 0.5]) (error) at FailureTexts.swift:51
        seed 1
        reproduce: SSMPROOF_SEED=1 swift test --filter 'ScansTests.FailureTexts/aPropertyThatIsFalse'
        """
      ])
  }

  @Test func theFaultIsFoundAtTheShortestInput() async throws {
    let models = try Scan.models(1...60)
    let texts = try await failures {
      try await expectAccurate(
        { model in try Scans.blocked(model.floats("a"), model.floats("x")) }, by: "h[t]", drawing: models,
        ulps: 8, failures: .none)
    }
    // The carry of a block is first wrong at the fifth step.
    #expect(
      texts == [
        """
        an error of more than 8 ulps at input 1, shrunk in 26 steps to
          T = 5
          a[t] = [0, 0, 0, 0, 0]
          x[t] = [0, 0, 0, 1, 0]
        'h[t]' at t = 5: the error is less than 2^150 ulps
          computed  = 1.0
          certified = 0
        seed 1
        reproduce: SSMPROOF_SEED=1 swift test --filter \
        'ScansTests.FailureTexts/theFaultIsFoundAtTheShortestInput'
        """
      ])
  }
}
