/// How far the explanation of a counterexample goes; see `SearchTuning`.
enum ExplainTuning {
  /// As much as a search that survives: only questions to long programs come near it.
  static let work = SearchTuning.workLimit
  /// Where more states than this exist, none is shown.
  static let mostStates = 8
  /// An instance with more elements than this is not looked into.
  static let mostElements = 400

  /// A conjunction of more parts is one hypothesis: a list of so many says nothing at a glance.
  static let mostParts = 8
}
