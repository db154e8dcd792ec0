import Claims
import Evaluation
import Inputs
import Programs
import Search

/// Decides many instances of a theorem, with an engine for each combination of sizes that it has met; one for each thread.
package final class InstanceJudge {
  private let theorem: Theorem
  private let limits: EvaluationLimits
  private let isCancelled: @Sendable () -> Bool
  private var engines: [[Int]: Engine] = [:]

  /// Engines that are kept.
  private static let keptCount = 64

  package init(
    _ theorem: Theorem, limits: EvaluationLimits = EvaluationLimits(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.theorem = theorem
    self.limits = limits
    self.isCancelled = isCancelled
  }

  /// The decisions in order. One that refutes was confirmed by the second evaluation, or says why not.
  ///
  /// - Throws: an `InputError` where an instance does not fit the theorem, or reaches a reference outside every equation.
  package func decide(_ instances: [Instance]) throws(InputError) -> [Decision] {
    var decisions: [Decision] = []
    decisions.reserveCapacity(instances.count)
    var start = 0
    while start < instances.count {
      let sizes = instances[start].sizes
      let end = instances[start...].firstIndex { $0.sizes != sizes } ?? instances.count
      let engine = try engine(sizes)
      let inputs = try instances[start..<end].map { instance throws(InputError) in
        try engine.ground.inputs(of: instance)
      }
      for (decision, instance) in zip(try engine.decisions(inputs), instances[start..<end]) {
        let isRefuted = decision.verdict == .violated
        decisions.append(
          isRefuted
            ? theorem.confirmed(decision, instance, bits: limits.bits, isCancelled: isCancelled) : decision)
      }
      start = end
    }
    return decisions
  }

  private func engine(_ sizes: [Int]) throws(InputError) -> Engine {
    if let known = engines[sizes] { return known }
    let engine = Engine(try GroundTheorem.lower(theorem, sizes: sizes), limits: limits)
    engine.isCancelled = isCancelled
    if engines.count >= Self.keptCount { engines = [:] }
    engines[sizes] = engine
    return engine
  }
}
