import Claims
import Numbers

/// A change to a refuted theorem that a search does not refute. It is a suggestion, and a theorem where it is proved.
public struct Repair: Sendable {
  /// How a theorem is changed.
  public enum Kind: String, Sendable {
    /// One more hypothesis.
    case hypothesis
    /// The conclusion's strict relation, made not strict.
    case relation
    /// The conclusion's right side, enlarged by a constant.
    case constant
  }
  /// What is changed.
  public var kind: Kind
  /// The item to add, or the `conclude` item that takes the refuted one's place, in the claim language.
  public var item: String
  /// How many instances the search for a counterexample to the repaired theorem tried, and how many held.
  public var counts: InstanceCounts
  /// The repaired theorem, `NAME_repaired`, which expects to hold.
  public var theorem: Theorem
  /// Its proof, where one was sought and found.
  public package(set) var proof: ProofRecord?
}
