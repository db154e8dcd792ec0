import Numbers
import ProofKernel

/// A hypothesis and what it says.
struct CitedFact {
  var name: String
  var literal: Literal
}

/// A fact at indices.
struct FactInstance {
  /// The fact's name, with what it rests on.
  var name: String
  var fact: Fact
  var indices: [IndexTerm]
  var premises: [CitedFact]
  /// Index terms as they come, and as they are to be.
  var replacements: [(String, String)]

  var polynomials: [RealPolynomial] { (fact.premises + [fact.literal]).map(\.polynomial) }
}

/// What an element is replaced by.
struct RewriteHead {
  var own: String
  var equation: CitedFact
  var atom: Atom
  var rest: RealPolynomial
}

struct ScriptFactor {
  var name: String
  var isStrict: Bool
  /// What is at least 0, before rewriting.
  var polynomial: RealPolynomial
}

/// p = Σ c·(product of facts) + Σ q·(equation), with the names of what was shown.
struct ScriptSum {
  struct Equation {
    var multiplier: RealPolynomial
    var fact: CitedFact
    var own = ""
  }
  /// Terms without factors are numbers.
  var constant = Rational(0)
  var terms: [(coefficient: Rational, product: ScriptFactor)] = []
  var equations: [Equation] = []
  var heads: [RewriteHead] = []
  var isAbsurd = false
}

/// The indices at which an extremum is its body.
struct OpenedExtremum {
  var lemma: String
  var arguments: [String]
  var guards: Int
  var names: [String]
  var equation: String
  var replacements: [(String, String)]
  var hasReals: Bool
}

/// An induction on a whole number.
struct InductionText {
  var variable: String
  /// Where it begins, as an argument and within a comparison.
  var start: (argument: String, index: String)
  /// The names of all that holds, and of what holds for the number before.
  var all: String
  var previous: String
  var others: [String]
  var guards: Int
  var premises: Int
  var conclusion: String
}

/// A fact that an operation has by its definition.
struct OperationFact {
  var suffix: String
  var kind: FamilyDefinition.Kind
  /// The family's name, and its element.
  var word: String
  var me: String
  var bodies: [String]
  var fact: Fact
}

/// A fact of a sum or product: over no index, without the last, without the first.
struct RangeFact {
  var suffix: String
  var isSum: Bool
  var word: String
  var whole: String
  var shorter: String
  var later: String
  var bound: String
  var body: RealPolynomial
  /// The ends of the range.
  var ends: [String]
  var fact: Fact

  var operation: String { isSum ? "sum" : "product" }
  var empty: String { isSum ? "0" : "1" }
  var join: String { isSum ? "+" : "*" }
}

/// A maximum or minimum over a range.
struct RangeExtremum {
  var isMaximum: Bool
  var name: String
  var word: String
  var me: String
  var value: String
  /// The body where the witness stands for the bound names.
  var here: String
  var range: IndexRange
  var bound: [String]
  var witness: [String]
  var parameters: [String]
  var guards: Int
  /// All values, as a list.
  var list: String

  var operation: String { isMaximum ? "greatest" : "least" }
}

/// The greatest or least of a few numbers.
struct FewNumbers {
  var definition: FamilyDefinition
  var word: String
  var me: String
  var values: [String]
  var names: [String]

  var isGreatest: Bool {
    if case .least = definition.kind { false } else { true }
  }
  var isModulus: Bool {
    if case .modulus = definition.kind { true } else { false }
  }
}

/// The modulus of a sum of products of complex numbers.
struct ModulusText {
  struct Term {
    var coefficient: Rational
    var weight: ScriptFactor?
    var factors: [Atom]
  }
  var goal: Literal
  var whole: Atom
  var definition: FamilyDefinition
  var re: RealPolynomial
  var im: RealPolynomial
  var terms: [Term]
  /// Of each modulus the name of what says that it bounds its number, and that number.
  var within: [Atom: (name: String, re: RealPolynomial, im: RealPolynomial)]
  var heads: [RewriteHead]
  /// Names for the bound of the sum, of the whole, and for the whole's definition.
  var own: (sum: String, bound: String, equation: String)
}

/// An exponential beside its series.
struct SeriesText {
  var atom: Atom
  var argument: RealPolynomial
  var degree: Int
  /// Whether it is at least its series.
  var isAbove: Bool
  /// The name of what says that the argument, or its negative, is at least 0; nil where the degree is odd.
  var given: String?
}
