import Testing

@testable import Reports

/// Lines and columns fit a terminal, and lose nothing.
@Suite struct TextLinesTests {
  @Test func brokenLinesKeepEveryCharacter() {
    let digits = String(repeating: "123456789", count: 30)
    for line in ["  left = 0.\(digits)", "    \(digits) \(digits)", "  [\(digits),", "short"] {
      let lines = TextLines.fitted(line)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(lines.joined().filter { $0 != " " } == line.filter { $0 != " " })
    }
    let sides = TextLines.number("    left  = ", "0.\(digits)..0.\(digits)")
    #expect(sides.allSatisfy { $0.count <= 80 } && sides[0].hasPrefix("    left  = 0.12345"))
    #expect(sides.joined().filter { $0 != " " } == "left=0.\(digits)..0.\(digits)")
    #expect(TextLines.path("a/b/c", room: 4) == "…b/c" && TextLines.path("a/b", room: 4) == "a/b")
  }

  /// A figure whose end is cut off is another figure.
  @Test func noColumnCutsItsText() {
    let rows = [["distance", "largest realised", "bound"], ["1", "[1.234567e-100, 1.234568e-100]", "2e-9"]]
    let columns = Columns(rows, least: [8, 27])
    let lines = rows.map { columns.line($0) }
    #expect(lines[1] == "1         [1.234567e-100, 1.234568e-100]  2e-9")
    #expect(lines[0] == "distance  largest realised                bound")
    #expect(Columns.padded("undecided", to: 3) == "undecided")
    #expect(Columns([["abc"], ["abcdef"]], least: [0], most: 4).line(["abc", ""]) == "abc")
  }
}
