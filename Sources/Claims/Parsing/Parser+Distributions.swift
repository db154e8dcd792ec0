import Inputs

/// What follows `~`.
extension Parser {
  /// `~ normal(0, 1)`; nil where no `~` stands here.
  mutating func tilde() throws(InputError) -> Syntax.Distribution? {
    guard take(.tilde) else { return nil }
    return try distribution()
  }

  private static let names =
    DistributionKind.allCases.map(\.rawValue) + ["mixture"] + DistributionPair.allCases.map(\.rawValue)

  private mutating func distribution() throws(InputError) -> Syntax.Distribution {
    try nested { parser throws(InputError) in try parser.oneDistribution() }
  }

  private mutating func oneDistribution() throws(InputError) -> Syntax.Distribution {
    let mark = mark
    guard let name = currentName else {
      throw unexpected("a distribution", hint: "; write '~ normal(0, 1)', '~ uniform(0, 1)' or another")
    }
    let kind = DistributionKind(rawValue: name)
    let pair = DistributionPair(rawValue: name)
    guard kind != nil || pair != nil || name == "mixture" else {
      let near = Mistakes.distributions[name.lowercased()].map { "; \($0)" }
      let list = "; there are \(Self.names.joined(separator: ", "))"
      let hint = near ?? NearestName.hint(for: name, among: Self.names)
      throw error(at: current.position, "unknown distribution '\(name)'\(hint.isEmpty ? list : hint)")
    }
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
      try expect(.comma, pair == .polar ? " between modulus and angle" : " between the two parts")
      let second = try distribution()
      try close(name)
      return .pair(pair, first, second, mark)
    }
    var components: [Syntax.Distribution.Component] = []
    repeat {
      if let name = currentName, Self.names.contains(name), token(ahead: 1).kind == .symbol(.leftParenthesis)
      {
        throw unexpected(
          "a weight", hint: "; each part of a mixture has one: 'mixture(9: normal(0, 1), 1: point(0))'")
      }
      let weight = try expression()
      try expect(.colon, " between the weight and its distribution")
      components.append(.init(weight: weight, try distribution()))
      try limit(components.count)
    } while take(.comma)
    try close(name)
    return .mixture(components, mark)
  }

  private mutating func close(_ name: String) throws(InputError) {
    guard take(.rightParenthesis) else {
      throw unexpected("')' at the end of '\(name)(...)'", hint: "; write '\(Self.example(name))'")
    }
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
      if let name = currentName, Self.names.contains(name), DistributionKind(rawValue: name) != .point,
        token(ahead: 1).kind == .symbol(.leftParenthesis)
      {
        throw unexpected(
          "a number",
          hint: "; what is drawn gets a name of its own: 'real s ~ \(name)(...)', and 's' stands here")
      }
      result.append(.init(label: label, try expression()))
      try limit(result.count)
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
