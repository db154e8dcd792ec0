import Inputs

extension Syntax {
  /// A formula. Chains, conjunctions and disjunctions are flat.
  package indirect enum Formula: Hashable, Sendable {
    package struct Link: Hashable, Sendable {
      package var relation: Relation
      package var value: Expression
      package init(_ relation: Relation, _ value: Expression) {
        self.relation = relation
        self.value = value
      }
    }

    /// `a <= b < c`: at least one link.
    case comparison(Expression, [Link], Mark)
    case not(Formula, Mark)
    /// At least two parts.
    case and([Formula], Mark)
    /// At least two parts.
    case or([Formula], Mark)
    case implies(Formula, Formula, Mark)
    case quantified(Quantifier, Binders, Formula, Mark)
    case forallReal(Name, Domain?, filter: Formula?, Formula, Mark)

    /// Where the formula begins (inside its parentheses).
    package var position: Position {
      switch self {
      case .comparison(_, _, let mark), .not(_, let mark), .and(_, let mark), .or(_, let mark),
        .implies(_, _, let mark), .quantified(_, _, _, let mark), .forallReal(_, _, _, _, let mark):
        mark.position
      }
    }
  }

  /// What a real variable or a `forall real` name is confined to.
  package enum Domain: Hashable, Sendable {
    /// `in [a, b)`
    case interval(
      lower: Expression, isLowerClosed: Bool, upper: Expression, isUpperClosed: Bool, Mark)
    /// `>= a`; the relation is one of the four orders.
    case half(Relation, Expression, Mark)

    var position: Position {
      switch self {
      case .interval(_, _, _, _, let mark), .half(_, _, let mark): mark.position
      }
    }
  }
}
