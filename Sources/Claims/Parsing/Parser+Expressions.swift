import Inputs

extension Parser {
  /// An expression, one level deeper than what stands around it.
  mutating func expression() throws(InputError) -> Syntax.Expression {
    try nested { parser throws(InputError) in try parser.operand() }
  }

  /// An expression on the level of what stands around it.
  mutating func operand() throws(InputError) -> Syntax.Expression {
    try expression(in: try sum())
  }

  private mutating func expression(in piece: Piece) throws(InputError) -> Syntax.Expression {
    switch piece {
    case .expression(let value): return value
    case .formula(let value):
      throw error(
        at: value.position,
        "expected an expression, found a formula; 'if ... then 1 else 0' makes one a number")
    }
  }

  mutating func sum() throws(InputError) -> Piece {
    let first = try product()
    guard isAt(.plus) || isAt(.minus) else { return first }
    let left = try expression(in: first)
    var summands = [Syntax.Expression.Summand(isNegated: false, left)]
    while isAt(.plus) || isAt(.minus) {
      let isNegated = isAt(.minus)
      advance()
      summands.append(.init(isNegated: isNegated, try expression(in: try product())))
    }
    return .expression(.sum(summands, Syntax.Mark(first.position)))
  }

  private mutating func product() throws(InputError) -> Piece {
    let first = try unary()
    guard isAt(.times) || isAt(.over) else { return first }
    let left = try expression(in: first)
    var factors = [Syntax.Expression.Factor(isDivisor: false, left)]
    while isAt(.times) || isAt(.over) {
      let isDivisor = isAt(.over)
      advance()
      factors.append(.init(isDivisor: isDivisor, try expression(in: try unary())))
    }
    return .expression(.product(factors, Syntax.Mark(first.position)))
  }

  private mutating func unary() throws(InputError) -> Piece {
    let mark = mark
    guard take(.minus) else { return try power() }
    // The first of several costs no depth: `-(` is one level, not two.
    let isRepeated = isAt(.minus)
    if isRepeated { try deepen() }
    let operand = try expression(in: try unary())
    if isRepeated { rise(by: 1) }
    return .expression(.negation(operand, mark))
  }

  private mutating func power() throws(InputError) -> Piece {
    let base = try primary()
    guard isAt(.power) else { return base }
    let value = try expression(in: base)
    advance()
    // Right-associative: the exponent takes the next ^, and a minus sign of its own.
    let exponent = try nested { parser throws(InputError) in
      try parser.expression(in: try parser.unary())
    }
    return .expression(.power(value, exponent, Syntax.Mark(value.position)))
  }

  private mutating func primary() throws(InputError) -> Piece {
    let mark = mark
    switch current.kind {
    case .number: return .expression(.number(try number(), mark))
    case .name:
      let name = try name("a name")
      if take(.leftBracket) { return .expression(.element(name, try list(closing: .rightBracket))) }
      if take(.leftParenthesis) {
        return .expression(.application(name, try list(closing: .rightParenthesis)))
      }
      return .expression(.name(name))
    case .symbol(.leftParenthesis):
      advance()
      let inside = try piece()
      guard take(.rightParenthesis) else { throw unexpected("')'", hint: juxtapositionHint) }
      return inside
    case .word(let word): return try keyword(word, mark)
    default: throw notAnExpression()
    }
  }

  private func notAnExpression() -> InputError {
    let hint: String
    switch current.kind {
    case .symbol(.plus): hint = "; there is no unary plus"
    case .symbol(.leftBracket): hint = "; brackets hold the indices of a name, parentheses group"
    case .word(.real): hint = "; the real part is written 're(...)'"
    case .word(.complex): hint = "; a complex number is written 'x + i*y'"
    case .word(let word) where ReservedWord.items.contains(word): hint = ", which is a reserved word"
    default: hint = ""
    }
    return unexpected("an expression", hint: hint)
  }

  private mutating func number() throws(InputError) -> Syntax.NumberLiteral {
    let text = source.text(current.range)
    guard let literal = Syntax.NumberLiteral(text) else {
      throw error(
        at: current.position,
        "a decimal exponent beyond 10^4 in absolute value; a greater power is written '10^20000'")
    }
    advance()
    return literal
  }

  /// Expressions up to the closing bracket, the opening one being read.
  private mutating func list(closing: Symbol) throws(InputError) -> [Syntax.Expression] {
    var values: [Syntax.Expression] = []
    repeat { values.append(try expression()) } while take(.comma)
    guard take(closing) else {
      let hint = isAt(.colon) ? "; binders stand in 'sum', 'prod', 'max' and 'min' alone" : juxtapositionHint
      throw unexpected("',' or '\(closing.rawValue)'", hint: hint)
    }
    return values
  }

  private mutating func keyword(
    _ word: ReservedWord, _ mark: Syntax.Mark
  ) throws(InputError) -> Piece {
    if let function = word.function {
      advance()
      if isAt(.power) {
        throw unexpected(
          "'(' after '\(word.rawValue)'", hint: "; a power of it is written '\(word.rawValue)(x)^2'")
      }
      try expect(.leftParenthesis, " after '\(word.rawValue)'")
      return .expression(.builtIn(function, try list(closing: .rightParenthesis), mark))
    }
    if let constant = Syntax.NamedConstant(rawValue: word.rawValue) {
      advance()
      return .expression(.constant(constant, mark))
    }
    switch word {
    case .sum, .prod, .max, .min:
      advance()
      try expect(.leftParenthesis, " after '\(word.rawValue)'")
      return .expression(try aggregate(word, mark))
    case .if:
      advance()
      let condition = try formula()
      try expect(.then, " after the condition of 'if'")
      let first = try expression()
      if case .symbol(let symbol) = current.kind, symbol.relation != nil {
        throw unexpected("'else'", hint: "; 'if' chooses between numbers: between formulas write 'implies'")
      }
      try expect(.else, " (an 'if' has both branches)")
      return .expression(.conditional(condition, then: first, else: try expression(), mark))
    case .diff:
      advance()
      try expect(.leftParenthesis, " after 'diff'")
      let value = try expression()
      try expect(.comma, " and what to differentiate by")
      let target = try name("the name to differentiate by")
      let indices = take(.leftBracket) ? try list(closing: .rightBracket) : []
      try expect(.rightParenthesis, " (a derivative is taken by one name)")
      return .expression(.derivative(value, by: target, indices, mark))
    case .gaussian:
      advance()
      try expect(.leftParenthesis, " after 'gaussian'")
      let name = try name("the name of the normal variable")
      try expect(.colon)
      let value = try expression()
      try expect(.rightParenthesis)
      return .expression(.gaussian(name, value, mark))
    case .forall, .exists, .not:
      throw unexpected("an expression", hint: "; a formula inside an operation stands in parentheses")
    default: throw notAnExpression()
    }
  }

  /// After `sum(`, `prod(`, `max(` or `min(`.
  private mutating func aggregate(
    _ word: ReservedWord, _ mark: Syntax.Mark
  ) throws(InputError) -> Syntax.Expression {
    let extremum = Extremum(rawValue: word.rawValue)
    if let extremum, !isAtBinders {
      let operands = try list(closing: .rightParenthesis)
      guard operands.count >= 2 else {
        throw error(
          at: mark.position,
          "'\(word.rawValue)' needs two operands or more, or binders: '\(word.rawValue)(t: ...)'")
      }
      return .extremum(extremum, operands, mark)
    }
    guard let aggregate = Aggregate(rawValue: word.rawValue) else { throw notAnExpression() }
    if !isAtBinders, !isAtReservedBinder { throw notBinders(word, mark) }
    let binders = try binders()
    try expect(.colon, " after the binders of '\(word.rawValue)'")
    let value = try expression()
    try expect(.rightParenthesis)
    return .aggregate(aggregate, binders, value, mark)
  }

  /// `sum(i: …)`: what is wrong is the name.
  private var isAtReservedBinder: Bool {
    guard case .word = current.kind else { return false }
    switch token(ahead: 1).kind {
    case .symbol(.colon), .symbol(.comma), .word(.in), .word(.with): return true
    default: return false
    }
  }

  /// `sum(abs(x))`, `sum(t = 1..T: …)`, `sum(t, x[t])`.
  private func notBinders(_ word: ReservedWord, _ mark: Syntax.Mark) -> InputError {
    if let failure = unexpectedLexically { return failure }
    if let name = currentName, token(ahead: 1).kind == .symbol(.equal) {
      return error(
        at: token(ahead: 1).position,
        "expected 'in' after the binder, found '='; a range is written '\(word.rawValue)(\(name) in 1..T: ...)'"
      )
    }
    return error(
      at: mark.position,
      "'\(word.rawValue)' runs over an index, which is named first: write '\(word.rawValue)(t: ...)'")
  }

  /// Whether binders stand here: names with commas between, then `:`, `in` or `with`.
  private var isAtBinders: Bool {
    var ahead = 0
    while token(ahead: ahead).kind == .name {
      switch token(ahead: ahead + 1).kind {
      case .symbol(.colon), .word(.in), .word(.with): return true
      case .symbol(.comma): ahead += 2
      default: return false
      }
    }
    return false
  }
}
