import Claims

extension Theorem {
  /// The theorem with further hypotheses, written as in a claim file; nil where they do not fit in.
  func assuming(_ hypotheses: [String]) -> Theorem? {
    variant(syntax.items, adding: hypotheses.map { "assume " + $0 })
  }

  /// The theorem with other conclusions, written as in a claim file; nil where they do not fit in.
  func concluding(_ conclusions: [String]) -> Theorem? {
    let rest = syntax.items.filter {
      if case .conclude = $0 { false } else { true }
    }
    return variant(rest, adding: conclusions.map { "conclude " + $0 })
  }

  private func variant(_ items: [Syntax.Item], adding lines: [String]) -> Theorem? {
    let block = Syntax.Block(name: syntax.name, title: nil, items: items)
    let text = CanonicalPrinter().theorem(block)
    guard text.hasSuffix("end") else { return nil }
    let whole = text.dropLast(3) + lines.map { "  \($0)\n" }.joined() + "end\n"
    return try? Theorem.parse(String(whole), file: file).first
  }

  /// The `conclude` items, in order of the text.
  var conclusionFormulas: [Syntax.Formula] {
    syntax.items.compactMap { if case .conclude(let formula, _) = $0 { formula } else { nil } }
  }
}

extension Syntax.Variable {
  /// `A[t,n]`
  var element: String { CanonicalPrinter().text(Syntax.Variable(name, indices: indices, domain: nil)) }
}

/// The names in a piece of printed text, in order.
func namesInText(_ text: String) -> [String] {
  text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "'") }.map(String.init).filter {
    $0.first.map { $0.isLetter || $0 == "_" } ?? false
  }
}
