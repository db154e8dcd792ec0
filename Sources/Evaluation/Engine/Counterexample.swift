import Claims

/// A violated instance, as small as it could be made.
public struct Counterexample: Sendable {
  /// The values at which the theorem fails.
  public var instance: Instance
  /// The decision on that instance: both sides, the rung, the second evaluation.
  public var decision: Decision

  package init(instance: Instance, decision: Decision) {
    self.instance = instance
    self.decision = decision
  }
}
