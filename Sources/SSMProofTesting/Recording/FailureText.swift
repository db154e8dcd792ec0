import Claims
import Reports
import SSMProof

/// What stands in the text of a failure.
enum FailureText {
  /// Sizes and values by name.
  static func instance(_ instance: Instance, _ theorem: Theorem) -> [String] {
    InstanceText.lines(instance, theorem, indent: "  ")
  }

  /// The instance, and the two sides of the comparison that fails there.
  static func counterexample(_ found: Counterexample, _ theorem: Theorem) -> [String] {
    instance(found.instance, theorem) + ["  \(found.decision)"]
  }

  /// `T = 3, N = 1`
  static func sizes(_ model: Model) -> String {
    let parts = zip(model.theorem.sizes, model.instance.sizes).map { "\($0.name) = \($1)" }
    return parts.isEmpty ? "the model" : parts.joined(separator: ", ")
  }

  /// Where a model's values come from, as far as it says so.
  static func origin(_ model: Model) -> [String] { model.origin.map { ["  of \($0)"] } ?? [] }

  /// A value of a generator: models as their sizes and values by name, others as they print.
  static func value(_ value: Any) -> [String] {
    if let model = value as? Model { return origin(model) + instance(model.instance, model.theorem) }
    return "\(value)".split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
  }
}
