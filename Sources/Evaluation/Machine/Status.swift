import Enclosures

/// Whether a register holds a number, and if not, why.
///
/// The order of the raw values is the order in which failures of several operands prevail:
/// `indeterminate` (more precision may show something else) before an error of the claim, before
/// vacuity, before undefinedness.
public struct Status: Equatable, Sendable {
  @usableFromInline var raw: UInt32

  @inlinable init(raw: UInt32) { self.raw = raw }

  @inlinable public static var defined: Status { Status(raw: 0) }
  @inlinable public static var indeterminate: Status { Status(raw: 4 << 28) }

  @inlinable
  public init(_ kind: FailureKind, site: Int32) {
    raw = kind.rawValue << 28 | UInt32(site)
  }

  @inlinable public var isDefined: Bool { raw == 0 }
  @inlinable public var failure: FailureKind? { FailureKind(rawValue: raw >> 28) }
  @inlinable public var site: Int { Int(raw & 0x0fff_ffff) }

  @inlinable
  public static func merge(_ x: Status, _ y: Status) -> Status { x.raw >= y.raw ? x : y }
}

/// A truth value in strong Kleene logic that knows why it is not decided.
///
/// Raw values: true 0, failures as in `Status`, unknown 4, false 5 (in the top four bits), so that
/// conjunction is the maximum.
public struct Truth: Equatable, Sendable {
  @usableFromInline var raw: UInt32

  @inlinable init(raw: UInt32) { self.raw = raw }

  @inlinable public static var yes: Truth { Truth(raw: 0) }
  @inlinable public static var unknown: Truth { Truth(raw: 4 << 28) }
  @inlinable public static var no: Truth { Truth(raw: 5 << 28) }

  @inlinable
  public init(_ decided: Trilean) {
    switch decided {
    case .yes: self = .yes
    case .no: self = .no
    case .unknown: self = .unknown
    }
  }

  /// The truth of a formula one of whose operands failed.
  @inlinable public init(_ failed: Status) { raw = failed.raw }

  @inlinable public var isDecided: Bool { self == .yes || self == .no }
  @inlinable public var failure: FailureKind? { FailureKind(rawValue: raw >> 28) }
  @inlinable public var site: Int { Int(raw & 0x0fff_ffff) }

  /// The status of a number that depends on this undecided truth.
  @inlinable var status: Status { Status(raw: raw) }

  @inlinable
  public static func && (x: Truth, y: Truth) -> Truth { x.raw >= y.raw ? x : y }

  @inlinable
  public static func || (x: Truth, y: Truth) -> Truth {
    if x == .yes || y == .yes { return .yes }
    if x == .no { return y }
    if y == .no { return x }
    return x.raw >= y.raw ? x : y
  }

  @inlinable
  public static prefix func ! (x: Truth) -> Truth {
    if x == .yes { return .no }
    if x == .no { return .yes }
    return x
  }
}
