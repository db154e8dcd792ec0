import Claims
import Elaboration
import ProofKernel

/// A proof stated and proved in Coq over its real numbers: the claim's families as definitions, what the kernel knows of them
/// as lemmas, the certificate's lemmas, and at the end a closed theorem that says the claim.
///
/// All stands in one section, whose variables are the sizes and the claim's variables. Statements are written as people read
/// them, negative terms on the other side; within proofs a literal is 0 below a polynomial, as the kernel has it.
struct ProofExport {
  /// What the section's lemmas rest on, in order.
  enum Assumption {
    case whole(String)
    case condition(IndexTerm)
    /// A family of which only facts are known.
    case family(String)
    case fact(String, Fact)
  }

  let certificate: ProofCertificate
  let elaboration: Elaboration
  let text: KernelTermText
  /// The theory with what was shown so far.
  var checker: Checker
  var lines: [String] = []
  var indentation = ""
  var assumptions: [Assumption] = []
  /// By family: the sizes and families that its definition rests on.
  var supports: [String: Set<String>] = [:]
  /// Of families that are defined together, by the first: the names of their rule and level.
  var recursions: [String: (rule: String, level: String)] = [:]
  /// Families in the order of their definitions, and of those by equations that were defined the group.
  var familyOrder: [String] = []
  var groups: [String: EquationGroup] = [:]
  /// Facts of definitions that are lemmas by now.
  var stated: Set<String> = []
  private var goals = 0
  private var closed: [(name: String, proof: String, comment: String, facts: [Fact], assumptions: Int)] = []

  init(_ certificate: ProofCertificate) throws {
    self.certificate = certificate
    elaboration = try Elaboration(certificate.theorem, fixed: certificate.sizes)
    checker = Checker(elaboration.theory)
    text = KernelTermText(theorem: certificate.theorem.name)
  }

  /// The file's text.
  mutating func render() throws -> String {
    let name = text[.theorem]
    let section = text.unique(name + " proof")
    write(Coq.comment(header), "", CoqPrelude.text, "", "Section \(section).", "")
    try writeSizes()
    try writeFamilies()
    for definition in certificate.proof.definitions {
      try checker.define(definition)
      try writeOperation(definition)
    }
    for (stage, given) in zip(elaboration.stages, certificate.proof.stages) {
      try write(stage, given)
    }
    write("End \(section).", "")
    try writeClosed()
    return lines.joined(separator: "\n") + "\n"
  }

  mutating func write(_ more: String...) {
    for line in more { lines.append(line.isEmpty ? "" : indentation + line) }
  }

  private var header: String {
    let sizes = certificate.sizes.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return """
      The claim below holds\(sizes.isEmpty ? "" : " at \(sizes.joined(separator: ", "))"), as the theorem at the end states and proves.
      SHA-256 of the claim: \(certificate.sha256)

      \(certificate.claim)
      """
  }

  // MARK: The section

  private mutating func writeSizes() throws {
    let theory = elaboration.theory
    for size in theory.constants {
      write("Variable \(text[.index(size)]) : Z.")
      assumptions.append(.whole(size))
    }
    for guarding in theory.guards {
      write("Hypothesis \(text.unique("size")) : \(try text.condition(guarding)).")
      assumptions.append(.condition(guarding))
    }
  }

  private mutating func write(_ stage: Elaboration.Stage, _ given: TheoremProof.Stage) throws {
    for named in stage.assumed {
      try checker.assume(named.name, named.fact)
      try writeHypothesis(named.name, named.fact)
    }
    write("")
    for lemma in given.lemmas { try writeLemma(lemma, comment: nil) }
    var shown: [(goal: Goal, name: String)] = []
    for (goal, proof) in zip(stage.goals, given.goals) {
      goals += 1
      let lemma = Lemma("goal\(goals)", goal.fact, premiseNames: proof.premiseNames, proof.way)
      try writeLemma(lemma, comment: goal.what)
      shown.append((goal, text[.fact(lemma.name)]))
    }
    let conclusions = shown.filter { $0.goal.isConclusion }
    let others = shown.filter { !$0.goal.isConclusion }
    for (list, label, comment) in [
      (others, " is defined", "What divides is not 0, and so on for roots and logarithms."),
      (conclusions, "", "The claim."),
    ] where !list.isEmpty {
      let name = label.isEmpty ? text[.theorem] : text.unique(text[.theorem] + label)
      let inner = text.unique("all_of_" + name)
      write("Lemma \(inner) :")
      write(try conjunction(list.map(\.goal.fact)) + ".")
      let proof = list.dropLast().reversed().reduce(list[list.count - 1].name) { "(conj \($1.name) \($0))" }
      write("Proof using All. exact \(proof). Qed.", "")
      closed.append((name, inner, comment, list.map(\.goal.fact), assumptions.count))
    }
  }

  mutating func writeHypothesis(_ name: String, _ fact: Fact) throws {
    stated.insert(name)
    write("Hypothesis \(text[.fact(name)]) : \(try text.statement(fact)).")
    assumptions.append(.fact(name, fact))
  }

  private func conjunction(_ facts: [Fact]) throws -> String {
    try facts.map { "  (\(try text.statement($0)))" }.joined(separator: " /\\\n")
  }

  // MARK: What is shown, outside of the section

  private mutating func writeClosed() throws {
    // There definitions take what they rest on.
    let order = assumptions.compactMap { assumption -> (key: String, name: String)? in
      switch assumption {
      case .whole(let name): (name, text[.index(name)])
      case .family(let name): ("family " + name, text[.family(name)])
      case .condition, .fact: nil
      }
    }
    for (family, support) in supports {
      text.parameters[family] = order.filter { support.contains($0.key) }.map(\.name)
    }
    try writeDerivatives()
    for (name, proof, comment, facts, count) in closed {
      write(Coq.comment(comment), "Theorem \(name) :")
      for assumption in assumptions.prefix(count) {
        switch assumption {
        case .whole(let size): write("  forall \(text[.index(size)]) : Z,")
        case .condition(let term): write("  \(try text.condition(term)) ->")
        case .family(let family):
          write("  forall \(text[.family(family)]) : \(type(of: family)),")
        case .fact(_, let fact): write("  (\(try text.statement(fact))) ->")
        }
      }
      write(try conjunction(facts) + ".", "Proof. exact \(proof). Qed.", "")
    }
    for (name, _, _, _, _) in closed { write("Print Assumptions \(name).") }
  }

  /// The type of a family: numbers by whole numbers.
  func type(of family: String) -> String {
    String(repeating: "Z -> ", count: checker.theory.arities[family] ?? 0) + "R"
  }
}
