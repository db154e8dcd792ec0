import Inputs
import Numbers

extension Theorem {
  /// The numbers that the theorem's text names, each once, ascending.
  package var numbers: [Rational] {
    guard let source = try? SourceText(bytes: Array(statement.utf8), file: file) else { return [] }
    var found: Set<Rational> = []
    for token in Lexer(source).tokens where token.kind == .number {
      if let literal = Syntax.NumberLiteral(String(decoding: source.bytes[token.range], as: UTF8.self)) {
        found.insert(literal.value)
      }
    }
    return found.sorted()
  }
}
