import Claims
import Evaluation
import Inputs
import Numbers
import Programs

/// Vertices of what the hypotheses allow, at lengths that grow.
struct Vertices: SearchPhase {
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    var random = SplitMix64(seed: search.options.seed, purpose: "vertices " + search.theorem.name)
    let share = search.share(PhaseTuning.vertices)
    let isComplex = search.theorem.variables.contains(where: \.isComplex)
    var directions = isComplex ? Coordinate.Direction.allCases : [.real]
    let lengths = search.plan.vertexLengths
    for (n, sizes) in lengths.enumerated() {
      guard search.budget.isLeft, share.workLeft > 0, !directions.isEmpty,
        var space = try search.open(sizes, isLong: true)
      else { return nil }
      let most = VertexTuning.mostCoordinates * (isComplex ? 2 : 1)
      guard space.generator.intervals.count <= most else { continue }
      let visit = search.budget.share(work: share.workLeft / (lengths.count - n))
      let open = directions
      for (k, direction) in open.enumerated() where search.budget.isLeft && visit.workLeft > 0 {
        let part = search.budget.share(work: visit.workLeft / (open.count - k))
        let found = try search.climbVertices(&space, along: direction, part, &random)
        if let found = found.0 { return found }
        if !found.isPossible { directions.removeAll { $0 == direction } }
      }
      search.tellProgress()
    }
    return nil
  }
}

extension TheoremSearch {
  /// Decides what a climb from vertex to vertex leads to; says whether there are vertices to climb along.
  mutating func climbVertices(
    _ space: inout InstanceSpace, along direction: Coordinate.Direction, _ share: Budget,
    _ random: inout SplitMix64
  ) throws(InputError) -> (Violation?, isPossible: Bool) {
    guard var climb = VertexClimb(space.generator, along: direction, share, &random) else {
      return (nil, false)
    }
    let effort = space.effort
    var batch = climb.instances(&random)
    budget.spend(space.effort - effort + Climber.work(passing: climb.effort))
    return (try decide(&batch, &space), true)
  }
}
