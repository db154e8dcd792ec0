import Inputs

extension Theorem {
  /// The theorem's declarations and definitions without hypotheses, concluding `expression <= 0`: what the
  /// values of an expression are computed by, one for each combination of the index names that stand free in
  /// it.
  ///
  /// - Throws: an `InputError` where the text is no expression of the theorem, or one that can be complex.
  package func evaluating(_ expression: String) throws(InputError) -> Theorem {
    let name = "the expression '\(TheoremChecker.shortened(expression))'"
    do throws(InputError) {
      return try withDeepStack { () throws(InputError) in
        let source = try SourceText(bytes: Array(expression.utf8), file: name)
        var parser = Parser(source)
        let tree = try parser.expression()
        guard parser.current.kind == .endOfFile else {
          throw parser.unexpected("the end of the expression", hint: parser.juxtapositionHint)
        }
        let zero = Syntax.Expression.number(Syntax.NumberLiteral(0), .none)
        let conclusion = Syntax.Formula.comparison(tree, [.init(.lessOrEqual, zero)], .none)
        let items = syntax.items.compactMap { $0.asDeclaration } + [.conclude(conclusion, .none)]
        return try reading(items, file: name)
      }
    } catch {
      // Places in the text that was put together are no places of the caller's.
      throw InputError(
        file: error.file == name ? "\(name), of theorem '\(self.name)'" : error.file, message: error.message)
    }
  }

  /// The theorem with a conclusion that is false: an instance violates it just where all hypotheses hold, and
  /// is without verdict where that stays open.
  package func withFalseConclusion() throws(InputError) -> Theorem {
    try withDeepStack { () throws(InputError) in
      let (zero, one) = (Syntax.NumberLiteral(0), Syntax.NumberLiteral(1))
      let falsehood = Syntax.Formula.comparison(
        .number(zero, .none), [.init(.equal, .number(one, .none))], .none)
      let items = syntax.items.filter { item in
        switch item {
        case .expect, .conclude: false
        default: true
        }
      }
      return try reading(items + [.conclude(falsehood, .none)], file: file)
    }
  }

  /// A theorem of the same name with other items.
  private func reading(_ items: [Syntax.Item], file: String) throws(InputError) -> Theorem {
    let block = Syntax.Block(name: syntax.name, title: nil, items: items)
    return try Theorem.parse(CanonicalPrinter().theorem(block) + "\n", file: file)[0]
  }
}

extension Syntax.Item {
  /// The item without what it says of the values; nil where nothing is left.
  fileprivate var asDeclaration: Syntax.Item? {
    switch self {
    case .source, .note, .expect, .assume, .conclude, .proof:
      return nil
    case .variables(let isComplex, let variables):
      let bare = variables.map { Syntax.Variable($0.name, indices: $0.indices, domain: nil) }
      return Syntax.Item.variables(isComplex: isComplex, bare)
    case .sizes(let sizes):
      return Syntax.Item.sizes(
        sizes.map { Syntax.Size($0.name, minimum: $0.minimum, maximum: $0.maximum) })
    case .use, .indices, .equation, .function:
      return self
    }
  }
}
