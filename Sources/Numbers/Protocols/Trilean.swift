/// The answer to a question about real numbers that are known through enclosures.
///
/// `unknown` says that the enclosures at hand do not decide; it never stands for "probably not".
@usableFromInline
package enum Trilean: UInt8, Hashable, Sendable {
  case no, yes, unknown

  @inlinable
  package init(_ decided: Bool) { self = decided ? .yes : .no }

  /// Strong Kleene negation.
  @inlinable
  package static prefix func ! (x: Trilean) -> Trilean {
    switch x {
    case .no: .yes
    case .yes: .no
    case .unknown: .unknown
    }
  }

  /// Strong Kleene conjunction: one `no` settles it.
  @inlinable
  package static func && (x: Trilean, y: Trilean) -> Trilean {
    if x == .no || y == .no { return .no }
    return x == .yes && y == .yes ? .yes : .unknown
  }

  /// Strong Kleene disjunction: one `yes` settles it.
  @inlinable
  package static func || (x: Trilean, y: Trilean) -> Trilean {
    if x == .yes || y == .yes { return .yes }
    return x == .no && y == .no ? .no : .unknown
  }
}
