import ArgumentParser
import Foundation
import SSMProof

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Audits a trained Mamba checkpoint against the theorems, with certified figures.")

  @Argument(help: "The checkpoint's folder: config.json and .safetensors files.")
  var checkpoint: String

  @Option(help: "Token ids in JSON; tokens.json of the checkpoint's folder otherwise.")
  var tokens: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func run() throws {
    throw ValidationError("not there yet")
  }
}
