import Claims
import Evaluation
import Foundation
import Numbers
import Programs
import Testing

@testable import Certificates

/// The only theorem of a text whose items are given without `theorem … end`.
func theorem(_ items: String, name: String = "claim", file: String = "test.claim") throws -> Theorem {
  try #require(try Theorem.parse("theorem \(name)\n\(items)\nend", file: file).first)
}

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

/// A folder that goes away with its owner.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("proofs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
