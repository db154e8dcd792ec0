import Evaluation
import Inputs
import Numbers
import Programs

/// One way to look for a violation, or to make more of one that was found.
protocol SearchPhase: Sendable {
  /// Whether it runs after a violation was found, instead of before.
  var isAboutViolation: Bool { get }

  /// Returns a violation: the first, or one that takes the place of the present one.
  ///
  /// - Throws: an `InputError` where the theorem cannot be evaluated.
  func run(_ search: inout TheoremSearch) throws(InputError) -> Violation?
}

extension SearchPhase {
  var isAboutViolation: Bool { false }
}

/// An instance that violates the theorem, with what has decided so.
struct Violation {
  var generator: InstanceGenerator
  var engine: Engine
  var inputs: [Rational]
  var ground: GroundTheorem { engine.ground }
}
