import Elaboration
import ProofKernel

/// One of the values that a greatest or least value over a range is taken of, at names of its own.
struct OpenedExtremum {
  var names: [String]
  /// Where the names may be.
  var guards: [IndexTerm]
  var value: RealPolynomial

  /// - Parameter taken: Names that mean something else there.
  init?(_ definition: FamilyDefinition, at atom: Atom, besides taken: Set<String>) {
    let (bound, range, bodies) = definition.kind.parts
    names = bound.fresh(besides: taken)
    let values = definition.values(at: atom)
      .merging(zip(bound, names.map { IndexTerm($0) })) { $1 }
    guard let body = bodies.first, let value = try? body.substituting(values),
      let guards = try? range.map({ try $0.substituting(values) })
    else { return nil }
    (self.value, self.guards) = (value, guards)
  }
}

extension [String] {
  /// These names, with primes where they are taken or said twice.
  func fresh(besides taken: Set<String>) -> [String] {
    reduce(into: []) { names, name in
      var fresh = name
      while taken.contains(fresh) || names.contains(fresh) { fresh += "'" }
      names.append(fresh)
    }
  }
}
