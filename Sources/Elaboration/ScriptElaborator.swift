import Claims
import Inputs
import ProofKernel

/// What a proof script says in the kernel's terms. Nothing here is trusted: a script proposes lemmas, and what it defines
/// goes into the certificate.
package struct ScriptElaborator: Sendable {
  private var elaborator: Elaborator
  private var known: Int
  private let families: Int

  /// - Parameter theorem: The elaboration's theorem with the definitions of the script after its own.
  package init(_ elaboration: Elaboration, _ theorem: Theorem) {
    elaborator = elaboration.elaborator
    elaborator.firstOfScript = elaborator.theorem.definitions.count
    elaborator.theorem = theorem
    known = elaborator.definitions.count
    families = elaborator.theory.arities.count - known
  }

  /// The facts that say what a statement says for all values of some names, under a premise.
  ///
  /// - Throws: a `Refusal` too where the statement needs a family that is no operation of others (`if`, a derivative that
  ///   the claim does not name).
  package mutating func facts(
    for ranges: [(name: String, slot: Int, lower: Term, upper: Term?)], premise: Statement?,
    _ statement: Statement
  ) throws(Refusal) -> [Fact] {
    let place = try self.place(ranges)
    let whole = premise.map { Statement.implies($0, statement) } ?? statement
    let facts = try elaborator.facts(whole, place, isGoal: false)
    try requireOperations()
    return facts
  }

  /// Index arithmetic in the names of ranges.
  package func index(
    _ term: Term, for ranges: [(name: String, slot: Int, lower: Term, upper: Term?)]
  ) throws(Refusal) -> IndexTerm {
    try elaborator.index(term, try place(ranges))
  }

  /// The literals and conditions on indices that a statement is made of, for distinctions of cases.
  package mutating func cases(
    _ statement: Statement, for ranges: [(name: String, slot: Int, lower: Term, upper: Term?)]
  ) throws(Refusal) -> [(conditions: [IndexTerm], literals: [Literal])] {
    let place = try self.place(ranges)
    let cases = try elaborator.cases(statement, place)
    try requireOperations()
    return cases.map {
      (Array($0.guards.dropFirst(place.guards.count)), Array($0.premises.dropFirst(place.premises.count)))
    }
  }

  /// A term as a polynomial.
  package mutating func value(
    _ term: Term, for ranges: [(name: String, slot: Int, lower: Term, upper: Term?)]
  ) throws(Refusal) -> ComplexPolynomial {
    let value = try elaborator.value(term, try place(ranges))
    try requireOperations()
    return value
  }

  /// The families that were needed since this was asked last, beside the claim's.
  package mutating func newDefinitions() -> [FamilyDefinition] {
    defer { known = elaborator.definitions.count }
    return Array(elaborator.definitions[known...])
  }

  private func place(
    _ ranges: [(name: String, slot: Int, lower: Term, upper: Term?)]
  ) throws(Refusal) -> Place {
    var place = Place()
    for range in ranges {
      let name = elaborator.fresh(range.name, place)
      let (low, high) = (
        try elaborator.index(range.lower, place),
        try range.upper.map { x throws(Refusal) in try elaborator.index(x, place) }
      )
      place.variables.append(name)
      place.indices[range.slot] = IndexTerm(name)
      place.guards.append(try elaborator.difference(IndexTerm(name), low))
      if let high { place.guards.append(try elaborator.difference(high, IndexTerm(name))) }
    }
    return place
  }

  private func requireOperations() throws(Refusal) {
    guard elaborator.theory.arities.count - elaborator.definitions.count == families else {
      throw Refusal(
        "this needs a family that the claim does not have: an 'if', a complex product, a sine or a derivative"
      )
    }
  }
}
