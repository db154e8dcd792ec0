/// What holds at a place of a proof beside the theory.
package struct Context: Sendable {
  /// Names of whole numbers that may be used.
  package var scope: Set<String>
  /// Conditions on them, those of the sizes included.
  package var guards: [IndexTerm]
  package internal(set) var facts: [String: Literal] = [:]

  /// Variables under guards, beside what the theory knows of sizes.
  package init(_ theory: Theory, for variables: [String] = [], where guards: [IndexTerm] = []) {
    scope = Set(variables).union(theory.constants)
    self.guards = theory.guards + guards
  }

  /// The context with one more literal under a name that is free.
  package func adding(_ name: String, _ literal: Literal, _ theory: Theory) throws(KernelError) -> Context {
    try require(facts[name] == nil && theory.facts[name] == nil, "two facts are called '\(name)'")
    var next = self
    next.facts[name] = literal
    return next
  }

  package func adding(_ condition: IndexTerm) -> Context {
    var next = self
    next.guards.append(condition)
    return next
  }

  package func entails(_ condition: IndexTerm) -> Bool { Entailment.follows(condition, from: guards) }

  func requireScope(_ terms: [IndexTerm]) throws(KernelError) {
    for term in terms {
      try require(scope.isSuperset(of: term.names), "the index \(term) rests on a name that is not in scope")
    }
  }
}
