import Claims

/// A violated instance, as small as it could be made.
public struct Counterexample: Sendable {
  public var instance: Instance
  public var decision: Decision

  public init(instance: Instance, decision: Decision) {
    self.instance = instance
    self.decision = decision
  }
}
