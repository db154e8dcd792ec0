import Numbers

/// What a family of real numbers is defined to be, from families that were there before.
///
/// Bodies rest on the parameters, on the sizes, and on the names that the definition binds.
package struct FamilyDefinition: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Σ or Π of the body for u from `lo` to `hi`, the last two parameters, on which the body does not rest; 0 or 1 where hi < lo.
    case sum(over: String, RealPolynomial)
    case product(over: String, RealPolynomial)
    /// The greatest or least value of the body where the names meet the guards; without meaning where none do.
    case maximum(over: [String], where: [IndexTerm], RealPolynomial)
    case minimum(over: [String], where: [IndexTerm], RealPolynomial)
    /// The greatest or least of a few numbers, at least one.
    case greatest([RealPolynomial])
    case least([RealPolynomial])
    /// |re + i·im|
    case modulus(re: RealPolynomial, im: RealPolynomial)
    /// 1/x where x ≠ 0.
    case inverse(RealPolynomial)
    /// √x where x ≥ 0; at least 0 everywhere.
    case squareRoot(RealPolynomial)
    case exponential(RealPolynomial)
    /// log x where x > 0.
    case logarithm(RealPolynomial)
  }

  package var name: String
  package var parameters: [String]
  package var kind: Kind

  package init(_ name: String, _ parameters: [String], _ kind: Kind) {
    (self.name, self.parameters, self.kind) = (name, parameters, kind)
  }

  /// The element whose indices are the parameters.
  package var element: Atom { Atom(name, parameters.map { IndexTerm($0) }) }

  /// The facts that define the family; their names begin with its own.
  func axioms() throws(KernelError) -> [(name: String, fact: Fact)] {
    let me = RealPolynomial(element)
    func fact(
      _ suffix: String, _ literal: Literal, where guards: [IndexTerm] = [], given premises: [Literal] = [],
      for more: [String] = []
    ) -> (String, Fact) {
      ("\(name).\(suffix)", Fact(for: parameters + more, where: guards, given: premises, literal))
    }
    switch kind {
    case .sum(let bound, let body): return try range(bound, body, empty: 0) { $0 + $1 }
    case .product(let bound, let body): return try range(bound, body, empty: 1) { $0 * $1 }
    case .maximum(let names, let guards, let body):
      return [fact("bound", Literal(me - body, .nonnegative), where: guards, for: names)]
    case .minimum(let names, let guards, let body):
      return [fact("bound", Literal(body - me, .nonnegative), where: guards, for: names)]
    case .greatest(let list):
      return list.enumerated().map { fact("bound\($0 + 1)", Literal(me - $1, .nonnegative)) }
        + [fact("attained", Literal(list.reduce(RealPolynomial(1)) { $0 * (me - $1) }, .zero))]
    case .least(let list):
      return list.enumerated().map { fact("bound\($0 + 1)", Literal($1 - me, .nonnegative)) }
        + [fact("attained", Literal(list.reduce(RealPolynomial(1)) { $0 * (me - $1) }, .zero))]
    case .modulus(let re, let im):
      return [
        fact("nonnegative", Literal(me, .nonnegative)),
        fact("square", Literal(me * me - re * re - im * im, .zero)),
        fact("above", Literal(me - re, .nonnegative)),
        fact("below", Literal(me + re, .nonnegative)),
      ]
    case .inverse(let x):
      return [fact("product", Literal(x * me - RealPolynomial(1), .zero), given: [Literal(x, .nonzero)])]
    case .squareRoot(let x):
      return [
        fact("nonnegative", Literal(me, .nonnegative)),
        fact("square", Literal(me * me - x, .zero), given: [Literal(x, .nonnegative)]),
      ]
    case .exponential(let x):
      return [
        fact("positive", Literal(me, .positive)),
        fact("tangent", Literal(me - x - RealPolynomial(1), .nonnegative)),
      ]
    case .logarithm(let x):
      return [
        fact(
          "tangent", Literal(x - RealPolynomial(1) - me, .nonnegative), given: [Literal(x, .positive)])
      ]
    }
  }

  /// The facts of a sum or product: over no index, without the last, without the first.
  private func range(
    _ bound: String, _ body: RealPolynomial, empty: Rational,
    _ join: (RealPolynomial, RealPolynomial) -> RealPolynomial
  ) throws(KernelError) -> [(name: String, fact: Fact)] {
    let (low, high) = (
      IndexTerm(parameters[parameters.count - 2]), IndexTerm(parameters[parameters.count - 1])
    )
    let me = RealPolynomial(element)
    let rest = parameters.dropLast(2).map { IndexTerm($0) }
    let shorter = RealPolynomial(Atom(name, rest + [low, try high.adding(IndexTerm(-1))]))
    let later = RealPolynomial(Atom(name, rest + [try low.adding(IndexTerm(1)), high]))
    let last = try body.substituting([bound: high])
    let first = try body.substituting([bound: low])
    let isEmpty = try low.subtracting(high).adding(IndexTerm(-1))
    let isNone = Literal(me - RealPolynomial(empty), .zero)
    let some = try high.subtracting(low)
    return [
      ("\(name).empty", Fact(for: parameters, where: [isEmpty], isNone)),
      ("\(name).last", Fact(for: parameters, where: [some], Literal(me - join(shorter, last), .zero))),
      ("\(name).first", Fact(for: parameters, where: [some], Literal(me - join(first, later), .zero))),
    ]
  }
}
