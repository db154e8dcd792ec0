import Numbers

extension Rational {
  /// Longer numbers are refused: 100,000 characters as in claims, twice that for a fraction or hexadecimal digits.
  package static let lengthLimit = 100_000

  /// The number that a text of a file writes; nil also where it is too long.
  package init?(inFile text: String) {
    let count = text.utf8.count
    guard count <= 2 * Self.lengthLimit else { return nil }
    let isDecimal = !text.utf8.contains {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X")
    }
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0
    guard !isDecimal || count - sign <= Self.lengthLimit else { return nil }
    self.init(text)
  }
}
