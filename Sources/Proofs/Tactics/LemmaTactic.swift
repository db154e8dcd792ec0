import Algebra
import Numbers
import ProofKernel

/// Finds the proof of a lemma that somebody has stated: outright, or by induction.
package struct LemmaTactic {
  package enum Way: Hashable, Sendable {
    case direct
    case induction(on: String, from: IndexTerm)
  }

  package struct Failure: Error {
    /// The part of the proof that fails, in words.
    package var part: String
    /// From what was asked for to what was left.
    package var left: [Literal]
  }

  private let checker: Checker

  package init(_ checker: Checker) { self.checker = checker }

  /// A lemma that the kernel accepts.
  ///
  /// - Parameter hints: Instances of facts to be used; none: what is in sight.
  package func lemma(
    _ name: String, _ fact: Fact, by way: Way, because hints: [Reference] = []
  ) -> Result<Lemma, Failure> {
    let premises = fact.premises.indices.map { fact.premises.count == 1 ? "given" : "given\($0 + 1)" }
    var context = Context(checker.theory, for: fact.variables, where: fact.guards)
    do {
      for (name, premise) in zip(premises, fact.premises) {
        context = try context.adding(name, premise, checker.theory)
      }
      switch way {
      case .direct:
        return step(fact.literal, context, hints, "the lemma").map {
          Lemma(name, fact, premiseNames: premises, .direct($0))
        }
      case .induction(let v, let low):
        let (here, next) = (IndexTerm(v), try IndexTerm(v).adding(IndexTerm(1)))
        var first = context
        first.scope.remove(v)
        first.guards = try context.guards.map { try $0.substituting([v: low]) }
        var later = context
        later.guards = try context.guards.map { try $0.substituting([v: next]) } + [here.subtracting(low)]
        later = try later.adding(Lemma.hypothesisName, fact.literal, checker.theory)
        let base = try fact.literal.substituting([v: low])
        let goal = try fact.literal.substituting([v: next])
        return step(base, first, hints, "the base, \(v) = \(low)").flatMap { base in
          step(goal, later, hints, "the step to \(next)").map { step in
            Lemma(
              name, fact, premiseNames: premises, .induction(on: v, from: low, base: base, step: step))
          }
        }
      }
    } catch {
      return .failure(Failure(part: "\(error)", left: []))
    }
  }

  private func step(
    _ goal: Literal, _ context: Context, _ hints: [Reference], _ part: String
  ) -> Result<Proof, Failure> {
    StepTactic(checker: checker, context: context, hints: hints).proof(of: goal)
      .mapError { Failure(part: part, left: $0.left) }
  }
}
