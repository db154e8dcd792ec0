import Claims
import Evaluation
import Foundation
import Numbers
import Programs
import Search
import TestSupport
import Testing

@testable import Certificates

/// The certificate of the refutation at an instance, given as an instance file.
func certificate(_ items: String, _ instance: String) throws -> RefutationCertificate {
  let theorem = try theorem(items)
  let instance = try InstanceFile.parse(Array(instance.utf8), file: "i.json", for: theorem)
  let ground = try GroundTheorem.lower(theorem, sizes: instance.sizes)
  let decision = try Engine(ground).decide(ground.inputs(of: instance))
  #expect(decision.verdict == .violated)
  return try #require(
    RefutationCertificate(
      Counterexample(instance: instance, decision: decision), to: theorem, version: "1", seed: 7,
      command: "ssmproof check"))
}

extension ReplayVerdict {
  var word: String {
    switch self {
    case .accepted: "accepted"
    case .acceptedByOneRoad(let reason): "accepted by one road: \(reason)"
    case .rejected(let reason): "rejected: \(reason)"
    case .undecided(let reason): "undecided: \(reason)"
    }
  }
}
