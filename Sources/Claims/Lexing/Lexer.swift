import Inputs
import Numbers

/// Cuts a text into tokens.
///
/// It stops at the first thing that is no token and leaves its complaint in `failure`, so that an
/// error of the grammar that stands before it is reported first.
struct Lexer {
  /// A number's text may have this many characters.
  static let numberLengthLimit = Rational.lengthLimit

  let source: SourceText
  private(set) var tokens: [Token] = []
  private(set) var failure: InputError?
  private var at = 0
  private var line = 1
  private var lineStart = 0
  /// How many bytes since `lineStart` continue a scalar that was begun before them.
  private var continuations = 0

  init(_ source: SourceText) {
    self.source = source
    tokens.reserveCapacity(source.bytes.count / 3 + 1)
    do throws(InputError) {
      while try next() {}
      append(.endOfFile, from: at)
    } catch {
      append(.invalid, from: at)
      failure = error
    }
  }

  private func byte(_ ahead: Int = 0) -> UInt8? {
    at + ahead < source.bytes.count ? source.bytes[at + ahead] : nil
  }

  private func position(_ offset: Int) -> Position {
    Position(line: line, column: offset - lineStart - continuations + 1)
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, position: position(start), range: start..<at))
  }

  private func fail(_ message: String, at offset: Int) -> InputError {
    source.error(at: position(offset), message)
  }

  /// Reads one token or one piece of blank space; false at the end.
  private mutating func next() throws(InputError) -> Bool {
    guard let first = byte() else { return false }
    switch first {
    case 32, 9: at += 1
    case 10, 13:
      at += first == 13 && byte(1) == 10 ? 2 : 1
      line += 1
      lineStart = at
      continuations = 0
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: "\""): try string()
    case _ where Self.isDigit(first): try number()
    case _ where Self.isNameStart(first): name()
    default: try symbol(first)
    }
    return true
  }

  private mutating func skipComment() {
    while let next = byte(), next != 10, next != 13 {
      if next & 0xC0 == 0x80 { continuations += 1 }
      at += 1
    }
  }

  private mutating func string() throws(InputError) {
    let start = at
    let startPosition = position(start)
    at += 1
    var inside = 0
    while let next = byte(), next != UInt8(ascii: "\"") {
      if next == 10 || next == 13 { break }
      if (next < 32 && next != 9) || next == 127 {
        continuations += inside
        throw fail("a control character in a string; strings are plain text on one line", at: at)
      }
      if next & 0xC0 == 0x80 { inside += 1 }
      at += 1
    }
    guard byte() == UInt8(ascii: "\"") else {
      let error = source.error(
        at: startPosition, "the string that begins here has no closing '\"' on its line")
      at = start
      throw error
    }
    tokens.append(Token(kind: .string, position: startPosition, range: start + 1..<at))
    at += 1
    continuations += inside
  }

  private mutating func name() {
    let start = at
    while let next = byte(), Self.isNamePart(next) { at += 1 }
    if at - start <= 8, let word = ReservedWord.byText[source.text(start..<at)] {
      append(.word(word), from: start)
    } else {
      append(.name, from: start)
    }
  }

  /// `1`, `0.5`, `1e-3`; a `..` after the digits is not the number's.
  private mutating func number() throws(InputError) {
    let start = at
    digits()
    if byte() == UInt8(ascii: "."), byte(1) != UInt8(ascii: ".") {
      guard let next = byte(1), Self.isDigit(next) else {
        let whole = shown(start..<at)
        throw fail("a number does not end in a point: write '\(whole)' or '\(whole).0'", at: start)
      }
      at += 1
      digits()
    }
    if let mark = byte(), mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      let isSigned = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
      if let next = byte(isSigned ? 2 : 1), Self.isDigit(next) {
        at += isSigned ? 2 : 1
        digits()
      }
    }
    if let next = byte(), Self.isNamePart(next) {
      let number = shown(start..<at)
      var end = at
      while end < source.bytes.count, Self.isNamePart(source.bytes[end]) { end += 1 }
      let rest = shown(at..<end)
      if number == "0", rest.lowercased().hasPrefix("x") {
        throw fail(
          "'0\(rest)' is hexadecimal, which claims do not use (instance files do): write digits and powers, such as '3*2^-10'",
          at: start)
      }
      let isExponent = rest.lowercased() == "e"
      throw fail(
        isExponent
          ? "an exponent needs digits: write '\(number)e3' or '\(number)e-3'"
          : "'\(number)\(rest)' is neither a number nor a name; a product is written '\(number)*\(rest)'",
        at: start)
    }
    guard at - start <= Self.numberLengthLimit else {
      throw fail("a number of more than \(Self.numberLengthLimit) characters", at: start)
    }
    append(.number, from: start)
  }

  private mutating func digits() {
    while let next = byte(), Self.isDigit(next) { at += 1 }
  }

  private func shown(_ range: Range<Int>) -> String {
    range.count <= 40 ? source.text(range) : source.text(range.prefix(37)) + "..."
  }

  private mutating func symbol(_ first: UInt8) throws(InputError) {
    let start = at
    if let second = byte(1), second < 128 {
      let pair = String(decoding: [first, second], as: UTF8.self)
      if let hint = Self.mistakenPairs[pair] { throw fail("'\(pair)' is not an operator; \(hint)", at: at) }
      if pair == "<=", byte(2) == UInt8(ascii: ">") {
        throw fail("'<=>' is not an operator; write two formulas with 'implies'", at: at)
      }
      if let symbol = Symbol(rawValue: pair) {
        at += 2
        append(.symbol(symbol), from: start)
        return
      }
    }
    if first < 128, let symbol = Symbol(rawValue: String(UnicodeScalar(first))) {
      at += 1
      append(.symbol(symbol), from: start)
      return
    }
    if first == UInt8(ascii: "."), let next = byte(1), Self.isDigit(next) {
      var end = at + 1
      while end < source.bytes.count, Self.isDigit(source.bytes[end]) { end += 1 }
      throw fail("a number begins with a digit: write '0\(shown(at..<end))'", at: at)
    }
    throw fail(unknownCharacter(), at: at)
  }

  private func unknownCharacter() -> String {
    let rest = String(decoding: source.bytes[at..<min(at + 4, source.bytes.count)], as: UTF8.self)
    guard let scalar = rest.unicodeScalars.first else { return "an unknown character" }
    let shown = DisplayText.quoted(scalar)
    if scalar == "\\" { return texCommand() }
    if scalar == "{", at > 0, source.bytes[at - 1] == UInt8(ascii: "_") {
      return "the character \(shown); indices stand in brackets: 'x[t]', a sum is written 'sum(t: x[t])'"
    }
    if let hint = Mistakes.symbols[scalar] { return "the character \(shown); \(hint)" }
    if let name = transliterated() {
      return "the character \(shown); names are made of ASCII letters, digits, '_' and \"'\": write '\(name)'"
    }
    if scalar.properties.isAlphabetic {
      return "the character \(shown); names are made of ASCII letters, digits, '_' and \"'\""
    }
    return "the character \(shown), which has no meaning in the language"
  }

  /// The name that begins before or at this place with its letters put into ASCII; nil where one is not known.
  private func transliterated() -> String? {
    var start = at
    while start > lineStart, Self.isNamePart(source.bytes[start - 1]) { start -= 1 }
    let end = min(at + 64, source.bytes.count)
    var name = ""
    for scalar in String(decoding: source.bytes[start..<end], as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        guard Self.isNamePart(UInt8(scalar.value)) else { break }
        name.unicodeScalars.append(scalar)
      } else if let letters = Mistakes.letters[scalar] {
        name += letters
      } else if scalar.properties.isAlphabetic {
        return nil
      } else {
        break
      }
    }
    return name.isEmpty ? nil : name
  }

  /// `\leq` and the like.
  private func texCommand() -> String {
    var end = at + 1
    while end < source.bytes.count, Self.isNameStart(source.bytes[end]),
      source.bytes[end] != UInt8(ascii: "_")
    {
      end += 1
    }
    let command = source.text(at + 1..<end)
    let greek = Mistakes.letters.values.contains(command) ? command : nil
    let hint = (Mistakes.commands[command] ?? greek).map { "; write '\($0)'" } ?? ""
    return "a backslash; TeX is not read here\(hint)"
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
  static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 32 >= 97 && byte | 32 <= 122) || byte == UInt8(ascii: "_")
  }
  static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "'")
  }

  /// What writers of other languages put, and what it is here.
  private static let mistakenPairs: [String: String] = [
    "==": "equality is written '='", "!=": "write '/='", "<>": "write '/='", "=/": "unequal is written '/='",
    "~=": "unequal is written '/=', and a distribution follows '~' alone",
    "/*": "a comment begins with '#' and ends with its line", "**": "write '^'",
    "&&": "write 'and'", "||": "write 'or'", "=>": "write 'implies' (or '>=')", "->": "write 'implies'",
    "=<": "write '<='", ":=": "write '='", "//": "division is '/', a comment begins with '#'",
  ]
}
