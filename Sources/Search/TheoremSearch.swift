import Claims
import Evaluation
import Foundation
import Inputs
import Numbers
import Programs

/// The search for a counterexample to one theorem.
///
/// Every phase proposes instances, and the engine decides them; the first violated one is shrunk and reported. All take
/// from one budget of counted work (`TheoremSearch+Budget`).
package struct TheoremSearch {
  let theorem: Theorem
  let options: SearchOptions
  let start = Date()
  var random: SplitMix64
  var counts = InstanceCounts()
  var margins = MarginTracker()
  var undefinedSite: FailureSite?
  var undecided: Instance?
  var limitMet: EvaluationLimit?
  /// How many instances that the search alone chose were broken off or stayed undecided; they are not counted.
  var leftOpen = 0
  var sizesTried: [[Int]] = []
  var workLeft: Int
  let workGiven: Int
  /// The work of a search without a limit in seconds.
  let budget: Int
  /// How many instances held at each combination of sizes.
  var held: [[Int]: Int] = [:]
  /// What was tried in passing at sizes that may be visited again.
  var swept: [[Int]: Set<[Rational]>] = [:]
  /// What the phases without draws took: where draws end by default, it does not count.
  var besides = (work: 0, tried: 0)
  /// The work that a visit to one combination of sizes may take.
  var quantum = Int.max
  /// The sizes that are visited, in their order.
  var plan: SizePlan
  /// The sizes that are drawn at, again and again.
  var places: [Place] = []
  /// Those beyond them that were looked at.
  var larger: [Place] = []

  private init(_ theorem: Theorem, _ options: SearchOptions) throws(InputError) {
    self.theorem = theorem
    self.options = options
    random = SplitMix64(seed: options.seed, purpose: theorem.name)
    budget =
      options.work ?? Int(Double(SearchTuning.workLimit) * min(max(options.workFactor ?? 1, 1e-3), 1e9))
    workLeft = options.seconds == nil || options.workFactor != nil ? budget : .max
    workGiven = workLeft
    plan = try SizePlan(for: theorem, requested: options.sizes)
    if let near = options.near { plan.begin(with: near.sizes) }
    quantum = budget / (SearchTuning.turns * max(plan.combinations.count, 1))
  }

  /// Searches for a counterexample.
  ///
  /// - Throws: an `InputError` where the theorem cannot be evaluated: a cyclic definition, a reference
  ///   outside every equation, sizes that are too large or not declared.
  package static func run(_ theorem: Theorem, _ options: SearchOptions) throws(InputError) -> SearchResult {
    try options.validate()
    var search = try TheoremSearch(theorem, options)
    return try search.run()
  }

  /// The phases, in their order.
  private mutating func run() throws(InputError) -> SearchResult {
    // What refuted the theorem before.
    if let found = try reuse() { return try refuted(found) }
    // Draws and climbs at the plan's sizes, from small to large.
    if let found = try generate() { return try refuted(found) }
    if let found = try lookWithoutDraws() { return try refuted(found) }
    // Sizes beyond the plan, as long as programs stay short.
    if let found = try enlarge() { return try refuted(found) }
    // Draws, climbs and pushes by turns, at ever more sizes, until a limit is met.
    var further = plan.further
    if let found = try goOn(&further) { return try refuted(found) }
    let isUnsettled = counts.undefined > 0 || counts.undecided > 0 || counts.held == 0
    return result(isUnsettled ? .undecided : .survived, nil, endedBy: limitReached(further))
  }

  /// The phases that draw nothing at random. What they take does not count where draws end by default.
  private mutating func lookWithoutDraws() throws(InputError) -> Shrinker.Found? {
    let before = (work: workLeft, tried: counts.tried)
    defer { besides = (before.work - workLeft, counts.tried - before.tried) }
    // Values of every magnitude, and those that the claim names.
    if let found = try climbLadder() { return found }
    // Every size once.
    if let found = try sweep() { return found }
    // Vertices of what the hypotheses allow.
    if let found = try climbVertices() { return found }
    // Great lengths.
    return try lengthen()
  }
}
