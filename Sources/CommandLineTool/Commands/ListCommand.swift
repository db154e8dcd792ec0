import ArgumentParser
import Claims
import Foundation
import Inputs
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
    case .text: try Console.write(Self.text(files))
    case .json: try Console.write(Self.json(files.flatMap(\.theorems)))
    }
  }

  /// A heading for each file, and below it a line for each theorem.
  static func text(_ files: [(path: String, theorems: [Theorem])]) -> String {
    let theorems = files.flatMap(\.theorems)
    func width(_ texts: [String]) -> Int { min(texts.map(\.count).max() ?? 0, 48) }
    let names = width(theorems.map(\.name))
    let expectations = width(theorems.map(expectation))
    var lines: [String] = []
    for file in files where !file.theorems.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines.append(file.path)
      for theorem in file.theorems {
        let words = [
          padded(theorem.name, names), padded(expectation(theorem), expectations),
          theorem.sources.joined(separator: "; "),
        ]
        var line = "  " + words.filter { !$0.isEmpty }.joined(separator: "  ")
        if let title = theorem.title { line += "  \"\(title)\"" }
        while line.hasSuffix(" ") { line.removeLast() }
        lines.append(line)
      }
    }
    let refuted = theorems.count { $0.expectation == .refuted }
    let count = theorems.count == 1 ? "1 theorem" : "\(theorems.count) theorems"
    return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n\n")
      + "\(count) in \(files.count == 1 ? "1 file" : "\(files.count) files"), \(refuted) of them expected to be refuted"
  }

  private static func expectation(_ theorem: Theorem) -> String { theorem.expectation?.rawValue ?? "-" }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }

  static func json(_ theorems: [Theorem]) -> String {
    let list = theorems.map { theorem in
      JSONOutput.object([
        ("name", .string(theorem.name)), ("title", .optional(theorem.title)),
        ("source", theorem.sources.isEmpty ? .null : .string(theorem.sources.joined(separator: "; "))),
        ("expected", .optional(theorem.expectation?.rawValue)), ("file", .string(theorem.file)),
        ("line", .integer(theorem.position.line)),
      ])
    }
    return JSONWriter.text(
      .object([("version", .string(ssmProofVersion)), ("theorems", .array(list))]), style: .pretty)
  }
}
