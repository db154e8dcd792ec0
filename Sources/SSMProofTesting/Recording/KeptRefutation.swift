import Certificates
import Claims
import Foundation
import SSMProof

/// A refutation that is kept as a certificate: `ssmproof replay` checks it, and the test tries its instance first.
struct KeptRefutation: Sendable {
  let file: KeptFailure
  let theorem: Theorem

  init(_ theorem: Theorem, _ folder: FailureFolder, _ place: TestPlace) {
    self.theorem = theorem
    // Theorems without a name of their own are told apart by what they say.
    let statement = theorem.name == "claim" ? theorem.statement : ""
    file = KeptFailure(folder, place, place.key(theorem.name, statement))
  }

  /// The instance that is kept, as far as it fits the theorem as it is now.
  var instances: [Instance] {
    guard let data = file.read(), let path = file.path,
      let certificate = try? RefutationCertificate.parse(Array(data), file: path)
    else { return [] }
    if (try? theorem.validate(certificate.instance)) != nil,
      certificate.theorem.variables.map(\.name)
        == theorem.variables.map(\.name)
    {
      return [certificate.instance]
    }
    // Names and shapes may have changed.
    guard let text = try? InstanceFile.text(certificate.instance, for: certificate.theorem),
      let instance = try? InstanceFile.parse(Array(text.utf8), file: path, for: theorem)
    else { return [] }
    return [instance]
  }

  /// Keeps a counterexample, and says so in a few lines: where it is, and the command that reproduces it.
  func keep(_ found: Counterexample, seed: UInt64?, _ place: TestPlace) -> [String] {
    guard
      let certificate = RefutationCertificate(
        found, to: theorem, version: ssmProofVersion, seed: seed, command: place.command),
      let text = try? certificate.text()
    else { return ["reproduce: \(place.command)"] }
    let isWritten = file.write(Data(text.utf8))
    var lines = [file.note(isWritten: isWritten)].compactMap { $0 }
    let seeded = seed.map { "SSMPROOF_SEED=\($0) " } ?? ""
    lines.append("reproduce: \(seeded)\(place.command)")
    if isWritten == true, let path = file.path { lines.append("       or: ssmproof replay '\(path)'") }
    return lines
  }
}
