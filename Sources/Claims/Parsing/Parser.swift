import Inputs

/// Recursive descent over the tokens of one file.
///
/// Runs on a deep stack; `Syntax.nestingLimit` bounds the recursion. A parenthesised piece is read
/// once, as whatever it turns out to be (`Piece`), so no input makes the parser go back.
struct Parser {
  let source: SourceText
  private let tokens: [Token]
  private let lexicalFailure: InputError?
  private var next = 0
  private var depth = 0
  /// The deepest nesting so far.
  private(set) var greatestDepth = 0
  /// Which proof the block being read had last: its `end` may be missed in the block.
  var closing = Closing.none

  enum Closing {
    case none
    case proof(start: Position, end: Position)
    case borrowed
  }

  init(_ source: SourceText) {
    self.source = source
    let lexer = Lexer(source)
    tokens = lexer.tokens
    lexicalFailure = lexer.failure
  }

  // MARK: Tokens

  var current: Token { tokens[next] }

  /// The token after the current one; the last token stands for all beyond it.
  func token(ahead count: Int) -> Token { tokens[min(next + count, tokens.count - 1)] }

  mutating func advance() { if next < tokens.count - 1 { next += 1 } }

  func isAt(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }
  func isAt(_ word: ReservedWord) -> Bool { current.kind == .word(word) }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(_ word: ReservedWord) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Symbol, _ context: String = "") throws(InputError) {
    guard take(symbol) else { throw unexpected("'\(symbol.rawValue)'" + context) }
  }

  mutating func expect(_ word: ReservedWord, _ context: String = "") throws(InputError) {
    guard take(word) else { throw unexpected("'\(word.rawValue)'" + context) }
  }

  /// A name of the user's. `role` says what it names: "an index".
  mutating func name(_ role: String) throws(InputError) -> Syntax.Name {
    if case .word(let word) = current.kind {
      let isAfterComma = next > 0 && tokens[next - 1].kind == .symbol(.comma)
      let remedy =
        isAfterComma && ReservedWord.items.contains(word)
        ? "; remove the ',' before it" : ", which is a reserved word of the language"
      throw error(at: current.position, "expected \(role), found '\(word.rawValue)'\(remedy)")
    }
    guard current.kind == .name else { throw unexpected(role) }
    let name = Syntax.Name(source.text(current.range), mark)
    advance()
    return name
  }

  mutating func string(_ role: String) throws(InputError) -> String {
    guard current.kind == .string else { throw unexpected("\(role) in double quotes") }
    let text = source.text(current.range)
    advance()
    return text
  }

  var mark: Syntax.Mark { Syntax.Mark(current.position) }

  // MARK: Errors

  func error(at position: Position, _ message: String) -> InputError {
    source.error(at: position, message)
  }

  /// The lexer's complaint, where it stopped at the current token.
  var unexpectedLexically: InputError? { current.kind == .invalid ? lexicalFailure : nil }

  /// "expected …, found …" at the current token.
  func unexpected(_ expected: String, hint: String = "") -> InputError {
    if current.kind == .invalid, let lexicalFailure { return lexicalFailure }
    return error(at: current.position, "expected \(expected), found \(found)\(hint)")
  }

  /// Why two things that stand side by side do not go together, where that is known.
  var juxtapositionHint: String {
    let before = next > 0 ? tokens[next - 1] : current
    switch current.kind {
    case .symbol(.leftBracket) where before.kind == .symbol(.rightBracket):
      return "; several indices stand in one pair of brackets: 'A[t,n]'"
    case .symbol(.leftBracket): return "; brackets hold the indices of a name: 'x[t]'"
    case .name where before.kind == .name && isBinderLike(before):
      return "; a maximum over an index is written 'max(t: x[t])', a sum 'sum(t: x[t])'"
    case .name, .number, .symbol(.leftParenthesis): return "; a product is written with '*'"
    default: return ""
    }
  }

  /// `max_t`, `sum_s` and the like.
  private func isBinderLike(_ token: Token) -> Bool {
    let text = source.text(token.range)
    return ["max_", "min_", "sum_", "prod_"].contains { text.hasPrefix($0) }
  }

  /// The current token's text, where it is a name.
  var currentName: String? { current.kind == .name ? source.text(current.range) : nil }

  /// The character at which the lexer stopped, where that is the current token.
  var unreadable: Character? {
    guard current.kind == .invalid else { return nil }
    let rest = source.bytes[current.range.lowerBound...].prefix(4)
    return String(decoding: rest, as: UTF8.self).first
  }

  /// The current token in words.
  var found: String {
    switch current.kind {
    case .endOfFile: return "the end of \(source.whole)"
    case .string: return "a string"
    case .invalid: return "something unreadable"
    case .word(let word): return "'\(word.rawValue)'"
    case .symbol(let symbol): return "'\(symbol.rawValue)'"
    case .name, .number:
      let text = source.text(current.range.prefix(40))
      return "'\(text)\(current.range.count > 40 ? "..." : "")'"
    }
  }

  // MARK: Nesting

  /// Reads something one level deeper.
  mutating func nested<Value>(
    _ read: (inout Parser) throws(InputError) -> Value
  ) throws(InputError) -> Value {
    try deepen()
    let value = try read(&self)
    rise(by: 1)
    return value
  }

  /// Counts one more level. There is no rising after an error: it ends the parse.
  mutating func deepen() throws(InputError) {
    depth += 1
    greatestDepth = max(greatestDepth, depth)
    guard depth <= Syntax.nestingLimit else {
      throw error(
        at: current.position,
        "nested more than \(Syntax.nestingLimit) levels deep, which is the limit; name the parts with 'let'")
    }
  }

  mutating func rise(by levels: Int) { depth -= levels }
}
