import Claims
import Elaboration
import Evaluation
import Inputs
import Numbers
import Programs
import TestSupport

func elaboration(_ items: String, fixed: [String: Int] = [:]) throws -> Elaboration {
  let theorem = try theorem(items)
  return try withDeepStack { () throws(Refusal) in try Elaboration(theorem, fixed: fixed) }
}

/// Why a claim is refused, or that it is not.
func refusal(_ items: String) throws -> String {
  do {
    _ = try elaboration(items)
    return "not refused"
  } catch let refusal as Refusal { return refusal.message }
}

/// What the engine says of a claim at an instance with real values, and what its elaboration does.
func verdicts(
  _ items: String, sizes: [Int] = [], _ values: [[Rational]] = [], fixed: [String: Int] = [:]
) throws -> [String] {
  let theorem = try theorem(items)
  let instance = Instance(sizes: sizes, values: values.map { $0.map { ExactComplex(re: $0) } })
  try theorem.validate(instance)
  let ground = try GroundTheorem.lower(theorem, sizes: sizes)
  let verdict = try Engine(ground).verdict(ground.inputs(of: instance))
  let model = try ElaborationModel(try elaboration(items, fixed: fixed), theorem, instance)
  let reading = try Reading(model)
  return [verdict.rawValue, reading.word]
}

let bothHold = ["holds", "holds"]
let bothViolated = ["violated", "violated"]
let bothUndefined = ["undefined", "undefined"]
