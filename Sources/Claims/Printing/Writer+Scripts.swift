extension Writer {
  mutating func script(_ script: Syntax.Script) {
    switch script {
    case .borrowed(let name): write("proof as \(name.text)")
    case .steps(let steps, let last):
      write("proof")
      for step in steps {
        write("\n    ")
        self.step(step)
      }
      if let last {
        write("\n    ")
        // What stands alone here would be read as the end of the step before it.
        if let step = steps.last, Self.isOpen(step, to: last) { write("conclude ") }
        reasoning(last)
      }
      write("\n  end")
    }
  }

  /// Whether the reasoning, written after the step, would be read as the step's own.
  private static func isOpen(_ step: Syntax.Step, to next: Syntax.Reasoning) -> Bool {
    guard case .lemma(let lemma) = step else { return false }
    guard let own = lemma.reasoning else { return true }
    return own.reasons.isEmpty && next.method == nil
  }

  private mutating func step(_ step: Syntax.Step) {
    switch step {
    case .definition(let name, let indices, let value):
      write("let \(name.text)")
      if !indices.isEmpty { write("[\(indices.map(\.text).joined(separator: ","))]") }
      write(" = ")
      expression(value, .sum)
    case .lemma(let lemma): self.lemma(lemma)
    }
  }

  private mutating func lemma(_ lemma: Syntax.Lemma) {
    write(lemma.isLemma ? "lemma " : "have ")
    if let name = lemma.name { write(name.text) }
    if !lemma.ranges.isEmpty {
      write(" for ")
      list(lemma.ranges) { $0.range(of: $1) }
    }
    if let premise = lemma.premise {
      write(" assume ")
      formula(premise, .implies)
    }
    if lemma.name != nil { write(": ") }
    formula(lemma.formula, .implies)
    if let reasoning = lemma.reasoning {
      write(" ")
      self.reasoning(reasoning)
    }
  }

  private mutating func range(of range: Syntax.LemmaRange) {
    write(range.name.text)
    switch range.bounds {
    case .declared: break
    case .range(let bounds):
      write(" in ")
      self.range(bounds)
    case .atLeast(let lower):
      write(" >= ")
      expression(lower, .sum)
    }
  }

  private mutating func reasoning(_ reasoning: Syntax.Reasoning) {
    if let method = reasoning.method {
      write("by ")
      self.method(method)
      if !reasoning.reasons.isEmpty { write(" ") }
    }
    if !reasoning.reasons.isEmpty {
      write("because ")
      list(reasoning.reasons) { $0.write($1.text) }
    }
  }

  private mutating func method(_ method: Syntax.Method) {
    switch method {
    case .induction(let name, let start):
      write("induction on \(name.text)")
      if let start {
        write(" from ")
        expression(start, .sum)
      }
    case .cases(let formulas):
      write("cases ")
      list(formulas) { $0.formula($1, .implies) }
    case .squares(let values):
      write("squares")
      if !values.isEmpty {
        write(" of ")
        list(values) { $0.expression($1, .sum) }
      }
    case .contradiction: write("contradiction")
    }
  }
}
