import Inputs

/// How a step of a proof follows.
extension Parser {
  /// `by METHOD because NAMES`; nil where neither stands here.
  mutating func reasoning() throws(InputError) -> Syntax.Reasoning? {
    let mark = mark
    let method = take(ScriptWord.by) ? try method() : nil
    let reasons = take(ScriptWord.because) ? try reasons() : []
    if method == nil, reasons.isEmpty { return nil }
    return Syntax.Reasoning(method: method, reasons: reasons, mark)
  }

  private mutating func reasons() throws(InputError) -> [Syntax.Name] {
    var names: [Syntax.Name] = []
    repeat {
      switch current.kind {
      case .word(.assume):
        throw unexpected("the name of a lemma", hint: "; hypotheses are known without being named")
      case .word(.conclude):
        throw unexpected("the name of a lemma", hint: "; the conclusion is what is being shown")
      case .name
      where isAt(ScriptWord.lemma) && token(ahead: 1).kind == .name
        && !ScriptWord.steps.contains(where: { isWord($0, ahead: 1) }):
        throw unexpected("the name of a lemma", hint: "; its name alone stands here")
      case .name where isAt(ScriptWord.by) && ScriptWord.methods.contains(where: { isWord($0, ahead: 1) }):
        throw unexpected("the name of a lemma", hint: "; a method comes before 'because'")
      default: names.append(try name("the name of a lemma"))
      }
      try limit(names.count)
    } while take(.comma)
    switch current.kind {
    case .word(.and):
      throw unexpected("',' or the next step", hint: "; reasons are joined by ','")
    case .symbol(.leftBracket), .symbol(.leftParenthesis):
      throw unexpected(
        "',' or the next step",
        hint: "; a reason is a name: which elements of it are used is found by the program")
    case .symbol(let symbol) where symbol.relation != nil:
      throw unexpected(
        "',' or the next step", hint: "; a reason is a name: state this before, as in 'have L: x <= 1'")
    case .symbol(.colon):
      throw unexpected("',' or the next step", hint: "; reasons are names, what is shown stands before them")
    default:
      guard let name = nameThatIsNoStep else { return names }
      let near = NearestName.hint(for: name, among: Self.continuations([]))
      throw unexpected("',' or the next step", hint: near.isEmpty ? "; reasons are joined by ','" : near)
    }
  }

  /// What stands here, where it is a name that begins no step.
  private var nameThatIsNoStep: String? {
    currentName.flatMap { name in ScriptWord.steps.contains { $0.rawValue == name } ? nil : name }
  }

  /// The words that may go on here, as candidates for what is misspelt.
  private static func continuations(_ words: [ScriptWord]) -> [String] {
    (words + ScriptWord.steps).map(\.rawValue) + ["let", "end"]
  }

  // MARK: Methods

  private mutating func method() throws(InputError) -> Syntax.Method {
    let name = currentName
    switch name.flatMap(ScriptWord.init) {
    case .induction?:
      advance()
      return try induction()
    case .cases?:
      advance()
      return try cases()
    case .squares?:
      advance()
      return try squares()
    case .contradiction?:
      advance()
      return .contradiction
    default: throw unknownMethod()
    }
  }

  private func unknownMethod() -> InputError {
    let list = "induction, cases, squares, contradiction"
    guard let name = currentName else {
      let hint = current.kind == .word(.assume) ? "; hypotheses are known without being named" : ""
      return unexpected("a method (\(list))", hint: hint)
    }
    let shown = TheoremChecker.shortened(name)
    if isAtScriptWord { return unexpected("a method (\(list))") }
    if let known = Mistakes.methods[name.lowercased()] {
      return error(at: current.position, "unknown method '\(shown)'; \(known)")
    }
    let near = NearestName.hint(for: name, among: ScriptWord.methods.map(\.rawValue))
    let all = "; there are \(list), and lemmas are named after 'because'"
    return error(at: current.position, "unknown method '\(shown)'\(near.isEmpty ? all : near)")
  }

  private mutating func induction() throws(InputError) -> Syntax.Method {
    guard take(ScriptWord.on) else {
      throw unexpected("'on' after 'induction'", hint: "; write 'by induction on t'")
    }
    let index = try name("the name of an index")
    if isAt(.comma) {
      throw unexpected(
        "'from', 'because' or the next step",
        hint: "; induction is on one index: of two, one is given, as in 'by induction on t from s'")
    }
    if isAt(.in) || isAt(.greaterOrEqual) {
      throw unexpected(
        "'from', 'because' or the next step",
        hint: "; ranges follow 'for': 'lemma L for \(index.text) in 0..T: ... by induction on \(index.text)'")
    }
    if isAt(.leftBracket) {
      throw unexpected("'from', 'because' or the next step", hint: "; induction is on an index")
    }
    let start = take(ScriptWord.from) ? try expression() : nil
    if start == nil, let name = nameThatIsNoStep {
      let near = NearestName.hint(for: name, among: Self.continuations([.from]))
      throw unexpected(
        "'from', 'because' or the next step",
        hint: near.isEmpty ? "; where it begins follows 'from', as in 'by induction on t from s'" : near)
    }
    if start != nil, isAt(.dots) {
      throw unexpected(
        "'because' or the next step",
        hint: "; 'from' says where it begins, it ends with the index's own range")
    }
    return .induction(on: index, from: start)
  }

  private mutating func cases() throws(InputError) -> Syntax.Method {
    let hint = "; cases are told apart by formulas: 'by cases s <= t'"
    if currentName == "on" || currentName == "of", token(ahead: 1).kind == .name {
      throw unexpected("a formula", hint: hint)
    }
    var formulas: [Syntax.Formula] = []
    repeat {
      if isAtScriptWord || isAt(.end) { throw unexpected("a formula", hint: hint) }
      formulas.append(try formula())
      try limit(formulas.count, "formulas")
    } while take(.comma)
    return .cases(formulas)
  }

  private mutating func squares() throws(InputError) -> Syntax.Method {
    guard take(ScriptWord.of) else {
      let near = nameThatIsNoStep.map { NearestName.hint(for: $0, among: Self.continuations([.of])) } ?? ""
      switch current.kind {
      case .name where nameThatIsNoStep == nil: return .squares([])
      case .name, .number, .symbol(.leftParenthesis), .symbol(.minus):
        throw unexpected(
          "'of', 'because' or the next step",
          hint: near.isEmpty ? "; what is squared follows 'of': 'by squares of x - y'" : near)
      default: return .squares([])
      }
    }
    var values: [Syntax.Expression] = []
    repeat {
      values.append(try expression())
      try limit(values.count, "expressions")
    } while take(.comma)
    return .squares(values)
  }
}
