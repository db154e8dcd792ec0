/// The words of proof scripts. They are not reserved: each is a word only where no name can stand.
enum ScriptWord: String, CaseIterable, Sendable {
  case proof, `as`, lemma, `for`, have, by, because
  case induction, on, from, cases, squares, of, contradiction

  /// The words that begin a step or what says how it follows.
  static let steps: [ScriptWord] = [.lemma, .have, .by, .because]
  static let methods: [ScriptWord] = [.induction, .cases, .squares, .contradiction]
}
