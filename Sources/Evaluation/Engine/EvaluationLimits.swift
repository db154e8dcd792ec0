import ExactReals

/// How far a decision is escalated: one limit for each kind of what can grow without end.
public struct EvaluationLimits: Sendable {
  /// The greatest precision, in bits, of enclosures of values that are not algebraic.
  public var bits: Int {
    didSet { bits = Self.admissible(bits) }
  }
  /// What one run of exact arithmetic may cost, in steps of some nanoseconds.
  package var exactWork = searchWork
  /// The bits of a fraction that is kept exactly.
  package var fractionBits = ExactReal.largestBitCount

  static let searchWork = 60_000_000

  /// Limits with `bits` of precision, brought into 53 … 2^24.
  public init(bits: Int = 2048) { self.bits = Self.admissible(bits) }

  /// The same for an instance that somebody names, which may take a minute: a rational one stays undecided only
  /// where its numbers would not fit into memory.
  package var forNamedInstance: EvaluationLimits {
    var limits = self
    limits.exactWork = max(exactWork, 1000 * Self.searchWork)
    limits.fractionBits = max(fractionBits, 1 << 27)
    return limits
  }

  /// From the precision of doubles up to 2^24.
  private static func admissible(_ bits: Int) -> Int { min(max(bits, 53), 1 << 24) }
}

/// The limit at which a decision stayed open.
public enum EvaluationLimit: Hashable, Sendable, CustomStringConvertible {
  /// The cost of a run of exact arithmetic.
  case exactWork(Int)
  /// The bits of a fraction in exact arithmetic.
  case fractionBits(Int)
  /// The bits at which two sums of roots are told apart.
  case separationBits(Int)
  /// The degree of a root.
  case rootDegree(Int)
  /// The precision of enclosures.
  case bits(Int)
  /// The boxes of a quantifier over the reals.
  case boxes
  /// The panels and the precision of a mean.
  case panels
  /// What can be told of a derivative beside the instance, where something below it switches or vanishes.
  case derivative
  /// Asked to end.
  case interrupt

  public var description: String {
    switch self {
    case .exactWork(let n): "the limit of \(n) steps of exact arithmetic"
    case .fractionBits(let n): "the limit of \(n) bits of a fraction"
    case .separationBits(let n): "the limit of \(n) bits to tell sums of roots apart"
    case .rootDegree(let n): "the limit of degree \(n) of a root"
    case .bits(let n): "the limit of \(n) bits of precision"
    case .boxes: "the limit of boxes of a quantifier over the reals"
    case .panels: "the limit of panels of a mean"
    case .derivative: "the limit of what is told of a derivative where something switches or vanishes"
    case .interrupt: "an interrupt"
    }
  }

  /// The limit that exact numbers met.
  init(_ met: ExactAllowance.Limit) {
    switch met {
    case .fractionBits(let n): self = .fractionBits(n)
    case .separationBits(let n): self = .separationBits(n)
    case .rootDegree(let n): self = .rootDegree(n)
    }
  }

  /// Whether it is a limit of what is carried exactly: numbers that are too long, not sides too near to each other.
  package var isOfExactNumbers: Bool {
    switch self {
    case .exactWork, .fractionBits, .separationBits, .rootDegree: true
    case .bits, .boxes, .panels, .derivative, .interrupt: false
    }
  }
}
