@testable import Claims

/// Random proof scripts.
extension RandomSyntax {
  /// A name, also one that is spelt like a word of proofs.
  private mutating func scriptName() -> Syntax.Name {
    below(4) == 0 ? Syntax.Name(ScriptWord.allCases[below(ScriptWord.allCases.count)].rawValue) : name()
  }

  mutating func script(_ depth: Int) -> Syntax.Script {
    if below(5) == 0 { return .borrowed(scriptName()) }
    return .steps(several(0) { $0.step(depth) }, last: flip() ? reasoning(depth) : nil)
  }

  private mutating func step(_ depth: Int) -> Syntax.Step {
    if below(4) == 0 {
      var indices: [Syntax.Name] = []
      for _ in 0..<below(3) {
        let name = scriptName()
        if !indices.contains(name) { indices.append(name) }
      }
      return .definition(scriptName(), indices: indices, expression(depth))
    }
    let reasoning = flip() ? reasoning(depth) : nil
    guard flip() else {
      return .lemma(
        .init(isLemma: false, name: flip() ? scriptName() : nil, formula(depth), reasoning: reasoning, .none))
    }
    var ranges: [Syntax.LemmaRange] = []
    for _ in 0..<below(3) {
      let range = lemmaRange(depth)
      if !ranges.contains(where: { $0.name == range.name }) { ranges.append(range) }
    }
    return .lemma(
      .init(
        isLemma: true, name: scriptName(), ranges: ranges, premise: flip() ? formula(depth) : nil,
        formula(depth), reasoning: reasoning, .none))
  }

  private mutating func lemmaRange(_ depth: Int) -> Syntax.LemmaRange {
    switch below(3) {
    case 0: .init(scriptName(), .declared)
    case 1: .init(scriptName(), .range(range(depth)))
    default: .init(scriptName(), .atLeast(expression(depth)))
    }
  }

  private mutating func reasoning(_ depth: Int) -> Syntax.Reasoning {
    let method = flip() ? self.method(depth) : nil
    let reasons = method == nil || flip() ? several(1) { $0.scriptName() } : []
    return .init(method: method, reasons: reasons, .none)
  }

  private mutating func method(_ depth: Int) -> Syntax.Method {
    switch below(4) {
    case 0: .induction(on: scriptName(), from: flip() ? expression(depth) : nil)
    case 1: .cases(several(1) { $0.formula(depth) })
    case 2: .squares(several(0) { $0.expression(depth) })
    default: .contradiction
    }
  }
}
