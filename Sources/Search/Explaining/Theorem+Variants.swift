import Claims

extension Theorem {
  /// The theorem with further hypotheses; nil where they do not fit in.
  func assuming(_ hypotheses: [Syntax.Formula]) -> Theorem? {
    let first = syntax.items.firstIndex {
      if case .conclude = $0 { true } else { false }
    }
    var items = syntax.items
    items.insert(contentsOf: hypotheses.map { .assume($0, .none) }, at: first ?? items.count)
    return variant(items)
  }

  /// The theorem with other conclusions; nil where they do not fit in.
  func concluding(_ conclusions: [Syntax.Formula]) -> Theorem? {
    let rest = syntax.items.filter {
      if case .conclude = $0 { false } else { true }
    }
    return variant(rest + conclusions.map { .conclude($0, .none) })
  }

  /// The theorem as one that stands beside what it repairs: another name, expected to hold.
  var asRepaired: Theorem? {
    // What the paper says is said of the theorem as the paper has it.
    var items = syntax.items.filter {
      switch $0 {
      case .expect, .source, .note: false
      default: true
      }
    }
    items.insert(contentsOf: [.note("repaired from '\(name)'", .none), .expect(.holds, .none)], at: 0)
    return variant(items, named: name + "_repaired")
  }

  /// Checked like any theorem: what does not hold together is no variant.
  private func variant(_ items: [Syntax.Item], named name: String? = nil) -> Theorem? {
    let block = Syntax.Block(name: name.map { Syntax.Name($0) } ?? syntax.name, title: nil, items: items)
    return try? Theorem.parse(CanonicalPrinter().theorem(block) + "\n", file: file).first
  }

  /// The `conclude` items, in order of the text.
  var conclusionFormulas: [Syntax.Formula] {
    syntax.items.compactMap { if case .conclude(let formula, _) = $0 { formula } else { nil } }
  }
}

extension Syntax.Variable {
  /// `A[t,n]`
  var element: Syntax.Expression {
    indices.isEmpty ? .name(name) : .element(name, indices.map { .name($0) })
  }
}

extension Syntax.Formula {
  /// One comparison.
  init(_ left: Syntax.Expression, _ relation: Relation, _ right: Syntax.Expression) {
    self = .comparison(left, [.init(relation, right)], .none)
  }

  /// What stands first in it, where that is the left side of a comparison.
  var firstSide: Syntax.Expression? {
    switch self {
    case .comparison(let left, _, _): left
    case .and(let parts, _), .or(let parts, _): parts.first?.firstSide
    case .implies(let premise, _, _): premise.firstSide
    case .not, .quantified, .forallReal: nil
    }
  }
}

extension Syntax.Expression {
  /// A whole number.
  init(_ value: Int) {
    let literal = Syntax.Expression.number(Syntax.NumberLiteral(abs(value)), .none)
    self = value < 0 ? .negation(literal, .none) : literal
  }

  /// The names in it, in order of the printed text.
  var names: [String] { namesInText(CanonicalPrinter().text(self)) }
}

/// The names in a piece of printed text, in order.
func namesInText(_ text: String) -> [String] {
  text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "'") }.map(String.init).filter {
    $0.first.map { $0.isLetter || $0 == "_" } ?? false
  }
}
