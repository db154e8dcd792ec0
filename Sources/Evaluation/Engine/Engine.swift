import Claims
import Enclosures

/// Decides instances of a theorem at given sizes: the cheapest rung first, the next only for what
/// stayed undecided, up to exact arithmetic and the precision limit.
///
/// An engine keeps its rungs' registers; use one engine per thread.
public final class Engine {
  /// How far the engine climbs.
  public struct Limits: Sendable {
    /// The greatest precision, in bits, of enclosures of values that are not algebraic.
    public var bits: Int
    public init(bits: Int = 2048) { self.bits = max(bits, 53) }
  }

  public let ground: GroundTheorem
  public let limits: Limits
  /// Whether exact arithmetic decides every comparison of the program.
  public let isAlgebraic: Bool

  private let ball: ScalarRung<Ball>
  private var higher: [(any Rung)?]
  private let precisions: [Int]

  /// How high the last question climbed: 0 is the first rung.
  public private(set) var lastHeight = 0

  public init(_ ground: GroundTheorem, limits: Limits = Limits()) {
    self.ground = ground
    self.limits = limits
    let program = ground.program
    isAlgebraic = program.isAlgebraic
    ball = ScalarRung("double balls", program, precision: 53)
    var precisions: [Int] = []
    if !program.isAlgebraic {
      var bits = 128
      while bits < limits.bits {
        precisions.append(bits)
        bits *= 2
      }
    } else if !program.blocks.isEmpty || program.instructions.count > 20_000 {
      precisions.append(min(192, limits.bits))
    }
    self.precisions = precisions
    higher = Array(repeating: nil, count: precisions.count + 1)
  }

  /// The rungs above the first, made when first needed; the last is exact arithmetic.
  private func rung(_ k: Int) -> any Rung {
    if let made = higher[k] { return made }
    let made: any Rung
    if k < precisions.count {
      made = ScalarRung<Interval>("\(precisions[k])-bit intervals", ground.program, precision: precisions[k])
      {
        Subdivision().decide($0, $1)
      }
    } else {
      let quantifier = ExactQuantifier(ground.program)
      made = ScalarRung<ExactReal>("exact arithmetic", ground.program, precision: limits.bits) {
        quantifier.decide($0, $1)
      }
    }
    higher[k] = made
    return made
  }

  /// The verdict, without its details: what search asks by the thousand.
  ///
  /// - Throws: an `InputError` where the instance reaches a reference outside every equation or range.
  public func verdict(_ instance: [Rational]) throws(InputError) -> InstanceVerdict {
    let (outcome, _) = climb(instance)
    return try verdict(of: outcome)
  }

  private func verdict(of outcome: Outcome) throws(InputError) -> InstanceVerdict {
    if let site = outcome.site, ground.program.sites[site].kind == .outOfRange {
      let failed = ground.program.sites[site]
      let sizes = zip(ground.theorem.sizes, ground.sizes).map { "\($0.name) = \($1)" }
      let place = sizes.isEmpty ? "" : " (reached at \(sizes.joined(separator: ", ")))"
      throw InputError(
        file: ground.theorem.file, position: failed.position, message: failed.message + place)
    }
    return outcome.verdict ?? .undecided
  }

  private func climb(_ instance: [Rational]) -> (Outcome, any Rung) {
    lastHeight = 0
    var outcome = ball.outcomes(of: [instance])[0]
    if outcome.verdict != nil { return (outcome, ball) }
    for k in higher.indices {
      let next = rung(k)
      lastHeight = k + 1
      outcome = next.outcomes(of: [instance])[0]
      if outcome.verdict != nil { return (outcome, next) }
    }
    return (outcome, rung(higher.count - 1))
  }

  /// The verdict with its margin, failing comparison and place.
  public func decide(_ instance: [Rational]) throws(InputError) -> Decision {
    let (outcome, deciding) = climb(instance)
    let verdict = try verdict(of: outcome)
    var decision = Decision(verdict: verdict, rung: deciding.name)
    decision.site = outcome.site.map { ground.program.sites[$0] }
    let exact = rung(higher.count - 1)
    switch verdict {
    case .holds: decision.margin = exact.margin(of: instance) ?? deciding.margin(of: instance)
    case .violated:
      decision.failing =
        exact.failingComparison(of: instance) ?? deciding.failingComparison(of: instance)
    case .vacuous, .undefined, .undecided: break
    }
    return decision
  }

  /// How near the instance last asked for comes to violating the conclusion, by the first rung's
  /// midpoints: the least of (right − left)/(|left| + |right|). For search; nothing is certified.
  public func closeness() -> Double? {
    var least: Double?
    for trace in ground.program.conclusions {
      guard let next = ball.machine.closeness(trace) else { continue }
      least = min(least ?? next, next)
    }
    return least
  }

  /// The margin of an instance that holds, as well as exact arithmetic knows it.
  public func exactMargin(_ instance: [Rational]) -> CertifiedValue? {
    rung(higher.count - 1).margin(of: instance)
  }

  /// Bounds of the margin at the first rung, for the instance last asked for, where it holds; ±infinity where there is none.
  public func roughMargin() -> (lower: Double, upper: Double)? {
    guard let margin = ball.machine.margin(ground.program.conclusions) else { return nil }
    return (margin.lowerBound, margin.upperBound)
  }
}

extension ScalarMachine where Number == Ball {
  /// See `Engine.closeness`; comparisons with both sides 0 say nothing.
  fileprivate func closeness(_ trace: Trace) -> Double? {
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      guard statuses[Int(left)].isDefined, statuses[Int(right)].isDefined else { return nil }
      let (x, y) = (reals[Int(left)].midpoint, reals[Int(right)].midpoint)
      let size = x.magnitude + y.magnitude
      guard size > 0, size < .infinity else { return nil }
      switch relation {
      case .less, .lessOrEqual: return (y - x) / size
      case .greater, .greaterOrEqual: return (x - y) / size
      case .equal: return -(y - x).magnitude / size
      case .notEqual: return (y - x).magnitude / size
      }
    case .all(let parts): return parts.compactMap(closeness).min()
    case .any(let parts): return parts.compactMap(closeness).max()
    case .implies(let left, let right): return truths[Int(left.truth)] == .yes ? closeness(right) : nil
    case .forallReal, .opaque: return nil
    }
  }
}

extension Program {
  /// Whether the program uses only + − · / abs max min, whole and rational powers, square roots and
  /// comparisons, so that exact arithmetic decides every comparison.
  public var isAlgebraic: Bool {
    (instructions + blocks.flatMap(\.instructions)).allSatisfy { n in
      switch n.opcode {
      case .pi, .exp, .log, .sin, .cos, .tanh, .sigmoid, .softplus, .silu, .atan2, .gaussian,
        .indeterminate, .isUndecided:
        false
      // x^y with y not a constant is algebraic for every rational y.
      default: true
      }
    }
  }
}
