import Claims
import Enclosures

/// The second road: decides an instance of a theorem by walking the theorem as it is written.
///
/// There is no program, no rewriting and no folding here. Each operation is carried out where it stands, on intervals and
/// then on exact numbers, after asking whether it has a value; derivatives follow the textbooks' rules on the same
/// tree. A fault in lowering or in the machines of `Evaluation` is therefore no fault here.
///
/// To be read in this order: `Truth` (what may be missing, and Kleene's logic), `Jet` (numbers with derivatives), `Walk`
/// (elements and scopes), `Walk+Rules` (where each operation has a value), `Walk+Terms`, `Walk+Derivatives`, `Walk+Statements`.
public struct Replay {
  /// What the walk says of an instance.
  public enum Verdict: Sendable, Equatable {
    case holds, violated, vacuous
    /// Where a value is missing, and why.
    case undefined(String)
    /// Why it is not told: a limit was reached, or there is no means here (a mean, a quantifier over the reals that holds).
    case undecided(String)
  }

  /// A comparison of the conclusion that fails.
  public struct Failure: Sendable {
    /// Which `conclude` item, from 1.
    public var conclusion: Int
    /// The values of the index names there, outermost first.
    public var indices: [(name: String, value: Int)]
    public var reals: [(name: String, value: Rational)]
    /// Bounds of both sides; nil where complex numbers are compared.
    public var left: Bounds?
    public var right: Bounds?

    public init(
      conclusion: Int, indices: [(name: String, value: Int)], reals: [(name: String, value: Rational)],
      left: Bounds? = nil, right: Bounds? = nil
    ) {
      (self.conclusion, self.indices, self.reals) = (conclusion, indices, reals)
      (self.left, self.right) = (left, right)
    }
  }

  /// Rational bounds of a number; nil is infinity.
  public struct Bounds: Sendable, Equatable {
    public var lower: Rational?
    public var upper: Rational?
    public init(lower: Rational?, upper: Rational?) { (self.lower, self.upper) = (lower, upper) }
  }

  public let theorem: Theorem
  public let instance: Instance
  /// Reals at which a `forall real` of that name is tried.
  public let points: [String: Rational]
  /// Broken off where it answers true.
  public let isCancelled: () -> Bool

  public init(
    _ theorem: Theorem, _ instance: Instance, points: [String: Rational] = [:],
    isCancelled: @escaping () -> Bool = { false }
  ) {
    (self.theorem, self.instance, self.points, self.isCancelled) = (theorem, instance, points, isCancelled)
  }

  /// The verdict: of intervals where they decide, else of exact numbers, within the precision limit.
  public func decide(bits: Int = 2048) -> Verdict {
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

  /// What fails of conclusion `number`: for each combination of its free indices the whole, without sides, and then the
  /// comparisons that make it fail; `body` ends the walk with false.
  public func failures(of number: Int, bits: Int = 2048, _ body: (Failure) -> Bool) {
    withDeepStack {
      Walk<ExactReal>(self, precision: min(max(bits, 256), 1024)).failures(of: number, body)
    }
  }
}
