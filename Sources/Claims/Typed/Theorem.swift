import Enclosures

/// A theorem after checking: every name resolved, every formula typed.
///
/// Integer slots (sizes and index names in scope) and value slots (function parameters, names bound
/// by `forall real` and `gaussian`) are numbered per theorem, each binding occurrence its own slot,
/// so that evaluation needs no names.
public struct Theorem: Sendable {
  public enum Expectation: String, Sendable { case holds, refuted }

  public var name: String
  public var title: String?
  /// The file as the user named it, for messages and reports.
  public var file: String
  public var position: Position
  public var sources: [String]
  public var notes: [String]
  public var expectation: Expectation?
  /// The theorem in the claim language, in canonical layout and by itself: what `use` names is put in its place.
  public var statement: String { CanonicalPrinter().theorem(syntax) + "\n" }
  /// The theorem's items with those of families in the place of `use`.
  public var syntax: Syntax.Block

  public var sizes: [Size]
  public var variables: [Variable]
  public var definitions: [Definition]
  /// `assume` items, in order of the text.
  public var hypotheses: [Claim]
  /// `conclude` items, joined by "and".
  public var conclusions: [Claim]

  /// How many integer slots and value slots an evaluation needs.
  public var indexSlotCount: Int
  public var valueSlotCount: Int

  /// Lets go of deep terms; the last member, for members are released in order.
  var release: DeepRelease? = nil
}

/// A size such as `T >= 1` or `N in 1..4`.
public struct Size: Sendable {
  public var name: String
  public var minimum: Int
  /// Nil: unbounded.
  public var maximum: Int?
  public var position: Position
}

/// The inclusive range of an index, in index arithmetic; empty where `upper < lower`.
public struct IndexRange: Sendable {
  public var lower: Term
  public var upper: Term
}

/// A name that runs over a range, with the slot that holds its current value.
public struct IndexBinding: Sendable {
  public var name: String
  public var slot: Int
  public var range: IndexRange
}

/// A variable, or a family of variables over its indices.
public struct Variable: Sendable {
  public var name: String
  public var isComplex: Bool
  /// The indices in order of the declaration; a later range may use the slots of earlier ones.
  public var indices: [IndexBinding]
  /// The hypothesis that the domain states; it may use the slots of `indices` and other variables.
  public var domain: Domain?
  public var position: Position
  /// The file that the item stands in, where it is not the theorem's (a family that is used).
  public var file: String? = nil
}

/// An interval whose ends are expressions; nil is an end at infinity.
public struct Domain: Sendable {
  public struct End: Sendable {
    public var value: Term
    public var isClosed: Bool
  }
  public var lower: End?
  public var upper: End?
  public var position: Position
}

/// A `let`: a plain value, a family of equations over indices, or a function.
public struct Definition: Sendable {
  public enum Kind: Sendable {
    /// `let h[0,n] = …`, `let h[t,n] = …`; a plain `let x = …` is one equation without indices.
    case family([Equation])
    /// `let f(x, y) = …`: the value slots of the parameters, and the body.
    case function(parameters: [Parameter], body: Term)
  }
  public struct Parameter: Sendable {
    public var name: String
    public var slot: Int
    /// Whether some call passes an argument that can be complex.
    public var isComplex = false
  }
  public var name: String
  public var kind: Kind
  /// Whether its value can be complex (for a function: for some arguments).
  public var isComplex: Bool
  /// Whether a function's value can be complex for real arguments.
  public var isComplexForReals = false
  public var position: Position
  /// The file that the item stands in, where it is not the theorem's (a family that is used).
  public var file: String? = nil
}

/// One equation of a family.
public struct Equation: Sendable {
  public enum Pattern: Sendable {
    /// A number, or index arithmetic in sizes alone.
    case constant(Term)
    /// `t`, `t + 1` or `t - 1`: covers `index + offset` for every index in the binding's range.
    case index(IndexBinding, offset: Term)
  }
  public var patterns: [Pattern]
  public var value: Term
  public var position: Position

  /// Where two equations cover the same element, the one with more numbers holds.
  public var constantCount: Int {
    patterns.reduce(0) { count, pattern in
      if case .constant = pattern { count + 1 } else { count }
    }
  }
}

/// An `assume` or `conclude` with the index names left free in it, which are universally
/// quantified, outermost first (a later range may use earlier slots).
public struct Claim: Sendable {
  public var free: [IndexBinding]
  public var statement: Statement
  public var position: Position
  /// The file that the item stands in, where it is not the theorem's (a family that is used).
  public var file: String? = nil
}
