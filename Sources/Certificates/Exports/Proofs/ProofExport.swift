import Claims
import Elaboration
import ProofKernel

/// A proof stated and proved for a proof assistant over its real numbers: the claim's families as definitions, what the kernel
/// knows of them as lemmas, the certificate's lemmas, and at the end a closed theorem that says the claim.
///
/// All stands in one section, whose variables are the sizes and the claim's variables. Statements are written as people read
/// them, negative terms on the other side; within proofs a literal is 0 below a polynomial, as the kernel has it. What a line
/// looks like is the script's matter.
struct ProofExport {
  /// What the section's lemmas rest on, in order.
  enum Assumption {
    case whole(String)
    case condition(String, IndexTerm)
    /// A family of which only facts are known.
    case family(String)
    case fact(String, Fact)
  }

  let certificate: ProofCertificate
  let script: any ProofScript
  let elaboration: Elaboration
  let text: KernelTermText
  /// The theory with what was shown so far.
  var checker: Checker
  var lines: [String] = []
  var indentation = ""
  var assumptions: [Assumption] = []
  /// By family: the sizes and families that its definition rests on.
  var supports: [String: Set<String>] = [:]
  /// Of families that are defined together, by the first: the names of their rule and level, and the latter.
  var recursions: [String: (names: (rule: String, level: String), level: EquationGroup.Level)] = [:]
  /// Families in the order of their definitions, and of those by equations that were defined the group.
  var familyOrder: [String] = []
  var groups: [String: EquationGroup] = [:]
  /// Facts of definitions that are lemmas by now.
  var stated: Set<String> = []
  /// How much was assumed where a lemma was shown, by its name.
  private var depths: [String: Int] = [:]
  private var goals = 0
  /// Whether a rule was written that rests on the series of exp.
  var hasSeries = false
  private var closed: [(name: String, proof: String, comment: String, facts: [Fact], assumptions: Int)] = []

  init(_ certificate: ProofCertificate, _ script: any ProofScript) throws {
    (self.certificate, self.script) = (certificate, script)
    elaboration = try certificate.elaboration()
    checker = Checker(elaboration.theory)
    text = KernelTermText(theorem: certificate.theorem.name, script: script)
  }

  /// The file's text.
  mutating func render() throws -> String {
    let name = text[.theorem]
    let section = text.unique(name + " proof")
    write(script.opening(header, section: section))
    let start = lines.count
    try writeSizes()
    try writeFamilies()
    for definition in certificate.proof.definitions {
      try checker.define(definition)
      try writeOperation(definition)
    }
    for (stage, given) in zip(elaboration.stages, certificate.proof.stages) {
      try write(stage, given)
    }
    write(script.closing(section: section))
    try writeClosed()
    write(script.ending(section: section))
    if hasSeries { lines.insert(contentsOf: [script.series, ""], at: start) }
    return lines.joined(separator: "\n") + "\n"
  }

  mutating func write(_ more: String...) { write(more) }

  mutating func write(_ more: [String]) {
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
      write(script.variable(text[.index(size)], script.words.whole))
      assumptions.append(.whole(size))
    }
    for guarding in theory.guards {
      let name = text.unique("size")
      write(script.hypothesis(name, try text.condition(guarding)))
      assumptions.append(.condition(name, guarding))
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
      let facts = list.map(\.goal.fact)
      write(script.collected(inner, try conjunction(facts), from: list.map { lemma(named: $0.name) }))
      closed.append((name, inner, comment, facts, assumptions.count))
    }
  }

  mutating func writeHypothesis(_ name: String, _ fact: Fact) throws {
    stated.insert(name)
    write(script.hypothesis(text[.fact(name)], try text.statement(fact)))
    assumptions.append(.fact(name, fact))
  }

  private func conjunction(_ facts: [Fact]) throws -> String {
    try facts.map { "  (\(try text.statement($0)))" }.joined(separator: " \(script.words.and)\n")
  }

  // MARK: What was shown

  /// Notes that a lemma rests on all that is assumed so far.
  mutating func noteLemma(_ name: String) { depths[name] = assumptions.count }

  /// A lemma by its name, with what it rests on where that has to be said.
  func lemma(named name: String) -> String {
    guard let depth = depths[name] else { return name }
    return script.applied(name, to: assumptions.prefix(depth).map(self.name))
  }

  func name(_ assumption: Assumption) -> String {
    switch assumption {
    case .whole(let size): text[.index(size)]
    case .condition(let name, _): name
    case .family(let family): text[.family(family)]
    case .fact(let name, _): text[.fact(name)]
    }
  }

  /// The sizes and families of a support, in their order.
  func context(_ support: Set<String>) -> [(name: String, type: String)] {
    assumptions.compactMap { assumption in
      switch assumption {
      case .whole(let size) where support.contains(size): (text[.index(size)], script.words.whole)
      case .family(let family) where support.contains("family " + family):
        (text[.family(family)], type(of: family))
      default: nil
      }
    }
  }

  // MARK: What is shown, outside of the section

  private mutating func writeClosed() throws {
    // There definitions take what they rest on.
    for (family, support) in supports { text.parameters[family] = context(support).map(\.name) }
    try script.writeDerivatives(&self)
    for (name, proof, comment, facts, count) in closed {
      write(script.comment(comment))
      let premises = try assumptions.prefix(count).map { assumption in
        switch assumption {
        case .whole(let size): "\(script.words.forAll) \(text[.index(size)]) : \(script.words.whole),"
        case .condition(_, let term): "\(try text.condition(term)) \(script.words.implies)"
        case .family(let family):
          "\(script.words.forAll) \(text[.family(family)]) : \(type(of: family)),"
        case .fact(_, let fact): "(\(try text.statement(fact))) \(script.words.implies)"
        }
      }
      write(script.closed(name, from: premises, try conjunction(facts), by: proof))
    }
    write(script.axioms(of: closed.map(\.name), together: text.unique("all shown")))
  }

  /// The type of a family: numbers by whole numbers.
  func type(of family: String) -> String {
    let words = script.words
    return String(repeating: "\(words.whole) \(words.implies) ", count: checker.theory.arities[family] ?? 0)
      + words.real
  }
}
