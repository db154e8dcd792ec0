import Elaboration
import Inputs
import ProofKernel

/// What a script says in the kernel's terms: lemmas in order, and how the conclusion follows.
package struct ProofPlan: Sendable {
  package enum Split: Sendable {
    /// Where the term is at least 0, and where it is not.
    case index(IndexTerm)
    /// Where the polynomial is at least 0, and where it is not.
    case sign(RealPolynomial)

    /// The names of indices that it rests on.
    var names: Set<String> {
      switch self {
      case .index(let term): Set(term.names)
      case .sign(let polynomial): polynomial.indexNames
      }
    }
  }
  package enum Method: Sendable {
    case outright
    /// From the lower end that the guards give where none is named.
    case induction(on: String, from: IndexTerm?)
    case cases([Split])
    case squares([RealPolynomial])
    case contradiction
  }
  package struct Step: Sendable {
    package var name: String
    /// Together what the step says.
    package var facts: [Fact]
    package var method: Method
    /// Names of steps, or of what the claim says, that it follows from; none: whatever is in sight.
    package var reasons: [String]
    /// The step in the claim's own words.
    package var text: String
    package var position: Position?

    package init(
      _ name: String, _ facts: [Fact], by method: Method = .outright, because reasons: [String] = [],
      text: String = "",
      at position: Position? = nil
    ) {
      (self.name, self.facts, self.method, self.reasons) = (name, facts, method, reasons)
      (self.text, self.position) = (text, position)
    }
  }

  package var definitions: [FamilyDefinition] = []
  package var steps: [Step] = []
  package var method: Method = .outright
  package var reasons: [String] = []

  package init() {}

  /// Whether all is left to the prover.
  var isEmpty: Bool {
    guard steps.isEmpty, reasons.isEmpty, case .outright = method else { return false }
    return true
  }
}
