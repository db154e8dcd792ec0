import Inputs

/// What follows `~`.
extension Parser {
  /// `~ normal(0, 1)`; nil where no `~` stands here. `owner` is what is drawn, as its declaration begins: `real x`.
  mutating func tilde(_ owner: String) throws(InputError) -> Syntax.Distribution? {
    guard take(.tilde) else { return nil }
    let drawn = try distribution()
    switch current.kind {
    case .symbol(.plus), .symbol(.minus), .symbol(.times), .symbol(.over), .symbol(.power):
      throw unexpected(
        "',' or the next item",
        hint: owner.hasPrefix("complex")
          ? "; a complex number is drawn by '\(Self.example("parts"))' or '\(Self.example("polar"))'"
          : Self.calculation(owner, "..."))
    case .symbol(.leftBracket):
      throw unexpected("',' or the next item", hint: "; indices stand before the '~': '\(owner)[t] ~ ...'")
    case .symbol(.tilde), .word(.or):
      throw unexpected(
        "',' or the next item", hint: "; one of several distributions is '\(Self.example("mixture"))'")
    default: return drawn
    }
  }

  static let names =
    DistributionKind.allCases.map(\.rawValue) + ["mixture"] + DistributionPair.allCases.map(\.rawValue)

  private mutating func distribution() throws(InputError) -> Syntax.Distribution {
    try nested { parser throws(InputError) in try parser.oneDistribution() }
  }

  private mutating func oneDistribution() throws(InputError) -> Syntax.Distribution {
    let mark = mark
    guard let name = currentName else { throw notADistribution() }
    let kind = DistributionKind(rawValue: name)
    let pair = DistributionPair(rawValue: name)
    guard kind != nil || pair != nil || name == "mixture" else { throw unknownDistribution(name) }
    advance()
    guard take(.leftParenthesis) else {
      throw unexpected("'(' and the parameters of '\(name)'", hint: "; write '\(Self.example(name))'")
    }
    if let kind {
      let parameters = try parameters(of: name)
      return .simple(kind, parameters, mark)
    }
    if let pair {
      let first = try distribution()
      guard take(.comma) else {
        let what = pair == .polar ? "modulus and angle" : "the two parts"
        throw unexpected("',' between \(what)", hint: "; write '\(Self.example(name))'")
      }
      let second = try distribution()
      try close(name)
      return .pair(pair, first, second, mark)
    }
    var components: [Syntax.Distribution.Component] = []
    repeat {
      components.append(try component())
      try limit(components.count, "distributions")
    } while take(.comma)
    try close(name)
    return .mixture(components, mark)
  }

  private mutating func component() throws(InputError) -> Syntax.Distribution.Component {
    let hint = "; each part of a mixture has one: '\(Self.example("mixture"))'"
    let (first, place) = (isAtDistribution ? currentName : nil, current.position)
    if isAt(.rightParenthesis) { throw unexpected("a weight", hint: hint) }
    let weight = try expression()
    if let first, !isAt(.colon) || token(ahead: 1).kind == .number {
      throw error(at: place, "expected a weight and ':', found the distribution '\(first)'\(hint)")
    }
    guard take(.colon) else {
      throw unexpected(
        "':' between the weight and its distribution", hint: "; write '\(Self.example("mixture"))'")
    }
    return .init(weight: weight, try distribution())
  }

  /// Whether the name of a distribution and its parenthesis come next.
  private var isAtDistribution: Bool { isDistribution(ahead: 0) }

  func isDistribution(ahead count: Int) -> Bool {
    let token = token(ahead: count)
    return token.kind == .name && Self.names.contains(source.text(token.range))
      && self.token(ahead: count + 1).kind == .symbol(.leftParenthesis)
  }

  private mutating func close(_ name: String) throws(InputError) {
    guard take(.rightParenthesis) else {
      throw unexpected("',' or ')' in '\(name)(...)'", hint: "; write '\(Self.example(name))'")
    }
  }

  // MARK: Errors

  /// A distribution in the place of a number.
  static func nested(_ name: String) -> String {
    "expected a number, found the distribution '\(name)'; what is drawn gets a name of its own: "
      + "'real s ~ \(name)(...)', and 's' stands here"
  }

  private func notADistribution() -> InputError {
    switch current.kind {
    case .symbol(.leftBracket), .symbol(.leftParenthesis), .word(.in):
      return unexpected(
        "a distribution", hint: "; equally likely numbers of an interval are '\(Self.example("uniform"))'")
    case .word(let word):
      if Mistakes.distributions[word.rawValue] != nil { return unknownDistribution(word.rawValue) }
      if word.function != nil {
        return unexpected("a distribution", hint: Self.calculation("real x", "\(word.rawValue)(x)"))
      }
      if word == .if {
        return unexpected(
          "a distribution",
          hint: "; 'if' chooses between numbers: it stands among the parameters or weights, as in "
            + "'normal(if t = 1 then 0 else 1, 1)'")
      }
    case .symbol(.minus): return unexpected("a distribution", hint: Self.calculation("real x", "-x"))
    case .number:
      let text = source.text(current.range.prefix(20))
      return unexpected(
        "a distribution", hint: "; 'point(\(text))' is always \(text), and a factor goes into the parameters")
    default: break
    }
    return unexpected("a distribution", hint: "; write 'normal(0, 1)', 'uniform(0, 1)' or another")
  }

  private static func calculation(_ owner: String, _ result: String) -> String {
    "; one does not calculate with distributions, but with what was drawn: "
      + "'\(owner) ~ \(example("normal"))', and then 'let y = \(result)'"
  }

  /// `; what is drawn is declared: …` before a `~`, and before a distribution in the place of a value.
  func drawnHint(_ name: String) -> String {
    "; what is drawn is declared: 'real \(name) ~ \(Self.example("normal"))'"
  }

  /// Whether `name ~` or `name[…] ~` comes next.
  var isAtDrawing: Bool {
    guard current.kind == .name else { return false }
    var ahead = 1
    if token(ahead: 1).kind == .symbol(.leftBracket) {
      while ahead < 2 * Syntax.listLimit, token(ahead: ahead).kind != .symbol(.rightBracket) { ahead += 1 }
      ahead += 1
    }
    return token(ahead: ahead).kind == .symbol(.tilde)
  }

  private func unknownDistribution(_ name: String) -> InputError {
    let near = Mistakes.distributions[name.lowercased()].map { "; \($0)" }
    let list = "; there are \(Self.names.joined(separator: ", "))"
    let hint = near ?? NearestName.hint(for: name, among: Self.names)
    return error(
      at: current.position,
      "unknown distribution '\(TheoremChecker.shortened(name))'\(hint.isEmpty ? list : hint)")
  }

  private mutating func parameters(of name: String) throws(InputError) -> [Syntax.Distribution.Parameter] {
    var result: [Syntax.Distribution.Parameter] = []
    if take(.rightParenthesis) { return result }
    repeat {
      var label: Syntax.Name?
      if current.kind == .name, token(ahead: 1).kind == .symbol(.equal) {
        label = try self.name("the name of a parameter")
        advance()
      }
      // The others read as calls of functions, and the checker knows which functions there are.
      if isAtDistribution, let name = currentName {
        let isLabelled = token(ahead: 2).kind == .name && token(ahead: 3).kind == .symbol(.equal)
        if name == "mixture" || isLabelled { throw error(at: current.position, Self.nested(name)) }
      }
      result.append(.init(label: label, try expression()))
      try limit(result.count, "parameters")
      if isAt(.colon), case .name(let name) = result[result.count - 1].value {
        throw unexpected("',' or ')'", hint: "; a parameter is named by '=': '\(name.text) = ...'")
      }
      if isAt(.dots) { throw unexpected("',' or ')'", hint: "; write '\(Self.example(name))'") }
    } while take(.comma)
    try close(name)
    return result
  }

  /// How it is written.
  static func example(_ name: String) -> String {
    switch name {
    case "point": "point(0)"
    case "choice": "choice(-1, 0, 1)"
    case "integers": "integers(1, 6)"
    case "loguniform": "loguniform(1/1000, 1/10)"
    case "exponential": "exponential(1)"
    case "student": "student(3)"
    case "bernoulli": "bernoulli(1/2)"
    case "mixture": "mixture(9: normal(0, 1), 1: point(0))"
    case "polar": "polar(uniform(0, 1), uniform(0, 2*pi))"
    case "parts": "parts(normal(0, 1), normal(0, 1))"
    default: "\(name)(0, 1)"
    }
  }
}
