import Claims
import Evaluation
import Sampling
import Search

/// That a counterexample has values which its theorem's distributions never draw.
enum NeverDrawnText {
  private static let shown = 3

  /// `x[1] = -1 is never drawn by its distribution exponential(1)`, one for each value.
  static func facts(_ found: Counterexample?, _ theorem: Theorem) -> [String] {
    guard let found else { return [] }
    return NeverDrawn.all(in: found.instance, of: theorem).map { value in
      "\(value.name) = \(InstanceText.complex(NumberText.short(value.value.re), NumberText.short(value.value.im))) is never drawn by its distribution \(value.law)"
    }
  }

  static func lines(_ found: Counterexample?, _ theorem: Theorem) -> [String] {
    let facts = facts(found, theorem)
    guard !facts.isEmpty else { return [] }
    let more = facts.count > shown ? ["and so with \(facts.count - shown) more"] : []
    return [
      "  \((facts.prefix(shown) + more).joined(separator: "; ")) (a distribution is no hypothesis, a domain is)"
    ]
  }
}
