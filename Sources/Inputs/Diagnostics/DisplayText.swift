/// Text from a file made fit for a terminal, and its width there.
package enum DisplayText {
  /// A character in quotes, or its code where it cannot be shown.
  package static func quoted(_ scalar: UnicodeScalar) -> String {
    let code = "U+" + padded(String(scalar.value, radix: 16, uppercase: true))
    return isShowable(scalar) && width(scalar) > 0 ? "'\(scalar)' (\(code))" : code
  }

  private static func padded(_ hex: String) -> String {
    String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  /// False for what could move the cursor, change colours or reorder the line.
  static func isShowable(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      false
    default: true
    }
  }

  /// How many columns of a terminal a scalar takes: 0 for combining marks, 2 for East Asian wide
  /// characters and emoji, 1 otherwise.
  static func width(_ scalar: UnicodeScalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
