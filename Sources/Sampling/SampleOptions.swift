import Evaluation
import Numbers

/// How models are drawn and judged.
public struct SampleOptions: Sendable {
  /// How many draws at each combination of sizes.
  public var draws = 1000
  /// The seed of all that is drawn.
  public var seed: UInt64 = 1
  /// Sizes at which models are drawn, by name, in place of their distributions; every combination is visited.
  public var sizes: [String: [Int]] = [:]
  /// Real expressions in the claim language whose values are kept beside the tightness.
  public var measures: [String] = []
  /// A formula in the claim language that draws have to meet, as a further hypothesis.
  public var condition: String?
  /// A real expression by whose values the draws are told apart in the results.
  public var grouping: String?
  /// The confidence of bounds of probabilities, between 0 and 1.
  public var confidence = Rational(95, 100)
  /// The draws end once the bounds of both probabilities are at most this far apart on either side.
  public var halfWidth: Rational?
  /// A limit in seconds.
  public var seconds: Double?
  /// How far the decision on one draw may go.
  public var limits = EvaluationLimits()
  /// Asked now and then; true ends the draws, and what was found is reported.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The default options.
  public init() {}
}
