import Claims
import Evaluation
import Foundation
import Inputs
import Programs

extension Theorem {
  /// Decides many instances on all cores, each as `decide(_:limits:isCancelled:)` does; decisions in order.
  ///
  /// Instances of the same sizes share what is prepared for these sizes.
  ///
  /// - Parameter isCancelled: Asked now and then, from several threads; true breaks off, and what is not decided is `undecided`.
  /// - Throws: the `InputError` of the first instance that has one.
  public func decide(
    _ instances: [Instance], limits: EvaluationLimits = EvaluationLimits(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(InputError) -> [Decision] {
    for instance in instances { try validate(instance) }
    // Runs of equal sizes, cut so that every core has some.
    let cores = Swift.max(1, ProcessInfo.processInfo.activeProcessorCount)
    let longest = Swift.max(1, (instances.count + 4 * cores - 1) / (4 * cores))
    let places = Dictionary(grouping: instances.indices) { instances[$0].sizes }
    let runs = places.values.flatMap { group in
      stride(from: 0, to: group.count, by: longest).map {
        Array(group[$0..<Swift.min($0 + longest, group.count)])
      }
    }.sorted { $0[0] < $1[0] }
    var decided: [Int: Decision] = [:]
    var failure: (place: Int, error: InputError)?
    for outcome in inOrder(runs.count, { run, _ in decide(runs[run], of: instances, limits, isCancelled) }) {
      for (place, decision) in try outcome.get() {
        do throws(InputError) {
          decided[place] = try decision.get()
        } catch {
          if failure.map({ place < $0.place }) ?? true { failure = (place, error) }
        }
      }
    }
    if let failure { throw failure.error }
    return instances.indices.compactMap { decided[$0] }
  }

  private func decide(
    _ places: [Int], of instances: [Instance], _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [(Int, Result<Decision, InputError>)] {
    var engine: Engine?
    return places.map { k in
      do throws(InputError) {
        let used: Engine
        if let engine {
          used = engine
        } else {
          used = Engine(
            try GroundTheorem.lower(self, sizes: instances[k].sizes), limits: limits.forNamedInstance)
          used.isCancelled = isCancelled
          engine = used
        }
        let decision = try used.decide(used.ground.inputs(of: instances[k]))
        return (k, .success(confirmed(decision, instances[k], bits: limits.bits, isCancelled: isCancelled)))
      } catch {
        return (k, .failure(error))
      }
    }
  }
}
