import Foundation

/// The code blocks of a page, and the commands in them: lines that begin with `$ `, each with the output that is
/// shown below it.
struct DocumentedPage {
  struct Command {
    var line: Int
    var text: String
    /// The lines below; `[...]` stands for any text within a line, and alone for any lines.
    var output: [String]
    /// What a comment behind the command says: `# status 1`.
    var status: Int32?
  }

  /// Blocks that the text before them says to save, by file name.
  private(set) var files: [(name: String, text: String)] = []
  private(set) var commands: [Command] = []
  /// Blocks that are claim files without mistakes, with the line that they begin in.
  private(set) var claims: [(line: Int, text: String)] = []
  /// The lines of all blocks, with their numbers.
  private(set) var lines: [(number: Int, text: String)] = []

  init(_ text: String) {
    var prose = ""
    for block in Self.blocks(text) {
      switch block {
      case .prose(let line): prose = line.isEmpty ? prose : line
      case .code(let start, let lines):
        if let name = prose.firstMatch(of: /Save this as `([^`]+)`/) {
          let end = lines.firstIndex { $0.hasPrefix("$ ") } ?? lines.count
          files.append((String(name.1), lines[..<end].joined(separator: "\n") + "\n"))
        }
        let isMistaken = lines.contains { $0.hasPrefix("$ ") && $0.contains("# status 2") }
        if lines.first?.hasPrefix("theorem ") == true, !isMistaken {
          claims.append((start, lines.prefix { !$0.hasPrefix("$ ") }.joined(separator: "\n")))
        }
        read(lines, from: start)
        prose = ""
      }
    }
  }

  private mutating func read(_ lines: [String], from start: Int) {
    var current: Command?
    self.lines += lines.enumerated().map { (start + $0.offset, $0.element) }
    for (k, line) in lines.enumerated() {
      guard line.hasPrefix("$ ") else {
        current?.output.append(line)
        continue
      }
      if let current { commands.append(current) }
      let status = line.firstMatch(of: /# status ([0-9]+)/).flatMap { Int32($0.1) }
      current = Command(line: start + k, text: String(line.dropFirst(2)), output: [], status: status)
    }
    if let current { commands.append(current) }
  }

  private enum Block {
    case prose(String)
    case code(Int, [String])
  }

  /// Fenced blocks, and those that are indented by four blanks; blank lines inside belong to them.
  private static func blocks(_ text: String) -> [Block] {
    var result: [Block] = []
    var code: (start: Int, lines: [String])?
    var isFenced = false
    func close() {
      guard let block = code else { return }
      var lines = block.lines
      while lines.last?.isEmpty == true { lines.removeLast() }
      result.append(.code(block.start, lines))
      code = nil
    }
    for (k, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        if isFenced { close() } else { code = (k + 2, []) }
        isFenced.toggle()
      } else if isFenced {
        code?.lines.append(line)
      } else if line.hasPrefix("    ") {
        if code == nil { code = (k + 1, []) }
        code?.lines.append(String(line.dropFirst(4)))
      } else if line.isEmpty, code != nil {
        code?.lines.append("")
      } else {
        close()
        result.append(.prose(line))
      }
    }
    close()
    return result
  }

  /// Whether lines are those that are shown.
  static func matches(_ lines: [String], _ shown: [String]) -> Bool {
    guard let first = shown.first else { return lines.isEmpty }
    if first.trimmingCharacters(in: .whitespaces) == "[...]" {
      let rest = Array(shown.dropFirst())
      return rest.isEmpty || lines.indices.contains { matches(Array(lines[$0...]), rest) }
    }
    guard let line = lines.first, matches(line: line, first) else { return false }
    return matches(Array(lines.dropFirst()), Array(shown.dropFirst()))
  }

  private static func matches(line: String, _ shown: String) -> Bool {
    let parts = shown.components(separatedBy: "[...]")
    guard parts.count > 1 else { return line == shown }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
