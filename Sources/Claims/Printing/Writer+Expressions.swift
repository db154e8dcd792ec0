extension Writer {
  /// How tightly a place in the text holds what stands there; a looser expression gets parentheses.
  enum Level: Int {
    case sum, summand, factor, base
  }

  mutating func expression(_ value: Syntax.Expression, _ level: Level) {
    if Self.needed(value).rawValue < level.rawValue {
      write("(")
      bare(value)
      write(")")
    } else {
      bare(value)
    }
  }

  /// The tightest level at which the expression stands without parentheses.
  private static func needed(_ value: Syntax.Expression) -> Level {
    switch value {
    // `if` would swallow what follows it.
    case .sum, .conditional: .sum
    // A minus sign after another operator is legal, but hard to read.
    case .product, .negation: .summand
    case .power: .factor
    case .number, .constant, .name, .element, .application, .builtIn, .extremum, .aggregate, .derivative,
      .gaussian:
      .base
    }
  }

  private mutating func bare(_ value: Syntax.Expression) {
    switch value {
    case .number(let number, _): write(number.text)
    case .constant(let constant, _): write(constant.rawValue)
    case .name(let name): write(name.text)
    case .element(let name, let indices):
      write(name.text)
      brackets(indices)
    case .application(let name, let arguments):
      write(name.text)
      self.arguments(arguments)
    case .builtIn(let function, let arguments, _):
      write(function.rawValue)
      self.arguments(arguments)
    case .sum(let summands, _):
      for (k, summand) in summands.enumerated() {
        if k > 0 { write(summand.isNegated ? " - " : " + ") }
        if k > 0, case .negation = summand.value {
          expression(summand.value, .base)
        } else {
          expression(summand.value, .summand)
        }
      }
    case .product(let factors, _):
      for (k, factor) in factors.enumerated() {
        if k > 0 { write(factor.isDivisor ? "/" : "*") }
        if k == 0, case .negation = factor.value {
          bare(factor.value)
        } else {
          expression(factor.value, .factor)
        }
      }
    case .negation(let operand, _):
      write("-")
      if case .negation = operand { bare(operand) } else { expression(operand, .factor) }
    case .power(let base, let exponent, _):
      expression(base, .base)
      write("^")
      if case .negation = exponent { bare(exponent) } else { expression(exponent, .factor) }
    case .extremum(let extremum, let operands, _):
      write(extremum.rawValue)
      arguments(operands)
    case .aggregate(let aggregate, let binders, let value, _):
      write("\(aggregate.rawValue)(")
      self.binders(binders)
      expression(value, .sum)
      write(")")
    case .conditional(let condition, let first, let second, _):
      write("if ")
      formula(condition, .implies)
      write(" then ")
      expression(first, .sum)
      write(" else ")
      expression(second, .sum)
    case .derivative(let value, let target, let indices, _):
      write("diff(")
      expression(value, .sum)
      write(", \(target.text)")
      if !indices.isEmpty { brackets(indices) }
      write(")")
    case .gaussian(let name, let value, _):
      write("gaussian(\(name.text): ")
      expression(value, .sum)
      write(")")
    }
  }

  private mutating func arguments(_ values: [Syntax.Expression]) {
    write("(")
    list(values) { $0.expression($1, .sum) }
    write(")")
  }

  // MARK: Formulas

  enum FormulaLevel: Int {
    case implies, or, and, not
  }

  mutating func formula(_ value: Syntax.Formula, _ level: FormulaLevel) {
    if Self.needed(value).rawValue < level.rawValue {
      write("(")
      bare(value)
      write(")")
    } else {
      bare(value)
    }
  }

  private static func needed(_ value: Syntax.Formula) -> FormulaLevel {
    switch value {
    // A quantifier's body extends as far as it can.
    case .implies, .quantified, .forallReal: .implies
    case .or: .or
    case .and: .and
    case .not, .comparison: .not
    }
  }

  private mutating func bare(_ value: Syntax.Formula) {
    switch value {
    case .comparison(let first, let links, _):
      side(first)
      for link in links {
        write(" \(link.relation.rawValue) ")
        side(link.value)
      }
    case .not(let operand, _):
      write("not ")
      if case .comparison = operand {
        write("(")
        bare(operand)
        write(")")
      } else {
        formula(operand, .not)
      }
    case .and(let parts, _): joined(parts, " and ", .not)
    case .or(let parts, _): joined(parts, " or ", .and)
    case .implies(let premise, let conclusion, _):
      formula(premise, .or)
      write(" implies ")
      formula(conclusion, .implies)
    case .quantified(let quantifier, let binders, let body, _):
      write("\(quantifier.rawValue) ")
      self.binders(binders)
      formula(body, .implies)
    case .forallReal(let name, let domain, let filter, let body, _):
      write("forall real \(name.text)")
      if let domain { self.domain(domain) }
      if let filter {
        write(" with ")
        formula(filter, .implies)
      }
      write(": ")
      formula(body, .implies)
    }
  }

  /// One side of a comparison; an `if` is set apart for the reader.
  private mutating func side(_ value: Syntax.Expression) {
    if case .conditional = value { expression(value, .summand) } else { expression(value, .sum) }
  }

  private mutating func joined(_ parts: [Syntax.Formula], _ word: String, _ level: FormulaLevel) {
    for (k, part) in parts.enumerated() {
      if k > 0 { write(word) }
      formula(part, level)
    }
  }
}
