import Foundation
import Inputs
import Numbers

extension TheoremSearch {
  /// Vertices of what the hypotheses allow, at lengths that grow.
  mutating func climbVertices() throws(InputError) -> Shrinker.Found? {
    var random = SplitMix64(seed: options.seed, purpose: "vertices " + theorem.name)
    let end = workLeft - parts.vertices
    let isComplex = theorem.variables.contains(where: \.isComplex)
    var directions = isComplex ? Coordinate.Direction.allCases : [.real]
    let lengths = plan.vertexLengths
    for (n, sizes) in lengths.enumerated() {
      guard hasBudget, workLeft > end, !directions.isEmpty, var place = try open(sizes, isLong: true) else {
        return nil
      }
      let most = VertexClimb.mostCoordinates * (isComplex ? 2 : 1)
      guard place.drawer.intervals.count <= most else { continue }
      let last = workLeft - (workLeft - end) / (lengths.count - n)
      let open = directions
      for (k, direction) in open.enumerated() where hasBudget && workLeft > last {
        let part = (workLeft - last) / (open.count - k)
        let found = try climbVertices(&place, along: direction, work: part, &random)
        if let found = found.0 { return found }
        if !found.isPossible { directions.removeAll { $0 == direction } }
      }
      options.progress(progress)
    }
    return nil
  }

  mutating func climbVertices(
    _ place: inout Place, along direction: Coordinate.Direction, work: Int, _ random: inout SplitMix64
  ) throws(InputError) -> (Shrinker.Found?, isPossible: Bool) {
    let most = work * Climber.passesPerUnit
    guard var climb = VertexClimb(place.drawer, along: direction, most: most, isCancelled: clock, &random)
    else { return (nil, false) }
    let effort = place.effort
    var batch = climb.instances(&random)
    workLeft -= place.effort - effort + climb.effort / Climber.passesPerUnit
    return (try decide(&batch, &place), true)
  }
}
