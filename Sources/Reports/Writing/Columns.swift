/// The columns of a table in a report: each as wide as its widest text. No text is ever cut: what is wider than its
/// column, where that has a limit, moves what follows.
struct Columns {
  private let widths: [Int]

  /// - Parameters:
  ///   - rows: What the first columns hold; the last ones need no width.
  ///   - least: The least width of each column.
  ///   - most: No column is made wider.
  init(_ rows: [[String]] = [], least: [Int], most: Int = .max) {
    widths = least.indices.map { k in
      max(least[k], min(rows.map { $0[k].count }.max() ?? 0, most))
    }
  }

  /// A row of the table, without blanks at its end.
  func line(_ cells: [String], gap: Int = 2) -> String {
    let padded = cells.enumerated().map { k, cell in
      k < widths.count ? Self.padded(cell, to: widths[k]) : cell
    }
    var line = padded.joined(separator: String(repeating: " ", count: gap))
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}
