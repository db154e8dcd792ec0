import Numbers

/// A JSON value and the place in the text where it begins.
package struct JSONNode: Sendable {
  package var value: JSONValue
  package var position: Position

  package init(value: JSONValue, position: Position) {
    self.value = value
    self.position = position
  }
}

/// What JSON can say. Numbers keep their text, so that no digit is lost; objects keep their order.
package indirect enum JSONValue: Sendable {
  case object([JSONMember])
  case array([JSONNode])
  case string(String)
  /// The number as written: RFC 8259 admits `-12.50e+3`, not `+1`, `01`, `.5`, `1.` or `NaN`; the last and
  /// the infinities occur only where the parser was asked to read them.
  case number(String)
  case bool(Bool)
  case null
}

/// `"key": value` in an object.
package struct JSONMember: Sendable {
  package var key: String
  package var keyPosition: Position
  package var node: JSONNode

  package init(key: String, keyPosition: Position, node: JSONNode) {
    self.key = key
    self.keyPosition = keyPosition
    self.node = node
  }
}

// MARK: - Reading with good errors

extension JSONNode {
  /// The value's kind in words, for messages: "an object", "a string", …
  package var kind: String {
    switch value {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool(let flag): flag ? "true" : "false"
    case .null: "null"
    }
  }

  /// An error at this node's place.
  package func error(_ message: String, in file: String) -> InputError {
    InputError(file: file, position: position, message: message)
  }

  private func mismatch(_ expected: String, _ file: String, _ what: String?) -> InputError {
    error("\(what.map { "\($0) must be" } ?? "expected") \(expected), found \(kind)", in: file)
  }

  /// The members of an object. `what` names the value in the error ("`sizes`").
  package func object(in file: String, _ what: String? = nil) throws(InputError) -> [JSONMember] {
    guard case .object(let members) = value else { throw mismatch("an object", file, what) }
    return members
  }

  /// The elements of an array.
  package func array(in file: String, _ what: String? = nil) throws(InputError) -> [JSONNode] {
    guard case .array(let elements) = value else { throw mismatch("an array", file, what) }
    return elements
  }

  package func string(in file: String, _ what: String? = nil) throws(InputError) -> String {
    guard case .string(let text) = value else { throw mismatch("a string", file, what) }
    return text
  }

  package func bool(in file: String, _ what: String? = nil) throws(InputError) -> Bool {
    guard case .bool(let flag) = value else { throw mismatch("true or false", file, what) }
    return flag
  }

  /// `NaN` or an infinity, as Python writes them.
  package var isNotFinite: Bool {
    guard case .number(let text) = value else { return false }
    return ["NaN", "Infinity", "-Infinity"].contains(text)
  }

  /// A whole number that fits in a machine word and is written without `.` or exponent.
  package func int(in file: String, _ what: String? = nil) throws(InputError) -> Int {
    guard case .number(let text) = value else { throw mismatch("a whole number", file, what) }
    if let word = Int(text) { return word }
    let subject = what.map { "\($0) must be" } ?? "expected"
    if isNotFinite { throw error("\(subject) a whole number, found \(text)", in: file) }
    if text.utf8.contains(where: { $0 == 46 || $0 == 101 || $0 == 69 }) {
      throw error("\(subject) a whole number, found \(Self.shortened(text))", in: file)
    }
    throw error("\(subject) a whole number below 2^63, found \(Self.shortened(text))", in: file)
  }

  /// The exact value of a number such as `1e-05`.
  package func rational(in file: String, _ what: String? = nil) throws(InputError) -> Rational {
    guard case .number(let text) = value else { throw mismatch("a number", file, what) }
    if isNotFinite {
      throw error("\(what.map { "\($0) must be" } ?? "expected") a finite number, found \(text)", in: file)
    }
    guard let exact = Rational(text) else {
      throw error(
        "the exponent of \(Self.shortened(text)) is too large; at most \(Rational.largestDecimalExponent) is read",
        in: file)
    }
    return exact
  }

  /// The member of that name, or nil; nil also where this is no object.
  package func member(_ key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.node
  }

  /// The member of that name; its absence is an error at the object's place.
  package func require(_ key: String, in file: String) throws(InputError) -> JSONNode {
    _ = try object(in: file)
    guard let node = member(key) else { throw error("missing key \"\(key)\"", in: file) }
    return node
  }

  /// Long texts are cut in messages.
  static func shortened(_ text: String) -> String {
    text.count <= 40 ? text : text.prefix(36) + "…"
  }
}

extension InputError {
  /// The same error with the line it points at, for the caret display; lines beyond 64 KiB are
  /// not shown.
  ///
  /// - Parameter first: The number of the text's first line.
  package func showing(_ text: [UInt8], from first: Int = 1) -> InputError {
    guard sourceLine == nil, let position else { return self }
    var (line, start) = (first, 0)
    while line < position.line {
      guard let end = text[start...].firstIndex(where: { $0 == 10 || $0 == 13 }) else { return self }
      start = text[end] == 13 && end + 1 < text.count && text[end + 1] == 10 ? end + 2 : end + 1
      line += 1
    }
    let rest = text[start...].prefix((64 << 10) + 1)
    let end = rest.firstIndex { $0 == 10 || $0 == 13 } ?? rest.endIndex
    guard end - start <= 64 << 10, let shown = String(validating: rest[..<end], as: UTF8.self) else {
      return self
    }
    var copy = self
    copy.sourceLine = shown.hasPrefix("\u{FEFF}") ? String(shown.unicodeScalars.dropFirst()) : shown
    return copy
  }
}
