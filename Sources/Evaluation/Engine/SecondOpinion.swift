/// What the second evaluation, which walks the theorem as it is written, says of a verdict of the engine.
public enum SecondOpinion: Hashable, Sendable {
  /// It was not asked: inside a search.
  case notAsked
  /// It came to the same verdict.
  case agrees
  /// It has no answer, and why: a mean, a quantifier over the reals that holds, a limit. One evaluation alone decided.
  case silent(String)
  /// It decides otherwise. One of the two is wrong, so that there is no verdict: a fault of the program.
  case contradicts(String)
}
