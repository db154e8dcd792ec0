import ArgumentParser
import Certificates
import Evaluation
import Foundation
import Inputs
import Reports
import SSMProof

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract:
      "Decides refutations and proofs again, from the certificates that check and prove --save wrote.",
    discussion: """
      The certificate of a refutation is accepted where exact arithmetic finds every hypothesis true and the stated \
      part of the conclusion false, with the sides that are stated; that of a proof where the kernel accepts the proofs \
      of all that the claim asks for, and its instance meets the hypotheses. Exit status: 0 all accepted; 1 one was rejected; \
      3 one is undecided, or cannot be stated for the proof assistant.
      """)

  @Argument(help: "Certificates, or folders of them.", completion: .file(extensions: ["json"]))
  var paths: [String]

  @Option(
    name: .customLong("max-bits"), help: "The precision limit in bits. (default: 2048)",
    transform: OptionRules.whole)
  var maxBits: Int = 2048

  @Option(
    help:
      "Write each accepted certificate, with a proof, for this proof assistant: coq, or lean (which was not compiled here)."
  )
  var export: ProofAssistant?

  @Option(help: "The folder for exported files. (default: beside the certificate)", completion: .directory)
  var output: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func run() throws {
    guard (53...1_000_000).contains(maxBits) else {
      throw ValidationError("--max-bits takes a whole number from 53 to 1000000.")
    }
    let limits = EvaluationLimits(bits: maxBits)
    // All are read before any is decided: nothing is printed where one cannot be read.
    let certificates = try FilePaths.files(paths, ending: ".json", what: "certificate").map { path in
      (path, try Certificate.load(path: path))
    }
    let ledger = ReplayLedger(count: certificates.count, format: format)
    Interrupt.install { (try? ledger.close())?.rawValue ?? ExitStatus.fault.rawValue }
    var outcomes: [ReplayOutcome] = []
    for (path, certificate) in certificates where !Interrupt.isRequested {
      switch certificate {
      case .refutation(let refutation):
        outcomes.append(
          ReplayOutcome(path: path, refutation: refutation, verdict: try refutation.replay(limits: limits)))
      case .proof(let proof):
        outcomes.append(ReplayOutcome(path: path, proof: proof, verdict: try proof.check(bits: maxBits)))
      }
      ledger.set(outcomes)
    }
    if let export { try write(&outcomes, for: export) }
    ledger.set(outcomes)
    throw try ledger.close().code
  }
}
