import Inputs

/// A proof script after checking: what is to be shown on the way to the conclusion, in order, and how.
///
/// Nothing of it is trusted: it says what to try.
package struct Script: Sendable {
  /// The theorem with the script's `let`s as further definitions (appended after the theorem's own).
  ///
  /// They are abbreviations and cover all whole numbers (`Definition.coversAllIndices`).
  package var theorem: Theorem
  /// Where the numbers of the script's definitions begin in `theorem.definitions`.
  package var firstDefinition: Int
  package var steps: [Step]
  /// How the conclusion follows. Slots are those of the conclusion's free indices; where several conclusions have a free index of
  /// one name, that of the first.
  package var last: Reasoning
  /// The script as it is written; of `proof as` the other theorem's.
  package var syntax: Syntax.Script
  /// The file that the steps stand in, where it is not the theorem's.
  package var file: String?

  /// Lets go of deep terms; the last member, for members are released in order.
  var release: DeepRelease? = nil

  /// `lemma L for … assume premise: statement`, or `have L: statement`.
  package struct Step: Sendable {
    /// Of a `have` without a name, `have 1`, `have 2`, …
    package var name: String
    package var isLemma: Bool
    /// The names after `for` and the index names left free, outermost first: a range uses slots of earlier ones alone.
    package var free: [Range]
    /// What `assume` says.
    package var premise: Statement?
    package var statement: Statement
    package var reasoning: Reasoning
    package var position: Position
    /// The formula in canonical layout.
    package var text: String

    package init(
      name: String, isLemma: Bool, free: [Range], premise: Statement?, statement: Statement,
      reasoning: Reasoning, position: Position, text: String
    ) {
      self.name = name
      self.isLemma = isLemma
      self.free = free
      self.premise = premise
      self.statement = statement
      self.reasoning = reasoning
      self.position = position
      self.text = text
    }
  }

  /// A name that runs from `lower` to `upper`, both included.
  package struct Range: Sendable {
    package var name: String
    package var slot: Int
    package var lower: Term
    /// Nil: no upper end.
    package var upper: Term?

    package init(name: String, slot: Int, lower: Term, upper: Term?) {
      self.name = name
      self.slot = slot
      self.lower = lower
      self.upper = upper
    }
  }

  /// How something follows; with neither a method nor reasons the program is to find it.
  package struct Reasoning: Sendable {
    package var method: Method?
    /// Names of earlier steps, of variables (their domains) and of definitions (their equations).
    package var reasons: [String]
    package var position: Position
    /// The index names of the method that are not free in what is shown but bound inside it, such as s in `max(s: x[s])`, in their
    /// declared ranges. What binds them there has slots of its own: the names are what they share.
    package var bound: [Range]

    package init(method: Method?, reasons: [String], position: Position, bound: [Range] = []) {
      self.method = method
      self.reasons = reasons
      self.position = position
      self.bound = bound
    }
  }

  package enum Method: Sendable {
    /// On the name with this slot, from the lower end of its range where nothing else is said.
    case induction(on: Int, from: Term?)
    /// By which of the statements hold.
    case cases([Statement])
    /// By squares being nonnegative: of these terms, or of what the program finds.
    case squares([Term])
    case contradiction
  }

  package init(
    theorem: Theorem, firstDefinition: Int, steps: [Step], last: Reasoning, syntax: Syntax.Script,
    file: String? = nil
  ) {
    self.theorem = theorem
    self.firstDefinition = firstDefinition
    self.steps = steps
    self.last = last
    self.syntax = syntax
    self.file = file
  }
}

extension Theorem {
  /// The proof of the theorem, checked when the file was read; nil without one. It is no part of what the theorem says:
  /// statement, equality and certificates are those of the theorem without it.
  package var script: Script? {
    get { scripts.first }
    set { scripts = newValue.map { [$0] } ?? [] }
  }
}
