import Inputs
import Numbers

/// The functions of the language, under their names in it.
package enum BuiltInFunction: String, CaseIterable, Sendable {
  case abs, re, im, conj, sqrt, exp, log, sin, cos, tanh, sigmoid, softplus, silu
}

package enum Extremum: String, Sendable { case max, min }

/// The operations that run over binders.
package enum Aggregate: String, Sendable { case sum, prod, max, min }

package enum Quantifier: String, Sendable { case forall, exists }

/// A relation between two numbers, as it is written.
public enum Relation: String, Sendable {
  /// x = y
  case equal = "="
  /// x ≠ y
  case notEqual = "/="
  /// x < y
  case less = "<"
  /// x ≤ y
  case lessOrEqual = "<="
  /// x > y
  case greater = ">"
  /// x ≥ y
  case greaterOrEqual = ">="
}

/// A typed expression. Sums and products are flat, so that long ones are not deep.
///
/// Index arithmetic is the part made of `number` (whole), `size`, `index`, `sum`, `product` (without
/// division), `negation`, `power` and `extremum`.
package indirect enum Term: Sendable {
  package struct Summand: Sendable {
    package var isNegated: Bool
    package var term: Term
    package init(isNegated: Bool, term: Term) {
      self.isNegated = isNegated
      self.term = term
    }
  }
  package struct Factor: Sendable {
    package var isDivisor: Bool
    package var term: Term
    package var position: Position
    package init(isDivisor: Bool, term: Term, position: Position) {
      self.isDivisor = isDivisor
      self.term = term
      self.position = position
    }
  }
  /// What `diff` differentiates by.
  package enum DerivativeTarget: Sendable {
    /// An element of a variable: index into `Theorem.variables`, and the element's indices.
    case variable(Int, [Term])
    /// A function's parameter, a `forall real` name or a `gaussian` name, by its value slot.
    case slot(Int)
  }

  case number(Rational)
  case imaginaryUnit
  case pi
  /// Index into `Theorem.sizes`.
  case size(Int)
  /// An index name in scope, by its integer slot.
  case index(Int)
  /// A variable's element: index into `Theorem.variables`.
  case variable(Int, [Term], Position)
  /// An element of a family of equations: index into `Theorem.definitions`.
  case definition(Int, [Term], Position)
  /// A function applied: index into `Theorem.definitions`.
  case call(Int, [Term], Position)
  /// A function's parameter, a `forall real` name or a `gaussian` name, by its value slot.
  case slot(Int)
  case sum([Summand])
  case product([Factor])
  case negation(Term)
  case power(Term, Term, Position)
  case function(BuiltInFunction, Term, Position)
  case extremum(Extremum, [Term])
  case aggregate(Aggregate, Binders, Term, Position)
  case conditional(Statement, then: Term, else: Term)
  case derivative(Term, by: DerivativeTarget, Position)
  /// The mean of the term over the value slot's name ~ N(0, 1).
  case gaussian(slot: Int, Term, Position)
}

/// `s, t in 1..T with …`: outermost first; a later range may use earlier slots.
package struct Binders: Sendable {
  package var bindings: [IndexBinding]
  package var filter: Statement?
  package init(bindings: [IndexBinding], filter: Statement?) {
    self.bindings = bindings
    self.filter = filter
  }
}

/// A typed formula. Chains, conjunctions and disjunctions are flat.
package indirect enum Statement: Sendable {
  package struct Link: Sendable {
    package var relation: Relation
    package var term: Term
    package init(relation: Relation, term: Term) {
      self.relation = relation
      self.term = term
    }
  }
  /// `forall real w in … with filter: body`.
  package struct RealQuantification: Sendable {
    package var name: String
    /// The value slot of the name.
    package var slot: Int
    package var domain: Domain?
    package var filter: Statement?
    package var body: Statement
    package var position: Position
    package init(
      name: String, slot: Int, domain: Domain?, filter: Statement?, body: Statement,
      position: Position
    ) {
      self.name = name
      self.slot = slot
      self.domain = domain
      self.filter = filter
      self.body = body
      self.position = position
    }
  }

  /// A chain such as `0 <= x < y`: every link must hold.
  case comparison(Term, [Link], Position)
  case not(Statement)
  case and([Statement])
  case or([Statement])
  case implies(Statement, Statement)
  case quantified(Quantifier, Binders, Statement)
  case forallReal(RealQuantification)
}
