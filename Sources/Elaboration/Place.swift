import Claims
import Inputs
import Numbers
import ProofKernel

/// Why something of a claim cannot be said in the kernel's terms.
package struct Refusal: Error, Hashable, Sendable {
  package var message: String
  package var position: Position?

  package init(_ message: String, _ position: Position? = nil) {
    (self.message, self.position) = (message, position)
  }

  /// With the place of the item that it was met in where it has none of its own.
  func within(_ item: Position) -> Refusal { Refusal(message, position ?? item) }
}

/// Where a term stands: what its names are, and what is known of them there.
struct Place {
  /// Index variables that are in scope, outermost first.
  var variables: [String] = []
  /// Conditions on them, each at least 0.
  var guards: [IndexTerm] = []
  /// What holds of real numbers: domains and left sides of implications.
  var premises: [Literal] = []
  /// By integer slots.
  var indices: [Int: IndexTerm] = [:]
  /// By value slots.
  var values: [Int: ComplexPolynomial] = [:]
  /// The owners of values that are arguments, by value slots; the others are names of `forall real`.
  var arguments: [Int: String] = [:]

  /// The fact that a literal holds wherever this is.
  func fact(_ literal: Literal) -> Fact {
    Fact(for: variables, where: guards, given: premises, literal)
  }
}

extension Elaborator {
  // MARK: Index arithmetic

  /// Index arithmetic as a linear term; nil where it is something else, not linear, or of such numbers that it may not fit
  /// a word at large sizes, where the language gives it no value.
  func linear(_ term: Term, _ place: Place) -> IndexTerm? {
    guard let result = unlimited(term, place), result.constant.magnitude <= Self.largestFactor,
      result.parts.allSatisfy({ $0.factor.magnitude <= Self.largestFactor })
    else { return nil }
    return result
  }

  private func unlimited(_ term: Term, _ place: Place) -> IndexTerm? {
    switch term {
    case .number(let value): return value.word.map { IndexTerm($0) }
    case .size(let k):
      return fixed[theorem.sizes[k].name].map { IndexTerm($0) } ?? IndexTerm(theorem.sizes[k].name)
    case .index(let slot): return place.indices[slot]
    case .negation(let x): return linear(x, place).flatMap { try? IndexTerm(0).subtracting($0) }
    case .sum(let summands):
      var sum = IndexTerm(0)
      for summand in summands {
        guard let x = linear(summand.term, place),
          let next = try? sum.adding(x, times: summand.isNegated ? -1 : 1)
        else { return nil }
        sum = next
      }
      return sum
    case .product(let factors):
      var product = IndexTerm(1)
      for factor in factors {
        guard !factor.isDivisor, let x = linear(factor.term, place) else { return nil }
        let (number, term) = x.parts.isEmpty ? (x.constant, product) : (product.constant, x)
        guard x.parts.isEmpty || product.parts.isEmpty,
          let next = try? IndexTerm(0).adding(term, times: number)
        else { return nil }
        product = next
      }
      return product
    default: return nil
    }
  }

  func index(_ term: Term, _ place: Place) throws(Refusal) -> IndexTerm {
    guard let result = linear(term, place) else {
      throw Refusal(
        "index arithmetic that is not linear (a product of names, a power, a min or max), or has numbers beyond \(Self.largestFactor)"
      )
    }
    return result
  }

  /// The place with a name that runs over its range.
  func bind(_ binding: IndexBinding, in place: Place) throws(Refusal) -> Place {
    var inside = place
    let name = fresh(binding.name, place)
    inside.variables.append(name)
    inside.indices[binding.slot] = IndexTerm(name)
    let ends = (try index(binding.range.lower, place), try index(binding.range.upper, place))
    inside.guards += [try difference(IndexTerm(name), ends.0), try difference(ends.1, IndexTerm(name))]
    return inside
  }

  func bind(_ bindings: [IndexBinding], in place: Place = Place()) throws(Refusal) -> Place {
    var inside = place
    for binding in bindings { inside = try bind(binding, in: inside) }
    return inside
  }

  func fresh(_ name: String, _ place: Place) -> String { fresh(name, besides: Set(place.variables)) }

  func fresh(_ name: String, besides taken: Set<String>) -> String {
    var name = name
    while taken.contains(name) || theory.constants.contains(name) { name += "'" }
    return name
  }

  /// a - b
  func difference(_ a: IndexTerm, _ b: IndexTerm) throws(Refusal) -> IndexTerm {
    try kernel { () throws(KernelError) in try a.subtracting(b) }
  }

  /// The condition that t is at most -1, for the one that t is at least 0.
  func negation(_ condition: IndexTerm) throws(Refusal) -> IndexTerm {
    try difference(IndexTerm(-1), condition)
  }

  func entails(_ place: Place, _ condition: IndexTerm) -> Bool {
    Entailment.follows(condition, from: theory.guards + place.guards)
  }

  /// Whether one of the lists of conditions holds wherever the guards do.
  func isCovered(_ lists: [[IndexTerm]], _ guards: [IndexTerm]) throws(Refusal) -> Bool {
    guard let first = lists.first else { return Entailment.follows(IndexTerm(-1), from: guards) }
    for condition in first where !Entailment.follows(condition, from: guards) {
      if !(try isCovered(Array(lists.dropFirst()), guards + [try negation(condition)])) { return false }
    }
    return true
  }

  func kernel<Value>(_ work: () throws(KernelError) -> Value) throws(Refusal) -> Value {
    do throws(KernelError) {
      return try work()
    } catch {
      throw Refusal(error.words)
    }
  }
}
