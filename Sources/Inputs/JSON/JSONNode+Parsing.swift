import Numbers

extension JSONNode {
  /// The deepest nesting that is read.
  package static let largestDepth = 512

  /// Reads one JSON text, strictly by RFC 8259.
  ///
  /// A byte order mark at the start is skipped. Errors, each with its place: invalid UTF-8, control
  /// characters and lone surrogates in strings, numbers such as `01`, `+1`, `.5` or `NaN`, comments,
  /// trailing commas, anything after the value, a key repeated in one object, nesting beyond
  /// `largestDepth`. Iterative: the depth of the text costs no stack.
  ///
  /// - Parameter nonFinite: Whether `NaN`, `Infinity` and `-Infinity`, which Python writes and RFC 8259 does not
  ///   have, are read as numbers; using one where a number is wanted is still an error.
  /// - Parameter line: The line of the file that the text is, where it is one line of several; all places are its.
  package static func parse(
    _ bytes: [UInt8], file: String, nonFinite: Bool = false, line: Int? = nil
  ) throws(InputError) -> JSONNode {
    var parser = JSONParser(bytes: bytes, file: file, readsNonFinite: nonFinite, ofLine: line)
    do {
      return try parser.document()
    } catch {
      throw error.showing(bytes, from: line ?? 1)
    }
  }
}

/// One pass over the bytes with an explicit stack of the containers that are open.
private struct JSONParser {
  let bytes: [UInt8]
  let file: String
  let readsNonFinite: Bool
  /// What ends where the bytes do.
  let whole: String
  var at = 0
  // The column is derived: bytes since the line's start less UTF-8 continuation bytes.
  var line: Int
  var lineStart = 0
  var continuations = 0

  init(bytes: [UInt8], file: String, readsNonFinite: Bool, ofLine line: Int?) {
    self.line = line ?? 1
    whole = line == nil ? "file" : "line"
    self.bytes = bytes
    self.file = file
    self.readsNonFinite = readsNonFinite
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      at = 3
      lineStart = 3
    }
  }

  /// An array or object whose end has not been seen. Changed in place: appending stays linear.
  struct Open {
    let isArray: Bool
    let begin: Position
    var elements: [JSONNode] = []
    var members: [JSONMember] = []
    var keys: [String: Position] = [:]
    /// The key whose value is being read.
    var key = ""
    var keyPosition = Position(line: 1, column: 1)

    var node: JSONNode { JSONNode(value: isArray ? .array(elements) : .object(members), position: begin) }
  }

  var position: Position { Position(line: line, column: at - lineStart - continuations + 1) }

  func error(_ message: String, at place: Position? = nil) -> InputError {
    InputError(file: file, position: place ?? position, message: message)
  }

  mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 32, 9: at += 1
      case 10, 13:
        at += bytes[at] == 13 && at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
        line += 1
        lineStart = at
        continuations = 0
      default: return
      }
    }
  }

  /// What stands here, in words.
  func found() -> String {
    guard at < bytes.count else { return "the end of the \(whole)" }
    guard let (scalar, length) = scalar(at: at) else { return "a byte that is not UTF-8" }
    if scalar.value < 32 || scalar.value == 127 {
      return "the control character U+" + hex(scalar.value)
    }
    if scalar.value < 128, isWord(bytes[at]) {
      var end = at + length
      while end < bytes.count, end < at + 24, isWord(bytes[end]) { end += 1 }
      return "`\(String(decoding: bytes[at..<end], as: UTF8.self))`"
    }
    return "`\(Character(scalar))`"
  }

  func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
      || byte == 45 || byte == 43 || byte == 46
  }

  func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  mutating func document() throws(InputError) -> JSONNode {
    var open: [Open] = []
    while true {
      skipSpace()
      let start = position
      guard at < bytes.count else {
        throw error(open.isEmpty ? "expected a JSON value, found the end of the \(whole)" : unclosed(open))
      }
      var finished: JSONNode?
      switch bytes[at] {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        guard open.count < JSONNode.largestDepth else {
          throw error("nested deeper than \(JSONNode.largestDepth) levels, which is the limit")
        }
        let isArray = bytes[at] == UInt8(ascii: "[")
        at += 1
        skipSpace()
        if at < bytes.count, bytes[at] == (isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")) {
          at += 1
          finished = JSONNode(value: isArray ? .array([]) : .object([]), position: start)
        } else {
          open.append(Open(isArray: isArray, begin: start))
          if !isArray { try readKey(&open, first: true) }
          continue
        }
      case UInt8(ascii: "\""):
        finished = JSONNode(value: .string(try readString()), position: start)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        finished = JSONNode(value: .number(try readNumber()), position: start)
      default:
        finished = JSONNode(value: try readWord(), position: start)
      }
      // Hand the finished value to the innermost container, closing as many as end here.
      while let node = finished {
        finished = nil
        skipSpace()
        guard let last = open.indices.last else {
          guard at == bytes.count else { throw error("expected the end of the \(whole), found \(found())") }
          return node
        }
        let isArray = open[last].isArray
        if isArray {
          open[last].elements.append(node)
        } else {
          open[last].members.append(
            JSONMember(key: open[last].key, keyPosition: open[last].keyPosition, node: node))
        }
        guard at < bytes.count else { throw error(unclosed(open)) }
        switch (bytes[at], isArray) {
        case (UInt8(ascii: "]"), true), (UInt8(ascii: "}"), false):
          at += 1
          finished = open.removeLast().node
        case (UInt8(ascii: ","), true):
          at += 1
          skipSpace()
          if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
            throw error("expected a value after `,`, found `]`; JSON has no trailing comma")
          }
        case (UInt8(ascii: ","), false):
          at += 1
          try readKey(&open, first: false)
        default:
          throw error("expected `,` or `\(isArray ? "]" : "}")`, found \(found())")
        }
      }
    }
  }

  func unclosed(_ open: [Open]) -> String {
    guard let last = open.last else { return "the \(whole) ends too early" }
    let kind = last.isArray ? "array" : "object"
    return "the \(whole) ends inside the \(kind) that begins at \(last.begin.line):\(last.begin.column)"
  }

  /// Reads `"key":` into the innermost object.
  mutating func readKey(_ open: inout [Open], first: Bool) throws(InputError) {
    skipSpace()
    let place = position
    guard at < bytes.count else { throw error(unclosed(open)) }
    guard bytes[at] == UInt8(ascii: "\"") else {
      if !first, bytes[at] == UInt8(ascii: "}") {
        throw error("expected a key after `,`, found `}`; JSON has no trailing comma")
      }
      throw error("expected a key in double quotes, found \(found())")
    }
    let key = try readString()
    let last = open.count - 1
    if let before = open[last].keys.updateValue(place, forKey: key) {
      throw error(
        "the key \"\(JSONNode.shortened(key))\" is repeated; it stands first at \(before.line):\(before.column)",
        at: place)
    }
    open[last].key = key
    open[last].keyPosition = place
    skipSpace()
    guard at < bytes.count else { throw error(unclosed(open)) }
    guard bytes[at] == UInt8(ascii: ":") else { throw error("expected `:` after the key, found \(found())") }
    at += 1
  }

  mutating func readWord() throws(InputError) -> JSONValue {
    var end = at
    while end < bytes.count, end - at < 24, isWord(bytes[end]) { end += 1 }
    let word = String(decoding: bytes[at..<end], as: UTF8.self)
    switch word {
    case "true", "false", "null":
      at = end
      return word == "null" ? .null : .bool(word == "true")
    case "NaN" where readsNonFinite, "Infinity" where readsNonFinite:
      at = end
      return .number(word)
    case "NaN", "nan", "Infinity", "inf", "+Infinity", "+inf":
      throw error("`\(word)` is not a JSON number; only finite numbers are")
    default:
      let hint =
        switch word.lowercased() {
        case "true", "false": "; JSON writes `\(word.lowercased())`"
        case "none": "; JSON writes `null`"
        default:
          word.hasPrefix("+")
            ? "; a number has no plus sign"
            : word.hasPrefix(".") ? "; a number needs a digit before the point" : ""
        }
      throw error("expected a value, found \(found())\(hint)")
    }
  }

  mutating func readNumber() throws(InputError) -> String {
    let start = at
    func isDigit(_ index: Int) -> Bool { index < bytes.count && (48...57).contains(bytes[index]) }
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    if readsNonFinite, at > start, bytes[at...].starts(with: "Infinity".utf8) {
      at += "Infinity".utf8.count
      return "-Infinity"
    }
    guard isDigit(at) else { throw error("expected a digit after `-`, found \(found())") }
    if bytes[at] == UInt8(ascii: "0") {
      at += 1
      if isDigit(at) {
        at -= 1
        throw error("a number must not begin with 0, found \(found())")
      }
    } else {
      while isDigit(at) { at += 1 }
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard isDigit(at) else { throw error("expected a digit after the decimal point, found \(found())") }
      while isDigit(at) { at += 1 }
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") { at += 1 }
      guard isDigit(at) else { throw error("expected a digit in the exponent, found \(found())") }
      while isDigit(at) { at += 1 }
    }
    guard at - start <= Rational.lengthLimit else {
      throw error("a number of more than \(Rational.lengthLimit) characters")
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }
}

// MARK: - Strings

extension JSONParser {
  /// The scalar at an index and its length in bytes; nil where the bytes are not UTF-8.
  func scalar(at index: Int) -> (Unicode.Scalar, Int)? {
    let first = bytes[index]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else { return nil }
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // Overlong forms and surrogates are not UTF-8.
    guard value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000), let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, length)
  }

  mutating func readString() throws(InputError) -> String {
    let begin = position
    at += 1
    var text: [UInt8] = []
    while true {
      guard at < bytes.count else {
        throw error("the string that begins at \(begin.line):\(begin.column) is not closed")
      }
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try readEscape(&text)
      case 0..<32:
        let remedy =
          byte == 10 || byte == 13 ? "; a line end is written \\n" : "; write \\u\(hex(UInt32(byte)))"
        throw error("a string must not contain the control character U+\(hex(UInt32(byte)))\(remedy)")
      case 0..<0x80:
        text.append(byte)
        at += 1
      default:
        guard let (_, length) = scalar(at: at) else { throw error("the bytes here are not valid UTF-8") }
        text.append(contentsOf: bytes[at..<at + length])
        at += length
        continuations += length - 1
      }
    }
  }

  /// Reads `\n`, `\u00e9`, a pair of surrogates, … .
  private mutating func readEscape(_ text: inout [UInt8]) throws(InputError) {
    let place = position
    at += 1
    guard at < bytes.count else { throw error("the \(whole) ends inside a string") }
    let plain: UInt8
    switch bytes[at] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = bytes[at]
    case UInt8(ascii: "b"): plain = 8
    case UInt8(ascii: "f"): plain = 12
    case UInt8(ascii: "n"): plain = 10
    case UInt8(ascii: "r"): plain = 13
    case UInt8(ascii: "t"): plain = 9
    case UInt8(ascii: "u"):
      at += 1
      var value = try readHex(place)
      if (0xDC00...0xDFFF).contains(value) {
        throw error("\\u\(hex(value)) is the second half of a surrogate pair without the first", at: place)
      }
      if (0xD800...0xDBFF).contains(value) {
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
        else {
          throw error("\\u\(hex(value)) is the first half of a surrogate pair without the second", at: place)
        }
        at += 2
        let low = try readHex(place)
        guard (0xDC00...0xDFFF).contains(low) else {
          throw error("\\u\(hex(value)) is the first half of a surrogate pair without the second", at: place)
        }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      if let scalar = Unicode.Scalar(value) { text.append(contentsOf: Array(String(Character(scalar)).utf8)) }
      return
    default:
      throw error(
        "`\\` followed by \(found()) is no escape; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX",
        at: place)
    }
    text.append(plain)
    at += 1
  }

  private mutating func readHex(_ place: Position) throws(InputError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, bytes[at] < 128
      else { throw error("\\u needs four hexadecimal digits", at: place) }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }
}
