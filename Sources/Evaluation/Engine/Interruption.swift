/// Asked in between by long evaluations whether they are still wanted. What is broken off stays undecided.
///
/// One for each engine, shared by its rungs; not for use from several threads at once.
final class Interruption {
  /// What says so; asked now and then, until it once says true.
  var source: (() -> Bool)? {
    didSet { answered = false }
  }
  private var answered = false

  /// Whether the evaluation at hand is to end.
  var isRequested: Bool {
    guard let source else { return false }
    if !answered { answered = source() }
    return answered
  }
}
