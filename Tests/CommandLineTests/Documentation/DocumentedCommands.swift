import Foundation
import TestSupport

/// Runs the commands that pages show.
enum DocumentedCommands {
  /// How a line begins that is a command.
  nonisolated(unsafe) static let beginning =
    /^(?:[A-Z_]+=[^ ]* )*(?:ssmproof|make|python3|swift|bash|cat|git)(?: |$)/

  /// The words of a command as a shell takes them: quotes keep blanks together.
  static func words(_ text: String) -> [String] {
    text.matches(of: /"([^"]*)"|'([^']*)'|[^ ]+/).map { String($0.1 ?? $0.2 ?? $0.0) }
  }

  /// What a command prints, and its status; nil for one that is not run here.
  ///
  /// `cat` is read, `python3` is run, of `make` it is asked what it would do: the rest is the program's own.
  static func run(_ text: String, in scratch: Scratch) throws -> Program.Outcome? {
    let words = Self.words(text.components(separatedBy: "#")[0])
    let arguments = Array(words.dropFirst())
    switch words.first {
    case "ssmproof": return try Program.run(arguments, in: scratch.folder)
    case "cat":
      let texts = try arguments.map { try String(contentsOf: scratch.url($0), encoding: .utf8) }
      return Program.Outcome(status: 0, output: texts.joined(), errors: "")
    case "python3":
      return try Program.run(executable: URL(fileURLWithPath: "/usr/bin/env"), words, in: scratch.folder)
    case "make":
      let dry = ["make", "--dry-run", "--quiet"] + arguments
      let found = try Program.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"), dry, in: Repository.folder)
      return Program.Outcome(status: found.status, output: "", errors: "")
    default: return nil
    }
  }
}
