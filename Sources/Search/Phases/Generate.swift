import Claims
import Evaluation
import Inputs
import Numbers
import Programs

/// Draws and climbs at each of the plan's sizes, from small to large; later rounds go on where this one leaves off.
struct Generate: SearchPhase {
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    for sizes in search.plan.combinations {
      guard search.budget.isLeft else { break }
      guard var space = try search.open(sizes) else { continue }
      if let near = search.options.near, near.sizes == sizes {
        let inputs = try space.engine.ground.inputs(of: near)
        if let found = try search.judge([inputs], &space) { return found }
        if let found = try search.climb(&space, again: true) { return found }
      }
      if let found = try search.draw(&space, share: SearchTuning.firstShare) { return found }
      if let found = try search.climb(&space) { return found }
      search.spaces.append(space)
    }
    return nil
  }
}
