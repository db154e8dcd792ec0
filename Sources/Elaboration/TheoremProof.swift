import ProofKernel

/// Proofs of all goals of a theorem, to be checked. Goals are the elaboration's: a proof does not get to say them.
package struct TheoremProof: Hashable, Sendable {
  /// A proof of a goal whose premises have these names in it.
  package struct GoalProof: Hashable, Sendable {
    package var premiseNames: [String]
    package var way: Lemma.Way
    package init(premiseNames: [String] = [], _ way: Lemma.Way) {
      (self.premiseNames, self.way) = (premiseNames, way)
    }
  }
  package struct Stage: Hashable, Sendable {
    package var lemmas: [Lemma]
    /// In the order of the stage's goals.
    package var goals: [GoalProof]
    package init(lemmas: [Lemma] = [], goals: [GoalProof] = []) {
      (self.lemmas, self.goals) = (lemmas, goals)
    }
  }

  /// Names of the claim's `let`s that it speaks of beside those that hypotheses and conclusions rest on.
  package var lets: [String]
  /// Families that the proof defines for itself, each by earlier ones.
  package var definitions: [FamilyDefinition]
  package var stages: [Stage]

  package init(lets: [String] = [], definitions: [FamilyDefinition] = [], stages: [Stage]) {
    (self.lets, self.definitions, self.stages) = (lets, definitions, stages)
  }
}

/// Why a proof is not accepted: where, and the rule's side condition that is not met.
package struct ProofRejection: Error, Hashable, Sendable {
  package var part: String
  package var reason: String
}

extension Elaboration {
  /// Checks a proof of the theorem.
  ///
  /// - Returns: How many of the kernel's rules were applied.
  package func check(_ proof: TheoremProof) throws(ProofRejection) -> Int {
    var checker = Checker(theory)
    func run(_ part: String, _ work: (inout Checker) throws(KernelError) -> Void) throws(ProofRejection) {
      do throws(KernelError) {
        try work(&checker)
      } catch {
        throw ProofRejection(part: part, reason: error.words)
      }
    }
    for definition in proof.definitions {
      try run("the definition of '\(definition.name)'") { checker throws(KernelError) in
        try checker.define(definition)
      }
    }
    guard proof.stages.count == stages.count else {
      throw ProofRejection(
        part: "the whole", reason: "the theorem has \(stages.count) stages, the proof \(proof.stages.count)")
    }
    var number = 0
    for (stage, given) in zip(stages, proof.stages) {
      for named in stage.assumed {
        try run("the hypothesis '\(named.name)'") { checker throws(KernelError) in
          try checker.assume(named.name, named.fact)
        }
      }
      for lemma in given.lemmas {
        try run("the lemma '\(lemma.name)'") { checker throws(KernelError) in try checker.prove(lemma) }
      }
      guard given.goals.count == stage.goals.count else {
        throw ProofRejection(
          part: "the whole",
          reason: "a stage has \(stage.goals.count) goals, and proofs of \(given.goals.count)")
      }
      for (goal, proof) in zip(stage.goals, given.goals) {
        number += 1
        let lemma = Lemma("goal\(number)", goal.fact, premiseNames: proof.premiseNames, proof.way)
        try run("goal \(number), \(goal.what)") { checker throws(KernelError) in try checker.prove(lemma) }
      }
    }
    return checker.steps
  }
}

extension KernelError {
  /// What it says, for people.
  package var words: String {
    switch self {
    case .overflow: "a number of an index term does not fit 64 bits"
    case .tooLarge:
      "a polynomial is too large: more than \(Checker.mostTerms) terms, or of a degree above \(Checker.mostDegree)"
    case .refused(let message): message
    }
  }
}
