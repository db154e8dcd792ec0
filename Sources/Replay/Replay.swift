import Claims
import Enclosures

/// The second road: decides an instance of a theorem by walking the theorem as it is written.
///
/// There is no program, no rewriting and no folding here. Each operation is carried out where it stands, on intervals and
/// then on exact numbers, after asking whether it has a value; derivatives follow the textbooks' rules on the same
/// tree. A fault in lowering or in the machines of `Evaluation` is therefore no fault here.
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
      for precision in [128, 512] where precision <= max(bits, 128) {
        verdict = Walk<Interval>(self, precision: precision).verdict()
        if case .undecided = verdict { continue }
        return verdict
      }
      for precision in [256, bits] {
        verdict = Walk<ExactReal>(self, precision: precision).verdict()
        if case .undecided = verdict { continue }
        return verdict
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

/// Why a number or a truth is missing, in the order in which one prevails over another.
enum Lack: Error {
  case undefined(String)
  case vacuous(String)
  /// More work could tell; the part may turn out to be vacuous where it `mayBeEmpty`.
  case undecided(String, mayBeEmpty: Bool)

  private var rank: Int {
    switch self {
    case .undefined: 0
    case .vacuous: 1
    case .undecided(_, let mayBeEmpty): mayBeEmpty ? 3 : 2
    }
  }

  static func worse(_ x: Lack, _ y: Lack) -> Lack { y.rank > x.rank ? y : x }

  static func untold(_ reason: String) -> Lack { .undecided(reason, mayBeEmpty: false) }
  static let limit = Lack.undecided("the limit of the second evaluation's work", mayBeEmpty: true)
}

/// A truth value of strong Kleene logic, with the reason where it is open.
enum Truth {
  case yes, no
  case open(Lack)

  init(_ trilean: Trilean) {
    switch trilean {
    case .yes: self = .yes
    case .no: self = .no
    case .unknown: self = .open(.untold("a comparison closer than the precision limit"))
    }
  }

  static prefix func ! (x: Truth) -> Truth {
    switch x {
    case .yes: .no
    case .no: .yes
    case .open: x
    }
  }

  /// One false part settles a conjunction; of a quantifier (`isQuantified`) every element is evaluated, so that an empty
  /// maximum in one of them prevails.
  static func all(_ parts: [Truth], isQuantified: Bool = false) -> Truth {
    var (isFalse, worst, empty) = (false, Lack?.none, Lack?.none)
    for part in parts {
      switch part {
      case .yes: break
      case .no: isFalse = true
      case .open(let lack):
        if case .vacuous = lack { empty = lack }
        worst = worst.map { Lack.worse($0, lack) } ?? lack
      }
    }
    if isQuantified, let empty { return .open(empty) }
    guard let worst else { return isFalse ? .no : .yes }
    if isFalse, case .undecided(_, mayBeEmpty: true) = worst, isQuantified { return .open(worst) }
    return isFalse ? .no : .open(worst)
  }

  static func any(_ parts: [Truth], isQuantified: Bool = false) -> Truth {
    !all(parts.map { !$0 }, isQuantified: isQuantified)
  }
}

/// Numbers that know what work with them costs, in tens of nanoseconds.
protocol ReplayNumber: RealEnclosure { var workload: Int { get } }
extension ExactReal: ReplayNumber {}
extension Interval: ReplayNumber { var workload: Int { 30 } }
