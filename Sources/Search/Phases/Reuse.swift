import Claims
import Evaluation
import Inputs
import Numbers
import Programs

/// What refuted the theorem before.
struct Reuse: SearchPhase {
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation? {
    let asked = search.options.sizes
    for instance in search.options.known(search.theorem) {
      let isAsked = zip(search.theorem.sizes, instance.sizes).allSatisfy { size, value in
        asked[size.name]?.contains(value) ?? true
      }
      guard isAsked, var space = try search.open(instance.sizes) else { continue }
      let inputs = try space.engine.ground.inputs(of: instance)
      if let found = try search.judge([inputs], &space) { return found }
    }
    return nil
  }
}
