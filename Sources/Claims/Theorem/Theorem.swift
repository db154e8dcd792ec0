import Inputs
import Numbers

/// A theorem after checking: every name resolved, every formula typed.
///
/// Integer slots (sizes and index names in scope) and value slots (function parameters, names bound
/// by `forall real` and `gaussian`) are numbered per theorem, each binding occurrence its own slot,
/// so that evaluation needs no names.
public struct Theorem: Sendable {
  /// What a theorem says of itself: `expect holds`, `expect refuted`.
  public enum Expectation: String, Sendable {
    /// No search may refute it.
    case holds
    /// A search must refute it.
    case refuted
  }

  /// The name after `theorem`.
  public var name: String
  /// The title in quotation marks.
  public var title: String?
  /// The file as the user named it, for messages and reports.
  public var file: String
  /// Where it begins in the file.
  public var position: Position
  /// Its `source` items.
  public var sources: [String]
  /// Its `note` items.
  public var notes: [String]
  /// Its `expect` item.
  public var expectation: Expectation?
  /// The theorem in the claim language, in canonical layout and by itself: what `use` names is put in its place.
  public var statement: String { CanonicalPrinter().theorem(syntax) + "\n" }
  /// The theorem's items with those of families in the place of `use`.
  package var syntax: Syntax.Block

  /// Its `size` items, in order of the text.
  public var sizes: [Size]
  /// Its `real` and `complex` items, in order of the text.
  public var variables: [Variable]
  package var definitions: [Definition]
  /// `assume` items, in order of the text.
  package var hypotheses: [Claim]
  /// `conclude` items, joined by "and".
  package var conclusions: [Claim]

  /// How many integer slots and value slots an evaluation needs.
  package var indexSlotCount: Int
  package var valueSlotCount: Int

  /// The `proof` where there is one: a list, for a script holds a theorem.
  var scripts: [Script] = []

  /// Lets go of deep terms; the last member, for members are released in order.
  var release: DeepRelease? = nil
}

/// A size such as `T >= 1` or `N in 1..4`.
public struct Size: Sendable {
  /// The name of the size.
  public var name: String
  /// The least value.
  public var minimum: Int
  /// Nil: unbounded.
  public var maximum: Int?
  package var position: Position
  /// How it is drawn by `sample`, where the claim says so; of numbers and earlier sizes.
  package var distribution: Distribution? = nil
}

/// The inclusive range of an index, in index arithmetic; empty where `upper < lower`.
package struct IndexRange: Sendable {
  package var lower: Term
  package var upper: Term
}

/// A name that runs over a range, with the slot that holds its current value.
package struct IndexBinding: Sendable {
  package var name: String
  package var slot: Int
  package var range: IndexRange
}

/// A variable, or a family of variables over its indices.
public struct Variable: Sendable {
  /// The name of the variable.
  public var name: String
  /// Whether it was declared `complex`.
  public var isComplex: Bool
  /// The indices in order of the declaration; a later range may use the slots of earlier ones.
  package var indices: [IndexBinding]
  /// The hypothesis that the domain states; it may use the slots of `indices` and other variables.
  package var domain: Domain?
  package var position: Position
  /// The file that the item stands in, where it is not the theorem's (a family that is used).
  package var file: String? = nil
  /// How it is drawn by `sample`, where the claim says so; it may use the slots of `indices` and other variables.
  package var distribution: Distribution? = nil
}

/// An interval whose ends are expressions; nil is an end at infinity.
package struct Domain: Sendable {
  package struct End: Sendable {
    package var value: Term
    package var isClosed: Bool
  }
  package var lower: End?
  package var upper: End?
  package var position: Position
}

/// A `let`: a plain value, a family of equations over indices, or a function.
package struct Definition: Sendable {
  package enum Kind: Sendable {
    /// `let h[0,n] = …`, `let h[t,n] = …`; a plain `let x = …` is one equation without indices.
    case family([Equation])
    /// `let f(x, y) = …`: the value slots of the parameters, and the body.
    case function(parameters: [Parameter], body: Term)
  }
  package struct Parameter: Sendable {
    package var name: String
    package var slot: Int
    /// Whether some call passes an argument that can be complex.
    package var isComplex = false
  }
  package var name: String
  package var kind: Kind
  /// Whether its value can be complex (for a function: for some arguments).
  package var isComplex: Bool
  /// Whether a function's value can be complex for real arguments.
  package var isComplexForReals = false
  /// Whether its one equation covers all whole numbers, whatever ranges its index names have: a `let` of a proof.
  package var coversAllIndices = false
  package var position: Position
  /// The file that the item stands in, where it is not the theorem's (a family that is used).
  package var file: String? = nil
}

/// One equation of a family.
package struct Equation: Sendable {
  package enum Pattern: Sendable {
    /// A number, or index arithmetic in sizes alone.
    case constant(Term)
    /// `t`, `t + 1` or `t - 1`: covers `index + offset` for every index in the binding's range.
    case index(IndexBinding, offset: Term)
  }
  package var patterns: [Pattern]
  package var value: Term
  package var position: Position

  /// Where two equations cover the same element, the one with more numbers holds.
  package var constantCount: Int {
    patterns.reduce(0) { count, pattern in
      if case .constant = pattern { count + 1 } else { count }
    }
  }
}

/// An `assume` or `conclude` with the index names left free in it, which are universally
/// quantified, outermost first (a later range may use earlier slots).
package struct Claim: Sendable {
  package var free: [IndexBinding]
  public var statement: Statement
  package var position: Position
  /// The file that the item stands in, where it is not the theorem's (a family that is used).
  package var file: String? = nil
}
