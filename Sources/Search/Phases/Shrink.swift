import Inputs
import Numbers

/// Makes a violation smaller: fewer elements first, then simpler values.
struct Shrink: SearchPhase {
  var isAboutViolation: Bool { true }

  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    guard let violation = search.violation, search.options.shrinks else { return nil }
    var shrinker = Shrinker(
      search.theorem, limits: search.options.limits,
      random: SplitMix64(seed: search.options.seed, purpose: "shrink " + search.theorem.name),
      searchWork: search.workOfFinding, within: search.whole.share(time: ShrinkTuning.timePart))
    return shrinker.shrink(violation)
  }
}
