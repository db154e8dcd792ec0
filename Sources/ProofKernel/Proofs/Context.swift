/// What holds at a place of a proof beside the theory.
struct Context {
  /// Names of whole numbers that may be used.
  var scope: Set<String>
  /// Conditions on them, those of the sizes included.
  var guards: [IndexTerm]
  var facts: [String: Literal] = [:]

  /// The context with one more literal under a name that is free.
  func adding(_ name: String, _ literal: Literal, _ theory: Theory) throws(KernelError) -> Context {
    try require(facts[name] == nil && theory.facts[name] == nil, "two facts are called '\(name)'")
    var next = self
    next.facts[name] = literal
    return next
  }

  func adding(_ condition: IndexTerm) -> Context {
    var next = self
    next.guards.append(condition)
    return next
  }

  func entails(_ condition: IndexTerm) -> Bool { Entailment.follows(condition, from: guards) }

  func requireScope(_ terms: [IndexTerm]) throws(KernelError) {
    for term in terms {
      try require(scope.isSuperset(of: term.names), "the index \(term) rests on a name that is not in scope")
    }
  }
}
