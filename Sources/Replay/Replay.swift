import Claims
import Enclosures
import ExactReals
import Inputs
import Numbers

/// The second road: decides an instance of a theorem by walking the theorem as it is written.
///
/// There is no program, no rewriting and no folding here. Each operation is carried out where it stands, on intervals and
/// then on exact numbers, after asking whether it has a value; derivatives follow the textbooks' rules on the same
/// tree. A fault in lowering or in the machines of `Evaluation` is therefore no fault here.
///
/// To be read in this order: `Truth` (what may be missing, and Kleene's logic), `Walk` (elements and scopes), `Walk+Rules`
/// (where each operation has a value), `Walk+Terms`, `Walk+Derivatives`, `Walk+Statements`. Numbers are those of
/// `Enclosures` and `ExactReals`, the rules of differentiation those of `OneSidedJet` in `Numbers`. `Failures` lists what fails, and decides nothing.
package struct Replay {
  /// What the walk says of an instance.
  package enum Verdict: Sendable, Equatable {
    case holds, violated, vacuous
    /// Where a value is missing, and why.
    case undefined(String)
    /// Why it is not told: a limit was reached, or there is no means here (a mean, a quantifier over the reals that holds).
    case undecided(String)
  }

  package let theorem: Theorem
  package let instance: Instance
  /// Reals at which a `forall real` of that name is tried.
  package let points: [String: Rational]
  /// Broken off where it answers true.
  package let isCancelled: () -> Bool

  package init(
    _ theorem: Theorem, _ instance: Instance, points: [String: Rational] = [:],
    isCancelled: @escaping () -> Bool = { false }
  ) {
    (self.theorem, self.instance, self.points, self.isCancelled) = (theorem, instance, points, isCancelled)
  }

  /// The verdict: of intervals where they decide, else of exact numbers, within the precision limit.
  package func decide(bits: Int = 2048) -> Verdict {
    withDeepStack {
      var verdict = Verdict.undecided("the precision limit")
      for (precision, isExact) in [(128, false), (512, false), (256, true), (bits, true)]
      where isExact || precision <= max(bits, 128) {
        verdict =
          isExact
          ? Walk<ExactReal>(self, precision: precision).verdict()
          : Walk<Interval>(self, precision: precision).verdict()
        guard case .undecided = verdict else { return verdict }
      }
      return verdict
    }
  }
}
