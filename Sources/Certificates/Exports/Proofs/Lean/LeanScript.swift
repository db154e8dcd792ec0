import ProofKernel

/// Proofs for Lean 4 with Mathlib.
///
/// Conditions on indices are left to `omega`. Where a literal follows from another, or from a sum of products of facts, the
/// factors are written out, so that `ring1` shows an identity of polynomials; nothing is searched for. Facts are not rewritten:
/// what rewriting would replace is added to the sum, as multiples of the equations.
struct LeanScript: ProofScript {
  let words = ScriptWords(
    whole: "ℤ", real: "ℝ", forAll: "∀", exists: "∃", implies: "→", and: "∧", or: "∨", atMost: "≤",
    unequal: "≠",
    unnamed: "_", maximum: "max", minimum: "min", magnitude: "abs", root: "Real.sqrt",
    exponential: "Real.exp", logarithm: "Real.log", sine: "Real.sin", cosine: "Real.cos", pi: "Real.pi")
  let hasSections = false
  var reserved: Set<String> { LeanNames.reserved }

  // MARK: Terms

  func comment(_ text: String) -> String { Lean.comment(text) }
  func scoped(_ index: String) -> String { "(\(index))" }
  func numeral(_ index: String) -> String { index }
  func real(_ argument: String) -> String { "((\(argument) : ℤ) : ℝ)" }

  // Of numbers alone Lean takes natural ones.
  func atMost(_ low: String, _ high: String, isConstant: Bool) -> String {
    isConstant ? "((\(low) : ℤ) ≤ \(high))" : "(\(low) ≤ \(high))"
  }

  func equal(_ a: String, _ b: String, isConstant: Bool) -> String {
    isConstant ? "((\(a) : ℤ) = \(b))" : "(\(a) = \(b))"
  }

  func typed(_ number: String) -> String { "(\(number) : ℝ)" }
  func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }
  func inverse(_ operand: String) -> String { "(\(operand))⁻¹" }

  func choice(_ conditions: [String], _ value: String, else other: String) -> String {
    "(if \(conditions.joined(separator: " ∧ ")) then \(value) else \(other))"
  }

  // MARK: The file

  func opening(_ header: String, section: String) -> [String] {
    [
      Lean.comment(LeanProject.note + "\n\n" + header), "import Mathlib", "", "set_option autoImplicit false",
      "set_option linter.all false", "set_option maxRecDepth 100000", "set_option maxHeartbeats 4000000", "",
      "namespace \(section)", "",
      "noncomputable section", "", LeanPrelude.text, "", "section", "",
    ]
  }

  func closing(section: String) -> [String] { ["end", ""] }
  func ending(section: String) -> [String] { ["", "end", "", "end \(section)"] }

  var series: String { LeanPrelude.series }

  // Of variables a theorem takes by itself only those in its statement.
  func variable(_ name: String, _ type: String) -> [String] {
    ["variable (\(name) : \(type))", "include \(name)"]
  }
  func hypothesis(_ name: String, _ statement: String) -> [String] { variable(name, statement) }

  func definition(
    _ name: String, on context: [(name: String, type: String)], _ indices: [String], _ body: String
  ) -> String {
    "def \(name)\(binders(context, indices)) : ℝ := \(body)"
  }

  func binders(_ context: [(name: String, type: String)], _ indices: [String]) -> String {
    context.map { " (\($0.name) : \($0.type))" }.joined()
      + (indices.isEmpty ? "" : " (\(indices.joined(separator: " ")) : ℤ)")
  }

  func lemma(_ name: String, _ statement: String, _ script: [String]) -> [String] {
    ["theorem \(name) : \(statement) := by"] + script.map { "  " + $0 }
  }

  func collected(_ name: String, _ conjunction: String, from names: [String]) -> [String] {
    let proof = names.count == 1 ? names[0] : "⟨\(names.joined(separator: ", "))⟩"
    return ["theorem \(name) :", conjunction + " :=", "  \(proof)", ""]
  }

  func closed(_ name: String, from premises: [String], _ conjunction: String, by lemma: String) -> [String] {
    ["theorem \(name) :"] + premises.map { "  " + $0 } + [conjunction + " :=", "  \(lemma)", ""]
  }

  func axioms(of names: [String], together: String) -> [String] { names.map { "#print axioms \($0)" } }

  func applied(_ name: String, to assumptions: [String]) -> String {
    ([name] + assumptions).joined(separator: " ")
  }

  // MARK: Scripts

  func introducing(_ names: [String]) -> [String] {
    names.isEmpty ? [] : ["intro \(names.joined(separator: " "))"]
  }

  /// Index terms as they come to what they are to be.
  func rewriting(_ list: [(String, String)], in hypothesis: String? = nil) -> [String] {
    // What comes in parentheses alone is the same already.
    list.filter { $0.0 != "(\($0.1))" }.map { raw, normal in
      "rewrite [show (\(raw) : ℤ) = \(normal) by omega]" + (hypothesis.map { " at \($0)" } ?? "")
    }
  }

  static let same = "(by same_number)"

  /// A literal that a hypothesis says, or more, with whatever sides either has.
  func conversion(to goal: Literal, from known: Literal, _ name: String) throws -> String {
    let isOpposite = goal.polynomial != known.polynomial && goal.polynomial == -known.polynomial
    let turned = isOpposite ? "(\(name)).symm" : name
    switch (goal.relation, known.relation) {
    case (.nonnegative, .nonnegative): return "le_from \(name) \(Self.same)"
    case (.nonnegative, .positive): return "le_from (le_of_lt \(name)) \(Self.same)"
    case (.nonnegative, .zero): return "le_from_eq \(turned) \(Self.same)"
    case (.positive, .positive): return "lt_from \(name) \(Self.same)"
    case (.zero, .zero): return "eq_from \(turned) \(Self.same)"
    case (.nonzero, .nonzero): return "ne_from \(turned) \(Self.same)"
    case (.nonzero, .positive): return "\(isOpposite ? "ne_below" : "ne_above") \(name) \(Self.same)"
    default: throw ExportError(description: "that \(goal) follows from \(known)")
    }
  }
}
