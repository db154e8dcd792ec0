import Claims
import Evaluation
import Numbers
import Programs

/// Finds what is certain about a counterexample: each question is put to the engine as the conclusion of a
/// variant of the theorem, so that rigorous evaluation answers it.
struct Explainer {
  let theorem: Theorem
  let counterexample: Counterexample
  let limits: EvaluationLimits
  /// What all questions together may take.
  var budget = Budget()

  func explanation() -> Explanation {
    var explanation = Explanation()
    let failing = counterexample.decision.failing
    if let failing, failing.relation == .less || failing.relation == .greater, let left = failing.left.exact {
      explanation.isEquality = left == failing.right.exact
    }
    let elements = counterexample.instance.values.reduce(0) { $0 + $1.count }
    guard elements <= ExplainTuning.mostElements else { return explanation }
    explanation.tight = tightHypotheses()
    explanation.firstFailure = firstFailure()
    explanation.states = states()
    return explanation
  }

  // MARK: Questions

  /// Where each of the comparisons fails at the counterexample, and at how many index values it is asked;
  /// nil where it cannot be asked.
  private func failures(of conclusions: [Syntax.Formula]) -> [(found: [FailingComparison], count: Int)]? {
    guard !conclusions.isEmpty, budget.isLeft, let variant = theorem.concluding(conclusions),
      let ground = try? GroundTheorem.lower(variant, sizes: counterexample.instance.sizes),
      let inputs = try? ground.inputs(of: counterexample.instance)
    else { return nil }
    let engine = Engine(ground, limits: limits)
    engine.isCancelled = { [budget] in !budget.allows(engine.effort) }
    defer { budget.spend(engine.effort) }
    let answers = conclusions.indices.map { k in
      var found: [FailingComparison] = []
      _ = try? engine.redecide(inputs, part: (k + 1, [:]), points: [:]) { failing in
        if let failing { found.append(failing) }
        return false
      }
      // Several rungs may answer; the first speaks for all.
      var seen: Set<[IndexValue]> = []
      found = found.filter { seen.insert($0.indices).inserted }
      return (found, ground.conclusionNumbers.count { $0 == k + 1 })
    }
    // What was broken off has not looked everywhere.
    return budget.allows(engine.effort) ? answers : nil
  }

  // MARK: Tight hypotheses

  private func tightHypotheses() -> [Explanation.TightHypothesis] {
    var links: [(text: String, question: Syntax.Formula)] = []
    let printer = CanonicalPrinter()
    func take(_ formula: Syntax.Formula) {
      switch formula {
      case .and(let parts, _) where parts.count <= ExplainTuning.mostParts: parts.forEach(take)
      case .comparison(let first, let chain, _):
        var left = first
        for link in chain {
          if link.relation == .lessOrEqual || link.relation == .greaterOrEqual {
            links.append(
              (
                printer.text(.comparison(left, [link], .none)),
                Syntax.Formula(left, .notEqual, link.value)
              ))
          }
          left = link.value
        }
      default: break
      }
    }
    for item in theorem.syntax.items {
      switch item {
      case .assume(let formula, _): take(formula)
      case .variables(isComplex: false, let variables):
        for variable in variables { ends(of: variable).forEach(take) }
      default: break
      }
    }
    return links.compactMap { link in
      guard let answer = failures(of: [link.question])?.first, !answer.found.isEmpty,
        !answer.found.contains(where: \.isPartOfComplex)
      else { return nil }
      return Explanation.TightHypothesis(
        text: link.text, places: answer.found.map(\.indices), isEverywhere: answer.found.count == answer.count
      )
    }
  }

  /// The closed ends of a domain that are not numbers: an end that speaks of other variables says something.
  private func ends(of variable: Syntax.Variable) -> [Syntax.Formula] {
    func end(_ relation: Relation, _ value: Syntax.Expression) -> [Syntax.Formula] {
      guard value.names.contains(where: { name in theorem.variables.contains { $0.name == name } }) else {
        return []
      }
      return [Syntax.Formula(variable.element, relation, value)]
    }
    switch variable.domain {
    case .interval(let lower, let isLowerClosed, let upper, let isUpperClosed, _)?:
      return (isLowerClosed ? end(.greaterOrEqual, lower) : [])
        + (isUpperClosed ? end(.lessOrEqual, upper) : [])
    case .half(let relation, let value, _)?:
      return relation == .lessOrEqual || relation == .greaterOrEqual ? end(relation, value) : []
    case nil: return []
    }
  }

  // MARK: The first step that leaves the bound

  private func firstFailure() -> Explanation.FirstFailure? {
    let number = counterexample.decision.failingConclusion?.number ?? 1
    let formulas = theorem.conclusionFormulas
    guard formulas.indices.contains(number - 1), let single = Self.perElement(formulas[number - 1]),
      let answer = failures(of: [single])?.first
    else { return nil }
    let earliest = answer.found.filter { !$0.isPartOfComplex }.min { a, b in
      let (x, y) = (a.indices.map(\.value), b.indices.map(\.value))
      let (p, q) = (x.max() ?? 0, y.max() ?? 0)
      return p != q ? p < q : x.lexicographicallyPrecedes(y)
    }
    guard let earliest, !earliest.indices.isEmpty else { return nil }
    return Explanation.FirstFailure(
      indices: earliest.indices, left: earliest.left, right: earliest.right)
  }

  /// `max(s, t: e) <= c` as `forall s, t: e <= c`, and `min(…) >= c` likewise.
  private static func perElement(_ formula: Syntax.Formula) -> Syntax.Formula? {
    guard case .comparison(.aggregate(let aggregate, let binders, let body, _), let links, _) = formula,
      links.count == 1
    else { return nil }
    switch (aggregate, links[0].relation) {
    case (.max, .less), (.max, .lessOrEqual), (.min, .greater), (.min, .greaterOrEqual): break
    default: return nil
    }
    return .quantified(.forall, binders, .comparison(body, links, .none), .none)
  }

  // MARK: States

  private func states() -> [Explanation.State] {
    var elements: [Syntax.Expression] = []
    // Of a claim about derivatives the states say nothing.
    let concluded = theorem.conclusionFormulas.flatMap { namesInText(CanonicalPrinter().text($0)) }
    guard !concluded.contains("diff") else { return [] }
    for item in theorem.syntax.items {
      guard case .equation(let name, let patterns, let value) = item, !patterns.isEmpty,
        concluded.contains(name.text), value.names.contains(name.text),
        theorem.definitions.first(where: { $0.name == name.text })?.isComplex == false
      else { continue }
      elements.append(.element(name, patterns))
    }
    guard elements.count == 1,
      let answer = failures(of: elements.map { Syntax.Formula($0, .notEqual, $0) })?.first,
      answer.count <= ExplainTuning.mostStates, answer.found.count == answer.count
    else { return [] }
    let element = CanonicalPrinter().text(elements[0])
    let states = answer.found.compactMap { failing -> Explanation.State? in
      // What is irrational is told by its bounds.
      guard failing.left.lower != nil, failing.left.upper != nil else { return nil }
      let name = Self.replacing(failing.indices, in: element)
      return name.map { Explanation.State(name: $0, value: failing.left) }
    }
    return states.count == answer.found.count ? states : []
  }

  /// `h[2,1]` for `h[t,n]`; nil where an index is not a plain name or number.
  private static func replacing(_ bindings: [IndexValue], in element: String) -> String? {
    guard let bracket = element.firstIndex(of: "[") else { return nil }
    var values: [String] = []
    for index in element[element.index(after: bracket)...].dropLast().split(separator: ",") {
      let value = bindings.first { $0.name == index }.map { String($0.value) } ?? String(index)
      guard Int(value) != nil else { return nil }
      values.append(value)
    }
    return element[...bracket] + values.joined(separator: ",") + "]"
  }
}
