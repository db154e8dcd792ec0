import Claims
import Inputs

/// What theorems there are, with their papers and what they expect.
package enum TheoremList {
  /// A heading for each file, and below it a line for each theorem.
  package static func text(_ files: [(path: String, theorems: [Theorem])]) -> String {
    let theorems = files.flatMap(\.theorems)
    let columns = Columns(theorems.map { [$0.name, expectation($0)] }, least: [0, 0], most: 48)
    var lines: [String] = []
    for file in files where !file.theorems.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines.append(file.path)
      for theorem in file.theorems {
        var cells = [theorem.name, expectation(theorem)]
        if !theorem.sources.isEmpty { cells.append(theorem.sources.joined(separator: "; ")) }
        if let title = theorem.title { cells.append("\"\(title)\"") }
        lines.append("  " + columns.line(cells))
      }
    }
    let refuted = theorems.count { $0.expectation == .refuted }
    let count = theorems.count == 1 ? "1 theorem" : "\(theorems.count) theorems"
    return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n\n")
      + "\(count) in \(files.count == 1 ? "1 file" : "\(files.count) files"), \(refuted) of them expected to be refuted"
  }

  private static func expectation(_ theorem: Theorem) -> String { theorem.expectation?.rawValue ?? "-" }

  package static func json(_ theorems: [Theorem], version: String) -> String {
    let list = theorems.map { theorem in
      JSONOutput.object([
        ("name", .string(theorem.name)), ("title", .optional(theorem.title)),
        ("source", theorem.sources.isEmpty ? .null : .string(theorem.sources.joined(separator: "; "))),
        ("expected", .optional(theorem.expectation?.rawValue)), ("file", .string(theorem.file)),
        ("line", .integer(theorem.position.line)),
      ])
    }
    return JSONWriter.text(
      .object([("version", .string(version)), ("theorems", .array(list))]), style: .pretty)
  }
}
