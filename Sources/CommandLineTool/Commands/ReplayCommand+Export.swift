import ArgumentParser
import Certificates
import Foundation
import Inputs
import Reports
import SSMProof

extension ProofAssistant: ExpressibleByArgument {}

extension ReplayCommand {
  /// Writes the exports of what was accepted, and notes where, or why not.
  func write(_ outcomes: inout [ReplayOutcome], for assistant: ProofAssistant) throws {
    if let output { try RefutationFolder(path: output, claimFiles: []).create() }
    var taken: Set<String> = []
    var folders: Set<String> = []
    for k in outcomes.indices where outcomes[k].word == "accepted" {
      let source = URL(fileURLWithPath: outcomes[k].path)
      let folder = output ?? source.deletingLastPathComponent().relativePath
      var stem = Self.moduleName(source.deletingPathExtension().lastPathComponent)
      while !taken.insert(folder + "/" + stem).inserted { stem += "_" }
      let file = "\(folder)\(folder.hasSuffix("/") ? "" : "/")\(stem).\(assistant.fileExtension)"
      do {
        try Self.write(try outcomes[k].certificate.export(to: assistant), to: file)
        outcomes[k].exported = file
        folders.insert(folder)
      } catch let error as ExportError {
        outcomes[k].refusal = error.description
      }
    }
    for folder in folders.sorted() { try Self.writeProject(in: folder, for: assistant) }
  }

  /// The project that exports in a folder belong to, where the assistant has such a thing; another one is left alone.
  static func writeProject(in folder: String, for assistant: ProofAssistant) throws {
    let ending = "." + assistant.fileExtension
    let modules = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
    let files = assistant.project(modules: modules)
    let isAnothers = files.contains { name, text in
      let path = folder + "/" + name
      guard let there = FileManager.default.contents(atPath: path) else { return false }
      return !there.starts(with: Data(text.prefix { $0 != "\n" }.utf8))
    }
    if isAnothers { return }
    for (name, text) in files { try Self.write(text, to: folder + "/" + name) }
  }

  /// The file beside a certificate that an export of it is written to.
  static func exportFile(besides certificate: String, for assistant: ProofAssistant) -> String {
    let source = URL(fileURLWithPath: certificate)
    let stem = moduleName(source.deletingPathExtension().lastPathComponent)
    return source.deletingLastPathComponent().relativePath + "/\(stem).\(assistant.fileExtension)"
  }

  /// Proof assistants name modules by files, whose names have to be identifiers.
  private static func moduleName(_ text: String) -> String {
    let letters = text.unicodeScalars.map { scalar in
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9": Character(scalar)
      default: Character("_")
      }
    }
    return letters.first?.isLetter == true ? String(letters) : "R" + String(letters)
  }

  private static func write(_ text: String, to file: String) throws(InputError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw InputError(file: file, message: "the file cannot be written")
    }
  }
}
