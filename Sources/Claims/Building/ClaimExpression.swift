/// An expression of the claim language, written in Swift.
///
///     let (t, h, a, x) = ("t" as ClaimExpression, "h" as ClaimExpression, "a" as ClaimExpression, "x" as ClaimExpression)
///     a[t] * h[t - 1] + x[t]
///
/// A string literal is any text of the language; whole numbers are literals too. There is no literal of a fraction, since
/// 0.1 in Swift is not one tenth: write `"0.1"`.
public struct ClaimExpression: Hashable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral
{
  /// How tightly the outermost operation binds.
  private enum Level: Int {
    case any, sum, product, negation, power, atom
  }

  /// The text in the claim language.
  public let description: String
  private let level: Level

  private init(_ text: String, _ level: Level) { (description, self.level) = (text, level) }

  /// Any expression of the language, or a name.
  public init(_ text: String) {
    let isAtom = text.allSatisfy { $0.isLetter || $0.isNumber || "_'.".contains($0) } && !text.isEmpty
    self.init(text, isAtom ? .atom : .any)
  }

  public init(stringLiteral value: String) { self.init(value) }
  public init(integerLiteral value: Int) { self.init("\(value)", value < 0 ? .negation : .atom) }

  /// The text for a place that takes what binds at least so tightly.
  private func text(_ least: Level) -> String {
    level.rawValue >= least.rawValue ? description : "(\(description))"
  }

  /// An element: `h[t, n]`.
  public subscript(_ indices: ClaimExpression...) -> ClaimExpression {
    ClaimExpression("\(description)[\(indices.map(\.description).joined(separator: ", "))]", .atom)
  }

  /// A function of the language or of the claim: `.call("max", x, y)`.
  public static func call(_ function: String, _ arguments: ClaimExpression...) -> ClaimExpression {
    ClaimExpression("\(function)(\(arguments.map(\.description).joined(separator: ", ")))", .atom)
  }

  /// What runs over indices: `.over("sum", "t", x[t])`, `.over("max", "s, t in 1..T", x[s] - x[t])`.
  public static func over(_ operation: String, _ binders: String, _ body: ClaimExpression) -> ClaimExpression
  {
    ClaimExpression("\(operation)(\(binders): \(body))", .atom)
  }

  /// x + y
  public static func + (x: ClaimExpression, y: ClaimExpression) -> ClaimExpression {
    ClaimExpression("\(x.text(.sum)) + \(y.text(.product))", .sum)
  }

  /// x − y
  public static func - (x: ClaimExpression, y: ClaimExpression) -> ClaimExpression {
    ClaimExpression("\(x.text(.sum)) - \(y.text(.product))", .sum)
  }

  /// x·y
  public static func * (x: ClaimExpression, y: ClaimExpression) -> ClaimExpression {
    ClaimExpression("\(x.text(.product))*\(y.text(.power))", .product)
  }

  /// x/y
  public static func / (x: ClaimExpression, y: ClaimExpression) -> ClaimExpression {
    ClaimExpression("\(x.text(.product))/\(y.text(.power))", .product)
  }

  /// −x
  public static prefix func - (x: ClaimExpression) -> ClaimExpression {
    ClaimExpression("-\(x.text(.power))", .negation)
  }

  /// x^n
  public func power(_ exponent: ClaimExpression) -> ClaimExpression {
    ClaimExpression("\(text(.atom))^\(exponent.text(.atom))", .power)
  }

  /// abs(x)
  public var magnitude: ClaimExpression { .call("abs", self) }

  /// x ≤ y
  public static func <= (x: ClaimExpression, y: ClaimExpression) -> ClaimFormula { x.compared("<=", y) }
  /// x < y
  public static func < (x: ClaimExpression, y: ClaimExpression) -> ClaimFormula { x.compared("<", y) }
  /// x ≥ y
  public static func >= (x: ClaimExpression, y: ClaimExpression) -> ClaimFormula { x.compared(">=", y) }
  /// x > y
  public static func > (x: ClaimExpression, y: ClaimExpression) -> ClaimFormula { x.compared(">", y) }

  /// x = y; `==` tells whether two expressions are the same.
  public func equals(_ y: ClaimExpression) -> ClaimFormula { compared("=", y) }

  private func compared(_ relation: String, _ y: ClaimExpression) -> ClaimFormula {
    ClaimFormula("\(text(.sum)) \(relation) \(y.text(.sum))")
  }
}

/// A formula of the claim language, written in Swift; a string literal is any text of the language.
public struct ClaimFormula: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The text in the claim language.
  public let description: String

  /// Any formula of the language.
  public init(_ text: String) { description = text }

  public init(stringLiteral value: String) { self.init(value) }

  /// p and q
  public static func && (p: ClaimFormula, q: ClaimFormula) -> ClaimFormula {
    ClaimFormula("(\(p)) and (\(q))")
  }
  /// p or q
  public static func || (p: ClaimFormula, q: ClaimFormula) -> ClaimFormula {
    ClaimFormula("(\(p)) or (\(q))")
  }
  /// not p
  public static prefix func ! (p: ClaimFormula) -> ClaimFormula { ClaimFormula("not (\(p))") }
  /// p implies q
  public func implies(_ q: ClaimFormula) -> ClaimFormula { ClaimFormula("(\(self)) implies (\(q))") }
}
