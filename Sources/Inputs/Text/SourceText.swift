/// The text of one file: its bytes, known to be UTF-8, and where its lines are.
package final class SourceText: Sendable {
  /// The file as the user named it.
  package let file: String
  /// Valid UTF-8 without a byte order mark.
  package let bytes: [UInt8]
  /// What it is called in errors: an option's text is no file.
  package let whole: String

  /// Checks the encoding; a byte order mark is skipped.
  ///
  /// Throws where the first byte stands that is not UTF-8, or the first NUL.
  package init(bytes: [UInt8], file: String, whole: String = "the file") throws(InputError) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let body = hasMark ? Array(bytes.dropFirst(3)) : bytes
    if let fault = UTF8Check.firstFault(in: body) {
      let text = Self.position(ofByte: fault.offset, in: body)
      let hex = String(body[fault.offset], radix: 16, uppercase: true)
      let message =
        fault.isNul
        ? "a NUL character; a claim file is plain text"
        : "the byte 0x\(hex.count < 2 ? "0" + hex : hex) is not UTF-8; save the file in the encoding UTF-8"
      throw InputError(
        file: file, position: text,
        message: message, sourceLine: Self.line(text.line, of: body))
    }
    self.file = file
    self.whole = whole
    self.bytes = body
  }

  package func error(at position: Position, _ message: String) -> InputError {
    InputError(
      file: file, position: position, message: message, sourceLine: Self.line(position.line, of: bytes))
  }

  package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Line and column of a byte: lines end at LF, CR LF or CR, columns count Unicode scalars.
  static func position(ofByte offset: Int, in bytes: [UInt8]) -> Position {
    var (line, column, k) = (1, 1, 0)
    while k < offset {
      let byte = bytes[k]
      if byte == 10 || (byte == 13 && !(k + 1 < bytes.count && bytes[k + 1] == 10)) {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      k += 1
    }
    return Position(line: line, column: column)
  }

  /// The text of a line, counted from 1, without its end; what is not UTF-8 is shown as U+FFFD.
  static func line(_ number: Int, of bytes: [UInt8]) -> String {
    var (line, start, k) = (1, 0, 0)
    while k < bytes.count {
      let byte = bytes[k]
      if byte == 10 || byte == 13 {
        if line == number { break }
        if byte == 13, k + 1 < bytes.count, bytes[k + 1] == 10 { k += 1 }
        line += 1
        start = k + 1
      }
      k += 1
    }
    return line == number ? String(decoding: bytes[start..<k], as: UTF8.self) : ""
  }
}

/// Strict UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
enum UTF8Check {
  struct Fault {
    var offset: Int
    var isNul: Bool
  }

  /// The first byte that is NUL or does not belong to well-formed UTF-8; nil where all is well.
  static func firstFault(in bytes: [UInt8]) -> Fault? {
    var k = 0
    while k < bytes.count {
      let byte = bytes[k]
      if byte < 0x80 {
        if byte == 0 { return Fault(offset: k, isNul: true) }
        k += 1
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8)
      switch byte {
      case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
      case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
      case 0xE1...0xEC, 0xEE, 0xEF: (length, low, high) = (3, 0x80, 0xBF)
      case 0xED: (length, low, high) = (3, 0x80, 0x9F)
      case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
      case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
      default: return Fault(offset: k, isNul: false)
      }
      guard k + length <= bytes.count, bytes[k + 1] >= low, bytes[k + 1] <= high else {
        return Fault(offset: k, isNul: false)
      }
      for j in 2..<max(length, 2) where bytes[k + j] & 0xC0 != 0x80 {
        return Fault(offset: k, isNul: false)
      }
      k += length
    }
    return nil
  }
}
