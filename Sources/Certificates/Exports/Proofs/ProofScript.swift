import ProofKernel

/// How a proof is written for a proof assistant: its words, and the scripts that show a thing.
///
/// What is shown, from what, and in which order is not its matter: `ProofExport` walks over the certificate, once for all
/// assistants, and asks for each step's lines. Names come from the walk's text, so that a script must not make up its own.
protocol ProofScript: Sendable {
  var words: ScriptWords { get }
  /// Names that the claim's must not take.
  var reserved: Set<String> { get }
  /// Whether what is defined in a section takes what it rests on only outside of it.
  var hasSections: Bool { get }

  // MARK: Terms

  func comment(_ text: String) -> String
  /// An index term of several parts, as an argument.
  func scoped(_ index: String) -> String
  func numeral(_ index: String) -> String
  /// A whole number as a real one.
  func real(_ argument: String) -> String
  func atMost(_ low: String, _ high: String, isConstant: Bool) -> String
  func equal(_ a: String, _ b: String, isConstant: Bool) -> String
  /// A number of which no element says that it is real.
  func typed(_ number: String) -> String
  func list(_ items: [String]) -> String
  func inverse(_ operand: String) -> String
  /// A condition and what holds in either case.
  func choice(_ conditions: [String], _ value: String, else other: String) -> String

  // MARK: The file

  /// All that stands before the claim's own.
  func opening(_ header: String, section: String) -> [String]
  func closing(section: String) -> [String]
  /// What stands at the end of the file.
  func ending(section: String) -> [String]
  func variable(_ name: String, _ type: String) -> [String]
  func hypothesis(_ name: String, _ statement: String) -> [String]
  /// What proofs by the series of exp rest on.
  var series: String { get }
  /// A number, by sizes and families of whole numbers that it rests on, and by indices.
  func definition(
    _ name: String, on context: [(name: String, type: String)], _ indices: [String], _ body: String
  )
    -> String
  func lemma(_ name: String, _ statement: String, _ script: [String]) -> [String]
  /// A lemma that several others say together.
  func collected(_ name: String, _ conjunction: String, from names: [String]) -> [String]
  /// What a lemma says, from all that it rests on.
  func closed(_ name: String, from premises: [String], _ conjunction: String, by lemma: String) -> [String]
  /// What makes the assistant tell what theorems rest on; under a name that is still free it may say them together.
  func axioms(of names: [String], together: String) -> [String]
  /// Names as assumptions are given to what was shown before; none where a section does that.
  func applied(_ name: String, to assumptions: [String]) -> String

  // MARK: Definitions

  /// An element of the k-th of some families, by the values that a rule is given.
  func value(of k: Int, among families: Int, _ indices: [String]) -> String
  func writeRecursion(
    _ group: EquationGroup, _ level: EquationGroup.Level, _ names: (rule: String, level: String),
    _ export: inout ProofExport) throws
  func writeEquation(
    _ rule: EquationGroup.Rule, of family: EquationGroup.Family, _ group: EquationGroup,
    _ export: inout ProofExport) throws
  func writeCircle(_ name: String, _ export: inout ProofExport) throws
  func waveFact(_ fact: Fact, _ x: RealPolynomial, sine: Atom, cosine: Atom, _ text: KernelTermText)
    throws
    -> [String]
  /// That a fact of an operation holds, which says how numbers compare.
  func operationFact(_ fact: OperationFact, _ text: KernelTermText) throws -> [String]
  func rangeFact(_ fact: RangeFact, _ text: KernelTermText) throws -> [String]
  func extremumBound(_ extremum: RangeExtremum, _ fact: Fact, _ text: KernelTermText) throws -> [String]
  func extremumAttained(_ extremum: RangeExtremum, _ text: KernelTermText) throws -> [String]
  func oneOf(_ few: FewNumbers) -> [String]
  func boundOfFew(_ few: FewNumbers, _ k: Int, _ fact: Fact) throws -> [String]
  func attainedOfFew(_ few: FewNumbers, by lemma: String) -> [String]
  func writeDerivatives(_ export: inout ProofExport) throws

  // MARK: Lemmas

  var lemmaEnd: [String] { get }
  func introducing(_ names: [String]) -> [String]
  /// The statement at indices is left to its normal form, under a name.
  func claim(_ own: String, _ literal: Literal, _ values: [String: IndexTerm], _ text: KernelTermText) throws
    -> [String]
  /// A literal in normal form, from a hypothesis that states it.
  func normal(_ own: String, _ literal: Literal, from hypothesis: String, _ text: KernelTermText) throws
    -> [String]
  func companion(_ lemma: Lemma, _ k: Int, from name: String, _ literals: String, _ text: KernelTermText)
    throws
    -> [String]
  func inductionOpening(_ induction: InductionText) -> [String]
  func inductionCase(_ names: [String]) -> [String]
  func inductionCaseEnd(isLast: Bool) -> [String]
  func inductionHypothesis(
    _ induction: InductionText, premises: [String], _ known: [String], _ literals: String
  )
    -> [String]
  func inductionClosing(_ induction: InductionText) -> [String]
  /// The first of several that are to be shown.
  var splitting: String { get }

  // MARK: Rules

  /// What is shown on the way, before its block.
  func asserting(_ name: String, _ statement: String) -> String
  func opening(_ block: ScriptBlock) -> [String]
  func closing(_ block: ScriptBlock) -> [String]

  func citeIndex(_ own: CitedFact, _ term: IndexTerm, _ text: KernelTermText) throws -> [String]
  func citeSame(_ own: CitedFact, _ a: Atom, _ b: Atom, _ text: KernelTermText) throws -> [String]
  func cite(_ own: CitedFact, _ instance: FactInstance, _ text: KernelTermText) throws -> [String]

  /// What replaces a head, from its equation.
  func head(_ head: RewriteHead, _ text: KernelTermText) throws -> [String]
  /// A fact after rewriting, or as it is where products are not rewritten.
  func rewritten(_ fact: CitedFact, isLocal: Bool, _ heads: [RewriteHead], _ text: KernelTermText) -> (
    fact: CitedFact, lines: [String]
  )
  func square(_ own: String, _ root: RealPolynomial, _ text: KernelTermText) throws -> [String]
  func product(_ own: String, _ a: ScriptFactor, _ b: ScriptFactor) -> [String]
  func equation(_ equation: ScriptSum.Equation, as own: String, _ text: KernelTermText) throws -> [String]
  func close(_ goal: Literal, by sum: ScriptSum, _ text: KernelTermText) throws -> [String]

  func indexCases(_ term: String) -> [String]
  func signCases(_ polynomial: String, _ own: String) -> [String]
  /// What is below 0, in normal form.
  func negative(_ own: String, _ literal: Literal, from other: String, _ text: KernelTermText) throws
    -> [String]
  func open(_ opened: OpenedExtremum, _ text: KernelTermText) -> [String]
  func difference(_ own: String, _ literal: Literal, from equation: String, _ text: KernelTermText) throws
    -> [String]
  func closeBound(_ own: String, _ equation: String, isMaximum: Bool) -> [String]
  func closeBounds(
    _ names: [String], _ equation: String, by lemma: String, _ replacements: [(String, String)],
    hasReals: Bool,
    isGreatest: Bool
  ) -> [String]
  func closeRoot(_ names: (nonnegative: String, squares: String, own: String), _ x: String, _ y: String)
    -> [String]
  func closeBoth(_ above: String, _ below: String) -> [String]
  func closeApart(_ own: String, isNegative: Bool) -> [String]

  func writeExponentials(
    _ own: String, _ whole: Atom, _ parts: [Atom], _ heads: [RewriteHead], _ export: inout ProofExport) throws
  func writeExponentialOfLogarithm(
    _ atom: Atom, _ inner: Atom, from positive: CitedFact, _ export: inout ProofExport) throws
  func writeSeries(_ series: SeriesText, _ export: inout ProofExport) throws
  /// That a modulus bounds its number.
  func writeWithin(
    _ own: String, _ atom: Atom, _ parts: (re: String, im: String), _ definition: FamilyDefinition,
    _ export: inout ProofExport) throws
  func writeModulus(_ modulus: ModulusText, _ export: inout ProofExport) throws
}

/// Words that stand in the same place in every assistant.
struct ScriptWords {
  var whole, real, forAll, exists, implies, and, or, atMost, unequal: String
  /// What is introduced and never named.
  var unnamed: String
  var maximum, minimum, magnitude, root, exponential, logarithm, sine, cosine, pi: String
}

/// Lines that belong together.
enum ScriptBlock {
  /// The proof of what was just asserted.
  case assertion
  /// One of several cases.
  case branch
}
