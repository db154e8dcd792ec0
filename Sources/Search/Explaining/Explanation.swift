import Claims
import Evaluation
import Programs

/// What is certain about a counterexample beside that it is one. Every part was decided by the engine.
public struct Explanation: Sendable {
  /// A hypothesis that holds with equality at the counterexample.
  public struct TightHypothesis: Sendable {
    /// As in the claim file, such as `A[t,n] + D[t,n] <= 1`.
    public var text: String
    /// The index values at which both sides are equal; empty where the hypothesis has no index.
    public var places: [[IndexValue]]
    /// Whether both sides are equal at all index values.
    public var isEverywhere: Bool
  }

  /// The earliest element of a `max` or `min` over indices that already breaks the bound.
  public struct FirstFailure: Sendable {
    /// The index values of that element.
    public var indices: [IndexValue]
    /// The left side with that element alone.
    public var left: CertifiedValue
    /// The right side.
    public var right: CertifiedValue
  }

  /// A state of a recurrence.
  public struct State: Sendable {
    /// `h[2,1]`
    public var name: String
    /// Its value.
    public var value: CertifiedValue
  }

  /// Hypotheses that hold with equality.
  public var tight: [TightHypothesis] = []
  /// The earliest element that breaks the bound, where the failing side is a `max` or `min` over indices.
  public var firstFailure: FirstFailure?
  /// The states of the recurrences, where they are few; those that are irrational between bounds.
  public var states: [State] = []
  /// Whether both sides of the failing strict comparison are equal.
  public var isEquality = false
  /// How many instances held at sizes none of which is larger than the counterexample's and one of
  /// which is smaller, where no violation was found.
  public var heldAtSmallerSizes = 0
  /// The size whose smaller values alone these are, where it is one: its name and its value here.
  public var criticalSize: (name: String, value: Int)?
}

extension Explanation {
  /// Takes up what the search saw at smaller sizes.
  mutating func note(_ held: [[Int]: Int], _ theorem: Theorem, _ sizes: [Int]) {
    heldAtSmallerSizes = held.reduce(0) { sum, entry in
      entry.key != sizes && zip(entry.key, sizes).allSatisfy { $0 <= $1 } ? sum + entry.value : sum
    }
    let critical = sizes.indices.filter { sizes[$0] > theorem.sizes[$0].minimum }
    guard heldAtSmallerSizes > 0, critical.count == 1 else { return }
    criticalSize = (theorem.sizes[critical[0]].name, sizes[critical[0]])
  }
}
