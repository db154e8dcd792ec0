import ArgumentParser
import Foundation
import SSMProof

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Audits a trained Mamba checkpoint against the theorems, with certified figures.",
    discussion: """
      Every figure printed is a certified bound, rounded outward; counts that could not be decided are \
      listed as undecided. Exit status: 0, or 2 for bad input.
      """)

  @Argument(help: "The checkpoint's folder: config.json and .safetensors files.", completion: .directory)
  var checkpoint: String

  @Option(help: "Token ids in JSON; tokens.json of the checkpoint's folder otherwise.", completion: .file())
  var tokens: String?

  @Option(help: "The influence below which a token counts as forgotten, for the memory horizon.")
  var threshold: String = "1/100"

  @Option(name: .customLong("max-bits"), help: "The precision limit in bits.")
  var maxBits: Int = 256

  @Option(
    help: ArgumentHelp(
      "An unknown key of config.json, or an unknown tensor, that you know to be without effect.",
      valueName: "name"))
  var ignore: [String] = []

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func run() throws {
    var options = Audit.Options()
    guard let threshold = Rational(threshold) else {
      throw ValidationError("--threshold takes an exact number such as 1/100 or 0.01, not '\(threshold)'.")
    }
    options.threshold = threshold
    guard (53...100_000).contains(maxBits) else {
      throw ValidationError("--max-bits takes a whole number from 53 to 100000.")
    }
    options.maximumBits = maxBits

    Interrupt.install()
    let line = ProgressLine(total: 1)
    defer { line.clear() }
    let audit = try Audit.run(checkpoint: checkpoint, tokens: tokens, ignoring: Set(ignore), options: options)
    { progress in
      line.show(
        message: "sequence \(progress.finishedSequences + 1) of \(progress.sequenceCount), "
          + "layer \(progress.finishedLayers) of \(progress.layerCount)")
      return !Interrupt.isRequested
    }
    line.clear()
    switch format {
    case .text: try Console.write(AuditText().render(audit))
    case .json: try Console.write(AuditJSON().render(audit, version: ssmProofVersion))
    }
  }
}
