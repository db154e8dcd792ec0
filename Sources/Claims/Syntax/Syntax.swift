import Inputs
import Numbers

/// The syntax tree of a claim file: what the text says, before names are resolved.
///
/// Trees compare without regard to places: printing a tree and parsing the text gives an equal tree.
package enum Syntax {
  /// How deep parentheses, brackets, bodies and prefix operators may nest: 3,000.
  ///
  /// Each pair of parentheses or brackets is a level, and so is each body (of a quantifier, an
  /// aggregate, a branch of `if`, an exponent); of several minus signs, `not`s or `implies` in a row all
  /// but one.
  package static let nestingLimit = 3_000

  /// How many indices a variable, a left side or a list of binders may have, and how many parameters
  /// a function: 64.
  package static let listLimit = 64

  /// Where a piece of the tree begins in its text. All marks are equal to each other.
  package struct Mark: Hashable, Sendable {
    package var position: Position
    package init(_ position: Position) { self.position = position }
    /// For trees that no text stands behind.
    package static let none = Mark(Position(line: 0, column: 0))
    package static func == (a: Mark, b: Mark) -> Bool { true }
    package func hash(into hasher: inout Hasher) {}
  }

  package struct Name: Hashable, Sendable {
    package var text: String
    package var mark: Mark
    package init(_ text: String, _ mark: Mark = .none) {
      self.text = text
      self.mark = mark
    }
    var position: Position { mark.position }
  }

  /// A number with its exact value and its spelling.
  package struct NumberLiteral: Hashable, Sendable {
    package var value: Rational
    package var text: String
    /// Nil where the text is not a number of the language, such as `.5` or `1e99999`.
    package init?(_ text: String) {
      guard let first = text.utf8.first, Lexer.isDigit(first),
        text.utf8.allSatisfy({ Lexer.isDigit($0) || $0 == 46 || $0 | 32 == 101 || $0 == 43 || $0 == 45 }),
        let value = Rational(text)
      else { return nil }
      self.value = value
      self.text = text.replacing("E", with: "e").replacing("+", with: "")
    }
    package init(_ value: Int) {
      self.value = Rational(value)
      text = String(value)
    }
  }
}
