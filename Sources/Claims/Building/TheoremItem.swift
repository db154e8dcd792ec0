import Inputs

/// An item of a theorem that is written in Swift.
public struct TheoremItem: Hashable, Sendable, CustomStringConvertible {
  /// The item in the claim language.
  public let description: String

  private init(_ text: String) { description = text }

  /// Any item, as text: `.text("index t in 1..T")`.
  public static func text(_ item: String) -> TheoremItem { TheoremItem(item) }

  /// What the theorem says of itself.
  public static func expect(_ expectation: Theorem.Expectation) -> TheoremItem {
    TheoremItem("expect \(expectation.rawValue)")
  }

  /// Where it comes from.
  public static func source(_ text: String) -> TheoremItem { TheoremItem("source \"\(text)\"") }

  /// A size of at least a number.
  public static func size(_ name: String, from minimum: Int) -> TheoremItem {
    TheoremItem("size \(name) >= \(minimum)")
  }

  /// A size within a range.
  public static func size(_ name: String, in range: ClosedRange<Int>) -> TheoremItem {
    TheoremItem("size \(name) in \(range.lowerBound)..\(range.upperBound)")
  }

  /// An index from one number to another, both included.
  public static func index(_ name: String, from lower: ClaimExpression, to upper: ClaimExpression)
    -> TheoremItem
  {
    TheoremItem("index \(name) in \(lower)..\(upper)")
  }

  /// A real variable, `"a[t]"`, with its domain (`"[0, 1)"`) and its distribution (`"normal(0, 1)"`) where it has them.
  public static func real(
    _ element: ClaimExpression, in domain: String? = nil, drawn distribution: String? = nil
  ) -> TheoremItem {
    TheoremItem(
      "real \(element)" + (domain.map { " in \($0)" } ?? "") + (distribution.map { " ~ \($0)" } ?? ""))
  }

  /// A complex variable.
  public static func complex(_ element: ClaimExpression, drawn distribution: String? = nil) -> TheoremItem {
    TheoremItem("complex \(element)" + (distribution.map { " ~ \($0)" } ?? ""))
  }

  /// A definition: `.define(h[0], as: 0)`, `.define("f(x, y)", as: "x*y")`.
  public static func define(_ left: ClaimExpression, as right: ClaimExpression) -> TheoremItem {
    TheoremItem("let \(left) = \(right)")
  }

  /// A hypothesis.
  public static func assume(_ formula: ClaimFormula) -> TheoremItem { TheoremItem("assume \(formula)") }

  /// What the theorem says; several are joined by "and".
  public static func conclude(_ formula: ClaimFormula) -> TheoremItem { TheoremItem("conclude \(formula)") }
}

extension Theorem {
  /// A theorem that is written in Swift; equal to what the claim file with these items gives.
  ///
  ///     let (t, h, x) = ("t" as ClaimExpression, "h" as ClaimExpression, "x" as ClaimExpression)
  ///     let theorem = try Theorem("bounded", [
  ///       .size("T", from: 1), .index("t", from: 1, to: "T"), .real(x[t], in: "[-1, 1]"),
  ///       .define(h[0], as: 0), .define(h[t], as: h[t - 1] / 2 + x[t]),
  ///       .conclude(h[t].magnitude <= 2),
  ///     ])
  ///
  /// - Throws: an `InputError` with the item, its number and what would be right.
  public init(_ name: String, title: String? = nil, _ items: [TheoremItem]) throws(InputError) {
    // An item a line, so that a place is an item.
    let lines = items.map { $0.description.replacing("\n", with: " ") }
    let head = "theorem \(name)" + (title.map { " \"\($0)\"" } ?? "")
    let text = ([head] + lines + ["end"]).joined(separator: "\n") + "\n"
    do throws(InputError) {
      let theorems = try Theorem.parse(text, file: name)
      guard theorems.count == 1, let theorem = theorems.first else {
        throw InputError(file: name, message: "the items make \(theorems.count) theorems; one is asked for")
      }
      self = theorem
    } catch {
      var error = error
      // Where an item breaks off, that shows at what follows it.
      if let line = error.position?.line, line >= 2, let last = lines.indices.last {
        let item = min(line - 2, last)
        error.message = "item \(item + 1), '\(lines[item])': \(error.message)"
      }
      throw error
    }
  }
}
