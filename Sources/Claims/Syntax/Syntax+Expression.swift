import Inputs

extension Syntax {
  package enum NamedConstant: String, Hashable, Sendable, CaseIterable {
    case imaginaryUnit = "i"
    case pi
    case infinity = "inf"
  }

  /// An expression. Sums and products are flat; parentheses show in the shape alone.
  package indirect enum Expression: Hashable, Sendable {
    package struct Summand: Hashable, Sendable {
      package var isNegated: Bool
      package var value: Expression
      package init(isNegated: Bool, _ value: Expression) {
        self.isNegated = isNegated
        self.value = value
      }
    }
    package struct Factor: Hashable, Sendable {
      package var isDivisor: Bool
      package var value: Expression
      package init(isDivisor: Bool, _ value: Expression) {
        self.isDivisor = isDivisor
        self.value = value
      }
    }

    case number(NumberLiteral, Mark)
    case constant(NamedConstant, Mark)
    case name(Name)
    /// `A[t, n]`
    case element(Name, [Expression])
    /// `f(x, y)` for a function of the file.
    case application(Name, [Expression])
    /// `abs(x)`; the number of arguments is the checker's to judge.
    case builtIn(BuiltInFunction, [Expression], Mark)
    /// At least two summands; the first is never negated (that is a `negation`).
    case sum([Summand], Mark)
    /// At least two factors; the first is never a divisor.
    case product([Factor], Mark)
    case negation(Expression, Mark)
    case power(Expression, Expression, Mark)
    /// `max(a, b)`: at least two operands.
    case extremum(Extremum, [Expression], Mark)
    /// `sum(t: x[t])`
    case aggregate(Aggregate, Binders, Expression, Mark)
    case conditional(Formula, then: Expression, else: Expression, Mark)
    /// `diff(e, x[1, t])`; a target without indices has an empty list.
    case derivative(Expression, by: Name, [Expression], Mark)
    case gaussian(Name, Expression, Mark)

    /// Where the expression begins (inside its parentheses).
    package var position: Position {
      switch self {
      case .name(let name), .element(let name, _), .application(let name, _): name.position
      case .number(_, let mark), .constant(_, let mark), .builtIn(_, _, let mark), .sum(_, let mark),
        .product(_, let mark), .negation(_, let mark), .power(_, _, let mark),
        .extremum(_, _, let mark), .aggregate(_, _, _, let mark), .conditional(_, _, _, let mark),
        .derivative(_, _, _, let mark), .gaussian(_, _, let mark):
        mark.position
      }
    }
  }

  /// A range `lower..upper`, both ends included.
  package struct Range: Hashable, Sendable {
    package var lower: Expression
    package var upper: Expression
    package init(_ lower: Expression, _ upper: Expression) {
      self.lower = lower
      self.upper = upper
    }
  }

  package struct Binder: Hashable, Sendable {
    package var name: Name
    /// Nil: the range of the index declaration of that name.
    package var range: Range?
    package init(_ name: Name, range: Range? = nil) {
      self.name = name
      self.range = range
    }
  }

  package struct Binders: Hashable, Sendable {
    package var names: [Binder]
    package var filter: Formula?
    package init(_ names: [Binder], filter: Formula? = nil) {
      self.names = names
      self.filter = filter
    }
  }
}
