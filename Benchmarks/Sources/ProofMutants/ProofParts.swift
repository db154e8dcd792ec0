import Elaboration
import Inputs
import ProofKernel
import Proofs

/// A proof, part by part, each with its place in the certificate that it was made of.
///
/// A changed proof is written as an object with the members `definitions` and `stages`; in the place of a definition, lemma
/// or goal of the base stands its number among those of the base, from 0.
struct ProofParts {
  /// Where a part stands in the base, from 0 among those of its kind.
  enum Origin: Hashable {
    case definition(Int)
    case hypothesis(Int)
    case lemma(Int)
    case goal(Int)
  }
  struct Part {
    let what: String
    let origin: Origin?
    let check: (inout Checker) throws(KernelError) -> Void
  }
  private struct Stage {
    var lemmas: [(Lemma, Int?)] = []
    var goals: [(TheoremProof.GoalProof, Int?)] = []
  }

  private var definitions: [(FamilyDefinition, Int?)]
  private var stages: [Stage] = []

  /// The base.
  init(_ proof: TheoremProof) {
    definitions = proof.definitions.enumerated().map { ($1, $0) }
    var (lemmas, goals) = (0, 0)
    for stage in proof.stages {
      stages.append(
        Stage(
          lemmas: stage.lemmas.enumerated().map { ($1, lemmas + $0) },
          goals: stage.goals.enumerated().map { ($1, goals + $0) }))
      lemmas += stage.lemmas.count
      goals += stage.goals.count
    }
  }

  /// A changed proof.
  init(_ root: JSONNode, of base: ProofParts) throws(InputError) {
    let file = "mutant"
    let reader = TheoremProofReader(file: file)
    func list<Item>(
      _ node: JSONNode, _ key: String, _ known: [(Item, Int?)],
      _ read: (JSONNode) throws(InputError) -> Item
    ) throws(InputError) -> [(Item, Int?)] {
      try node.require(key, in: file).array(in: file).map { item throws(InputError) in
        guard case .number(let digits) = item.value else { return (try read(item), nil) }
        guard let number = Int(digits), known.indices.contains(number) else {
          throw item.error("the base has no such part", in: file)
        }
        return (known[number].0, number)
      }
    }
    definitions = try list(root, "definitions", base.definitions) { node throws(InputError) in
      try reader.definition(node)
    }
    let (lemmas, goals) = (base.stages.flatMap(\.lemmas), base.stages.flatMap(\.goals))
    for stage in try root.require("stages", in: file).array(in: file) {
      stages.append(
        Stage(
          lemmas: try list(stage, "lemmas", lemmas) { node throws(InputError) in try reader.lemma(node) },
          goals: try list(stage, "goals", goals) { node throws(InputError) in try reader.goal(node) }))
    }
  }

  /// What has to be checked, in turn; nil where there are other numbers of stages or goals.
  func list(_ elaboration: Elaboration) -> [Part]? {
    guard stages.count == elaboration.stages.count else { return nil }
    var parts = definitions.map { definition, number in
      Part(what: "the definition of '\(definition.name)'", origin: number.map(Origin.definition)) {
        checker throws(KernelError) in try checker.define(definition)
      }
    }
    var (hypotheses, goals) = (0, 0)
    for (stage, given) in zip(elaboration.stages, stages) {
      guard stage.goals.count == given.goals.count else { return nil }
      for named in stage.assumed {
        parts.append(
          Part(what: "the hypothesis '\(named.name)'", origin: .hypothesis(hypotheses)) {
            checker throws(KernelError) in try checker.assume(named.name, named.fact)
          })
        hypotheses += 1
      }
      for (lemma, number) in given.lemmas {
        parts.append(
          Part(what: "the lemma '\(lemma.name)'", origin: number.map(Origin.lemma)) {
            checker throws(KernelError) in try checker.prove(lemma)
          })
      }
      for (goal, (proof, number)) in zip(stage.goals, given.goals) {
        // Which goal it is of counts too.
        let origin = number == goals ? Origin.goal(goals) : nil
        goals += 1
        let lemma = Lemma("goal\(goals)", goal.fact, premiseNames: proof.premiseNames, proof.way)
        parts.append(
          Part(what: "goal \(goals), \(goal.what)", origin: origin) { checker throws(KernelError) in
            try checker.prove(lemma)
          })
      }
    }
    return parts
  }
}
