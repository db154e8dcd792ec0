import Inputs

/// The proof of a theorem.
extension TheoremChecker {
  struct SourcedProof {
    var syntax: Syntax.Script
    var position: Position
    var source: SourceText
  }

  /// What a checker of a script knows beside the theorem.
  struct ScriptDeclarations {
    struct Entry {
      var syntax: Syntax.Lemma
      var name: String
      /// Definitions from this number on stand after it.
      var firstHidden: Int
    }
    var source: SourceText
    /// Where the numbers of the script's `let`s begin.
    var firstDefinition: Int
    var lemmas: [Entry] = []
    /// By name.
    var numbers: [String: Int] = [:]
    var last: Syntax.Reasoning?
    /// Where `proof` stands.
    var position: Position
    /// Whether it was written for another theorem.
    var isBorrowed: Bool

    /// The lemmas and, after them, the conclusion.
    var units: Range<Int> { 0..<(lemmas.count + 1) }

    func position(of unit: Int) -> Position {
      unit < lemmas.count
        ? lemmas[unit].syntax.mark.position
        : last?.mark.position ?? lemmas.last?.syntax.mark.position ?? position
    }
  }

  /// Hides the definitions from a number on; nil: none.
  func show(definitionsBefore limit: Int?) { globals.firstHidden = limit ?? .max }

  /// The steps of the theorem's proof, resolved in the theorem's scope.
  ///
  /// They have a checker of their own: what the `let`s and lemmas of a script do with functions of the theorem has no part in
  /// how the theorem itself is read.
  func typedScript(_ proof: SourcedProof) throws(InputError) -> Script {
    let written = try written(proof)
    var lender: String?
    if case .borrowed(let name) = proof.syntax { lender = name.text }
    let checker = TheoremChecker(block, source: blockSource, library: library, isFragment: isFragment)
    do throws(InputError) {
      return try checker.script(written, isBorrowed: lender != nil)
    } catch {
      guard let lender else { throw error }
      here = proof.source
      let origin = error.file == here.file ? "" : " of \(error.file)"
      let place = error.position.map { "line \($0.line)\(origin), column \($0.column): " } ?? ""
      throw self.error(
        at: proof.position, "the proof of '\(lender)' does not fit here: \(place)\(error.message)")
    }
  }

  /// The proof whose steps are meant, `proof as` being followed.
  private func written(_ proof: SourcedProof) throws(InputError) -> SourcedProof {
    var proof = proof
    var names = [block.name.text]
    var seen = [(source: blockSource, name: block.name.text)]
    while case .borrowed(let name) = proof.syntax {
      here = proof.source
      let entry = try entry(named: name, kind: "theorem")
      names.append(name.text)
      guard !seen.contains(where: { $0.source === entry.source && $0.name == name.text }) else {
        throw error(
          at: name.position, "'proof as' goes in a circle: \(names.suffix(12).joined(separator: " → "))")
      }
      guard seen.count <= Library.nestingLimit else {
        throw error(
          at: name.position, "proofs borrow from each other over more than \(Library.nestingLimit) steps")
      }
      seen.append((entry.source, name.text))
      let other = TheoremChecker(entry.block, source: entry.source, library: library, isFragment: true)
      try other.gather()
      guard let next = other.proof else {
        throw error(
          at: name.position,
          "'\(name.text)' (\(place(entry.source, entry.block.name.position))) has no proof")
      }
      proof = next
    }
    return proof
  }

  private func script(_ proof: SourcedProof, isBorrowed: Bool) throws(InputError) -> Script {
    guard case .steps(let steps, let conclusion) = proof.syntax else {
      preconditionFailure("proofs were followed")
    }
    try gather()
    try checkIndexRanges()
    var script = ScriptDeclarations(
      source: proof.source, firstDefinition: definitions.count, last: conclusion, position: proof.position,
      isBorrowed: isBorrowed)
    try declare(steps, in: &script)
    self.script = script
    try settleComplexity()
    var theorem = try assemble()
    var typed: [Script.Step] = []
    for k in script.lemmas.indices {
      if let step = try tolerantly({ () throws(InputError) in try step(k) }) { typed.append(step) }
    }
    let conclusions = theorem.conclusions
    let last = try tolerantly { () throws(InputError) in try reasoning(for: conclusions) }
    theorem.indexSlotCount = indexSlotCount
    theorem.valueSlotCount = valueSlotCount
    return Script(
      theorem: theorem, firstDefinition: script.firstDefinition, steps: typed,
      last: last ?? Script.Reasoning(method: nil, reasons: [], position: script.position),
      syntax: proof.syntax, file: proof.source === blockSource ? nil : proof.source.file)
  }

  // MARK: Names

  private func declare(_ steps: [Syntax.Step], in script: inout ScriptDeclarations) throws(InputError) {
    here = script.source
    var nameless = 0
    for step in steps {
      switch step {
      case .definition(let name, let indices, let value):
        try declare(name, .definition(definitions.count))
        for index in indices {
          try tolerantly { () throws(InputError) in try requireIndex(index) }
        }
        let patterns = indices.map { Syntax.Expression.name($0) }
        let part = LetDeclaration.Part(
          patterns: patterns, value: value, position: name.position, source: here)
        definitions.append(LetDeclaration(name: name.text, parts: [part], parameterIsComplex: []))
        items.append(SourcedItem(item: .equation(name, patterns: patterns, value), source: here))
      case .lemma(let lemma):
        if let name = lemma.name {
          if let first = script.numbers[name.text] {
            throw error(
              at: name.position,
              "the name '\(name.text)' is already that of the step in line \(script.lemmas[first].syntax.mark.position.line)"
            )
          }
          script.numbers[name.text] = script.lemmas.count
        } else {
          nameless += 1
        }
        script.lemmas.append(
          .init(
            syntax: lemma, name: lemma.name?.text ?? "have \(nameless)", firstHidden: definitions.count))
      }
    }
  }

  /// Of the left side of a script's `let`.
  private func requireIndex(_ name: Syntax.Name) throws(InputError) {
    switch globals[name.text] {
    case .index?: return
    case nil: throw unknownName(name, Scope(freeIndices: .quantified), kind: "index")
    default:
      throw error(
        at: name.position,
        "'\(name.text)' is no index; the left side of a 'let' of a proof takes index names alone")
    }
  }

  /// Where a step speaks of a `let` that stands after it.
  func notYetDefined(_ name: Syntax.Name, _ number: Int) -> InputError {
    missedName = false
    let line = definitions[number].parts[0].position.line
    return error(
      at: name.position,
      number == globals.firstHidden && definitions[number].parts[0].position < name.position
        ? "'\(name.text)' is defined by itself; a 'let' of a proof is no recurrence"
        : "'\(name.text)' is defined after this, in line \(line); a step of a proof speaks of what stands before it"
    )
  }
}
