import Claims
import Evaluation
import Numbers
import Search

/// What independent draws of a theorem's model have shown.
///
/// Every count and figure is certified for the draws that were made. What it says of the distribution is statistics: the
/// bounds of probabilities hold with the confidence that is named, the mean has a standard error.
public struct SampleResult: Sendable {
  /// The theorem whose model was drawn, as its file has it.
  public var theorem: Theorem
  /// The seed of the draws.
  public var seed: UInt64
  /// How each variable and size was drawn, in the claim language and with the parts that the claim leaves to its domains.
  public var drawn: [String]
  /// The formula that draws had to meet beside the hypotheses.
  public var condition: String?
  /// The expression by whose values the draws are told apart: the one asked for, or the first size that is drawn.
  public var grouping: String?
  /// One for each combination of sizes that was asked for; a single one where sizes are drawn.
  public var groups: [SampleGroup]
  /// What ended the draws.
  public var endedBy: SampleEnd
  /// The half-width that was asked for; reached at every combination of sizes only where it `endedBy` that.
  public var halfWidth: Rational?
  /// Set where the two evaluations contradict each other at a draw: a fault of the program, after which nothing else is said.
  public var contradiction: Contradiction?
  /// The seconds that it took.
  public var seconds: Double
}

/// What ended the draws.
public enum SampleEnd: String, Sendable {
  /// All draws that were asked for were made.
  case draws
  /// The bounds of the probabilities came as near to each other as was asked for.
  case width
  /// The time that was given is over.
  case seconds
  /// The draws were broken off.
  case interrupted
}

/// The draws at one combination of sizes, or of one range of an expression.
public struct SampleGroup: Sendable {
  /// The sizes, where all its draws have the same; empty where they are drawn.
  public var sizes: [SampleSize]
  /// The values of the grouping expression in this group: between these bounds.
  public var range: CertifiedValue?
  /// How many draws were made, and what became of them.
  public var counts: SampleCounts
  /// With the confidence asked for, bounds of the probability that a draw meets the hypotheses; draws that are undefined
  /// or undecided may or may not.
  public var probabilityMet: CertifiedValue?
  /// With the confidence asked for, bounds of the probability that a draw which meets the hypotheses violates the conclusion.
  public var probabilityViolated: CertifiedValue?
  /// The first draw that violates the conclusion.
  public var violatedDraw: UInt64?
  /// That draw, decided by both evaluations; nil in parts of a group.
  public var violation: Counterexample?
  /// One for each comparison of the conclusion that says which of two numbers is the less.
  public var comparisons: [ComparisonSample]
  /// One for each expression that was asked for.
  public var measures: [MeasureSample]
  /// The same told apart by the grouping expression.
  public var parts: [SampleGroup]
}

/// A size with its value.
public struct SampleSize: Hashable, Sendable {
  /// The name of the size.
  public var name: String
  /// Its value.
  public var value: Int
}

/// What became of the draws.
public struct SampleCounts: Hashable, Sendable {
  /// How many draws were made.
  public var draws = 0
  /// Draws that meet the hypotheses and at which the conclusion holds.
  public var held = 0
  /// Draws that meet the hypotheses and violate the conclusion.
  public var violated = 0
  /// Draws that do not meet the hypotheses, or evaluate an empty `max` or `min`.
  public var unmet = 0
  /// Draws at which something has no value.
  public var undefined = 0
  /// Draws that no evaluation decided within its limits.
  public var undecided = 0
}

/// How near one comparison of the conclusion comes to failing, over the draws that meet the hypotheses.
public struct ComparisonSample: Sendable {
  /// The number of its `conclude` item, from 1.
  public var item: Int
  /// The comparison in the claim language.
  public var text: String
  /// The lesser side over the greater one, the greatest of all index values of a draw: 1 where the bound is attained.
  public var tightness: SampleFigures
  /// The greater side minus the lesser one, the least of all index values of a draw: negative where the bound fails.
  public var margin: SampleFigures
  /// The draw with the greatest tightness, and that with the least.
  public var tightest: Instance?
  /// The draw with the least tightness.
  public var loosest: Instance?
  /// The numbers of those draws.
  public var tightestDraw: UInt64?
  /// The number of the loosest draw.
  public var loosestDraw: UInt64?
}

/// The values of an expression over the draws that meet the hypotheses.
public struct MeasureSample: Sendable {
  /// The expression in the claim language.
  public var text: String
  /// Its values.
  public var figures: SampleFigures
}

/// Statistics of numbers that are each known between bounds; all are enclosures.
public struct SampleFigures: Sendable {
  /// How many numbers there are.
  public var count: Int
  /// Draws whose number exists and is not known.
  public var open: Int
  /// Draws that have no such number: a ratio to 0 or to a negative bound.
  public var without: Int
  /// The least of the numbers; nil where there are none.
  public var minimum: CertifiedValue?
  /// The greatest of the numbers.
  public var maximum: CertifiedValue?
  /// The mean of the numbers.
  public var mean: CertifiedValue?
  /// The standard error of the mean: the deviation of the numbers over the root of their count.
  public var standardError: CertifiedValue?
  /// Quantiles: the least number that at least this share of the numbers does not exceed.
  public var quantiles: [SampleQuantile]
  /// How the numbers lie, in up to twelve equal steps from the least to the greatest.
  public var histogram: [SampleBar]
}

/// A quantile of numbers.
public struct SampleQuantile: Sendable {
  /// The share, such as 1/2 for the median.
  public var share: Rational
  /// Its enclosure.
  public var value: CertifiedValue
}

/// A bar of a histogram.
public struct SampleBar: Sendable {
  /// Where the bar begins.
  public var lower: Double
  /// Where it ends.
  public var upper: Double
  /// How many numbers have their lower bound in it.
  public var count: Int
}
