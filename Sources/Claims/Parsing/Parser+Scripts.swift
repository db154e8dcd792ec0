import Inputs

/// `proof … end` and its steps.
extension Parser {
  func isAt(_ word: ScriptWord) -> Bool { currentName == word.rawValue }

  func isWord(_ word: ScriptWord, ahead count: Int) -> Bool {
    let token = token(ahead: count)
    return token.kind == .name && source.text(token.range) == word.rawValue
  }

  mutating func take(_ word: ScriptWord) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  /// Whether a word stands here that goes on with the script, and not a name that is spelt like it.
  var isAtScriptWord: Bool {
    guard let name = currentName, ScriptWord.steps.contains(where: { $0.rawValue == name }) else {
      return false
    }
    switch token(ahead: 1).kind {
    case .name, .number: return true
    case .word(let word): return ReservedWord.expressionWords.contains(word)
    default: return false
    }
  }

  /// After the word `proof` has been seen.
  mutating func script() throws(InputError) -> Syntax.Script {
    let start = current.position
    advance()
    if take(ScriptWord.as) {
      let name = try name("the name of the theorem whose proof is meant")
      closing = .borrowed
      return .borrowed(name)
    }
    if isAt(.colon) { throw unexpected("a step or 'end'", hint: "; no ':' follows 'proof'") }
    if current.kind == .string { throw unexpected("a step or 'end'", hint: "; a proof has no title") }
    if currentName == "of" || currentName == "like" {
      throw unexpected("a step or 'end'", hint: "; another theorem's proof is meant by 'proof as NAME'")
    }
    var steps: [Syntax.Step] = []
    var last: Syntax.Reasoning?
    while true {
      let end = current.position
      if take(ReservedWord.end) {
        closing = .proof(start: start, end: end)
        return .steps(steps, last: last)
      }
      if let last, current.kind != .endOfFile, current.kind != .invalid { throw notLast(last) }
      switch current.kind {
      case .word(.let):
        advance()
        steps.append(try scriptDefinition())
      case .word(.conclude):
        advance()
        last = try reasoning()
        if last == nil {
          throw unexpected(
            "'by' or 'because' after 'conclude' in a proof",
            hint: "; a 'conclude' of the theorem stands outside the proof, which begins in line \(start.line)"
          )
        }
      case .name where isAt(ScriptWord.lemma): steps.append(.lemma(try lemma()))
      case .name where isAt(ScriptWord.have): steps.append(.lemma(try have()))
      case .name where isAt(ScriptWord.by) || isAt(ScriptWord.because): last = try reasoning()
      default: throw notAStep(start)
      }
    }
  }

  // MARK: Steps

  /// After `let`.
  private mutating func scriptDefinition() throws(InputError) -> Syntax.Step {
    let name = try name("the name to define")
    if isAt(.leftParenthesis) {
      throw unexpected(
        "'=' or '['",
        hint: "; a 'let' of a proof is a value or a family over indices: 'let \(name.text)[t] = ...'")
    }
    var indices: [Syntax.Name] = []
    if take(.leftBracket) {
      repeat {
        if current.kind == .number || isAt(.minus) {
          throw unexpected(
            "the name of an index",
            hint: "; a 'let' of a proof is one equation for all indices, as in 'let \(name.text)[t] = ...'")
        }
        let index = try self.name("the name of an index")
        if indices.contains(index) {
          throw error(at: index.position, "the index '\(index.text)' is repeated on the left side")
        }
        indices.append(index)
        try limit(indices.count)
      } while take(.comma)
      if isAt(.plus) || isAt(.minus) {
        throw unexpected("',' or ']'", hint: "; the left side of a 'let' of a proof takes index names alone")
      }
      try expect(.rightBracket)
    }
    if isAt(.tilde) {
      throw unexpected("'='", hint: "; nothing is drawn in a proof")
    }
    try expect(.equal)
    return .definition(name, indices: indices, try expression())
  }

  private mutating func lemma() throws(InputError) -> Syntax.Lemma {
    let mark = mark
    advance()
    let hint = "; a lemma has a name: 'lemma L: ...', 'lemma L for t in 0..T: ...'"
    // A lemma may be named 'for', and what it runs over follows another 'for'.
    let isNameless = isAt(ScriptWord.for) && token(ahead: 1).kind == .name && !isWord(.for, ahead: 1)
    if isNameless || current.kind != .name { throw unexpected("the name of the lemma", hint: hint) }
    let name = try name("the name of the lemma")
    if isAt(.leftBracket) || isAt(.leftParenthesis) {
      throw unexpected(
        "'for', 'assume' or ':'",
        hint: "; what a lemma runs over follows 'for': 'lemma \(name.text) for t in 0..T: ...'")
    }
    let ranges = take(ScriptWord.for) ? try lemmaRanges(name) : []
    let premise = take(ReservedWord.assume) ? try formula() : nil
    guard take(.colon) else { throw noColon(name, ranges, premise) }
    let formula = try formula()
    return Syntax.Lemma(
      isLemma: true, name: name, ranges: ranges, premise: premise, formula, reasoning: try reasoning(), mark)
  }

  private func noColon(
    _ name: Syntax.Name, _ ranges: [Syntax.LemmaRange], _ premise: Syntax.Formula?
  ) -> InputError {
    if premise != nil { return unexpected("':' after the premise of the lemma", hint: juxtapositionHint) }
    if isAt(.with) {
      return unexpected("':'", hint: "; a condition of a lemma follows 'assume', as in 'assume s <= t'")
    }
    if ranges.isEmpty {
      let near = currentName.map { NearestName.hint(for: $0, among: ["for", "assume"]) } ?? ""
      let hint = near.isEmpty ? "; write 'lemma \(name.text): ...'" : near
      return unexpected("'for', 'assume' or ':' after the name of the lemma", hint: hint)
    }
    return unexpected("',', 'assume' or ':'", hint: "; what the lemma says follows a ':'")
  }

  /// After `for`.
  private mutating func lemmaRanges(_ lemma: Syntax.Name) throws(InputError) -> [Syntax.LemmaRange] {
    var ranges: [Syntax.LemmaRange] = []
    repeat {
      if isAt(.real) || isAt(.complex) {
        throw unexpected(
          "the name of an index", hint: "; reals are bound by the formula: 'lemma L: forall real x: ...'")
      }
      let name = try name("the name of an index")
      if let first = ranges.first(where: { $0.name == name }) {
        throw error(
          at: name.position,
          "the name '\(name.text)' is repeated; it has its range at column \(first.name.position.column) of line \(first.name.position.line)"
        )
      }
      var bounds = Syntax.LemmaRange.Bounds.declared
      if take(.in) {
        bounds = .range(try range())
      } else if take(.greaterOrEqual) {
        bounds = .atLeast(try expression())
      } else if case .symbol(let symbol) = current.kind, symbol.relation != nil {
        throw unexpected(
          "'in', '>=', ',' or ':'",
          hint: "; the range of an index is written '\(name.text) in 0..T' or '\(name.text) >= 0'")
      }
      ranges.append(Syntax.LemmaRange(name, bounds))
      try limit(ranges.count)
    } while take(.comma)
    return ranges
  }

  private mutating func have() throws(InputError) -> Syntax.Lemma {
    let mark = mark
    advance()
    if isAt(.colon) {
      throw unexpected("a name or a formula", hint: "; write 'have x <= 1' or 'have L: x <= 1'")
    }
    if current.kind == .name, isWord(.for, ahead: 1) {
      advance()
      throw unexpected("':'", hint: "; 'lemma' takes 'for', 'have' speaks of the declared ranges")
    }
    var name: Syntax.Name?
    if current.kind == .name, token(ahead: 1).kind == .symbol(.colon) {
      name = try self.name("the name of the step")
      advance()
    }
    if isAtScriptWord { throw unexpected("a formula", hint: "; write 'have x <= 1 by ...'") }
    let formula = try formula()
    return Syntax.Lemma(isLemma: false, name: name, formula, reasoning: try reasoning(), mark)
  }

  // MARK: Errors

  private func notLast(_ last: Syntax.Reasoning) -> InputError {
    let word = last.method == nil ? "because" : "by"
    return unexpected(
      "'end'",
      hint:
        "; the '\(word)' of line \(last.mark.position.line) says how the conclusion follows, and comes last"
        + " (of a step, 'by' stands before 'because')")
  }

  private func notAStep(_ start: Position) -> InputError {
    let words = "a step (let, lemma, have, by, because) or 'end'"
    switch current.kind {
    case .endOfFile, .word(.theorem), .word(.family), .word(.import):
      return unexpected(words, hint: "; the proof of line \(start.line) has no 'end'")
    case .word(.assume):
      return unexpected(
        words, hint: "; a premise stands in its lemma: 'lemma L assume x <= 1: ...'")
    case .word(let word) where ReservedWord.items.contains(word):
      return unexpected(words, hint: "; the proof of line \(start.line) has no 'end' before this")
    case .word(.forall), .word(.exists):
      return unexpected(words, hint: "; a formula follows 'have' or 'lemma L:'")
    case .symbol(.colon): return unexpected(words, hint: "; a ':' stands only after a name or binders")
    case .symbol(.comma): return unexpected(words, hint: "; steps need no separator")
    case .symbol(let symbol) where symbol.relation != nil:
      return unexpected(words, hint: "; a comparison cannot stand inside an expression, nor in 'let'")
    case .name:
      let name = currentName ?? ""
      if let known = Mistakes.steps[name] { return unexpected(words, hint: "; \(known)") }
      let near = NearestName.hint(
        for: name, among: ScriptWord.steps.map(\.rawValue) + ["let", "end", "conclude"])
      if !near.isEmpty { return unexpected(words, hint: near) }
      if ScriptWord.methods.contains(where: { $0.rawValue == name }) {
        return unexpected(words, hint: "; a method follows 'by': 'by \(name)'")
      }
      return unexpected(words, hint: juxtapositionHint)
    default: return unexpected(words, hint: juxtapositionHint)
    }
  }
}
