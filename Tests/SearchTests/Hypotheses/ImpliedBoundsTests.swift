import Claims
import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs
@testable import Search

@Suite struct ImpliedBoundsTests {
  private func bounds(_ items: String) throws -> [String] {
    let evaluator = HypothesisEvaluator(
      try GroundTheorem.lower(try theorem(items + " conclude 0 <= 1 or 1 <= 0"), sizes: []))
    return evaluator.impliedBounds.map { bound in
      let relation = (bound.isLower ? ">" : "<") + (bound.isClosed ? "=" : "")
      return "\(bound.input) \(relation) \(bound.end?.description ?? "?")"
    }
  }

  @Test(arguments: [
    ("real x assume x >= 1/2", ["0 >= 1/2"]),
    ("real x assume 3 - 2*x > 1", ["0 < 1"]),
    ("real x assume abs(x - 1) <= 1/4", ["0 <= 5/4", "0 >= 3/4"]),
    ("real x assume 1 <= x/2 < 3", ["0 >= 2", "0 < 6"]),
    ("real x assume -x^2 >= -9/4", ["0 <= 3/2", "0 >= -3/2"]),
    ("real x in [0, 5] assume x^2 > 4", ["0 > 2"]),
    ("real x in [-5, 5] assume x^2 > 4", []),
    ("real x, y assume max(x, y) <= 2", ["0 <= 2", "1 <= 2"]),
    ("real x, y assume min(x, -y) >= 2", ["0 >= 2", "1 <= -2"]),
    ("real x, y assume max(x, y) >= 2", []),
    ("real x, y assume x + y <= 2", []),
    ("real x assume x /= 2", []),
  ])
  func endsOfSingleInputs(_ items: String, _ expected: [String]) throws {
    #expect(Set(try bounds(items)) == Set(expected))
  }

  /// What is drawn inside must meet the hypothesis.
  @Test func irrationalEndsLieInside() throws {
    let evaluator = HypothesisEvaluator(
      try GroundTheorem.lower(
        try theorem("real x in [0, 9] assume x^2 <= 3 assume x^2 >= 2 conclude x <= 1"), sizes: []))
    for bound in evaluator.impliedBounds {
      let end = try #require(bound.end)
      #expect(bound.isLower && end.signum <= 0 || end * end <= 3 && (!bound.isLower || end * end >= 2))
    }
  }
}
