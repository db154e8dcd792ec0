import Claims
import Elaboration
import Evaluation
import Inputs
import Numbers
import Programs
import TestSupport

/// Decides instances by the engine and by the theorem's elaboration, and counts.
struct ElaborationComparison {
  private(set) var claims = 0
  private(set) var elaborated = 0
  private(set) var pairs = 0
  /// By the engine's verdict and the elaboration's.
  private(set) var counts: [String: Int] = [:]
  private(set) var refusals: [String: Int] = [:]
  private(set) var untold: [String: Int] = [:]
  private(set) var faults = Failures()
  /// How many pairs hold by the engine without being seen to be defined.
  private(set) var strict = 0

  mutating func compare(_ theorem: Theorem, _ instances: [Instance]) {
    claims += 1
    let elaboration: Elaboration
    do {
      elaboration = try withDeepStack { () throws(Refusal) in try Elaboration(theorem) }
    } catch {
      refusals[error.message, default: 0] += 1
      return
    }
    elaborated += 1
    let count = faults.count
    for (k, instance) in instances.enumerated() where faults.count == count {
      compare(theorem, elaboration, instance, checksFacts: k == 0)
      // And with sizes of one value.
      let sizes = Dictionary(uniqueKeysWithValues: zip(theorem.sizes.map(\.name), instance.sizes))
      if k == 0, let fixed = try? withDeepStack({ try Elaboration(theorem, fixed: sizes) }) {
        compare(theorem, fixed, instance)
      }
    }
  }

  private mutating func compare(
    _ theorem: Theorem, _ elaboration: Elaboration, _ instance: Instance, checksFacts: Bool = false
  ) {
    func describe(_ what: String) -> String { "\(what):\n\(theorem.statement)at \(instance)\n" }
    let decision: Decision
    do {
      let ground = try GroundTheorem.lower(theorem, sizes: instance.sizes)
      decision = try Engine(ground, limits: EvaluationLimits(bits: 256)).decide(ground.inputs(of: instance))
    } catch {
      // A circle, a tie, or a reference that nothing covers.
      faults.note(describe("an error of the claim is not refused: \(error)"))
      return
    }
    pairs += 1
    do {
      let points = (decision.failing?.reals ?? []).map { ($0.name, $0.value) }
      let reals = Dictionary(points, uniquingKeysWith: { $1 })
      let model = try ElaborationModel(elaboration, theorem, instance, reals: reals)
      let reading = try Reading(model)
      counts["\(decision.verdict) \(reading.word)", default: 0] += 1
      if let fault = fault(decision, reading, model, isExact: !hasReals(theorem) || !reals.isEmpty) {
        faults.note(describe("\(decision.verdict) by the engine, by the elaboration \(reading): \(fault)"))
      }
      if decision.verdict == .holds, case .undefined = reading { strict += 1 }
      if checksFacts {
        let lies = try model.falseFacts()
        if !lies.isEmpty { faults.note(describe("facts that are false: \(lies)")) }
      }
    } catch Untold.fault(let what) {
      faults.note(describe(what))
    } catch {
      untold["\(error)", default: 0] += 1
    }
  }

  private func hasReals(_ theorem: Theorem) -> Bool { theorem.statement.contains("forall real") }

  /// What is wrong with a reading, beside what the engine says of the instance.
  private func fault(
    _ decision: Decision, _ reading: Reading, _ model: ElaborationModel, isExact: Bool
  ) -> String? {
    switch (decision.verdict, reading) {
    case (.undecided, _), (_, .undefined): nil
    case (.holds, .holds), (.violated, .violated), (.vacuous, .vacuous): nil
    // The greatest of nothing is some number.
    case (.vacuous, _) where decision.failingHypothesis == nil: nil
    case (.violated, .holds) where !isExact, (.undefined, .holds) where !isExact: nil
    case (.undefined, _) where decision.failing == nil && !isExact: nil
    default: "that is not the same"
    }
  }

  var summary: String {
    let counts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    let refusals = refusals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40).map {
      "  \($0.value) \($0.key)"
    }
    return """
      \(claims) claims, \(elaborated) elaborated, \(pairs) pairs: \(counts)
      untold: \(untold)
      refused:
      \(refusals.joined(separator: "\n"))
      """
  }
}

extension Reading {
  var word: String {
    switch self {
    case .holds: "holds"
    case .vacuous: "vacuous"
    case .undefined: "undefined"
    case .violated: "violated"
    }
  }
}
