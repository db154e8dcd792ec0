extension InputError {
  /// The widest piece of a source line that is shown, in columns of a terminal.
  static let displayWidth = 100

  /// `file:line:column: message`, then the line and a caret under the place:
  ///
  ///     contraction.claim:12:31: unknown name 'Amim'; did you mean 'Amin'?
  ///       conclude x <= Amim
  ///                     ^
  ///
  /// Tabs are shown as spaces up to the next multiple of four, characters that cannot be shown as
  /// U+FFFD, and of a long line only the surroundings of the place, between `...`.
  public var rendered: String {
    guard let position, let sourceLine else { return description }
    let window = Self.window(of: sourceLine, around: position.column)
    return "\(description)\n  \(window.text)\n  \(String(repeating: " ", count: window.caret))^"
  }

  private static func window(of line: String, around column: Int) -> (text: String, caret: Int) {
    // Only the scalars near the place are looked at: a line may hold a megabyte.
    let scalars = line.unicodeScalars
    let reach = displayWidth
    let first = max(0, column - 1 - reach)
    var index = scalars.startIndex
    var number = 0
    while number < first, index < scalars.endIndex {
      index = scalars.index(after: index)
      number += 1
    }
    var cells: [(text: String, width: Int)] = []
    var place: Int?
    var width = 0
    while index < scalars.endIndex, number < column - 1 + reach {
      if number == column - 1 { place = cells.count }
      let scalar = scalars[index]
      if scalar == "\t" {
        let blanks = 4 - width % 4
        cells.append((String(repeating: " ", count: blanks), blanks))
      } else if DisplayText.isShowable(scalar) {
        cells.append((String(scalar), DisplayText.width(scalar)))
      } else {
        cells.append(("\u{FFFD}", 1))
      }
      width += cells.last?.width ?? 0
      index = scalars.index(after: index)
      number += 1
    }
    let caretCell = place ?? cells.count
    var (low, high) = (0, cells.count)
    if width > displayWidth {
      // Half of the window before the place, the rest after it.
      (low, high) = (caretCell, caretCell)
      var before = 0
      while low > 0, before + cells[low - 1].width <= displayWidth / 2 {
        low -= 1
        before += cells[low].width
      }
      var total = before
      while high < cells.count, total + cells[high].width <= displayWidth {
        total += cells[high].width
        high += 1
      }
    }
    let isCutBefore = first > 0 || low > 0
    let isCutAfter = high < cells.count || index < scalars.endIndex
    let head = isCutBefore ? "..." : ""
    let text = head + cells[low..<high].map(\.text).joined() + (isCutAfter ? "..." : "")
    let caret = head.count + cells[low..<caretCell].reduce(0) { $0 + $1.width }
    return (text, caret)
  }
}
