import Inputs

/// A place in the claim where a value can fail to exist.
public struct FailureSite: Hashable, Sendable {
  public var kind: FailureKind
  public var position: Position
  public var message: String
}

/// Why a value can fail to exist.
public enum FailureKind: UInt32, Sendable {
  /// Division by zero, a logarithm of a non-positive number, …
  case undefined = 1
  /// An empty `max` or `min` was evaluated.
  case vacuous = 2
  /// A reference outside every equation or range was reached: an error of the claim.
  case outOfRange = 3
}

/// An index name and the value it has in a part of a formula.
public struct IndexValue: Hashable, Sendable {
  public var name: String
  public var value: Int
}
