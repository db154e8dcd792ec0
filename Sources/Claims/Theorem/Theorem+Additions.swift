import Inputs

extension Theorem {
  /// How the names of definitions begin that no claim file has.
  static let measureName = "measure'"

  /// The theorem with one more plain definition, of a real expression that is given as text.
  ///
  /// - Parameter file: What the text is called in errors.
  /// - Returns: The theorem, the number of the definition, and the expression in canonical layout.
  package func defining(
    _ text: String, file: String
  ) throws(InputError) -> (theorem: Theorem, definition: Int, text: String) {
    let source = try SourceText(bytes: Array(text.utf8), file: file, whole: "the text")
    let isCondition = (try? Self.wholeFormula(source)) != nil
    let expression = try Self.wholeExpression(
      source,
      hint: isCondition ? "; a measure is a number: write 'if \(Self.shown(text)) then 1 else 0'" : nil)
    var name = Self.measureName
    while statement.contains(name) || text.contains(name) { name += "'" }
    let theorem = try extended(by: .equation(Syntax.Name(name), patterns: [], expression), source)
    guard let definition = theorem.definitions.indices.last else {
      throw InputError(file: file, message: "nothing is measured")
    }
    if theorem.definitions[definition].isComplex {
      throw source.error(
        at: expression.position,
        "a measure is real, and this can be complex; take 're(...)', 'im(...)' or 'abs(...)' of it")
    }
    return (theorem, definition, CanonicalPrinter().text(expression))
  }

  /// The theorem with one more hypothesis, which is given as text.
  package func assuming(_ text: String, file: String) throws(InputError) -> Theorem {
    let source = try SourceText(bytes: Array(text.utf8), file: file, whole: "the text")
    let formula: Syntax.Formula
    do throws(InputError) {
      formula = try Self.wholeFormula(source)
    } catch {
      // Of a number alone the comparison is missing.
      guard (try? Self.wholeExpression(source)) != nil, !Mistakes.names.keys.contains(text) else {
        throw error
      }
      var lone = error
      lone.message += "; a condition compares: write '\(Self.shown(text)) <= 1'"
      throw lone
    }
    return try extended(by: .assume(formula, Syntax.Mark(formula.position)), source)
  }

  private static func wholeFormula(_ source: SourceText) throws(InputError) -> Syntax.Formula {
    try reading(source) { parser throws(InputError) in
      let formula = try parser.formula()
      try parser.expectEnd("the end of the formula")
      return formula
    }
  }

  private static func wholeExpression(
    _ source: SourceText, hint: String? = nil
  ) throws(InputError) -> Syntax.Expression {
    try reading(source) { parser throws(InputError) in
      let expression = try parser.expression()
      try parser.expectEnd("the end of the expression", hint: hint)
      return expression
    }
  }

  private static func reading<Value: Sendable>(
    _ source: SourceText, _ read: @Sendable (inout Parser) throws(InputError) -> Value
  ) throws(InputError) -> Value {
    try withDeepStack { () throws(InputError) in
      var parser = Parser(source)
      return try read(&parser)
    }
  }

  /// What was given, as far as an error repeats it.
  private static func shown(_ text: String) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count <= 40 ? text : "..."
  }

  /// Errors of the new item are told at its own text.
  private func extended(by item: Syntax.Item, _ source: SourceText) throws(InputError) -> Theorem {
    let empty = try SourceText(bytes: [], file: file)
    let library = Library(try ClaimFile.parse("", file: file))
    var block = syntax
    block.items.append(item)
    let checker = TheoremChecker(block, source: empty, library: library, isFragment: false)
    checker.isOfAddition = true
    do throws(InputError) {
      return try withDeepStack { () throws(InputError) in try checker.theorem() }
    } catch {
      throw error.position.map { source.error(at: $0, error.message) }
        ?? InputError(file: source.file, message: error.message)
    }
  }

  /// A comparison of a `conclude` item in canonical layout: which part of a conjunction or link of a chain, at each that is
  /// passed on the way to it.
  package func comparisonText(item: Int, path: [Int]) -> String {
    let formulas = syntax.items.compactMap { entry -> Syntax.Formula? in
      if case .conclude(let formula, _) = entry { formula } else { nil }
    }
    guard formulas.indices.contains(item - 1) else { return "" }
    var formula = formulas[item - 1]
    var rest = path[...]
    while true {
      switch formula {
      case .and(let parts, _):
        guard let k = rest.popFirst(), parts.indices.contains(k) else {
          return CanonicalPrinter().text(formula)
        }
        formula = parts[k]
      case .quantified(.forall, _, let body, _): formula = body
      case .implies(_, let body, _): formula = body
      case .comparison(let first, let links, let mark) where links.count > 1:
        guard let k = rest.popFirst(), links.indices.contains(k) else {
          return CanonicalPrinter().text(formula)
        }
        let left = k == 0 ? first : links[k - 1].value
        formula = .comparison(left, [links[k]], mark)
        return CanonicalPrinter().text(formula)
      default: return CanonicalPrinter().text(formula)
      }
    }
  }

  /// The comparisons of the conclusion that say which of two numbers is the less, in order of the text, as
  /// `comparisonText` names them; those under `or`, `not`, `exists` and `forall real` are no part of it.
  package var orderComparisons: [(item: Int, path: [Int], relation: Relation)] {
    var found: [(item: Int, path: [Int], relation: Relation)] = []
    func collect(_ formula: Syntax.Formula, _ item: Int, _ path: [Int]) {
      switch formula {
      case .and(let parts, _):
        for (k, part) in parts.enumerated() { collect(part, item, path + [k]) }
      case .quantified(.forall, _, let body, _), .implies(_, let body, _): collect(body, item, path)
      case .comparison(_, let links, _):
        for (k, link) in links.enumerated() where link.relation != .equal && link.relation != .notEqual {
          found.append((item, links.count > 1 ? path + [k] : path, link.relation))
        }
      case .not, .or, .quantified, .forallReal: return
      }
    }
    var item = 0
    for case .conclude(let formula, _) in syntax.items {
      item += 1
      collect(formula, item, [])
    }
    return found
  }

  /// How a variable or size is drawn, in the claim language; nil where the claim does not say.
  package func distributionText(variable k: Int) -> String? {
    Self.text(
      syntax.items.lazy.compactMap { item -> [Syntax.Variable]? in
        if case .variables(_, let list) = item { list } else { nil }
      }.joined().first { $0.name.text == variables[k].name }?.distribution)
  }

  package func distributionText(size k: Int) -> String? {
    Self.text(
      syntax.items.lazy.compactMap { item -> [Syntax.Size]? in
        if case .sizes(let list) = item { list } else { nil }
      }.joined().first { $0.name.text == sizes[k].name }?.distribution)
  }

  private static func text(_ distribution: Syntax.Distribution?) -> String? {
    guard let distribution else { return nil }
    var writer = Writer()
    writer.distribution(distribution, isAfterTilde: false)
    return writer.output
  }

  /// `A[t]`, and its domain where it has one: `x in [0, 1]`.
  package func declarationText(variable k: Int) -> (element: String, domain: String?) {
    guard
      let syntax = syntax.items.lazy.compactMap({ item -> [Syntax.Variable]? in
        if case .variables(_, let list) = item { list } else { nil }
      }).joined().first(where: { $0.name.text == variables[k].name })
    else { return (variables[k].name, nil) }
    let bare = Syntax.Variable(syntax.name, indices: syntax.indices, domain: nil)
    var writer = Writer()
    syntax.domain.map { writer.domain($0) }
    return (CanonicalPrinter().text(bare), syntax.domain == nil ? nil : writer.output)
  }
}

extension Parser {
  /// Refuses what stands behind the whole.
  mutating func expectEnd(_ expected: String, hint: String? = nil) throws(InputError) {
    guard current.kind == .endOfFile else { throw unexpected(expected, hint: hint ?? juxtapositionHint) }
  }
}
