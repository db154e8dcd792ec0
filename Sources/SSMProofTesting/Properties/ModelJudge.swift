import Claims
import Evaluation
import Foundation
import Inputs
import Programs
import SSMProof
import Search

/// Judges models one after the other; what is prepared for their sizes is kept.
final class ModelJudge: @unchecked Sendable {
  private let theorem: Theorem
  private let limits: EvaluationLimits
  private let lock = NSLock()
  private var engines: [[Int]: Engine] = [:]
  private var tally = InstanceCounts()

  init(_ theorem: Theorem, _ limits: EvaluationLimits) { (self.theorem, self.limits) = (theorem, limits) }

  var counts: InstanceCounts { lock.withLock { tally } }

  func verdict(_ instance: Instance, isCancelled: @escaping () -> Bool) throws -> InstanceVerdict {
    try lock.withLock {
      try theorem.validate(instance)
      if engines.count > 32 { engines = [:] }
      let engine =
        try engines[instance.sizes]
        ?? Engine(GroundTheorem.lower(theorem, sizes: instance.sizes), limits: limits)
      engines[instance.sizes] = engine
      engine.isCancelled = isCancelled
      let verdict = try engine.verdict(engine.ground.inputs(of: instance))
      tally.count(verdict)
      return verdict
    }
  }
}

/// Whether inputs meet the hypotheses of the theorems that they are models of; what is no model has none to
/// meet.
final class HypothesisJudge: @unchecked Sendable {
  private let lock = NSLock()
  private var made: (theorem: Theorem, judge: ModelJudge)?

  /// What an input would have to be, in words, where it is left out; nil where it meets its hypotheses.
  func objection(_ input: Any, isCancelled: @escaping () -> Bool) throws -> String? {
    guard let model = input as? Model else { return nil }
    switch try judge(of: model.theorem).verdict(model.instance, isCancelled: isCancelled) {
    // Of a theorem with a false conclusion: the hypotheses hold.
    case .violated: return nil
    case .vacuous: return "inputs that meet the hypotheses of '\(model.theorem.name)'"
    case .holds, .undefined, .undecided:
      return "inputs that certainly meet the hypotheses of '\(model.theorem.name)'"
    }
  }

  private func judge(of theorem: Theorem) throws -> ModelJudge {
    try lock.withLock {
      if let made, made.theorem == theorem { return made.judge }
      let judge = ModelJudge(try theorem.withFalseConclusion(), EvaluationLimits())
      made = (theorem, judge)
      return judge
    }
  }
}
