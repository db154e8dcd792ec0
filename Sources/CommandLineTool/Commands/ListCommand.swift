import ArgumentParser
import Claims
import Foundation
import Inputs
import Reports
import SSMProof

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists theorems with their paper and number, what they expect, and their file.",
    discussion: "Nothing is evaluated. Exit status: 0, or 2 for bad input.")

  @Argument(
    help: "Claim files, or folders that are searched for .claim files. (default: Theorems, else this folder)",
    completion: .file(extensions: ["claim"]))
  var paths: [String] = []

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func run() throws {
    let standard = FileManager.default.fileExists(atPath: "Theorems") ? "Theorems" : "."
    var files: [(path: String, theorems: [Theorem])] = []
    for path in try FilePaths.claims(paths.isEmpty ? [standard] : paths) {
      files.append((path, try FilePaths.theorems(path)))
    }
    switch format {
    case .text: try Console.write(TheoremList.text(files))
    case .json: try Console.write(TheoremList.json(files.flatMap(\.theorems), version: ssmProofVersion))
    }
  }
}
