import Inputs

/// The reserved words of the language.
package enum ReservedWord: String, CaseIterable, Sendable {
  case `import`, family, theorem, end
  case source, note, expect, holds, refuted, use, size, index, real, complex, `let`, assume, conclude
  case `in`, with, sum, prod, max, min, `if`, then, `else`, diff, gaussian
  case not, and, or, implies, forall, exists
  case i, pi, inf
  case abs, re, im, conj, sqrt, exp, log, sin, cos, tanh, sigmoid, softplus, silu

  static let byText: [String: ReservedWord] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  var function: BuiltInFunction? { BuiltInFunction(rawValue: rawValue) }

  /// The words that begin an item of a theorem or family.
  static let items: [ReservedWord] = [
    .source, .note, .expect, .use, .size, .index, .real, .complex, .let, .assume, .conclude,
  ]
  /// The words that may stand in an expression.
  static let expressionWords: [ReservedWord] =
    [.sum, .prod, .max, .min, .if, .diff, .gaussian, .i, .pi, .inf]
    + BuiltInFunction.allCases.compactMap { ReservedWord(rawValue: $0.rawValue) }
}

enum Symbol: String, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case comma = ","
  case colon = ":"
  case dots = ".."
  case equal = "="
  case notEqual = "/="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case tilde = "~"

  var relation: Relation? { Relation(rawValue: rawValue) }
}

struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    case number, name, string
    case word(ReservedWord)
    case symbol(Symbol)
    case endOfFile
    /// Where the lexer stopped; the parser throws the lexer's error when it comes here.
    case invalid
  }
  var kind: Kind
  var position: Position
  /// The bytes of the token; of a string, what is between the quotes.
  var range: Range<Int>
}
