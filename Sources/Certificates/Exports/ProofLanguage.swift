import Numbers

/// A proof assistant: how numbers, formulas and definitions over the rationals are written in it.
protocol ProofLanguage {
  /// What comes before the first definition: imports, formulas and how they are decided.
  static var preamble: String { get }
  /// Names that a definition must not take.
  static var reserved: Set<String> { get }
  static var fileExtension: String { get }
  /// The preamble's words for formulas.
  static var words: FormulaWords { get }

  static func comment(_ text: String) -> String
  static func number(_ value: Rational) -> String
  static func negated(_ x: String) -> String
  static func infix(_ x: String, _ operation: String, _ y: String) -> String
  static func magnitude(_ x: String) -> String
  static func maximum(_ x: String, _ y: String) -> String
  static func minimum(_ x: String, _ y: String) -> String
  static func power(_ x: String, _ exponent: Int) -> String
  /// `name` is `value`, in lowest terms.
  static func definition(_ name: String, number value: String) -> String
  /// A list of formulas, each with a comment.
  static func definition(_ name: String, formulas: [(text: String, comment: String)]) -> String
  /// Every formula of the named lists holds, and those of `conclusions` do not all hold.
  static func theorem(_ name: String, lists: [String]) -> String
}

/// How formulas are built in a proof assistant's preamble.
struct FormulaWords {
  var yes, no, lessOrEqual, less, equal, not, and, or: String
}

extension ProofLanguage {
  static func less(_ x: String, _ y: String) -> String { "\(words.less) \(x) \(y)" }
  static func lessOrEqual(_ x: String, _ y: String) -> String { "\(words.lessOrEqual) \(x) \(y)" }
  static func equal(_ x: String, _ y: String) -> String { "\(words.equal) \(x) \(y)" }
}
