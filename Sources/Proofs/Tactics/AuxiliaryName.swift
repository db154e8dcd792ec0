/// The names that proofs give to families, facts and literals of their own.
///
/// They have two points side by side: a claim's names have none, and the elaborator joins these by single ones. So nothing
/// that the claim says is taken for what a proof defines or shows on the way, whatever the claim calls it.
enum AuxiliaryName {
  private static let mark = ".."

  /// `h..positive`, `inv1..argument`, `given..`
  static func of(_ stem: String, _ word: String = "") -> String { stem + mark + word }
  /// `half..2`
  static func of(_ stem: String, _ number: Int) -> String { of(stem, String(number)) }

  /// The first of `case..1`, `case..2`, … that nothing has.
  static func fresh(_ stem: String, isTaken: (String) -> Bool) -> String {
    var number = 1
    while isTaken(of(stem, number)) { number += 1 }
    return of(stem, number)
  }

  static func isAuxiliary(_ name: String) -> Bool { name.contains(mark) }

  /// Whether a fact is one that was shown of parts of another.
  static func isConsequence(_ name: String, of fact: String) -> Bool { name.hasPrefix(fact + mark) }

  /// How an exponential goes on with the number-th of its indices, counted from the last.
  static func next(of name: String, _ number: Int) -> String { of(name, "next\(number)") }

  // MARK: Families

  static let exponentialOf0 = of("exp", 0)
  private static let ratio = of("", "ratio")
  private static let box = of("box")

  /// The quotient of two values of the exponential function, or what a logarithm is one of.
  static func ratio(of names: String...) -> String { names.joined(separator: ".") + ratio }

  /// What is defined or shown for proofs on boxes, the number-th.
  static func ofBox(_ stem: String, _ number: Int) -> String { "\(box)\(stem)\(number)" }

  static func isOfBox(_ name: String) -> Bool { name.hasPrefix(box) }

  /// Whether lemmas alone speak of a family, within their proofs.
  static func isWithinProofs(_ family: String) -> Bool {
    family == exponentialOf0 || family.hasSuffix(ratio) || isOfBox(family)
  }
}
