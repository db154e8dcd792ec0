import Claims
import Evaluation
import Programs

/// What came of the instances that were tried.
struct SearchTally {
  var counts = InstanceCounts()
  var margins = MarginTracker()
  var undefinedSite: FailureSite?
  var undecided: Instance?
  var limitMet: EvaluationLimit?
  /// How many instances that the search alone chose were broken off or stayed undecided; they are not counted.
  var leftOpen = 0
  /// The sizes at which instances were tried, in order.
  var sizesTried: [[Int]] = []
  /// How many instances held at each combination of sizes.
  var held: [[Int]: Int] = [:]
  /// The first instance that held.
  var witness: Instance?

  /// Whether nothing can be said: something stayed open, or nothing met the hypotheses.
  var isUnsettled: Bool { counts.undefined > 0 || counts.undecided > 0 || counts.held == 0 }
}
