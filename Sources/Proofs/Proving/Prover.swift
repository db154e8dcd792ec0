import Claims
import Elaboration
import Inputs
import ProofKernel

/// What came of an attempt to prove a theorem.
package enum ProofOutcome: Sendable {
  /// The kernel accepted it.
  case proved(Found)
  /// Something was left to show.
  case open(OpenGoal)
  /// The kernel has no terms for something in the claim.
  case refused(Refusal)

  package struct Found: Sendable {
    package var proof: TheoremProof
    /// How many of the kernel's rules were applied.
    package var steps: Int
    /// How many lemmas and goals were shown, and how many of them by naming what they follow from.
    package var shown: Int
    package var hinted: Int
  }

  package struct OpenGoal: Sendable {
    /// What could not be shown, in words.
    package var what: String
    package var position: Position?
    /// From what was asked for to what was left, in the kernel's notation.
    package var left: [String]
  }
}

/// The search for a proof of a theorem.
package struct Prover {
  let theorem: Theorem
  let elaboration: Elaboration
  var checker: Checker
  var proof = TheoremProof(stages: [])
  var shown = 0
  var hinted = 0

  /// Proves a theorem, at all its sizes but those that are given one value.
  package static func prove(_ theorem: Theorem, fixed: [String: Int] = [:]) -> ProofOutcome {
    withDeepStack { () -> ProofOutcome in
      do throws(Refusal) {
        var prover = Prover(theorem, try Elaboration(theorem, fixed: fixed))
        return prover.run()
      } catch {
        return .refused(error)
      }
    }
  }

  private init(_ theorem: Theorem, _ elaboration: Elaboration) {
    (self.theorem, self.elaboration) = (theorem, elaboration)
    checker = Checker(elaboration.theory)
  }

  private mutating func run() -> ProofOutcome {
    var number = 0
    for stage in elaboration.stages {
      proof.stages.append(TheoremProof.Stage())
      for named in stage.assumed {
        do throws(KernelError) {
          try checker.assume(named.name, named.fact)
        } catch {
          return .open(
            ProofOutcome.OpenGoal(what: "the hypothesis '\(named.name)': \(error.words)", left: []))
        }
      }
      for goal in stage.goals {
        number += 1
        switch LemmaTactic(checker).lemma("goal\(number)", goal.fact, by: .direct) {
        case .success(let lemma):
          do throws(KernelError) {
            try checker.prove(lemma)
          } catch {
            return .open(
              ProofOutcome.OpenGoal(what: "\(goal.what): \(error.words)", position: goal.position, left: []))
          }
          shown += 1
          proof.stages[proof.stages.count - 1].goals.append(
            TheoremProof.GoalProof(premiseNames: lemma.premiseNames, lemma.way))
        case .failure(let failure):
          return .open(
            ProofOutcome.OpenGoal(
              what: goal.what, position: goal.position, left: failure.left.map(\.description)))
        }
      }
    }
    do throws(ProofRejection) {
      let steps = try elaboration.check(proof)
      return .proved(ProofOutcome.Found(proof: proof, steps: steps, shown: shown, hinted: hinted))
    } catch {
      return .open(ProofOutcome.OpenGoal(what: "\(error.part): \(error.reason)", left: []))
    }
  }
}
