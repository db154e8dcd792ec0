/// How far exact numbers may grow in the work at hand, and which limit they met.
///
/// It is in force on the thread that runs `ExactAllowance.$current.withValue`; without one the usual limits hold.
/// Looked at only where a number is already long.
package final class ExactAllowance: @unchecked Sendable {
  @TaskLocal package static var current: ExactAllowance?

  /// A limit that was met, so that a number is known by an enclosure alone or a sign is not known.
  package enum Limit: Hashable, Sendable {
    /// A fraction of more bits than this.
    case fractionBits(Int)
    /// A separation bound of more bits than this.
    case separationBits(Int)
    /// A root of a greater degree.
    case rootDegree(Int)
  }

  /// The bits of a fraction that is kept exactly.
  package let largestBitCount: Int
  /// The first limit that was met.
  package private(set) var met: Limit?

  package init(largestBitCount: Int = ExactReal.largestBitCount) { self.largestBitCount = largestBitCount }

  static func note(_ limit: Limit) {
    if let current, current.met == nil { current.met = limit }
  }
}

extension ExactReal {
  /// Whether fractions of so many bits are kept exactly in the work at hand.
  static func admits(bitCount: Int) -> Bool {
    if bitCount <= largestBitCount { return true }
    let limit = ExactAllowance.current?.largestBitCount ?? largestBitCount
    if bitCount <= limit { return true }
    ExactAllowance.note(.fractionBits(limit))
    return false
  }
}
