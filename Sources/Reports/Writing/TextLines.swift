/// Lines of reports, broken so that they fit a terminal of 80 columns.
enum TextLines {
  static let columns = 80

  /// Breaks a line at blanks; what follows is indented by four more. Words that are longer stay whole, as paths have to,
  /// but digits are broken.
  static func fitted(_ line: String, columns: Int = columns, hang: Int? = nil) -> [String] {
    guard line.count > columns else { return [line] }
    let indent = line.prefix { $0 == " " }.count
    let next = String(repeating: " ", count: hang ?? indent + 4)
    var (lines, current) = ([String](), String(line.prefix(indent)))
    var isFresh = true
    for word in line.dropFirst(indent).split(separator: " ", omittingEmptySubsequences: false) {
      if !isFresh, current.count + 1 + word.count > columns {
        lines.append(current)
        (current, isFresh) = (next, true)
      }
      current += isFresh ? word : " " + word
      isFresh = false
      while current.count > columns, isNumber(word) {
        lines.append(String(current.prefix(columns)))
        current = next + current.dropFirst(columns)
      }
    }
    return lines + [current]
  }

  private static func isNumber(_ word: Substring) -> Bool {
    word.contains { $0.isNumber } && word.allSatisfy { $0.isNumber || "+-.,/e[]()".contains($0) }
  }

  /// `label` and a number: of bounds `low..high` that are too long for one line each end has its own.
  static func number(_ label: String, _ text: String) -> [String] {
    guard label.count + text.count > columns, let dots = text.range(of: "..") else {
      return hung(label, text)
    }
    let hang = String(repeating: " ", count: label.count)
    return hung(label, String(text[..<dots.upperBound])) + hung(hang, String(text[dots.upperBound...]))
  }

  /// Lines of which the first begins with the label and the others below what follows it.
  private static func hung(_ label: String, _ text: String) -> [String] {
    let hang = String(repeating: " ", count: label.count)
    var lines = fitted(text, columns: columns - label.count, hang: 0).map { hang + $0 }
    lines[0] = label + lines[0].dropFirst(label.count)
    return lines
  }

  /// A path, or its end where there is no room for all of it.
  static func path(_ path: String, room: Int) -> String {
    path.count <= room ? path : "…" + path.suffix(room - 1)
  }

  /// `label` and a command, broken as a shell takes it.
  static func command(_ label: String, _ command: String) -> [String] {
    var lines: [String] = []
    var line = label
    for word in command.split(separator: " ") {
      let isFirst = line == label || line.allSatisfy { $0 == " " }
      if !isFirst, line.count + word.count + 3 > columns {
        lines.append(line + " \\")
        line = "    "
        line += word
      } else {
        line += (isFirst ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}
