import Claims
import Inputs
import ProofKernel

/// Something that has to be shown.
package struct Goal: Hashable, Sendable {
  /// What it is, in words.
  package var what: String
  package var fact: Fact
  package var position: Position?

  package static let conclusion = "the conclusion"

  /// Whether it is a part of the conclusion; else something has to be defined.
  package var isConclusion: Bool { what == Self.conclusion }

  init(_ what: String, _ fact: Fact, _ position: Position?) {
    (self.what, self.fact, self.position) = (what, fact, position)
  }
}

/// A theorem in the kernel's terms. Trusted: a theorem is proved where the kernel accepts proofs of all its goals.
///
/// Operators other than + - · become families with the kernel's definitions; equations of `let` become facts, after it was
/// seen that they end; ranges become guards. Divisors that are not 0, arguments of roots and logarithms are goals: the kernel's
/// functions are total, the language's are not.
///
/// A hypothesis that is not defined everywhere may be used only after it was shown that it is, so goals come in stages.
package struct Elaboration: Sendable {
  package struct Stage: Sendable {
    /// What may be used from here on.
    package var assumed: [Named]
    /// What has to be shown before the next stage.
    package var goals: [Goal]
  }
  package struct Named: Hashable, Sendable {
    package var name: String
    package var fact: Fact
    /// Whether an `assume` says it; else a domain does.
    package var isAssumed: Bool
  }
  /// What is known of a family.
  package enum Origin: Sendable {
    /// Nothing but what is assumed.
    case free
    /// Each element is what is left of a fact without it.
    case equations([(head: Atom, fact: Fact)])
    /// One of the kernel's definitions.
    case operation
    /// It is the sine or cosine of a polynomial in the names.
    case wave([String], RealPolynomial)
  }

  /// What a family without a name in the claim is, where it is no operation.
  package enum Addition: Sendable {
    /// An `if`, by its equations.
    case conditional
    /// 1 where both indices are the same, else 0.
    case sameness
    /// A product of complex numbers; the last two parameters are the ends of its range.
    case product([String], over: String, ComplexPolynomial)
  }

  /// Sizes, families and their definitions; no hypothesis.
  package let theory: Theory
  package let stages: [Stage]
  /// The definitions of the claim's operators, in order.
  package let definitions: [FamilyDefinition]
  /// By family.
  package let origins: [String: Origin]
  /// By the names that complex families have without `.re` and `.im`.
  package let additions: [String: Addition]
  /// The variables of means (`gaussian`), on which no value rests.
  package let meanNames: Set<String>
  /// Names of `let`s of the claim that a proof speaks of, though no hypothesis or conclusion has to rest on them.
  package let lets: [String]
  let elaborator: Elaborator

  /// - Parameters:
  ///   - fixed: Sizes that are to have one value.
  ///   - lets: Names of `let`s over indices, read after the conclusions. Nothing has to be defined for their sake: the kernel's
  ///     functions are total, and no goal speaks of them.
  /// - Throws: a `Refusal` that says what the kernel has no terms for.
  package init(_ theorem: Theorem, fixed: [String: Int] = [:], lets: [String] = []) throws(Refusal) {
    var elaborator = try Elaborator(theorem, fixed: fixed)
    stages = try elaborator.stages()
    for name in lets { try elaborator.elaborateLet(name) }
    try elaborator.requireDescent()
    self.lets = lets
    theory = elaborator.theory
    definitions = elaborator.definitions
    origins = elaborator.origins
    additions = elaborator.additions
    meanNames = elaborator.meanNames
    self.elaborator = elaborator
  }
}

/// The work of an elaboration.
struct Elaborator: Sendable {
  enum Family {
    case begun
    case declared
    case inlined([String], ComplexPolynomial)
  }

  static let mostTerms = 20_000
  static let largestFactor = 1_000_000

  var theorem: Theorem
  /// From here on definitions are a script's.
  var firstOfScript = Int.max
  let fixed: [String: Int]
  var theory = Theory()
  var definitions: [FamilyDefinition] = []
  var obligations: [Goal] = []
  var obliged: Set<Fact> = []
  var references: [Descent] = []
  /// By family.
  var origins: [String: Elaboration.Origin] = [:]
  var additions: [String: Elaboration.Addition] = [:]
  var equationCounts: [String: Int] = [:]
  var nameCounts: [String: Int] = [:]
  var meanNames: Set<String> = []
  /// By number of the claim's definition.
  var families: [Int: Family] = [:]
  /// What values rest on, by their owners.
  var supports: [String: Support] = [:]
  /// That numbers under roots are at least 0, in the order in which they are read, so that obligations have one.
  var roots: [Fact] = []
  /// Whose value is elaborated, outermost first.
  var owners = [Self.item]
  /// The elements whose equations are elaborated.
  var current: [(definition: Int, indices: [IndexTerm])] = []
  var symbols: [FamilyDefinition.Kind: String] = [:]
  var caseFamilies: [FamilyKey: String] = [:]
  var waves: [FamilyKey: String] = [:]
  /// The family that tells whether indices are the same, once it is needed.
  var deltaName: String?

  init(_ theorem: Theorem, fixed: [String: Int]) throws(Refusal) {
    (self.theorem, self.fixed) = (theorem, fixed)
    for (name, value) in fixed.sorted(by: { $0.key < $1.key }) {
      guard let size = theorem.sizes.first(where: { $0.name == name }), value >= size.minimum,
        value <= size.maximum ?? .max
      else { throw Refusal("\(name) = \(value) is no size of the claim") }
    }
    for size in theorem.sizes where fixed[size.name] == nil {
      try kernel { () throws(KernelError) in
        try theory.declare(size: size.name, from: size.minimum, to: size.maximum)
      }
    }
    for variable in theorem.variables {
      for name in variable.isComplex ? ["\(variable.name).re", "\(variable.name).im"] : [variable.name] {
        try kernel { () throws(KernelError) in try theory.declare(name, indices: variable.indices.count) }
        origins[name] = .free
      }
    }
  }

  /// The hypotheses, those that are defined everywhere first, and the conclusions.
  mutating func stages() throws(Refusal) -> [Elaboration.Stage] {
    var stages = [Elaboration.Stage(assumed: [], goals: [])]
    var later: [Elaboration.Stage] = []
    for variable in theorem.variables {
      guard let domain = variable.domain else { continue }
      try item(&stages, &later, variable.position) { elaborator throws(Refusal) in
        let place = try elaborator.bind(variable.indices)
        let number = elaborator.element(of: variable.name, false, place.variables.map { IndexTerm($0) }).re
        return try elaborator.ends(of: domain, number, place).map {
          Elaboration.Named(
            name: "\(variable.name).\($0.name)", fact: place.fact($0.literal), isAssumed: false)
        }
      }
    }
    for (k, hypothesis) in theorem.hypotheses.enumerated() {
      try item(&stages, &later, hypothesis.position) { elaborator throws(Refusal) in
        let facts = try elaborator.facts(
          hypothesis.statement, try elaborator.bind(hypothesis.free), isGoal: false)
        var name = "assume\(k + 1)"
        // `assume1.1` would be an equation of the claim's own `assume1`.
        while elaborator.isTaken(name) { name += "'" }
        return facts.enumerated().map {
          Elaboration.Named(
            name: name + (facts.count > 1 ? ".\($0 + 1)" : ""), fact: $1, isAssumed: true)
        }
      }
    }
    // Each is used once what it needs was shown from those before it.
    for stage in later {
      stages[stages.count - 1].goals = stage.goals
      stages.append(Elaboration.Stage(assumed: stage.assumed, goals: []))
    }
    for conclusion in theorem.conclusions {
      let facts: [Fact]
      do {
        facts = try self.facts(conclusion.statement, try bind(conclusion.free), isGoal: true)
      } catch {
        throw error.within(conclusion.position)
      }
      stages[stages.count - 1].goals += obligations
      stages[stages.count - 1].goals += facts.map { Goal(Goal.conclusion, $0, conclusion.position) }
      obligations = []
    }
    return stages
  }

  private mutating func item(
    _ stages: inout [Elaboration.Stage], _ later: inout [Elaboration.Stage], _ position: Position,
    _ elaborate: (inout Elaborator) throws(Refusal) -> [Elaboration.Named]
  ) throws(Refusal) {
    supports[Self.item] = nil
    let facts: [Elaboration.Named]
    do { facts = try elaborate(&self) } catch { throw error.within(position) }
    if support(of: Self.item).isPartial {
      later.append(Elaboration.Stage(assumed: facts, goals: obligations))
      obligations = []
    } else {
      stages[0].assumed += facts
    }
  }
}
