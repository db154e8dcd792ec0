import Claims
import Elaboration
import ProofKernel
import ProofSupport
import Proofs
import TestSupport
import Testing

@testable import Certificates

/// A proof of a theorem by lemmas that a test states, for certificates: tactics find the steps.
struct ProofBuilder {
  let theorem: Theorem
  let elaboration: Elaboration
  private var checker: Checker
  private var proof = TheoremProof(stages: [TheoremProof.Stage()])
  private var shown = 0

  /// Of a theorem all of whose goals stand in one stage.
  init(_ theorem: Theorem) throws {
    self.theorem = theorem
    elaboration = try Elaboration(theorem)
    checker = Checker(elaboration.theory)
    for named in elaboration.stages[0].assumed { try checker.assume(named.name, named.fact) }
  }

  mutating func prove(
    _ name: String, _ text: String, for variables: [String] = [], where chains: [String] = [],
    by way: ProofPlan.Method = .outright, because hints: [String] = [],
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let fact = try fact(text, for: variables, where: try chains.flatMap { try guards($0) })
    proof.stages[0].lemmas.append(try add(name, fact, way, hints, place))
  }

  /// A lemma with a proof that is written out.
  mutating func add(_ lemma: Lemma) throws {
    try checker.prove(lemma)
    proof.stages[0].lemmas.append(lemma)
  }

  /// The next goal.
  mutating func conclude(because hints: [String] = [], _ place: SourceLocation = #_sourceLocation) throws {
    let goal = elaboration.stages[0].goals[shown]
    shown += 1
    let lemma = try add("goal\(shown)", goal.fact, .outright, hints, place)
    proof.stages[0].goals.append(TheoremProof.GoalProof(premiseNames: lemma.premiseNames, lemma.way))
  }

  /// The next goal with a proof that is written out.
  mutating func conclude(_ way: Lemma.Way) {
    shown += 1
    proof.stages[0].goals.append(TheoremProof.GoalProof(way))
  }

  private mutating func add(
    _ name: String, _ fact: Fact, _ way: ProofPlan.Method, _ hints: [String], _ place: SourceLocation
  ) throws -> Lemma {
    switch LemmaTactic(checker).lemma(name, fact, by: way, because: Set(hints)) {
    case .success(let lemma):
      try checker.prove(lemma)
      return lemma
    case .failure(let failure):
      Issue.record("\(name): \(failure.part); left \(failure.left)", sourceLocation: place)
      throw failure
    }
  }

  /// The certificate, without a witness; what it says is accepted by the kernel.
  func certificate() throws -> ProofCertificate {
    _ = try elaboration.check(proof)
    return ProofCertificate(theorem, sizes: [:], witness: Instance(sizes: [], values: []), proof: proof)
  }
}

func induction(_ v: String, from low: String) throws -> ProofPlan.Method {
  .induction(on: v, from: try KernelText.index(low))
}
