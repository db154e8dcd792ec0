import Claims
import Enclosures
import Inputs
import Numbers
import Programs

/// What eight instances say of one comparison of the conclusion.
package struct LaneTightness: Sendable {
  package typealias Mask = BallLanes.Mask
  /// The greatest of lesser side over greater side.
  package var ratio: BallLanes
  /// Where there is one and it is known.
  package var hasRatio: Mask
  /// The least of greater side minus lesser side.
  package var margin: BallLanes
  package var hasMargin: Mask
  /// Where something that belongs to it is not known.
  package var isOpen: Mask
}

/// Eight instances at once, for who draws them and keeps what was found.
extension Engine {
  /// Where the inputs of the next `decideLanes` are to be put: one for each of the program's.
  package var laneInputs: UnsafeMutablePointer<BallLanes> { lanes.inputs }

  /// Decides what stands in `laneInputs`, in the first `count` lanes; what double balls leave undecided is escalated.
  ///
  /// - Parameter exact: The numbers of a lane.
  package func decideLanes(
    _ count: Int, exact: (Int) -> [Rational], each: (Int, InstanceVerdict) -> Void
  ) throws(InputError) {
    lanes.run()
    let hypotheses = lanes.hypotheses()
    let conclusions = lanes.conclusions()
    for lane in 0..<count {
      let outcome = Outcome(hypotheses[lane], conclusions[lane])
      if outcome.verdict != nil {
        each(lane, try verdict(of: outcome))
      } else {
        each(lane, try verdict(of: escalate(exact(lane)).outcome))
      }
    }
  }

  /// Computes what stands in `laneInputs`, and decides nothing.
  package func runLanes() { lanes.run() }

  /// The numbers of a measure after `decideLanes`, and in which lanes it has one.
  package func measure(_ k: Int) -> (balls: BallLanes, isDefined: BallLanes.Mask) {
    lanes.numbers(ground.program.measures[k])
  }

  /// What the last instances say of a comparison.
  package func tightness(of group: ComparisonGroup) -> LaneTightness {
    let none = BallLanes.Mask(repeating: false)
    let zero = BallLanes(repeating: Ball(0))
    var result = LaneTightness(ratio: zero, hasRatio: none, margin: zero, hasMargin: none, isOpen: none)
    // Where some place has no ratio, or one that means nothing.
    var isWithout = none
    for place in group.places {
      var isActive = BallLanes.Mask(repeating: true)
      var isOpen = none
      for premise in place.premises {
        let truth = lanes.truths[lanes.slot(premise)]
        let isTrue = truth .== SIMD8(repeating: Double(Truth.yes.raw))
        isOpen = isOpen .| (.!isTrue .& truth .!= SIMD8(repeating: Double(Truth.no.raw)))
        isActive = isActive .& isTrue
      }
      let (lesser, isLesserDefined) = lanes.numbers(place.lesser)
      let (greater, isGreaterDefined) = lanes.numbers(place.greater)
      let isDefined = isLesserDefined .& isGreaterDefined
      isOpen = isOpen .| (isActive .& .!isDefined)
      isActive = isActive .& isDefined
      result.isOpen = result.isOpen .| isOpen

      let margin = greater - lesser
      let less = BallLanes.minimum(result.margin, margin)
      result.margin = result.margin.replacing(
        with: margin.replacing(with: less, where: result.hasMargin), where: isActive)
      result.hasMargin = result.hasMargin .| isActive

      // A ratio has a meaning where the greater side is positive; 0 beside at most 0 is passed over.
      let nonpositive = greater.isNonpositive
      let isZero = greater.isZero
      let isPassedOver = isZero.yes .& lesser.isNonpositive.yes
      let counts = isActive .& .!isPassedOver
      isWithout = isWithout .| (counts .& nonpositive.yes)
      let hasNoSign = counts .& .!nonpositive.yes .& .!nonpositive.no
      result.isOpen = result.isOpen .| hasNoSign
      let isPositive = counts .& nonpositive.no
      guard any(isPositive) else { continue }
      let ratio = (lesser / greater).replacing(with: zero, where: lesser.isZero.yes)
      let more = BallLanes.maximum(result.ratio, ratio)
      result.ratio = result.ratio.replacing(
        with: ratio.replacing(with: more, where: result.hasRatio), where: isPositive)
      result.hasRatio = result.hasRatio .| isPositive
    }
    result.hasMargin = result.hasMargin .& .!result.isOpen
    result.hasRatio = result.hasRatio .& .!isWithout .& .!result.isOpen
    return result
  }
}
