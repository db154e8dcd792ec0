import Inputs

extension Parser {
  /// A piece of text that is read before it is known which of the two it is.
  enum Piece {
    case expression(Syntax.Expression)
    case formula(Syntax.Formula)

    var position: Position {
      switch self {
      case .expression(let value): value.position
      case .formula(let value): value.position
      }
    }
  }

  mutating func formula() throws(InputError) -> Syntax.Formula {
    try self.formula(in: try piece())
  }

  /// The piece as a formula; after a lone expression a comparison is missing.
  private mutating func formula(in piece: Piece) throws(InputError) -> Syntax.Formula {
    switch piece {
    case .formula(let value): return value
    case .expression(.name(let name)) where ["true", "false", "True", "False"].contains(name.text):
      throw error(at: name.position, "unknown name '\(name.text)'; \(Mistakes.names[name.text] ?? "")")
    case .expression:
      let isMember = isAt(.in)
      let hint =
        isMember
        ? "; that x lies in [0, 1] is written '0 <= x <= 1'"
        : isAt(.tilde) ? drawnHint("x") : juxtapositionHint
      throw unexpected("a comparison ('=', '/=', '<', '<=', '>' or '>=')", hint: hint)
    }
  }

  /// Whatever stands here: an expression, or a formula down to `implies`.
  mutating func piece() throws(InputError) -> Piece {
    try nested { parser throws(InputError) in
      let first = try parser.disjunction()
      guard parser.isAt(.implies) else { return first }
      // Right-associative, but read in a loop: a chain costs depth, not stack.
      var parts = [try parser.formula(in: first)]
      while parser.take(.implies) {
        if parts.count > 1 { try parser.deepen() }
        parts.append(try parser.formula(in: try parser.disjunction()))
      }
      parser.rise(by: parts.count - 2)
      var result = parts.removeLast()
      while let premise = parts.popLast() {
        result = .implies(premise, result, Syntax.Mark(premise.position))
      }
      return .formula(result)
    }
  }

  private mutating func disjunction() throws(InputError) -> Piece {
    let first = try conjunction()
    guard isAt(.or) else { return first }
    var parts = [try formula(in: first)]
    while take(.or) { parts.append(try formula(in: try conjunction())) }
    return .formula(.or(parts, Syntax.Mark(first.position)))
  }

  private mutating func conjunction() throws(InputError) -> Piece {
    let first = try negation()
    guard isAt(.and) else { return first }
    var parts = [try formula(in: first)]
    while take(.and) { parts.append(try formula(in: try negation())) }
    return .formula(.and(parts, Syntax.Mark(first.position)))
  }

  private mutating func negation() throws(InputError) -> Piece {
    let mark = mark
    if take(.not) {
      // The first of several costs no depth: `not (` is one level, not two.
      let isRepeated = isAt(.not)
      if isRepeated { try deepen() }
      let operand = try formula(in: try negation())
      if isRepeated { rise(by: 1) }
      return .formula(.not(operand, mark))
    }
    if isAt(.forall) || isAt(.exists) { return .formula(try quantification()) }
    return try comparison()
  }

  private mutating func comparison() throws(InputError) -> Piece {
    let first = try sum()
    guard case .symbol(let symbol) = current.kind, symbol.relation != nil else { return first }
    let left: Syntax.Expression
    switch first {
    case .expression(let value): left = value
    case .formula:
      throw error(
        at: current.position,
        "expected 'and', 'or' or 'implies' after a formula, found \(found); formulas are not compared")
    }
    var links: [Syntax.Formula.Link] = []
    while case .symbol(let symbol) = current.kind, let relation = symbol.relation {
      advance()
      if isAt(.equal), relation == .less || relation == .greater {
        throw unexpected("an expression", hint: "; write '\(relation.rawValue)=' without a space")
      }
      links.append(Syntax.Formula.Link(relation, try operand()))
    }
    return .formula(.comparison(left, links, Syntax.Mark(first.position)))
  }

  private mutating func quantification() throws(InputError) -> Syntax.Formula {
    let mark = mark
    let isForall = isAt(.forall)
    advance()
    if isAt(.real) || isAt(.complex) {
      guard isForall, isAt(.real) else {
        throw error(
          at: current.position,
          isForall
            ? "'forall complex' is not in the language; write 'forall real' for the two parts"
            : "'exists' runs over indices alone; only 'forall' takes 'real'")
      }
      advance()
      let name = try name("the name of a real number")
      if isAt(.comma) {
        throw unexpected(
          "a domain, 'with' or ':'", hint: "; 'forall real' takes one name: nest another 'forall real'")
      }
      let domain = try domain()
      let filter = take(.with) ? try formula() : nil
      try colon(after: "forall real \(name.text)")
      return .forallReal(name, domain, filter: filter, try formula(), mark)
    }
    let binders = try binders()
    try colon(after: "\(isForall ? "forall" : "exists") \(binders.names[0].name.text)")
    return .quantified(isForall ? .forall : .exists, binders, try formula(), mark)
  }

  /// The colon between binders and what is said of them.
  private mutating func colon(after binders: String) throws(InputError) {
    if take(.colon) { return }
    if let stop = unreadable, [".", "|", ";"].contains(stop) {
      throw error(
        at: current.position, "expected ':' after the binders, found '\(stop)'; write '\(binders): ...'")
    }
    if case .symbol(let symbol) = current.kind, symbol.relation != nil {
      throw unexpected("':'", hint: "; a condition follows 'with': '\(binders) with ...: ...'")
    }
    throw unexpected("':'", hint: "; binders end with a colon: '\(binders): ...'")
  }

  /// `s, t in 1..T with s < t`, up to the colon.
  mutating func binders() throws(InputError) -> Syntax.Binders {
    var names: [Syntax.Binder] = []
    repeat {
      let name = try name("the name of an index")
      let hasRange = take(.in)
      if hasRange, isAt(.leftBracket) {
        throw unexpected(
          "a range such as '1..T'", hint: "; over the reals it is 'forall real \(name.text) in [0, 1]'")
      }
      if hasRange, let set = currentName, ["R", "Reals", "reals", "Real", "RR"].contains(set),
        token(ahead: 1).kind == .symbol(.colon)
      {
        throw unexpected(
          "a range such as '1..T'", hint: "; over the reals it is 'forall real \(name.text): ...'")
      }
      names.append(Syntax.Binder(name, range: hasRange ? try range() : nil))
      try limit(names.count)
    } while take(.comma)
    return Syntax.Binders(names, filter: take(.with) ? try formula() : nil)
  }
}
