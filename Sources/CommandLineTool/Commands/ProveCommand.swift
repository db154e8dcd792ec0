import ArgumentParser
import Certificates
import Claims
import Evaluation
import Foundation
import Inputs
import Proofs
import Reports
import SSMProof
import Search

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract:
      "Proves the theorems in claim files or folders of them, for all sizes, and writes certificates.",
    discussion: """
      A theorem is proved where the kernel accepts proofs of all its goals and an instance meets its hypotheses. \
      Exit status: 0 all that are not expected to be refuted are proved; 3 one is not.
      """)

  @Argument(
    help: "Claim files, folders that are searched for .claim files, or - for standard input.",
    completion: .file(extensions: ["claim"]))
  var paths: [String]

  @Option(name: .customLong("claim"), help: "Only the theorem of this name (repeatable).")
  var claims: [String] = []

  @Option(help: "Sizes that are to have one value, such as T=8; the proof speaks of these alone.")
  var sizes: String?

  @Option(help: "Write a certificate of every proof to this folder.", completion: .directory)
  var save: String?

  @Option(help: "Write each proof beside its certificate for this proof assistant too; needs --save.")
  var export: ProofAssistant?

  func validate() throws {
    if export != nil, save == nil { throw ValidationError("--export of prove needs --save.") }
  }

  func run() throws {
    let theorems = try FilePaths.selected(paths, claims: claims)
    var isOpen = false
    for theorem in theorems where theorem.expectation != .refuted {
      let start = Date()
      let outcome = Prover.prove(theorem, fixed: try fixed(theorem))
      let seconds = String(format: "%.2f", Date().timeIntervalSince(start))
      switch outcome {
      case .proved(let found):
        guard let witness = try witness(theorem) else {
          isOpen = true
          try Console.write("not proved  \(theorem.name): no instance that meets the hypotheses was found")
          continue
        }
        let certificate = ProofCertificate(
          theorem, sizes: try fixed(theorem), witness: witness, proof: found.proof, version: ssmProofVersion)
        guard case .accepted = try certificate.check() else {
          isOpen = true
          try Console.write("not proved  \(theorem.name): the certificate is not accepted")
          continue
        }
        let text = try certificate.text()
        if let save {
          try FileManager.default.createDirectory(atPath: save, withIntermediateDirectories: true)
          try Data(text.utf8).write(
            to: URL(fileURLWithPath: save).appendingPathComponent("\(theorem.name).proof.json"))
          if let export { isOpen = !(try write(certificate, for: export, to: save)) || isOpen }
        }
        try Console.write(
          "proved  \(theorem.name): \(found.steps) steps, \(text.utf8.count) bytes, \(seconds) s")
      case .open(let open):
        isOpen = true
        try Console.write("not proved  \(theorem.name): \(open.what) (\(seconds) s)")
        for line in open.left { try Console.write("    \(line)") }
      case .refused(let refusal):
        isOpen = true
        try Console.write("not proved  \(theorem.name): \(refusal.message)")
      }
    }
    throw (isOpen ? ExitStatus.undecided : .asExpected).code
  }

  /// Writes a proof for a proof assistant; says so, and returns false, where it cannot be stated there.
  private func write(_ certificate: ProofCertificate, for assistant: ProofAssistant, to folder: String) throws
    -> Bool
  {
    let name = certificate.theorem.name
    do {
      let text = try certificate.export(to: assistant)
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: folder).appendingPathComponent("\(name).\(assistant.fileExtension)"))
      return true
    } catch let error as ExportError {
      try Console.write("not exported  \(name): \(error)")
      return false
    }
  }

  private func fixed(_ theorem: Theorem) throws -> [String: Int] {
    guard let sizes else { return [:] }
    let ranges = try OptionRules.sizes(sizes, takesLists: false, form: "NAME=VALUE")
    return try ranges.compactMapValues { list in
      guard let range = list.first, range.count == 1 else {
        throw ValidationError("--sizes of prove takes one value for each size, such as T=8.")
      }
      return range.lowerBound
    }
  }

  private func witness(_ theorem: Theorem) throws -> Instance? {
    var options = SearchOptions()
    options.instances = 200
    options.sizes = try fixed(theorem).mapValues { $0...$0 }
    return try theorem.check(options).witness
  }
}
