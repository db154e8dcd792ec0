import Inputs

/// A place in the claim where a value can fail to exist.
public struct FailureSite: Hashable, Sendable {
  /// Why there is no value.
  public var kind: FailureKind
  /// The place in the claim.
  public var position: Position
  /// What has no value, in a few words.
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
  /// The index name.
  public var name: String
  /// Its value.
  public var value: Int

  package init(name: String, value: Int) { (self.name, self.value) = (name, value) }
}
