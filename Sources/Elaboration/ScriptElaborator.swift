import Claims
import Inputs
import ProofKernel

/// What a proof script says in the kernel's terms. Nothing here is trusted: a script proposes lemmas, and what it defines
/// goes into the certificate.
package struct ScriptElaborator: Sendable {
  private var elaborator: Elaborator
  private var known: Int
  private let families: Int
  /// The claim's own definitions that are read already.
  private let read: Set<Int>
  /// Whether the claim is only asked for what the script speaks of.
  private let isSurvey: Bool

  package init(_ elaboration: Elaboration, _ script: Script, isSurvey: Bool = false) {
    self.isSurvey = isSurvey
    read = Set(elaboration.elaborator.families.keys)
    elaborator = elaboration.elaborator
    elaborator.firstOfScript = script.firstDefinition
    elaborator.theorem = script.theorem
    known = elaborator.definitions.count
    families = elaborator.theory.arities.count - known
  }

  /// The facts that say what a statement says for all values of some names, under a premise.
  ///
  /// - Throws: a `Refusal` too where the statement needs a family that is no operation of others (`if`, a derivative that
  ///   the claim does not name).
  package mutating func facts(
    for ranges: [Script.Range], premise: Statement?,
    _ statement: Statement
  ) throws(Refusal) -> [Fact] {
    var place = try self.place(ranges)
    var whole = premise.map { Statement.implies($0, statement) } ?? statement
    if case .forallReal(let quantification) = statement, premise == nil {
      whole = try specialised(quantification, &place)
    }
    let facts = try elaborator.facts(whole, place, isGoal: false)
    try requireOperations()
    return facts
  }

  /// A statement about all real numbers of a name that the conclusion has: about its number, of which as little is known.
  private mutating func specialised(
    _ quantification: Statement.RealQuantification, _ place: inout Place
  ) throws(Refusal) -> Statement {
    let name = quantification.name
    guard case .free? = elaborator.origins[name], elaborator.theory.arities[name] == 0 else {
      throw Refusal(
        "'forall real \(name)' where the conclusion has no such number, or has one for each index",
        quantification.position)
    }
    let number = RealPolynomial(Atom(name))
    place.values[quantification.slot] = ComplexPolynomial(number)
    if let domain = quantification.domain {
      place.premises += try elaborator.ends(of: domain, number, place).map(\.literal)
    }
    return quantification.filter.map { .implies($0, quantification.body) } ?? quantification.body
  }

  /// Index arithmetic in the names of ranges.
  package func index(
    _ term: Term, for ranges: [Script.Range]
  ) throws(Refusal) -> IndexTerm {
    try elaborator.index(term, try place(ranges))
  }

  /// The literals and conditions on indices that a statement is made of, for distinctions of cases.
  package mutating func cases(
    _ statement: Statement, for ranges: [Script.Range]
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
    _ term: Term, for ranges: [Script.Range]
  ) throws(Refusal) -> ComplexPolynomial {
    let value = try elaborator.value(term, try place(ranges))
    try requireOperations()
    return value
  }

  /// What a name of ranges is called in the facts, by its slot.
  package func name(of slot: Int, for ranges: [Script.Range]) throws(Refusal) -> String? {
    try place(ranges).indices[slot]?.names.first
  }

  /// The families that were needed since this was asked last, beside the claim's.
  package mutating func newDefinitions() -> [FamilyDefinition] {
    defer { known = elaborator.definitions.count }
    return Array(elaborator.definitions[known...])
  }

  private func place(
    _ ranges: [Script.Range]
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

  /// The claim's `let`s that the script speaks of and that nothing in the claim rests on, where they bring families.
  package var unreadLets: [String] {
    guard elaborator.theory.arities.count - elaborator.definitions.count > families else { return [] }
    return elaborator.families.keys.filter { $0 < elaborator.firstOfScript && !read.contains($0) }.sorted()
      .map { elaborator.theorem.definitions[$0].name }
  }

  private func requireOperations() throws(Refusal) {
    if isSurvey { return }
    guard elaborator.theory.arities.count - elaborator.definitions.count == families else {
      throw Refusal(
        "this needs a family that the claim does not have: an 'if', a complex product, a sine, a mean or a derivative"
      )
    }
  }
}
