import Claims
import Inputs
import Numbers
import Programs

/// The search for a counterexample to one theorem: what its phases share, and the order in which they run.
///
/// Every phase proposes instances, and the engine decides them; the first violated one is shrunk and reported. All take
/// from one budget.
package struct TheoremSearch {
  let theorem: Theorem
  let options: SearchOptions
  /// What the theorem may take, shrinking and explaining included.
  let whole: Budget
  /// What looking for a violation may take.
  var budget: Budget
  /// The usual work of a search like this, by which the phases' shares are measured.
  let usualWork: Int
  /// The work that a visit to one combination of sizes may take.
  let quantum: Int
  var random: SplitMix64
  /// The sizes that are visited, in their order.
  var plan: SizePlan
  /// The spaces that are drawn from, again and again.
  var spaces: [InstanceSpace] = []
  /// Those of larger sizes that were looked at.
  var larger: [InstanceSpace] = []
  /// What was tried in passing at sizes that may be visited again.
  var swept: [[Int]: Set<[Rational]>] = [:]
  var tally = SearchTally()
  var violation: Violation? {
    didSet { if oldValue == nil { workOfFinding = budget.spent } }
  }
  /// The work that led to the violation.
  private(set) var workOfFinding = 0
  var outcome = RefutationOutcome()

  private init(_ theorem: Theorem, _ options: SearchOptions, within whole: Budget?) throws(InputError) {
    self.theorem = theorem
    self.options = options
    random = SplitMix64(seed: options.seed, purpose: theorem.name)
    usualWork = options.usualWork
    self.whole = whole ?? Budget(seconds: options.seconds, stop: options.isCancelled)
    budget = options.budget(within: self.whole)
    plan = try SizePlan(for: theorem, requested: options.sizes)
    if let near = options.near { plan.begin(with: near.sizes) }
    quantum = usualWork / (SearchTuning.turns * max(plan.combinations.count, 1))
  }

  /// Searches for a counterexample.
  ///
  /// - Throws: an `InputError` where the theorem cannot be evaluated: a cyclic definition, a reference
  ///   outside every equation, sizes that are too large or not declared.
  package static func run(_ theorem: Theorem, _ options: SearchOptions) throws(InputError) -> SearchResult {
    try run(theorem, options, phases)
  }

  /// - Parameter whole: The budget that the search takes its own from; nil for a new one.
  static func run(
    _ theorem: Theorem, _ options: SearchOptions, _ phases: [any SearchPhase], within whole: Budget? = nil
  ) throws(InputError) -> SearchResult {
    try options.validate()
    var search = try TheoremSearch(theorem, options, within: whole)
    for phase in phases where phase.isAboutViolation == (search.violation != nil) {
      if let found = try phase.run(&search) { search.violation = found }
    }
    return try search.result()
  }

  /// The phases, in their order.
  static let phases: [any SearchPhase] = [
    // What refuted the theorem before.
    Reuse(),
    // Draws and climbs at the plan's sizes, from small to large.
    Generate(),
    // Values of every magnitude, every size once, vertices of what the hypotheses allow, great lengths.
    WithoutDraws([ExtremeValues(), EverySize(), Vertices(), GreatLengths()]),
    // Sizes beyond the plan, as long as programs stay short.
    Enlarge(),
    // Climbs, draws and pushes by turns, at ever more sizes, until a limit is met.
    Climb(),
    // Of a violation: fewer elements, simpler values; what is certain about it; what may mend the theorem.
    Shrink(), Explain(), Mend(),
  ]
}
