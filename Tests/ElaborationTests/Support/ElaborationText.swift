import Claims
import Inputs
import ProofKernel

@testable import Elaboration

/// An elaboration as a line of JSON: families, facts and stages, or the refusal.
func elaborationText(_ theorem: Theorem) -> String {
  var members: [(String, JSONOutput)] = [
    ("theorem", .string(theorem.name)), ("claim", .string(theorem.statement)),
  ]
  do throws(Refusal) {
    let elaboration = try Elaboration(theorem)
    let theory = elaboration.theory
    members += [
      ("families", .object(theory.arities.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
      ("facts", .object(theory.facts.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })),
      (
        "stages",
        .array(
          elaboration.stages.map { stage in
            .object([
              ("assumed", .array(stage.assumed.map { .array([.string($0.name), json($0.fact)]) })),
              ("goals", .array(stage.goals.map { .array([.string($0.what), json($0.fact)]) })),
            ])
          })
      ),
    ]
  } catch {
    members.append(("refused", .string(error.message)))
  }
  return JSONWriter.text(.object(members), style: .compact)
}

private func json(_ fact: Fact) -> JSONOutput {
  func strings(_ list: [some CustomStringConvertible]) -> JSONOutput {
    .array(list.map { .string($0.description) })
  }
  return .object([
    ("for", strings(fact.variables)), ("where", strings(fact.guards)), ("given", strings(fact.premises)),
    ("literal", .string(fact.literal.description)),
  ])
}
