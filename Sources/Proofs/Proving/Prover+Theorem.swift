import Claims
import Elaboration
import Inputs

extension Prover {
  /// Proves a theorem by its script where it has one, at all its sizes but those that are given one value: these follow from
  /// all where the theorem is proved at all, and are tried by themselves elsewhere.
  ///
  /// - Parameters:
  ///   - limit: What it may take, in the operations that `ProofEffort` counts; nil for what is usual: much without a script, no
  ///     limit with one.
  ///   - suggests: Whether what is missing is looked for where the proof fails.
  package static func prove(
    _ theorem: Theorem, fixed: [String: Int] = [:], limit: Int? = nil, suggests: Bool = true,
    isCancelled: @escaping () -> Bool = { false }, onStep: @escaping (Position?, String) -> Void = { _, _ in }
  ) -> ProofOutcome {
    func attempt(
      _ elaboration: Elaboration, _ plan: ProofPlan, without bare: Int = ProofTuning.effortWithoutScript,
      suggests: Bool
    ) -> ProofOutcome {
      let usual = plan.isEmpty ? bare : .max
      return prove(
        elaboration, plan, within: ProofEffort(limit: limit ?? usual, isCancelled: isCancelled),
        suggests: suggests, onStep: onStep)
    }
    return withDeepStack { () -> ProofOutcome in
      do throws(Refusal) {
        if fixed.isEmpty {
          let elaboration = try elaborated(theorem)
          return attempt(elaboration, try plan(theorem, elaboration), suggests: suggests)
        }
        if let found = instance(
          of: theorem, at: fixed, { attempt($0, $1, without: ProofTuning.effortForAllSizes, suggests: false) }
        ) {
          return .proved(found)
        }
        // A script for all sizes may lead nowhere at one; what it says need not be true there, nor have terms.
        var outcome: ProofOutcome?
        do throws(Refusal) {
          let elaboration = try elaborated(theorem, fixed: fixed)
          let plan = try Self.plan(theorem, elaboration)
          if !plan.isEmpty { outcome = attempt(elaboration, plan, suggests: suggests) }
        } catch {
          outcome = .refused(error)
        }
        if let outcome, case .proved = outcome { return outcome }
        let bare = attempt(
          try Elaboration(theorem, fixed: fixed), ProofPlan(), suggests: suggests && outcome == nil)
        if case .proved = bare { return bare }
        return outcome ?? bare
      } catch {
        return .refused(error)
      }
    }
  }

  /// The proof for all sizes at those that are asked for; nil where there is none, or the claim reads too differently there.
  private static func instance(
    of theorem: Theorem, at sizes: [String: Int], _ attempt: (Elaboration, ProofPlan) -> ProofOutcome
  ) -> ProofOutcome.Found? {
    do throws(Refusal) {
      let general = try elaborated(theorem)
      guard case .proved(let whole) = attempt(general, try plan(theorem, general)) else { return nil }
      let there = try Elaboration(theorem, fixed: sizes, lets: general.lets)
      var instance = ProofInstance(general, at: sizes, there)
      guard let proof = instance.proof(whole.proof), let steps = try? there.check(proof) else { return nil }
      return ProofOutcome.Found(proof: proof, steps: steps)
    } catch {
      return nil
    }
  }

  /// The theorem, with those of its `let`s that its script alone speaks of.
  private static func elaborated(
    _ theorem: Theorem, fixed: [String: Int] = [:]
  ) throws(Refusal) -> Elaboration {
    let elaboration = try Elaboration(theorem, fixed: fixed)
    guard let script = theorem.script else { return elaboration }
    let lets = ProofPlan.lets(of: script, elaboration)
    return lets.isEmpty ? elaboration : try Elaboration(theorem, fixed: fixed, lets: lets)
  }

  /// What the theorem's script says; without one, nothing.
  private static func plan(_ theorem: Theorem, _ elaboration: Elaboration) throws(Refusal) -> ProofPlan {
    guard let script = theorem.script else { return ProofPlan() }
    return try ProofPlan(script, elaboration)
  }
}
