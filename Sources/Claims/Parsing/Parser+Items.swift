import Inputs

extension Parser {
  /// `file = { "import" STRING | family | theorem }`
  mutating func file() throws(InputError) -> Syntax.File {
    var entries: [Syntax.Entry] = []
    while current.kind != .endOfFile {
      let mark = mark
      switch current.kind {
      case .word(.import):
        advance()
        entries.append(.import(try string("a file name"), mark))
      case .word(.family):
        entries.append(.family(try block("family")))
      case .word(.theorem):
        entries.append(.theorem(try block("theorem")))
      default:
        throw unexpected("'import', 'family' or 'theorem'", hint: hintForTheorem)
      }
    }
    return Syntax.File(entries)
  }

  /// Everything from the keyword to `end`.
  private mutating func block(_ kind: String) throws(InputError) -> Syntax.Block {
    advance()
    if current.kind == .string {
      throw unexpected("the name of the \(kind)", hint: "; a name comes first: '\(kind) my_name \"...\"'")
    }
    let name = try name("the name of the \(kind)")
    var title: String?
    if current.kind == .string { title = try string("a title") }
    switch current.kind {
    case .symbol(.colon): throw unexpected("an item", hint: "; no ':' follows the name")
    case .symbol(.minus) where token(ahead: 1).kind == .symbol(.minus): break
    case .symbol(.minus):
      throw unexpected(
        "an item", hint: "; names are made of letters, digits and '_': write '\(name.text)_...'")
    default: break
    }
    var items: [Syntax.Item] = []
    closing = .none
    while !take(.end) {
      switch current.kind {
      case .endOfFile, .word(.theorem), .word(.family), .word(.import):
        let own =
          if case .proof(let start, let end) = closing {
            "; the 'end' of line \(end.line) ends the proof of line \(start.line), and "
          } else {
            "; "
          }
        throw unexpected(
          "an item or 'end'",
          hint: "\(own)the \(kind) '\(name.text)' of line \(name.position.line) has no 'end'")
      default: items.append(try item())
      }
    }
    return Syntax.Block(name: name, title: title, items: items)
  }

  private mutating func item() throws(InputError) -> Syntax.Item {
    let mark = mark
    if isAt(ScriptWord.proof) { return .proof(try script(), mark) }
    guard case .word(let word) = current.kind else { throw notAnItem() }
    switch word {
    case .source:
      advance()
      return .source(try string("a source"), mark)
    case .note:
      advance()
      return .note(try string("a note"), mark)
    case .expect:
      advance()
      if take(.holds) { return .expect(.holds, mark) }
      if take(.refuted) { return .expect(.refuted, mark) }
      throw unexpected("'holds' or 'refuted'", hint: hint(among: [.holds, .refuted]))
    case .use:
      advance()
      return .use(try name("the name of a family"))
    case .size:
      advance()
      return .sizes(try sizes())
    case .index:
      advance()
      return try indices(mark)
    case .real, .complex:
      advance()
      return .variables(isComplex: word == .complex, try variables(isComplex: word == .complex))
    case .let:
      advance()
      return try definition()
    case .assume:
      advance()
      try noColon(after: "assume")
      return .assume(try formula(), mark)
    case .conclude:
      advance()
      try noColon(after: "conclude")
      return .conclude(try formula(), mark)
    default: throw notAnItem()
    }
  }

  private func noColon(after word: String) throws(InputError) {
    guard isAt(.colon) else { return }
    throw unexpected("a formula", hint: "; no ':' follows '\(word)'")
  }

  // MARK: Declarations

  private mutating func sizes() throws(InputError) -> [Syntax.Size] {
    var result: [Syntax.Size] = []
    repeat {
      let name = try name("the name of a size")
      if take(.greaterOrEqual) {
        result.append(Syntax.Size(name, minimum: try sizeBound(), maximum: nil))
      } else if isAt(.tilde) {
        result.append(Syntax.Size(name, minimum: 0, maximum: nil))
      } else if take(.in) {
        let place = current.position
        let minimum = try sizeBound()
        try expect(.dots, " between the two bounds of the size")
        guard current.kind == .number else {
          throw unexpected(
            "a whole number",
            hint:
              "; the bounds of a size are natural numbers; one without an upper bound is written 'size \(name.text) >= \(minimum)'"
          )
        }
        let maximum = try sizeBound()
        guard minimum <= maximum else {
          throw error(
            at: place,
            "the range \(minimum)..\(maximum) of the size '\(name.text)' is empty; the smaller bound comes first"
          )
        }
        result.append(Syntax.Size(name, minimum: minimum, maximum: maximum))
      } else {
        let hint =
          isAt(.comma) ? "; each size has its own range: 'size T >= 1, N >= 1'" : "; write 'size T >= 1'"
        throw unexpected("'>=', 'in' or '~' after the size '\(name.text)'", hint: hint)
      }
      result[result.count - 1].distribution = try tilde("size \(name.text)")
      if isAt(.in) || isAt(.greaterOrEqual) {
        throw unexpected(
          "',' or the next item", hint: "; the range comes first: 'size \(name.text) >= 1 ~ integers(1, 6)'")
      }
    } while take(.comma)
    return result
  }

  private mutating func sizeBound() throws(InputError) -> Int {
    guard current.kind == .number else {
      throw unexpected("a whole number", hint: "; the bounds of a size are natural numbers")
    }
    let text = source.text(current.range)
    guard text.utf8.allSatisfy(Lexer.isDigit) else {
      throw unexpected("a whole number", hint: "; the bounds of a size are written in digits alone")
    }
    let digits = text.drop { $0 == "0" }
    guard digits.utf8.count <= 7, let value = digits.isEmpty ? 0 : Int(digits), value <= Size.largest else {
      throw error(at: current.position, "a size is at most \(Size.largest) (10^6)")
    }
    advance()
    return value
  }

  private mutating func indices(_ mark: Syntax.Mark) throws(InputError) -> Syntax.Item {
    var names = [try name("the name of an index")]
    while take(.comma) { names.append(try name("the name of an index")) }
    if isAt(.equal) || isAt(.greaterOrEqual) || isAt(.lessOrEqual) {
      throw unexpected("'in' and the range of the index", hint: "; write 'index \(names[0].text) in 1..T'")
    }
    try expect(.in, " and the range of the index")
    let range = try range()
    if isAt(.comma) {
      throw error(
        at: current.position,
        "expected the next item, found ','; an index declaration has one range: begin another with 'index'")
    }
    if isAt(.tilde) {
      throw unexpected(
        "the next item", hint: "; an index runs over its whole range; variables and sizes are drawn")
    }
    return .indices(names, range, mark)
  }

  /// `lower..upper`
  mutating func range() throws(InputError) -> Syntax.Range {
    if isAt(.leftBracket) { throw unexpected("a range", hint: "; the range of an index is written '1..T'") }
    let lower = try expression()
    guard take(.dots) else {
      throw unexpected("'..'", hint: "; a range is written '1..T'")
    }
    return Syntax.Range(lower, try expression())
  }

  private mutating func variables(isComplex: Bool) throws(InputError) -> [Syntax.Variable] {
    var result: [Syntax.Variable] = []
    repeat {
      let name = try name("the name of a variable")
      var indices: [Syntax.Name] = []
      if take(.leftBracket) {
        repeat {
          if current.kind == .number {
            throw unexpected("the name of an index", hint: "; declare 'index t in 1..T' and write '[t]'")
          }
          let index = try self.name("the name of an index")
          indices.append(index)
          try limit(indices.count)
          if isAt(.in) {
            throw unexpected(
              "']'",
              hint:
                "; an index has its range where it is declared: 'index \(index.text) in 1..T', then '\(isComplex ? "complex" : "real") \(name.text)[\(index.text)]'"
            )
          }
        } while take(.comma)
        try expect(.rightBracket)
      }
      if isAt(.colon) || isAt(.equal), isDistribution(ahead: 1) {
        throw unexpected(
          "'~'", hint: "; a distribution follows '~': 'real \(name.text) ~ \(Self.example("normal"))'")
      }
      if isAt(.colon) {
        throw unexpected(
          "a domain or the next item", hint: "; a domain is written 'real \(name.text) in [0, 1]'")
      }
      if isAt(.leftParenthesis) {
        throw unexpected(
          "a domain or the next item",
          hint: "; indices stand in brackets: '\(isComplex ? "complex" : "real") \(name.text)[t]'")
      }
      let domain = try domain()
      if isComplex, let domain {
        throw error(
          at: domain.position,
          "a complex variable takes no domain; write 'assume' with 'abs', 're' or 'im' of '\(name.text)'")
      }
      let kind = isComplex ? "complex" : "real"
      result.append(
        Syntax.Variable(
          name, indices: indices, domain: domain, distribution: try tilde("\(kind) \(name.text)")))
      if isAt(.in) || isAt(.less) || isAt(.lessOrEqual) || isAt(.greater) || isAt(.greaterOrEqual) {
        throw unexpected(
          "',' or the next item",
          hint: "; the domain comes first: 'real \(name.text) in [0, 1] ~ uniform(0, 1)'")
      }
    } while take(.comma)
    try checkDomains(result, isComplex ? "complex" : "real")
    return result
  }

  /// `real x, y in [0,1]` would leave x unconfined, which its writer hardly means.
  private func checkDomains(_ list: [Syntax.Variable], _ word: String) throws(InputError) {
    guard let bare = list.firstIndex(where: { $0.domain == nil && $0.distribution == nil }) else { return }
    if let next = list[bare...].firstIndex(where: { $0.domain == nil && $0.distribution != nil }) {
      let name = list[bare].name
      throw error(
        at: name.position,
        "'\(name.text)' has no distribution of its own: write '\(word) "
          + "\(written(list[bare...next]) { $0.distribution = $0.distribution ?? list[next].distribution })'"
          + ", or declare it alone if it has none")
    }
    guard let next = list[bare...].firstIndex(where: { $0.domain != nil }), let domain = list[next].domain
    else { return }
    let name = list[bare].name
    throw error(
      at: name.position,
      "'\(name.text)' has no domain of its own: declare it in a '\(word)' of its own if it has none, or write"
        + " '\(word) \(written(list[bare...next]) { $0.domain = $0.domain ?? domain })'")
  }

  /// The variables as they are to be declared.
  private func written(_ list: ArraySlice<Syntax.Variable>, _ mend: (inout Syntax.Variable) -> Void) -> String
  {
    let printer = CanonicalPrinter()
    var parts = list.map { variable in
      var copy = variable
      mend(&copy)
      let text = printer.text(copy)
      return text.count <= 100 ? text : "\(text.prefix(97))..."
    }
    if parts.count > 6 { parts.replaceSubrange(2..<(parts.count - 1), with: ["..."]) }
    return parts.joined(separator: ", ")
  }

  /// `in [a, b)` or `>= a`; nil where neither stands here.
  mutating func domain() throws(InputError) -> Syntax.Domain? {
    let mark = mark
    if take(.in) {
      let isLowerClosed = isAt(.leftBracket)
      guard isLowerClosed || isAt(.leftParenthesis) else {
        if let name = currentName, ["R", "Reals", "reals", "Real", "RR"].contains(name) {
          throw unexpected("'[' or '('", hint: "; without a domain a variable is any real number")
        }
        throw unexpected("'[' or '('", hint: "; a domain is written 'in [0, 1)'")
      }
      advance()
      let lower = try expression()
      try expect(.comma, " between the ends of the domain")
      let upper = try expression()
      let isUpperClosed = isAt(.rightBracket)
      guard isUpperClosed || isAt(.rightParenthesis) else {
        throw unexpected("']' or ')' at the end of the domain")
      }
      advance()
      return .interval(
        lower: lower, isLowerClosed: isLowerClosed, upper: upper, isUpperClosed: isUpperClosed, mark)
    }
    guard case .symbol(let symbol) = current.kind, let relation = symbol.relation else { return nil }
    guard relation != .equal, relation != .notEqual else {
      throw unexpected(
        "'in', '<', '<=', '>' or '>='", hint: "; a value is given with 'let', other conditions with 'assume'")
    }
    advance()
    return .half(relation, try expression(), mark)
  }

  private mutating func definition() throws(InputError) -> Syntax.Item {
    let name = try name("the name to define")
    if take(.leftParenthesis) {
      if current.kind == .number {
        let number = source.text(current.range)
        throw unexpected(
          "the name of a parameter", hint: "; a base case is written 'let \(name.text)[\(number)] = ...'")
      }
      var parameters: [Syntax.Name] = []
      repeat {
        parameters.append(try self.name("the name of a parameter"))
        try limit(parameters.count)
      } while take(.comma)
      try expect(.rightParenthesis)
      try expect(.equal)
      return .function(name, parameters: parameters, try expression())
    }
    var patterns: [Syntax.Expression] = []
    if take(.leftBracket) {
      repeat {
        patterns.append(try expression())
        try limit(patterns.count)
      } while take(.comma)
      try expect(.rightBracket)
    }
    if isAt(.tilde) { throw unexpected("'='", hint: drawnHint(name.text)) }
    try expect(.equal)
    return .equation(name, patterns: patterns, try expression())
  }
}

extension Parser {
  /// Refuses a list of indices, binders or parameters that no reader could follow.
  func limit(_ count: Int, _ what: String = "names") throws(InputError) {
    guard count <= Syntax.listLimit else {
      throw error(
        at: current.position, "more than \(Syntax.listLimit) \(what) in one list, which is the limit")
    }
  }
}

extension Size {
  /// The largest size that a declaration or an instance may name.
  package static let largest = 1_000_000

  /// The largest value that the declaration allows.
  package var largestAllowed: Int { maximum ?? Size.largest }
}
