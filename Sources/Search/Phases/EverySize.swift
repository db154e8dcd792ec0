import Foundation
import Inputs
import Numbers

extension TheoremSearch {
  /// A few instances that need no draw at every size along each axis, as far as a part of the work reaches: no size is
  /// left out in silence.
  mutating func sweep() throws(InputError) -> Shrinker.Found? {
    guard !theorem.sizes.isEmpty else { return nil }
    let end = workLeft - parts.sweep
    let isThorough = options.seconds != nil || options.workFactor != nil
    var random = SplitMix64(seed: options.seed, purpose: "sweep " + theorem.name)
    // Where programs have become too long, along each axis.
    var ends: [Int: Int] = [:]
    for (axis, sizes) in plan.axes(named: theorem.numbers) {
      guard workLeft > end, hasBudget else { return nil }
      guard sizes[axis] < ends[axis] ?? .max else { continue }
      guard var place = try open(sizes, isLong: true) else {
        ends[axis] = sizes[axis]
        continue
      }
      // A size that is named may be long; it may not take what the nearer ones need.
      let cost = (SearchTuning.loweringCost + 16) * Self.length(place.engine.ground.program)
      if cost > parts.sweep / SearchTuning.visits { ends[axis] = sizes[axis] }
      var batch: [[Rational]] = []
      for recipe in levels {
        if let inputs = place.drawer.instance(recipe), !batch.contains(inputs) { batch.append(inputs) }
      }
      swept[sizes] = Set(batch)
      if let found = try decide(&batch, &place) { return found }
      // Where few numbers meet many sizes, the vertices are few too.
      if isThorough, (2...SearchTuning.ladderInputs).contains(place.drawer.intervals.count),
        let found = try climbVertices(&place, along: .real, work: (workLeft - end) / 64, &random).0
      {
        return found
      }
      options.progress(progress)
    }
    return nil
  }
}
