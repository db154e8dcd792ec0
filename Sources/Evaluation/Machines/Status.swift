import Numbers
import Programs

/// Whether a register holds a number, and if not, why.
///
/// The order of the raw values is the order in which failures of several operands prevail:
/// `indeterminate` (more precision may show something else) before an error of the claim, before
/// vacuity, before undefinedness.
package struct Status: Equatable, Sendable {
  @usableFromInline var raw: UInt32

  @inlinable init(raw: UInt32) { self.raw = raw }

  @inlinable package static var defined: Status { Status(raw: 0) }
  @inlinable package static var indeterminate: Status { Status(raw: 4 << 28) }

  @inlinable
  package init(_ kind: FailureKind, site: Int32) {
    raw = kind.rawValue << 28 | UInt32(site)
  }

  @inlinable package var isDefined: Bool { raw == 0 }
  @inlinable package var failure: FailureKind? { FailureKind(rawValue: raw >> 28) }
  @inlinable package var site: Int { Int(raw & 0x0fff_ffff) }

  @inlinable
  package static func merge(_ x: Status, _ y: Status) -> Status { x.raw >= y.raw ? x : y }
}

/// A truth value in strong Kleene logic that knows why it is not decided.
///
/// `unknown` is true or false, only not known which; `indeterminate` may also be a failure, which more
/// precision would show. The difference matters where a choice depends on the truth: between two
/// defined values, an unknown truth chooses some defined value, an indeterminate one perhaps none.
///
/// The raw values' top four bits: true 0, failures 1 to 3 and indeterminate 4 as in `Status`, unknown 5,
/// false 6.
package struct Truth: Equatable, Sendable {
  @usableFromInline var raw: UInt32

  @inlinable init(raw: UInt32) { self.raw = raw }

  @inlinable package static var yes: Truth { Truth(raw: 0) }
  @inlinable package static var indeterminate: Truth { Truth(raw: 4 << 28) }
  @inlinable package static var unknown: Truth { Truth(raw: 5 << 28) }
  @inlinable package static var no: Truth { Truth(raw: 6 << 28) }

  @inlinable
  package init(_ decided: Trilean) {
    switch decided {
    case .yes: self = .yes
    case .no: self = .no
    case .unknown: self = .unknown
    }
  }

  /// The truth of a formula one of whose operands failed or may fail.
  @inlinable package init(_ failed: Status) { raw = failed.raw }

  @inlinable package var isDecided: Bool { self == .yes || self == .no }
  @inlinable package var failure: FailureKind? { FailureKind(rawValue: raw >> 28) }
  @inlinable package var site: Int { Int(raw & 0x0fff_ffff) }

  /// The status of a number that cannot be told without this truth, which is not decided.
  @inlinable var status: Status { self == .unknown ? .indeterminate : Status(raw: raw) }

  @inlinable
  package static func && (x: Truth, y: Truth) -> Truth {
    if x == .yes || y == .no { return y }
    if y == .yes || x == .no { return x }
    return undecided(x, y)
  }

  @inlinable
  package static func || (x: Truth, y: Truth) -> Truth {
    if x == .no || y == .yes { return y }
    if y == .no || x == .yes { return x }
    return undecided(x, y)
  }

  /// Two undecided operands: a failure beside something that may still settle the whole is no certain
  /// failure.
  @inlinable
  static func undecided(_ x: Truth, _ y: Truth) -> Truth {
    if x.failure != nil && y.failure != nil { return x.raw >= y.raw ? x : y }
    return x == y ? x : .indeterminate
  }

  /// `x`, unless `y` is vacuous or may turn out to be.
  @inlinable
  package static func unlessVacuous(_ x: Truth, _ y: Truth) -> Truth {
    y.failure == .vacuous || y == .indeterminate ? y : x
  }

  @inlinable
  package static prefix func ! (x: Truth) -> Truth {
    if x == .yes { return .no }
    if x == .no { return .yes }
    return x
  }
}
